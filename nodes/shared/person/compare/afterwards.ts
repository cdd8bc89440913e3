// Room compare: when a value of a row and one of SAP Concur are the same, and what an update changes, in words.
// It makes no operations and sends nothing.
import get from 'lodash/get';
import isEmpty from 'lodash/isEmpty';
import omit from 'lodash/omit';
import { isJsonObject, urn, type JsonObject } from '../../schema/attributes';
import { isSameText } from '../../schema/listEntries';
import { parsePath, type PathStep } from '../../schema/scimPath';
import type { PatchOperation } from '../patchMessage';

/** What the user will be once the operations of toPatchOperations have been applied. Pure. */
export function afterwards(operations: PatchOperation[], existing: JsonObject): JsonObject {
	return operations.reduce<JsonObject>((document, { op, path = '', value }) => {
		const { schema, steps } = parsePath(path);
		const names = schema === urn.core ? steps : [{ name: schema, conditions: {} }, ...steps];
		return changed(document, names, op, value) as JsonObject;
	}, existing);
}

/** Undefined stands for what is gone. */
function changed(
	target: unknown,
	[step, ...rest]: PathStep[],
	op: PatchOperation['op'],
	value: unknown,
): unknown {
	if (!step) return written(target, op, value);
	const holder = isJsonObject(target) ? target : {};
	const { name, conditions } = step;
	const child = holder[name];
	if (isEmpty(conditions)) return withChild(holder, name, changed(child, rest, op, value));
	const entries: unknown[] = Array.isArray(child) ? child : [];
	const kept = entries
		.map((entry) => (meets(entry, conditions) ? changed(entry, rest, op, value) : entry))
		.filter((entry) => entry !== undefined);
	return withChild(holder, name, kept);
}

function withChild(holder: JsonObject, name: string, child: unknown): JsonObject {
	if (child === undefined) return omit(holder, [name]);
	// With another UUID it is another person, whose number is not known.
	const isPerson = name === 'value' && holder.employeeNumber !== undefined;
	return isPerson ? { value: child } : { ...holder, [name]: child };
}

function written(target: unknown, op: PatchOperation['op'], value: unknown): unknown {
	if (op === 'remove') return undefined;
	if (op === 'replace') return value;
	if (Array.isArray(value)) return [...(Array.isArray(target) ? target : []), ...value];
	return isJsonObject(value) && isJsonObject(target) ? { ...target, ...value } : value;
}

/** Whether an entry is one of those that a filter names; the global group is an empty text or none. */
const meets = (entry: unknown, conditions: PathStep['conditions']) =>
	Object.entries(conditions).every(([name, wanted]) =>
		isSameText(get(entry, name.split('.')) ?? '', wanted),
	);
