// This room turns flat values into SAP Concur's user document and back, and into the PATCH between two documents.
// It neither checks nor sends anything, and it imports only row and schema.
import isEmpty from 'lodash/isEmpty';
import maxBy from 'lodash/maxBy';
import type { IDataObject } from 'n8n-workflow';
import { isJsonObject, urn, type JsonObject } from '../schema/attributes';
import { ownFields } from '../schema/flatFields';
import { isSameText } from '../schema/listEntries';
import type { PathStep } from '../schema/scimPath';

/**
 * Returns the values of a user document by the IDs of the flat fields; what the document lacks is left out. A
 * reference becomes an employee number, otherwise a UUID; roles become a list of their codes.
 */
export function toFlatFields(document: IDataObject): IDataObject {
	const row: IDataObject = {};
	for (const { id, valueKind, path } of ownFields) {
		const source = path.schema === urn.core ? document : document[path.schema];
		const value = path.steps.reduce<unknown>(valueAt, source);
		if (valueKind === 'role' ? value !== undefined : isFilled(value)) {
			row[id] = valueKind === 'role' ? true : (shownValue(value) as IDataObject[string]);
		}
	}
	return row;
}

function valueAt(value: unknown, { name, conditions }: PathStep): unknown {
	// A list without a filter on the way has one entry that rows show.
	const holder = Array.isArray(value) ? shownEntry(value.filter(isJsonObject)) : value;
	const child = isJsonObject(holder) ? holder[name] : undefined;
	if (!Array.isArray(child) || isEmpty(conditions)) return child;
	return child.find((entry) =>
		Object.entries(conditions).every(([key, wanted]) => isSameText(entry?.[key], wanted)),
	);
}

/** The entry that a row shows of a list without a type: the leave that starts last, or the only emergency contact. Pure. */
export function shownEntry(entries: JsonObject[]): JsonObject | undefined {
	return (
		maxBy(entries, ({ startDate }) => (typeof startDate === 'string' ? startDate : '')) ??
		entries[0]
	);
}

function isFilled(value: unknown): boolean {
	const isEmptyList = Array.isArray(value) && value.length === 0;
	return value !== undefined && value !== null && value !== '' && !isEmptyList;
}

/** A value of SAP Concur as a row shows it. Pure. */
export function shownValue(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(shownValue);
	if (!isJsonObject(value)) return value;
	return value.employeeNumber ?? value.value ?? value.roleName ?? value.name ?? value.id ?? value;
}
