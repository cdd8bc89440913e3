// How tokens are made (api-facts 2).
import { exportJWK, SignJWT, type JWK } from 'jose';
import { randomUUID, type KeyObject } from 'node:crypto';
import type { OauthContext } from './context.mts';
import type { Grant } from './tokenStore.mts';

const issuer = 'https://us2.api.concursolutions.com/oauth2/v0';
const keyId = 'simulator-1';
const accessTokenMinutes = 60;

const signingKeys = ({ keyPairs }: Pick<OauthContext, 'keyPairs'>) => keyPairs('access tokens');

/** Returns the public half of the key that signs tokens, as a JWK set. */
export async function jwks(simulator: OauthContext): Promise<{ keys: JWK[] }> {
	const { publicKey } = await signingKeys(simulator);
	return { keys: [{ ...(await exportJWK(publicKey)), kid: keyId, alg: 'RS256', use: 'sig' }] };
}

/** Issues and stores an access token that lives 60 minutes of the simulator's clock. */
export async function issueAccessToken(
	simulator: OauthContext,
	grant: Grant,
	clientId: string,
): Promise<{ accessToken: string; idToken: string }> {
	const now = simulator.clock.now();
	const { privateKey } = await signingKeys(simulator);
	const claims = {
		subject: grant.subject,
		audience: clientId,
		issuedAt: now,
		expiresAt: now + accessTokenMinutes * 60_000,
	};
	const own = {
		'concur.type': grant.type,
		scope: [...grant.scopes].join(' '),
		jti: randomUUID(),
	};
	const accessToken = await sign(privateKey, claims, own);
	const idToken = await sign(privateKey, claims);
	const { companyId, tokens } = simulator;
	tokens.access.set(accessToken, { ...grant, companyId, expiresAt: claims.expiresAt });
	return { accessToken, idToken };
}

interface Claims {
	subject: string;
	audience: string;
	issuedAt: number;
	expiresAt: number;
}

async function sign(
	privateKey: KeyObject,
	{ subject, audience, issuedAt, expiresAt }: Claims,
	further: Record<string, string> = {},
): Promise<string> {
	return await new SignJWT(further)
		.setProtectedHeader({ alg: 'RS256', kid: keyId })
		.setIssuer(issuer)
		.setSubject(subject)
		.setAudience(audience)
		.setIssuedAt(Math.floor(issuedAt / 1000))
		.setExpirationTime(Math.floor(expiresAt / 1000))
		.sign(privateKey);
}
