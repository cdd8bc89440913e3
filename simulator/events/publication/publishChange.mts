// Publishes what a request has changed, on the topic of each profile that differs (SAP: event-topics/profile).
import type { StoredUser } from '../../company/users.mts';
import type { JsonObject } from '../../http/json.mts';
import { urn } from '../../scim/urns.mts';
import { topic } from '../subscriptions/topics.mts';
import {
	changedIdentityAttributes,
	changedSpendAttributes,
	changedTravelAttributes,
} from './changes.mts';
import type { PublicationContext } from './envelope.mts';
import {
	identityEvent,
	spendEvent,
	travelEvent,
	type EventContent,
	type ProfileChange,
} from './profileEvents.mts';
import { publish } from './publish.mts';

interface Profile {
	topic: string;
	/** Undefined for a user without this profile. */
	partOf(user: StoredUser): JsonObject | undefined;
	changedAttributes(before: JsonObject, after: JsonObject): string[];
	event(simulator: PublicationContext, change: ProfileChange): EventContent;
}

const profiles: Profile[] = [
	{
		topic: topic.identity,
		partOf: ({ identity }) => identity,
		changedAttributes: changedIdentityAttributes,
		event: identityEvent,
	},
	{
		topic: topic.spend,
		partOf: ({ extensions }) => (extensions[urn.spend('User')] ? extensions : undefined),
		changedAttributes: changedSpendAttributes,
		event: spendEvent,
	},
	{
		topic: topic.travel,
		partOf: ({ extensions }) => extensions[urn.travel],
		changedAttributes: changedTravelAttributes,
		event: travelEvent,
	},
];

/**
 * Publishes one event for each profile that differs; nothing with settings.events.echo off
 * (open-questions 73).
 *
 * @param before The user before the request; undefined when it created the user.
 * @param after The user after it; undefined when it deleted the user.
 * @param correlationId That of the request.
 */
export function publishChange(
	simulator: PublicationContext,
	before: StoredUser | undefined,
	after: StoredUser | undefined,
	correlationId: string,
): void {
	if (!simulator.settings.events.echo) return;
	const topics = new Set<string>();
	for (const subscription of simulator.subscriptions.values()) topics.add(subscription.topic);
	for (const profile of profiles) {
		// Comparing takes time, which thousands of writes can do without while nobody has subscribed.
		const change = topics.has(profile.topic) && changeOf(profile, before, after);
		if (!change) continue;
		publish(simulator, {
			topic: profile.topic,
			subtopic: change.user.id,
			companyId: simulator.companyId,
			...profile.event(simulator, change),
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
	if (!old || !present) return { verb: old ? 'Deleted' : 'Created', user, attributes: [] };
	const attributes = changedAttributes(old, present);
	return attributes.length > 0 ? { verb: 'Updated', user, attributes } : undefined;
}
