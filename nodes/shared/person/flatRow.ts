// A user document as one flat row, the way back from userDocument.ts.
import type { IDataObject } from 'n8n-workflow';
import { isJsonObject, urn } from '../schema/attributes';
import { flatFields } from '../schema/flatFields';
import { isSameText } from '../schema/listEntries';
import { parsePath, type PathStep } from '../schema/scimPath';

const columns = flatFields.map(({ id, scimPath, valueKind }) => ({
	id,
	valueKind,
	path: parsePath(scimPath),
}));

/**
 * The values of `document` by the ids of the flat fields; what the document lacks is left out. A reference
 * becomes an employee number or else a UUID, roles a list of their codes. Pure.
 */
export function toFlatFields(document: IDataObject): IDataObject {
	const row: IDataObject = {};
	for (const { id, valueKind, path } of columns) {
		const source = path.schema === urn.core ? document : document[path.schema];
		const value = path.steps.reduce<unknown>(step, source);
		if (valueKind === 'role' ? value !== undefined : isFilled(value)) {
			row[id] = valueKind === 'role' ? true : (flattened(value) as IDataObject[string]);
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
