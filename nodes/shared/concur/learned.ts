// What was learned about SAP Concur from its responses, and what follows from it for the next requests.
import type { Failure } from './failure';
import { scopesFor, type FailedRequest } from './failedRequest';
import { nodeOf, type Caller } from './pause';

/** The time of the last 403 that a renewed token got, by credential and scope. */
const missingSince = new Map<string, number>();

const rememberedMs = 5 * 60_000;

function keyOf(caller: Caller, request: FailedRequest): string {
	const { credentials, id } = nodeOf(caller);
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

/** How far SAP Concur's clock is ahead of ours, in ms, by node run. */
const aheadMs = new WeakMap<Caller, number>();

/** Call it with the headers of a response that is certainly SAP Concur's own. */
export function rememberClock(caller: Caller, { date }: Failure['headers']): void {
	const ahead = Date.parse(date ?? '') - Date.now();
	if (!Number.isNaN(ahead)) aheadMs.set(caller, ahead);
}

/** A time of our clock on SAP Concur's; on ours as long as no response has told the difference. */
export function onConcurClock(caller: Caller, time: Date): number {
	return time.getTime() + (aheadMs.get(caller) ?? 0);
}

/** Whether a response has told SAP Concur's time in this run. */
export const knowsConcurClock = (caller: Caller): boolean => aheadMs.has(caller);
