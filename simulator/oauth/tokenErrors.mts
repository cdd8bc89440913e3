// Errors of POST /oauth2/v0/token (SAP: authentication/apidoc, Response Codes). The codes and words are SAP's. The
// statuses are a guess: SAP lists 400, 401, 403 and 404 without saying which code has which.
import type { ContentfulStatusCode } from 'hono/utils/http-status';

interface TokenErrorBody {
	error: string;
	description: string;
	status: ContentfulStatusCode;
}

const statuses: Record<string, ContentfulStatusCode> = { invalid_client: 401, access_denied: 403 };

const listed: Array<[code: number, error: string, description: string]> = [
	[5, 'invalid_grant', 'Incorrect Credentials. Please Retry'],
	[10, 'invalid_grant', 'Account is disabled. Please contact support'],
	[11, 'invalid_grant', 'Account is disabled. Please contact support'],
	[12, 'invalid_grant', 'Logon Denied. Please contact support'],
	[13, 'invalid_grant', 'Logon Denied. Please contact support'],
	[14, 'invalid_grant', 'Account Locked. Please contact support'],
	[16, 'invalid_request', 'user lives elsewhere'],
	[19, 'invalid_grant', 'Incorrect credentials. Please Retry'],
	[20, 'invalid_grant', 'Logon Denied. Please contact support'],
	[21, 'invalid_request', 'Incorrect credentials. SSO-only client attempted a password login.'],
	[51, 'invalid_request', 'username was not supplied'],
	[52, 'invalid_request', 'password was not supplied'],
	[53, 'invalid_client', 'company is not enabled for this client'],
	[54, 'invalid_scope', 'requested scope exceeds granted scope'],
	[59, 'access_denied', 'client disabled'],
	[60, 'invalid_grant', 'these are not the grants you are looking for'],
	[61, 'invalid_client', 'client not found'],
	[62, 'invalid_request', 'client_id was not supplied'],
	[63, 'invalid_request', 'client_secret was not supplied'],
	[64, 'invalid_client', 'Incorrect credentials. Please Retry'],
	[65, 'invalid_request', 'grant_type was not supplied'],
	[100, 'invalid_request', 'backend does not know about this username'],
	[106, 'invalid_request', 'refresh_token was not supplied'],
	[107, 'invalid_request', 'refresh disallowed for app'],
	[108, 'invalid_grant', 'bad or expired refresh token'],
	[115, 'invalid_request', 'unauthenticated client will not be issued token!'],
	[120, 'invalid_request', 'credtype is invalid'],
	[123, 'invalid_request', 'principal is disabled'],
	[124, 'invalid_request', 'product is invalid'],
	[134, 'invalid_request', 'Company undergoing scheduled maintenance.'],
	[135, 'invalid_request', 'unsupported request format'],
	[136, 'invalid_request', 'Authtoken was not issued for you'],
	[139, 'invalid_request', 'Logon Denied. Password must be changed to meet company policy.'],
];

/** What the token service answers, by SAP's code. */
export const tokenErrors: Record<number, TokenErrorBody> = Object.fromEntries(
	listed.map(([code, error, description]) => [
		code,
		{ error, description, status: statuses[error] ?? 400 },
	]),
);

/** Thrown below the token route, which answers with the body that belongs to the code. */
export class TokenError extends Error {
	constructor(
		readonly code: number,
		readonly geolocation?: string,
	) {
		super(`token error ${code}`);
	}
}
