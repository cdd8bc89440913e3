// This room finds what SAP Concur is known to reject in a user document, before it is sent.
// It neither reads rows nor builds documents, and it imports only row and schema.
import {
	attributesBelow,
	attributesOf,
	entriesOf,
	issueAt,
	knownBelow,
	unknownAttribute,
	type LocatedAttribute,
} from '../row/walkAttributes';
import { isJsonObject, type JsonObject } from '../schema/attributes';
import type { FieldIssue, Finding } from '../schema/fieldIssue';
import { fieldAt } from '../schema/labelOf';
import { entryConditions } from '../schema/listEntries';
import { filterOf, joinPath, parsePath } from '../schema/scimPath';
import { isMissing } from './checkRequired';
import { valueFinding } from './checkValue';

/** Checks the data of one schema against the catalog: unknown and read-only attributes, lengths, values, entries. */
export function checkAttributes(
	extension: JsonObject,
	schema: string,
	isUpdate: boolean,
): FieldIssue[] {
	return attributesOf(extension, schema).flatMap((one) => checkAttribute(one, isUpdate));
}

function checkAttribute(attribute: LocatedAttribute, isUpdate: boolean): FieldIssue[] {
	const { path, value, rules } = attribute;
	if (!rules) {
		const unknown = unknownAttribute(attribute);
		const { problem, cure } = unknown;
		const ofField = issueAt(attribute, value, { problem, cure });
		return [ofField.fieldId ? ofField : unknown];
	}
	// SAP's tables call the legal name read only; its samples send it (open-questions 29).
	if (rules.mutability === 'readOnly' && path !== 'name.legalName') {
		const cure = 'Remove it. Only SAP Concur sets it.';
		return [issueAt(attribute, value, { problem: 'is read-only', cure })];
	}
	if (value === null) {
		// What an update sends of an entry is a part of one that exists.
		if (!isUpdate || !rules.required || attribute.isInEntry) return [];
		const cure = 'Send a new value, or leave it out to keep the current one.';
		return [issueAt(attribute, value, { problem: 'is required and cannot be cleared', cure })];
	}
	if (rules.multiValued && Array.isArray(value)) return checkList(attribute, isUpdate);
	if (!isJsonObject(value)) return checkLeaf(attribute);
	// An object where a single value belongs was reported when it was read.
	return rules.type === 'complex' ? checkObject(attribute, value, isUpdate) : [];
}

function checkObject(parent: LocatedAttribute, value: JsonObject, isUpdate: boolean): FieldIssue[] {
	return attributesBelow(parent, value).flatMap((one) => checkAttribute(one, isUpdate));
}

function checkLeaf(attribute: LocatedAttribute): FieldIssue[] {
	const { path, value, rules } = attribute;
	const finding = (rules && valueFinding(rules, value)) ?? emailFinding(path, value);
	return finding ? [issueAt(attribute, value, finding)] : [];
}

function checkList(list: LocatedAttribute, isUpdate: boolean): FieldIssue[] {
	const entries = entriesOf(list);
	const { maxItems = Infinity } = list.rules ?? {};
	const known = new Set<string>();
	const found = entries.flatMap((entry) => {
		if (!isJsonObject(entry.value)) return checkLeaf(entry);
		const conditions = entryConditions(list.name, entry.value);
		const key = conditions && filterOf(conditions).toLowerCase();
		const isTwin = key !== undefined && known.has(key);
		if (key !== undefined) known.add(key);
		const cure = 'Remove one of the two.';
		return [
			...(isTwin ? [issueAt(entry, entry.value, { problem: 'appears twice', cure })] : []),
			// An update can leave out what an existing entry has already.
			...(isUpdate && conditions ? [] : checkEntry(entry, entry.value)),
			...checkObject(entry, entry.value, isUpdate),
		];
	});
	if (entries.length <= maxItems) return found;
	const problem = `has too many entries: ${entries.length}`;
	const cure = `Send at most ${maxItems}.`;
	return [issueAt(list, entries.length, { problem, cure }), ...found];
}

/** Finds what an entry must have and lacks. */
function checkEntry(entry: LocatedAttribute, value: JsonObject): FieldIssue[] {
	const cure = 'Add it, or leave out the whole entry.';
	return knownBelow(entry.schema, entry.path).flatMap(({ name, rules: { required } }) => {
		// Swagger alone requires the type of an email (open-questions 27).
		const isOptional = !required || (entry.path === 'emails' && name === 'type');
		if (isOptional || !isMissing(value[name])) return [];
		const part = { ...entry, displayPath: `${entry.displayPath}.${name}` };
		const field = fieldAt(joinPath(part.schema, part.displayPath));
		const isFieldOfList = field && parsePath(field.scimPath).steps.at(-1)?.name !== name;
		const problem = isFieldOfList ? `must have "${name}" in each entry` : 'is missing';
		return [issueAt(part, undefined, { problem, cure })];
	});
}

function emailFinding(path: string, value: unknown): Finding | undefined {
	if (path !== 'emails.value' || typeof value !== 'string') return undefined;
	if (/^[^@\s]+@[^@\s]+$/.test(value)) return undefined;
	return {
		problem: 'is not an email address',
		cure: 'Use an address such as jane.doe@example.com.',
	};
}
