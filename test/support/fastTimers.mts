import { afterAll, beforeAll } from 'vitest';

const shortened = 500;
const divisor = 100;

/**
 * For a test file whose nodes pause between requests: from now on to its end, timers of 500 ms and more are
 * a hundred times faster. n8n's `sleep` goes through the global setTimeout; time limits of sockets do not.
 */
export function fastTimers(): void {
	const { setTimeout: original } = globalThis;
	beforeAll(() => {
		globalThis.setTimeout = new Proxy(original, {
			apply: (target, self, [callback, ms = 0, ...rest]: Parameters<typeof setTimeout>) =>
				Reflect.apply(target, self, [callback, ms >= shortened ? ms / divisor : ms, ...rest]),
		});
	});
	afterAll(() => {
		globalThis.setTimeout = original;
	});
}
