// Concur's answers to a request that did not work, in words for the person who built the workflow.
import { NodeApiError, UserError } from 'n8n-workflow';
import type { IDataObject, INode, JsonObject } from 'n8n-workflow';
import { flatFields } from '../schema/flatFields';
import { labelOf } from '../schema/labelOf';
import { hintFor } from './hints';

/** A request that did not work: what came back, as far as anything came back. */
export interface Failure {
	/** HTTP status; undefined when no answer arrived. */
	status?: number;
	headers: Record<string, string | undefined>;
	body: unknown;
	/** Node's code of a failed connection, such as ECONNREFUSED. */
	networkCode?: string;
	/** The credential itself refused: nothing was sent but, at most, the request for a token. */
	fromCredential: boolean;
	/** The credential's refresh token was refused (Concur's code 108). */
	grantEnded: boolean;
	/** Message of the error itself, used when there is no answer (a token error of the credential, for one). */
	message: string;
}

export interface ConcurMessage {
	code: string;
	message: string;
	schemaPath?: string;
	type?: string;
}

const concurError = 'urn:ietf:params:scim:api:messages:concur:2.0:Error';

/** Reads what n8n's HTTP helper threw. `caught` is anything; never throws. */
export function readFailure(caught: unknown): Failure {
	const error = caught as Partial<NodeApiError> & { cause?: unknown };
	const cause = error.cause as
		| {
				code?: string;
				tags?: { concurCode?: number };
				response?: { status?: number; headers?: Failure['headers']; data?: unknown };
		  }
		| undefined;
	const status = Number(cause?.response?.status ?? error.httpCode);
	return {
		status: status >= 100 ? status : undefined,
		headers: cause?.response?.headers ?? {},
		body: error.context?.data ?? cause?.response?.data,
		networkCode: cause?.response ? undefined : cause?.code,
		fromCredential: caught instanceof UserError || error.cause instanceof UserError,
		grantEnded: cause?.tags?.concurCode === 108,
		message: error.message ?? '',
	};
}

/**
 * The messages in an error body, whichever of Concur's shapes it has: the SCIM envelope, the older
 * `message`/`Message`, Travel's `errorMessage`, a gateway's `error.message` or `error`, or a plain `detail`.
 * SAP: v4.1.identity and v4.user-provisioning (Error), v4.travel-extension (Error).
 */
export function messagesOf(body: unknown): ConcurMessage[] {
	if (typeof body !== 'object' || body === null) return [];
	const fields = body as Record<string, unknown>;
	const messages = (
		fields[concurError] as { messages?: ConcurMessage | ConcurMessage[] } | undefined
	)?.messages;
	if (messages) return [messages].flat();
	const nested =
		typeof fields.error === 'object'
			? (fields.error as { id?: string; message?: string })
			: undefined;
	const text =
		fields.detail ??
		fields.errorMessage ??
		fields.message ??
		fields.Message ??
		(nested ? nested.message : fields.error);
	return text
		? [
				{
					code: String(fields.scimType ?? fields.errorCode ?? nested?.id ?? ''),
					message: String(text),
				},
			]
		: [];
}

/** The scopes that a call needs, for the sentence after a 403. SAP: v4.scope-mapping. */
export function scopesFor(method: string, path: string): string {
	if (path.startsWith('/events')) return 'events.topic.read';
	if (path.startsWith('/profile/spend')) return 'spend.user.general.read';
	if (path.startsWith('/profile/travel'))
		return 'travel.user.general.read and travel.user.private.read';
	if (path.includes('/provisions/')) return 'user.provision.read';
	if (method === 'DELETE') return 'identity.user.delete';
	if (path.startsWith('/profile/identity')) {
		return method === 'GET' || path.endsWith('/.search')
			? 'identity.user.ids.read, identity.user.core.read, identity.user.coresensitive.read and identity.user.enterprise.read'
			: 'identity.user.coreenterprise.writeonly (and identity.user.externalID.writeonly for the external ID)';
	}
	return 'user.provision.write';
}

interface FailedRequest {
	method: string;
	path: string;
	qs?: IDataObject;
}

/** Message and description for a failed request. Pure; neither holds a token or a secret. */
export function explain(
	failure: Failure,
	request: FailedRequest,
): { message: string; description: string } {
	const { status } = failure;
	const messages = messagesOf(failure.body);
	const said = messages.map(inLabels).join('; ');
	const places = [...request.path.split('/'), ...Object.values(request.qs ?? {}).map(String)];
	const id = decodeURIComponent(places.find((place) => /^[0-9a-f]{8}-/i.test(place)) ?? '');

	if (status === undefined) {
		return failure.networkCode
			? {
					message: 'SAP Concur could not be reached',
					description: `The connection ended with ${failure.networkCode}. Check the Data Center in the credential and the network between n8n and Concur, then run this again.`,
				}
			: {
					message: failure.message,
					description: failure.fromCredential
						? "This is about the credential of this node. Open it in n8n's Credentials to change and test it."
						: '',
				};
	}
	if (status === 401) {
		return {
			message: 'SAP Concur did not accept the access token, even after it was renewed',
			description:
				'Open the credential and test it. If the test does not pass, generate a new Company Request Token in Concur (Administration > Company > Authentication Admin) and enter it there.',
		};
	}
	if (status === 403) {
		return {
			message: `SAP Concur does not allow this${said ? `: ${said}` : ''}`,
			description: `The app behind the credential needs ${scopesFor(request.method, request.path)}. Add the scope to the app in Concur, then save the credential again so that a new token is fetched.`,
		};
	}
	if (status === 404) return notFound(request.path, id, said);
	if (status === 409 || messages.some(({ message }) => /already exists/i.test(message))) {
		return {
			message: `SAP Concur has this person already: ${said}`,
			description: hintFor('already exists'),
		};
	}
	if (status === 429 || status >= 500) {
		const minutes = Math.ceil(Number(failure.headers['retry-after'] ?? 0) / 60);
		const asks =
			minutes > 1 ? `to wait ${minutes} minutes` : 'to slow down and did so on every try';
		return status === 429
			? {
					message: `SAP Concur asks ${asks}`,
					description: 'Run this again later, with fewer items at a time.',
				}
			: {
					message: `SAP Concur could not process this just now (${status})${said ? `: ${said}` : ''}`,
					description: 'Run this again later. If it stays so, ask the support of SAP Concur.',
				};
	}
	const otherwise = request.path.endsWith('/.search')
		? "Correct the filter, or set 'Filter By' to Conditions, which offers what SAP Concur can search by."
		: 'Correct what was sent and run this again.';
	return {
		message: `SAP Concur refused this: ${said || `status ${status}`}`,
		description: messages.map(({ message }) => hintFor(message, otherwise)).join(' ') || otherwise,
	};
}

/** Concur's own words, with the labels of the forms in place of SCIM's paths. */
function inLabels({ message, schemaPath }: ConcurMessage): string {
	// SAP: KBA 3587183: "Principal with lookup type 'companyId,employeeNumber' ... already exists".
	const taken = /lookup type '(?:[^',]+,)*([^',]+)'/.exec(message)?.[1];
	if (taken) {
		return `somebody has the same ${flatFields.find(({ id }) => id === taken)?.label ?? taken}`;
	}
	if (!schemaPath) return message;
	const label = labelOf(schemaPath);
	return message.includes(`'${schemaPath}'`)
		? message.replace(`'${schemaPath}'`, `'${label}'`)
		: `${label}: ${message}`;
}

function notFound(
	path: string,
	id: string,
	said: string,
): { message: string; description: string } {
	if (path.includes('/provisions/')) {
		return {
			message: `SAP Concur does not know the provisioning request '${id || path.split('/')[4]}'`,
			description:
				'A status is kept for 7 days only. Check the provisioning ID, and that the credential belongs to the company that the request was made for.',
		};
	}
	if (path.startsWith('/profile/spend') || path.startsWith('/profile/travel')) {
		return {
			message: `The user '${id}' has no ${path.startsWith('/profile/spend') ? 'spend' : 'travel'} profile in SAP Concur`,
			description:
				'Check the user. The profile exists once spend or travel data were provisioned; send them with SAP Concur Provisioning (Update).',
		};
	}
	return {
		message: id
			? `SAP Concur has no user with the UUID '${id}'`
			: `SAP Concur did not find this${said ? `: ${said}` : ''}`,
		description: 'Check the user, and that the credential belongs to their company.',
	};
}

/** The failure as n8n's error: status, correlation id and Concur's messages in `context`, nothing of the request. */
export function toNodeApiError(
	node: INode,
	failure: Failure,
	request: FailedRequest,
	correlationId: string,
): NodeApiError {
	const { message, description } = explain(failure, request);
	const wasSent = failure.status !== undefined || failure.networkCode !== undefined;
	const forSupport = `(Correlation ID for SAP's support: ${correlationId})`;
	const error = new NodeApiError(node, (failure.body ?? {}) as JsonObject, {
		message,
		description: wasSent ? `${description} ${forSupport}` : description,
		httpCode: failure.status === undefined ? undefined : String(failure.status),
	});
	error.context.correlationId = correlationId;
	error.context.errors = messagesOf(failure.body).map(({ code, message: text, schemaPath }) => ({
		code,
		message: text,
		...(schemaPath ? { field: labelOf(schemaPath) } : {}),
	})) as IDataObject[];
	return error;
}
