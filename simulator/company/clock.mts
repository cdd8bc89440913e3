// company/ holds the one company that a simulator plays: its users, lists and credentials, its keys, and the clock by
// which everything in it happens. Every room above it reads from here, and nothing here knows an API.
import { DateTime } from 'luxon';

export interface Clock {
	/** Milliseconds since 1970, moved forward by advance(). */
	now(): number;
	advance(ms: number): void;
}

/** Makes sure that whatever is due at a time of the clock happens then, without a request. */
export interface Alarm {
	/** Does what is due now. */
	run(): void;
	/** To be called for work that is due at this time. */
	wakeAt(at: number): void;
	/** Finds out when the next work is due. */
	plan(): void;
	stop(): void;
}

/** Real time plus what advance() has added; nothing in the simulator reads any other clock. */
export function createClock(): Clock {
	let ahead = 0;
	return {
		now: () => Date.now() + ahead,
		advance: (ms) => {
			ahead += ms;
		},
	};
}

/** Returns the time so many calendar months later, in milliseconds since 1970. */
export function addMonths(now: number, months: number): number {
	return DateTime.fromMillis(now, { zone: 'utc' }).plus({ months }).toMillis();
}
