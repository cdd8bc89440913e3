// Publishes what a request has changed, on every topic that it concerns (SAP: event-topics/profile and
// event-topics/user-provisioning).
import { urn, type JsonObject, type Simulator, type StoredUser } from '../context.mts';
import type { ProvisionRequest } from '../provisioning/ledger.mts';
import {
	changedIdentityAttributes,
	changedSpendAttributes,
	changedTravelAttributes,
} from './changes.mts';
import {
	identityDocument,
	provisionDocument,
	spendDocument,
	travelDocument,
	type EventDocument,
	type ProfileChange,
} from './documents.mts';
import { publish } from './publish.mts';
import { topic } from './topics.mts';

interface Profile {
	topic: string;
	/** Undefined for somebody who lacks this profile. */
	partOf(user: StoredUser): JsonObject | undefined;
	changedAttributes(before: JsonObject, after: JsonObject): string[];
	document(simulator: Simulator, change: ProfileChange): EventDocument;
}

const profiles: Profile[] = [
	{
		topic: topic.identity,
		partOf: ({ identity }) => identity,
		changedAttributes: changedIdentityAttributes,
		document: identityDocument,
	},
	{
		topic: topic.spend,
		partOf: ({ extensions }) => (extensions[urn.spend('User')] ? extensions : undefined),
		changedAttributes: changedSpendAttributes,
		document: spendDocument,
	},
	{
		topic: topic.travel,
		partOf: ({ extensions }) => extensions[urn.travel],
		changedAttributes: changedTravelAttributes,
		document: travelDocument,
	},
];

/**
 * Publishes one event for each profile that differs; nothing with settings.events.echo off
 * (open-questions 73).
 *
 * @param before The person before the request; undefined when it created them.
 * @param after The person after it; undefined when it deleted them.
 * @param correlationId That of the request.
 */
export function publishChange(
	simulator: Simulator,
	before: StoredUser | undefined,
	after: StoredUser | undefined,
	correlationId: string,
): void {
	if (!simulator.settings.events.echo) return;
	const listened = new Set<string>();
	for (const subscription of simulator.events.subscriptions.values())
		listened.add(subscription.topic);
	for (const profile of profiles) {
		// Comparing takes time, which thousands of writes need not spend when nobody listens.
		const change = listened.has(profile.topic) && changeOf(profile, before, after);
		if (!change) continue;
		publish(simulator, {
			topic: profile.topic,
			subtopic: change.user.id,
			companyId: simulator.companyId,
			...profile.document(simulator, change),
			correlationId,
		});
	}
}

function changeOf(
	{ partOf, changedAttributes }: Profile,
	before: StoredUser | undefined,
	after: StoredUser | undefined,
): ProfileChange | undefined {
	const old = before && partOf(before);
	const present = after && partOf(after);
	const user = after ?? before;
	if (!user || (!old && !present)) return undefined;
	if (!old || !present) return { kind: old ? 'Deleted' : 'Created', user, attributes: [] };
	const attributes = changedAttributes(old, present);
	return attributes.length > 0 ? { kind: 'Updated', user, attributes } : undefined;
}

/** Publishes that a request has ended, however it ended. */
export function publishCompletion(simulator: Simulator, request: ProvisionRequest): void {
	publish(simulator, {
		topic: topic.provisioning,
		subtopic: request.id,
		companyId: simulator.companyId,
		...provisionDocument(simulator, request),
		correlationId: request.correlationId,
	});
}
