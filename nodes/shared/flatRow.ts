// A user document as one flat row, the way back from userDocument.ts.
import type { IDataObject } from 'n8n-workflow';
import { isJsonObject, urn } from './attributes';
import { flatFields } from './flatFields';
import { isSameText } from './listEntries';
import { parsePath, type PathStep } from './scimPath';

const places = flatFields.map(({ id, place, kind }) => ({ id, kind, path: parsePath(place) }));

/**
 * The values of `document` by the ids of the flat fields; what the document lacks is left out. A reference
 * becomes an employee number or else a UUID, roles a list of their codes. Pure.
 */
export function toFlatFields(document: IDataObject): IDataObject {
	const row: IDataObject = {};
	for (const { id, kind, path } of places) {
		const source = path.schema === urn.core ? document : document[path.schema];
		const value = path.steps.reduce<unknown>(step, source);
		if (kind === 'role' ? value !== undefined : isFilled(value)) {
			row[id] = kind === 'role' ? true : (flattened(value) as IDataObject[string]);
		}
	}
	return row;
}

function step(value: unknown, { name, conditions }: PathStep): unknown {
	const child = isJsonObject(value) ? value[name] : undefined;
	return Object.keys(conditions).length && Array.isArray(child)
		? child.find((entry) =>
				Object.entries(conditions).every(([key, wanted]) => isSameText(entry?.[key], wanted)),
			)
		: child;
}

function isFilled(value: unknown): boolean {
	return (
		value !== undefined &&
		value !== null &&
		value !== '' &&
		!(Array.isArray(value) && value.length === 0)
	);
}

function flattened(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(flattened);
	if (!isJsonObject(value)) return value;
	return value.employeeNumber ?? value.value ?? value.roleName ?? value.name ?? value.id ?? value;
}
