// Delivers events: in the background, and again and again until they are accepted or 72 hours old. SAP:
// v4.event-subscription, Endpoint Requirements and ESS Behavior.
import pLimit from 'p-limit';
import { isOver, type Subscription } from '../subscriptions/subscriptions.mts';
import type { Delivery, DeliveryContext } from './deliveries.mts';
import { post } from './post.mts';

const retentionMs = 72 * 60 * 60 * 1000;
// SAP: common/ess/getting-started: 24 threads by default.
const threads = 24;
// SAP only says "hold and retry".
const firstPauseMs = 1000;
const longestPauseMs = 60_000;
const longestLog = 10_000;
const longestLoggedBody = 100_000;

/** Accepts a delivery, which is sent as soon as it is due. */
export function enqueue({ deliveries, alarm }: DeliveryContext, delivery: Delivery): void {
	if (deliveries.closed) return;
	deliveries.waiting.add(delivery);
	alarm.wakeAt(delivery.dueAt);
}

/** Starts what is due, and returns at once. */
export function startDueDeliveries(simulator: DeliveryContext): void {
	const { deliveries, clock } = simulator;
	const now = clock.now();
	const due = [...deliveries.waiting].filter(({ dueAt }) => dueAt <= now);
	for (const delivery of due.sort((one, other) => one.dueAt - other.dueAt)) {
		deliveries.waiting.delete(delivery);
		const attempt = threadsOf(simulator, delivery.subscription)(() => send(simulator, delivery));
		deliveries.running.add(attempt);
		void attempt.finally(() => deliveries.running.delete(attempt));
	}
}

/** Ends when no attempt is under way. */
export async function quietDeliveries({ deliveries }: DeliveryContext): Promise<void> {
	while (deliveries.running.size > 0) await Promise.all(deliveries.running);
}

/** Returns the clock time at which the next delivery is due; Infinity when none waits. */
export function nextDeliveryAt({ deliveries }: DeliveryContext): number {
	return [...deliveries.waiting].reduce((first, { dueAt }) => Math.min(first, dueAt), Infinity);
}

function threadsOf({ deliveries }: DeliveryContext, subscription: Subscription) {
	const limit = deliveries.threads.get(subscription) ?? pLimit(threads);
	deliveries.threads.set(subscription, limit);
	return limit;
}

async function send(simulator: DeliveryContext, delivery: Delivery): Promise<void> {
	const { deliveries, clock } = simulator;
	const { subscription, publishedAt } = delivery;
	if (deliveries.closed || isOver(simulator, subscription)) return;
	if (clock.now() - publishedAt >= retentionMs) return;
	const message = await delivery.message();
	const at = new Date(clock.now()).toISOString();
	const status = await post(simulator, subscription.endpoint, message);
	if (deliveries.closed) return;
	delivery.attempts += 1;
	const isDelivered = status >= 200 && status < 300;
	subscription.uselessSince = isDelivered ? undefined : (subscription.uselessSince ?? clock.now());
	deliveries.log.push({
		subscriptionId: subscription.id,
		attempt: delivery.attempts,
		status,
		headers: message.headers,
		body: message.body.subarray(0, longestLoggedBody).toString(),
		at,
	});
	if (deliveries.log.length > longestLog) deliveries.log.shift();
	if (isDelivered || isRejected(status) || !delivery.retries) return;
	const pause = Math.min(firstPauseMs * 2 ** (delivery.attempts - 1), longestPauseMs);
	delivery.dueAt = clock.now() + pause;
	enqueue(simulator, delivery);
}

/** A 3xx neither accepts nor rejects the event, so it is tried again; that is a guess. */
function isRejected(status: number): boolean {
	return status >= 400 && status < 500 && ![401, 403, 429].includes(status);
}
