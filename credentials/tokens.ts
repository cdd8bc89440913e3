// Which token to ask for when, and what of the responses has to last. SAP: Authentication API, Refreshing a token.
import { UserError, type IHttpRequestHelper } from 'n8n-workflow';
import {
	isUpToDate,
	requestTokenOf,
	sourceOf,
	type ConcurCredential,
	type StoredTokens,
} from './concurCredential';
import { acceptedHost, firstTokenHosts, homeOf } from './dataCenters';
import { missingScopes } from './missingScopes';
import { noRefreshToken, requestTokenMissing, type Grant } from './tokenErrors';
import { requestToken, type TokenRejection, type TokenResult } from './tokenRequest';

/** Open-questions 50. */
const requestTokenMs = 24 * 3_600_000;

/**
 * Gets a company token, and an app token where the app may have one.
 * @throws UserError whose message says which field to change or whom to ask
 */
export async function fetchTokens(
	http: IHttpRequestHelper,
	credential: ConcurCredential,
): Promise<StoredTokens> {
	requireField(credential.clientId, 'Client ID');
	requireField(credential.clientSecret, 'Client Secret');
	const isNew =
		credential.companyRequestToken !== '' &&
		credential.exchangedRequestToken !== requestTokenOf(credential);
	return isNew ? await connect(http, credential) : await renew(http, credential);
}

/** A request token may be exchanged several times, so the app token, for which its response names the host, can follow. */
async function connect(
	http: IHttpRequestHelper,
	credential: ConcurCredential,
): Promise<StoredTokens> {
	const result = await exchangeRequestToken(http, credential);
	return {
		...companyTokens(credential, result),
		exchangedRequestToken: requestTokenOf(credential),
		requestTokenExchangedAt: new Date().toISOString(),
		...(await fetchAppToken(http, credential, result.host)),
	};
}

/**
 * The app token comes first: the refresh token may change with the response, and nobody else knows the new one until n8n
 * stores what this returns.
 */
async function renew(
	http: IHttpRequestHelper,
	credential: ConcurCredential,
): Promise<StoredTokens> {
	if (credential.refreshToken === '') {
		throw new UserError(
			credential.exchangedRequestToken === '' ? requestTokenMissing : noRefreshToken,
		);
	}
	const home = homeOf(credential);
	const host = acceptedHost(credential.tokenGeolocation, credential) ?? home;
	const appToken = await fetchAppToken(http, credential, host);
	return {
		...companyTokens(credential, await refresh(http, credential, host), credential.refreshToken),
		exchangedRequestToken: credential.exchangedRequestToken,
		requestTokenExchangedAt: credential.requestTokenExchangedAt,
		...appToken,
	};
}

/** @param refreshToken what stays when Concur issued no other one */
function companyTokens(
	credential: ConcurCredential,
	{ token, host, rejection }: TokenResult,
	refreshToken = '',
) {
	if (rejection) throw toError(rejection);
	return {
		accessToken: token.accessToken,
		tokenExpiresAt: token.usableUntil,
		refreshToken: token.refreshToken ?? refreshToken,
		refreshTokenExpiresAt: token.refreshableUntil,
		tokenGeolocation: host,
		tokenScopes: token.scopes,
		missingScopes: missingScopes(token.scopes),
		tokenSource: sourceOf(credential),
	};
}

async function exchangeRequestToken(
	http: IHttpRequestHelper,
	credential: ConcurCredential,
): Promise<TokenResult> {
	requireField(credential.companyUuid, 'Company UUID');
	const ask = async (host: string) =>
		await requestGrant(http, credential, host, 'password', {
			credtype: 'authtoken',
			username: credential.companyUuid,
			password: credential.companyRequestToken,
		});
	const [host, ...otherHosts] = firstTokenHosts(credential);
	let result = await ask(host);
	// A request token may be exchanged several times within its 24 hours, so asking elsewhere burns nothing.
	for (const other of otherHosts) {
		if (result.rejection && mayBeElsewhere(result.rejection)) result = await ask(other);
	}
	return result;
}

/** App or company unknown here (codes 61 and 100), or no response of SAP Concur. */
function mayBeElsewhere({ code, status }: TokenRejection): boolean {
	return code === 61 || code === 100 || (code === undefined && status !== 429);
}

/**
 * A refresh token that Concur does not take any longer (code 108) may have changed with a response that was lost. A
 * request token that is still valid makes up for that; when it does not, what the user reads is how this began.
 */
async function refresh(
	http: IHttpRequestHelper,
	credential: ConcurCredential,
	host: string,
): Promise<TokenResult> {
	const refreshed = await requestGrant(http, credential, host, 'refresh_token', {
		refresh_token: credential.refreshToken,
	});
	if (refreshed.rejection?.code !== 108 || !hasValidRequestToken(credential)) return refreshed;
	const exchanged = await exchangeRequestToken(http, credential);
	return exchanged.token ? exchanged : refreshed;
}

function hasValidRequestToken(credential: ConcurCredential): boolean {
	const { exchangedRequestToken, requestTokenExchangedAt } = credential;
	const isTyped = exchangedRequestToken === requestTokenOf(credential);
	return isTyped && Date.now() - Date.parse(requestTokenExchangedAt) < requestTokenMs;
}

/**
 * Most apps get along without this grant: only event subscriptions need it, so why there is none is kept for them. An
 * outage does not replace a token that still is good.
 */
async function fetchAppToken(http: IHttpRequestHelper, credential: ConcurCredential, host: string) {
	const { token, rejection } = await requestGrant(http, credential, host, 'client_credentials');
	const keeps = rejection?.isPassing && isUpToDate(credential);
	const { appToken, appTokenExpiresAt } = keeps
		? credential
		: { appToken: token?.accessToken ?? '', appTokenExpiresAt: token?.usableUntil ?? '' };
	return { appToken, appTokenExpiresAt, appTokenRefusal: rejection?.sentence ?? '' };
}

async function requestGrant(
	http: IHttpRequestHelper,
	credential: ConcurCredential,
	host: string,
	grant: Grant,
	fields: Record<string, string> = {},
): Promise<TokenResult> {
	const { clientId, clientSecret } = credential;
	return await requestToken(
		http,
		host,
		{ client_id: clientId, client_secret: clientSecret, grant_type: grant, ...fields },
		credential,
	);
}

function requireField(value: string, label: string) {
	if (value === '') throw new UserError(`Enter the '${label}'`);
}

/**
 * The tags tell a node what a message cannot: an ended grant (108), which another process may just have renewed, and an
 * outage of the token service, which is worth waiting for where somebody can press Stop.
 */
function toError({ sentence, code, status, isPassing, retryAfterMs }: TokenRejection): UserError {
	return new UserError(sentence, {
		tags: {
			concurCode: code,
			concurStatus: status,
			...(isPassing && { concurIsPassing: true, concurRetryAfterMs: retryAfterMs }),
		},
	});
}
