// Which token to ask for when, and what of the answers has to last. SAP: Authentication API, Refreshing a token.
import { createHash } from 'node:crypto';
import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestHelper,
} from 'n8n-workflow';
import { acceptedHost, firstTokenHosts, homeOf, type ChosenDataCenter } from './dataCenters';
import { requestToken, type Outcome, type Refusal, type TokenAnswer } from './tokenRequest';

/** What preAuthentication returns and n8n stores: all texts, times as ISO 8601, '' for what is not there. */
export interface StoredTokens {
	accessToken: string;
	tokenExpiresAt: string;
	refreshToken: string;
	refreshTokenExpiresAt: string;
	/** Base address of every call, e.g. https://us2.api.concursolutions.com */
	tokenGeolocation: string;
	/** Granted scopes, parted by blanks. */
	tokenScopes: string;
	/** Fingerprint of the company request token that was exchanged last. */
	exchangedRequestToken: string;
	/** Fingerprint of everything that was typed when the tokens were fetched. */
	tokenSource: string;
	/** For event subscriptions and app management only. */
	appToken: string;
	appTokenExpiresAt: string;
	/** Why there is no app token, as a sentence. */
	appTokenRefusal: string;
}

/** The credential as the user typed it, without blanks around, and as it was stored. */
export interface ConcurCredential extends StoredTokens, ChosenDataCenter {
	clientId: string;
	clientSecret: string;
	companyUuid: string;
	companyRequestToken: string;
	/** Public keys and certificates that the trigger trusts beside SAP's own, as typed. */
	eventPublicKeys: string;
}

/** Reads n8n's credential data; a field that was never stored is ''. */
export function readCredential(data: ICredentialDataDecryptedObject): ConcurCredential {
	const text = (name: keyof ConcurCredential) => String(data[name] ?? '').trim();
	return {
		dataCenter: text('dataCenter'),
		customHost: text('customHost'),
		clientId: text('clientId'),
		clientSecret: text('clientSecret'),
		companyUuid: text('companyUuid'),
		companyRequestToken: text('companyRequestToken'),
		// As typed, so that a message can name the line.
		eventPublicKeys: String(data.eventPublicKeys ?? ''),
		accessToken: text('accessToken'),
		tokenExpiresAt: text('tokenExpiresAt'),
		refreshToken: text('refreshToken'),
		refreshTokenExpiresAt: text('refreshTokenExpiresAt'),
		tokenGeolocation: text('tokenGeolocation'),
		tokenScopes: text('tokenScopes'),
		exchangedRequestToken: text('exchangedRequestToken'),
		tokenSource: text('tokenSource'),
		appToken: text('appToken'),
		appTokenExpiresAt: text('appTokenExpiresAt'),
		appTokenRefusal: text('appTokenRefusal'),
	};
}

/** Whether the tokens were fetched with what is typed now; n8n itself never asks for new ones after an edit. */
export function isUpToDate(credential: ConcurCredential): boolean {
	return credential.tokenSource === sourceOf(credential);
}

/** Fingerprint for `tokenSource`. */
export function sourceOf(credential: ConcurCredential): string {
	const { dataCenter, customHost, clientId, clientSecret, companyUuid } = credential;
	return hash([
		dataCenter,
		dataCenter === 'custom' ? customHost : '',
		clientId,
		clientSecret,
		companyUuid,
		credential.companyRequestToken,
	]);
}

function requestTokenOf({ clientId, companyUuid, companyRequestToken }: ConcurCredential): string {
	return hash([clientId, companyUuid, companyRequestToken]);
}

const hash = (parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('hex');

// n8n has no lock: n requests that are refused together would renew n times, and with rotating refresh tokens all but
// the first would be refused. So one renewal serves all who hold the same old tokens, also those whose refusal
// arrives a little later. Only inside this process: a node that fails here reads the credential again.
const renewals = new Map<string, { tokens: Promise<StoredTokens>; endedAt?: number }>();
const keptMs = 30_000;

/**
 * Gets a company token, and an app token where the app may have one.
 * @throws UserError whose message says which field to change or whom to ask
 */
export async function renewTokens(
	http: IHttpRequestHelper,
	credential: ConcurCredential,
): Promise<StoredTokens & IDataObject> {
	for (const [key, { endedAt }] of renewals) {
		if (endedAt !== undefined && endedAt < Date.now() - keptMs) renewals.delete(key);
	}
	const key = hash(Object.values(credential));
	const running = renewals.get(key);
	if (running) return { ...(await running.tokens) };

	const tokens = fetchTokens(http, credential);
	renewals.set(key, { tokens });
	tokens.then(
		() => {
			// Without a token there was no refusal that could arrive late; asking again is then a wish of the user.
			if (credential.accessToken === '') renewals.delete(key);
			else renewals.set(key, { tokens, endedAt: Date.now() });
		},
		() => renewals.delete(key),
	);
	return { ...(await tokens) };
}

async function fetchTokens(
	http: IHttpRequestHelper,
	credential: ConcurCredential,
): Promise<StoredTokens> {
	requireField(credential.clientId, 'Client ID');
	requireField(credential.clientSecret, 'Client Secret');
	const fingerprint = requestTokenOf(credential);
	const isNew =
		credential.companyRequestToken !== '' && credential.exchangedRequestToken !== fingerprint;
	const { token, host, refusal } = isNew
		? await exchangeRequestToken(http, credential)
		: await refresh(http, credential);
	if (refusal) throw toError(refusal);
	return {
		accessToken: token.access_token,
		tokenExpiresAt: usableUntil(token),
		refreshToken: token.refresh_token ?? (isNew ? '' : credential.refreshToken),
		refreshTokenExpiresAt: refreshableUntil(token),
		tokenGeolocation: host,
		tokenScopes: token.scope ?? '',
		exchangedRequestToken: isNew ? fingerprint : credential.exchangedRequestToken,
		tokenSource: sourceOf(credential),
		...(await fetchAppToken(http, credential, host)),
	};
}

async function exchangeRequestToken(
	http: IHttpRequestHelper,
	credential: ConcurCredential,
): Promise<Outcome> {
	requireField(credential.companyUuid, 'Company UUID');
	const [host, ...otherHosts] = firstTokenHosts(credential);
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
	let outcome = await ask(host);
	// A request token may be exchanged several times within its 24 hours, so asking elsewhere burns nothing.
	for (const other of otherHosts) {
		if (outcome.refusal && isAboutThePlace(outcome.refusal)) outcome = await ask(other);
	}
	return outcome;
}

/** App or company unknown here (codes 61 and 100), or nobody there. */
function isAboutThePlace({ code, status }: Refusal): boolean {
	return code === 61 || code === 100 || (code === undefined && status !== 429);
}

async function refresh(http: IHttpRequestHelper, credential: ConcurCredential): Promise<Outcome> {
	if (credential.refreshToken === '') {
		throw new UserError(
			credential.exchangedRequestToken === ''
				? "Enter the 'Company Request Token'. It is generated under Administration > Company > Authentication Admin > Company Request Token in SAP Concur and lasts 24 hours"
				: "SAP Concur gave no refresh token for this 'Company Request Token', and a request token is exchanged only once. Ask the owner of the app to allow the grant 'refresh_token', then generate a new one and enter it in 'Company Request Token'",
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

// Most apps get along without this grant: only event subscriptions need it, so its refusal is kept for them.
async function fetchAppToken(http: IHttpRequestHelper, credential: ConcurCredential, host: string) {
	const { token, refusal } = await requestToken(
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
		appTokenRefusal: refusal?.sentence ?? '',
	};
}

function requireField(value: string, label: string) {
	if (value === '') throw new UserError(`Enter the '${label}'`);
}

// The tags let a node tell an ended grant (108), which another process may just have renewed, from a wrong field.
function toError({ sentence, code, status }: Refusal): UserError {
	return new UserError(sentence, { tags: { concurCode: code, concurStatus: status } });
}

/** Concur's hour, or less if it says so, minus a minute for the way: open-questions 16. */
function usableUntil({ expires_in }: TokenAnswer): string {
	const seconds = Math.min(Number(expires_in) || 3300, 3600);
	return new Date(Date.now() + (seconds - Math.min(60, seconds / 10)) * 1000).toISOString();
}

function refreshableUntil({ refresh_expires_in }: TokenAnswer): string {
	const seconds = Number(refresh_expires_in) || 0;
	if (seconds === 0) return '';
	return new Date(seconds > 1e9 ? seconds * 1000 : Date.now() + seconds * 1000).toISOString();
}
