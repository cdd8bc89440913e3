import pick from 'lodash/pick';
import type { IDataObject } from 'n8n-workflow';
import { cureOfSentence } from '../shared/concur/messages/explain';
import { isJsonObject, isTooDeep } from '../shared/schema/attributes';
import { outputNames } from '../shared/status/readOperation';
import { reasonsOf } from '../shared/status/reasons';
import { hintOf, repairOf, type Repair } from '../shared/status/repair';
import { ownNotice } from '../shared/status/statusMessages';
import { arranged, itemOf, saysItExists } from '../shared/status/statusItem';
import {
	readTrackedItem,
	rejectionsIn,
	textOf,
	type TrackedItem,
} from '../shared/status/trackedItem';

/**
 * The item of a user for whom there is nothing to look up, so that nobody gets lost: the request was rejected, changed
 * nothing, or its response was lost, or it was a delete, which SAP Concur carries out immediately. Items of SAP Concur
 * Identity say so with the same keys. Undefined for any other item.
 * @param document what stands beside the item's json in `sentDocument`
 */
export function itemWithoutRequest(json: IDataObject, document?: unknown): IDataObject | undefined {
	const { outcome } = json;
	const kept = pick(json, 'supportDetails');
	if (isOwn(json)) return arranged(json);
	if (outcome === 'failed' || (outcome === undefined && json.error)) {
		return { ...failed(json, document), ...kept };
	}
	if (outcome === 'unknown') return { ...unknown(json), ...kept };
	if (outcome === 'unchanged' || outcome === 'succeeded') {
		const item = readDone(json);
		return itemOf(item, { ...done, extensions: stateOfAll(item.applied, 'applied') });
	}
	if (outcome === 'submitted' && json.operation === 'delete') {
		const item = readTrackedItem(json, 0, '');
		return itemOf(item, { ...done, extensions: stateOfAll(item.sent, 'applied') });
	}
	return undefined;
}

/** Whether this node has put the item out before, with or without its details. */
function isOwn({ outcome, why, operationId, errors = [] }: IDataObject): boolean {
	const isKnown = [...outputNames, 'unknown'].some((name) => name === outcome);
	const isListed = Array.isArray(errors) && errors.every(isRejection);
	return isKnown && isListed && typeof why === 'string' && typeof operationId === 'string';
}

const isRejection = (error: unknown) => isJsonObject(error) && textOf(error.message) !== undefined;

const done = { outcome: 'succeeded', why: '' } as const;

/** An item that says itself that all is done; one of SAP Concur Identity has the user's UUID as `id`, and texts as warnings. */
function readDone(json: IDataObject): TrackedItem {
	const item = readTrackedItem({ userId: json.id, ...json }, 0, '');
	const warnings = Array.isArray(json.warnings) ? json.warnings : [];
	const texts = warnings.flatMap((warning) => textOf(warning) ?? []);
	return { ...item, notices: [...texts, ...item.notices] };
}

function failed(json: IDataObject, document: unknown): IDataObject {
	// Where SAP Concur Identity says nothing but the error, it puts the rest into 'details'.
	const details = isJsonObject(json.details) ? (json.details as IDataObject) : {};
	const item = readTrackedItem({ ...details, ...json }, 0, '', undefined, document);
	const { sent = [], applied = [], operation, userId } = item;
	const hint = textOf(json.hint) ?? textOf(details.description);
	const listed = rejectionsIn(json.errors, hint);
	const message = whyIn(json) ?? 'The request was not sent to SAP Concur';
	const whole = { ...ownNotice(message), hint: hint ?? cureOfSentence(message) };
	const errors = listed.length > 0 ? listed : [whole];
	const exists = !userId && saysItExists(operation, errors);
	const request = { resend: sent, applied, submitted: operation, userId, document: item.document };
	const repair = sent.length > 0 && !exists ? repairOf(request) : repairIn(json);
	return itemOf(item, {
		// What was applied before a repair stays so.
		outcome: applied.length > 0 ? 'partial' : 'failed',
		why: whyIn(json) ?? reasonsOf(errors),
		hint: hint ?? hintOf(errors, repair),
		errors,
		extensions: {
			...stateOfAll(sent.length > 0 ? sent : repair?.resend, 'blocked'),
			...stateOfAll(applied, 'applied'),
		},
		repair,
	});
}

/** The repair of an item that could not be repaired, because what was entered for it was not right. */
function repairIn({ repair }: IDataObject): Repair | undefined {
	const isRepair = isJsonObject(repair) && Array.isArray(repair.resend) && !isTooDeep(repair);
	return isRepair ? (repair as unknown as Repair) : undefined;
}

function unknown(json: IDataObject): IDataObject {
	const item = readTrackedItem(json, 0, '');
	return itemOf(item, {
		outcome: 'unknown',
		why: whyIn(json) ?? 'SAP Concur may have carried out this request',
		hint: textOf(json.hint),
		extensions: stateOfAll(item.sent, 'unclear'),
	});
}

const stateOfAll = (sent: string[] = [], state: string) =>
	Object.fromEntries(sent.map((name) => [name, state]));

/** Why something failed, as the node before said it; n8n's number of its item says nothing here. */
function whyIn({ why, error }: IDataObject): string | undefined {
	const { message } = isJsonObject(error) ? error : {};
	const said = textOf(why) ?? textOf(error) ?? textOf(message);
	return said?.replace(/ \[item \d+\]$/, '');
}
