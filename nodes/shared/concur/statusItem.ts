// From what a submit put on an item to what the status says about it. Pure.
import pick from 'lodash/pick';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { hintFor } from './hints';
import { isDone, readOperation, type ReportedOperation, type StatusDocument } from './readStatus';

/** What is known of a request from the item that SAP Concur Provisioning, or this node before, gave. */
export interface TrackedItem {
	itemIndex: number;
	provisionId: string;
	bulkId?: string;
	operationId?: string;
	userId?: string;
	/** The verb of the submit, e.g. 'create'. */
	operation?: string;
	/** Short names of the extensions that carried data; undefined when not known. */
	sent?: string[];
	correlationId?: string;
	/** What goes on unchanged, so that an item which is still pending can be looked up again. */
	carried: IDataObject;
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** The id in what the user gave: an id, or a status URL of either form (open questions 1 and 2). */
export function provisionIdIn(given: unknown): string | undefined {
	return uuid.exec(String(given ?? ''))?.[0];
}

export function readTrackedItem(
	json: IDataObject,
	itemIndex: number,
	provisionId: string,
): TrackedItem {
	return {
		itemIndex,
		provisionId,
		bulkId: text(json.bulkId),
		operationId: text(json.operationId),
		userId: text(json.userId),
		operation: text(json.operation),
		sent: Array.isArray(json.sent) ? json.sent.map(String) : undefined,
		correlationId: text(json.correlationId),
		carried: pick(json, ['userName', 'employeeNumber', 'operation', 'sent']),
	};
}

function text(value: unknown): string | undefined {
	return value === undefined || value === null || value === '' ? undefined : String(value);
}

/** SAP's sample of a request for one person shows this in place of a bulkId; real answers have none. */
const placeholderBulkId = 'gen-temp-bulk-id';

/**
 * The operation that belongs to a submission, or undefined when the document lists others only.
 * A submission that names none gets the only one there is.
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
	// Until the request has ended, an operation may just not be listed yet.
	return isDone(document) ? undefined : { id: '', status: { completed: false } };
}

/** All operations; the request itself stands in for them while Concur lists none. */
export function operationsOf(document: StatusDocument): ReportedOperation[] {
	if (document.operations?.length) return document.operations;
	return [{ id: '', status: { ...document.status, completed: isDone(document) } }];
}

/** One output item, in the shape that the node promises. */
export function toItem(
	document: StatusDocument,
	operation: ReportedOperation,
	submission: TrackedItem,
): IDataObject {
	const { provisionId, sent } = submission;
	const verdict = readOperation(operation, sent, isDone(document));
	const userId = operation.resource?.id ?? submission.userId;
	const bulkId = submission.bulkId ?? operation.bulkId;
	const completedAt = verdict.outcome === 'pending' ? undefined : document.meta?.completed;
	const resend = Object.keys(verdict.extensions).filter((name) =>
		['failed', 'blocked'].includes(verdict.extensions[name]),
	);
	return {
		provisionId,
		operationId: operation.id,
		...(bulkId && bulkId !== placeholderBulkId ? { bulkId } : {}),
		...(userId ? { userId } : {}),
		...submission.carried,
		outcome: verdict.outcome,
		warnings: [
			...verdict.warnings,
			...foreignId(document, provisionId),
		] as unknown as IDataObject[],
		errors: verdict.errors as unknown as IDataObject[],
		extensions: verdict.extensions,
		...(verdict.outcome !== 'pending' && resend.length > 0
			? { repair: repairOf(resend, submission.operation, userId) }
			: {}),
		correlationId: document.meta?.correlationId ?? submission.correlationId ?? '',
		...(completedAt ? { completedAt: toIso(completedAt) } : {}),
	};
}

/**
 * What to send again once the data are corrected. Without its identity the whole operation has to be
 * repeated, anything else goes in an update. SAP: v4.user-provisioning, Extension Failure Retry Strategy.
 */
function repairOf(resend: string[], submitted?: string, userId?: string): IDataObject {
	const identityFailed = resend.includes('core') || resend.includes('enterprise');
	const exists = userId !== undefined;
	const repeats = submitted !== undefined && (submitted === 'create' ? !exists : identityFailed);
	const operation = repeats ? submitted : exists ? 'update' : 'create';
	return { resend, operation, ...(exists ? { userId } : {}) };
}

/** Samples answer with another id than the one asked for (open questions 8): told, not judged. */
function foreignId({ id }: StatusDocument, provisionId: string): IDataObject[] {
	if (!id || id.toLowerCase() === provisionId.toLowerCase()) return [];
	const message = `SAP Concur answered with the provisioning ID ${id} instead of ${provisionId}`;
	return [{ extension: '', field: '', code: '', message }];
}

/** Concur writes 2024-11-12T13:27:42.000+0000; what cannot be read stays as it is (open questions 38). */
function toIso(time: string): string {
	return DateTime.fromISO(time, { zone: 'utc' }).toISO() ?? time;
}

/**
 * The item of a person for whom there is nothing to look up, so that nobody gets lost: the submit was
 * refused, or it was a delete, which Concur carries out at once. Undefined for anybody else.
 */
export function toItemWithoutRequest(json: IDataObject): IDataObject | undefined {
	const hasBeenHere = Array.isArray(json.errors) && json.extensions !== undefined;
	if (hasBeenHere) return json;
	const isDeleted = json.operation === 'delete' && json.outcome === 'submitted';
	if (json.outcome !== 'failed' && !isDeleted) return undefined;
	const {
		sent = [],
		operation,
		userId,
		bulkId,
		correlationId,
		carried,
	} = readTrackedItem(json, 0, '');
	const message = messageOf(json.error);
	const refusal = {
		extension: '',
		field: '',
		code: '',
		message,
		hint: text(json.hint) ?? hintFor(message),
	};
	const state = isDeleted ? 'applied' : 'blocked';
	return {
		provisionId: '',
		operationId: '',
		...(bulkId ? { bulkId } : {}),
		...(userId ? { userId } : {}),
		...carried,
		outcome: isDeleted ? 'succeeded' : 'failed',
		warnings: [],
		errors: isDeleted ? [] : [refusal],
		extensions: Object.fromEntries(sent.map((name) => [name, state])),
		...(!isDeleted && sent.length > 0 ? { repair: repairOf(sent, operation, userId) } : {}),
		correlationId: correlationId ?? '',
	};
}

function messageOf(error: unknown): string {
	if (typeof error === 'string' && error !== '') return error;
	const { message } = (error ?? {}) as { message?: unknown };
	return typeof message === 'string' ? message : 'The request did not reach SAP Concur';
}
