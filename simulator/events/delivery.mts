// Delivers events: off the request that caused them, again and again until they are taken or 72 hours
// old. SAP: v4.event-subscription, Endpoint Requirements and ESS Behavior.
import axios from 'axios';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import pLimit from 'p-limit';
import type { Simulator } from '../context.mts';
import type { Delivery, Message, Subscription } from './state.mts';
import { isOver } from './subscriptions.mts';

const retentionMs = 72 * 60 * 60 * 1000;
// SAP: common/ess/getting-started: 24 threads by default.
const threads = 24;
// SAP only says "hold and retry".
const firstPauseMs = 1000;
const longestPauseMs = 60_000;
// A subscriber that ends a connection while the next event takes it would look like an outage.
const connections = {
	httpAgent: new HttpAgent({ keepAlive: false }),
	httpsAgent: new HttpsAgent({ keepAlive: false }),
};
const longestLog = 10_000;
const longestLoggedBody = 100_000;

/** Hands a delivery over; it is sent as soon as it is due. */
export function enqueue({ events, alarm }: Simulator, delivery: Delivery): void {
	if (events.closed) return;
	events.waiting.add(delivery);
	alarm.wakeAt(delivery.dueAt);
}

/** Begins what is due, and comes back at once. */
export function startDueDeliveries(simulator: Simulator): void {
	const { events, clock } = simulator;
	const now = clock.now();
	const due = [...events.waiting].filter(({ dueAt }) => dueAt <= now);
	for (const delivery of due.sort((one, other) => one.dueAt - other.dueAt)) {
		events.waiting.delete(delivery);
		const attempt = threadsOf(simulator, delivery.subscription)(() => send(simulator, delivery));
		events.running.add(attempt);
		void attempt.finally(() => events.running.delete(attempt));
	}
}

/** Ends when no attempt is under way. */
export async function quietDeliveries({ events }: Simulator): Promise<void> {
	while (events.running.size > 0) await Promise.all(events.running);
}

/** Clock time at which the next delivery is due; Infinity when none waits. */
export function nextDeliveryAt({ events }: Simulator): number {
	return [...events.waiting].reduce((first, { dueAt }) => Math.min(first, dueAt), Infinity);
}

function threadsOf({ events }: Simulator, subscription: Subscription) {
	const limit = events.threads.get(subscription) ?? pLimit(threads);
	events.threads.set(subscription, limit);
	return limit;
}

async function send(simulator: Simulator, delivery: Delivery): Promise<void> {
	const { events, clock } = simulator;
	const { subscription, publishedAt } = delivery;
	if (events.closed || isOver(simulator, subscription)) return;
	if (clock.now() - publishedAt >= retentionMs) return;
	const message = await delivery.message();
	const at = new Date(clock.now()).toISOString();
	const status = await post(simulator, subscription.endpoint, message);
	if (events.closed) return;
	delivery.attempts += 1;
	const isDelivered = status >= 200 && status < 300;
	subscription.uselessSince = isDelivered ? undefined : (subscription.uselessSince ?? clock.now());
	events.log.push({
		subscriptionId: subscription.id,
		attempt: delivery.attempts,
		status,
		headers: message.headers,
		body: message.body.subarray(0, longestLoggedBody).toString(),
		at,
	});
	if (events.log.length > longestLog) events.log.shift();
	if (isDelivered || isRefused(status) || !delivery.retries) return;
	const pause = Math.min(firstPauseMs * 2 ** (delivery.attempts - 1), longestPauseMs);
	delivery.dueAt = clock.now() + pause;
	enqueue(simulator, delivery);
}

/** A 3xx neither takes nor refuses the event, so it is tried again; that is a guess. */
function isRefused(status: number): boolean {
	return status >= 400 && status < 500 && ![401, 403, 429].includes(status);
}

/** Sends one message and answers with the status; 0 after an I/O error or without an answer in time. */
export async function post(
	{ events, settings }: Simulator,
	endpoint: string,
	{ headers, body }: Message,
): Promise<number> {
	const { acknowledgeWithinMs, followsRedirects } = settings.events;
	// Neither axios' timeout nor Node's covers the time until the connection stands.
	const request = new AbortController();
	const timer = setTimeout(() => request.abort(), acknowledgeWithinMs);
	events.requests.add(request);
	try {
		const { status } = await axios.post(endpoint, body, {
			headers,
			...connections,
			proxy: false,
			maxRedirects: followsRedirects ? 5 : 0,
			maxBodyLength: Infinity,
			responseType: 'text',
			validateStatus: () => true,
			signal: request.signal,
		});
		return status;
	} catch (error) {
		if (axios.isAxiosError(error)) return 0;
		throw error;
	} finally {
		clearTimeout(timer);
		events.requests.delete(request);
	}
}
