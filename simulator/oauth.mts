// OAuth2 v0 (api-facts 2; SAP: authentication/apidoc, company-auth). Which HTTP status goes with
// which code is a guess beyond 400; the codes and words are SAP's.
import { Hono, type Context } from 'hono';
import { randomUUID } from 'node:crypto';
import { addMonths } from './clock.mts';
import { credentials } from './credentials.mts';
import type { AccessToken, Simulator, SimulatorEnv, StoredUser } from './context.mts';
import { connectCompany } from './events/subscriptions.mts';
import { tokenErrors } from './oauthErrors.mts';
import { issueAccessToken, jwks, requireToken } from './tokens.mts';

const requestTokenHours = 24;
const refreshTokenMonths = 6;

class TokenError extends Error {
	constructor(
		readonly code: number,
		readonly geolocation?: string,
	) {
		super(`token error ${code}`);
	}
}

/** POST /oauth2/v0/token, its JWKS, and the revocation of refresh tokens. */
export function oauthRoutes(simulator: Simulator): Hono<SimulatorEnv> {
	const routes = new Hono<SimulatorEnv>();

	routes.post('/oauth2/v0/token', async (c) => {
		try {
			return c.json(await answerTokenRequest(simulator, await formOf(c)));
		} catch (error) {
			if (!(error instanceof TokenError)) throw error;
			const { status, error: kind, description } = tokenErrors[error.code];
			return c.json(
				{
					error: kind,
					error_description: description,
					code: error.code,
					...(error.geolocation && { geolocation: error.geolocation }),
				},
				status,
			);
		}
	});

	routes.get('/oauth2/v0/jwks', async (c) => c.json(await jwks()));

	// SAP: authentication/apidoc: revokes all refresh tokens of the principal for the app.
	routes.delete('/app-mgmt/v0/connections', (c) => {
		const { subject } = requireToken(simulator, c, { kinds: ['company', 'user', 'app'] });
		for (const [value, token] of simulator.tokens.refresh)
			if (token.subject === subject) simulator.tokens.refresh.delete(value);
		return c.body(null, 200);
	});

	return routes;
}

/** The body's parameters; the query is not looked at. */
async function formOf(c: Context<SimulatorEnv>): Promise<URLSearchParams> {
	// SAP: tmc-overview: no charset behind the content type; apidoc: no chunked transfer encoding.
	if (c.req.header('content-type') !== 'application/x-www-form-urlencoded')
		throw new TokenError(135);
	if (c.req.header('transfer-encoding')) throw new TokenError(135);
	return new URLSearchParams(await c.req.text());
}

type Form = URLSearchParams;

async function answerTokenRequest(simulator: Simulator, form: Form) {
	const { settings } = simulator;
	if (settings.tokenError) {
		const { code } = settings.tokenError;
		delete settings.tokenError;
		throw new TokenError(code, code === 16 ? simulator.baseUrl() : undefined);
	}
	const grantType = required(form, 'grant_type', 65);
	checkClient(simulator, form);
	if (settings.app.livesElsewhere) throw new TokenError(16, settings.app.livesElsewhere);
	if (grantType === 'refresh_token') return await refresh(simulator, form);
	if (!settings.app.grants.includes(grantType)) throw new TokenError(60);
	if (grantType === 'client_credentials') {
		const scopes = grantedScopes(simulator, requestedScopes(form));
		return await answer(simulator, { kind: 'app', subject: credentials.clientId, scopes });
	}
	if (grantType === 'password') return await withPassword(simulator, form);
	throw new TokenError(60);
}

function checkClient({ settings: { app } }: Simulator, form: Form): void {
	const clientId = required(form, 'client_id', 62);
	const clientSecret = required(form, 'client_secret', 63);
	if (clientId !== credentials.clientId) throw new TokenError(61);
	if (clientSecret !== credentials.clientSecret) throw new TokenError(64);
	if (app.disabled) throw new TokenError(59);
}

async function withPassword(simulator: Simulator, form: Form) {
	const userName = required(form, 'username', 51);
	const password = required(form, 'password', 52);
	const requested = requestedScopes(form);
	const scopes = grantedScopes(simulator, requested);
	switch (form.get('credtype') ?? 'password') {
		case 'authtoken': {
			checkCompany(simulator, userName, password);
			const subject = simulator.companyId;
			return await answer(simulator, { kind: 'company', subject, scopes }, requested);
		}
		case 'password': {
			const subject = checkUser(simulator, userName, password).id;
			return await answer(simulator, { kind: 'user', subject, scopes }, requested);
		}
		default:
			throw new TokenError(120);
	}
}

function checkCompany(simulator: Simulator, companyId: string, password: string): void {
	if (companyId.toLowerCase() !== simulator.companyId.toLowerCase()) throw new TokenError(100);
	if (!simulator.settings.app.companyEnabled) throw new TokenError(53);
	const { value, issuedAt } = simulator.tokens.companyRequestToken;
	if (password !== value) throw new TokenError(5);
	// SAP: company-auth: valid 24 hours, and may be exchanged several times within them.
	if (simulator.clock.now() - issuedAt >= requestTokenHours * 3_600_000) throw new TokenError(19);
}

function checkUser(simulator: Simulator, userName: string, password: string): StoredUser {
	const user = simulator.users.byUserName(userName);
	if (!user) throw new TokenError(100);
	if (user.identity.active === false) throw new TokenError(10);
	if (password !== credentials.userPassword) throw new TokenError(5);
	return user;
}

async function refresh(simulator: Simulator, form: Form) {
	const { settings, tokens, clock } = simulator;
	if (!settings.app.grants.includes('refresh_token')) throw new TokenError(107);
	const value = required(form, 'refresh_token', 106);
	const token = tokens.refresh.get(value);
	if (!token || token.expiresAt <= clock.now()) throw new TokenError(108);
	const requested = requestedScopes(form) ?? token.requestedScopes;
	const scopes = grantedScopes(simulator, requested);
	if (settings.refreshTokenRotates) tokens.refresh.delete(value);
	const { kind, subject } = token;
	const keep = settings.refreshTokenRotates ? undefined : value;
	return await answer(simulator, { kind, subject, scopes }, requested, keep);
}

async function answer(
	simulator: Simulator,
	grant: Pick<AccessToken, 'kind' | 'subject' | 'scopes'>,
	requested?: string[],
	keptRefreshToken?: string,
) {
	const { settings, tokens, clock } = simulator;
	const { accessToken, idToken } = await issueAccessToken(simulator, grant, credentials.clientId);
	if (grant.kind === 'company') connectCompany(simulator, credentials.clientId, grant.subject);
	const expiresIn = 3600;
	const common = {
		expires_in: settings.expiresInAs === 'string' ? String(expiresIn) : expiresIn,
		scope: [...grant.scopes].join(' '),
		token_type: 'Bearer',
		access_token: accessToken,
		id_token: idToken,
		geolocation: geolocation(simulator),
	};
	// An app token comes without a refresh token (api-facts 2.1), and so does an app without that
	// grant.
	if (grant.kind === 'app' || !settings.app.grants.includes('refresh_token')) return common;
	const refreshToken = keptRefreshToken ?? randomUUID();
	const expiresAt = addMonths(clock.now(), refreshTokenMonths);
	tokens.refresh.set(refreshToken, {
		kind: grant.kind,
		subject: grant.subject,
		...(requested && { requestedScopes: requested }),
		expiresAt,
	});
	// Seconds since 1970, not a duration (open-questions 16).
	const refresh_expires_in = Math.floor(expiresAt / 1000);
	return { ...common, refresh_token: refreshToken, refresh_expires_in };
}

/**
 * SAP: company-auth shows the path of the token service behind the host, in odd casing
 * (open-questions 15).
 */
function geolocation(simulator: Simulator): string {
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
	{ settings: { app } }: Simulator,
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
