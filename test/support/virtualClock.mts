const shortest = 100;
const longest = 5000;
const divisor = 2000;
/**
 * The one timer by which fetch counts all its time limits, and which it keeps for good: once shortened, it would let requests of
 * all later tests time out after a moment.
 */
export const isTickOfFetch = ({ name }: { name: string }) => name === 'onTick';

/**
 * One clock for nodes and simulator, both of this process, on which waiting takes no time: a pause of a tenth of a second to five
 * seconds (longer ones are slept in slices) ends almost at once, and the clock moves by all of it.
 * What the simulator has planned comes due at once in the same way.
 */
export interface VirtualClock {
	now(): number;
	advance(ms: number): void;
	/** Back to real time. */
	stop(): void;
}

export function startVirtualClock(): VirtualClock {
	const { Date: RealDate, setTimeout: realTimeout } = globalThis;
	let ahead = 0;
	const now = () => RealDate.now() + ahead;
	globalThis.Date = new Proxy(RealDate, {
		construct: (target, args: unknown[], self) =>
			Reflect.construct(target, args.length === 0 ? [now()] : args, self) as Date,
		get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
	});
	globalThis.setTimeout = new Proxy(realTimeout, {
		apply: (target, self, [callback, ms = 0, ...rest]: Parameters<typeof setTimeout>) => {
			if (ms < shortest || ms > longest || isTickOfFetch(callback)) {
				return Reflect.apply(target, self, [callback, ms, ...rest]);
			}
			const due = now() + ms;
			const wake = (...args: unknown[]) => {
				// Pauses that run at the same time end one after the other, as on a real clock.
				ahead += Math.max(0, due - now());
				(callback as (...values: unknown[]) => void)(...args);
			};
			return Reflect.apply(target, self, [wake, ms / divisor, ...rest]);
		},
	});
	return {
		now,
		advance: (ms) => void (ahead += ms),
		stop() {
			globalThis.Date = RealDate;
			globalThis.setTimeout = realTimeout;
		},
	};
}
