// Access tokens: how they are made and what a route asks of them (api-facts 2 and 4).
import type { Context } from 'hono';
import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import { randomUUID } from 'node:crypto';
import { missingScope } from './identityScopes.mts';
import {
	ScimError,
	type AccessToken,
	type Simulator,
	type SimulatorEnv,
	type TokenStore,
} from './context.mts';

const issuer = 'https://us2.api.concursolutions.com/oauth2/v0';
const keyId = 'simulator-1';
const accessTokenMinutes = 60;

// One key pair for all simulators of a process, made when the first token is asked for.
let keyPair: ReturnType<typeof generateKeyPair> | undefined;
const signingKey = () => (keyPair ??= generateKeyPair('RS256'));

/** A store in which nothing has been issued but the company request token. */
export function createTokenStore(now: number): TokenStore {
	return {
		access: new Map(),
		refresh: new Map(),
		companyRequestToken: newCompanyRequestToken(now),
	};
}

/** SAP: company-refresh-tool: a request token looks like at-... and is shown once. */
export function newCompanyRequestToken(now: number): TokenStore['companyRequestToken'] {
	return { value: `at-${randomUUID()}`, issuedAt: now };
}

/** The public half of the key that signs tokens, as a JWK set. */
export async function jwks(): Promise<{ keys: JWK[] }> {
	const { publicKey } = await signingKey();
	return { keys: [{ ...(await exportJWK(publicKey)), kid: keyId, alg: 'RS256', use: 'sig' }] };
}

/** Issues and stores an access token that lives 60 minutes of the simulator's clock. */
export async function issueAccessToken(
	simulator: Simulator,
	grant: Pick<AccessToken, 'kind' | 'subject' | 'scopes'>,
	clientId: string,
): Promise<{ accessToken: string; idToken: string }> {
	const now = simulator.clock.now();
	const expiresAt = now + accessTokenMinutes * 60_000;
	const claims = { 'concur.type': grant.kind, scope: [...grant.scopes].join(' ') };
	const accessToken = await sign(
		{ ...claims, jti: randomUUID() },
		grant.subject,
		clientId,
		now,
		expiresAt,
	);
	const idToken = await sign({}, grant.subject, clientId, now, expiresAt);
	simulator.tokens.access.set(accessToken, {
		...grant,
		companyId: simulator.companyId,
		expiresAt,
	});
	return { accessToken, idToken };
}

async function sign(
	claims: Record<string, unknown>,
	subject: string,
	audience: string,
	issuedAt: number,
	expiresAt: number,
): Promise<string> {
	const { privateKey } = await signingKey();
	return await new SignJWT(claims)
		.setProtectedHeader({ alg: 'RS256', kid: keyId })
		.setIssuer(issuer)
		.setSubject(subject)
		.setAudience(audience)
		.setIssuedAt(Math.floor(issuedAt / 1000))
		.setExpirationTime(Math.floor(expiresAt / 1000))
		.sign(privateKey);
}

export interface Requirement {
	/** Kinds of token that the service takes; a company token when not said. */
	kinds?: ReadonlyArray<AccessToken['kind']>;
	/** The token must have at least one of these scopes; none are asked for when not said. */
	anyScope?: readonly string[];
}

/**
 * The token of a request.
 *
 * @throws ScimError 401 without a usable Authorization header, settings.expiredTokenStatus for an
 * expired or unknown token, 403 for a token of the wrong kind or without any of the scopes.
 */
export function requireToken(
	simulator: Simulator,
	c: Context<SimulatorEnv>,
	{ kinds = ['company'], anyScope }: Requirement = {},
): AccessToken {
	const header = c.req.header('authorization');
	const value = /^bearer (\S+)$/i.exec(header ?? '')?.[1];
	// SAP: http-status-codes: 401 is for a missing header.
	if (!value) throw new ScimError(401, 'Missing or malformed Authorization header', denied);
	const token = simulator.tokens.access.get(value);
	// The same page puts expired tokens under 403, the API's swagger under 401 (open-questions 14).
	if (!token || token.expiresAt <= simulator.clock.now())
		throw new ScimError(simulator.settings.expiredTokenStatus, 'Invalid or expired token', denied);
	if (!kinds.includes(token.kind))
		throw new ScimError(403, `This service does not take a ${token.kind} token`, {
			code: 'FORBIDDEN',
		});
	if (anyScope && !anyScope.some((scope) => token.scopes.has(scope)))
		throw missingScope(anyScope.join(' or '));
	return token;
}

const denied = { code: 'UNAUTHORIZED' };
