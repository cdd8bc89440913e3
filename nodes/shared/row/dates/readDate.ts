// This room reads dates as HR writes them, and says of the others why they cannot be read.
// It knows no fields and no user documents, and it imports only schema.
import isDate from 'lodash/isDate';
import uniq from 'lodash/uniq';
import { DateTime } from 'luxon';
import type { AttributeRules } from '../../schema/attributes';
import { quoted, type Finding } from '../../schema/fieldIssue';
import type { Beside } from '../../schema/reading';
import { noDate, unreadDate } from './unreadDate';

type DateReading = { value: string; notice?: string } | Finding;

/**
 * Reads a date, or a date with a time, by the format of its attribute. A date that arrives as a moment counts as the day
 * on which it is midnight; a day and a time without a time zone are the source's own.
 */
export function readDate(rules: AttributeRules, sent: unknown, { zone }: Beside): DateReading {
	const written =
		typeof sent === 'string' || typeof sent === 'number' ? writtenDate(sent) : undefined;
	const moment = written ? written.moment : momentOf(sent);
	if (!moment?.isValid) return unreadDate(sent);
	if (rules.format?.startsWith('ISO8601')) {
		return { value: moment.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'") };
	}
	const day = written?.isLocal ? localDay(rules, sent, moment) : dayOfMoment(moment, zone, sent);
	if ('problem' in day) return day;
	const placeholder = placeholders.get(day.value);
	if (placeholder) return placeholder;
	if (rules.type === 'date') return day;
	// A start that SAP Concur has set by itself has a time; it comes back without a zone, as the source's own.
	const time = written?.isLocal ? moment.toFormat('HH:mm:ss') : '00:00:00';
	return { ...day, value: `${day.value}T${time}Z` };
}

/** What HR systems and databases write for a contract without an end, and for no date at all. */
const placeholders = new Map<string, Finding>([
	[
		'9999-12-31',
		{ problem: 'stands for "no end"', cure: 'Leave the cell empty when there is no end date.' },
	],
	['0001-01-01', noDate],
]);

/**
 * Returns the day of a moment: the one on which it is midnight in its own zone, in the workflow's, or in UTC. Databases
 * and spreadsheets hand over a date like this, and any other moment can be two days.
 * @param sent what the notice quotes, where the moment was written as text
 */
export function dayOfMoment(
	moment: Date | DateTime,
	zone: string,
	sent: unknown = moment,
): DateReading {
	const own = momentOf(moment);
	if (!own?.isValid) return unreadDate(sent);
	const readings = [own, own.setZone(zone), own.toUTC()];
	const midnights = uniq(readings.filter(isMidnight).map(dayIn));
	const [value] = midnights;
	if (value === undefined) return severalDays(uniq(readings.map(dayIn)), zone);
	if (midnights.length > 1) return severalDays(midnights, zone);
	if (value === dayIn(own)) return { value };
	const where = isMidnight(own.toUTC()) ? 'UTC' : zone;
	const notice = `${quoted(sent)} was read as ${value}, because it is midnight in ${where}`;
	return { value, notice };
}

function severalDays(days: string[], zone: string): Finding {
	return {
		problem:
			days.length > 1
				? `can be read as two days: ${days.sort().join(' and ')}`
				: `is not midnight in ${uniq([zone, 'UTC']).join(' or ')}, so it can be read as two days`,
		cure: 'Send the day alone, such as 2026-12-31, or set the time zone of the workflow to that of the source.',
	};
}

const dayIn = (moment: DateTime) => moment.toFormat('yyyy-MM-dd');

/** Some zones change their clocks at midnight, so that a day begins at 1:00 or has midnight twice. */
const isMidnight = (moment: DateTime) =>
	moment.toFormat('HH:mm:ss.SSS') === '00:00:00.000' || +moment === +moment.startOf('day');

function momentOf(sent: unknown): DateTime | undefined {
	if (DateTime.isDateTime(sent)) return sent;
	return isDate(sent) ? DateTime.fromJSDate(sent, { zone: 'utc' }) : undefined;
}

/** A day by the source's clock; a field for days keeps no time. */
function localDay({ type }: AttributeRules, sent: unknown, moment: DateTime): DateReading {
	const value = dayIn(moment);
	if (type !== 'date' || isMidnight(moment)) return { value };
	return { value, notice: `${quoted(sent)} was read as ${value}, without its time` };
}

interface WrittenDate {
	moment: DateTime;
	/** Without a time zone: the source's own clock. */
	isLocal: boolean;
}

/** Characters, with some blanks around it. */
const longestDate = 100;

/** Year first, or day first with points, which is never the month; a time may follow, and a time zone after it. */
const shapes = [
	/^(?<year>\d{4})(?<joint>[-/]?)(?<month>\d{2})\k<joint>(?<day>\d{2})(?:[T ](?<time>.*))?$/,
	/^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?: (?<time>.*))?$/,
];

/** Reads a text that is clearly a date; undefined otherwise. A day that is not in the calendar is invalid. */
function writtenDate(sent: string | number): WrittenDate | undefined {
	const text = String(sent).trim();
	if (text.length > longestDate) return undefined;
	const parts = shapes.map((shape) => shape.exec(text)?.groups).find((found) => found);
	if (!parts) return undefined;
	const { year, month = '', day = '', time = '00:00' } = parts;
	const clock = timeOfDay.exec(time);
	if (!clock) return undefined;
	const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${time}`;
	return {
		moment: DateTime.fromISO(iso, { setZone: true, zone: 'utc' }),
		isLocal: clock[1] === undefined,
	};
}

/** Not 24:00, which is the end of one day for people and the start of the next one for programs. */
const timeOfDay = /^(?:[01]\d|2[0-3]):\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/;
