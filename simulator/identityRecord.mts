// Writes of the identity part of a user, for Identity v4.1 and for UPS alike: validation, write scopes, uniqueness,
// defaults, computed attributes and meta (api-facts 4 and 5; SAP: v4.1.identity).
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
import { identityRules } from './identityRules.mts';
import { attributesOf, findAttribute, schemaPathOf, type Attribute } from './scim/catalogue.mts';
import { applyPatch, leavesOf, writtenBy, type PatchOperation } from './scim/patch.mts';
import { validateAgainstCatalogue, type Violation } from './scim/validate.mts';

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
	token: AccessToken,
): StoredUser {
	const now = timestamp(simulator);
	const identity = identityFrom(simulator, document, token);
	const user: StoredUser = {
		id: randomUUID(),
		identity: { ...identity, meta: { created: now, lastModified: now, version: 0 } },
		extensions: {},
	};
	user.identity.id = user.id;
	refuseDuplicates(simulator, user);
	simulator.users.put(user);
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
	token: AccessToken,
): StoredUser {
	return stored(simulator, user, identityFrom(simulator, document, token));
}

/**
 * Applies PATCH operations on core, enterprise and sap attributes; the caller keeps the others back.
 *
 * @throws ScimError as createIdentity and as applyPatch.
 */
export function patchIdentity(
	simulator: Simulator,
	user: StoredUser,
	operations: readonly PatchOperation[],
	token: AccessToken,
): StoredUser {
	const written = writtenBy(operations);
	const keepVerified = requireWriteScopes(simulator, written, token);
	const patched = applyPatch(user.identity, operations, simulator.settings);
	if (keepVerified) restoreVerified(patched, user.identity);
	if (user.identity.displayName === displayNameOf(user.identity) && !wrote(written, 'displayName'))
		delete patched.displayName;
	if (wrote(written, 'name', 'middleName') && !wrote(written, 'name', 'middleInitial'))
		delete (patched.name as JsonObject | undefined)?.middleInitial;
	return stored(simulator, user, normalized(simulator, patched));
}

/**
 * Removes a user for good (SAP: v4.1.identity, Scope Usage: only for users without any transaction).
 *
 * @throws ScimError 403 without identity.user.delete.
 */
export function deleteIdentity(simulator: Simulator, user: StoredUser, token: AccessToken): void {
	if (!token.scopes.has('identity.user.delete')) throw missingScope('identity.user.delete');
	simulator.users.delete(user.id);
}

/** Throws ScimError 400 with all violations as messages; does nothing when there are none. */
export function refuseViolations(violations: readonly Violation[]): void {
	if (violations.length === 0) return;
	const [{ code, message, schemaPath }] = violations;
	throw new ScimError(400, message, {
		code,
		schemaPath,
		scimType: code === 'INVALID_INPUT' ? 'invalidSyntax' : 'invalidValue',
		messages: [...violations],
	});
}

function stored(simulator: Simulator, user: StoredUser, identity: JsonObject): StoredUser {
	const before = user.identity.meta as { created: string; version: number };
	const meta = {
		created: before.created,
		lastModified: timestamp(simulator),
		version: before.version + 1,
	};
	const changed = { ...user, identity: { ...identity, id: user.id, meta } };
	refuseDuplicates(simulator, changed);
	simulator.users.put(changed);
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
		first.startsWith('urn:') ? { schema: first, names } : { schema: urn.core, names: [first, ...names] },
	);
	if (requireWriteScopes(simulator, written, token)) restoreVerified(identity, {});
	return normalized(simulator, identity);
}

function refuseUnknownSchemas(document: JsonObject): void {
	const unknown = Object.keys(document).filter((key) => key.startsWith('urn:') && !attributesOf(key));
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
			return optional && identity[schema] === undefined ? [] : validateAgainstCatalogue(schema, value);
		}),
	);
	refuseViolations(identityRules(simulator, identity));
	const kept = writableOf(attributesOf(urn.core)!, identity);
	for (const schema of identitySchemas.slice(1))
		if (identity[schema])
			kept[schema] = writableOf(attributesOf(schema)!, identity[schema] as JsonObject);
	return withDefaults(simulator, kept);
}

/** Drops read-only members and whatever is null or empty: absent is the one stored form of "not set". */
function writableOf(attributes: Map<string, Attribute>, value: JsonObject): JsonObject {
	const kept: JsonObject = {};
	for (const attribute of attributes.values()) {
		const member = value[attribute.name];
		// SAP: v4.user-provisioning, Create: the samples send legalName and read it back.
		if (attribute.mutability === 'readOnly' && attribute.path !== 'name.legalName') continue;
		if (attribute.path === 'schemas' || member === undefined || member === null || member === '')
			continue;
		if (attribute.type !== 'complex') kept[attribute.name] = member;
		else if (Array.isArray(member))
			kept[attribute.name] = member.map((entry) => writableOf(attribute.children, entry));
		else kept[attribute.name] = writableOf(attribute.children, member as JsonObject);
	}
	return kept;
}

/** SAP: v4.1.identity, POST sample. */
function withDefaults(simulator: Simulator, identity: JsonObject): JsonObject {
	const enterprise = identity[urn.enterprise] as JsonObject;
	const name = identity.name as JsonObject;
	if (name.middleName && !name.middleInitial)
		name.middleInitial = (name.middleName as string).slice(0, 1);
	identity.displayName ??= displayNameOf(identity);
	identity.preferredLanguage ??= 'en-US';
	identity.timezone ??= 'America/New_York';
	for (const email of identity.emails as JsonObject[]) {
		email.verified = email.verified === true || email.verified === 'true';
		email.notifications ??= false;
	}
	for (const key of ['startDate', 'terminationDate'])
		if (enterprise[key]) enterprise[key] = withoutZone(enterprise[key] as string);
	// The default in the sample is US west coast time, cut to the minute.
	enterprise.startDate ??= DateTime.fromMillis(simulator.clock.now(), { zone: 'America/Los_Angeles' })
		.startOf('minute')
		.toFormat(storedDate);
	return identity;
}

const storedDate = "yyyy-MM-dd'T'HH:mm:ss.SSS";

function withoutZone(text: string): string {
	return DateTime.fromISO(text, { setZone: true }).toFormat(storedDate);
}

function displayNameOf({ name, nickName }: JsonObject): string {
	const { givenName, familyName } = name as JsonObject;
	return `${nickName ?? givenName} ${familyName}`;
}

/** SAP: KBA 3587183 gives the text for the employee number; the twin for the user name is a guess. */
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

interface Written {
	schema: string;
	names: string[];
}

/**
 * @returns true when emails.verified was sent without its scope and settings say to drop it silently.
 * @throws ScimError 403 for a missing scope, 400 for emails.verified (open-questions 30).
 */
function requireWriteScopes(
	{ settings }: Simulator,
	written: readonly Written[],
	{ scopes }: AccessToken,
): boolean {
	let dropVerified = false;
	for (const { schema, names } of written) {
		const attribute = findAttribute(schema, names);
		const scope = attribute?.writeScope;
		if (!scope || attribute.mutability === 'readOnly' || scopes.has(scope)) continue;
		if (scope !== 'identity.user.emails.verified.writeonly') throw missingScope(scope);
		if (settings.verifiedWithoutScope === 'refuse')
			throw new ScimError(400, `Attribute 'emails.verified' needs the scope ${scope}`, {
				code: 'INVALID_INPUT',
				scimType: 'mutability',
				schemaPath: schemaPathOf(schema, names.join('.')),
			});
		dropVerified = true;
	}
	return dropVerified;
}

export function missingScope(scope: string): ScimError {
	return new ScimError(403, `Access denied: the token lacks the scope ${scope}`, {
		code: 'FORBIDDEN',
	});
}

function restoreVerified(identity: JsonObject, before: JsonObject): void {
	const known = (before.emails ?? []) as JsonObject[];
	for (const email of (Array.isArray(identity.emails) ? identity.emails : []) as JsonObject[])
		email.verified = known.find(({ value }) => value === email.value)?.verified ?? false;
}

function wrote(written: readonly Written[], ...names: string[]): boolean {
	return written.some((one) => names.every((name, index) => one.names[index] === name));
}

/** Six fraction digits as in SAP's samples, where the first three are always zero. */
function timestamp({ clock }: Simulator): string {
	const now = DateTime.fromMillis(clock.now(), { zone: 'utc' });
	return now.toFormat("yyyy-MM-dd'T'HH:mm:ss'.000'SSS'Z'");
}
