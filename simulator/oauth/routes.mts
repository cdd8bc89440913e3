// OAuth2 v0 (api-facts 2; SAP: authentication/apidoc, company-auth).
import { Hono, type Context } from 'hono';
import type { SimulatorEnv } from '../http/correlation.mts';
import type { OauthContext } from './context.mts';
import { answerTokenRequest, type CompanyTokenListener } from './grants.mts';
import { requireToken } from './requireToken.mts';
import { TokenError, tokenErrors } from './tokenErrors.mts';
import { jwks } from './tokens.mts';

/**
 * POST /oauth2/v0/token, its JWKS, and the revocation of refresh tokens.
 *
 * @param onCompanyToken Called for each company token that is issued.
 */
export function oauthRoutes(
	simulator: OauthContext,
	onCompanyToken: CompanyTokenListener,
): Hono<SimulatorEnv> {
	const routes = new Hono<SimulatorEnv>();

	routes.post('/oauth2/v0/token', async (c) => {
		try {
			return c.json(await answerTokenRequest(simulator, await formOf(c), onCompanyToken));
		} catch (error) {
			const documented = error instanceof TokenError && tokenErrors[error.code];
			if (!documented) throw error;
			const { status, error: name, description } = documented;
			const { code, geolocation } = error;
			return c.json(
				{
					error: name,
					error_description: description,
					code,
					...(geolocation && { geolocation }),
				},
				status,
			);
		}
	});

	routes.get('/oauth2/v0/jwks', async (c) => c.json(await jwks(simulator)));

	// SAP: authentication/apidoc: revokes all refresh tokens of the principal for the app.
	routes.delete('/app-mgmt/v0/connections', (c) => {
		const { subject } = requireToken(simulator, c, { types: ['company', 'user', 'app'] });
		for (const [value, token] of simulator.tokens.refresh)
			if (token.subject === subject) simulator.tokens.refresh.delete(value);
		return c.body(null, 200);
	});

	return routes;
}

/** Returns the parameters in the body; those of the query are ignored. */
async function formOf(c: Context<SimulatorEnv>): Promise<URLSearchParams> {
	// SAP: tmc-overview: no charset behind the content type; apidoc: no chunked transfer encoding.
	if (c.req.header('content-type') !== 'application/x-www-form-urlencoded')
		throw new TokenError(135);
	if (c.req.header('transfer-encoding')) throw new TokenError(135);
	return new URLSearchParams(await c.req.text());
}
