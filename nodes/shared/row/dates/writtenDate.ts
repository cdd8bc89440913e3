import { DateTime } from 'luxon';
import type { Finding } from '../../schema/fieldIssue';
import {
	calendarDay,
	midnightOf,
	notInCalendar,
	twoReadings,
	type CalendarDay,
	type WrittenDate,
} from './calendarDay';
import { dayWithPoints, eitherOrder, inOrder } from './columnOrder';
import { monthsNamed } from './monthNames';
import { programDate } from './programDates';
import { timeOfDay } from './timeOfDay';

type Column = readonly unknown[] | undefined;
type Day = CalendarDay & Pick<WrittenDate, 'reasons'>;
type Parts = Record<string, string>;

/** A form of dates, before a time. */
interface Form {
	shape: RegExp;
	/** Undefined when the parts are no date. */
	dayOf(parts: Parts, column: Column): Day | Finding | undefined;
}

const form = (start: string, dayOf: Form['dayOf']): Form => ({
	shape: new RegExp(String.raw`${start}(?:(?:T|,?\s+)(?<time>\S.*))?$`, 'u'),
	dayOf,
});

const written = ({ year = '', month = '', day = '' }: Parts): Day => ({ year, month, day });
/** With a notice, because it is not written as SAP Concur takes it. */
const told = (day: CalendarDay | Finding): Day | Finding =>
	'problem' in day ? day : { ...day, reasons: [] };

const ordinal = '(?:st|nd|rd|th|er|[.º°])?';
const name = String.raw`(?<name>\p{L}[\p{L}\p{M}]+)\.?`;
const gap = String.raw`(?:\s+(?:de|del|of)\s+|[-/.\s]\s*)?`;

const forms: Form[] = [
	form(String.raw`^(?<year>\d{4})(?<joint>[-/]?)(?<month>\d{2})\k<joint>(?<day>\d{2})`, yearFirst),
	form(String.raw`^(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4})`, (parts, column) =>
		told(dayWithPoints(written(parts), column)),
	),
	form(eitherOrder, ({ one = '', two = '', year = '' }, column) =>
		inOrder({ one, two, year }, column),
	),
	form(
		String.raw`^(?<year>\d{4})(?<joint>[-/.])(?<month>\d{1,2})\k<joint>(?<day>\d{1,2})`,
		(parts) => told(written(parts)),
	),
	form(String.raw`^(?<day>\d{1,2})${ordinal}${gap}${name}${gap}(?<year>\d{4})`, inWords),
	form(String.raw`^${name}${gap}(?<day>\d{1,2})${ordinal}(?:,\s*|${gap})(?<year>\d{4})`, inWords),
	form(String.raw`^(?<year>\d{4})${gap}${name}${gap}(?<day>\d{1,2})`, inWords),
];

/** Characters, with some blanks around it. */
const longestDate = 100;

/**
 * Reads a text, or a number, that is clearly a date; says why when it has the form of one and is none. Undefined for any
 * other text.
 * @param column the values of the field in all rows, which say whether the day or the month comes first
 */
export function writtenDate(
	sent: string | number,
	column: Column,
): WrittenDate | Finding | undefined {
	const text = String(sent).trim();
	if (text.length > longestDate) return undefined;
	for (const { shape, dayOf } of forms) {
		const parts = shape.exec(text)?.groups;
		const day = parts && dayOf(parts, column);
		if (day) return 'problem' in day ? day : withTime(day, parts.time);
	}
	return programDate(text);
}

/** Behind the day, the time of the source's clock or of a time zone. */
function withTime({ reasons, ...day }: Day, time: string | undefined): WrittenDate | Finding {
	const midnight = midnightOf(day);
	if (!midnight.isValid) return notInCalendar;
	const because = reasons ? { reasons } : {};
	if (time === undefined) return { moment: midnight, isLocal: true, ...because };
	const read = timeOfDay(time);
	const date = midnight.toISODate();
	if (!read) {
		return {
			problem: 'has a time that cannot be read',
			cure: `Send the day alone, such as ${date}.`,
		};
	}
	const iso = `${date}T${read.clock}${read.offset}`;
	return {
		moment: DateTime.fromISO(iso, { setZone: true, zone: 'utc' }),
		isLocal: read.offset === '',
		...(read.isHalfDay ? { reasons: [] } : {}),
		...because,
	};
}

/** Eight digits that are no day are most likely one in another order. */
function yearFirst(parts: Parts): Day | Finding | undefined {
	const day = written(parts);
	if (parts.joint === '-') return day;
	return parts.joint === '' && calendarDay(day) === undefined ? undefined : told(day);
}

/** The name of the month says which number is the day; a name can be two months in two languages. */
function inWords({ year = '', name: word = '', day = '' }: Parts): Day | Finding | undefined {
	const days = monthsNamed(word).map((month) => ({ year, month: String(month), day }));
	if (days.length > 1) return twoReadings(days.map(calendarDay).sort(), '');
	return days[0] && { ...days[0], reasons: [] };
}
