import range from 'lodash/range.js';
import { describe, expect, it } from 'vitest';
import { nextPauseMs } from '../../../../nodes/shared/completion/pauses.ts';

/** When SAP Concur is asked, in seconds, with the jitter that a run can have. */
function looks(firstSeconds: number, jitter: number, upTo = 3600): number[] {
	const times: number[] = [];
	let pause = nextPauseMs(0, 1000 * firstSeconds);
	for (let at = pause; at < 1000 * upTo; at += pause) {
		times.push(at / 1000);
		pause = nextPauseMs(at, 1000 * firstSeconds) * jitter;
	}
	return times;
}

describe('the pauses of a wait', () => {
	it.each([
		[0, 5, 5],
		[5, 5, 4.5],
		[15, 5, 4.5],
		[20, 5, 6],
		[100, 5, 30],
		[200, 5, 60],
		[4000, 5, 60],
		[0, 30, 30],
		[30, 30, 27],
		[120, 30, 36],
		[0, 120, 120],
		[120, 120, 60],
		[0, 1, 1],
		[1, 1, 0.9],
	])('after %s s, with %s s for the first look: %s s', (passed, first, pause) => {
		expect(nextPauseMs(1000 * passed, 1000 * first)).toBeCloseTo(1000 * pause);
	});

	it.each([1, 0.975, 0.95])(
		'from 15 s on, an end is learnt within 1.3 times of it (jitter %s)',
		(jitter) => {
			const times = looks(5, jitter);
			for (const end of range(15, 200, 0.05)) {
				const learnt = times.find((at) => at >= end)!;
				expect(learnt / end).toBeLessThanOrEqual(1.3 + 1e-9);
			}
		},
	);

	it('are never longer than a minute', () => {
		const times = looks(5, 1);
		expect(Math.max(...times.map((at, n) => at - (times[n - 1] ?? 0)))).toBeCloseTo(60);
	});
});
