// Publishes an event: every publication goes through here.
import { randomInt } from 'node:crypto';
import type { Tampering } from '../delivery/forgery.mts';
import { forgedMessage, signedMessage } from '../delivery/messages.mts';
import { enqueue } from '../delivery/send.mts';
import { subscriptionsNow, type Subscription } from '../subscriptions/subscriptions.mts';
import { envelope, type Publication, type PublicationContext } from './envelope.mts';

/** What became of a publication. */
export interface Published {
	/** The event's ID. */
	id: string;
	/** The subscriptions to which it is delivered. */
	subscriptionIds: string[];
}

const shuffledOverMs = 2000;

/**
 * Publishes one event to all who have subscribed to its topic, type and company, in the background. Never waits and
 * never throws.
 *
 * @param tampering The event comes from a forger instead: sent once to each, without retries.
 */
export function publish(
	simulator: PublicationContext,
	publication: Publication,
	tampering?: Tampering,
): Published {
	const { clock, companyId, settings } = simulator;
	const { copies, delayMs, shuffle } = settings.events;
	const event = envelope(simulator, publication);
	const receivers = subscriptionsNow(simulator).filter((subscription) =>
		receives(subscription, publication, publication.companyId ?? companyId),
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
function receives(
	subscription: Subscription,
	publication: Publication,
	companyId: string,
): boolean {
	const { topic, filter, companyIds } = subscription;
	if (topic !== publication.topic) return false;
	if (!companyIds.includes(companyId) && !companyIds.includes('.*')) return false;
	return !filter || new RegExp(`^(?:${filter})$`).test(publication.eventType);
}
