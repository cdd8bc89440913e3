// What the event side of a simulator holds: who listens, what is still to be delivered, and the log.
import { randomInt } from 'node:crypto';
import type { LimitFunction } from 'p-limit';
import type { SigningCertificate } from './renewals.mts';

/** What a subscriber has asked for, and what Concur adds. */
export interface Subscription {
	id: string;
	topic: string;
	/** A regular expression on eventType; undefined lets everything through. */
	filter?: string;
	endpoint: string;
	/** The client id of the app that owns it. */
	applicationId: string;
	/** Companies that have connected the app; '.*' stands for all. Empty: no events. */
	companyIds: string[];
	/** Clock time at which it ends (open-questions 68); undefined unless marked for deletion. */
	deletesAt?: number;
	/** Clock time since which it lacks a company, or nothing could be delivered; undefined when all is well. */
	uselessSince?: number;
}

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
	/** The text that was sent, of a very long one the beginning. */
	body: string;
	/** ISO 8601, of the simulator's clock, when it was sent. */
	at: string;
}

export interface EventState {
	/** By id. They outlive a reset, as tokens do. */
	subscriptions: Map<string, Subscription>;
	/** Deliveries whose next attempt has not begun. */
	waiting: Set<Delivery>;
	/** Attempts that have begun or wait for one of the subscription's threads. */
	running: Set<Promise<void>>;
	/** One for each request on its way. */
	requests: Set<AbortController>;
	/** The threads of each subscription. */
	threads: WeakMap<Subscription, LimitFunction>;
	log: LoggedDelivery[];
	/**
	 * The number in the id of the last event. It goes on over a reset, and starts anywhere: to a
	 * subscriber that has seen an id, the next event with that id is a repetition.
	 */
	lastNumber: number;
	/** All whose keys have signed deliveries; the last is the current one. */
	certificates: SigningCertificate[];
	/** Signatures so far, by which settings.events.signingKey alternates. */
	signed: number;
	/** Nothing is sent or logged any more. */
	closed: boolean;
}

/**
 * A state without deliveries.
 *
 * @param before The state before a reset, whose subscriptions stay; those marked for deletion end here,
 * with their clock.
 */
export function createEventState(before?: EventState): EventState {
	const subscriptions = before?.subscriptions ?? new Map<string, Subscription>();
	for (const { id, deletesAt } of subscriptions.values())
		if (deletesAt !== undefined) subscriptions.delete(id);
	return {
		subscriptions,
		waiting: new Set(),
		running: new Set(),
		requests: new Set(),
		threads: new WeakMap(),
		log: [],
		lastNumber: before?.lastNumber ?? randomInt(10_000, 1_000_000_000),
		certificates: [],
		signed: 0,
		closed: false,
	};
}

/** Ends all deliveries, those on their way too. */
export function closeEvents(events: EventState): void {
	events.closed = true;
	events.waiting.clear();
	for (const request of events.requests) request.abort();
}
