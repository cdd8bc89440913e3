import groupBy from 'lodash/groupBy';
import sortBy from 'lodash/sortBy';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { pause } from '../shared/concur/pause';
import { supportRunOf } from '../shared/concur/support/exchange';
import { itemsInCompanyLabels } from '../shared/form/labels/inCompanyLabels';
import { detailsFor } from '../shared/run/loop/supportDetails';
import { itemError, stopsNode, type NodeError } from '../shared/run/nodeError';
import type { ItemResult } from '../shared/run/operation';
import { itemsAtOnce } from '../shared/run/operation';
import { quoted } from '../shared/schema/fieldIssue';
import { outputNames } from '../shared/status/readOperation';
import { operationsOf } from '../shared/status/statusDocument';
import { arranged, itemOf, operationOf, toItem } from '../shared/status/statusItem';
import type { ReportedOperation } from '../shared/status/statusShape';
import { supportOfStatus, type Looked } from '../shared/status/supportOfStatus';
import { readTrackedItem, textOf, type TrackedItem } from '../shared/status/trackedItem';
import { readDetails, withDetails } from './details';
import { completeExisting } from './existingUsers';
import { guarded } from './guarded';
import { isTracked, toResult, type Input } from './inputs';
import type { LookUp, LookUps } from '../shared/completion/lookUp';

/** The results of requests, by provisionId. */
export type Judged = Map<string, ItemResult[]>;

/** Items by the request that they belong to. */
export const itemsByRequest = (inputs: Input[]) => groupBy(inputs.filter(isTracked), 'provisionId');

/** Judges the items of each request by what is known about it now. */
export async function judgeAll(
	this: IExecuteFunctions,
	requests: readonly TrackedItem[],
	items: Record<string, TrackedItem[]>,
	lookUps: LookUps,
	judged: Judged,
): Promise<void> {
	for (const [index, { provisionId }] of requests.entries()) {
		if (index % itemsAtOnce === itemsAtOnce - 1) await pause(this, 0);
		const lookUp = lookUps.get(provisionId) ?? {};
		const own = items[provisionId] ?? [];
		judged.set(
			provisionId,
			own.flatMap((item) => judge.call(this, item, lookUp)),
		);
	}
}

/** The results of all inputs, in their order, once all are final. */
export async function resultsOf(
	this: IExecuteFunctions,
	inputs: Input[],
	judged: Judged,
): Promise<ItemResult[]> {
	const details = readDetails.call(this);
	const withoutRequest = inputs.filter((input): input is ItemResult => !isTracked(input));
	const results = sortBy([...withoutRequest, ...[...judged.values()].flat()], 'itemIndex');
	const completed = await completeExisting.call(this, results);
	const jsons = completed.map(({ json }) => json);
	const labeled = await itemsInCompanyLabels.call(this, jsons);
	return completed.map((result, index) => {
		if (result.error && stopsNode.call(this)) return result;
		const own = { ...result, json: labeled[index] ?? {} };
		const { json, output } = result.error ? notLookedUp.call(this, own) : own;
		return { ...result, json: withDetails(json, details), output };
	});
}

/** An item that could not be looked up: it leaves by Failed, but whether the user was written is not known. */
function notLookedUp(this: IExecuteFunctions, { itemIndex, json, error }: ItemResult): ItemResult {
	const row = this.getInputData()[itemIndex]?.json ?? {};
	const item = readTrackedItem(row, itemIndex, textOf(json.provisionId) ?? '');
	const own = itemOf(item, {
		outcome: 'unknown',
		why: error?.message ?? '',
		hint: error?.description ?? '',
		correlationId: textOf(error?.context.correlationId),
	});
	const supportDetails = error && detailsFor.call(this, itemIndex, error);
	const whole = supportDetails ? { ...own, supportDetails } : own;
	return { itemIndex, json: whole, output: outputNames.indexOf('failed') };
}

function judge(this: IExecuteFunctions, item: TrackedItem, lookUp: LookUp): ItemResult[] {
	const what = `SAP Concur's status of the provisioning request ${item.provisionId}`;
	const results = () => resultsOfItem.call(this, item, lookUp);
	return [guarded.call(this, item.itemIndex, what, results)].flat() as ItemResult[];
}

/** One for each operation of the request if the item does not say which is its own. */
function resultsOfItem(
	this: IExecuteFunctions,
	item: TrackedItem,
	{ document, error, outage }: LookUp,
): ItemResult[] {
	const { itemIndex, provisionId, bulkId } = item;
	if (error) return [{ itemIndex, json: { provisionId }, error }];
	if (!document) return outage ? [toResult(itemIndex, notSeen(item, outage), item)] : [];

	const because = (json: IDataObject) =>
		outage && json.outcome === 'pending' ? arranged({ ...json, ...notRead(outage) }) : json;
	const itemFor = (operation: ReportedOperation, own: TrackedItem) =>
		withSupport.call(this, because(toItem(document, operation, own)), {
			document,
			operation,
			item: own,
		});
	const own = operationOf(document, item);
	if (own) return [toResult(itemIndex, itemFor(own, item), item)];
	if (!bulkId) {
		// The user whom the item names is one of many here, so nothing of the item is copied to all.
		const anonymous = readTrackedItem({}, itemIndex, provisionId);
		return operationsOf(document).map((one) => toResult(itemIndex, itemFor(one, anonymous)));
	}
	const message = `The provisioning request ${provisionId} has no operation with the bulk ID ${quoted(bulkId)}`;
	const cure =
		'Provisioning ID and bulkId must come from the same item of SAP Concur Provisioning.';
	return [
		{ itemIndex, json: { provisionId }, error: itemError.call(this, itemIndex, message, cure) },
	];
}

const needSupport = ['partial', 'failed', 'unknown'];

/** The item with support details, if it needs them and the option says so. */
function withSupport(this: IExecuteFunctions, json: IDataObject, looked: Looked): IDataObject {
	const run = needSupport.includes(String(json.outcome)) ? supportRunOf(this) : undefined;
	return run ? { ...json, supportDetails: supportOfStatus(run, looked, json) } : json;
}

/** The item of a request whose status could not be read yet. */
function notSeen(item: TrackedItem, outage: NodeError): IDataObject {
	return itemOf(item, {
		outcome: 'pending',
		...notRead(outage),
		extensions: Object.fromEntries((item.sent ?? []).map((name) => [name, 'pending'])),
	});
}

/** What the error of a request says to do about it would be wrong here: the user was sent. */
function notRead({ message }: NodeError): { why: string; hint: string } {
	return {
		why: `The status could not be read until the maximum wait was over: ${message}`,
		hint: 'SAP Concur has accepted this request. Do not send the user again. Check the status later with SAP Concur Provisioning Status and this provisioning ID.',
	};
}
