// simulator/ starts and stops a simulator and puts its rooms together: http, scim, company, oauth, events, identity,
// provisioning, retrieval, developerSite, control. Each of them uses only rooms that stand before it in this list.

// What happens when its time has come: the end of provision requests and the delivery of events.
import type { Alarm } from './company/clock.mts';
import { nextDeliveryAt, startDueDeliveries } from './events/delivery/send.mts';
import type { ProvisioningContext } from './provisioning/context.mts';
import { settle } from './provisioning/engine.mts';

// setTimeout takes 31 bits.
const longestTimer = 2 ** 31 - 1;

/** Returns one timer for everything that is due, which does not keep the process alive. */
export function createAlarm(simulator: () => ProvisioningContext): Alarm {
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

function nextDueAt(simulator: ProvisioningContext): number {
	return [...simulator.provisions.open()].reduce(
		(first, request) => Math.min(first, request.nextDueAt),
		nextDeliveryAt(simulator),
	);
}
