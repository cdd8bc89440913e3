// How long a request is repeated, and what a failure says about whether it was carried out. Pure except for the jitter.
import type { Failure } from './failure';

/** What was spent on a request so far. */
interface Spent {
	/** All attempts, the one that just failed included. */
	attempts: number;
	/** Those of them that brought no response, or one that could not be read. */
	broken: number;
	/** Attempts in a row that the credential's refresh token spoiled. */
	ended: number;
	/** Those of them whose token SAP Concur did not take, even after n8n had renewed it. */
	rejected: number;
	/** The pauses between them. */
	pausedMs: number;
}

export interface Limits {
	/** How often a response may be missing, or be an error of SAP Concur's. */
	maxBroken: number;
	/** How long SAP Concur may ask to slow down. */
	slowedMs: number;
	/** How long SAP Concur may be out of service. */
	awayMs: number;
	timeoutMs: number;
	longestPauseMs: number;
	/** How often the credential's refresh token may spoil a request; long enough for another worker's new tokens if left out. */
	maxEnded?: number;
	/** How many tokens SAP Concur may reject; `mostRejected` if left out. */
	maxRejected?: number;
}

export const patient: Limits = {
	/** With the growing pauses two minutes, too. */
	maxBroken: 8,
	/** Longer than any limit that counts by the minute. */
	slowedMs: 120_000,
	awayMs: 120_000,
	/** SAP: http-status-codes, a response takes up to 60 s. */
	timeoutMs: 65_000,
	/** SAP: http-status-codes, 503 is maintenance and asks for 5 minutes. */
	longestPauseMs: 300_000,
};

/** Somebody waits for the response: two attempts, close together. */
export const urgent: Limits = {
	maxBroken: 2,
	slowedMs: 1,
	awayMs: 1,
	timeoutMs: 10_000,
	longestPauseMs: 3000,
	maxRejected: 2,
};

/** A run that goes on without the response, a help only: two attempts, and seconds even where nothing comes back. */
export const casual: Limits = { ...urgent, timeoutMs: 6000 };

/** Somebody waits, and goes on without the response: one attempt. */
export const brief: Limits = {
	...urgent,
	maxBroken: 1,
	slowedMs: 0,
	awayMs: 0,
	timeoutMs: 6000,
	maxEnded: 1,
	maxRejected: 1,
};

/**
 * The caller looks again by itself: one attempt, as long as a response may take. A wish to slow down is respected.
 * @param untilMs how long the caller looks again
 */
export function once(untilMs: number): Limits {
	const leftMs = Math.max(0, untilMs);
	return {
		...patient,
		maxBroken: 1,
		slowedMs: Math.min(leftMs, patient.slowedMs),
		awayMs: 0,
		longestPauseMs: Math.min(leftMs, patient.longestPauseMs),
	};
}

const longestGrowingPauseMs = 60_000;
/** About 20 s in all: the time in which another worker stores the tokens that it has renewed. */
const mostEnded = 6;
/** Requests share a token, and so do n8n's workers: one that was revoked for another request can be the reason a few times in a row. */
const mostRejected = 6;

/**
 * The pause before the next attempt, in ms; undefined if there is none.
 * Retry-After counts in seconds and is respected, but never below 1 s: SAP Concur is known to return 0.
 */
export function pauseBefore(
	failure: Failure,
	{ attempts, broken, ended, rejected, pausedMs }: Spent,
	limits: Limits = patient,
): number | undefined {
	// Another worker may have just used the refresh token: the next attempt reads the credential again.
	if (failure.grantEnded) {
		const { maxEnded = mostEnded } = limits;
		return ended < maxEnded ? jittered(1200 * 1.5 ** (ended - 1)) : undefined;
	}
	// A sure rejection. The next attempt takes the token that n8n has stored by then.
	if (isRejectedToken(failure)) {
		const { maxRejected = mostRejected } = limits;
		return rejected < maxRejected ? jittered(1000) : undefined;
	}
	if (!isTemporary(failure)) return undefined;
	const retryAfterMs =
		failure.tokensAwayMs ?? (Number(failure.headers['retry-after'] ?? 0) * 1000 || 0);
	const { slowedMs, awayMs, longestPauseMs } = limits;
	const isExhausted = isOutage(failure)
		? pausedMs >= (failure.status === 429 ? slowedMs : awayMs)
		: broken >= Math.min(limits.maxBroken, isMisdirected(failure) ? maxMisdirected : Infinity);
	if (isExhausted || retryAfterMs > longestPauseMs) return undefined;
	const growingMs = jittered(1000 * 2 ** (attempts - 1));
	return Math.max(retryAfterMs, Math.min(growingMs, longestGrowingPauseMs, longestPauseMs));
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

/** SAP Concur did not take the token, so nothing was carried out. */
export const isRejectedToken = ({ status }: Failure) => status === 401;

/** The address is probably wrong, which waiting does not mend. */
const misdirected =
	/^(ENOTFOUND|EPROTO|ERR_TLS_.*|ERR_INVALID_URL|CERT_.*|.*_CERT.*|UNABLE_TO_.*)$/;
const maxMisdirected = 4;

const isMisdirected = ({ networkCode = '' }: Failure) => misdirected.test(networkCode);

/** The connection was not made, so nothing was sent. */
const neverConnected = /^(ECONNREFUSED|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/;

/** Whether SAP Concur may have carried out the request although no usable response came back. */
export function mayHaveBeenDone({
	status,
	networkCode,
	fromCredential,
	unreadable,
}: Failure): boolean {
	if (fromCredential) return false;
	if (unreadable) return true;
	if (status === undefined) {
		const wasSent = networkCode && !neverConnected.test(networkCode);
		return Boolean(wasSent) && !misdirected.test(String(networkCode));
	}
	return status === 408 || (status >= 500 && status !== 503);
}
