// The body of POST /Bulk (SAP: v4.user-provisioning, Create a new users with /Bulk endpoint; RFC 7644 3.7).
import { ScimError, type JsonObject, type Settings } from '../context.mts';
import { isJsonObject, type Method, type ProvisionOperation } from './ledger.mts';

export const maxOperations = 100;
// SAP: Limitations, "record size of 400 KB per request" (open-questions 48).
export const maxPayloadSize = 400 * 1024;

export interface BulkRequest {
	failOnErrors?: number;
	operations: Array<Pick<ProvisionOperation, 'method' | 'bulkId' | 'userId' | 'data'>>;
}

/**
 * Checks the envelope of a bulk; the operations' data are looked at later, one by one.
 *
 * @param size Bytes of the body as they came over the wire.
 * @throws ScimError 400, or settings.oversizeBulkStatus for more than 100 operations or 400 KB.
 */
export function readBulk(body: JsonObject, size: number, settings: Settings): BulkRequest {
	const { schemas, Operations, failOnErrors } = body;
	if (size > maxPayloadSize)
		throw tooMany(settings, `The request has ${size} bytes, the limit is ${maxPayloadSize}`);
	if (
		!Array.isArray(schemas) ||
		!schemas.includes('urn:ietf:params:scim:api:messages:2.0:BulkRequest')
	)
		throw refusal('schemas must name urn:ietf:params:scim:api:messages:2.0:BulkRequest');
	if (!Array.isArray(Operations) || Operations.length === 0)
		throw refusal('Operations must be a list with at least one operation');
	if (Operations.length > maxOperations)
		throw tooMany(
			settings,
			`The request has ${Operations.length} operations, the limit is ${maxOperations}`,
		);
	if (failOnErrors !== undefined && !(Number.isInteger(failOnErrors) && Number(failOnErrors) > 0))
		throw refusal('failOnErrors must be a whole number above 0');
	const operations = Operations.map(readOperation);
	refuseDuplicateIds(operations);
	return { operations, ...(failOnErrors !== undefined && { failOnErrors: Number(failOnErrors) }) };
}

const methods: readonly unknown[] = ['POST', 'PUT', 'PATCH', 'DELETE'];

function readOperation(operation: unknown, index: number): BulkRequest['operations'][number] {
	const at = `Operations[${index}]`;
	if (!isJsonObject(operation)) throw refusal(`${at} must be an object`);
	const { method, path, bulkId, data } = operation;
	if (!methods.includes(method)) throw refusal(`${at}.method must be POST, PUT, PATCH or DELETE`);
	const parts = typeof path === 'string' ? /^\/Users(?:\/([^/]+))?\/?$/.exec(path) : null;
	if (!parts || (method === 'POST') !== (parts[1] === undefined))
		throw refusal(`${at}.path must be /Users for POST and /Users/{id} for the other methods`);
	if (bulkId !== undefined && (typeof bulkId !== 'string' || bulkId === ''))
		throw refusal(`${at}.bulkId must be a text`);
	if (method === 'POST' && bulkId === undefined) throw refusal(`${at}.bulkId is required for POST`);
	if (method !== 'DELETE' && data === undefined) throw refusal(`${at}.data is missing`);
	return { method: method as Method, bulkId: bulkId as string | undefined, userId: parts[1], data };
}

/** Open-questions 56. */
function refuseDuplicateIds(operations: BulkRequest['operations']): void {
	const seen = new Set<string>();
	for (const { bulkId } of operations) {
		if (bulkId === undefined) continue;
		if (seen.has(bulkId)) throw refusal(`bulkId '${bulkId}' is used twice`);
		seen.add(bulkId);
	}
}

function refusal(message: string): ScimError {
	return new ScimError(400, message, { code: 'INVALID_INPUT', scimType: 'invalidSyntax' });
}

/** Open-questions 53. */
function tooMany({ oversizeBulkStatus }: Settings, message: string): ScimError {
	return new ScimError(oversizeBulkStatus, message, { code: 'INVALID_INPUT', scimType: 'tooMany' });
}
