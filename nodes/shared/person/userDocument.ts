import type { IDataObject } from 'n8n-workflow';
import { readAdditional } from '../row/readAdditional';
import { readField } from '../row/readField';
import { residenceIn } from '../row/residence';
import { readStates } from '../row/readState';
import { isBlank, noteReading, placeOf } from '../row/readValue';
import { withoutClearWord } from '../row/words/clearWord';
import { noValueIn } from '../row/words/noValue';
import type { Beside, RowReading } from '../schema/reading';
import { extensions, isJsonObject, isTooDeep, urn, type JsonObject } from '../schema/attributes';
import {
	jsonField,
	mostIssues,
	shortened,
	type FieldIssue,
	type Finding,
} from '../schema/fieldIssue';
import { fieldsById, flatFields, type FlatField } from '../schema/flatFields';
import { entryConditions } from '../schema/listEntries';
import { didYouMean } from '../schema/nearest';
import { otherCurrencies } from '../row/otherCurrencies';
import { documentWith, listStepsOf, nestedPaths } from '../row/pathKeys';
import { clearing, withNulls } from './clear/clearing';
import { mergeDocuments } from './mergeDocuments';
import { deniedProducts, productsOrValue, withoutProductRoles } from './productRoles';

const tooDeep: Finding = {
	problem: 'is nested too deeply',
	cure: 'Use one value, or a list of values.',
};

/** What the values of a row stand beside. */
export interface Surroundings extends Pick<Beside, 'zone'> {
	/** The values of a field in all rows, blank ones included; undefined where they are not known. */
	columnOf?(fieldId: string): readonly unknown[] | undefined;
	/** The word with which a cell clears its field; blank for none. */
	clearWith?: string;
	/** What the row itself says in the form of `additional`. */
	ofRow?: JsonObject;
	/** What the row says and this node cannot send, by field ID: SAP Concur Identity has no expense country. */
	elsewhere?: JsonObject;
}

/** A SCIM user: core attributes at the top, every other schema below its URN. */
export type UserDocument = IDataObject;

/** Whom a field of a row names. */
export interface Reference {
	fieldId: string;
	label: string;
	/** An employee number, user name, email or UUID. */
	key: string;
	/** What the row says, as it stands there. */
	sent: unknown;
}

/**
 * Turns a row into a SCIM user document. Blank values of the row are left out: an empty cell never clears, and a word does
 * only where the form names one.
 * @param flat values by the ID of the flat field, as forms and HR columns carry them.
 * @param additional a SCIM user document (URN keys) with what has no field; null in it asks for a removal.
 * @param surroundings the workflow's time zone, and what the columns of the fields hold in all rows.
 * @returns the document, what cannot be read, what the person should know about how values were read, and whom the row names. A value with an issue stays in the document (of a list or an object,
 * an empty one), so that checkDocument does not call it missing: send the document only when there is no issue.
 * In the document null stands for a removal (a role field with no is a role whose groups are null); a create or
 * replace sends `withoutNulls(document)`.
 */
export function toUserDocument(
	flat: JsonObject,
	additional?: JsonObject,
	{ zone, columnOf, clearWith, ofRow, elsewhere = {} }: Surroundings = { zone: 'utc' },
): {
	document: UserDocument;
	issues: FieldIssue[];
	notices: string[];
	references: Reference[];
} {
	const document: JsonObject = {};
	const references: Reference[] = [];
	const { kept, fragments, ...cleared } = clearing(flat, clearWith);
	const report: RowReading = {
		beside: { zone, ...residenceIn({ ...elsewhere, ...kept }) },
		...cleared,
	};
	const { issues, notices } = report;
	for (const [fieldId, sent] of Object.entries(kept)) {
		const field = fieldsById.get(fieldId);
		if (!field) {
			issues.push(unknownField(fieldId, sent, issues.length < mostIssues));
			continue;
		}
		if (isBlank(sent)) continue;
		const { label, rules, valueKind } = field;
		const noValue = noValueIn(field, sent);
		if (noValue !== undefined) {
			notices.push(`${label}: ${noValue}`);
			continue;
		}
		const column = withoutClearWord(columnOf?.(fieldId), clearWith);
		const beside = { ...report.beside, column };
		const reading = isTooDeep(sent) ? tooDeep : readField(valueKind, rules, sent, beside);
		noteReading(report, label, reading);
		if ('problem' in reading) issues.push({ fieldId, label, sent, ...reading });
		const value =
			'value' in reading || valueKind === 'product'
				? productsOrValue(field, 'value' in reading && reading.value)
				: placeOf(sent);
		if (value === undefined) continue;
		const key = isReference(field) && 'value' in reading ? keyIn(value) : undefined;
		if (key !== undefined) references.push({ fieldId, label, key, sent });
		mergeDocuments(document, fragment(field, value), issues);
	}
	for (const one of fragments) mergeDocuments(document, one, issues);
	for (const json of [additional, ofRow]) {
		if (json === undefined) continue;
		const sent = withNulls(json, clearWith) as JsonObject;
		const parts = isJsonObject(sent) ? nestedPaths(sent, issues) : [sent];
		for (const part of parts) mergeDocuments(document, readAdditional(part, report), issues);
	}
	readStates(document, report);
	issues.push(...deniedProducts(kept, document.entitlements), ...otherCurrencies(kept));
	const whole = withoutProductRoles(document);
	return {
		document: { schemas: schemasOf(whole), ...whole } as UserDocument,
		issues,
		notices,
		references,
	};
}

const isReference = ({ valueKind }: FlatField) =>
	valueKind === 'reference' || valueKind === 'manager';

/** The key of a reference, as SAP Concur takes it: a UUID, or what stands in for an employee number until it is looked up. */
function keyIn(value: unknown): string | undefined {
	const { value: id, employeeNumber } = value as JsonObject;
	const key = id ?? employeeNumber;
	return typeof key === 'string' ? key : undefined;
}

function unknownField(fieldId: string, sent: unknown, guesses: boolean): FieldIssue {
	const guess = guesses ? didYouMean(fieldId, [...fieldsById.keys()]) : '';
	const label = shortened(fieldId);
	const cure = `Use one of the fields that this node offers, or ${jsonField}.${guess}`;
	return { fieldId: label, label, sent, problem: 'is not a field of this node', cure };
}

/** Returns the document without its removals and what they leave empty, as a create or a replace sends it. */
export function withoutNulls(document: UserDocument): UserDocument {
	const kept = prune(document) as UserDocument;
	return { ...kept, schemas: schemasOf(kept) };
}

/** Returns the same value when there is nothing to remove from it. @param name of the attribute that holds it */
function prune(value: unknown, name = ''): unknown {
	if (Array.isArray(value)) {
		const entries = value
			.filter((entry) => !isRemoval(entry))
			.flatMap((entry) => keptEntry(entry, name));
		const isSame = entries.length === value.length && entries.every((one, at) => one === value[at]);
		return isSame ? value : entries;
	}
	if (!isJsonObject(value)) return value;
	const parts = Object.entries(value).map(([part, child]) => {
		const kept = prune(child, part);
		// Only what lost its content is dropped: a list or object that was sent empty has a meaning.
		const isDropped = kept !== child && Object.keys(Object(kept)).length === 0;
		return { part, kept: isDropped ? null : kept, isSame: kept === child && kept !== null };
	});
	if (parts.every(({ isSame }) => isSame)) return value;
	const left = parts.filter(({ kept }) => kept !== null);
	return Object.fromEntries(left.map(({ part, kept }) => [part, kept]));
}

/** An entry that lost all but what says which one it is, such as the type of a phone, is none. */
function keptEntry(entry: unknown, list: string): unknown[] {
	const kept = prune(entry);
	if (kept === entry || !isJsonObject(kept)) return [kept];
	const conditions = { primary: true, ...entryConditions(list, kept) };
	return Object.keys(kept).every((part) => part in conditions) ? [] : [kept];
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

/** Which steps of each field's path are lists. */
const listSteps = new Map(flatFields.map(({ id, path }) => [id, listStepsOf(path)]));

const fragment = ({ id, path }: FlatField, value: unknown) =>
	documentWith(path, value, listSteps.get(id) ?? []);
