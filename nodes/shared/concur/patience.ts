// How long a request is repeated, and what a failure says about whether it was carried out. Pure except for the jitter.
import type { Failure } from './failure';

/** What was spent on a request so far. */
export interface Spent {
	/** All attempts, the one that just failed included. */
	attempts: number;
	/** Those of them that brought no response, or one that could not be read. */
	broken: number;
	/** Attempts in a row that the credential's refresh token spoiled. */
	ended: number;
	/** The pauses between them. */
	pausedMs: number;
}

export interface Limits {
	/** How often a response may be missing. */
	maxBroken: number;
	/** How long SAP Concur may ask to slow down, or be out of service. */
	patienceMs: number;
	timeoutMs: number;
	longestPauseMs: number;
}

export const patient: Limits = {
	maxBroken: 5,
	/** Longer than any limit that counts by the minute. */
	patienceMs: 120_000,
	/** SAP: http-status-codes, a response takes up to 60 s. */
	timeoutMs: 65_000,
	/** SAP: http-status-codes, 503 is maintenance and asks for 5 minutes. */
	longestPauseMs: 300_000,
};

/** Somebody waits for the response: two attempts, close together. */
export const urgent: Limits = {
	maxBroken: 2,
	patienceMs: 1,
	timeoutMs: 10_000,
	longestPauseMs: 3000,
};

/** The caller looks again by itself: one attempt, as long as a response may take. */
export const once: Limits = { ...patient, maxBroken: 1, patienceMs: 0 };

const longestGrowingPauseMs = 60_000;
/** About 20 s in all: the time in which another worker stores the tokens that it has renewed. */
const maxEnded = 6;

/**
 * The pause before the next attempt, in ms; undefined if there is none.
 * Retry-After counts in seconds and is respected, but never below 1 s: SAP Concur is known to return 0.
 */
export function pauseBefore(
	failure: Failure,
	{ attempts, broken, ended, pausedMs }: Spent,
	{ maxBroken, patienceMs, longestPauseMs }: Limits = patient,
): number | undefined {
	// Another worker may have just used the refresh token: the next attempt reads the credential again.
	if (failure.grantEnded) return ended < maxEnded ? jittered(1200 * 1.5 ** (ended - 1)) : undefined;
	if (!isTemporary(failure)) return undefined;
	const isExhausted = isOutage(failure) ? pausedMs >= patienceMs : broken >= maxBroken;
	const retryAfterMs =
		failure.tokensAwayMs ?? (Number(failure.headers['retry-after'] ?? 0) * 1000 || 0);
	if (isExhausted || retryAfterMs > longestPauseMs) return undefined;
	return Math.max(
		retryAfterMs,
		Math.min(jittered(1000 * 2 ** (attempts - 1)), longestGrowingPauseMs),
	);
}

const jittered = (ms: number) => ms * (1 + Math.random() / 2);

/** SAP Concur itself or its gateway said that it cannot take the request now. */
const isOutage = ({ status = 0, tokensAwayMs }: Failure) =>
	tokensAwayMs !== undefined || [429, 502, 503, 504].includes(status);

/** Whether the same request can succeed later. */
function isTemporary(failure: Failure): boolean {
	const { status, networkCode, unreadable } = failure;
	if (unreadable || isOutage(failure)) return true;
	return status === undefined ? networkCode !== undefined : status === 408 || status >= 500;
}

/** An attempt that counts against the number of missing responses. */
export const isBroken = (failure: Failure) => !isOutage(failure) && isTemporary(failure);

/** The connection was not made, so nothing was sent. */
const neverConnected =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EPROTO|ERR_TLS_.*|ERR_INVALID_URL|CERT_.*|.*_CERT.*|UNABLE_TO_.*)$/;

/** Whether SAP Concur may have carried out the request although no usable response came back. */
export function mayHaveBeenDone({
	status,
	networkCode,
	fromCredential,
	unreadable,
}: Failure): boolean {
	if (fromCredential) return false;
	if (unreadable) return true;
	if (status === undefined) return networkCode !== undefined && !neverConnected.test(networkCode);
	return status === 408 || (status >= 500 && status !== 503);
}
