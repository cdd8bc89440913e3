// The subscriptions that exist at a moment, and who may hear of which company.
import type { Simulator } from '../context.mts';
import type { Subscription } from './state.mts';

/** True once a subscription is deleted, even when another one has taken its id since. */
export function isOver({ events, clock }: Simulator, subscription: Subscription): boolean {
	if (events.subscriptions.get(subscription.id) !== subscription) return true;
	return subscription.deletesAt !== undefined && subscription.deletesAt <= clock.now();
}

/** All subscriptions that exist; those whose deletion is through are removed. */
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
	for (const subscription of subscriptionsNow(simulator))
		if (
			subscription.applicationId === applicationId &&
			!subscription.companyIds.includes(companyId)
		)
			subscription.companyIds.push(companyId);
}
