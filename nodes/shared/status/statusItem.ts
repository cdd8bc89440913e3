// The item of a user whose request was looked up. Pure.
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { readOperation } from './readOperation';
import {
	isDone,
	operationsOf,
	type ReportedOperation,
	type StatusDocument,
} from './statusDocument';
import type { TrackedItem } from './trackedItem';

/** SAP's sample of a request for one user shows this instead of a bulkId; real responses have none. */
const placeholderBulkId = 'gen-temp-bulk-id';

/**
 * The operation that belongs to an item, or undefined when the document lists only others. An item that names none gets
 * the only one there is.
 */
export function operationOf(
	document: StatusDocument,
	{ bulkId, operationId }: TrackedItem,
): ReportedOperation | undefined {
	const operations = operationsOf(document);
	const [only] = operations.length === 1 ? operations : [];
	if (!bulkId) return operations.find(({ id }) => id === operationId) ?? only;
	const own = operations.find((operation) => operation.bulkId === bulkId);
	if (own) return own;
	if (only && (!only.bulkId || only.bulkId === placeholderBulkId)) return only;
	// Until the request has ended, an operation may not be listed yet.
	return isDone(document) ? undefined : { id: '', status: { completed: false } };
}

/** One output item, in the shape that the node promises. */
export function toItem(
	document: StatusDocument,
	operation: ReportedOperation,
	item: TrackedItem,
): IDataObject {
	const { provisionId, sent } = item;
	const verdict = readOperation(operation, sent, isDone(document));
	const userId = operation.resource?.id ?? item.userId;
	const bulkId = item.bulkId ?? operation.bulkId;
	const completedAt = verdict.outcome === 'pending' ? undefined : document.meta?.completed;
	const resend = Object.entries(verdict.extensions)
		.filter(([, state]) => state === 'failed' || state === 'blocked')
		.map(([name]) => name);
	return {
		provisionId,
		operationId: operation.id,
		...(bulkId && bulkId !== placeholderBulkId ? { bulkId } : {}),
		...(userId ? { userId } : {}),
		...item.carried,
		outcome: verdict.outcome,
		warnings: [
			...verdict.warnings,
			...foreignId(document, provisionId),
		] as unknown as IDataObject[],
		errors: verdict.errors as unknown as IDataObject[],
		extensions: verdict.extensions,
		...(verdict.outcome !== 'pending' && resend.length > 0
			? { repair: repairOf(resend, item.operation, userId) }
			: {}),
		correlationId: document.meta?.correlationId ?? item.correlationId ?? '',
		...(completedAt ? { completedAt: toIso(completedAt) } : {}),
	};
}

/**
 * What to send again once the data is corrected: the whole operation if the identity is missing, otherwise an update.
 * SAP: v4.user-provisioning, Extension Failure Retry Strategy.
 */
export function repairOf(resend: string[], submitted?: string, userId?: string): IDataObject {
	const identityFailed = resend.includes('core') || resend.includes('enterprise');
	const exists = userId !== undefined;
	const repeats = submitted !== undefined && (submitted === 'create' ? !exists : identityFailed);
	const operation = repeats ? submitted : exists ? 'update' : 'create';
	return { resend, operation, ...(exists ? { userId } : {}) };
}

/** SAP's samples return another ID than the requested one (open-questions 8): a warning, no error. */
function foreignId({ id }: StatusDocument, provisionId: string): IDataObject[] {
	if (!id || id.toLowerCase() === provisionId.toLowerCase()) return [];
	const message = `SAP Concur returned the provisioning ID ${id} instead of ${provisionId}`;
	return [{ extension: '', field: '', code: '', message }];
}

/** SAP Concur writes 2024-11-12T13:27:42.000+0000; what cannot be read stays as it is (open-questions 38). */
function toIso(time: string): string {
	return DateTime.fromISO(time, { zone: 'utc' }).toISO() ?? time;
}
