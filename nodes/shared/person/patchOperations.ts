import get from 'lodash/get';
import isEmpty from 'lodash/isEmpty';
import uniq from 'lodash/uniq';

import { catalogue, extensions, isJsonObject, urn, type JsonObject } from '../schema/attributes';
import { isSameValue, withoutNull } from './patchValues';
import { listOperations } from './patchLists';
import type { PatchOperation } from './patchMessage';
import { joinPath, parsePath } from '../schema/scimPath';

/** Objects of which a change may name a part; every other nested object is one reference and goes as a whole. */
const partial = new Set(['name', 'permissions', 'adp']);

/**
 * The operations that bring a user to what the document says. Sending them twice equals sending them once.
 * @param document as toUserDocument returns it; null asks for a removal.
 * @param existing what Concur holds now, as one document by URN, from the services that listsToRead names. An
 * extension that is not there counts as new: all of it goes into one `add`.
 * @returns [] when nothing is to be changed. Extensions come in the order in which Concur depends on them.
 */
export function toPatchOperations(
	document: JsonObject,
	existing: JsonObject = {},
): PatchOperation[] {
	return Object.keys(catalogue).flatMap((schema) => {
		const isCore = schema === urn.core;
		const wanted = isCore ? coreOf(document) : document[schema];
		const current = isCore ? existing : existing[schema];
		if (!isJsonObject(wanted)) return [];
		const known = isJsonObject(current) ? current : undefined;
		return extensions[schema].area === 'identity'
			? identityOperations(schema, wanted, known ?? {})
			: extensionOperations(schema, wanted, known);
	});
}

/**
 * Which parts of the user must be read first. Single values need nothing; of a list only what Concur holds
 * tells a change of an entry from a new one. Products are not a reason: Identity leaves them out of its answer
 * unless asked for, and adding one twice changes nothing.
 */
export function listsToRead(document: JsonObject): {
	identity: boolean;
	spend: boolean;
	travel: boolean;
} {
	const areas = Object.keys(catalogue).map((schema) => {
		const attributes = schema === urn.core ? coreOf(document) : document[schema];
		const names = isJsonObject(attributes) ? Object.keys(attributes) : [];
		const { area } = extensions[schema];
		const needs = (name: string) =>
			name !== 'entitlements' &&
			(catalogue[schema][name]?.multiValued || (area !== 'identity' && partial.has(name)));
		return names.some(needs) ? area : undefined;
	});
	return {
		identity: areas.includes('identity'),
		spend: areas.includes('spend'),
		travel: areas.includes('travel'),
	};
}

function coreOf(document: JsonObject): JsonObject {
	const names = Object.keys(document).filter(
		(name) => name !== 'schemas' && !name.startsWith('urn:'),
	);
	return Object.fromEntries(names.map((name) => [name, document[name]]));
}

/** Core, enterprise and SAP attributes: each single value by its own path, as in SAP's samples. */
function identityOperations(
	schema: string,
	wanted: JsonObject,
	current: JsonObject,
): PatchOperation[] {
	return Object.entries(wanted).flatMap(([name, value]): PatchOperation[] => {
		const rules = catalogue[schema][name];
		// The company of a person never changes; rows that carry it are right, but there is nothing to send.
		if (name === 'companyId') return [];
		if (rules?.multiValued) return listOperations(schema, name, value, current[name]);
		if (isJsonObject(value)) {
			return Object.entries(value).flatMap(([part, leaf]) =>
				leafOperations(schema, `${name}.${part}`, leaf, get(current, [name, part])),
			);
		}
		return leafOperations(schema, name, value, current[name]);
	});
}

function leafOperations(
	schema: string,
	path: string,
	value: unknown,
	current: unknown,
): PatchOperation[] {
	const full = joinPath(schema, path);
	if (value === null) return removals(full, current);
	return isSameValue(current, value) ? [] : [{ op: 'replace', path: full, value }];
}

/** Absent is not empty: an attribute that the token may not read is missing from Concur's answer. */
function removals(path: string, current: unknown): PatchOperation[] {
	return current === null ? [] : [{ op: 'remove', path }];
}

/**
 * Spend, payroll and travel: one `add` on the extension's path with its trailing colon, which SAP's Postman
 * samples use for the first provisioning and for an update alike (it overwrites single values); lists of an
 * extension that exists by their entries.
 */
function extensionOperations(
	schema: string,
	wanted: JsonObject,
	current: JsonObject | undefined,
): PatchOperation[] {
	const added: JsonObject = {};
	const others: PatchOperation[] = [];
	for (const [name, value] of Object.entries(wanted)) {
		const isList = catalogue[schema][name]?.multiValued === true;
		if (value === null) {
			others.push(...removals(joinPath(schema, name), current?.[name]));
		} else if (isList && current) {
			others.push(...listOperations(schema, name, value, current[name]));
		} else if (isJsonObject(value)) {
			for (const [part, leaf] of Object.entries(value)) {
				if (leaf !== null) continue;
				const present = get(current, [name, part]);
				others.push(...removals(joinPath(schema, `${name}.${part}`), present));
			}
			if (!isSameValue(current?.[name], withoutNull(value))) {
				const kept = partial.has(name) ? writable(schema, name, current?.[name]) : {};
				added[name] = { ...kept, ...withoutNull(value) };
			}
		} else if (!isSameValue(current?.[name], value)) {
			const content = isList && Array.isArray(value) ? newEntries(value) : value;
			if (!Array.isArray(content) || content.length > 0) added[name] = content;
		}
	}
	return isEmpty(added) ? others : [{ op: 'add', path: `${schema}:`, value: added }, ...others];
}

/** The parts of a nested object that may be sent back, so that an `add` of the object loses none of them. */
function writable(schema: string, name: string, current: unknown): JsonObject {
	if (!isJsonObject(current)) return {};
	const parts = Object.entries(withoutNull(current)).filter(([part]) => {
		const rules = catalogue[schema][`${name}.${part}`];
		return rules !== undefined && rules.mutability !== 'readOnly';
	});
	return Object.fromEntries(parts);
}

/** What a list starts with: its entries without those that only ask for a removal. */
function newEntries(list: unknown[]): unknown[] {
	return list
		.map((entry) => (isJsonObject(entry) ? withoutNull(entry) : entry))
		.filter((entry, index) => isSameValue(entry, list[index]));
}

/** The short names of the extensions that operations of toPatchOperations touch, as items show them in `sent`. */
export function shortNamesIn(operations: PatchOperation[]): string[] {
	return uniq(operations.map(({ path = '' }) => extensions[parsePath(path).schema].shortName));
}
