// Writes of the identity part of a user, for Identity v4.1 and for UPS alike: validation, write
// scopes, uniqueness, defaults, computed attributes and meta (api-facts 4 and 5; SAP:
// v4.1.identity).
import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import {
	ScimError,
	urn,
	type AccessToken,
	type JsonObject,
	type Simulator,
	type StoredUser,
} from './context.mts';
import { publishChange } from './events/publishChange.mts';
import { displayNameOf, withDefaults, writableOf } from './identityDefaults.mts';
import { identityRules } from './identityRules.mts';
import {
	missingScope,
	requireWriteScopes,
	restoreVerified,
	type Written,
} from './identityScopes.mts';
import { attributesOf } from './scim/catalogue.mts';
import { applyPatch, leavesOf, writtenBy, type PatchOperation } from './scim/patch.mts';
import { validateAgainstCatalogue, type Violation } from './scim/validate.mts';

/** The request behind a write: what it may write, and the id that the events of it carry. */
export interface Cause {
	token: AccessToken;
	correlationId: string;
}

/** What the Identity API holds; everything else of a user document is Spend, Payroll or Travel. */
export const identitySchemas: string[] = [urn.core, urn.enterprise, urn.sap, urn.settings];

/**
 * Creates and stores a user. Spend, Payroll and Travel keys of the document are left to the caller.
 *
 * @throws ScimError 400 for what SAP's attribute list forbids, 403 for a missing write scope,
 * 409 (or settings.duplicateStatus) when user name or employee number are taken.
 */
export function createIdentity(
	simulator: Simulator,
	document: JsonObject,
	cause: Cause,
): StoredUser {
	const now = timestamp(simulator);
	const identity = identityFrom(simulator, document, cause.token);
	const user: StoredUser = {
		id: randomUUID(),
		identity: { ...identity, meta: { created: now, lastModified: now, version: 0 } },
		extensions: {},
	};
	user.identity.id = user.id;
	refuseDuplicates(simulator, user);
	simulator.users.put(user);
	publishChange(simulator, undefined, user, cause.correlationId);
	return user;
}

/**
 * Replaces the identity as a whole: what the document lacks is removed or falls back to its default
 * (SAP: v4.1.identity, PUT). Spend and travel data stay as they are.
 *
 * @throws as createIdentity.
 */
export function replaceIdentity(
	simulator: Simulator,
	user: StoredUser,
	document: JsonObject,
	cause: Cause,
): StoredUser {
	return stored(simulator, user, identityFrom(simulator, document, cause.token), cause);
}

/**
 * Applies PATCH operations on core, enterprise and sap attributes; the caller keeps the others
 * back.
 *
 * @throws ScimError as createIdentity and as applyPatch.
 */
export function patchIdentity(
	simulator: Simulator,
	user: StoredUser,
	operations: readonly PatchOperation[],
	cause: Cause,
): StoredUser {
	const written = writtenBy(operations);
	const keepVerified = requireWriteScopes(simulator, written, cause.token);
	const patched = applyPatch(user.identity, operations, simulator.settings);
	if (keepVerified) restoreVerified(patched, user.identity);
	if (user.identity.displayName === displayNameOf(user.identity) && !wrote(written, 'displayName'))
		delete patched.displayName;
	if (wrote(written, 'name', 'middleName') && !wrote(written, 'name', 'middleInitial'))
		delete (patched.name as JsonObject | undefined)?.middleInitial;
	return stored(simulator, user, normalized(simulator, patched), cause);
}

/**
 * Removes a user for good (SAP: v4.1.identity, Scope Usage: only for users without any
 * transaction).
 *
 * @throws ScimError 403 without identity.user.delete.
 */
export function deleteIdentity(simulator: Simulator, user: StoredUser, cause: Cause): void {
	if (!cause.token.scopes.has('identity.user.delete')) throw missingScope('identity.user.delete');
	simulator.users.delete(user.id);
	publishChange(simulator, user, undefined, cause.correlationId);
}

/** Throws ScimError 400 with all violations as messages; does nothing when there are none. */
function refuseViolations(violations: readonly Violation[]): void {
	if (violations.length === 0) return;
	const [{ code, message, schemaPath }] = violations;
	throw new ScimError(400, message, {
		code,
		schemaPath,
		scimType: code === 'INVALID_INPUT' ? 'invalidSyntax' : 'invalidValue',
		messages: [...violations],
	});
}

function stored(
	simulator: Simulator,
	user: StoredUser,
	identity: JsonObject,
	{ correlationId }: Cause,
): StoredUser {
	const before = user.identity.meta as { created: string; version: number };
	const meta = {
		created: before.created,
		lastModified: timestamp(simulator),
		version: before.version + 1,
	};
	const changed = { ...user, identity: { ...identity, id: user.id, meta } };
	refuseDuplicates(simulator, changed);
	simulator.users.put(changed);
	publishChange(simulator, user, changed, correlationId);
	return changed;
}

/** A full document (POST, PUT) as it is stored, without id and meta. */
function identityFrom(simulator: Simulator, document: JsonObject, token: AccessToken): JsonObject {
	// SAP: v4.user-provisioning, Bulk: the samples leave schemas out of data.
	const { schemas } = document;
	if (schemas !== undefined && !(Array.isArray(schemas) && schemas.includes(urn.core)))
		throw new ScimError(400, `schemas must name ${urn.core}`, {
			code: 'INVALID_INPUT',
			schemaPath: 'schemas',
		});
	refuseUnknownSchemas(document);
	const identity = structuredClone(identityPart(document));
	const written = leavesOf(identity).map(([first, ...names]) =>
		first.startsWith('urn:')
			? { schema: first, names }
			: { schema: urn.core, names: [first, ...names] },
	);
	if (requireWriteScopes(simulator, written, token)) restoreVerified(identity, {});
	return normalized(simulator, identity);
}

function refuseUnknownSchemas(document: JsonObject): void {
	const unknown = Object.keys(document).filter(
		(key) => key.startsWith('urn:') && !attributesOf(key),
	);
	refuseViolations(unknown.flatMap((key) => validateAgainstCatalogue(key, document[key])));
}

function identityPart(document: JsonObject): JsonObject {
	return Object.fromEntries(
		Object.entries(document).filter(
			([key]) => !key.startsWith('urn:') || identitySchemas.includes(key),
		),
	);
}

/** Validates and completes what the client wants the identity to be. */
function normalized(simulator: Simulator, wanted: JsonObject): JsonObject {
	const identity = identityPart(wanted);
	refuseViolations(
		identitySchemas.flatMap((schema) => {
			const value = schema === urn.core ? identity : (identity[schema] ?? {});
			const optional = schema === urn.sap || schema === urn.settings;
			return optional && identity[schema] === undefined
				? []
				: validateAgainstCatalogue(schema, value);
		}),
	);
	refuseViolations(identityRules(simulator, identity));
	const kept = writableOf(attributesOf(urn.core)!, identity);
	for (const schema of identitySchemas.slice(1))
		if (identity[schema])
			kept[schema] = writableOf(attributesOf(schema)!, identity[schema] as JsonObject);
	return withDefaults(simulator, kept);
}

/**
 * SAP: KBA 3587183 gives the text for the employee number; the twin for the user name is a guess.
 */
function refuseDuplicates(simulator: Simulator, user: StoredUser): void {
	const { userName, [urn.enterprise]: enterprise } = user.identity;
	const { employeeNumber } = enterprise as JsonObject;
	const byUserName = simulator.users.byUserName(userName as string);
	if (byUserName && byUserName.id !== user.id) throw duplicate(simulator, 'userName');
	if (employeeNumber === undefined) return;
	// An inactive user keeps its number (open-questions 65).
	const byNumber = simulator.users.byEmployeeNumber(employeeNumber as string);
	if (byNumber && byNumber.id !== user.id) throw duplicate(simulator, 'companyId,employeeNumber');
}

function duplicate({ settings }: Simulator, lookupType: string): ScimError {
	return new ScimError(
		settings.duplicateStatus,
		`Principal with lookup type '${lookupType}' with provided value already exists`,
		{ scimType: 'uniqueness' },
	);
}

function wrote(written: readonly Written[], ...names: string[]): boolean {
	return written.some((one) => names.every((name, index) => one.names[index] === name));
}

/** Six fraction digits as in SAP's samples, where the first three are always zero. */
function timestamp({ clock }: Simulator): string {
	const now = DateTime.fromMillis(clock.now(), { zone: 'utc' });
	return now.toFormat("yyyy-MM-dd'T'HH:mm:ss'.000'SSS'Z'");
}
