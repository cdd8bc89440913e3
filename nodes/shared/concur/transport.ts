// The one HTTP function of the package: base URL and token come from the credential, pauses and retries from here, and
// a request that creates something is never sent twice on suspicion alone.
import { randomUUID } from 'node:crypto';
import { NodeOperationError, sleep } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
} from 'n8n-workflow';
import { toNodeApiError } from './errors';
import { readFailure, type Failure } from './failure';

export interface ConcurRequest<T> {
	method: IHttpRequestMethods;
	/** Absolute path at the credential's host, e.g. '/profile/v4/Bulk'. */
	path: string;
	qs?: IDataObject;
	body?: object;
	/**
	 * For a request that must not run twice: called when its response was lost, with the time of the first attempt.
	 * Returns what that request made, or undefined when nothing is there and it may be sent again.
	 */
	findLost?: (sentAt: Date) => Promise<T | undefined>;
	/** That of the event behind this request; by default a new one. SAP: v4.event-subscription, Troubleshooting. */
	correlationId?: string;
	/** Somebody waits for the response: two attempts, close together. */
	isUrgent?: boolean;
	/** Makes n8n fetch and store new tokens first, even if the stored ones are valid. */
	renewsTokens?: boolean;
}

export interface ConcurResponse<T> {
	body: T;
	/** The ID that SAP Concur support asks for. */
	correlationId: string;
	/** True when the response was lost and `body` is what findLost found. */
	recovered: boolean;
}

type Caller = IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions;

const patient = {
	maxAttempts: 5,
	/** SAP: http-status-codes, a response takes up to 60 s. */
	timeoutMs: 65_000,
	/** SAP: http-status-codes, 503 is maintenance and asks for 5 minutes. */
	longestPauseMs: 300_000,
};
const urgent: typeof patient = { maxAttempts: 2, timeoutMs: 10_000, longestPauseMs: 3000 };

/**
 * Sends one request to SAP Concur and returns the JSON body of the response.
 * @throws NodeApiError in the user's words, with the HTTP status, once all attempts are used up
 */
export async function concurRequest<T>(
	caller: Caller,
	{ findLost, correlationId = randomUUID(), ...request }: ConcurRequest<T>,
): Promise<ConcurResponse<T>> {
	const limits = request.isUrgent ? urgent : patient;
	const sentAt = new Date();
	for (let attempt = 1; ; attempt++) {
		try {
			const response = (await caller.helpers.httpRequestWithAuthentication.call(
				caller,
				'concurApi',
				{
					method: request.method,
					url: request.path,
					qs: request.qs,
					body: request.body as IDataObject | undefined,
					headers: {
						'Concur-Correlationid': correlationId,
						// Read by the credential's signRequest.
						...(request.renewsTokens ? { Authorization: '' } : {}),
					},
					json: true,
					returnFullResponse: true,
					disableFollowRedirect: true,
					timeout: limits.timeoutMs,
				},
				// SAP: http-status-codes lists an expired or revoked token under 403; a new token also carries
				// scopes that were added to the app. n8n renews once and repeats once.
				{ preAuthenticationRetryStatusCode: [401, 403] },
			)) as { body: T; headers: Record<string, string> };
			return {
				body: response.body,
				correlationId: response.headers['concur-correlationid'] ?? correlationId,
				recovered: false,
			};
		} catch (caught) {
			const failure = readFailure(caught);
			const pauseMs = pauseBefore(failure, attempt, limits);
			if (pauseMs === undefined) {
				const id = failure.headers['concur-correlationid'] ?? correlationId;
				throw toNodeApiError(caller.getNode(), failure, request, id);
			}
			await pause(caller, pauseMs);
			if (findLost && mayHaveBeenDone(failure)) {
				const found = await findLost(sentAt);
				if (found !== undefined) return { body: found, correlationId, recovered: true };
			}
		}
	}
}

/**
 * The pause before the next attempt, in ms; undefined if there is none. Pure except for the jitter.
 * Retry-After counts in seconds and is respected, but never below 1 s: SAP Concur is known to return 0.
 */
export function pauseBefore(
	failure: Failure,
	attempt: number,
	{ maxAttempts, longestPauseMs }: Pick<typeof patient, 'maxAttempts' | 'longestPauseMs'> = patient,
): number | undefined {
	// Another worker may have just used the refresh token: the next attempt reads the credential again.
	if (failure.grantEnded && attempt === 1) return 1000 + 1000 * Math.random();
	const isFinal = failure.status !== undefined && failure.status !== 429 && failure.status < 500;
	const neverSent = failure.status === undefined && failure.networkCode === undefined;
	if (attempt >= maxAttempts || isFinal || neverSent) return undefined;
	const retryAfterMs = Number(failure.headers['retry-after'] ?? 0) * 1000 || 0;
	if (retryAfterMs > longestPauseMs) return undefined;
	const growingMs = 1000 * 2 ** (attempt - 1) * (1 + Math.random() / 2);
	return Math.max(retryAfterMs, growingMs);
}

/** Whether SAP Concur may have carried out the request although no usable response came back. */
function mayHaveBeenDone({ status, networkCode }: Failure): boolean {
	if (status === undefined) return networkCode !== 'ECONNREFUSED' && networkCode !== 'ENOTFOUND';
	return status >= 500 && status !== 503;
}

/**
 * Waits, in slices so that Stop is noticed soon in versions of n8n whose sleep takes no signal.
 * @throws NodeOperationError when the user pressed Stop
 */
export async function pause(caller: Caller, ms: number): Promise<void> {
	for (let left = ms; left > 0; left -= 2000) {
		throwIfCancelled(caller);
		await sleep(Math.min(left, 2000), signalOf(caller)).catch(() => throwIfCancelled(caller));
	}
	throwIfCancelled(caller);
}

/** Whether the user pressed Stop; older n8n has no signal. */
export function isCancelled(caller: Caller): boolean {
	return signalOf(caller)?.aborted === true;
}

/** @throws NodeOperationError when the user pressed Stop; n8n recognizes it by the word "canceled" */
export function throwIfCancelled(caller: Caller): void {
	if (!isCancelled(caller)) return;
	throw new NodeOperationError(caller.getNode(), 'The execution was canceled');
}

function signalOf(caller: Caller): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in caller ? caller.getExecutionCancelSignal?.() : undefined;
}
