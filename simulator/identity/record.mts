// Writes of the identity part of a user, for Identity v4.1 and for UPS alike: validation, write
// scopes, uniqueness, defaults, computed attributes and meta (api-facts 4, 5; SAP:
// v4.1.identity).
import isEqual from 'lodash/isEqual.js';
import omit from 'lodash/omit.js';
import { DateTime } from 'luxon';
import { randomUUID } from 'node:crypto';
import type { StoredUser } from '../company/users.mts';
import { publishChange } from '../events/publication/publishChange.mts';
import { ScimError } from '../http/errors.mts';
import type { JsonObject } from '../http/json.mts';
import { missingScope } from '../oauth/requireToken.mts';
import type { AccessToken } from '../oauth/tokenStore.mts';
import { attributesOf } from '../scim/catalogue.mts';
import { applyPatch, leavesOf, writtenBy, type PatchOperation } from '../scim/patch.mts';
import { urn } from '../scim/urns.mts';
import { validateAgainstCatalogue, type Violation } from '../scim/validate.mts';
import type { IdentityContext } from './context.mts';
import { displayNameOf, withDefaults, writableOf } from './defaults.mts';
import { identityRules } from './rules.mts';
import { requireWriteScopes, restoreVerified, type WrittenAttribute } from './scopes.mts';

/** The request behind a write: what it may write, and the ID that its events carry. */
export interface Cause {
	token: AccessToken;
	correlationId: string;
}

/** What the Identity API holds; everything else in a user document is Spend, Payroll or Travel. */
export const identitySchemas: string[] = [urn.core, urn.enterprise, urn.sap, urn.settings];

/**
 * Creates and stores a user. Spend, Payroll and Travel keys of the document are left to the caller.
 *
 * @throws ScimError 400 for what SAP's attribute list forbids, 403 for a missing write scope,
 * 409 (or settings.duplicateStatus) when user name or employee number are taken.
 */
export function createIdentity(
	simulator: IdentityContext,
	document: JsonObject,
	cause: Cause,
): StoredUser {
	const createdAt = simulator.clock.now();
	const now = timestamp(simulator);
	const identity = identityFrom(simulator, document, cause.token);
	const user: StoredUser = {
		id: randomUUID(),
		identity: { ...identity, meta: { created: now, lastModified: now, version: 0 } },
		createdAt,
		extensions: {},
	};
	user.identity.id = user.id;
	rejectDuplicates(simulator, user);
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
	simulator: IdentityContext,
	user: StoredUser,
	document: JsonObject,
	cause: Cause,
): StoredUser {
	return stored(simulator, user, identityFrom(simulator, document, cause.token), cause);
}

/**
 * Applies PATCH operations on core, enterprise and sap attributes; the caller holds the others
 * back.
 *
 * @throws ScimError as createIdentity and as applyPatch.
 */
export function patchIdentity(
	simulator: IdentityContext,
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
	const identity = normalized(simulator, patched);
	// RFC 7644 3.5.2.1: a PATCH that changes nothing leaves the time of the last change as it is.
	const isSame = isEqual(identity, omit(user.identity, ['id', 'meta']));
	return isSame ? user : stored(simulator, user, identity, cause);
}

/**
 * Removes a user for good (SAP: v4.1.identity, Scope Usage: only for users without any
 * transaction).
 *
 * @throws ScimError 403 without identity.user.delete.
 */
export function deleteIdentity(simulator: IdentityContext, user: StoredUser, cause: Cause): void {
	if (!cause.token.scopes.has('identity.user.delete')) throw missingScope('identity.user.delete');
	simulator.users.delete(user.id, simulator.clock.now());
	publishChange(simulator, user, undefined, cause.correlationId);
}

/** Throws ScimError 400 with all violations as messages; does nothing when there are none. */
function rejectViolations(violations: readonly Violation[]): void {
	const [first] = violations;
	if (!first) return;
	const { code, message, schemaPath } = first;
	throw new ScimError(400, message, {
		code,
		schemaPath,
		scimType: code === 'INVALID_INPUT' ? 'invalidSyntax' : 'invalidValue',
		messages: [...violations],
	});
}

function stored(
	simulator: IdentityContext,
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
	const changed = {
		...user,
		identity: { ...identity, id: user.id, meta },
		changedAt: simulator.clock.now(),
		before: remembered(user, mostRemembered),
	};
	rejectDuplicates(simulator, changed);
	simulator.users.put(changed);
	publishChange(simulator, user, changed, correlationId);
	return changed;
}

const mostRemembered = 5;

/** Returns a user with only so many states before. */
function remembered({ before, ...user }: StoredUser, states: number): StoredUser {
	return { ...user, ...(before && states > 1 && { before: remembered(before, states - 1) }) };
}

/** Returns a full document (POST, PUT) as it is stored, without id and meta. */
function identityFrom(
	simulator: IdentityContext,
	document: JsonObject,
	token: AccessToken,
): JsonObject {
	// SAP: v4.user-provisioning, Bulk: the samples leave schemas out of data.
	const { schemas } = document;
	if (schemas !== undefined && !(Array.isArray(schemas) && schemas.includes(urn.core)))
		throw new ScimError(400, `schemas must name ${urn.core}`, {
			code: 'INVALID_INPUT',
			schemaPath: 'schemas',
		});
	rejectUnknownSchemas(document);
	const identity = structuredClone(identityPart(document));
	const written = leavesOf(identity).map(([schema = '', ...names]) =>
		schema.startsWith('urn:') ? { schema, names } : { schema: urn.core, names: [schema, ...names] },
	);
	if (requireWriteScopes(simulator, written, token)) restoreVerified(identity, {});
	return normalized(simulator, identity);
}

function rejectUnknownSchemas(document: JsonObject): void {
	const unknown = Object.keys(document).filter(
		(key) => key.startsWith('urn:') && !attributesOf(key),
	);
	rejectViolations(unknown.flatMap((key) => validateAgainstCatalogue(key, document[key])));
}

function identityPart(document: JsonObject): JsonObject {
	return Object.fromEntries(
		Object.entries(document).filter(
			([key]) => !key.startsWith('urn:') || identitySchemas.includes(key),
		),
	);
}

/** Validates and completes what the client wants the identity to be. */
function normalized(simulator: IdentityContext, wanted: JsonObject): JsonObject {
	const identity = identityPart(wanted);
	rejectViolations(
		identitySchemas.flatMap((schema) => {
			const value = schema === urn.core ? identity : (identity[schema] ?? {});
			const optional = schema === urn.sap || schema === urn.settings;
			return optional && identity[schema] === undefined
				? []
				: validateAgainstCatalogue(schema, value);
		}),
	);
	rejectViolations(identityRules(simulator, identity));
	const kept = writableOf(attributesOf(urn.core)!, identity);
	for (const schema of identitySchemas.slice(1))
		if (identity[schema])
			kept[schema] = writableOf(attributesOf(schema)!, identity[schema] as JsonObject);
	return withDefaults(simulator, kept);
}

/**
 * SAP: KBA 3587183 gives the text for the employee number; that for the user name is a guess.
 */
function rejectDuplicates(simulator: IdentityContext, user: StoredUser): void {
	const { userName, [urn.enterprise]: enterprise } = user.identity;
	const { employeeNumber } = enterprise as JsonObject;
	const byUserName = simulator.users.byUserName(userName as string);
	if (byUserName && byUserName.id !== user.id) throw duplicate(simulator, 'userName');
	if (employeeNumber === undefined) return;
	// An inactive user keeps its number (open-questions 65).
	const byNumber = simulator.users.byEmployeeNumber(employeeNumber as string);
	if (byNumber && byNumber.id !== user.id) throw duplicate(simulator, 'companyId,employeeNumber');
}

function duplicate({ settings }: IdentityContext, lookupType: string): ScimError {
	return new ScimError(
		settings.duplicateStatus,
		`Principal with lookup type '${lookupType}' with provided value already exists`,
		{ scimType: 'uniqueness' },
	);
}

function wrote(written: readonly WrittenAttribute[], ...names: string[]): boolean {
	return written.some((one) => names.every((name, index) => one.names[index] === name));
}

/** Six fraction digits as in SAP's samples, where the first three are always zero. */
function timestamp({ clock }: IdentityContext): string {
	const now = DateTime.fromMillis(clock.now(), { zone: 'utc' });
	return now.toFormat("yyyy-MM-dd'T'HH:mm:ss'.000'SSS'Z'");
}
