// Room concur: SAP Concur's side: requests, retries, errors in words, searches, and profiles.
// It knows nothing of forms and items; what a user's data must look like is in the rooms above.
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject, INode, JsonObject } from 'n8n-workflow';
import { flatFields } from '../schema/flatFields';
import { labelOf } from '../schema/labelOf';
import { notFound, scopesFor, type Explanation, type FailedRequest } from './failedRequest';
import { messagesOf, type ConcurMessage, type Failure } from './failure';
import { hintFor } from './hints';

interface Facts {
	failure: Failure;
	request: FailedRequest;
	messages: ConcurMessage[];
	/** SAP Concur's own words, with the labels of the fields; empty without any. */
	said: string;
}

type Situation = 'offline' | 'noToken' | 401 | 403 | 404 | 'exists' | 429 | 'outage' | 'rejected';

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
	401: () => ({
		message: 'SAP Concur rejected the access token, even after n8n renewed it',
		description:
			'Open the credential and test it. If the test fails, generate a new company request token in SAP Concur (Administration > Company > Authentication Admin) and enter it there.',
	}),
	403: ({ request, said }) => ({
		message: `SAP Concur does not allow this request${after(said)}`,
		description: `The app in the credential needs ${scopesFor(request)}. Add the scope to the app in SAP Concur, then save the credential again to get a new token.`,
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
		const hints = messages.map(({ message }) => hintFor(message, otherwise));
		return {
			message: `SAP Concur rejected the request: ${said || `status ${failure.status}`}`,
			description: hints.join(' ') || otherwise,
		};
	},
};

function situationOf({ status, networkCode }: Failure, messages: ConcurMessage[]): Situation {
	if (status === undefined) return networkCode ? 'offline' : 'noToken';
	if (status === 401 || status === 403 || status === 404) return status;
	if (status === 409 || messages.some(({ message }) => /already exists/i.test(message))) {
		return 'exists';
	}
	if (status === 429) return status;
	return status >= 500 ? 'outage' : 'rejected';
}

const after = (said: string) => (said ? `: ${said}` : '');

function requestedPause({ headers }: Failure): string {
	const minutes = Math.ceil(Number(headers['retry-after'] ?? 0) / 60);
	return minutes > 1 ? `asked n8n to wait ${minutes} minutes` : 'kept asking n8n to slow down';
}

/** SAP Concur's own words, with the labels of the forms in place of SCIM's paths. */
function inLabels({ message, schemaPath }: ConcurMessage): string {
	// SAP: KBA 3587183: "Principal with lookup type 'companyId,employeeNumber' ... already exists".
	const taken = /lookup type '(?:[^',]+,)*([^',]+)'/.exec(message)?.[1];
	if (taken) {
		return `another user has the same ${flatFields.find(({ id }) => id === taken)?.label ?? taken}`;
	}
	if (!schemaPath) return message;
	const label = labelOf(schemaPath);
	return message.includes(`'${schemaPath}'`)
		? message.replace(`'${schemaPath}'`, `'${label}'`)
		: `${label}: ${message}`;
}

/** The failure as n8n's error: status, correlation ID and SAP Concur's messages in `context`, nothing of the request. */
export function toNodeApiError(
	node: INode,
	failure: Failure,
	request: FailedRequest,
	correlationId: string,
): NodeApiError {
	const messages = messagesOf(failure.body);
	const said = messages.map(inLabels).join('; ');
	const situation = situationOf(failure, messages);
	const { message, description } = explanations[situation]({ failure, request, messages, said });
	const forSupport = `(Correlation ID for SAP Concur support: ${correlationId})`;
	const error = new NodeApiError(node, (failure.body ?? {}) as JsonObject, {
		message,
		description: situation === 'noToken' ? description : `${description} ${forSupport}`,
		httpCode: failure.status === undefined ? undefined : String(failure.status),
	});
	error.context.correlationId = correlationId;
	error.context.errors = messages.map(({ code, message: text, schemaPath }) => ({
		code,
		message: text,
		...(schemaPath ? { field: labelOf(schemaPath) } : {}),
	})) as IDataObject[];
	return error;
}
