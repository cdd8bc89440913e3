import get from 'lodash/get';
import isEmpty from 'lodash/isEmpty';
import pickBy from 'lodash/pickBy';
import uniq from 'lodash/uniq';
import {
	catalog,
	extensions,
	isJsonObject,
	urn,
	type JsonObject,
	type ProfilePart,
} from '../schema/attributes';
import { joinPath, parsePath } from '../schema/scimPath';
import { listOperations } from './patchLists';
import type { PatchOperation } from './patchMessage';
import { isSameValue, withoutNull } from './patchValues';

/** Objects that a change can name in part; every other nested object is one reference and is sent as a whole. */
const partialObjects = new Set(['name', 'permissions', 'adp']);

/**
 * Returns the operations that bring a user to what the document says. Sending them twice equals sending them once.
 * @param document as toUserDocument returns it; null asks for a removal.
 * @param existing what SAP Concur has now, as one document by URN, from the services that listsToRead names. An
 * extension that is missing counts as new: all of it goes into one `add`.
 * @returns [] when there is nothing to change. Extensions come in the order in which SAP Concur depends on them.
 */
export function toPatchOperations(
	document: JsonObject,
	existing: JsonObject = {},
): PatchOperation[] {
	return Object.keys(catalog).flatMap((schema) => {
		const isCore = schema === urn.core;
		const wanted = isCore ? coreOf(document) : document[schema];
		const current = isCore ? existing : existing[schema];
		if (!isJsonObject(wanted)) return [];
		const known = isJsonObject(current) ? current : undefined;
		return extensions[schema]?.area === 'identity'
			? identityOperations(schema, wanted, known ?? {})
			: extensionOperations(schema, wanted, known);
	});
}

/**
 * Returns which parts of the user must be read first. Single values need nothing; only what SAP Concur has tells a
 * changed entry of a list from a new one. Products are no reason to read: Identity returns them only on request,
 * and adding one twice changes nothing.
 */
export function listsToRead(document: JsonObject): ProfilePart[] {
	const areas = Object.entries(catalog).flatMap(([schema, attributes]) => {
		const wanted = schema === urn.core ? coreOf(document) : document[schema];
		const names = isJsonObject(wanted) ? Object.keys(wanted) : [];
		const area = extensions[schema]?.area;
		const isToRead = (name: string) =>
			name !== 'entitlements' &&
			(attributes[name]?.multiValued || (area !== 'identity' && partialObjects.has(name)));
		return area && names.some(isToRead) ? [area] : [];
	});
	return uniq(areas);
}

function coreOf(document: JsonObject): JsonObject {
	return pickBy(document, (_, name) => name !== 'schemas' && !name.startsWith('urn:'));
}

/** Core, enterprise and SAP attributes: each single value by its own path, as in SAP's samples. */
function identityOperations(
	schema: string,
	wanted: JsonObject,
	current: JsonObject,
): PatchOperation[] {
	return Object.entries(wanted).flatMap(([name, value]): PatchOperation[] => {
		// The company of a user never changes. Rows that carry it are right, but there is nothing to send.
		if (name === 'companyId') return [];
		if (isList(schema, name)) return listOperations(schema, name, value, current[name]);
		if (!isJsonObject(value)) return valueOperations(joinPath(schema, name), value, current[name]);
		return Object.entries(value).flatMap(([part, partValue]) =>
			valueOperations(joinPath(schema, `${name}.${part}`), partValue, get(current, [name, part])),
		);
	});
}

function valueOperations(path: string, value: unknown, current: unknown): PatchOperation[] {
	if (value === null) return removals(path, current);
	return isSameValue(current, value) ? [] : [{ op: 'replace', path, value }];
}

/** Absent is not empty: an attribute that the token cannot read is missing from SAP Concur's response. */
function removals(path: string, current: unknown): PatchOperation[] {
	return current === null ? [] : [{ op: 'remove', path }];
}

/**
 * Expense, payroll and travel data: one `add` on the extension's path with its trailing colon, which SAP's Postman
 * samples use for the first provisioning and for an update alike (it overwrites single values); lists of an
 * extension that exists change by their entries.
 */
function extensionOperations(
	schema: string,
	wanted: JsonObject,
	current: JsonObject | undefined,
): PatchOperation[] {
	const added: JsonObject = {};
	const others: PatchOperation[] = [];
	for (const [name, value] of Object.entries(wanted)) {
		const known = current?.[name];
		if (value === null) {
			others.push(...removals(joinPath(schema, name), known));
		} else if (current && isList(schema, name)) {
			others.push(...listOperations(schema, name, value, known));
		} else if (isJsonObject(value)) {
			for (const part of Object.keys(pickBy(value, (child) => child === null))) {
				others.push(...removals(joinPath(schema, `${name}.${part}`), get(known, [part])));
			}
			const changed = withoutNull(value);
			if (!isSameValue(known, changed)) {
				added[name] = {
					...(partialObjects.has(name) && writable(schema, name, known)),
					...changed,
				};
			}
		} else if (!isSameValue(known, value)) {
			const content =
				isList(schema, name) && Array.isArray(value)
					? value.filter((entry) => !asksForRemoval(entry))
					: value;
			if (!Array.isArray(content) || content.length > 0) added[name] = content;
		}
	}
	return isEmpty(added) ? others : [{ op: 'add', path: `${schema}:`, value: added }, ...others];
}

function isList(schema: string, name: string): boolean {
	return catalog[schema]?.[name]?.multiValued === true;
}

/** Returns the parts of a nested object that can be sent back, so that an `add` of the object loses none of them. */
function writable(schema: string, name: string, current: unknown): JsonObject {
	if (!isJsonObject(current)) return {};
	return pickBy(withoutNull(current), (_, part) => {
		const rules = catalog[schema]?.[`${name}.${part}`];
		return rules !== undefined && rules.mutability !== 'readOnly';
	});
}

function asksForRemoval(value: unknown): boolean {
	if (value === null || value === undefined) return true;
	const hasParts = Array.isArray(value) || isJsonObject(value);
	return hasParts && Object.values(value).some(asksForRemoval);
}

/** Returns the short names of the extensions that operations of toPatchOperations change, as items show them in `sent`. */
export function shortNamesIn(operations: PatchOperation[]): string[] {
	const names = operations.map(({ path = '' }) => extensions[parsePath(path).schema]?.shortName);
	return uniq(names.filter((name) => name !== undefined));
}
