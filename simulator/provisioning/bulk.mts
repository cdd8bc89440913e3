// provisioning/ accepts provision requests, carries them out when their time comes, and tells how they ended. What an
// operation means for one extension is decided in extensions/, the identity part is written by identity/.

// The body of POST /Bulk (SAP: v4.user-provisioning, Create a new users with /Bulk endpoint; RFC 7644 3.7).
import { ScimError } from '../http/errors.mts';
import { isObject, type JsonObject } from '../http/json.mts';
import type { Method } from './extensions/changes.mts';
import type { ProvisionOperation } from './ledger.mts';
import type { ProvisioningSettings } from './settings.mts';

export const maxOperations = 100;
// SAP: Limitations, "record size of 400 KB per request" (open-questions 48).
export const maxPayloadSize = 400 * 1024;

export interface BulkRequest {
	failOnErrors?: number;
	operations: Array<Pick<ProvisionOperation, 'method' | 'bulkId' | 'userId' | 'data'>>;
}

/**
 * Checks the envelope of a bulk; the data of the operations are checked later, one by one.
 *
 * @param size Bytes of the body as they came over the wire.
 * @throws ScimError 400, or settings.oversizeBulkStatus for more than 100 operations or 400 KB.
 */
export function readBulk(
	body: JsonObject,
	size: number,
	settings: ProvisioningSettings,
): BulkRequest {
	const { schemas, Operations, failOnErrors } = body;
	if (size > maxPayloadSize)
		throw tooMany(settings, `The request has ${size} bytes, the limit is ${maxPayloadSize}`);
	if (
		!Array.isArray(schemas) ||
		!schemas.includes('urn:ietf:params:scim:api:messages:2.0:BulkRequest')
	)
		throw rejection('schemas must name urn:ietf:params:scim:api:messages:2.0:BulkRequest');
	if (!Array.isArray(Operations) || Operations.length === 0)
		throw rejection('Operations must be a list with at least one operation');
	if (Operations.length > maxOperations)
		throw tooMany(
			settings,
			`The request has ${Operations.length} operations, the limit is ${maxOperations}`,
		);
	if (failOnErrors !== undefined && !(Number.isInteger(failOnErrors) && Number(failOnErrors) > 0))
		throw rejection('failOnErrors must be a whole number above 0');
	const operations = Operations.map(readOperation);
	rejectDuplicateIds(operations);
	return { operations, ...(failOnErrors !== undefined && { failOnErrors: Number(failOnErrors) }) };
}

const methods: readonly unknown[] = ['POST', 'PUT', 'PATCH', 'DELETE'];

function readOperation(operation: unknown, index: number): BulkRequest['operations'][number] {
	const at = `Operations[${index}]`;
	if (!isObject(operation)) throw rejection(`${at} must be an object`);
	const { method, path, bulkId, data } = operation;
	if (!methods.includes(method)) throw rejection(`${at}.method must be POST, PUT, PATCH or DELETE`);
	const parts = typeof path === 'string' ? /^\/Users(?:\/([^/]+))?\/?$/.exec(path) : null;
	if (!parts || (method === 'POST') !== (parts[1] === undefined))
		throw rejection(`${at}.path must be /Users for POST and /Users/{id} for the other methods`);
	if (bulkId !== undefined && (typeof bulkId !== 'string' || bulkId === ''))
		throw rejection(`${at}.bulkId must be a string`);
	if (method === 'POST' && bulkId === undefined)
		throw rejection(`${at}.bulkId is required for POST`);
	if (method !== 'DELETE' && data === undefined) throw rejection(`${at}.data is missing`);
	return { method: method as Method, bulkId: bulkId as string | undefined, userId: parts[1], data };
}

/** What SAP Concur does with a repeated bulkId is not documented (open-questions 56). */
function rejectDuplicateIds(operations: BulkRequest['operations']): void {
	const seen = new Set<string>();
	for (const { bulkId } of operations) {
		if (bulkId === undefined) continue;
		if (seen.has(bulkId)) throw rejection(`bulkId '${bulkId}' is used twice`);
		seen.add(bulkId);
	}
}

function rejection(message: string): ScimError {
	return new ScimError(400, message, { code: 'INVALID_INPUT', scimType: 'invalidSyntax' });
}

/** Which status SAP Concur answers with is not documented (open-questions 53). */
function tooMany({ oversizeBulkStatus }: ProvisioningSettings, message: string): ScimError {
	return new ScimError(oversizeBulkStatus, message, { code: 'INVALID_INPUT', scimType: 'tooMany' });
}
