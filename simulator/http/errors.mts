// The error envelope of Identity v4.1 and UPS v4 (api-facts 3.1).
import type { ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { SimulatorEnv } from './correlation.mts';

const concurError = 'urn:ietf:params:scim:api:messages:concur:2.0:Error';

/** One message of the envelope. */
interface ErrorMessage {
	code: string;
	message: string;
	schemaPath?: string;
}

/** Thrown anywhere below a route; answerError turns it into SAP's error envelope. */
export class ScimError extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly options: {
			code?: string;
			scimType?: string;
			schemaPath?: string;
			detail?: string;
			/** Several messages in place of the one made of message, code and schemaPath. */
			messages?: ErrorMessage[];
		} = {},
	) {
		super(message);
	}
}

/**
 * The envelope with one or more messages; `status` is a text in it (SAP: v4-user-retrieval, Error
 * Sample).
 */
export function errorBody(
	status: number,
	code: string,
	message: string,
	further: {
		scimType?: string;
		detail?: string;
		schemaPath?: string;
		messages?: ErrorMessage[];
	} = {},
) {
	const { scimType, schemaPath } = further;
	const single: ErrorMessage = { code, message, ...(schemaPath !== undefined && { schemaPath }) };
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

/** Turns whatever a route throws into SAP's envelope; anything unforeseen is a 500 and printed to stderr. */
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
