// The one HTTP function of the package: base URL and token come from the credential, pauses and retries from here, and
// a request that creates something is never sent twice on suspicion alone.
import { randomUUID } from 'node:crypto';
import type { IDataObject, IHttpRequestMethods, NodeApiError } from 'n8n-workflow';
import type { ZodType, ZodTypeDef } from 'zod';
import {
	alreadyExists,
	lacksTarget,
	toNodeApiError,
	toUnknownOutcome,
	type FailedAttempt,
} from './errors';
import type { FailedRequest } from './failedRequest';
import { messagesOf, readFailure, unreadableResponse, type Failure } from './failure';
import { rememberClock, rememberMissingScope, renewalCodes } from './learned';
import { rememberAnswer, rememberSlowDown, timeToTurn } from './pace';
import {
	isBroken,
	isRejectedToken,
	mayHaveBeenDone,
	patient,
	pauseBefore,
	type Limits,
} from './patience';
import { canceled, isCancelled, nodeOf, pause, throwIfCancelled, type Caller } from './pause';
import { withExchange } from './support/exchange';
import type { Attempt } from './support/supportText';

export interface ConcurRequest<T> {
	method: IHttpRequestMethods;
	/** Absolute path at the credential's host, e.g. '/profile/v4/Bulk'. */
	path: string;
	qs?: IDataObject;
	body?: object;
	/** What a usable response contains. A success with anything else in it counts as a lost response. */
	expects: ZodType<T, ZodTypeDef, unknown>;
	/** For a request that must not run twice: looks for what it did, called when its response was lost. */
	findLost?: FindLost<T>;
	/** That of the event behind this request; by default a new one. SAP: v4.event-subscription, Troubleshooting. */
	correlationId?: string;
	/** How long it is repeated; `patient` if left out. */
	limits?: Limits;
	/** Makes n8n fetch and store new tokens first, even if the stored ones are valid. */
	renewsTokens?: boolean;
	/** The tokens were just fetched, so that newer ones would be worth no more, whatever SAP Concur answers. */
	hasNewTokens?: boolean;
}

/** Looks long enough to be sure. @param sentAt time of the first attempt. @throws when nothing can be found out */
export type FindLost<T> = (sentAt: Date) => Promise<Traces<T>>;

export interface Traces<T> {
	/** What the request did, if it did it. */
	made?: T;
	/** Something from before is in its way, so it cannot have been carried out. */
	isTaken?: boolean;
}

export interface ConcurResponse<T> {
	body: T;
	/** The ID that SAP Concur support asks for. */
	correlationId: string;
	/** True when the response was lost and `body` is what findLost found. */
	recovered: boolean;
	/** Time of the first attempt, when a response to it or to a later one was lost. */
	lostSince?: Date;
}

/** A request that is looked for after each lost response is sent so often at most, because each look takes a minute. */
const maxLostSends = 3;

/**
 * Sends one request to SAP Concur and returns the JSON body of the response.
 * @throws NodeApiError in the user's words, with the HTTP status, once all attempts are used up; for a request that
 * writes and may have been carried out, one that isUnknownOutcome recognizes
 */
export async function concurRequest<T>(
	caller: Caller,
	request: ConcurRequest<T>,
): Promise<ConcurResponse<T>> {
	const { method, findLost, limits = patient, correlationId = randomUUID() } = request;
	const node = nodeOf(caller);
	const writes = writesUsers(request);
	const sentAt = new Date();
	const spent = { attempts: 1, broken: 0, ended: 0, rejected: 0, pausedMs: 0 };
	const attempts: Attempt[] = [];
	throwIfCancelled(caller);
	const turnMs = timeToTurn(caller);
	if (turnMs > 0) await pause(caller, turnMs);
	for (let lostSends = 0; ; spent.attempts++) {
		const at = new Date();
		const { body, failure, id } = await send(caller, request, correlationId, limits.timeoutMs);
		if (!failure) {
			const lost = lostSends > 0 ? { lostSince: sentAt } : {};
			return { body: body as T, correlationId: id, recovered: false, ...lost };
		}
		const facts: FailedAttempt = { failure, request, correlationId: id };
		attempts.push({ at, result: resultOf(failure), correlationId: id });
		const kept = <E extends Error>(error: E) =>
			withExchange(caller, error, { request, failure, attempts });
		const isLost = writes && mayHaveBeenDone(failure);
		if (isLost) lostSends++;
		const stopped = () =>
			lostSends > 0 ? kept(toUnknownOutcome(node, facts, canceled(caller))) : canceled(caller);
		if (isCancelled(caller)) throw stopped();
		const isContradiction = contradicts(method, failure);
		const looks = isLost || (isContradiction && mayBeOwn(method, lostSends, spent.attempts));
		if (findLost && looks) {
			const { made, isTaken } = await look(findLost, sentAt, (lookUp) =>
				kept(toUnknownOutcome(node, facts, lookUp)),
			);
			if (made !== undefined) {
				return { body: made, correlationId: id, recovered: true, lostSince: sentAt };
			}
			if (isContradiction && lostSends > 0 && !isTaken) {
				throw kept(toUnknownOutcome(node, facts));
			}
		}
		if (isBroken(failure)) spent.broken++;
		if (isRejectedToken(failure)) spent.rejected++;
		spent.ended = failure.grantEnded ? spent.ended + 1 : 0;
		const mayTryAgain = !findLost || lostSends < maxLostSends;
		const pauseMs = mayTryAgain ? pauseBefore(failure, spent, limits) : undefined;
		if (pauseMs === undefined) {
			const isJudged = isVerdict(failure) && !(isContradiction && !findLost);
			throw kept((lostSends > 0 && !isJudged ? toUnknownOutcome : toNodeApiError)(node, facts));
		}
		spent.pausedMs += pauseMs;
		if (pauseMs >= longPauseMs) tellPause(caller, failure, pauseMs);
		await pause(caller, pauseMs).catch(() => {
			throw stopped();
		});
	}
}

/** From this on, whoever watches the run might think that it hangs. */
const longPauseMs = 10_000;

function tellPause(caller: Caller, { status }: Failure, ms: number): void {
	const reason = status === 429 ? 'asked n8n to slow down' : 'does not respond';
	const message = `SAP Concur ${reason}. The next attempt is in ${Math.round(ms / 1000)} seconds.`;
	caller.logger.info(message);
	if ('sendMessageToUI' in caller) caller.sendMessageToUI?.(message);
}

/** One attempt, which n8n repeats once with new tokens where SAP Concur does not take the stored ones. */
async function send<T>(
	caller: Caller,
	request: ConcurRequest<T>,
	correlationId: string,
	timeout: number,
): Promise<{ body?: T; failure?: Failure; id: string }> {
	const { method, path: url, qs, body, expects, renewsTokens, hasNewTokens } = request;
	const codes = hasNewTokens ? [] : renewalCodes(caller, request);
	try {
		const response = (await caller.helpers.httpRequestWithAuthentication.call(
			caller,
			'concurApi',
			{
				method,
				url,
				qs,
				body: body as IDataObject | undefined,
				headers: {
					'Concur-Correlationid': correlationId,
					// Read by the credential's signRequest.
					...(renewsTokens ? { Authorization: '' } : {}),
				},
				json: true,
				returnFullResponse: true,
				disableFollowRedirect: true,
				timeout,
			},
			{ preAuthenticationRetryStatusCode: codes },
		)) as { statusCode: number; body: unknown; headers: Failure['headers'] };
		const id = correlationIdIn(response.headers) ?? correlationId;
		const { statusCode, headers } = response;
		const read = expects.safeParse(response.body);
		if (!read.success) {
			return { failure: unreadableResponse(statusCode, headers, response.body), id };
		}
		rememberClock(caller, headers);
		rememberAnswer(caller);
		return { body: read.data, id };
	} catch (caught) {
		const failure = readFailure(caught);
		if (failure.status === 429) rememberSlowDown(caller);
		// A gateway of somebody else does not know this header.
		if (correlationIdIn(failure.headers)) rememberClock(caller, failure.headers);
		if (failure.status === 403 && codes.includes(403)) rememberMissingScope(caller, request);
		return { failure, id: correlationIdIn(failure.headers) ?? correlationId };
	}
}

/** Subscriptions of events are put and deleted by their ID, so that doing it twice is doing it once. */
function writesUsers({ method, path }: FailedRequest): boolean {
	return method !== 'GET' && path.startsWith('/profile/') && !path.endsWith('/.search');
}

/** What findLost found; when it failed, nothing is known about the request, and nothing may be sent again. */
async function look<T>(
	findLost: FindLost<T>,
	sentAt: Date,
	unknown: (lookUp: Error) => NodeApiError,
): Promise<Traces<T>> {
	try {
		return await findLost(sentAt);
	} catch (caught) {
		throw unknown(caught as Error);
	}
}

/** What came back for one attempt, in short. */
const resultOf = ({ status, networkCode, unreadable }: Failure) =>
	[status ?? networkCode ?? 'no response', unreadable].filter(Boolean).join(', ');

/** SAP Concur says what it would also say because an earlier attempt was carried out. */
function contradicts(method: IHttpRequestMethods, failure: Failure): boolean {
	if (method === 'DELETE') return failure.status === 404;
	return method === 'POST' ? alreadyExists(failure) : lacksTarget(failure);
}

/**
 * Whether an earlier attempt can be the reason. After a 503, too, somebody can be there: a gateway sends it when the
 * service behind it went away in the middle.
 */
function mayBeOwn(method: IHttpRequestMethods, lostSends: number, attempts: number): boolean {
	return lostSends > 0 || (method === 'POST' && attempts > 1);
}

/** SAP Concur has judged the request, and would have judged an earlier attempt alike. A gateway judges nothing. */
function isVerdict({ status = 0, body }: Failure): boolean {
	return [400, 404, 409, 412, 422].includes(status) && messagesOf(body).length > 0;
}

/** A gateway can return anything under this name. */
function correlationIdIn(headers: Failure['headers']): string | undefined {
	return /^[\w-]{1,64}$/.exec(String(headers['concur-correlationid'] ?? ''))?.[0];
}
