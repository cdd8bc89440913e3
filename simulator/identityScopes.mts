// Write scopes act per attribute (api-facts 4; SAP: v4.scope-mapping).
import { ScimError, type AccessToken, type JsonObject, type Simulator } from './context.mts';
import { findAttribute, schemaPathOf } from './scim/catalogue.mts';

/** One attribute that a request writes. */
export interface Written {
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

/** 403 for a token without a scope that the call needs. */
export function missingScope(scope: string): ScimError {
	return new ScimError(403, `Access denied: the token lacks the scope ${scope}`, {
		code: 'FORBIDDEN',
	});
}

/** Puts e-mails back to the verified flag they had, by address. */
export function restoreVerified(identity: JsonObject, before: JsonObject): void {
	const known = (before.emails ?? []) as JsonObject[];
	for (const email of (Array.isArray(identity.emails) ? identity.emails : []) as JsonObject[])
		email.verified = known.find(({ value }) => value === email.value)?.verified ?? false;
}
