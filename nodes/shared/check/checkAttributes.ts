import {
	attributeAt,
	attributesBelow,
	attributesOf,
	entriesOf,
	issueAt,
	knownBelow,
	unknownAttribute,
	type LocatedAttribute,
} from '../row/walkAttributes';
import { tooManyEntries } from '../row/readValue';
import { isJsonObject, type JsonObject } from '../schema/attributes';
import { mostIssues, type FieldIssue } from '../schema/fieldIssue';
import { fieldsById } from '../schema/flatFields';
import { entryConditions } from '../schema/listEntries';
import { filterOf } from '../schema/scimPath';
import { isMissing, missing } from './checkRequired';
import { valueFinding } from './checkValue';

interface Check {
	isUpdate: boolean;
	/** What was found so far. */
	issues: FieldIssue[];
}

/** Checks the data of one schema against the catalog: unknown and read-only attributes, lengths, values, entries. */
export function checkAttributes(
	extension: JsonObject,
	schema: string,
	isUpdate: boolean,
): FieldIssue[] {
	const check: Check = { isUpdate, issues: [] };
	checkEach(attributesOf(extension, schema), check);
	return check.issues;
}

function checkEach(attributes: LocatedAttribute[], check: Check): void {
	for (const attribute of attributes) checkAttribute(attribute, check);
}

function checkAttribute(attribute: LocatedAttribute, check: Check): void {
	const { path, value, rules } = attribute;
	const { isUpdate, issues } = check;
	if (!rules) {
		const unknown = unknownAttribute(attribute, issues.length < mostIssues);
		const { problem, cure } = unknown;
		const ofField = issueAt(attribute, value, { problem, cure });
		issues.push(ofField.fieldId ? ofField : unknown);
	} else if (rules.mutability === 'readOnly' && path !== 'name.legalName') {
		// SAP's tables call the legal name read only; its samples send it (open-questions 29).
		const cure = 'Remove it. Only SAP Concur sets it.';
		issues.push(issueAt(attribute, value, { problem: 'is read-only', cure }));
	} else if (value === null) {
		// What an update sends of an entry is a part of one that exists.
		if (!isUpdate || !rules.required || attribute.isInEntry) return;
		const cure = 'Send a new value, or leave it out to keep the current one.';
		issues.push(issueAt(attribute, value, { problem: 'is required and cannot be cleared', cure }));
	} else if (rules.multiValued && Array.isArray(value)) {
		checkList(attribute, value.length, check);
	} else if (!isJsonObject(value)) {
		checkLeaf(attribute, check);
	} else if (rules.type === 'complex') {
		// An object where a single value belongs was reported when it was read.
		checkEach(attributesBelow(attribute, value), check);
	}
}

function checkLeaf(attribute: LocatedAttribute, { issues }: Check): void {
	const { value, rules } = attribute;
	const finding = rules && valueFinding(rules, value);
	if (finding) issues.push(issueAt(attribute, value, finding));
}

function checkList(list: LocatedAttribute, count: number, check: Check): void {
	const { isUpdate, issues } = check;
	const tooMany = tooManyEntries(count, list.rules?.maxItems);
	if (tooMany) issues.push(issueAt(list, count, tooMany));
	if (tooManyEntries(count)) return;
	const entries = entriesOf(list);
	const twins = twinsIn(entries);
	for (const entry of entries) {
		if (!isJsonObject(entry.value)) {
			checkLeaf(entry, check);
			continue;
		}
		if (twins.has(entry)) {
			const cure = 'Remove one of the two.';
			issues.push(issueAt(entry, entry.value, { problem: 'appears twice', cure }));
		}
		// An update can leave out what an existing entry has already, or only clear parts of the only one.
		const isPart = entryConditions(list.name, entry.value) !== undefined || onlyClears(entry.value);
		if (!isUpdate || !isPart) checkEntry(entry, entry.value, check);
		checkEach(attributesBelow(entry, entry.value), check);
	}
}

const onlyClears = (entry: JsonObject) =>
	Object.values(entry).includes(null) &&
	Object.entries(entry).every(([name, part]) => part === null || name === 'primary');

/** The entries that stand for the same as one before them. */
function twinsIn(entries: LocatedAttribute[]): Set<LocatedAttribute> {
	const known = new Set<string>();
	const twins = new Set<LocatedAttribute>();
	if (entries.length < 2) return twins;
	for (const entry of entries) {
		const conditions = isJsonObject(entry.value) && entryConditions(entry.name, entry.value);
		if (!conditions) continue;
		const key = filterOf(conditions).toLowerCase();
		if (known.has(key)) twins.add(entry);
		known.add(key);
	}
	return twins;
}

/** Finds what an entry must have and lacks. */
function checkEntry(entry: LocatedAttribute, value: JsonObject, { issues }: Check): void {
	const cure = 'Add it, or leave out the whole entry.';
	for (const { name, rules } of knownBelow(entry.schema, entry.path)) {
		// Swagger alone requires the type of an email (open-questions 27).
		const isOptional = !rules.required || (entry.path === 'emails' && name === 'type');
		if (isOptional || !isMissing(value[name])) continue;
		const part = attributeAt(entry.schema, name, undefined, entry);
		const issue = issueAt(part, undefined, { problem: missing, cure });
		const field = fieldsById.get(issue.fieldId ?? '');
		const isFieldOfList = field && field.path.steps.at(-1)?.name !== name;
		const problem = isFieldOfList ? `must have "${name}" in each entry` : missing;
		issues.push({ ...issue, problem });
	}
}
