// This room reads dates as HR writes them, and says of the others why they cannot be read.
// It knows no fields and no user documents, and it imports only schema and how texts are damaged.
import { DateTime } from 'luxon';
import type { Finding } from '../../schema/fieldIssue';

/** A day by the source's own words. */
export interface CalendarDay {
	year: string;
	/** 1 to 12, with or without a zero. */
	month: string;
	day: string;
}

/** What a text says about a moment. */
export interface WrittenDate {
	moment: DateTime;
	/** Without a time zone: the source's own clock. */
	isLocal: boolean;
	/** What a notice adds to the reading; absent for a form that everybody reads in the same way. */
	reasons?: string[];
}

/** The cure for a column that is written in an unclear way. */
export const asText = 'Format the column as YYYY-MM-DD in the source.';

export const notInCalendar: Finding = {
	problem: 'is not in the calendar',
	cure: 'Correct the date, such as 2026-12-31.',
};

/** Midnight of the day in UTC; invalid for a day that the calendar does not have. */
export const midnightOf = ({ year, month, day }: CalendarDay) =>
	DateTime.utc(Number(year), Number(month), Number(day));

/** Returns the day as YYYY-MM-DD, or undefined for one that the calendar does not have. */
export function calendarDay(day: CalendarDay): string | undefined {
	const midnight = midnightOf(day);
	return midnight.isValid ? dayIn(midnight) : undefined;
}

/** The day of a valid moment by its own clock, YYYY-MM-DD. */
export const dayIn = (moment: DateTime) => String(moment.toISODate());

/** The finding for what can be two days, for a reason. @param why continues the sentence, or is empty */
export function twoReadings(days: (string | undefined)[], why: string): Finding {
	return { problem: `can be read as ${days.join(' or as ')}${why}`, cure: asText };
}
