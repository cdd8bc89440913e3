// delivery/ brings events to the endpoints of subscriptions: it signs or forges a message, posts it, tries again and writes
// the log. What an event tells is decided in publication/.

// What is still to be delivered, what is on its way, and the log.
import type { LimitFunction } from 'p-limit';
import type { Alarm } from '../../company/clock.mts';
import type { SigningContext } from '../signing/certificates.mts';
import type { Subscription, SubscriptionContext } from '../subscriptions/subscriptions.mts';

/** Exactly what goes over the line. */
export interface Message {
	headers: Record<string, string>;
	body: Buffer;
}

export interface Delivery {
	subscription: Subscription;
	/** Made anew for each attempt, since the signing key may have changed. */
	message: () => Promise<Message>;
	/** False for what a forger sends: once. */
	retries: boolean;
	attempts: number;
	/** Clock time of the publication. */
	publishedAt: number;
	/** Clock time of the next attempt. */
	dueAt: number;
}

export interface LoggedDelivery {
	subscriptionId: string;
	/** 1 for the first. */
	attempt: number;
	/** 0 for an I/O error, a timeout among them. */
	status: number;
	headers: Record<string, string>;
	/** The text that was sent, or the beginning of a very long one. */
	body: string;
	/** ISO 8601, of the simulator's clock, when it was sent. */
	at: string;
}

export interface DeliveryState {
	/** Deliveries whose next attempt has not begun. */
	waiting: Set<Delivery>;
	/** Attempts that have begun or wait for one of the subscription's threads. */
	running: Set<Promise<void>>;
	/** One for each request on its way. */
	requests: Set<AbortController>;
	/** The threads of each subscription. */
	threads: WeakMap<Subscription, LimitFunction>;
	log: LoggedDelivery[];
	/** True when nothing is sent or logged any more. */
	closed: boolean;
}

/** What this room uses of a simulator. */
export type DeliveryContext = SubscriptionContext &
	SigningContext & { deliveries: DeliveryState; alarm: Pick<Alarm, 'wakeAt'> };

/** A state without deliveries. */
export function createDeliveryState(): DeliveryState {
	return {
		waiting: new Set(),
		running: new Set(),
		requests: new Set(),
		threads: new WeakMap(),
		log: [],
		closed: false,
	};
}

/** Ends all deliveries, including those on their way. */
export function closeDeliveries(deliveries: DeliveryState): void {
	deliveries.closed = true;
	deliveries.waiting.clear();
	for (const request of deliveries.requests) request.abort();
}
