import get from 'lodash/get';
import { isJsonObject, urn, type JsonObject } from '../schema/attributes';
import type { FieldIssue } from '../schema/fieldIssue';
import { fieldAt, labelOf } from '../schema/labelOf';

/** Finds what ends before it starts: the employment, and the time in which a delegate can approve. */
export function checkDates(document: JsonObject): FieldIssue[] {
	const employment = get(document, [urn.enterprise]);
	const delegates = document[urn.delegate];
	const delegations = isJsonObject(delegates) ? Object.entries(delegates) : [];
	return [
		...endIssue(employment, urn.enterprise, 'startDate', 'terminationDate'),
		...delegations.flatMap(([list, entries]) =>
			(Array.isArray(entries) ? entries : []).flatMap((entry) =>
				endIssue(
					get(entry, 'temporaryDelegation'),
					`${urn.delegate}:${list}.temporaryDelegation`,
					'temporaryDelegationFromDate',
					'temporaryDelegationToDate',
				),
			),
		),
	];
}

function endIssue(holder: unknown, path: string, start: string, end: string): FieldIssue[] {
	const [from, sent] = [get(holder, [start]) as unknown, get(holder, [end]) as unknown];
	// A value that is no text was reported when it was read.
	if (typeof from !== 'string' || typeof sent !== 'string' || !isDay(from) || !isDay(sent))
		return [];
	if (sent.slice(0, 10) >= from.slice(0, 10)) return [];
	const at = path.startsWith(urn.delegate) ? `${path}.${end}` : `${path}:${end}`;
	const problem = `must not be before the start, ${from.slice(0, 10)}`;
	const cure = 'Correct one of the two dates.';
	return [{ fieldId: fieldAt(at)?.id, label: labelOf(at), sent: sent.slice(0, 10), problem, cure }];
}

/** False for a text that could not be read, which was reported then. */
export const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}/.test(text);
