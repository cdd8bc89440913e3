// Room concur: SAP Concur's side: requests, retries, errors in words, searches, and profiles.
// It knows nothing of forms and items; what a user's data must look like is in the rooms above.
import partition from 'lodash/partition';
import uniq from 'lodash/uniq';
import { NodeApiError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import { notFound, scopesFor, sentAt, type Explanation, type FailedRequest } from './failedRequest';
import { alreadyExistsText, messagesOf, type ConcurMessage, type Failure } from './failure';
import { cureOfSentence, explain, isUnknown, saying, type Explained } from './messages/explain';
import { joined } from './messages/sentence';

interface Facts {
	failure: Failure;
	request: FailedRequest;
	messages: Explained[];
}

/** An attempt that failed, and the ID that SAP Concur support asks for. */
export interface FailedAttempt {
	failure: Failure;
	request: FailedRequest;
	correlationId: string;
}

type Situation =
	'offline' | 'noToken' | 'unreadable' | 401 | 403 | 404 | 'exists' | 429 | 'outage' | 'rejected';

const explanations: Record<Situation, (facts: Facts) => Explanation> = {
	offline: ({ failure }) => ({
		message: 'SAP Concur could not be reached',
		description: `The connection failed with ${failure.networkCode}. Check Data Center in the credential and the network between n8n and SAP Concur, then run this again.`,
	}),
	noToken: ({ failure }) => ({
		message: failure.message,
		description: failure.fromCredential
			? "This error comes from the node's credential. To change and test the credential, open it under Credentials in n8n."
			: '',
	}),
	unreadable: ({ failure }) => ({
		message: `SAP Concur's response could not be read: n8n received ${failure.unreadable}`,
		description:
			'Check whether a proxy or firewall between n8n and SAP Concur changes responses, and check Data Center in the credential.',
	}),
	401: () => ({
		message: 'SAP Concur rejected the access token, even after n8n renewed it',
		description:
			'Open the credential and test it. If the test fails, generate a new company request token in SAP Concur (Administration > Company > Authentication Admin) and enter it there.',
	}),
	403: ({ request, messages }) => {
		const needed = scopeNamed(messages) ?? scopesFor(request);
		const scopes = needed.includes(' and ') ? 'scopes' : 'scope';
		return {
			message: 'SAP Concur does not allow this request',
			description: `The app in the credential needs ${needed}. Add the ${scopes} to the app in SAP Concur, then save the credential again to get a new token. Without that, n8n tries a new token after five minutes.`,
		};
	},
	404: ({ request }) => notFound(request),
	exists: ({ messages }) => ({
		message: messages.some(isTaken) ? rejection(takenFirst(messages)) : existsAlready,
		description: uniq([cureForTaken, ...knownCures(messages)]).join(' '),
	}),
	429: ({ failure }) => ({
		message: `SAP Concur ${requestedPause(failure)}`,
		description: 'Run this again later, with fewer items at a time.',
	}),
	outage: () => ({
		message: 'SAP Concur is temporarily unable to process the request',
		description: 'Run this again later. If the error persists, contact SAP Concur support.',
	}),
	rejected: ({ request, messages, failure }) => ({
		message: rejection(messages) || (failure.status === 413 ? isTooLarge : withoutReason),
		description: uniq(messages.map(({ hint }) => hint)).join(' ') || otherwiseFor(request),
	}),
};

/** The only scope that SAP Concur names itself. */
const scopeNamed = (messages: Explained[]) =>
	messages.flatMap(
		({ details }) => /\blacks the scope ([a-z]\w*(?:\.\w+)+)$/i.exec(details)?.[1] ?? [],
	)[0];

const existsAlready = 'Already exists in SAP Concur';
const cureForTaken = cureOfSentence(existsAlready);
const withoutReason = 'SAP Concur rejected the request and gave no reason';
const isTooLarge = 'The request is too large for SAP Concur';
const isTaken = ({ message }: Explained) => message.startsWith(existsAlready);

const takenFirst = (messages: Explained[]) => partition(messages, isTaken).flat();
const knownCures = (messages: Explained[]) =>
	messages.filter((one) => !isUnknown(one)).map(({ hint }) => hint);

/** What a rejected request says: one sentence for all of its messages. */
const rejection = (messages: Explained[]) => joined(messages.map(({ message }) => message));

/** What to do about a message that is not known. */
function otherwiseFor({ path }: FailedRequest, situation?: Situation): string {
	if (situation === 'outage' || situation === 429) return 'Run this again later.';
	return path.endsWith('/.search')
		? "Correct the filter, or set 'Filter By' to Conditions, which offers what SAP Concur can search by."
		: 'Correct the data and run this again.';
}

/** SAP Concur's own words where an explanation does not hold them; those of a missing permission can name it. */
function toldBeside(situation: Situation, messages: Explained[]): string {
	if (situation === 'rejected') return '';
	return saying(situation === 403 ? messages : messages.filter(isUnknown));
}

function situationOf(
	{ status, networkCode, unreadable }: Failure,
	messages: ConcurMessage[],
): Situation {
	if (unreadable) return 'unreadable';
	if (status === undefined) return networkCode ? 'offline' : 'noToken';
	if (status === 401 || status === 403 || status === 404) return status;
	if (saysThatItExists(status, messages)) return 'exists';
	if (status === 429) return status;
	return status >= 500 ? 'outage' : 'rejected';
}

function saysThatItExists(status: number, messages: ConcurMessage[]): boolean {
	return status === 409 || messages.some(({ message }) => alreadyExistsText.test(message));
}

/** Whether SAP Concur rejected what was to be created because it exists (open-questions 13). */
export function alreadyExists({ status = 0, body }: Failure): boolean {
	return status >= 400 && status < 500 && saysThatItExists(status, messagesOf(body));
}

/** Whether SAP Concur rejected a change because what it is about is not there: it can have been removed already. */
export function lacksTarget({ status = 0, body }: Failure): boolean {
	const said = messagesOf(body).map(({ code, message }) => `${code} ${message}`);
	return status >= 400 && status < 500 && said.some((text) => /no ?target|no value/i.test(text));
}

/** Whom else a failure would meet: this request only, all for a while, all that need the same scope, or all. */
export type Reach = 'request' | 'service' | 'permission' | 'credential';

function reachOf(situation: Situation): Reach {
	if (situation === 401 || situation === 'noToken') return 'credential';
	if (situation === 403) return 'permission';
	const isTemporary = ['offline', 'unreadable', 429, 'outage'].includes(situation);
	return isTemporary ? 'service' : 'request';
}

function requestedPause({ headers }: Failure): string {
	const minutes = Math.ceil(Number(headers['retry-after'] ?? 0) / 60);
	return minutes > 1 ? `asked n8n to wait ${minutes} minutes` : 'kept asking n8n to slow down';
}

/**
 * The failure as n8n's error: status, correlation ID, SAP Concur's messages with what was sent for their fields, and the
 * failure's reach in `context`, and nothing else of request or response: a gateway can repeat the request in its response.
 */
export function toNodeApiError(
	node: INode,
	{ failure, request, correlationId }: FailedAttempt,
): NodeApiError {
	const reported = messagesOf(failure.body);
	const situation = situationOf(failure, reported);
	const messages = reported.map((one) =>
		explain(one, {
			sentFor: ({ path }) => (path ? sentAt(request, path) : undefined),
			otherwise: otherwiseFor(request, situation),
		}),
	);
	const explained = explanations[situation]({ failure, request, messages });
	const { message } = explained;
	const description = `${explained.description}${toldBeside(situation, messages)}`;
	const status = situation === 'unreadable' ? undefined : failure.status;
	const error = new NodeApiError(
		node,
		{},
		{
			message,
			description:
				situation === 'noToken' ? description : `${description} ${forSupport(correlationId)}`,
			httpCode: status === undefined ? undefined : String(status),
		},
	);
	const reach = failure.tokensAwayMs === undefined ? reachOf(situation) : 'service';
	const silentStatus = situation === 'noToken' ? failure.tokenStatus : status;
	const mayBeSilent = situation === 'outage' || situation === 'rejected' || situation === 'noToken';
	const isSilent = mayBeSilent && messages.length === 0;
	// The status says little to users, and is all that a technician gets.
	const errors =
		isSilent && silentStatus !== undefined
			? [{ code: String(silentStatus), message, details: '', hint: description }]
			: messages.map(shown);
	const taken = situation === 'exists' ? { isTaken: true } : {};
	const tokens =
		situation === 'noToken'
			? { tokens: { code: failure.tokenCode, status: failure.tokenStatus } }
			: {};
	Object.assign(error.context, { correlationId, errors, reach, ...taken, ...tokens });
	return error;
}

/** A message as it stands in an error; what SAP Concur does not say is left out. */
const shown = ({ extension, field, ...message }: Explained) => ({
	...(extension ? { extension } : {}),
	...(field ? { field } : {}),
	...message,
});

/** SAP Concur's own words where the message does not know them, for a sentence that takes in no more of an error. */
export function ownWords(error: Error): string {
	const { errors } = (error as Partial<NodeApiError>).context ?? {};
	return saying((Array.isArray(errors) ? (errors as Explained[]) : []).filter(isUnknown));
}

/** Stands at the end of what to do about an error. */
export const forSupport = (correlationId: string) =>
	`(Correlation ID for SAP Concur support: ${correlationId})`;

/**
 * The error of a request that SAP Concur may have carried out although no usable response came back.
 * @param lookUp why nothing could be found out
 */
export function toUnknownOutcome(node: INode, facts: FailedAttempt, lookUp?: Error): NodeApiError {
	const error = toNodeApiError(node, facts);
	if (lookUp) error.message = `looking for the user failed: ${lookUp.message}`;
	return markUnknown(
		error,
		'SAP Concur may have carried out this request, but its response was lost',
	);
}

/**
 * Turns an error into that of something which may have been done, with the error as its reason. What it says does not
 * advise to send it again: that could do it twice.
 */
export function markUnknown<T extends Error>(error: T, message: string): T {
	const marked = error as T & Pick<NodeApiError, 'description' | 'context'>;
	const { correlationId } = marked.context as { correlationId?: string };
	marked.message = `${message} (${error.message})`;
	marked.description = `Do not repeat this yet. Look for the user, with SAP Concur Identity (Get) or in SAP Concur itself. If the user is there, SAP Concur Provisioning (Get Profile) shows what is missing, and Update adds it.${ownWords(error)}${correlationId ? ` ${forSupport(correlationId)}` : ''}`;
	Object.assign(marked.context, { isUnknownOutcome: true, reach: 'service' satisfies Reach });
	return marked;
}

/** Whether what failed may have been carried out. */
export function isUnknownOutcome(error: Error): boolean {
	return (error as Partial<NodeApiError>).context?.isUnknownOutcome === true;
}
