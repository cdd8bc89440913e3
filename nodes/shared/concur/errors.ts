// Room concur: SAP Concur's side: requests, retries, errors in words, searches, and profiles.
// It knows nothing of forms and items; what a user's data must look like is in the rooms above.
import uniq from 'lodash/uniq';
import { NodeApiError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import { flatFields } from '../schema/flatFields';
import { labelOf } from '../schema/labelOf';
import { quoted } from '../schema/fieldIssue';
import { attributePath, joinPath } from '../schema/scimPath';
import { notFound, scopesFor, sentAt, type Explanation, type FailedRequest } from './failedRequest';
import { alreadyExistsText, messagesOf, type ConcurMessage, type Failure } from './failure';
import { hintFor, loginCure } from './hints';

interface Facts {
	failure: Failure;
	request: FailedRequest;
	messages: ConcurMessage[];
	/** SAP Concur's own words, with the labels of the fields; empty without any. */
	said: string;
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
	403: ({ request, said }) => ({
		message: `SAP Concur does not allow this request${after(said)}`,
		description: `The app in the credential needs ${scopesFor(request)}. Add the scope to the app in SAP Concur, then save the credential again to get a new token. Without that, n8n tries a new token after five minutes.`,
	}),
	404: ({ request, said }) => notFound(request, said),
	exists: ({ said }) => ({
		message: `Already exists in SAP Concur: ${said}`,
		description: hintFor('already exists'),
	}),
	429: ({ failure }) => ({
		message: `SAP Concur ${requestedPause(failure)}`,
		description: 'Run this again later, with fewer items at a time.',
	}),
	outage: ({ failure, said }) => ({
		message: `SAP Concur is temporarily unable to process the request (${failure.status})${after(said)}`,
		description: 'Run this again later. If the error persists, contact SAP Concur support.',
	}),
	rejected: ({ failure, request, messages, said }) => {
		const otherwise = request.path.endsWith('/.search')
			? "Correct the filter, or set 'Filter By' to Conditions, which offers what SAP Concur can search by."
			: 'Correct the data and run this again.';
		const hints = messages.map((message) => cureFor(message, request, otherwise));
		return {
			message: `SAP Concur rejected the request: ${said || `status ${failure.status}`}`,
			description: uniq(hints).join(' ') || otherwise,
		};
	},
};

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

const after = (said: string) => (said ? `: ${said}` : '');

function requestedPause({ headers }: Failure): string {
	const minutes = Math.ceil(Number(headers['retry-after'] ?? 0) / 60);
	return minutes > 1 ? `asked n8n to wait ${minutes} minutes` : 'kept asking n8n to slow down';
}

/** SAP Concur's own words, with the labels of the forms in place of SCIM's paths, and what was sent. */
function inLabels(message: ConcurMessage, request: FailedRequest): string {
	const sent = sentFor(message, request);
	return `${labeled(message)}${sent === undefined ? '' : ` (sent: ${quoted(sent)})`}`;
}

function labeled({ message, schemaPath }: ConcurMessage): string {
	const taken = takenField(message);
	if (taken) return `another user has the same ${taken.label}`;
	if (!schemaPath) return message;
	const label = labelOf(schemaPath);
	return message.includes(`'${schemaPath}'`)
		? message.replace(`'${schemaPath}'`, `'${label}'`)
		: `${label}: ${message}`;
}

/** SAP: KBA 3587183: "Principal with lookup type 'companyId,employeeNumber' ... already exists". */
function takenField(message: string): { label: string; path?: string } | undefined {
	const taken = /lookup type '(?:[^',]+,)*([^',]+)'/.exec(message)?.[1];
	if (!taken) return undefined;
	const field = flatFields.find(({ id }) => id === taken);
	if (!field) return { label: taken };
	const { schema, steps } = field.path;
	return { label: field.label, path: joinPath(schema, attributePath(steps)) };
}

function sentFor({ message, schemaPath }: ConcurMessage, request: FailedRequest): unknown {
	const path = takenField(message)?.path ?? schemaPath;
	return path ? sentAt(request, path) : undefined;
}

/** What to correct because of one message. */
function cureFor(message: ConcurMessage, request: FailedRequest, otherwise: string): string {
	const isLogin = message.schemaPath === 'userName';
	const cure = isLogin ? loginCure(sentFor(message, request)) : undefined;
	return cure ?? hintFor(message.message, otherwise);
}

/**
 * The failure as n8n's error: status, correlation ID, SAP Concur's messages with what was sent for their fields, and the
 * failure's reach in `context`, and nothing else of request or response: a gateway can repeat the request in its response.
 */
export function toNodeApiError(
	node: INode,
	{ failure, request, correlationId }: FailedAttempt,
): NodeApiError {
	const messages = messagesOf(failure.body);
	const said = messages.map((one) => inLabels(one, request)).join('; ');
	const situation = situationOf(failure, messages);
	const { message, description } = explanations[situation]({ failure, request, messages, said });
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
	const errors = messages.map((one) => {
		const { code, message: text, schemaPath } = one;
		const sent = sentFor(one, request);
		const field = takenField(text)?.label ?? (schemaPath && labelOf(schemaPath));
		return {
			code,
			message: text,
			...(field ? { field } : {}),
			...(sent === undefined ? {} : { sent }),
		};
	});
	const isTaken = situation === 'exists';
	Object.assign(error.context, { correlationId, errors, reach, ...(isTaken ? { isTaken } : {}) });
	return error;
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
	marked.description = `Do not repeat this yet. Look for the user, with SAP Concur Identity (Get) or in SAP Concur itself. If the user is there, SAP Concur Provisioning (Get Profile) shows what is missing, and Update adds it.${correlationId ? ` ${forSupport(correlationId)}` : ''}`;
	Object.assign(marked.context, { isUnknownOutcome: true, reach: 'service' satisfies Reach });
	return marked;
}

/** Whether what failed may have been carried out. */
export function isUnknownOutcome(error: Error): boolean {
	return (error as Partial<NodeApiError>).context?.isUnknownOutcome === true;
}
