// The item of a user whose request was looked up. Pure.
import difference from 'lodash/difference';
import pickBy from 'lodash/pickBy';
import uniq from 'lodash/uniq';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { alreadyExistsText } from '../concur/failure';
import { isJsonObject } from '../schema/attributes';
import { hyphenated } from '../schema/uuid';
import { readOperation, type Outcome, type Verdict } from './readOperation';
import { reasonsOf, remarksOf } from './reasons';
import { appliedIn, hintOf, repairOf, toResend, type Repair } from './repair';
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
	const keys = new Set([...order.filter((key) => key in json), ...Object.keys(json)]);
	return Object.fromEntries([...keys].map((key) => [key, json[key]]));
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
		// What was not sent because a correction is not right keeps its story.
		...(repair ? { repair: { ...presentIn(item, repair), why, ...repair } } : {}),
		...(item.changes === undefined ? {} : { changes: item.changes }),
		notices: item.notices,
		correlationId: content.correlationId ?? item.correlationId ?? '',
		...(completedAt ? { completedAt } : {}),
	});
}

/** What was there before an update, by field: a repair takes back nothing that is newer. */
function presentIn(item: TrackedItem, repair: Repair): { before?: IDataObject } {
	if (repair.operation !== 'update' || !repair.document) return {};
	const changes = item.operation === 'create' ? [] : item.changes;
	if (!Array.isArray(changes)) return {};
	const known = (changes as unknown[]).filter(isJsonObject);
	return { before: Object.fromEntries(known.map(({ field, from }) => [field, from ?? null])) };
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
	const resend = uniq([...toResend(extensions, sent), ...late]);
	// Whether to update or to correct is known when that user has been looked up.
	const isUnclear = !userId && saysItExists(item.operation, errors);
	const repair =
		hasFailed && resend.length > 0 && !isUnclear
			? repairOf({
					resend,
					applied: difference(appliedIn(extensions), resend),
					submitted: item.operation,
					userId,
					document: item.document,
				})
			: undefined;
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
