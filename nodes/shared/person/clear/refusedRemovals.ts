import { isJsonObject, urn, type JsonObject } from '../../schema/attributes';
import type { FieldIssue, Finding } from '../../schema/fieldIssue';
import { fieldAt, labelOf } from '../../schema/labelOf';
import { entryConditions, isSameText } from '../../schema/listEntries';
import { filterOf, joinPath } from '../../schema/scimPath';
import { shownValue } from '../flatRow';

/**
 * What a document removes although something that SAP Concur requires would be missing then: the only email address, or the
 * primary approver before others (open-questions 90). Pure.
 * @param existing what SAP Concur has; what it did not show is left to SAP Concur
 */
export function refusedRemovals(document: JsonObject, existing: JsonObject = {}): FieldIssue[] {
	return [...lastEmails(document, existing), ...primaryApprovers(document, existing)];
}

function lastEmails(document: JsonObject, existing: JsonObject): FieldIssue[] {
	const [wanted, present] = [entriesIn(document.emails), entriesIn(existing.emails)];
	const isRemoved = ({ type }: JsonObject) =>
		wanted.some((entry) => entry.value === null && isSameText(entry.type, type));
	const removed = present.find(isRemoved);
	const isLeft =
		present.some((entry) => !isRemoved(entry)) ||
		wanted.some(({ value }) => typeof value === 'string' && value !== '');
	if (!removed || isLeft) return [];
	const filter = filterOf(entryConditions('emails', removed) ?? {});
	return [
		issueAt(`emails${filter}.value`, {
			problem: 'cannot be cleared, because it is the only email address of the user',
			cure: 'Send a new value, or leave the cell blank to keep the current one.',
		}),
	];
}

function primaryApprovers(document: JsonObject, existing: JsonObject): FieldIssue[] {
	const [wanted, present] = [document[urn.approver], existing[urn.approver]];
	if (!isJsonObject(wanted) || !isJsonObject(present)) return [];
	return Object.keys(wanted).flatMap((list) => {
		const entries = entriesIn(wanted[list]);
		const goes = (isPrimary: boolean) =>
			entries.some(
				({ primary, approver }) => approver === null && (primary === true) === isPrimary,
			);
		const isCleared = goes(true) && !goes(false);
		const known = entriesIn(present[list]);
		const other = known.find(({ primary }) => primary !== true);
		if (!isCleared || !other || !known.some(({ primary }) => primary === true)) return [];
		const who = String(shownValue(other.approver));
		return [
			issueAt(joinPath(urn.approver, `${list}[primary eq true].approver`), {
				problem: `cannot be cleared, because ${who} approves beside the primary approver`,
				cure: 'Send another approver, or remove both in SAP Concur itself.',
			}),
		];
	});
}

const entriesIn = (list: unknown): JsonObject[] =>
	Array.isArray(list) ? list.filter(isJsonObject) : [];

const issueAt = (path: string, finding: Finding): FieldIssue => ({
	fieldId: fieldAt(path)?.id,
	label: labelOf(path),
	sent: undefined,
	...finding,
});
