// Which token to ask for when, and what of the answers has to last. SAP: Authentication API, Refreshing a token.
import { UserError, type IHttpRequestHelper } from 'n8n-workflow';
import {
	requestTokenOf,
	sourceOf,
	type ConcurCredential,
	type StoredTokens,
} from './concurCredential';
import { acceptedHost, firstTokenHosts, homeOf } from './dataCenters';
import { noRefreshToken, requestTokenMissing } from './tokenErrors';
import {
	requestToken,
	type IssuedToken,
	type TokenRejection,
	type TokenResult,
} from './tokenRequest';

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
	const exchanged = requestTokenOf(credential);
	const isNew =
		credential.companyRequestToken !== '' && credential.exchangedRequestToken !== exchanged;
	const { token, host, rejection } = isNew
		? await exchangeRequestToken(http, credential)
		: await refresh(http, credential);
	if (rejection) throw toError(rejection);
	return {
		accessToken: token.access_token,
		tokenExpiresAt: usableUntil(token),
		refreshToken: token.refresh_token ?? (isNew ? '' : credential.refreshToken),
		refreshTokenExpiresAt: refreshableUntil(token),
		tokenGeolocation: host,
		tokenScopes: token.scope ?? '',
		exchangedRequestToken: isNew ? exchanged : credential.exchangedRequestToken,
		tokenSource: sourceOf(credential),
		...(await fetchAppToken(http, credential, host)),
	};
}

async function exchangeRequestToken(
	http: IHttpRequestHelper,
	credential: ConcurCredential,
): Promise<TokenResult> {
	requireField(credential.companyUuid, 'Company UUID');
	const ask = async (at: string) =>
		await requestToken(
			http,
			at,
			{
				client_id: credential.clientId,
				client_secret: credential.clientSecret,
				grant_type: 'password',
				credtype: 'authtoken',
				username: credential.companyUuid,
				password: credential.companyRequestToken,
			},
			credential,
		);
	const [host, ...otherHosts] = firstTokenHosts(credential);
	let result = await ask(host);
	// A request token may be exchanged several times within its 24 hours, so asking elsewhere burns nothing.
	for (const other of otherHosts) {
		if (result.rejection && mayBeElsewhere(result.rejection)) result = await ask(other);
	}
	return result;
}

/** App or company unknown here (codes 61 and 100), or no answer of SAP Concur. */
function mayBeElsewhere({ code, status }: TokenRejection): boolean {
	return code === 61 || code === 100 || (code === undefined && status !== 429);
}

async function refresh(
	http: IHttpRequestHelper,
	credential: ConcurCredential,
): Promise<TokenResult> {
	if (credential.refreshToken === '') {
		throw new UserError(
			credential.exchangedRequestToken === '' ? requestTokenMissing : noRefreshToken,
		);
	}
	const home = homeOf(credential);
	return await requestToken(
		http,
		acceptedHost(credential.tokenGeolocation, credential) ?? home,
		{
			client_id: credential.clientId,
			client_secret: credential.clientSecret,
			grant_type: 'refresh_token',
			refresh_token: credential.refreshToken,
		},
		credential,
	);
}

// Most apps get along without this grant: only event subscriptions need it, so why there is none is kept for them.
async function fetchAppToken(http: IHttpRequestHelper, credential: ConcurCredential, host: string) {
	const { token, rejection } = await requestToken(
		http,
		host,
		{
			client_id: credential.clientId,
			client_secret: credential.clientSecret,
			grant_type: 'client_credentials',
		},
		credential,
	);
	return {
		appToken: token?.access_token ?? '',
		appTokenExpiresAt: token ? usableUntil(token) : '',
		appTokenRefusal: rejection?.sentence ?? '',
	};
}

function requireField(value: string, label: string) {
	if (value === '') throw new UserError(`Enter the '${label}'`);
}

// The tags let a node tell an ended grant (108), which another process may just have renewed, from a wrong field.
function toError({ sentence, code, status }: TokenRejection): UserError {
	return new UserError(sentence, { tags: { concurCode: code, concurStatus: status } });
}

/** Concur's hour, or less if it says so, minus a minute for the way: open-questions 16. */
function usableUntil({ expires_in }: IssuedToken): string {
	const seconds = Math.min(Number(expires_in) || 3300, 3600);
	return new Date(Date.now() + (seconds - Math.min(60, seconds / 10)) * 1000).toISOString();
}

function refreshableUntil({ refresh_expires_in }: IssuedToken): string {
	const seconds = Number(refresh_expires_in) || 0;
	if (seconds === 0) return '';
	return new Date(seconds > 1e9 ? seconds * 1000 : Date.now() + seconds * 1000).toISOString();
}
