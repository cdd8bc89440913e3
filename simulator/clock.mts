import { DateTime } from 'luxon';
import type { Clock } from './context.mts';

/** Real time plus what advance() has added: nothing in the simulator looks at any other clock. */
export function createClock(): Clock {
	let ahead = 0;
	return {
		now: () => Date.now() + ahead,
		advance: (ms) => {
			ahead += ms;
		},
	};
}

/** Milliseconds since 1970, so many calendar months later. */
export function addMonths(now: number, months: number): number {
	return DateTime.fromMillis(now, { zone: 'utc' }).plus({ months }).toMillis();
}
