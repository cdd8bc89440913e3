// PATCH as Identity v4.1 and UPS v4 do it (api-facts 6; SAP: v4.1.identity, PATCH; RFC 7644 3.5.2).
// scim-patch is not used: it does not know SAP Concur's paths (a trailing colon for a whole extension,
// references in filters), and it creates what a filtered replace does not find, which no page of SAP says.
import { ScimError } from '../http/errors.mts';
import { isObject, type JsonObject } from '../http/json.mts';
import { findAttribute } from './catalogue.mts';
import { absent, applyAt, applyToMatches, invalidSyntax, type PatchOp } from './change.mts';
import { parsePath, unknownPath, type TargetPath } from './path.mts';
import type { PatchSettings } from './settings.mts';
import { urn } from './urns.mts';

export interface PatchOperation {
	op: PatchOp;
	path?: string;
	value?: unknown;
}

/**
 * Reads a PatchOp body.
 *
 * @returns its operations, in order.
 * @throws ScimError 400 invalidSyntax when the body is not a PatchOp. `schemas` may be missing, as in
 * SAP's guide on leaves of absence and in its bulk samples (open-questions 43).
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
		if (path !== undefined && typeof path !== 'string')
			throw invalidSyntax('path must be a string');
		// Swagger: Identity v4.1, PatchOperation: add and replace may go without a path, remove may
		// not.
		if (op === 'remove' && !path) throw invalidSyntax('remove needs a path', 'noTarget');
		if (op !== 'remove' && operation.value === undefined)
			throw invalidSyntax(`${op} needs a value`);
		if (op !== 'remove' && !path && !isObject(operation.value))
			throw invalidSyntax(`${op} without a path needs an object as its value`);
	}
	return Operations as PatchOperation[];
}

/**
 * Applies operations one after the other.
 *
 * @param document A user: core attributes at the top, every extension below its URN. It is not
 * changed.
 * @returns the patched copy; what it holds is not validated here beyond the names in paths.
 * @throws ScimError 400: invalidPath, noTarget (a filtered replace without a match, or a remove of
 * something absent, as settings say), mutability (a read-only attribute named by path).
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

/** Returns the URNs that an operation changes; a value without a path may name several. */
export function schemasOf(operation: PatchOperation): string[] {
	return [...new Set(withPaths(operation).map(({ path }) => path.schema))];
}

interface Targeted {
	op: PatchOp;
	path: TargetPath;
	value: unknown;
}

/** Gives every operation a path: one without a path is split by the keys of its value. */
function withPaths({ op, path, value }: PatchOperation): Targeted[] {
	if (path) return [{ op, path: parsePath(path), value }];
	return Object.entries(value as JsonObject)
		.filter(([key]) => key !== 'schemas')
		.map(([key, member]) => ({ op, path: parsePath(key), value: member }));
}

/**
 * Returns the single attributes that operations write, for scope checks: `{ schema, names }` per attribute,
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

/**
 * Returns attribute names down to each leaf, also of entries in lists: {emails:[{value:'x'}]} leads to
 * [['emails','value']].
 */
export function leavesOf(value: unknown): string[][] {
	if (Array.isArray(value)) return value.length === 0 ? [[]] : value.flatMap(leavesOf);
	if (!isObject(value)) return [[]];
	return Object.entries(value).flatMap(([key, member]) =>
		leavesOf(member).map((names) => [key, ...names]),
	);
}

function applyOne(
	document: JsonObject,
	op: PatchOp,
	path: TargetPath,
	value: unknown,
	settings: PatchSettings,
): void {
	const { schema, attribute, conditions, below } = path;
	if (!attribute) return applyToExtension(document, op, schema, value, settings);
	rejectReadOnly(path);
	if (schema !== urn.core && !isObject(document[schema])) {
		if (op === 'remove') return absent(settings, attribute.name);
		document[schema] = {};
	}
	const holder = (schema === urn.core ? document : document[schema]) as JsonObject;
	if (conditions)
		return applyToMatches(holder, op, { attribute, below }, conditions, value, settings);
	applyAt(holder, [attribute.name, ...below], attribute, op, value, settings);
}

/**
 * legalName is called read only and sent in SAP's samples; name.formatted is computed, a sent one
 * ignored.
 */
const sentInSamples = ['name.legalName', 'name.formatted'];

function rejectReadOnly({ attribute, below }: TargetPath): void {
	let at = attribute;
	for (const name of below) at = at?.children.get(name);
	if (at?.mutability === 'readOnly' && !sentInSamples.includes(at.path))
		throw new ScimError(400, `Attribute '${at.path}' is read only`, { scimType: 'mutability' });
}

function applyToExtension(
	document: JsonObject,
	op: PatchOp,
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
	document[schema] ??= {};
	for (const [key, member] of Object.entries(value)) {
		const attribute = findAttribute(schema, [key]);
		if (!attribute) throw unknownPath(`${schema}:${key}`);
		applyAt(document[schema] as JsonObject, [attribute.name], attribute, op, member, settings);
	}
}
