// The one HTTP function of the package: base address and token come from the credential, pauses and
// repeats from here, and a request that creates something is never sent twice on a mere suspicion.
import { randomUUID } from 'node:crypto';
import { NodeOperationError, sleep } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
} from 'n8n-workflow';
import { readFailure, toNodeApiError, type Failure } from './errors';

export interface ConcurRequest<T> {
	method: IHttpRequestMethods;
	/** Absolute path at the credential's host, e.g. '/profile/v4/Bulk'. */
	path: string;
	qs?: IDataObject;
	body?: object;
	/**
	 * For a request that must not run twice: called when its answer was lost, with the time of the first
	 * sending. Answers what that request made, or undefined when nothing is there and it may be sent again.
	 */
	findLost?: (sentAt: Date) => Promise<T | undefined>;
	/** Of the event that this request follows; a new one when left out. SAP: v4.event-subscription, Troubleshooting. */
	correlationId?: string;
	/** Somebody waits for the answer: two tries, close together. */
	isUrgent?: boolean;
	/** Has n8n fetch and store new tokens first, whether or not the stored ones are still good. */
	renewsTokens?: boolean;
}

export interface ConcurAnswer<T> {
	body: T;
	/** The id that Concur's support asks for. */
	correlationId: string;
	/** True when the answer was lost and `body` is what findLost found. */
	recovered: boolean;
}

type Caller = IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions;

const patient = {
	maxTries: 5,
	/** SAP: http-status-codes, a call answers within 60 s. */
	timeoutMs: 65_000,
	/** SAP: http-status-codes, 503 is maintenance and asks for 5 minutes. */
	longestPauseMs: 300_000,
};
const urgent: typeof patient = { maxTries: 2, timeoutMs: 10_000, longestPauseMs: 3000 };

/**
 * Sends one request to Concur and answers its JSON body.
 * @throws NodeApiError in the user's words, with the HTTP status, once tries and pauses are used up
 */
export async function concurRequest<T>(
	caller: Caller,
	{ findLost, correlationId = randomUUID(), ...request }: ConcurRequest<T>,
): Promise<ConcurAnswer<T>> {
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
				throw toNodeApiError(
					caller.getNode(),
					failure,
					request,
					failure.headers['concur-correlationid'] ?? correlationId,
				);
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
 * How long to wait before the next try, in ms; undefined when there is none. Pure but for the jitter.
 * Retry-After counts in seconds and is honoured, yet never less than 1 s: Concur is known to answer 0.
 */
export function pauseBefore(
	failure: Failure,
	attempt: number,
	{ maxTries, longestPauseMs }: Pick<typeof patient, 'maxTries' | 'longestPauseMs'> = patient,
): number | undefined {
	// Another worker may have used the refresh token up a moment ago: the next try reads the credential again.
	if (failure.grantEnded && attempt === 1) return 1000 + 1000 * Math.random();
	const refusedForGood =
		failure.status !== undefined && failure.status !== 429 && failure.status < 500;
	const neverSent = failure.status === undefined && failure.networkCode === undefined;
	if (attempt >= maxTries || refusedForGood || neverSent) return undefined;
	const retryAfterMs = Number(failure.headers['retry-after'] ?? 0) * 1000 || 0;
	if (retryAfterMs > longestPauseMs) return undefined;
	const growingMs = 1000 * 2 ** (attempt - 1) * (1 + Math.random() / 2);
	return Math.max(retryAfterMs, growingMs);
}

/** Whether Concur may have carried the request out although no good answer came back. */
function mayHaveBeenDone({ status, networkCode }: Failure): boolean {
	if (status === undefined) return networkCode !== 'ECONNREFUSED' && networkCode !== 'ENOTFOUND';
	return status >= 500 && status !== 503;
}

/**
 * Waits, in slices so that Stop is noticed soon on versions of n8n whose sleep knows no signal.
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

/** @throws NodeOperationError when the user pressed Stop; n8n knows it by the word "canceled" */
export function throwIfCancelled(caller: Caller): void {
	if (!isCancelled(caller)) return;
	throw new NodeOperationError(caller.getNode(), 'The execution was canceled');
}

function signalOf(caller: Caller): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in caller ? caller.getExecutionCancelSignal?.() : undefined;
}
