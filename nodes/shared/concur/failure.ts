// What n8n's HTTP helper threw, and the messages in an error body of SAP Concur.
import { UserError, type NodeApiError } from 'n8n-workflow';

/** A request that failed: what came back, if anything came back. */
export interface Failure {
	/** HTTP status; undefined when no response arrived. */
	status?: number;
	headers: Record<string, string | undefined>;
	body: unknown;
	/** Node's code of a failed connection, such as ECONNREFUSED. */
	networkCode?: string;
	/** The credential itself rejected the request: at most a request for a token was sent. */
	fromCredential: boolean;
	/** SAP Concur rejected the credential's refresh token (code 108). */
	grantEnded: boolean;
	/** Message of the error itself, used without a response (for a token error of the credential, for example). */
	message: string;
}

export interface ConcurMessage {
	code: string;
	message: string;
	schemaPath?: string;
	type?: string;
}

/** Key of the messages in the SCIM envelope. */
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
	const { error, detail, errorMessage, message, Message, scimType, errorCode } = fields;
	const nested =
		typeof error === 'object' ? (error as { id?: string; message?: string }) : undefined;
	const text = detail ?? errorMessage ?? message ?? Message ?? (nested ? nested.message : error);
	const code = String(scimType ?? errorCode ?? nested?.id ?? '');
	return text ? [{ code, message: String(text) }] : [];
}
