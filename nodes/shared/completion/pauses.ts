/** SAP: v4.user-provisioning, Tracking Completion: the first look at least 5 seconds after the request. */
export const firstLookMs = 5000;

const longestPauseMs = 60_000;
/** Of the time that has passed: whoever waits learns of the end within 1.3 times of what it took. */
const share = 0.3;
/** Of the first pause: with all of it, an end right after 15 seconds would be learnt a third later. */
const leastShareOfFirst = 0.9;

/**
 * How long to wait before the next look, in ms. Pure.
 * @param passedMs since the wait began; 0 before the first look
 * @param firstMs how long the first look waits; the pauses between the others are not much shorter
 */
export function nextPauseMs(passedMs: number, firstMs = firstLookMs): number {
	if (passedMs <= 0) return firstMs;
	return Math.min(longestPauseMs, Math.max(firstMs * leastShareOfFirst, passedMs * share));
}
