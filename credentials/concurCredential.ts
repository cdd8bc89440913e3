// What n8n stores for a credential, and whether its tokens belong to what the user has typed.
import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { ChosenDataCenter } from './dataCenters';

/** What preAuthentication returns and n8n stores: all texts, times as ISO 8601, '' for what is not there. */
export interface StoredTokens {
	accessToken: string;
	tokenExpiresAt: string;
	refreshToken: string;
	refreshTokenExpiresAt: string;
	/** Base address of every call, e.g. https://us2.api.concursolutions.com */
	tokenGeolocation: string;
	/** Granted scopes, separated by blanks. */
	tokenScopes: string;
	/** Scopes that the nodes need and the app does not have, separated by blanks. */
	missingScopes: string;
	/** Fingerprint of the company request token that was exchanged last. */
	exchangedRequestToken: string;
	/** When that was done for the first time. */
	requestTokenExchangedAt: string;
	/** Fingerprint of everything that was typed when the tokens were fetched. */
	tokenSource: string;
	/** For event subscriptions and app management only. */
	appToken: string;
	appTokenExpiresAt: string;
	/** Why there is no new app token, as a sentence. */
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

/** Reads n8n's credential data; a field that was never stored, or is no text or number, is ''. Never throws. */
export function readCredential(data: ICredentialDataDecryptedObject): ConcurCredential {
	const typed = (name: keyof ConcurCredential) =>
		['string', 'number'].includes(typeof data[name]) ? String(data[name]) : '';
	const text = (name: keyof ConcurCredential) => typed(name).trim();
	return {
		dataCenter: text('dataCenter'),
		customHost: text('customHost'),
		clientId: text('clientId'),
		clientSecret: text('clientSecret'),
		companyUuid: text('companyUuid'),
		companyRequestToken: text('companyRequestToken'),
		// As typed, so that a message can name the line.
		eventPublicKeys: typed('eventPublicKeys'),
		accessToken: text('accessToken'),
		tokenExpiresAt: text('tokenExpiresAt'),
		refreshToken: text('refreshToken'),
		refreshTokenExpiresAt: text('refreshTokenExpiresAt'),
		tokenGeolocation: text('tokenGeolocation'),
		tokenScopes: text('tokenScopes'),
		missingScopes: text('missingScopes'),
		exchangedRequestToken: text('exchangedRequestToken'),
		requestTokenExchangedAt: text('requestTokenExchangedAt'),
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
	return fingerprint([
		dataCenter,
		dataCenter === 'custom' ? customHost : '',
		clientId,
		clientSecret,
		companyUuid,
		credential.companyRequestToken,
	]);
}

/** Fingerprint for `exchangedRequestToken`. */
export function requestTokenOf({
	clientId,
	companyUuid,
	companyRequestToken,
}: ConcurCredential): string {
	return fingerprint([clientId, companyUuid, companyRequestToken]);
}

export function fingerprint(parts: string[]): string {
	return createHash('sha256').update(parts.join('\n')).digest('hex');
}
