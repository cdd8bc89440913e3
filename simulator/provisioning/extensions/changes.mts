// extensions/ writes the Spend, Payroll and Travel data of one user: what an operation sends for each of them, and the
// rules by which SAP Concur accepts it. When that happens, and in which order, is decided in provisioning/.

// Splits the body of one operation: the identity part, and what it sends for each asynchronous extension.
import { isObject, type JsonObject } from '../../http/json.mts';
import { splitUrn } from '../../scim/catalogue.mts';
import { readPatchBody, type PatchOperation } from '../../scim/patch.mts';
import { parsePath } from '../../scim/path.mts';
import { isAsynchronous, urn } from '../../scim/urns.mts';

export type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What one operation sends for one extension. */
export type ExtensionChange =
	{ type: 'replace'; value: unknown } | { type: 'patch'; operations: PatchOperation[] };

export interface Changes {
	/** The body without its asynchronous extensions: a user document, or a PatchOp for PATCH. */
	identity: JsonObject;
	/** Which of core and enterprise the body mentions; sap counts as core, as no status lists it. */
	touched: Set<string>;
	/** By URN, in the order of the body. */
	extensions: Map<string, ExtensionChange>;
}

/**
 * Splits a body. Faults inside an asynchronous extension are left for its processing (open-questions 62).
 *
 * @throws ScimError 400 when the body of a PATCH is not a PatchOp.
 */
export function splitChanges(method: Method, body: JsonObject): Changes {
	return method === 'PATCH' ? splitPatch(body) : splitDocument(body);
}

function splitDocument(body: JsonObject): Changes {
	const changes: Changes = {
		identity: {},
		touched: new Set([urn.core]),
		extensions: new Map(),
	};
	for (const [key, value] of Object.entries(body)) {
		if (!isAsynchronous(key)) changes.identity[key] = value;
		// An empty object is "not sent", except for Spend User, where SAP rejects it.
		else if (value !== null && (!isEmptyObject(value) || key === urn.spend('User')))
			changes.extensions.set(key, { type: 'replace', value });
		if (key === urn.enterprise) changes.touched.add(key);
	}
	if (Array.isArray(body.schemas))
		changes.identity.schemas = body.schemas.filter((schema) => !isAsynchronous(schema));
	return changes;
}

function splitPatch(body: JsonObject): Changes {
	const identityOperations: PatchOperation[] = [];
	const touched = new Set<string>();
	const bySchema = new Map<string, PatchOperation[]>();
	for (const operation of readPatchBody(body).flatMap(splitPathless)) {
		const schema = schemaOf(operation);
		if (!isAsynchronous(schema)) {
			identityOperations.push(operation);
			touched.add(schema === urn.enterprise ? urn.enterprise : urn.core);
			continue;
		}
		const known = bySchema.get(schema);
		if (known) known.push(operation);
		else bySchema.set(schema, [operation]);
	}
	const extensions = new Map<string, ExtensionChange>();
	for (const [schema, operations] of bySchema)
		extensions.set(schema, { type: 'patch', operations });
	return { identity: { ...body, Operations: identityOperations }, touched, extensions };
}

/** An operation without a path may carry several extensions at once (SAP: Update a user, Request). */
function splitPathless(operation: PatchOperation): PatchOperation[] {
	if (operation.path || !isObject(operation.value)) return [operation];
	return Object.entries(operation.value)
		.filter(([key]) => key !== 'schemas')
		.map(([path, value]) => ({ ...operation, path, value }));
}

/** An unknown URN counts as core: identity is processed first and rejects it. */
function schemaOf({ path = '' }: PatchOperation): string {
	try {
		return parsePath(path).schema;
	} catch {
		return splitUrn(path)?.schema ?? urn.core;
	}
}

/** True when the change names this attribute at its top level. */
export function mentions(change: ExtensionChange, attribute: string): boolean {
	if (change.type === 'replace') return isObject(change.value) && attribute in change.value;
	return change.operations.some(({ path, value }) => {
		const rest = (path && splitUrn(path)?.rest) || '';
		return rest
			? rest.toLowerCase() === attribute.toLowerCase()
			: isObject(value) && attribute in value;
	});
}

function isEmptyObject(value: unknown): boolean {
	return isObject(value) && Object.keys(value).length === 0;
}
