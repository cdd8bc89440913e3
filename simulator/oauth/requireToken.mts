// What a route asks of the token of a request (api-facts 2, 4).
import type { Context } from 'hono';
import { ScimError } from '../http/errors.mts';
import type { OauthContext } from './context.mts';
import type { AccessToken } from './tokenStore.mts';

export interface Requirement {
	/** Types of token that the service accepts; a company token when not said. */
	types?: ReadonlyArray<AccessToken['type']>;
	/** The token must have at least one of these scopes; none are asked for when not said. */
	anyScope?: readonly string[];
}

/**
 * Returns the token of a request.
 *
 * @throws ScimError 401 without a usable Authorization header, settings.expiredTokenStatus for an
 * expired or unknown token, 403 for a token of the wrong type or without any of the scopes.
 */
export function requireToken(
	{ tokens, clock, settings }: OauthContext,
	c: Context,
	{ types = ['company'], anyScope }: Requirement = {},
): AccessToken {
	const header = c.req.header('authorization');
	const value = /^bearer (\S+)$/i.exec(header ?? '')?.[1];
	// SAP: http-status-codes: 401 is for a missing header.
	if (!value) throw new ScimError(401, 'Missing or malformed Authorization header', denied);
	const token = tokens.access.get(value);
	// The same page puts expired tokens under 403, the API's swagger under 401 (open-questions 14).
	if (!token || token.expiresAt <= clock.now())
		throw new ScimError(settings.expiredTokenStatus, 'Invalid or expired token', denied);
	if (!types.includes(token.type))
		throw new ScimError(403, `This service does not accept a token of type '${token.type}'`, {
			code: 'FORBIDDEN',
		});
	if (anyScope && !anyScope.some((scope) => token.scopes.has(scope)))
		throw missingScope(anyScope.join(' or '));
	return token;
}

const denied = { code: 'UNAUTHORIZED' };

/** 403 for a token without a scope that the call needs. */
export function missingScope(scope: string): ScimError {
	return new ScimError(403, `Access denied: the token lacks the scope ${scope}`, {
		code: 'FORBIDDEN',
	});
}
