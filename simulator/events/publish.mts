// From a change to the deliveries of its event. Every publication goes through here.
import { randomInt } from 'node:crypto';
import type { Simulator } from '../context.mts';
import { enqueue } from './delivery.mts';
import { envelope, type Publication } from './envelope.mts';
import type { Tampering } from './forgery.mts';
import { forgedMessage, signedMessage } from './message.mts';
import type { Subscription } from './state.mts';
import { subscriptionsNow } from './subscriptions.mts';

export type { Publication } from './envelope.mts';

/** What became of a publication. */
export interface Published {
	/** The event's id. */
	id: string;
	/** Who is going to get it. */
	subscriptionIds: string[];
}

const shuffledOverMs = 2000;

/**
 * Publishes one event: whoever has subscribed to its topic, type and company gets it, in the
 * background. Never waits and never throws.
 *
 * @param tampering The event comes from a forger instead: sent once to each, without retries.
 */
export function publish(
	simulator: Simulator,
	publication: Publication,
	tampering?: Tampering,
): Published {
	const { clock, companyId, settings } = simulator;
	const { copies, delayMs, shuffle } = settings.events;
	const event = envelope(simulator, publication);
	const receivers = subscriptionsNow(simulator).filter((subscription) =>
		hears(subscription, publication, publication.companyId ?? companyId),
	);
	const publishedAt = clock.now();
	const { correlationId } = publication;
	const message = () =>
		tampering
			? forgedMessage(simulator, event, correlationId, tampering)
			: signedMessage(simulator, event, correlationId);
	for (const subscription of receivers)
		for (let copy = 0; copy < (tampering ? 1 : copies); copy += 1) {
			const dueAt = publishedAt + delayMs + (shuffle ? randomInt(shuffledOverMs) : 0);
			const retries = tampering === undefined;
			enqueue(simulator, { subscription, message, retries, attempts: 0, publishedAt, dueAt });
		}
	return { id: event.id, subscriptionIds: receivers.map(({ id }) => id) };
}

/** SAP: EventSubscriptionService.swagger: filter is applied to the event type, '.*' is any company. */
function hears(subscription: Subscription, publication: Publication, companyId: string): boolean {
	const { topic, filter, companyIds } = subscription;
	if (topic !== publication.topic) return false;
	if (!companyIds.includes(companyId) && !companyIds.includes('.*')) return false;
	return !filter || new RegExp(`^(?:${filter})$`).test(publication.eventType);
}
