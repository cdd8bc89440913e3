import isDate from 'lodash/isDate';
import { DateTime } from 'luxon';
import type { AttributeRules } from '../schema/attributes';
import type { Finding } from '../schema/fieldIssue';

/** Reads a date, or a date with a time, by the format of its attribute. */
export function readDate(
	rules: AttributeRules,
	sent: unknown,
	_zone: string,
): { value: string; notice?: string } | Finding {
	const moment = wallClock(sent);
	if (!moment) {
		return {
			problem: 'is not a valid date in the form YYYY-MM-DD',
			cure: 'Use a date such as 2026-12-31, or convert it in n8n: {{ DateTime.fromFormat(value, "MM/dd/yyyy").toISODate() }}.',
		};
	}
	if (rules.type === 'date') return { value: moment.date };
	if (rules.format?.startsWith('ISO8601')) return { value: moment.instant };
	// Start and termination are days for HR: the source's own clock counts, because a time zone would move them.
	return { value: `${moment.date}T${moment.time}Z` };
}

/** Returns the day of a date object; undefined for anything else. */
export function dayOf(sent: unknown): string | undefined {
	return isDate(sent) || DateTime.isDateTime(sent) ? wallClock(sent)?.date : undefined;
}

/** Returns date and time by the source's own clock; undefined when the value is not clearly a date. */
function wallClock(sent: unknown): { date: string; time: string; instant: string } | undefined {
	const moment = toDateTime(sent);
	if (!moment?.isValid) return undefined;
	return {
		date: moment.toFormat('yyyy-MM-dd'),
		time: moment.toFormat('HH:mm:ss'),
		instant: moment.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"),
	};
}

/** Characters, with some blanks around it. */
const longestMoment = 100;

function toDateTime(sent: unknown): DateTime | undefined {
	if (DateTime.isDateTime(sent)) return sent;
	if (isDate(sent)) return DateTime.fromJSDate(sent, { zone: 'utc' });
	if (typeof sent !== 'string' && typeof sent !== 'number') return undefined;
	if (String(sent).length > longestMoment) return undefined;
	const text = String(sent).trim();
	if (/^\d{8}$/.test(text)) return DateTime.fromFormat(text, 'yyyyMMdd', { zone: 'utc' });
	if (!/^\d{4}[-/]\d{2}[-/]\d{2}([T ]\d{2}:\d{2}.*)?$/.test(text)) return undefined;
	return DateTime.fromISO(text.replace(/\//g, '-').replace(' ', 'T'), {
		setZone: true,
		zone: 'utc',
	});
}
