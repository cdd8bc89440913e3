// The subscriptions that exist at a moment, and who may hear of which company.
import type { Simulator } from '../context.mts';
import type { Subscription } from './state.mts';

// SAP: v4.event-subscription, ESS Resource usage
const uselessForMs = 30 * 24 * 60 * 60 * 1000;

/** True once a subscription is deleted, even when another one has taken its id since. */
export function isOver({ events, clock }: Simulator, subscription: Subscription): boolean {
	const { id, deletesAt = Infinity, uselessSince = Infinity } = subscription;
	if (events.subscriptions.get(id) !== subscription) return true;
	return Math.min(deletesAt, uselessSince + uselessForMs) <= clock.now();
}

/** All subscriptions that exist; those whose end has come are removed. */
export function subscriptionsNow(simulator: Simulator): Subscription[] {
	const { subscriptions } = simulator.events;
	for (const subscription of subscriptions.values())
		if (isOver(simulator, subscription)) subscriptions.delete(subscription.id);
	return [...subscriptions.values()];
}

/**
 * A company token has been issued to an app: from now on its subscriptions get the company's events
 * (SAP: ess-guide, step 5).
 */
export function connectCompany(
	simulator: Simulator,
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
