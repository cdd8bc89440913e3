import cloneDeep from 'lodash/cloneDeep';
import isEqual from 'lodash/isEqual';
import mapValues from 'lodash/mapValues';
import omitBy from 'lodash/omitBy';
import type { IDataObject } from 'n8n-workflow';

import { catalogue, extensions, isJsonObject, urn, type JsonObject } from '../schema/attributes';
import { quoted, type FieldIssue } from '../schema/fieldIssue';
import { flatFields } from '../schema/flatFields';
import { fieldAt, labelOf } from '../schema/labelOf';
import { entryConditions, isSameEntry } from '../schema/listEntries';
import { didYouMean } from '../schema/nearest';
import { readAdditional } from '../row/readAdditional';
import { isBlank, readField } from '../row/readValue';
import { filterOf, joinPath, parsePath, rulesAt, type ScimPath } from '../schema/scimPath';

export type { FieldIssue } from '../schema/fieldIssue';

/** A SCIM user: core attributes at the top, every other schema below its URN. */
export type UserDocument = IDataObject;

const fieldsById = new Map(flatFields.map((field) => [field.id, field]));
const fieldIds = [...fieldsById.keys()];

/**
 * Turns a row into a SCIM user document. Blank values of the row are left out: an empty cell never clears.
 * @param flat values by the id of the flat field, as forms and HR columns carry them.
 * @param additional a SCIM user document (URN keys) with what has no field; null in it asks for a removal.
 * @returns the document, and everything that cannot be read. A value with an issue stays in the document as it
 * was sent, so that checkDocument does not call it missing: send the document only when there is no issue.
 * In the document null stands for a removal (a role field answered with no is a role whose groups are null);
 * a create or replace sends `withoutNulls(document)`.
 */
export function toUserDocument(
	flat: JsonObject,
	additional?: JsonObject,
): { document: UserDocument; issues: FieldIssue[] } {
	const document: JsonObject = {};
	const issues: FieldIssue[] = [];
	for (const [fieldId, sent] of Object.entries(flat)) {
		const field = fieldsById.get(fieldId);
		if (!field) {
			issues.push({
				fieldId,
				label: fieldId,
				sent,
				problem: 'is not a field of SAP Concur',
				cure: `Choose one of the fields that this node offers, or use the JSON field.${didYouMean(fieldId, fieldIds)}`,
			});
			continue;
		}
		if (isBlank(sent)) continue;
		const path = parsePath(field.scimPath);
		const reading = readField(field.valueKind, rulesAt(path) ?? { type: 'string' }, sent);
		if ('problem' in reading) issues.push({ fieldId, label: field.label, sent, ...reading });
		merge(document, fragment(path, 'value' in reading ? reading.value : sent), issues);
	}
	if (additional !== undefined) merge(document, readAdditional(additional, issues), issues);
	return { document: { schemas: schemasOf(document), ...document } as UserDocument, issues };
}

/** The document without its removals: what a create or a replace sends. Empty entries and objects go too. */
export function withoutNulls(document: UserDocument): UserDocument {
	const kept = prune(document) as UserDocument;
	return { ...kept, schemas: schemasOf(kept) };
}

function prune(value: unknown): unknown {
	if (Array.isArray(value)) {
		return value.filter((entry) => !isRemoval(entry)).map(prune);
	}
	if (!isJsonObject(value)) return value;
	return omitBy(
		mapValues(value, (child) => {
			const kept = prune(child);
			// Only what lost its content is dropped: an empty list or object that was sent means something.
			return !isEqual(kept, child) && Object.keys(Object(kept)).length === 0 ? null : kept;
		}),
		(child) => child === null,
	);
}

/**
 * Names the extensions that a user document carries data for, in the short form that items show as `sent`.
 * @param document core attributes at the top, every other schema below its URN; `schemas` is ignored.
 */
export function shortNames(document: UserDocument): string[] {
	const keys = Object.keys(document).filter((key) => key !== 'schemas');
	const hasCore = keys.some((key) => !key.startsWith('urn:'));
	const others = keys.filter((key) => key.startsWith('urn:'));
	return [
		...(hasCore ? [extensions[urn.core].shortName] : []),
		...others.map((key) => extensions[key]?.shortName ?? key),
	];
}

/** A role with null groups is a role to take away. */
function isRemoval(entry: unknown): boolean {
	return (
		entry === null || (isJsonObject(entry) && 'roleName' in entry && entry.roleGroups === null)
	);
}

function schemasOf(document: JsonObject): string[] {
	return [urn.core, ...Object.keys(document).filter((key) => key.startsWith('urn:'))];
}

/** The smallest document that holds one value at its place. */
function fragment(path: ScimPath, value: unknown): JsonObject {
	let inner = value;
	for (let index = path.steps.length - 1; index >= 0; index--) {
		const { name, conditions } = path.steps[index];
		const rules = rulesAt({ schema: path.schema, steps: path.steps.slice(0, index + 1) });
		const isEntry = rules?.multiValued === true && isJsonObject(inner);
		inner = { [name]: isEntry ? [{ ...conditions, ...(inner as JsonObject) }] : inner };
	}
	return path.schema === urn.core ? (inner as JsonObject) : { [path.schema]: inner };
}

/** Deep merge; the same value twice is fine, two values for one place are an issue and the first one stays. */
function merge(target: JsonObject, source: JsonObject, issues: FieldIssue[]): void {
	for (const [key, value] of Object.entries(source)) {
		if (key in catalogue && isJsonObject(value)) {
			const extension = (target[key] ??= {});
			if (isJsonObject(extension))
				mergeObject(extension, value, { schema: key, prefix: '', issues });
		} else {
			mergeObject(target, { [key]: value }, { schema: urn.core, prefix: '', issues });
		}
	}
}

interface MergePlace {
	schema: string;
	/** Path so far with a trailing point, or ''. */
	prefix: string;
	issues: FieldIssue[];
}

function mergeObject(target: JsonObject, source: JsonObject, place: MergePlace): void {
	for (const [name, value] of Object.entries(source)) {
		const current = target[name];
		const path = `${place.prefix}${name}`;
		if (current === undefined) {
			target[name] = cloneDeep(value);
		} else if (isJsonObject(current) && isJsonObject(value)) {
			mergeObject(current, value, { ...place, prefix: `${path}.` });
		} else if (Array.isArray(current) && Array.isArray(value)) {
			// Entries of one source stay apart: two of one kind are for checkDocument to find.
			const before = [...current];
			for (const entry of value) {
				if (!mergeEntry(before, entry, name, { ...place, prefix: path }))
					current.push(cloneDeep(entry));
			}
		} else if (!isEqual(current, value)) {
			place.issues.push(conflict(joinPath(place.schema, path), current, value));
		}
	}
}

/** True when the list had the entry already and now has the rest of it too. */
function mergeEntry(list: unknown[], entry: unknown, name: string, place: MergePlace): boolean {
	const twin = list.find((known) =>
		isJsonObject(known) && isJsonObject(entry)
			? isSameEntry(name, known, entry)
			: isEqual(known, entry),
	);
	if (isJsonObject(twin) && isJsonObject(entry)) {
		const conditions = entryConditions(name, twin);
		const prefix = `${place.prefix}${conditions ? filterOf(conditions) : ''}.`;
		mergeObject(twin, entry, { ...place, prefix });
	}
	return twin !== undefined;
}

function conflict(path: string, first: unknown, second: unknown): FieldIssue {
	const [one, other] = [first, second].map((value) => shown(path, value));
	return {
		fieldId: fieldAt(path)?.id,
		label: labelOf(path),
		sent: second,
		problem: `is given twice, as ${one} and as ${other}`,
		cure: 'Give it once, in a field or in the JSON field.',
	};
}

/** A role without groups is a yes and one with null for its groups a no, as the fields ask for it. */
function shown(path: string, value: unknown): string {
	if (!path.endsWith('.roleGroups')) return value === null ? 'a removal' : quoted(value);
	return value === null ? '"no"' : isEqual(value, []) ? '"yes"' : quoted(value);
}
