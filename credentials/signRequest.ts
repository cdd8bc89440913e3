// Adds the token and the base address to a request. The only place where a token leaves the credential.
import omit from 'lodash/omit';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { acceptedHost, homeOf } from './dataCenters';
import { isUpToDate, type ConcurCredential } from './tokens';

/** SAP: Event Subscription Service v4 and Rotating secrets take an app token, everything else a company token. */
const appPaths = /^\/(?:events|app-mgmt)\//;

/**
 * Fills the base address of a relative URL and adds the token that its path needs. A request to any other host than
 * the company's own leaves as it came. Without a usable token the Authorization header is left out: Concur then
 * answers 401, upon which every n8n renews and repeats, while some only know the 401 but Concur may answer an expired
 * token with 403 (open-questions 14). An empty Authorization header of the caller asks for a new token in the same way:
 * the first try leaves without one, the repeat carries the new one.
 * @throws UserError when Data Center or Host is not set right
 */
export function signRequest(
	credential: ConcurCredential,
	requestOptions: IHttpRequestOptions,
): IHttpRequestOptions {
	const geolocation = acceptedHost(credential.tokenGeolocation, credential);
	const home = geolocation ?? homeOf(credential);
	// n8n's HTTP Request node names the address `uri`.
	const address = requestOptions.url ?? (requestOptions as { uri?: string }).uri ?? '';
	// A base address of Concur's comes from the first try of this request; the company may have moved since.
	const base = requestOptions.baseURL;
	const baseURL = !base || acceptedHost(base, credential) ? home : base;
	const target = new URL(address, baseURL);
	if (target.origin !== home) return requestOptions;

	const [token, expiresAt] = appPaths.test(target.pathname)
		? [credential.appToken, credential.appTokenExpiresAt]
		: [credential.accessToken, credential.tokenExpiresAt];
	const asksForNewToken = requestOptions.headers?.Authorization === '';
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
			...omit(requestOptions.headers, 'Authorization'),
			...(isUsable && { Authorization: `Bearer ${token}` }),
		},
		// n8n would else send the token along to wherever Concur redirects.
		sendCredentialsOnCrossOriginRedirect: false,
	};
}
