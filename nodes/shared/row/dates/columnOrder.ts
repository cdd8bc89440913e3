import { withoutEnds } from '../damage/characters';
import type { Finding } from '../../schema/fieldIssue';
import { calendarDay, notInCalendar, twoReadings, type CalendarDay } from './calendarDay';

/** Two numbers in an unknown order, and a year. */
export interface EitherOrder {
	one: string;
	two: string;
	year: string;
}

/** A day that was found, with what the notice adds to the reading. */
export type OrderedDay = CalendarDay & { reasons: string[] };

/** Two numbers and a year with slashes or hyphens, at the start of a text. */
export const eitherOrder = String.raw`^(?<one>\d{1,2})(?<joint>[-/])(?<two>\d{1,2})\k<joint>(?<year>\d{4})`;

/**
 * Finds out which number is the day: by the number itself, otherwise by the other dates of the column. 05/01/2026 is
 * January in London and May in New York, and a whole column is written in one of the two ways.
 * @param column the values of the field in all rows; undefined where they are not known
 */
export function inOrder(
	{ one, two, year }: EitherOrder,
	column: readonly unknown[] | undefined,
): OrderedDay | Finding {
	const byDay = { year, month: two, day: one };
	const byMonth = { year, month: one, day: two };
	const days = [calendarDay(byDay), calendarDay(byMonth)];
	if (days[0] === days[1]) return days[0] ? { ...byDay, reasons: [] } : notInCalendar;
	if (!days[0]) return { ...byMonth, reasons: [] };
	if (!days[1]) return { ...byDay, reasons: [] };
	days.sort();
	if (!column) return twoReadings(days, '');
	const { dayFirst, monthFirst } = orderOf(column).others;
	if (dayFirst && monthFirst) {
		const both = `${first('day', dayFirst)}, and with ${first('month', monthFirst)}`;
		return twoReadings(days, `: the column has dates with ${both}`);
	}
	if (dayFirst) return { ...byDay, reasons: [`with ${first('day', dayFirst)} of the same column`] };
	if (monthFirst)
		return { ...byMonth, reasons: [`with ${first('month', monthFirst)} of the same column`] };
	return twoReadings(days, ': all dates of the column fit both orders');
}

/**
 * Reads a day with points, which stands before the month. Only a column whose other dates say the opposite leaves it open.
 * @param column the values of the field in all rows; undefined where they are not known
 */
export function dayWithPoints(
	day: CalendarDay,
	column: readonly unknown[] | undefined,
): CalendarDay | Finding {
	const { dayFirst, monthFirst } = column ? orderOf(column).points : {};
	if (!monthFirst || dayFirst) return day;
	const days = [day, { ...day, month: day.day, day: day.month }].map(calendarDay);
	if (!days[0] || !days[1] || days[0] === days[1]) return day;
	return twoReadings(days.sort(), `: the column has dates with ${first('month', monthFirst)}`);
}

const first = (part: 'day' | 'month', example: string) => `the ${part} first, as in "${example}"`;

/** The first date of a column that fits one order only, for each order. */
interface Order {
	dayFirst?: string;
	monthFirst?: string;
}

/** Dates with points have an order of their own. */
type ColumnOrder = Record<'points' | 'others', Order>;

/** By column, because each of its rows asks. */
const orders = new WeakMap<readonly unknown[], ColumnOrder>();

function orderOf(column: readonly unknown[]): ColumnOrder {
	const order = orders.get(column) ?? findOrder(column);
	orders.set(column, order);
	return order;
}

const dateInColumn = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?![\d/.-])/;

function findOrder(column: readonly unknown[]): ColumnOrder {
	const order: ColumnOrder = { points: {}, others: {} };
	for (const value of column) {
		const found = typeof value === 'string' ? dateInColumn.exec(withoutEnds(value)) : null;
		if (!found) continue;
		const [text, one = '', joint, two = '', year = ''] = found;
		const isDayFirst = calendarDay({ year, month: two, day: one }) !== undefined;
		const isMonthFirst = calendarDay({ year, month: one, day: two }) !== undefined;
		const known = joint === '.' ? order.points : order.others;
		if (isDayFirst && !isMonthFirst) known.dayFirst ??= text;
		if (isMonthFirst && !isDayFirst) known.monthFirst ??= text;
	}
	return order;
}
