// One request to Concur's token service. SAP: Authentication API; TMC overview (content type).
import { sleep, UserError, type IHttpRequestHelper } from 'n8n-workflow';
import { acceptedHost, type ChosenDataCenter } from './dataCenters';
import { sentenceForCode, sentenceForStatus, untrustedHost, type Grant } from './tokenErrors';

export interface IssuedToken {
	access_token: string;
	refresh_token?: string;
	/** Seconds, as text or number: open-questions 16. */
	expires_in?: string | number;
	/** Not a duration but seconds since 1970. */
	refresh_expires_in?: string | number;
	/** The granted scopes, separated by blanks. */
	scope?: string;
	geolocation?: string;
}

export interface TokenRejection {
	/** Concur's code, when it gave one. */
	code?: number;
	/** Undefined when no answer came back. */
	status?: number;
	/** For the user; holds no secret. */
	sentence: string;
	geolocation?: string;
}

export type TokenResult =
	| { token: IssuedToken; host: string; rejection?: undefined }
	| { token?: undefined; host: string; rejection: TokenRejection };

/** The form's fields. grant_type decides what a rejection means. */
type TokenForm = { grant_type: Grant } & Record<string, string>;

const maxTries = 3;
const longestPauseMs = 30_000;

/**
 * Asks `host` for a token and follows its "lives elsewhere" (code 16) once. Never throws for a rejection.
 * `host` of the result is where tokens of this company are good: the geolocation, when Concur named one.
 * @throws UserError when Concur names a host that is not its own: nothing was sent there
 */
export async function requestToken(
	http: IHttpRequestHelper,
	host: string,
	form: TokenForm,
	chosen: ChosenDataCenter,
): Promise<TokenResult> {
	const first = await post(http, host, form);
	const elsewhere = first.rejection?.code === 16 ? first.rejection.geolocation : undefined;
	const result = elsewhere ? await post(http, trustedHost(elsewhere, host, chosen), form) : first;
	const named = result.token?.geolocation;
	return named ? { ...result, host: trustedHost(named, result.host, chosen) } : result;
}

function trustedHost(geolocation: string, from: string, chosen: ChosenDataCenter): string {
	const host = acceptedHost(geolocation, chosen);
	if (host === undefined) throw new UserError(untrustedHost(from, geolocation));
	return host;
}

async function post(http: IHttpRequestHelper, host: string, form: TokenForm): Promise<TokenResult> {
	for (let attempt = 1; ; attempt++) {
		const { status, retryAfterMs, body, blocked } = await postOnce(http, host, form);
		if (status === 200 && isToken(body)) return { token: body, host };
		if (blocked !== undefined) return { host, rejection: { sentence: blocked } };
		const passing = status === undefined || status === 429 || status >= 500;
		if (!passing || attempt === maxTries || retryAfterMs > longestPauseMs) {
			return { host, rejection: rejectionOf(status, body, host, form.grant_type) };
		}
		await sleep(Math.max(retryAfterMs, 1000 * attempt * (1 + Math.random() / 4)));
	}
}

interface Reply {
	status?: number;
	retryAfterMs: number;
	body?: unknown;
	/** Why n8n itself did not send the request. */
	blocked?: string;
}

async function postOnce(http: IHttpRequestHelper, host: string, form: TokenForm): Promise<Reply> {
	try {
		const answer = (await http.helpers.httpRequest({
			method: 'POST',
			url: `${host}/oauth2/v0/token`,
			// A text, not an object: it goes out in one piece with its length, and with exactly this content type.
			// Concur rejects chunks and an added charset.
			body: new URLSearchParams(form).toString(),
			headers: {
				'Content-Type': 'application/x-www-form-urlencoded',
				Accept: 'application/json',
			},
			// A redirect would carry the secret to another host.
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
			timeout: 60_000,
		})) as { statusCode: number; headers: Record<string, string | undefined>; body: unknown };
		const retryAfterMs = Number(answer.headers['retry-after'] ?? 0) * 1000 || 0;
		return { status: answer.statusCode, retryAfterMs, body: answer.body };
	} catch (error) {
		// n8n's own error (allowed domains, blocked addresses) is worth reading; a broken connection is not,
		// and its error object holds the form with the secret.
		return { retryAfterMs: 0, blocked: error instanceof UserError ? error.message : undefined };
	}
}

function isToken(body: unknown): body is IssuedToken {
	return typeof (body as Partial<IssuedToken> | undefined)?.access_token === 'string';
}

function rejectionOf(
	status: number | undefined,
	body: unknown,
	host: string,
	grant: Grant,
): TokenRejection {
	const { code, geolocation } = (body ?? {}) as { code?: unknown; geolocation?: unknown };
	const number = Number(code ?? NaN);
	if (Number.isNaN(number)) return { status, sentence: sentenceForStatus(status, host) };
	return {
		code: number,
		status,
		sentence: sentenceForCode(number, grant),
		geolocation: typeof geolocation === 'string' ? geolocation : undefined,
	};
}
