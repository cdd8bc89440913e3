// The item of a user whose request was looked up. Pure.
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { alreadyExistsText } from '../concur/failure';
import { readOperation, type Outcome } from './readOperation';
import { isDone, isIncomplete, operationsOf, totalOf, unlisted } from './statusDocument';
import type { Rejection } from './statusMessages';
import type { ReportedOperation, StatusDocument } from './statusShape';
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
	const isWhole = isDone(document) && !isIncomplete(document);
	return isWhole && operations.every((operation) => operation.bulkId) ? undefined : unlisted;
}

/** What an item says besides who it is and what it carries on. */
interface ItemContent {
	outcome: Outcome;
	/** One sentence; empty when all went well. */
	why: string;
	/** What to do, where no entry of `errors` says it. */
	hint?: string;
	operationId?: string;
	bulkId?: string;
	userId?: string;
	warnings?: object[];
	errors?: object[];
	extensions?: IDataObject;
	repair?: IDataObject;
	correlationId?: string;
	completedAt?: string;
}

/** The output item in the shape that the node promises: who, what became of the request, and why come first. */
export function itemOf(item: TrackedItem, content: ItemContent): IDataObject {
	const { outcome, why, hint, completedAt, repair } = content;
	const { bulkId = item.bulkId, userId = item.userId } = content;
	return {
		...item.names,
		outcome,
		why,
		...(hint ? { hint } : {}),
		...(item.operation ? { operation: item.operation } : {}),
		provisionId: item.provisionId,
		operationId: content.operationId ?? item.operationId ?? '',
		...(bulkId && bulkId !== placeholderBulkId ? { bulkId } : {}),
		...(userId ? { userId } : {}),
		...item.carried,
		warnings: (content.warnings ?? []) as IDataObject[],
		errors: (content.errors ?? []) as IDataObject[],
		extensions: content.extensions ?? {},
		...(repair ? { repair } : {}),
		...item.noted,
		correlationId: content.correlationId ?? item.correlationId ?? '',
		...(completedAt ? { completedAt } : {}),
	};
}

/** The item of one operation. */
export function toItem(
	document: StatusDocument,
	operation: ReportedOperation,
	item: TrackedItem,
): IDataObject {
	const verdict = readOperation(operation, item.sent, isDone(document), item.applied);
	const { outcome, warnings, errors, extensions } = verdict;
	const userId = operation.resource?.id ?? item.userId;
	const hasEnded = outcome !== 'pending' && outcome !== 'unknown';
	const resend = Object.keys(extensions).filter((name) =>
		['failed', 'blocked'].includes(String(extensions[name])),
	);
	const completed = outcome === 'pending' ? undefined : document.meta?.completed;
	return itemOf(item, {
		outcome,
		why: whyOf(outcome, errors, document, operation),
		operationId: operation.id,
		bulkId: item.bulkId ?? operation.bulkId,
		userId,
		warnings: [...warnings, ...foreignId(document, item.provisionId)],
		errors,
		extensions,
		...(hasEnded && resend.length > 0 ? { repair: repairOf(resend, item.operation, userId) } : {}),
		correlationId: document.meta?.correlationId,
		...(completed ? { completedAt: toIso(completed) } : {}),
	});
}

/** Whether somebody was to be created whom SAP Concur has already (open-questions 13). Pure. */
export function saysItExists(
	submitted: string | undefined,
	errors: Array<Pick<Rejection, 'extension' | 'message'>>,
): boolean {
	if (submitted !== undefined && submitted !== 'create') return false;
	return errors.some(
		({ extension, message }) =>
			['', 'core', 'enterprise', 'sap'].includes(extension) && alreadyExistsText.test(message),
	);
}

function whyOf(
	outcome: Outcome,
	errors: Rejection[],
	document: StatusDocument,
	operation: ReportedOperation,
): string {
	const [first] = errors;
	switch (outcome) {
		case 'succeeded':
			return '';
		case 'pending':
			if (operation === unlisted && isIncomplete(document)) {
				return `SAP Concur lists only ${document.operations?.length ?? 0} of the ${totalOf(document)} operations of this request`;
			}
			return operation === unlisted && isDone(document)
				? 'SAP Concur does not say which operation of the request belongs to this item'
				: 'SAP Concur has not finished this request yet';
		case 'unknown':
			return 'SAP Concur has finished this request and does not say whether anything was applied';
		default:
			return first ? reasonOf(first) : '';
	}
}

/** An error as one sentence. */
export function reasonOf({ field, message }: Pick<Rejection, 'field' | 'message'>): string {
	return field && !message.includes(field) ? `${field}: ${message}` : message;
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
function foreignId({ id }: StatusDocument, provisionId: string): object[] {
	if (!id || id.toLowerCase() === provisionId.toLowerCase()) return [];
	const message = `SAP Concur returned the provisioning ID ${id} instead of ${provisionId}`;
	return [{ extension: '', field: '', code: '', message }];
}

/** SAP Concur writes 2024-11-12T13:27:42.000+0000; what cannot be read stays as it is (open-questions 38). */
function toIso(time: string): string {
	return DateTime.fromISO(time, { zone: 'utc' }).toISO() ?? time;
}
