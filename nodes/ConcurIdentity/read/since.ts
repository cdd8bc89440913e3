// The time since when a user has changed, as a form gives it and as a filter takes it.
import isDate from 'lodash/isDate';
import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';
import { comparison } from '../../shared/concur/filter';
import { onConcurClock } from '../../shared/concur/learned';
import { isBlank } from '../../shared/row/readValue';
import { itemError } from '../../shared/run/nodeError';
import { problemOf, type Finding } from '../../shared/schema/fieldIssue';

/** SAP Concur's header tells whole seconds. */
const toleranceMs = 2000;

const cure =
	'Enter a time such as 2026-01-31T08:00:00. Without a time zone, it is a time in that of the workflow.';

/**
 * The moment that a field means: ISO 8601 or SQL, a day, or a date of n8n. What has no time zone is in the workflow's.
 * SAP Concur writes six digits of a second; those behind the third are cut off, which finds rather more users. Pure.
 */
export function readSince(sent: unknown, zone: string): { since: DateTime<true> } | Finding {
	if (isBlank(sent)) return { problem: 'has no value', cure };
	const since = momentIn(sent, zone);
	if (!since.isValid) return { problem: 'is not a time', cure };
	return { since: since.toUTC() as DateTime<true> };
}

function momentIn(sent: unknown, zone: string): DateTime {
	if (DateTime.isDateTime(sent)) return sent;
	if (isDate(sent)) return DateTime.fromJSDate(sent);
	if (typeof sent !== 'string') return DateTime.invalid('no text');
	const text = sent.trim();
	const found = DateTime.fromISO(text, { zone });
	return found.isValid ? found : DateTime.fromSQL(text, { zone });
}

/** The moment in a field of one item. @throws NodeOperationError for a value that is no time */
export function sinceOf(
	this: IExecuteFunctions,
	sent: unknown,
	label: string,
	itemIndex: number,
): DateTime<true> {
	const read = readSince(sent, this.getTimezone());
	if ('since' in read) return read.since;
	const message = problemOf({ ...read, label: `The field '${label}'`, sent });
	throw itemError.call(this, itemIndex, message, read.cure);
}

/**
 * The filter for those users of a filter who have changed at this time or later: what SAP Concur shows of a time is cut off
 * (in its samples, perhaps to whole seconds), so those of the same moment count. SAP: identity-search, Filtering.
 */
export function changedFilter(filter: string | undefined, since: DateTime): string {
	const changed = comparison('meta.lastModified', 'ge', since.toUTC().toISO());
	return filter === undefined ? changed : `${changed} and (${filter})`;
}

/**
 * Call it after a search, when SAP Concur's time is known.
 * @throws NodeOperationError for a time that has not come yet on SAP Concur's clock: nobody can have changed since
 */
export function requirePast(
	this: IExecuteFunctions,
	since: DateTime,
	label: string,
	itemIndex: number,
): void {
	const now = onConcurClock(this, new Date());
	if (since.toMillis() <= now + toleranceMs) return;
	const message = `The field '${label}' is in the future (sent: ${String(since.toISO())}, now: ${new Date(now).toISOString()})`;
	throw itemError.call(this, itemIndex, message, `${cure} Check the time zone of the workflow.`);
}
