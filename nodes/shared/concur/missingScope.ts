// A 403 can mean an old token or a missing scope; renewing helps with the first one only.
import { scopesFor, type FailedRequest } from './failedRequest';
import type { Caller } from './pause';

/** The time of the last 403 that a renewed token got, by credential and scope. */
const missingSince = new Map<string, number>();

const rememberedMs = 5 * 60_000;

function keyOf(caller: Caller, request: FailedRequest): string {
	const { credentials, id } = caller.getNode();
	return `${credentials?.concurApi?.id ?? id} ${scopesFor(request)}`;
}

/**
 * The statuses after which n8n renews the tokens and repeats a request once. SAP: http-status-codes lists an expired or
 * revoked token under 403; a new token also carries scopes that were added to the app. Each renewal can use up a
 * refresh token, so after a 403 that a new token got as well, there is none for this scope for some minutes.
 */
export function renewalCodes(caller: Caller, request: FailedRequest): number[] {
	const since = missingSince.get(keyOf(caller, request)) ?? -Infinity;
	return Date.now() - since < rememberedMs ? [401] : [401, 403];
}

/** Call it for a 403 that came back although the tokens were renewed for the request. */
export function rememberMissingScope(caller: Caller, request: FailedRequest): void {
	missingSince.set(keyOf(caller, request), Date.now());
}
