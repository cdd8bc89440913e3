// What n8n's HTTP helper threw, and the messages in an error body of SAP Concur.
import { UserError, type NodeApiError } from 'n8n-workflow';
import { isJsonObject } from '../schema/attributes';

/** A request that failed: what came back, if anything came back. */
export interface Failure {
	/** HTTP status; undefined when no response arrived. */
	status?: number;
	headers: Record<string, string | undefined>;
	body: unknown;
	/** Node's code of a failed connection, such as ECONNREFUSED. */
	networkCode?: string;
	/** What came instead of the data, such as 'an HTML page', with a status that means success. */
	unreadable?: string;
	/** The credential itself rejected the request: at most a request for a token was sent. */
	fromCredential: boolean;
	/** SAP Concur rejected the credential's refresh token (code 108). */
	grantEnded: boolean;
	/** The token service asked for a pause, or is out of service: its Retry-After in ms, or 0. */
	tokensAwayMs?: number;
	/** HTTP status of the token service, where it gave no token. */
	tokenStatus?: number;
	/** SAP Concur's code for why there is no token (api-facts 2.3). */
	tokenCode?: number;
	/** Message of the error itself, used without a response (for a token error of the credential, for example). */
	message: string;
}

export interface ConcurMessage {
	code: string;
	message: string;
	schemaPath?: string;
	type?: string;
}

/** How SAP Concur says that it has this user already (open-questions 13). */
export const alreadyExistsText = /already exists/i;

/** Key of the messages in the SCIM envelope. */
const concurError = 'urn:ietf:params:scim:api:messages:concur:2.0:Error';

/** Reads what n8n's HTTP helper threw. `caught` is anything; never throws. */
export function readFailure(caught: unknown): Failure {
	const error = (caught ?? {}) as Partial<NodeApiError> & { cause?: unknown };
	const cause = error.cause as
		| {
				code?: unknown;
				tags?: {
					concurCode?: number;
					concurStatus?: number;
					concurIsPassing?: boolean;
					concurRetryAfterMs?: number;
				};
				response?: { status?: number; headers?: Failure['headers']; data?: unknown };
		  }
		| undefined;
	const status = Number(cause?.response?.status ?? error.httpCode);
	return {
		status: status >= 100 ? status : undefined,
		headers: cause?.response?.headers ?? {},
		body: error.context?.data ?? cause?.response?.data,
		networkCode: cause?.response ? undefined : textIn(cause?.code),
		fromCredential: caught instanceof UserError || error.cause instanceof UserError,
		grantEnded: cause?.tags?.concurCode === 108,
		tokenStatus: cause?.tags?.concurStatus,
		tokenCode: cause?.tags?.concurCode,
		tokensAwayMs: cause?.tags?.concurIsPassing ? (cause.tags.concurRetryAfterMs ?? 0) : undefined,
		message: error.message ?? '',
	};
}

/** The failure of a request whose response means success and does not have the expected shape. */
export function unreadableResponse(
	status: number,
	headers: Failure['headers'],
	body: unknown,
): Failure {
	const unreadable =
		typeof body === 'string' && /<html|<!doctype/i.test(body.slice(0, 1000))
			? 'an HTML page'
			: body === '' || body === undefined || body === null
				? 'an empty response'
				: 'data in an unknown form';
	return {
		status,
		headers,
		body: undefined,
		unreadable,
		fromCredential: false,
		grantEnded: false,
		message: '',
	};
}

const maxMessages = 20;

/**
 * The messages in an error body, whichever of Concur's shapes it has: the SCIM envelope, the older
 * `message`/`Message`, Travel's `errorMessage`, a gateway's `error.message` or `error`, a plain `detail`, or a list of them.
 * At most 20, in plain text: a body can be anything.
 * SAP: v4.1.identity and v4.user-provisioning (Error), v4.travel-extension (Error).
 */
export function messagesOf(body: unknown): ConcurMessage[] {
	const listed = isJsonObject(body) ? body.errors : body;
	const all = (Array.isArray(listed) ? listed : []).flatMap(ofObject);
	if (all.length) return all.slice(0, maxMessages);
	return ofObject(body);
}

function ofObject(body: unknown): ConcurMessage[] {
	if (!isJsonObject(body)) return [];
	const envelope = body[concurError];
	const messages = isJsonObject(envelope) ? [envelope.messages].flat() : [];
	const read = messages.flatMap((message) => readMessage(message) ?? []);
	if (read.length) return read.slice(0, maxMessages);
	const { error, detail, errorMessage, message, Message, scimType, errorCode } = body;
	const nested = isJsonObject(error) ? error : {};
	const texts = [detail, errorMessage, message, Message, nested.message, error];
	const text = texts.map(textIn).find((one) => one !== undefined);
	const code = [scimType, errorCode, nested.id].map(textIn).find((one) => one !== undefined);
	return text === undefined ? [] : [{ code: code ?? '', message: text }];
}

function readMessage(given: unknown): ConcurMessage | undefined {
	if (!isJsonObject(given)) {
		const message = textIn(given);
		return message === undefined ? undefined : { code: '', message };
	}
	const [code, message, schemaPath, type] = ['code', 'message', 'schemaPath', 'type'].map((key) =>
		textIn(given[key]),
	);
	const said = message ?? code;
	return said === undefined ? undefined : { code: code ?? '', message: said, schemaPath, type };
}

const longestText = 500;

/** As a form or JSON holds them. */
const secrets =
	/\b((?:access_token|refresh_token|id_token|client_secret|password)(?:=|"\s*:\s*"))[^\s"&]+/gi;

/** Without any of these there is no token in a text, as in nearly all words of a status. */
const mayHoldToken = /[\s=:]|eyJ/;

/**
 * A value of a response as text that may be shown: not too long, and without a token, because a gateway can repeat the
 * request. Undefined if the value is no text or number, or empty.
 */
export function textIn(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string' || value === '') return undefined;
	if (!mayHoldToken.test(value) && value.length <= longestText) return value;
	const cut = value.length > longestText ? `${value.slice(0, longestText)} ...` : value;
	return withoutTokens(cut);
}

/** A text of a response without what looks like a token or a secret. */
export const withoutTokens = (text: string) =>
	text
		.replace(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 ***')
		.replace(secrets, '$1***')
		.replace(/\beyJ[\w-]+(\.[\w-]*)*/g, '***');
