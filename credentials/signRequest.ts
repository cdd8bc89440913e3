// Adds the token and the base address to a request. The only place where a token leaves the credential.
import omit from 'lodash/omit';
import { UserError, type IHttpRequestOptions } from 'n8n-workflow';
import { isUpToDate, type ConcurCredential } from './concurCredential';
import { acceptedHost, homeOf } from './dataCenters';
import { readEventPublicKeys } from './eventPublicKeys';

/** SAP: Event Subscription Service v4 and Rotating secrets take an app token, everything else a company token. */
const appPaths = /^\/(?:events|app-mgmt)\//;

/** A header that marks the credential's own test. It is taken off again. */
export const credentialTest = 'credential-test';

/**
 * Fills the base address of a relative URL and adds the token that its path needs. A request to any other host than
 * the company's own leaves as it came. Without a usable token the Authorization header is left out: Concur then
 * answers 401, upon which every n8n renews and repeats, while some only know the 401 but Concur may answer an expired
 * token with 403 (open-questions 14). An empty Authorization header of the caller asks for a new token in the same way:
 * the first try leaves without one, the repeat carries the new one. So does the test of a credential that lacks scopes:
 * the app may have got them since, and only a new token has them (api-facts 4).
 * @throws UserError when Data Center or Host is not set right; in the credential's test also for Event Public Keys
 */
export function signRequest(
	credential: ConcurCredential,
	requestOptions: IHttpRequestOptions,
): IHttpRequestOptions {
	const isTest = requestOptions.headers?.[credentialTest] !== undefined;
	if (isTest) checkEventPublicKeys(credential);
	const geolocation = acceptedHost(credential.tokenGeolocation, credential);
	const home = geolocation ?? homeOf(credential);
	// n8n's HTTP Request node names the address `uri`.
	const address = requestOptions.url ?? (requestOptions as { uri?: string }).uri ?? '';
	// A base address of Concur's comes from the first try of this request; the company may have moved since.
	const base = requestOptions.baseURL;
	const baseURL = !base || acceptedHost(base, credential) ? home : base;
	const target = URL.canParse(address, baseURL) ? new URL(address, baseURL) : undefined;
	if (target?.origin !== home) return requestOptions;

	const [token, expiresAt] = appPaths.test(target.pathname)
		? [credential.appToken, credential.appTokenExpiresAt]
		: [credential.accessToken, credential.tokenExpiresAt];
	const asksForNewToken =
		requestOptions.headers?.Authorization === '' || (isTest && credential.missingScopes !== '');
	const isUsable =
		!asksForNewToken &&
		token !== '' &&
		geolocation !== undefined &&
		Date.parse(expiresAt) > Date.now() &&
		isUpToDate(credential);
	return {
		...requestOptions,
		baseURL,
		headers: {
			Accept: 'application/json',
			...omit(requestOptions.headers, 'Authorization', credentialTest),
			...(isUsable && { Authorization: `Bearer ${token}` }),
		},
		// n8n would otherwise send the token along to wherever Concur redirects.
		sendCredentialsOnCrossOriginRedirect: false,
	};
}

/** Only the trigger uses them, so a bad paste stops nothing else. n8n shows no more of it than a message. */
function checkEventPublicKeys({ eventPublicKeys }: ConcurCredential): void {
	const { problem } = readEventPublicKeys(eventPublicKeys);
	if (problem) throw new UserError(`${problem.message}. ${problem.description}`);
}
