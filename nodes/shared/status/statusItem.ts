// The item of a user whose request was looked up. Pure.
import lowerFirst from 'lodash/lowerFirst';
import omit from 'lodash/omit';
import pick from 'lodash/pick';
import pickBy from 'lodash/pickBy';
import uniq from 'lodash/uniq';
import upperFirst from 'lodash/upperFirst';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { alreadyExistsText } from '../concur/failure';
import { partLabel } from '../concur/messages/place';
import { hyphenated } from '../schema/uuid';
import { readOperation, type Outcome, type Verdict } from './readOperation';
import { cureOf, reasonsOf, remarksOf } from './reasons';
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
	/** What to do; empty when all went well. */
	hint?: string;
	operationId?: string;
	bulkId?: string;
	userId?: string;
	warnings?: object[];
	errors?: object[];
	extensions?: IDataObject;
	repair?: Repair;
	correlationId?: string;
	completedAt?: string;
}

/** Who, what became of the request, why, and what to do come first, lists and objects last. */
const order = [
	...['userName', 'employeeNumber', 'outcome', 'why', 'hint'],
	...['operation', 'provisionId', 'operationId', 'bulkId', 'userId'],
	...['sent', 'applied', 'firstSentAt', 'leftOut'],
	...['warnings', 'errors', 'extensions', 'repair', 'changes'],
	...['notices', 'correlationId', 'completedAt'],
];

/** The same item with its keys in the order that the node promises. Pure. */
export function arranged(json: IDataObject): IDataObject {
	return { ...pick(json, order), ...omit(json, order) };
}

/** The output item in the shape that the node promises. */
export function itemOf(item: TrackedItem, content: ItemContent): IDataObject {
	const { outcome, why, hint, completedAt, repair } = content;
	const { bulkId = item.bulkId, userId = item.userId } = content;
	return arranged({
		...item.names,
		...item.carried,
		outcome,
		why,
		...(hint ? { hint } : {}),
		...(item.operation ? { operation: item.operation } : {}),
		provisionId: item.provisionId,
		operationId: content.operationId ?? item.operationId ?? '',
		...(bulkId && bulkId !== placeholderBulkId ? { bulkId } : {}),
		...(userId ? { userId } : {}),
		warnings: (content.warnings ?? []) as IDataObject[],
		errors: (content.errors ?? []) as IDataObject[],
		extensions: content.extensions ?? {},
		...(repair ? { repair: { ...repair } } : {}),
		...(item.changes === undefined ? {} : { changes: item.changes }),
		notices: item.notices,
		correlationId: content.correlationId ?? item.correlationId ?? '',
		...(completedAt ? { completedAt } : {}),
	});
}

/** The item of one operation. */
export function toItem(
	document: StatusDocument,
	operation: ReportedOperation,
	item: TrackedItem,
): IDataObject {
	const { sent, applied, leftOut } = item;
	const values = { ...pickBy(item.names), ...item.values };
	const verdict = lessLeftOut(
		readOperation(operation, sent, isDone(document), applied, values),
		leftOut,
	);
	const { outcome, warnings, errors, extensions } = verdict;
	const userId = operation.resource?.id ?? item.userId;
	const { correlationId } = document.meta ?? {};
	const completed = outcome === 'pending' ? undefined : document.meta?.completed;
	const hasFailed = outcome === 'partial' || outcome === 'failed';
	const late = outcome === 'partial' ? leftOut.map(({ extension }) => extension) : [];
	const resend = uniq([...toResend(extensions), ...late]);
	const repair = hasFailed ? repairFor(resend, errors, item.operation, userId) : undefined;
	return itemOf(item, {
		outcome,
		why: whyOf(verdict, document, operation),
		hint: hasFailed ? hintOf(errors, repair) : outcome === 'unknown' ? lookFirst : undefined,
		operationId: operation.id,
		bulkId: item.bulkId ?? operation.bulkId,
		userId,
		warnings: [...warnings, ...foreignId(document, item.provisionId)],
		errors,
		extensions,
		repair,
		// Without hyphens here, with them in the headers of all responses (api-facts 3).
		correlationId: correlationId && hyphenated(correlationId),
		...(completed ? { completedAt: toIso(completed) } : {}),
	});
}

/** What was not sent is no success, even if SAP Concur has taken all the rest. */
function lessLeftOut(verdict: Verdict, leftOut: Rejection[]): Verdict {
	const isDone = verdict.outcome === 'succeeded' || verdict.outcome === 'partial';
	if (leftOut.length === 0 || !isDone) return verdict;
	return { ...verdict, outcome: 'partial', errors: [...verdict.errors, ...leftOut] };
}

const lookFirst =
	'Look at the user with SAP Concur Provisioning (Get Profile) before you send anything again.';

/** None for somebody who exists already: whether to update or to correct is known when that user has been looked up. */
function repairFor(
	resend: string[],
	errors: Rejection[],
	submitted: string | undefined,
	userId: string | undefined,
): Repair | undefined {
	if (resend.length === 0 || (!userId && saysItExists(submitted, errors))) return undefined;
	return repairOf(resend, submitted, userId);
}

/** Short names of the extensions that SAP Concur has not written. */
export function toResend(extensions: Verdict['extensions']): string[] {
	return Object.keys(extensions).filter((name) =>
		['failed', 'blocked'].includes(String(extensions[name])),
	);
}

/** What to correct, and how to send it again. Empty without any error. */
export function hintOf(errors: Rejection[], repair?: Repair): string {
	const cure = cureOf(errors);
	if (cure === '' || !repair) return cure;
	return `${cure} Then ${lowerFirst(repair.what)}.`;
}

/** Whether somebody was to be created whom SAP Concur has already (open-questions 13). Pure. */
export function saysItExists(
	submitted: string | undefined,
	errors: Array<Pick<Rejection, 'extension' | 'message' | 'details'>>,
): boolean {
	if (submitted !== undefined && submitted !== 'create') return false;
	return errors.some(
		(error) => ['', 'core', 'enterprise', 'sap'].includes(error.extension) && isTaken(error),
	);
}

/** Whether an error says that another user has the value. */
export const isTaken = ({ message, details = '' }: Pick<Rejection, 'message' | 'details'>) =>
	alreadyExistsText.test(message) || alreadyExistsText.test(details);

function whyOf(
	{ outcome, errors, warnings }: Verdict,
	document: StatusDocument,
	operation: ReportedOperation,
): string {
	switch (outcome) {
		case 'succeeded':
			return remarksOf(warnings);
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
			return reasonsOf(errors);
	}
}

/** How to complete a user once the data is corrected. */
export interface Repair {
	/** The same as a sentence without a point. */
	what: string;
	/** Short names of the extensions to send. */
	resend: string[];
	operation: string;
	userId?: string;
}

/**
 * What to send again once the data is corrected: the whole operation if the identity is missing, otherwise an update.
 * SAP: v4.user-provisioning, Extension Failure Retry Strategy.
 */
export function repairOf(resend: string[], submitted?: string, userId?: string): Repair {
	const identityFailed = resend.includes('core') || resend.includes('enterprise');
	const exists = userId !== undefined;
	const repeats = submitted !== undefined && (submitted === 'create' ? !exists : identityFailed);
	const operation = repeats ? submitted : exists ? 'update' : 'create';
	const labels = resend.map(partLabel).filter(Boolean).join(', ');
	const node = `SAP Concur Provisioning (${upperFirst(operation)})`;
	const what =
		operation === 'update'
			? `Send these parts again with ${node}: ${labels || 'what SAP Concur has not written'}`
			: `Send the user again with ${node}`;
	return { what, resend, operation, ...(exists ? { userId } : {}) };
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
