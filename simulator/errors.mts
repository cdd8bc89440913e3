// The error envelope of Identity v4.1 and UPS v4 (api-facts 3.1).
import type { Context, ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ScimError, type SimulatorEnv } from './context.mts';

const concurError = 'urn:ietf:params:scim:api:messages:concur:2.0:Error';

interface Message {
	code: string;
	message: string;
	schemaPath?: string;
}

/**
 * The envelope with one or more messages; `status` is a text in it (SAP: v4-user-retrieval, Error
 * Sample).
 */
export function errorBody(
	status: number,
	code: string,
	message: string,
	further: { scimType?: string; detail?: string; schemaPath?: string; messages?: Message[] } = {},
) {
	const { scimType, schemaPath } = further;
	const single: Message = { code, message, ...(schemaPath !== undefined && { schemaPath }) };
	return {
		schemas: ['urn:ietf:params:scim:api:messages:2.0:Error', concurError],
		status: String(status),
		...(scimType && { scimType }),
		detail: further.detail ?? message,
		[concurError]: {
			messages: (further.messages ?? [single]).map((one) => ({ ...one, type: 'error' })),
		},
	};
}

/**
 * Turns whatever a route throws into SAP's envelope; anything unforeseen is a 500 and shown on
 * stderr.
 */
export const answerError: ErrorHandler<SimulatorEnv> = (error, c) => {
	if (error instanceof ScimError) {
		const { code = defaultCode(error.status), ...further } = error.options;
		const body = errorBody(error.status, code, error.message, further);
		return c.json(body, error.status as ContentfulStatusCode);
	}
	if (error instanceof HTTPException) return error.getResponse();
	console.error(error);
	return c.json(errorBody(500, 'INTERNAL_ERROR', 'Internal server error'), 500);
};

function defaultCode(status: number): string {
	if (status === 404) return 'NOT_FOUND';
	if (status === 409) return 'CONFLICT';
	return 'INVALID_INPUT';
}

/**
 * The JSON body of a request.
 *
 * @throws ScimError 400 when there is none. UPS also takes application/scim+json (api-facts 3).
 */
export async function jsonBody(c: Context<SimulatorEnv>): Promise<unknown> {
	const type = c.req.header('content-type') ?? '';
	if (!/^application\/(scim\+)?json\b/i.test(type))
		throw new ScimError(400, `Unsupported content type '${type}'`, { code: 'INVALID_INPUT' });
	try {
		return await c.req.json();
	} catch {
		// Seen in real traffic for a body that is no JSON (api-facts 9).
		throw new ScimError(400, 'Request is unparsable', {
			code: 'BAD_REQUEST',
			scimType: 'invalidSyntax',
		});
	}
}
