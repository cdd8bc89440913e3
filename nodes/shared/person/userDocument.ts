import isEqual from 'lodash/isEqual';
import mapValues from 'lodash/mapValues';
import omitBy from 'lodash/omitBy';
import type { IDataObject } from 'n8n-workflow';
import { readAdditional } from '../row/readAdditional';
import { readField } from '../row/readField';
import { isBlank } from '../row/readValue';
import { extensions, isJsonObject, urn, type JsonObject } from '../schema/attributes';
import { jsonField, type FieldIssue } from '../schema/fieldIssue';
import { fieldsById } from '../schema/flatFields';
import { didYouMean } from '../schema/nearest';
import { parsePath, rulesAt, type ScimPath } from '../schema/scimPath';
import { mergeDocuments } from './mergeDocuments';

/** A SCIM user: core attributes at the top, every other schema below its URN. */
export type UserDocument = IDataObject;

/**
 * Turns a row into a SCIM user document. Blank values of the row are left out: an empty cell never clears.
 * @param flat values by the ID of the flat field, as forms and HR columns carry them.
 * @param additional a SCIM user document (URN keys) with what has no field; null in it asks for a removal.
 * @returns the document, and what cannot be read. A value with an issue stays in the document as it was sent, so
 * that checkDocument does not call it missing: send the document only when there is no issue.
 * In the document null stands for a removal (a role field with no is a role whose groups are null); a create or
 * replace sends `withoutNulls(document)`.
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
				problem: 'is not a field of this node',
				cure: `Use one of the fields that this node offers, or ${jsonField}.${didYouMean(fieldId, [...fieldsById.keys()])}`,
			});
			continue;
		}
		if (isBlank(sent)) continue;
		const path = parsePath(field.scimPath);
		const reading = readField(field.valueKind, rulesAt(path) ?? { type: 'string' }, sent);
		if ('problem' in reading) issues.push({ fieldId, label: field.label, sent, ...reading });
		mergeDocuments(document, fragment(path, 'value' in reading ? reading.value : sent), issues);
	}
	if (additional !== undefined) {
		mergeDocuments(document, readAdditional(additional, issues), issues);
	}
	return { document: { schemas: schemasOf(document), ...document } as UserDocument, issues };
}

/** Returns the document without its removals and what they leave empty, as a create or a replace sends it. */
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
			// Only what lost its content is dropped: a list or object that was sent empty has a meaning.
			return !isEqual(kept, child) && Object.keys(Object(kept)).length === 0 ? null : kept;
		}),
		(child) => child === null,
	);
}

/** Returns the short names of the extensions that a user document carries data for, as items show them in `sent`. */
export function shortNames(document: UserDocument): string[] {
	const keys = Object.keys(document).filter((key) => key !== 'schemas');
	const others = keys.filter((key) => key.startsWith('urn:'));
	const schemas = others.length < keys.length ? [urn.core, ...others] : others;
	return schemas.map((schema) => extensions[schema]?.shortName ?? schema);
}

/** A role with null for its groups is a role to remove. */
function isRemoval(entry: unknown): boolean {
	return (
		entry === null || (isJsonObject(entry) && 'roleName' in entry && entry.roleGroups === null)
	);
}

function schemasOf(document: JsonObject): string[] {
	return [urn.core, ...Object.keys(document).filter((key) => key.startsWith('urn:'))];
}

/** Returns the smallest document that holds one value at its path. */
function fragment({ schema, steps }: ScimPath, value: unknown): JsonObject {
	const inner = steps.reduceRight<unknown>((child, { name, conditions }, index) => {
		const rules = rulesAt({ schema, steps: steps.slice(0, index + 1) });
		const isEntry = rules?.multiValued === true && isJsonObject(child);
		return { [name]: isEntry ? [{ ...conditions, ...child }] : child };
	}, value);
	return schema === urn.core ? (inner as JsonObject) : { [schema]: inner };
}
