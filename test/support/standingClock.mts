import { afterEach, beforeEach, vi } from 'vitest';

/**
 * For a test file in which what is due in a second must not come due by itself on a busy machine: during each test the
 * clock stands still, and the simulator's moves by advance() alone. Timers go on.
 */
export function standingClock(): void {
	beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
	afterEach(() => void vi.useRealTimers());
}
