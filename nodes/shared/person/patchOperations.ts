import isEmpty from 'lodash/isEmpty';
import isNil from 'lodash/isNil';
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
import { isKnownToBeEmpty } from './compare/known';
import { isNothing, isSameValue } from './compare/sameValue';
import { withoutNull } from './patchValues';

/** Objects that a change can name in part; every other nested object is one reference and is sent as a whole. */
const partialObjects = new Set(['name', 'permissions', 'adp']);

/**
 * Returns the operations that bring a user to what the document says. Sending them twice equals sending them once.
 * @param document as toUserDocument returns it; null asks for a removal.
 * @param existing what SAP Concur has now, as one document by URN, from the services that partsToRead names. An
 * extension that is missing counts as new: all of it goes into one `add`.
 * @param read the services whose whole answer is in `existing`: what it lacks of them is not there.
 * @returns [] when there is nothing to change. Extensions come in the order in which SAP Concur depends on them.
 */
export function toPatchOperations(
	document: JsonObject,
	existing: JsonObject = {},
	read: readonly ProfilePart[] = [],
): PatchOperation[] {
	return Object.keys(catalog).flatMap((schema) => {
		const isCore = schema === urn.core;
		const wanted = isCore ? coreOf(document) : document[schema];
		const current = isCore ? existing : existing[schema];
		if (!isJsonObject(wanted)) return [];
		const known = isJsonObject(current) ? current : undefined;
		const valueOf: ValueOf = (name, part) => {
			const value =
				part !== undefined && isJsonObject(known?.[name]) ? known[name][part] : known?.[name];
			return value === undefined && isKnownToBeEmpty(schema, name, existing, read) ? null : value;
		};
		return extensions[schema]?.area === 'identity'
			? identityOperations(schema, wanted, valueOf)
			: extensionOperations(schema, wanted, valueOf, known !== undefined);
	});
}

/** What SAP Concur has of an attribute, or of a part of it: null for nothing, undefined where that is not known. */
type ValueOf = (name: string, part?: string) => unknown;

/**
 * Returns which parts of the user must be read first. Single values need nothing, unless they end the access of somebody who
 * may have none; only what SAP Concur has tells a changed entry of a list from a new one. Products are no reason to read:
 * Identity returns them only on request, and adding one twice changes nothing.
 */
export function partsToRead(document: JsonObject): ProfilePart[] {
	const areas = Object.entries(catalog).flatMap(([schema, attributes]) => {
		const wanted = schema === urn.core ? coreOf(document) : document[schema];
		const values = isJsonObject(wanted) ? wanted : {};
		const area = extensions[schema]?.area;
		const isToRead = (name: string) =>
			name !== 'entitlements' &&
			(attributes[name]?.multiValued || (area !== 'identity' && partialObjects.has(name)));
		const endsAccess = values.active === false || !isNil(values.terminationDate);
		return area && (endsAccess || Object.keys(values).some(isToRead)) ? [area] : [];
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
	valueOf: ValueOf,
): PatchOperation[] {
	return Object.entries(wanted).flatMap(([name, value]): PatchOperation[] => {
		// The company of a user never changes. Rows that carry it are right, but there is nothing to send.
		if (name === 'companyId') return [];
		const current = valueOf(name);
		if (isList(schema, name)) return listOperations(schema, name, value, current);
		if (!isJsonObject(value)) return valueOperations(schema, name, value, current);
		return Object.entries(value).flatMap(([part, partValue]) =>
			valueOperations(schema, `${name}.${part}`, partValue, valueOf(name, part)),
		);
	});
}

function valueOperations(
	schema: string,
	path: string,
	value: unknown,
	current: unknown,
): PatchOperation[] {
	const fullPath = joinPath(schema, path);
	if (value === null) return removals(fullPath, current);
	const isSame = isSameValue(current, value, { schema, path });
	return isSame ? [] : [{ op: 'replace', path: fullPath, value }];
}

/** Absent is not empty: an attribute that the token cannot read is missing from SAP Concur's response. */
function removals(path: string, current: unknown): PatchOperation[] {
	return isNothing(current) ? [] : [{ op: 'remove', path }];
}

/**
 * Expense, payroll and travel data: one `add` on the extension's path with its trailing colon, which SAP's Postman
 * samples use for the first provisioning and for an update alike (it overwrites single values); lists of an
 * extension that exists change by their entries.
 */
function extensionOperations(
	schema: string,
	wanted: JsonObject,
	valueOf: ValueOf,
	exists: boolean,
): PatchOperation[] {
	const added: JsonObject = {};
	const gone: PatchOperation[] = [];
	const others: PatchOperation[] = [];
	for (const [name, value] of Object.entries(wanted)) {
		const known = valueOf(name);
		const place = { schema, path: name };
		if (exists && isList(schema, name)) {
			others.push(...listOperations(schema, name, value, known));
		} else if (value === null) {
			others.push(...removals(joinPath(schema, name), known));
		} else if (isJsonObject(value)) {
			for (const part of Object.keys(pickBy(value, (child) => child === null))) {
				others.push(...removals(joinPath(schema, `${name}.${part}`), valueOf(name, part)));
			}
			const changed = withoutNull(value);
			const isEmptied = isEmpty(changed) && !isEmpty(value);
			if (!isEmptied && !isSameValue(known, changed, place)) {
				if (namesAnotherWay(known, changed))
					gone.push({ op: 'remove', path: joinPath(schema, name) });
				added[name] = {
					...(partialObjects.has(name) && writable(schema, name, known)),
					...changed,
				};
			}
		} else if (!isSameValue(known, value, place)) {
			const content =
				isList(schema, name) && Array.isArray(value)
					? value.filter((entry) => !asksForRemoval(entry))
					: value;
			if (!Array.isArray(content) || content.length > 0) added[name] = content;
		}
	}
	if (isEmpty(added)) return others;
	return [...gone, { op: 'add', path: `${schema}:`, value: added }, ...others];
}

/**
 * Whether somebody else is named by one key, and SAP Concur has another key of the present person: an object that is added
 * leaves the parts that it does not name (RFC 7644, 3.5.2.1), and both would stand there (open-questions 89).
 */
function namesAnotherWay(current: unknown, wanted: JsonObject): boolean {
	if (!isJsonObject(current)) return false;
	const keys = ['value', 'employeeNumber'].filter((key) => typeof wanted[key] === 'string');
	const others = ['value', 'employeeNumber'].filter((key) => typeof current[key] === 'string');
	return keys.length > 0 && others.some((key) => !keys.includes(key));
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
