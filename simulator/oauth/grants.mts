// What each grant of the token service checks, and what it issues (api-facts 2; SAP: authentication/apidoc, company-auth).
import { addMonths } from '../company/clock.mts';
import { credentials } from '../company/credentials.mts';
import type { StoredUser } from '../company/users.mts';
import type { OauthContext } from './context.mts';
import { TokenError } from './tokenErrors.mts';
import { issueAccessToken } from './tokens.mts';
import { newTokenValue, type Grant } from './tokenStore.mts';

const requestTokenHours = 24;
const refreshTokenMonths = 6;

/** Told of each company token that is issued to an app. */
export type CompanyTokenListener = (applicationId: string, companyId: string) => void;

type Form = URLSearchParams;

/** What a token request is granted. */
interface Granted extends Grant {
	/** Scopes that the request names; undefined follows the app. */
	requested?: string[];
	/** The refresh token of the request, where it stays valid. */
	keptRefreshToken?: string;
}

/**
 * Returns the body of a token answer.
 *
 * @throws TokenError with SAP's code of what is wrong.
 */
export async function answerTokenRequest(
	simulator: OauthContext,
	form: Form,
	onCompanyToken: CompanyTokenListener,
) {
	const granted = grant(simulator, form);
	const { type, subject, scopes } = granted;
	const { clientId } = credentials;
	const issued = await issueAccessToken(simulator, { type, subject, scopes }, clientId);
	if (type === 'company') onCompanyToken(clientId, subject);
	const { settings } = simulator;
	const expiresIn = 3600;
	const common = {
		expires_in: settings.expiresInAs === 'string' ? String(expiresIn) : expiresIn,
		scope: [...scopes].join(' '),
		token_type: 'Bearer',
		access_token: issued.accessToken,
		id_token: issued.idToken,
		geolocation: geolocation(simulator),
	};
	// An app token comes without a refresh token (api-facts 2.1), and so does the token of an app without that grant.
	if (type === 'app' || !settings.app.grants.includes('refresh_token')) return common;
	return { ...common, ...refreshable(simulator, type, granted) };
}

function grant(simulator: OauthContext, form: Form): Granted {
	const { settings } = simulator;
	if (settings.tokenError) {
		const { code } = settings.tokenError;
		delete settings.tokenError;
		throw new TokenError(code, code === 16 ? simulator.baseUrl() : undefined);
	}
	const grantType = required(form, 'grant_type', 65);
	checkClient(simulator, form);
	if (settings.app.livesElsewhere) throw new TokenError(16, settings.app.livesElsewhere);
	if (grantType === 'refresh_token') return withRefreshToken(simulator, form);
	if (!settings.app.grants.includes(grantType)) throw new TokenError(60);
	if (grantType === 'client_credentials') {
		const scopes = grantedScopes(simulator, requestedScopes(form));
		return { type: 'app', subject: credentials.clientId, scopes };
	}
	if (grantType === 'password') return withPassword(simulator, form);
	throw new TokenError(60);
}

function checkClient({ settings: { app } }: OauthContext, form: Form): void {
	const clientId = required(form, 'client_id', 62);
	const clientSecret = required(form, 'client_secret', 63);
	if (clientId !== credentials.clientId) throw new TokenError(61);
	if (clientSecret !== credentials.clientSecret) throw new TokenError(64);
	if (app.disabled) throw new TokenError(59);
}

function withPassword(simulator: OauthContext, form: Form): Granted {
	const userName = required(form, 'username', 51);
	const password = required(form, 'password', 52);
	const requested = requestedScopes(form);
	const scopes = grantedScopes(simulator, requested);
	switch (form.get('credtype') ?? 'password') {
		case 'authtoken':
			checkCompany(simulator, userName, password);
			return { type: 'company', subject: simulator.companyId, scopes, requested };
		case 'password': {
			const subject = checkUser(simulator, userName, password).id;
			return { type: 'user', subject, scopes, requested };
		}
		default:
			throw new TokenError(120);
	}
}

function checkCompany(simulator: OauthContext, companyId: string, password: string): void {
	if (companyId.toLowerCase() !== simulator.companyId.toLowerCase()) throw new TokenError(100);
	if (!simulator.settings.app.companyEnabled) throw new TokenError(53);
	const { value, issuedAt } = simulator.tokens.companyRequestToken;
	if (password !== value) throw new TokenError(5);
	// SAP: company-auth: valid 24 hours, and may be exchanged several times within them.
	if (simulator.clock.now() - issuedAt >= requestTokenHours * 3_600_000) throw new TokenError(19);
}

function checkUser({ users }: OauthContext, userName: string, password: string): StoredUser {
	const user = users.byUserName(userName);
	if (!user) throw new TokenError(100);
	if (user.identity.active === false) throw new TokenError(10);
	if (password !== credentials.userPassword) throw new TokenError(5);
	return user;
}

function withRefreshToken(simulator: OauthContext, form: Form): Granted {
	const { settings, tokens, clock } = simulator;
	if (!settings.app.grants.includes('refresh_token')) throw new TokenError(107);
	const value = required(form, 'refresh_token', 106);
	const token = tokens.refresh.get(value);
	if (!token || token.expiresAt <= clock.now()) throw new TokenError(108);
	const requested = requestedScopes(form) ?? token.requestedScopes;
	const scopes = grantedScopes(simulator, requested);
	if (settings.refreshTokenRotates) tokens.refresh.delete(value);
	const { type, subject } = token;
	const keptRefreshToken = settings.refreshTokenRotates ? undefined : value;
	return { type, subject, scopes, requested, keptRefreshToken };
}

function refreshable(
	{ tokens, clock }: OauthContext,
	type: 'company' | 'user',
	{ subject, requested, keptRefreshToken }: Granted,
) {
	const refreshToken = keptRefreshToken ?? newTokenValue();
	const expiresAt = addMonths(clock.now(), refreshTokenMonths);
	tokens.refresh.set(refreshToken, {
		type,
		subject,
		...(requested && { requestedScopes: requested }),
		expiresAt,
	});
	return {
		refresh_token: refreshToken,
		// Seconds since 1970, not a duration (open-questions 16).
		refresh_expires_in: Math.floor(expiresAt / 1000),
	};
}

/**
 * SAP: company-auth shows the path of the token service behind the host, in odd case
 * (open-questions 15).
 */
function geolocation(simulator: OauthContext): string {
	const base = simulator.baseUrl();
	if (!simulator.settings.geolocationWithPath) return base;
	const { protocol, host } = new URL(base);
	return `${protocol.toUpperCase()}//${host.toUpperCase()}/oauth2/v0/token`;
}

function requestedScopes(form: Form): string[] | undefined {
	const scopes = form.get('scope')?.split(/\s+/).filter(Boolean);
	return scopes?.length ? scopes : undefined;
}

function grantedScopes(
	{ settings: { app } }: OauthContext,
	requested: string[] | undefined,
): Set<string> {
	if (requested?.some((scope) => !app.scopes.includes(scope))) throw new TokenError(54);
	return new Set(requested ?? app.scopes);
}

function required(form: Form, name: string, code: number): string {
	const value = form.get(name);
	if (!value) throw new TokenError(code);
	return value;
}
