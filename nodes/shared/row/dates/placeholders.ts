import type { AttributeRules } from '../../schema/attributes';
import { quoted } from '../../schema/fieldIssue';
import type { Reading } from '../../schema/reading';

/** Zeros of databases and of SAP; the day 0 of January 1900 is how spreadsheets show an empty cell. */
const zeros = [
	/^0(?:0{7})?$/,
	/^0{4}([-/.])00\1(?:00)(?:[T ].*)?$/,
	/^0{1,2}([-/.])0{1,2}\1(?:00)?00(?: .*)?$/,
	/^(?:1900([-/.])01\1(?:00)|0?1([-/])0{1,2}\2(?:1900)|0{1,2}([-/.])0?1\3(?:1900))(?:[T ].*)?$/,
];

/** Reads a text that HR's systems write where there is no date; undefined for any other one. */
export function noDateIn(sent: unknown): Reading | undefined {
	const text = typeof sent === 'string' || typeof sent === 'number' ? String(sent).trim() : '';
	return zeros.some((shape) => shape.test(text)) ? nothing(sent, 'no date') : undefined;
}

/**
 * Reads the days that databases write for no date and for a contract without an end; undefined for any other day. Where
 * no end is possible nothing is sent, and elsewhere the day is a mistake.
 * @param day YYYY-MM-DD
 */
export function placeholderFor(
	{ isEnd, format }: AttributeRules,
	sent: unknown,
	day: string,
): Reading | undefined {
	if (day === '0001-01-01') return nothing(sent, 'no date');
	if (day !== '9999-12-31' || format?.startsWith('ISO8601')) return undefined;
	if (isEnd) return nothing(sent, 'no end');
	return {
		problem: 'stands for "no end"',
		cure: 'Leave the cell empty when there is no end date.',
	};
}

const nothing = (sent: unknown, meaning: string): Reading => ({
	value: undefined,
	notice: `${quoted(sent)} stands for "${meaning}", so nothing is sent`,
});
