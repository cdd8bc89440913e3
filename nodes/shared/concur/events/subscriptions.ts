// Reads what SAP Concur says about topics and subscriptions. Pure. SAP: Event Subscription Management (event-topics).
import { z } from 'zod';

export const topicsPath = '/events/v4/topics';
export const subscriptionsPath = '/events/v4/subscriptions';

/** SAP: v4.event-subscription, ESS Resource usage. */
export const mostSubscriptions = 5;

/** As Concur returns it, without the read-only attributes that are not used here. */
export interface Subscription {
	id: string;
	topic?: string;
	/** A regular expression on the type of event. */
	filter?: string;
	webHookConfig?: { endpoint?: string };
	/** Companies whose events are delivered; empty delivers none, '.*' all. */
	companyIds?: unknown;
}

/** SAP: lower-case letters, digits, points and hyphens. The id becomes a part of an address, so nothing else is taken. */
const id = z.string().regex(/^(?!\.+$)[\w.-]{1,200}$/);
const text = z.string().optional().catch(undefined);

const subscription = z.object({
	id,
	topic: text,
	filter: text,
	webHookConfig: z.object({ endpoint: text }).optional().catch(undefined),
	companyIds: z.unknown(),
});

const listed = z.array(z.unknown()).transform((entries) =>
	entries.flatMap((entry): Subscription[] => {
		const read = subscription.safeParse(entry);
		return read.success ? [read.data] : [];
	}),
);

/**
 * A list of subscriptions, or a single one as the swagger has it (open-questions 6). Entries that are none are passed
 * over; anything else than a list or a subscription is no response.
 */
export const subscriptionList: z.ZodType<Subscription[], z.ZodTypeDef, unknown> = z.union([
	listed,
	subscription.transform((one): Subscription[] => [one]),
]);

/** The names in a list of topics; anything else than a list is no response. */
export const topicList = z
	.array(z.unknown())
	.transform((names) => names.filter((name) => typeof name === 'string'));

/** Whether the events of a company are delivered. */
export function deliversFor(companyUuid: string, subscription: Subscription): boolean {
	const ids = companiesOf(subscription).map((id) => id.toLowerCase());
	return ids.includes('.*') || ids.includes(companyUuid.toLowerCase());
}

/** Empty for null and "" as well (open-questions 37). */
export function companiesOf({ companyIds }: Subscription): string[] {
	return Array.isArray(companyIds) ? companyIds.filter((id) => typeof id === 'string') : [];
}
