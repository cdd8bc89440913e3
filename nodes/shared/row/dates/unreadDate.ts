import { DateTime } from 'luxon';
import type { Finding } from '../../schema/fieldIssue';
import { asText, dayIn } from './calendarDay';

/** What looks like a date and can be many, and why it is not read. */
const cases: [shape: RegExp, finding: (parts: string[]) => Finding][] = [
	[
		/^-?(\d{10}|\d{13})$/,
		([sent, digits = '']) => ({
			problem: `is a count of ${digits.length === 10 ? 'seconds' : 'milliseconds'}, not a date`,
			cure: `${asText}${guess(dayAtMidnight(Number(sent) * (digits.length === 10 ? 1000 : 1)))}`,
		}),
	],
	[
		/^(?:\d{1,2}(?:[-./ ]|\. )(?:\d{1,2}|\p{L}+\.?)[-./ ]|\p{L}+\.?[-/ ]\d{1,2}(?:, ?|[-/ ]))'?\d{2}(?:,? .*)?$/u,
		() => ({
			problem: 'has a year of two digits',
			cure: 'Write the year with four digits, such as 2026-12-31.',
		}),
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
	return {
		problem: 'is not a valid date in the form YYYY-MM-DD',
		cure: `Use a date such as 2026-12-31. ${asText}`,
	};
}

const guess = (day?: string) => (day === undefined ? '' : ` Did you mean ${day}?`);

/** Only for midnight in UTC: other moments are another day elsewhere. */
function dayAtMidnight(milliseconds: number): string | undefined {
	const moment = DateTime.fromMillis(milliseconds, { zone: 'utc' });
	return +moment === +moment.startOf('day') ? dayIn(moment) : undefined;
}
