import { afterAll, beforeAll } from 'vitest';

const shortest = 500;
/** Nodes pause in slices of two seconds, n8n between its tries up to five; longer timers are time limits. */
const longest = 5000;
const divisor = 1000;

/**
 * For a test file whose nodes pause between requests: from now on to its end, timers of half a second to five
 * seconds are a thousand times faster. n8n's `sleep` goes through the global setTimeout.
 */
export function fastTimers(): void {
	const { setTimeout: original } = globalThis;
	beforeAll(() => {
		globalThis.setTimeout = new Proxy(original, {
			apply: (target, self, [callback, ms = 0, ...rest]: Parameters<typeof setTimeout>) => {
				const isPause = ms >= shortest && ms <= longest;
				return Reflect.apply(target, self, [callback, isPause ? ms / divisor : ms, ...rest]);
			},
		});
	});
	afterAll(() => {
		globalThis.setTimeout = original;
	});
}
