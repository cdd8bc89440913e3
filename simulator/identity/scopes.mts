// The scopes of the Identity API. Write scopes apply to single attributes (api-facts 4; SAP: v4.scope-mapping).
import { ScimError } from '../http/errors.mts';
import { isObject, type JsonObject } from '../http/json.mts';
import { missingScope } from '../oauth/requireToken.mts';
import type { AccessToken } from '../oauth/tokenStore.mts';
import { findAttribute, schemaPathOf } from '../scim/catalogue.mts';
import type { IdentityContext } from './context.mts';

/**
 * Any of these lets a token read users; which attributes it sees depends on each (SAP:
 * v4.scope-mapping).
 */
export const readScopes = [
	'identity.user.ids.read',
	'identity.user.core.read',
	'identity.user.coresensitive.read',
	'identity.user.enterprise.read',
	'identity.user.sap.read',
];

/** A token needs one of these to write anything. */
export const writeScopes = [
	'identity.user.coreenterprise.writeonly',
	'identity.user.externalID.writeonly',
	'identity.user.emails.verified.writeonly',
	'identity.user.sap.writeonly',
];

/** One attribute that a request writes. */
export interface WrittenAttribute {
	schema: string;
	names: string[];
}

/**
 * Checks that the token may write what a request writes.
 *
 * @returns true when emails.verified was sent without its scope and settings say to drop it
 * silently.
 * @throws ScimError 403 for a missing scope, 400 for emails.verified (open-questions 30).
 */
export function requireWriteScopes(
	{ settings }: IdentityContext,
	written: readonly WrittenAttribute[],
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

/** Gives emails the verified flag back that they had, by address. */
export function restoreVerified(identity: JsonObject, before: JsonObject): void {
	const known = (before.emails ?? []) as JsonObject[];
	const emails = Array.isArray(identity.emails) ? identity.emails.filter(isObject) : [];
	for (const email of emails)
		email.verified = known.find(({ value }) => value === email.value)?.verified ?? false;
}
