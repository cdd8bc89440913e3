// Room support: what SAP's support needs to know about a request, as one text that can be pasted into a case.
// Nothing leaves it with a secret in it, or with a value that says something about a person.
import once from 'lodash/once';
import type { Failure } from '../failure';
import type { FailedRequest } from '../failedRequest';
import type { Caller } from '../pause';
import { maskedBody, personalIn } from './maskedJson';
import { textMask, type TextMask } from './maskedText';
import { supportText, type Attempt, type SupportRun } from './supportText';

/** A request that failed, with all times that it was sent. */
export interface Exchange {
	request: FailedRequest;
	failure: Failure;
	attempts: Attempt[];
}

const runs = new WeakMap<Caller, SupportRun>();
const details = new WeakMap<Error, (own: Own) => string>();

/** What an item says about itself. */
interface Own {
	/** Of its operation, where several went in one request: the others' stay out. */
	bulkId?: string;
	/** Names of the person, which a response can repeat. */
	names?: readonly string[];
}

/** Lets a run of a node keep what its requests sent, and what came back, until it has ended. */
export function keepExchanges(caller: Caller, run: SupportRun): void {
	runs.set(caller, run);
}

/** What a run says about itself, if its items get support details. */
export const supportRunOf = (caller: Caller): SupportRun | undefined => runs.get(caller);

/** Keeps a failed request with its error, where the run wants that. @returns the error */
export function withExchange<T extends Error>(caller: Caller, error: T, exchange: Exchange): T {
	const run = runs.get(caller);
	if (run) {
		const { qs, body } = exchange.request;
		// Once for all people of a bulk request, because it has the values of all of them.
		const maskOf = once(() => textMask({ personal: personalIn([qs, body]), secrets: run.secrets }));
		details.set(error, (own) => textOf(run, exchange, maskOf(), own));
	}
	return error;
}

/** Whether there is something to say to SAP Concur support about an error. */
export const isKept = (error: Error) => details.has(error);

/** The text for the support case about a failed request; undefined where nothing was kept, or nothing was sent. */
export function supportDetailsOf(error: Error | undefined, own: Own = {}): string | undefined {
	return error && details.get(error)?.(own);
}

function textOf(
	run: SupportRun,
	{ request, failure, attempts }: Exchange,
	ofRequest: TextMask,
	{ bulkId, names = [] }: Own,
): string {
	const ofPerson = textMask({ personal: names, secrets: [] });
	const mask: TextMask = (text) => ofPerson(ofRequest(text));
	const { status, headers, networkCode } = failure;
	const { 'retry-after': retryAfter } = headers;
	return supportText(run, mask, {
		request: { ...request, body: ownPart(request.body, bulkId) },
		attempts,
		ids: bulkId === undefined ? {} : { 'Bulk ID': bulkId },
		response: {
			status: status === undefined ? (networkCode ?? 'none') : String(status),
			...(retryAfter === undefined ? {} : { retryAfter: mask(retryAfter) }),
			body: saidIn(failure, mask),
		},
	});
}

/** Without a response, why there is none. */
function saidIn({ status, unreadable, message, body }: Failure, mask: TextMask): string {
	if (unreadable !== undefined) return `(${unreadable})`;
	return status === undefined ? mask(message) : maskedBody(body, mask);
}

/** The body of a bulk request with one operation only. */
function ownPart(body: object | undefined, bulkId: string | undefined): object | undefined {
	if (bulkId === undefined || !body || !('Operations' in body)) return body;
	const { Operations: operations } = body;
	if (!Array.isArray(operations)) return body;
	return {
		...body,
		Operations: (operations as Array<{ bulkId?: unknown }>).filter((one) => one.bulkId === bulkId),
	};
}
