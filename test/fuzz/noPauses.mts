import { isTickOfFetch, startVirtualClock, type VirtualClock } from '../support/virtualClock.mts';

const longest = 5000;

/**
 * The virtual clock for thousands of runs: pauses of any length up to five seconds (longer ones are slept in slices) end
 * at the next turn of the event loop, where those of the virtual clock still take a millisecond each.
 */
export function startWithoutPauses(): VirtualClock {
	const clock = startVirtualClock();
	const { setTimeout: original } = globalThis;
	globalThis.setTimeout = new Proxy(original, {
		apply: (target, self, [callback, ms = 0, ...rest]: Parameters<typeof setTimeout>) => {
			if (ms < 1 || ms > longest || isTickOfFetch(callback)) {
				return Reflect.apply(target, self, [callback, ms, ...rest]);
			}
			const due = clock.now() + ms;
			return setImmediate(() => {
				clock.advance(Math.max(0, due - clock.now()));
				(callback as (...values: unknown[]) => void)(...(rest as unknown[]));
			});
		},
	});
	return clock;
}
