// The tokens of the company, as they are stored (api-facts 2).
import { randomUUID } from 'node:crypto';
import { tokenMark } from '../company/credentials.mts';

export interface AccessToken {
	type: 'company' | 'app' | 'user';
	companyId: string;
	/** The company's UUID, the user's UUID, or the client ID of the app. */
	subject: string;
	scopes: Set<string>;
	/** Milliseconds of the simulator's clock. */
	expiresAt: number;
}

/** What a grant asks a token for. */
export type Grant = Pick<AccessToken, 'type' | 'subject' | 'scopes'>;

export interface RefreshToken {
	type: 'company' | 'user';
	subject: string;
	/** Scopes asked for when it was issued; undefined follows the app. */
	requestedScopes?: string[];
	expiresAt: number;
}

/** What OAuth2 has issued. It outlives a reset, so that a connected credential stays connected. */
export interface TokenStore {
	access: Map<string, AccessToken>;
	refresh: Map<string, RefreshToken>;
	companyRequestToken: { value: string; issuedAt: number };
}

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
	return { value: `at-${newTokenValue()}`, issuedAt: now };
}

/** A UUID with the mark of a token. */
export function newTokenValue(): string {
	return tokenMark + randomUUID().slice(tokenMark.length);
}
