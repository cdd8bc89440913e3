// One request to Concur's token service. SAP: Authentication API; TMC overview (content type).
import { sleep, UserError, type IHttpRequestHelper } from 'n8n-workflow';
import { acceptedHost, type ChosenDataCenter } from './dataCenters';
import { readErrorBody, readToken, type IssuedToken } from './tokenResponse';
import { sentenceForCode, sentenceForStatus, untrustedHost, type Grant } from './tokenErrors';

export interface TokenRejection {
	/** Concur's code, when it gave one. */
	code?: number;
	/** Undefined when no response came back. */
	status?: number;
	/** The token service cannot respond now, so the same request may succeed later. */
	isPassing?: boolean;
	/** How long it wants to be left alone, as far as it said. */
	retryAfterMs?: number;
	/** For the user; holds no secret. */
	sentence: string;
}

export type TokenResult =
	| { token: IssuedToken; host: string; rejection?: undefined }
	| { token?: undefined; host: string; rejection: TokenRejection };

/** The form's fields. grant_type decides what a rejection means. */
type TokenForm = { grant_type: Grant } & Record<string, string>;

const maxTries = 3;
/**
 * In which a new try may begin. Somebody may wait in front of the dialog, and n8n's Stop is not heard here; a node, where
 * it is heard, has the patience for a longer outage.
 */
const tryingMs = 10_000;

/**
 * Asks `host` for a token and follows its "lives elsewhere" (code 16) once. Never throws.
 * `host` of the result is where tokens of this company are good: the geolocation, when Concur named one. A host that is
 * not Concur's is never asked, and a first token that names one is a rejection.
 */
export async function requestToken(
	http: IHttpRequestHelper,
	host: string,
	form: TokenForm,
	chosen: ChosenDataCenter,
): Promise<TokenResult> {
	const { result, elsewhere } = await post(http, host, form);
	if (elsewhere === undefined) return atHome(result, form, chosen);
	const other = acceptedHost(elsewhere, chosen);
	if (other === undefined) return foreign(host, elsewhere);
	return atHome((await post(http, other, form)).result, form, chosen);
}

function atHome(result: TokenResult, form: TokenForm, chosen: ChosenDataCenter): TokenResult {
	const named = result.token?.geolocation;
	if (named === undefined) return result;
	const home = acceptedHost(named, chosen);
	if (home !== undefined) return { ...result, host: home };
	// A refresh token may have changed with this response and would be lost, so it counts, and its sender stays the host.
	return form.grant_type === 'password' ? foreign(result.host, named) : result;
}

function foreign(host: string, geolocation: string): TokenResult {
	return { host, rejection: { code: 16, sentence: untrustedHost(host, geolocation) } };
}

interface Posted {
	result: TokenResult;
	/** Where the company lives, after code 16. */
	elsewhere?: string;
}

async function post(http: IHttpRequestHelper, host: string, form: TokenForm): Promise<Posted> {
	const startedAt = Date.now();
	for (let attempt = 1; ; attempt++) {
		const reply = await postOnce(http, host, form);
		const token = reply.status === 200 ? readToken(reply.body) : undefined;
		if (token) return { result: { token, host } };
		const { rejection, elsewhere } = readRejection(reply, host, form.grant_type);
		const pauseMs = Math.max(reply.retryAfterMs, 1000 * attempt * (1 + Math.random() / 4));
		const isInTime = Date.now() + pauseMs < startedAt + tryingMs;
		if (!rejection.isPassing || attempt === maxTries || !isInTime) {
			return { result: { host, rejection }, elsewhere };
		}
		await sleep(pauseMs);
	}
}

interface Reply {
	/** Undefined when no response came back. */
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
			// SAP: http-status-codes, a response takes up to 60 s. With that of a refresh, its new refresh token is lost.
			timeout: form.grant_type === 'refresh_token' ? 65_000 : 30_000,
		})) as { statusCode: number; headers: Record<string, string | undefined>; body: unknown };
		const retryAfterMs = 1000 * Math.min(Number(answer.headers['retry-after'] ?? 0) || 0, 3600);
		return { status: answer.statusCode, retryAfterMs, body: answer.body };
	} catch (error) {
		// n8n's own error (allowed domains, blocked addresses) is worth reading; a broken connection is not,
		// and its error object holds the form with the secret.
		return { retryAfterMs: 0, blocked: error instanceof UserError ? error.message : undefined };
	}
}

/** What a reply without a token means. Only Concur's code and its sentence are taken from it: gateways repeat requests. */
function readRejection(
	{ status, retryAfterMs, body, blocked }: Reply,
	host: string,
	grant: Grant,
): { rejection: TokenRejection; elsewhere?: string } {
	if (blocked !== undefined) return { rejection: { sentence: blocked } };
	const isOutage = status === undefined || status === 408 || status === 429 || status >= 500;
	const { code, geolocation } = isOutage ? {} : readErrorBody(body);
	const isPassing = isOutage || (status === 200 && code === undefined);
	const sentence =
		code === undefined ? sentenceForStatus(status, host) : sentenceForCode(code, grant);
	return {
		rejection: { code, status, isPassing, retryAfterMs, sentence },
		elsewhere: code === 16 ? geolocation : undefined,
	};
}
