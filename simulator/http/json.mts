// JSON as clients send it.
import type { Context } from 'hono';
import { ScimError } from './errors.mts';

export type JsonObject = Record<string, unknown>;

/** True for a JSON object, which a user, a PatchOp and every extension must be. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Returns the JSON body of a request.
 *
 * @throws ScimError 400 when there is none. UPS also accepts application/scim+json (api-facts 3).
 */
export async function jsonBody(c: Context): Promise<unknown> {
	const type = c.req.header('content-type') ?? '';
	if (!/^application\/(scim\+)?json\b/i.test(type))
		throw new ScimError(400, `Unsupported content type '${type}'`, { code: 'INVALID_INPUT' });
	try {
		return (await c.req.json()) as unknown;
	} catch {
		// Seen in real traffic for a body that is not JSON (api-facts 9).
		throw new ScimError(400, 'Request is unparsable', {
			code: 'BAD_REQUEST',
			scimType: 'invalidSyntax',
		});
	}
}
