// The subscriptions that exist at a moment, and which company's events each of them gets.
import type { EventsContext } from '../context.mts';

/** What a subscriber has asked for, and what SAP Concur adds. */
export interface Subscription {
	id: string;
	topic: string;
	/** A regular expression on eventType; undefined lets everything through. */
	filter?: string;
	endpoint: string;
	/** The client ID of the app that owns it. */
	applicationId: string;
	/** Companies that have connected the app; '.*' stands for all. Empty: no events. */
	companyIds: string[];
	/** Clock time at which it ends (open-questions 68); undefined unless marked for deletion. */
	deletesAt?: number;
	/** Clock time since which it lacks a company, or nothing could be delivered; otherwise undefined. */
	uselessSince?: number;
}

/** Subscriptions by ID. They outlive a reset, as tokens do. */
export type Subscriptions = Map<string, Subscription>;

/** What this room uses of a simulator. */
export type SubscriptionContext = EventsContext & { subscriptions: Subscriptions };

/**
 * Returns the subscriptions that a simulator starts with.
 *
 * @param before Those before a reset; the ones marked for deletion end here, with their clock.
 */
export function subscriptionsFrom(before: Subscriptions = new Map()): Subscriptions {
	const kept = [...before].filter(([, { deletesAt }]) => deletesAt === undefined);
	return new Map(kept);
}

// SAP: v4.event-subscription, ESS Resource usage
const uselessForMs = 30 * 24 * 60 * 60 * 1000;

/** True once a subscription is deleted, even when another one has its ID by now. */
export function isOver(
	{ subscriptions, clock }: SubscriptionContext,
	subscription: Subscription,
): boolean {
	const { id, deletesAt = Infinity, uselessSince = Infinity } = subscription;
	if (subscriptions.get(id) !== subscription) return true;
	return Math.min(deletesAt, uselessSince + uselessForMs) <= clock.now();
}

/** Returns all subscriptions that exist; those that have ended are removed. */
export function subscriptionsNow(simulator: SubscriptionContext): Subscription[] {
	const { subscriptions } = simulator;
	for (const subscription of subscriptions.values())
		if (isOver(simulator, subscription)) subscriptions.delete(subscription.id);
	return [...subscriptions.values()];
}

/**
 * To be called when a company token is issued to an app: from then on the app's subscriptions get the company's events
 * (SAP: ess-guide, step 5).
 */
export function connectCompany(
	simulator: SubscriptionContext,
	applicationId: string,
	companyId: string,
): void {
	for (const subscription of subscriptionsNow(simulator)) {
		if (subscription.applicationId !== applicationId) continue;
		if (subscription.companyIds.some((id) => id === companyId || id === '.*')) continue;
		subscription.companyIds.push(companyId);
		delete subscription.uselessSince;
	}
}
