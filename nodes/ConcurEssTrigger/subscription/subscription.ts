// What the trigger's subscriptions at SAP Concur must contain, and whether they do. Pure.
// SAP: Event Subscription Management (event-topics).
import { createHash } from 'node:crypto';
import groupBy from 'lodash/groupBy';
import { eventDefinitions, type Subject } from '../../shared/concur/events/eventDefinitions';
import { deliversFor, type Subscription } from '../../shared/concur/events/subscriptions';
import { filterFor } from '../events';

/** One subscription for each subject of the chosen events. */
export interface WantedSubscription {
	/** Its id when there is none yet. */
	ownId: string;
	/** The names of its topic; Concur lists one of them (open-questions 3). */
	topics: string[];
	filter: string;
	endpoint: string;
	/** As the form shows the chosen events. */
	labels: string[];
	scopes: string[];
}

interface Owner {
	instanceId: string;
	workflowId: string;
	nodeId: string;
	clientId: string;
}

/** Where events are to be delivered, and for whom. */
export interface Address {
	endpoint: string;
	owner: Owner;
	urlMode: 'prod' | 'test';
}

/**
 * The id of a subscription, unique over all customers of Concur and the same at each activation.
 * A test run and a published workflow have different ones, so that neither touches the other's.
 */
export function subscriptionId(
	{ instanceId, workflowId, nodeId, clientId }: Owner,
	subject: Subject,
	urlMode: 'prod' | 'test',
): string {
	const digest = createHash('sha256')
		.update(JSON.stringify([instanceId, workflowId, nodeId, clientId]))
		.digest('hex');
	return `n8n-${digest.slice(0, 20)}-${subject}-${urlMode}`;
}

/**
 * Whether an address is that of test runs. n8n's calls have nothing else in common that tells it; whoever renames
 * N8N_ENDPOINT_WEBHOOK_TEST has to keep the ending.
 * @param webhookId what n8n puts behind the name of the endpoint
 */
export function urlModeOf(endpoint: string, webhookId: string): 'prod' | 'test' {
	const [before = ''] = new URL(endpoint).pathname.split(`/${encodeURIComponent(webhookId)}/`);
	return before.endsWith('test') ? 'test' : 'prod';
}

/** @param chosen names of events.ts */
export function wantedSubscriptions(
	chosen: string[],
	{ endpoint, owner, urlMode }: Address,
): WantedSubscription[] {
	const definitions = eventDefinitions.filter(({ name }) => chosen.includes(name));
	return Object.values(groupBy(definitions, 'subject')).flatMap((ofSubject) =>
		ofSubject.slice(0, 1).map(({ subject, topics, scopes }) => ({
			ownId: subscriptionId(owner, subject, urlMode),
			topics,
			filter: filterFor(ofSubject),
			endpoint,
			labels: ofSubject.map(({ label }) => label),
			scopes,
		})),
	);
}

/**
 * Those of the app's subscriptions that belong to this node and address.
 * @param storedIds ids that n8n has kept; may be those of another address, as test runs start with a copy
 */
export function ownSubscriptions(
	{ endpoint, owner, urlMode }: Address,
	storedIds: string[],
	subscriptions: Subscription[],
): Subscription[] {
	const ids = [
		...storedIds,
		...eventDefinitions.map(({ subject }) => subscriptionId(owner, subject, urlMode)),
	];
	return subscriptions.filter(
		({ id, webHookConfig }) =>
			ids.includes(id) && pathOf(webHookConfig?.endpoint) === pathOf(endpoint),
	);
}

/** n8n may have got another host since. */
function pathOf(endpoint: string | undefined): string | undefined {
	return endpoint && URL.canParse(endpoint) ? new URL(endpoint).pathname : undefined;
}

/** The subscription that stands for the wanted one: by its own id, or of another one with the same address and topic. */
export function findExisting(
	{ ownId, topics, endpoint }: WantedSubscription,
	subscriptions: Subscription[],
): Subscription | undefined {
	return (
		subscriptions.find(({ id }) => id === ownId) ??
		subscriptions.find(
			({ topic = '', webHookConfig }) =>
				topics.includes(topic) && webHookConfig?.endpoint === endpoint,
		)
	);
}

/** Whether topic, filter and address are right, and the company's events are delivered. */
export function isAsWanted(
	wanted: WantedSubscription,
	subscription: Subscription,
	companyUuid: string,
): boolean {
	return (
		wanted.topics.includes(subscription.topic ?? '') &&
		subscription.filter === wanted.filter &&
		subscription.webHookConfig?.endpoint === wanted.endpoint &&
		deliversFor(companyUuid, subscription)
	);
}

/** Why Concur cannot reach an address, or undefined when it may. */
export function whyUnreachable(endpoint: string): string | undefined {
	const { protocol, hostname } = new URL(endpoint);
	const isPrivate =
		!hostname.includes('.') ||
		/^(127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\.|\.(local|localhost|internal|lan)$/.test(
			hostname,
		);
	if (isPrivate) return 'the address is in a private network';
	return protocol === 'https:' ? undefined : 'the address does not start with https://';
}
