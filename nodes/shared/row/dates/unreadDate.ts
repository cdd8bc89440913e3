import uniq from 'lodash/uniq';
import { DateTime } from 'luxon';
import type { Finding } from '../../schema/fieldIssue';

const notDate = 'is not a valid date in the form YYYY-MM-DD';
const asText = 'Format the column as YYYY-MM-DD in the source.';

export const noDate: Finding = {
	problem: 'stands for "no date"',
	cure: 'Leave the cell empty when there is no date.',
};

const notInCalendar: Finding = {
	problem: 'is not in the calendar',
	cure: 'Correct the date, such as 2026-12-31.',
};

/** What HR's systems and spreadsheets write for a date, and why it is not read. */
const cases: [shape: RegExp, finding: (parts: string[]) => Finding][] = [
	[/^(?:0{4}([-/]?)00\1(?:00)|00([./])00\2(?:00)?00)(?:[T ].*)?$/, () => noDate],
	[
		/^(\d{5})(?:[.,]\d+)?$/,
		([, days]) => ({
			problem: 'is the number of a date in a spreadsheet',
			cure: `${asText}${guess(spreadsheetDay(Number(days)))}`,
		}),
	],
	[
		/^-?(\d{10}|\d{13})$/,
		([sent, digits = '']) => ({
			problem: `is a count of ${digits.length === 10 ? 'seconds' : 'milliseconds'}, not a date`,
			cure: `${asText}${guess(dayAtMidnight(Number(sent) * (digits.length === 10 ? 1000 : 1)))}`,
		}),
	],
	[
		/^\\?\/?Date\((-?\d+)(?:[+-]\d{4})?\)\\?\/?$/,
		([, count]) => ({
			problem: 'is a date as programs write it',
			cure: `${asText}${guess(dayAtMidnight(Number(count)))}`,
		}),
	],
	[
		/^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})$/,
		([, day]) => ({
			problem: 'is a date with a time zone but without a time',
			cure: `Send the day alone.${guess(day)}`,
		}),
	],
	[
		/^\d{1,2}([-./ ])\d{1,2}\1\d{2}$/,
		() => ({
			problem: 'has a year of two digits',
			cure: 'Write the year with four digits, such as 2026-12-31.',
		}),
	],
	[
		/^(\d{1,2})([-/])(\d{1,2})\2(\d{4})$/,
		([, first = '', , second = '', year = '']) => dayOrMonthFirst(year, first, second),
	],
	[
		/^(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ].*)?$/,
		([, year = '', month = '', day = '']) => badDayOrTime(calendarDay(year, month, day)),
	],
	[
		/^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[T ].*)?$/,
		([, day = '', month = '', year = '']) => badDayOrTime(calendarDay(year, month, day)),
	],
];

/**
 * Says why a value is not read as a date. No expression is proposed: one that fails gives nothing, and nothing is not sent.
 */
export function unreadDate(sent: unknown): Finding {
	const text = typeof sent === 'string' || typeof sent === 'number' ? String(sent).trim() : '';
	for (const [shape, finding] of text.length > 100 ? [] : cases) {
		const parts = shape.exec(text);
		if (parts) return finding(parts);
	}
	return { problem: notDate, cure: `Use a date such as 2026-12-31. ${asText}` };
}

/** 05/01/2026 is January in London and May in New York. */
function dayOrMonthFirst(year: string, first: string, second: string): Finding {
	const days = [calendarDay(year, second, first), calendarDay(year, first, second)];
	const [one, other] = uniq(days.filter((day) => day !== undefined)).sort();
	if (one === undefined) return notInCalendar;
	if (other === undefined) return { problem: notDate, cure: `${asText}${guess(one)}` };
	return { problem: `can be read as ${one} or as ${other}`, cure: asText };
}

function badDayOrTime(day?: string): Finding {
	if (day === undefined) return notInCalendar;
	return { problem: 'has a time that cannot be read', cure: `Send the day alone, such as ${day}.` };
}

function calendarDay(year: string, month: string, day: string): string | undefined {
	const date = DateTime.utc(Number(year), Number(month), Number(day));
	return date.isValid ? date.toFormat('yyyy-MM-dd') : undefined;
}

const guess = (day?: string) => (day === undefined ? '' : ` Did you mean ${day}?`);

/** Excel counts days from 1899-12-30 on. */
const spreadsheetDay = (days: number) =>
	DateTime.utc(1899, 12, 30).plus({ days }).toFormat('yyyy-MM-dd');

/** Only for midnight in UTC: other moments are another day elsewhere. */
function dayAtMidnight(milliseconds: number): string | undefined {
	const moment = DateTime.fromMillis(milliseconds, { zone: 'utc' });
	return +moment === +moment.startOf('day') ? moment.toFormat('yyyy-MM-dd') : undefined;
}
