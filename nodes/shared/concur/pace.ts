// How many requests a node run begins, and has under way, and how that falls when SAP Concur asks n8n to slow down.
import type { Caller } from './pause';

/** When SAP Concur last asked for a pause, by node run. */
const slowedAt = new WeakMap<Caller, number>();

/** The times of the responses within one second, by node run. */
const answeredAt = new WeakMap<Caller, number[]>();

/** How many requests a node run may begin in a second while SAP Concur asks n8n to slow down, by node run. */
const perSecond = new WeakMap<Caller, number>();

const latestAnswers = (caller: Caller) =>
	(answeredAt.get(caller) ?? []).filter((at) => at > Date.now() - 1000);

/** Call it when SAP Concur took a request. */
export function rememberAnswer(caller: Caller): void {
	answeredAt.set(caller, [...latestAnswers(caller), Date.now()]);
}

const sinceSlowed = (caller: Caller) => Date.now() - (slowedAt.get(caller) ?? -Infinity);

/** Whether SAP Concur asked for a pause within the last minute. */
export const isSlowed = (caller: Caller): boolean => sinceSlowed(caller) < 60_000;

/**
 * Call it when SAP Concur answered 429. From then on, as many requests begin in a second as it took in the second before, and
 * one fewer each time that this was still too many; those under way at the same time meet one and the same limit.
 */
export function rememberSlowDown(caller: Caller): void {
	const before = perSecond.get(caller);
	if (before === undefined || !isSlowed(caller)) {
		perSecond.set(caller, latestAnswers(caller).length);
	} else if (sinceSlowed(caller) > 1000) {
		perSecond.set(caller, before - 1);
	}
	slowedAt.set(caller, Date.now());
}

/** When the latest request has its turn, by node run. */
const turnAt = new WeakMap<Caller, number>();

/**
 * Reserves the turn of a request; there are turns only while SAP Concur asks n8n to slow down. At least as many requests as
 * are usually under way begin in a second, because a limit by the minute says little about one.
 * @returns ms to wait for the turn
 */
export function timeToTurn(caller: Caller): number {
	if (!isSlowed(caller)) return 0;
	const gapMs = 1000 / Math.max(perSecond.get(caller) ?? 0, usualRequests);
	const now = Date.now();
	const turn = Math.max(now, (turnAt.get(caller) ?? -Infinity) + gapMs);
	turnAt.set(caller, turn);
	return turn - now;
}

/** Requests that a node run has under way unless it says otherwise: a few finish 1,000 look-ups within minutes. */
export const usualRequests = 5;

/** What a node run wants, by node run. */
const wantedRequests = new WeakMap<Caller, number>();

/** Lets a node run have so many requests under way, at least 1. */
export function limitRequests(caller: Caller, count: number): void {
	wantedRequests.set(caller, count);
}

/** Requests that a node run may have under way: one while SAP Concur asks n8n to slow down. SAP publishes no rate limit. */
export function requestsAtOnce(caller: Caller): number {
	return isSlowed(caller) ? 1 : (wantedRequests.get(caller) ?? usualRequests);
}
