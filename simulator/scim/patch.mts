// PATCH as Identity v4.1 and UPS v4 do it (api-facts 6; SAP: v4.1.identity, PATCH; RFC 7644 3.5.2).
// scim-patch is not used: it does not know Concur's paths (a trailing colon for a whole extension, references in
// filters) and creates what a filtered replace does not find, which Concur is not said to do.
import isEqual from 'lodash/isEqual.js';
import { ScimError, urn, type JsonObject, type Settings } from '../context.mts';
import { attributesOf, type Attribute } from './catalogue.mts';
import { invalidPath, parsePath, unknownPath, type Condition, type TargetPath } from './path.mts';

export interface PatchOperation {
	op: 'add' | 'replace' | 'remove';
	path?: string;
	value?: unknown;
}

type PatchSettings = Pick<Settings, 'replaceCreatesMissing' | 'removeOfAbsent'>;

/**
 * Reads a PatchOp body.
 *
 * @returns its operations, in order.
 * @throws ScimError 400 invalidSyntax when the body is no PatchOp. `schemas` may be missing, as in SAP's
 * guide on leaves of absence and in its bulk samples (open-questions 43).
 */
export function readPatchBody(body: unknown): PatchOperation[] {
	if (!isObject(body)) throw invalidSyntax('The body must be a PatchOp object');
	const { schemas, Operations } = body;
	if (Array.isArray(schemas) && !schemas.includes('urn:ietf:params:scim:api:messages:2.0:PatchOp'))
		throw invalidSyntax('schemas must name urn:ietf:params:scim:api:messages:2.0:PatchOp');
	if (!Array.isArray(Operations) || Operations.length === 0)
		throw invalidSyntax('Operations must be a list with at least one operation');
	for (const operation of Operations) {
		if (!isObject(operation) || !['add', 'replace', 'remove'].includes(operation.op as string))
			throw invalidSyntax("op must be 'add', 'replace' or 'remove'");
		const { op, path } = operation;
		if (path !== undefined && typeof path !== 'string') throw invalidSyntax('path must be a text');
		// Swagger: Identity v4.1, PatchOperation: add and replace may go without a path, remove may not.
		if (op === 'remove' && !path) throw invalidSyntax('remove needs a path', 'noTarget');
		if (op !== 'remove' && operation.value === undefined) throw invalidSyntax(`${op} needs a value`);
		if (op !== 'remove' && !path && !isObject(operation.value))
			throw invalidSyntax(`${op} without a path needs an object as value`);
	}
	return Operations as PatchOperation[];
}

/**
 * Applies operations one after the other.
 *
 * @param document A user: core attributes at the top, every extension below its URN. It is not changed.
 * @returns the patched copy; what it holds is not validated here beyond the names in paths.
 * @throws ScimError 400: invalidPath, noTarget (a filtered replace without a match, or a remove of something
 * absent, as settings say), mutability (a read-only attribute named by path).
 */
export function applyPatch(
	document: JsonObject,
	operations: readonly PatchOperation[],
	settings: PatchSettings,
): JsonObject {
	const patched = structuredClone(document);
	for (const { op, path, value } of operations.flatMap(withPaths))
		applyOne(patched, op, path, structuredClone(value), settings);
	return patched;
}

/** The URNs an operation touches; a pathless value may touch several. */
export function schemasOf(operation: PatchOperation): string[] {
	return [...new Set(withPaths(operation).map(({ path }) => path.schema))];
}

/** Splits operations by schema, so that each part can be applied on its own; order is kept within a schema. */
export function splitBySchema(
	operations: readonly PatchOperation[],
): Map<string, Array<PatchOperation & { path: string }>> {
	const bySchema = new Map<string, Array<PatchOperation & { path: string }>>();
	for (const operation of operations) {
		for (const { op, text, path, value } of withPaths(operation)) {
			const list = bySchema.get(path.schema) ?? [];
			list.push({ op, path: text, value });
			bySchema.set(path.schema, list);
		}
	}
	return bySchema;
}

interface Targeted {
	op: PatchOperation['op'];
	path: TargetPath;
	/** The path as it was, or as it would have been, written. */
	text: string;
	value: unknown;
}

/** Gives every operation a path: a pathless one is taken apart by the keys of its value. */
function withPaths({ op, path, value }: PatchOperation): Targeted[] {
	if (path) return [{ op, path: parsePath(path), text: path, value }];
	return Object.entries(value as JsonObject)
		.filter(([key]) => key !== 'schemas')
		.map(([key, member]) => ({ op, path: parsePath(key), text: key, value: member }));
}

/**
 * The single attributes that operations write, for scope checks: `{ schema, names }` per attribute,
 * down to the leaves of the values.
 */
export function writtenBy(
	operations: readonly PatchOperation[],
): Array<{ schema: string; names: string[] }> {
	return operations.flatMap(withPaths).flatMap(({ path, value }) => {
		const { schema, attribute, below } = path;
		const top = attribute ? [attribute.name, ...below] : [];
		const leaves = leavesOf(value);
		return leaves.map((names) => ({ schema, names: [...top, ...names] }));
	});
}

/** Attribute names down to each leaf, lists looked through: {emails:[{value:'x'}]} gives [['emails','value']]. */
export function leavesOf(value: unknown): string[][] {
	if (Array.isArray(value)) return value.length === 0 ? [[]] : value.flatMap(leavesOf);
	if (!isObject(value)) return [[]];
	return Object.entries(value).flatMap(([key, member]) =>
		leavesOf(member).map((names) => [key, ...names]),
	);
}

function applyOne(
	document: JsonObject,
	op: PatchOperation['op'],
	path: TargetPath,
	value: unknown,
	settings: PatchSettings,
): void {
	const { schema, attribute, conditions, below } = path;
	if (!attribute) return applyToExtension(document, op, schema, value, settings);
	refuseReadOnly(path);
	if (schema !== urn.core && !isObject(document[schema])) {
		if (op === 'remove') return absent(settings, attribute.name);
		document[schema] = {};
	}
	const holder = (schema === urn.core ? document : document[schema]) as JsonObject;
	if (conditions) return applyToMatches(holder, op, path, conditions, value, settings);
	applyAt(holder, [attribute.name, ...below], attribute, op, value, settings);
}

/** legalName is called read only and sent in SAP's samples; name.formatted is computed, a sent one ignored. */
const sentInSamples = ['name.legalName', 'name.formatted'];

function refuseReadOnly({ attribute, below }: TargetPath): void {
	let at = attribute;
	for (const name of below) at = at?.children.get(name);
	if (at?.mutability === 'readOnly' && !sentInSamples.includes(at.path))
		throw new ScimError(400, `Attribute '${at.path}' is read only`, { scimType: 'mutability' });
}

function applyToExtension(
	document: JsonObject,
	op: PatchOperation['op'],
	schema: string,
	value: unknown,
	settings: PatchSettings,
): void {
	if (op === 'remove') {
		if (document[schema] === undefined) return absent(settings, schema);
		delete document[schema];
		return;
	}
	if (!isObject(value)) throw invalidSyntax(`The value for ${schema} must be an object`);
	const attributes = attributesOf(schema)!;
	document[schema] ??= {};
	for (const [key, member] of Object.entries(value)) {
		const attribute = attributes.get(key);
		if (!attribute) throw unknownPath(`${schema}:${key}`);
		applyAt(document[schema] as JsonObject, [key], attribute, op, member, settings);
	}
}

/** Sets, extends or removes what stands at names below holder; nothing on the way is a filtered list. */
function applyAt(
	holder: JsonObject,
	names: string[],
	attribute: Attribute,
	op: PatchOperation['op'],
	value: unknown,
	settings: PatchSettings,
): void {
	const [name, ...further] = names;
	if (further.length > 0) {
		const child = attribute.children.get(further[0])!;
		if (attribute.multiValued) throw invalidPath(names.join('.'));
		if (!isObject(holder[name])) {
			if (op === 'remove') return absent(settings, names.join('.'));
			holder[name] = {};
		}
		return applyAt(holder[name] as JsonObject, further, child, op, value, settings);
	}
	if (op === 'remove') return removeAt(holder, name, value, settings);
	if (op === 'add' && attribute.multiValued) {
		holder[name] = appended(holder[name], value);
	} else if (attribute.type === 'complex' && !attribute.multiValued && isObject(value)) {
		// RFC 7644 3.5.2.1 and 3.5.2.3: the sub-attributes that are named change, the others stay.
		holder[name] = { ...(isObject(holder[name]) ? holder[name] : {}), ...emptyToNull(value) };
	} else {
		// An empty text became null in real traffic (api-facts 6).
		holder[name] = value === '' ? null : value;
	}
}

function removeAt(holder: JsonObject, name: string, value: unknown, settings: PatchSettings): void {
	const current = holder[name];
	if (current === undefined || current === null || (Array.isArray(current) && current.length === 0))
		return absent(settings, name);
	// SAP: Postman, Removing Groups: remove with a list takes those entries out; a single value is just noise.
	if (Array.isArray(current) && Array.isArray(value))
		holder[name] = current.filter((entry) => !value.some((gone) => isEqual(gone, entry)));
	else delete holder[name];
}

/** RFC 7644 3.5.2.1: adding what is already there changes nothing. */
function appended(current: unknown, value: unknown): unknown[] {
	const list = Array.isArray(current) ? [...current] : [];
	for (const entry of Array.isArray(value) ? value : [value])
		if (!list.some((known) => isEqual(known, entry))) list.push(entry);
	return list;
}

function applyToMatches(
	holder: JsonObject,
	op: PatchOperation['op'],
	path: TargetPath,
	conditions: Condition[],
	value: unknown,
	settings: PatchSettings,
): void {
	const attribute = path.attribute!;
	if (op !== 'remove' && attribute.type !== 'complex') throw invalidPath(attribute.name);
	const list = Array.isArray(holder[attribute.name]) ? (holder[attribute.name] as unknown[]) : [];
	const matches = list.filter((entry) => conditions.every((condition) => holds(condition, entry)));
	if (op === 'remove') {
		if (matches.length === 0) return absent(settings, attribute.name);
		if (path.below.length === 0)
			holder[attribute.name] = list.filter((entry) => !matches.includes(entry));
		else for (const entry of matches) changeEntry(entry, path, op, value, settings);
		return;
	}
	if (matches.length === 0) {
		// RFC 7644 3.5.2.3 says noTarget; SAP is silent (open-questions 60). What add does is a guess.
		if (op === 'replace' && !settings.replaceCreatesMissing)
			throw new ScimError(400, `No value of '${attribute.name}' matches the filter of the path`, {
				code: 'INVALID_INPUT',
				scimType: 'noTarget',
			});
		const entry = entryFrom(conditions);
		list.push(entry);
		matches.push(entry);
	}
	for (const entry of matches) changeEntry(entry, path, op, value, settings);
	holder[attribute.name] = list;
}

function changeEntry(
	entry: unknown,
	path: TargetPath,
	op: PatchOperation['op'],
	value: unknown,
	settings: PatchSettings,
): void {
	if (!isObject(entry)) throw invalidPath(path.attribute!.name);
	if (path.below.length > 0) {
		const child = path.attribute!.children.get(path.below[0])!;
		applyAt(entry, path.below, child, op, value, settings);
	} else if (isObject(value)) {
		// SAP: leave-of-absence, Replacing a particular LOA: the entry is replaced as a whole.
		if (op === 'replace') for (const key of Object.keys(entry)) delete entry[key];
		Object.assign(entry, emptyToNull(value));
	} else if (path.attribute!.children.has('value')) {
		// SAP: Postman, Email update: emails[type eq "work"] with a text instead of an object.
		entry.value = value;
	} else {
		throw invalidSyntax(`The value for '${path.attribute!.name}' must be an object`);
	}
}

/** Texts are compared as SAP's search does, without regard to case (api-facts 7; open-questions 31). */
function holds({ names, value }: Condition, entry: unknown): boolean {
	let at = entry;
	for (const name of names) at = isObject(at) ? at[name] : undefined;
	if (typeof at === 'string' && typeof value === 'string')
		return at.toLowerCase() === value.toLowerCase();
	// The global group is an empty text, which may be stored as absent (attributes.md, ApproverLimit).
	if (value === '' || value === null) return at === undefined || at === null || at === '';
	return at === value;
}

function entryFrom(conditions: Condition[]): JsonObject {
	const entry: JsonObject = {};
	for (const { names, value } of conditions) {
		let at = entry;
		for (const name of names.slice(0, -1)) at = (at[name] ??= {}) as JsonObject;
		at[names[names.length - 1]] = value;
	}
	return entry;
}

/** Open-questions 61. */
function absent(settings: PatchSettings, name: string): void {
	if (settings.removeOfAbsent === 'refuse')
		throw new ScimError(400, `There is no value of '${name}' to remove`, {
			code: 'INVALID_INPUT',
			scimType: 'noTarget',
		});
}

function invalidSyntax(message: string, scimType = 'invalidSyntax'): ScimError {
	return new ScimError(400, message, { code: 'INVALID_INPUT', scimType });
}

function emptyToNull(value: JsonObject): JsonObject {
	return Object.fromEntries(
		Object.entries(value).map(([key, member]) => [key, member === '' ? null : member]),
	);
}

function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

