// What happens when its time has come: the end of provision requests and the delivery of events.
import type { Alarm, Simulator } from './context.mts';
import { nextDeliveryAt, startDueDeliveries } from './events/delivery.mts';
import { settle } from './provisioning/engine.mts';

// setTimeout takes 31 bits.
const longestTimer = 2 ** 31 - 1;

/** One timer for everything that is due, which keeps no process alive. */
export function createAlarm(simulator: () => Simulator): Alarm {
	let timer: NodeJS.Timeout | undefined;
	let ringsAt = Infinity;
	let stopped = false;

	const set = (at: number) => {
		clearTimeout(timer);
		ringsAt = at;
		if (at === Infinity) return;
		const wait = Math.max(0, at - simulator().clock.now());
		timer = setTimeout(run, Math.min(wait, longestTimer)).unref();
	};
	const run = () => {
		if (stopped) return;
		settle(simulator());
		startDueDeliveries(simulator());
		set(nextDueAt(simulator()));
	};
	const wakeAt = (at: number) => {
		if (!stopped && at < ringsAt) set(at);
	};
	return {
		run,
		wakeAt,
		plan: () => wakeAt(nextDueAt(simulator())),
		stop: () => {
			stopped = true;
			set(Infinity);
		},
	};
}

function nextDueAt(simulator: Simulator): number {
	return [...simulator.provisions.open()].reduce(
		(first, request) => Math.min(first, request.nextDueAt),
		nextDeliveryAt(simulator),
	);
}
