import partition from 'lodash/partition';
import sortBy from 'lodash/sortBy';
import { isJsonObject, type JsonObject } from '../schema/attributes';
import { candidatesIn, isSamePerson } from '../schema/listEntries';
import { filterOf } from '../schema/scimPath';
import type { PatchOperation } from './patchMessage';

const isPrimary = (entry: JsonObject) => entry.primary === true;

/**
 * Approvers are sent as a whole list, as in SAP's sample for a PATCH: no filter can name the current primary approver
 * and put another person there. There is one primary approver and one second one (SAP: Employee Import Specification, Default
 * Approver 2): whoever is named takes the place of the old one, and the other one stays.
 */
export function approverOperations(
	path: string,
	wanted: JsonObject[],
	present: JsonObject[],
): PatchOperation[] {
	const [named, removed] = partition(wanted, ({ approver }) => approver !== null);
	const goes = (known: JsonObject) => removed.some((one) => isPrimary(one) === isPrimary(known));
	if (named.length > 0) return replacement(path, named, present, goes);
	// Nobody can approve beside a primary approver who is gone.
	return sortBy(present.filter(goes), isPrimary).flatMap((known) => removal(path, known));
}

/** The form of SAP's sample for a removal: by the person. */
function removal(path: string, { approver }: JsonObject): PatchOperation[] {
	const { value, employeeNumber } = isJsonObject(approver) ? approver : {};
	if (typeof value === 'string')
		return [{ op: 'remove', path: `${path}${filterOf({ 'approver.value': value })}` }];
	if (typeof employeeNumber === 'string')
		return [
			{ op: 'remove', path: `${path}${filterOf({ 'approver.employeeNumber': employeeNumber })}` },
		];
	return [];
}

function replacement(
	path: string,
	entries: JsonObject[],
	present: JsonObject[],
	goes: (known: JsonObject) => boolean,
): PatchOperation[] {
	const takesPlaceOf = (known: JsonObject) =>
		entries.some((entry) => isPrimary(entry) === isPrimary(known));
	const namesakes = candidatesIn('approvers', entries);
	const isNamed = (known: JsonObject) =>
		namesakes(known).some((entry) => isSamePerson(entry, known));
	const kept = present.filter((known) => !takesPlaceOf(known) && !goes(known) && !isNamed(known));
	const value = [...entries, ...kept.map(writableApprover)].sort(
		(left, right) => Number(isPrimary(right)) - Number(isPrimary(left)),
	);
	const before = candidatesIn('approvers', present);
	const isPresent = (entry: JsonObject) =>
		before(entry).some(
			(known) => isSamePerson(entry, known) && isPrimary(entry) === isPrimary(known),
		);
	const isUnchanged = value.length === present.length && value.every(isPresent);
	return isUnchanged ? [] : [{ op: 'replace', path, value }];
}

/** Returns an approver of SAP Concur's response without the names and links that cannot be written. */
function writableApprover(entry: JsonObject): JsonObject {
	const { value, employeeNumber } = isJsonObject(entry.approver) ? entry.approver : {};
	const approver = typeof value === 'string' && value !== '' ? { value } : { employeeNumber };
	return { approver, primary: isPrimary(entry) };
}
