import isEqual from 'lodash/isEqual';
import groupBy from 'lodash/groupBy';
import lowerCase from 'lodash/lowerCase';
import sortBy from 'lodash/sortBy';
import uniq from 'lodash/uniq';
import uniqBy from 'lodash/uniqBy';
import { isJsonObject, urn, type JsonObject } from '../../schema/attributes';
import { quoted } from '../../schema/fieldIssue';
import { flatFields } from '../../schema/flatFields';
import { fieldAt, labelOf } from '../../schema/labelOf';
import { joinPath, parsePath } from '../../schema/scimPath';
import type { PatchOperation } from '../patchMessage';
import { afterwards } from './afterwards';
import { numbersIn, shownParts } from './shownParts';

/** One value that an update changes. */
export interface Change {
	/** The ID of the flat field, or the attribute's path where no field has it. */
	field: string;
	label: string;
	/** As a row shows it; null for nothing. */
	from: unknown;
	to: unknown;
}

/**
 * What the operations of toPatchOperations change, one entry for each field: its ID (or the attribute's path where no field
 * has it), its label, and the value before and after as a row shows them; null for nothing. Pure.
 */
export function changesIn(operations: PatchOperation[], existing: JsonObject): Change[] {
	const changed = afterwards(operations, existing);
	const byAttribute = groupBy(operations.flatMap(targetsOf), 'attribute');
	const changes = Object.values(byAttribute).flatMap((targets) => {
		const { schema, name } = targets[0] as Target;
		const present = attributeOf(existing, schema, name);
		const numbers = numbersIn(present);
		const before = shownParts(schema, name, present, numbers);
		const after = shownParts(schema, name, attributeOf(changed, schema, name), numbers);
		const found = changesBetween(before, after);
		// What SAP Concur did not show, or a row does not, is changed all the same.
		return found.length > 0 ? found : uniqBy(targets, 'path').map(({ path }) => changeAt(path));
	});
	return sortBy(changes, ({ field }) => fieldOrder.get(field) ?? Infinity);
}

const fieldOrder = new Map(flatFields.map(({ id }, index) => [id, index]));

/** One attribute that an operation changes. */
interface Target {
	schema: string;
	name: string;
	/** Schema and name. */
	attribute: string;
	/** What the operation says, with all that stands behind the name. */
	path: string;
}

function targetsOf({ path = '', value }: PatchOperation): Target[] {
	const { schema, steps } = parsePath(path);
	const [first] = steps;
	const names = first ? [first.name] : isJsonObject(value) ? Object.keys(value) : [];
	return names.map((name) => {
		const attribute = joinPath(schema, name);
		return { schema, name, attribute, path: first ? path : attribute };
	});
}

function attributeOf(document: JsonObject, schema: string, name: string): unknown {
	const source = schema === urn.core ? document : document[schema];
	return isJsonObject(source) ? source[name] : undefined;
}

function changesBetween(before: Map<string, unknown>, after: Map<string, unknown>): Change[] {
	const byField = new Map<string, Change>();
	for (const path of uniq([...before.keys(), ...after.keys()])) {
		const change = changeAt(path, before.get(path), after.get(path));
		if (isEqual(change.from, change.to) || goesAlong(path, before, after)) continue;
		// One entry gone and another one added is one change of the field.
		const known = byField.get(change.field);
		byField.set(change.field, {
			...change,
			from: known?.from ?? change.from,
			to: known?.to ?? change.to,
		});
	}
	return [...byField.values()];
}

/** What no field shows of an entry that is gone, such as whether an address was verified, where a field shows the rest. */
function goesAlong(
	path: string,
	before: Map<string, unknown>,
	after: Map<string, unknown>,
): boolean {
	const entry = path.slice(0, path.lastIndexOf(']') + 1);
	if (entry === '' || fieldAt(path)) return false;
	const isOfEntry = (other: string) => other.startsWith(entry);
	return (
		![...after.keys()].some(isOfEntry) &&
		[...before.keys()].some((other) => isOfEntry(other) && fieldAt(other) !== undefined)
	);
}

function changeAt(path: string, from: unknown = null, to: unknown = null): Change {
	const field = fieldAt(path);
	return {
		field: field?.id ?? path,
		label: field?.label ?? personLabel(path) ?? labelOf(path),
		from,
		to,
	};
}

/** The label of an approver beside the primary one, or of what a delegate may do. */
function personLabel(path: string): string | undefined {
	const { schema, steps } = parsePath(path);
	const [list, ...parts] = steps;
	const [role, who] =
		Object.entries(list?.conditions ?? {}).find(([key]) => key.endsWith('.employeeNumber')) ?? [];
	if (!list || role === undefined) return undefined;
	const { name = 'delegate' } = parts[0] ?? {};
	const isApprover = schema === urn.approver;
	const of = isApprover
		? labelOf(joinPath(schema, `${list.name}.approver`))
		: `Delegate (${lowerCase(list.name)})`;
	const what = name === 'approver' || name === 'delegate' ? '' : `: ${lowerCase(name)}`;
	return `${of} ${quoted(who)}${what}`;
}
