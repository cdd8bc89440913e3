import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { itemError } from '../shared/form/nodeError';
import type { ItemResult } from '../shared/form/operation';
import { outputNames } from '../shared/status/readOperation';
import { operationsOf } from '../shared/status/statusDocument';
import { operationOf, toItem } from '../shared/status/statusItem';
import { readTrackedItem, type TrackedItem } from '../shared/status/trackedItem';
import type { LookUp } from './lookUp';

/** The results of one item; one for each operation of the request if the item does not say which is its own. */
export function resultsOf(
	this: IExecuteFunctions,
	item: TrackedItem,
	lookUp: LookUp | undefined,
): ItemResult[] {
	const { itemIndex, provisionId, bulkId } = item;
	const known = { provisionId, ...(bulkId ? { bulkId } : {}), ...item.carried };
	if (!lookUp) return [];
	if ('error' in lookUp) return [{ itemIndex, json: known, error: lookUp.error }];

	const { document } = lookUp;
	const own = operationOf(document, item);
	if (own) return [toResult(itemIndex, toItem(document, own, item))];
	if (!bulkId) {
		// The user whom the item names is one of many here, so nothing of the item is copied to all.
		const anonymous = readTrackedItem({}, itemIndex, provisionId);
		return operationsOf(document).map((operation) =>
			toResult(itemIndex, toItem(document, operation, anonymous)),
		);
	}
	const message = `The provisioning request ${provisionId} has no operation with the bulk ID "${bulkId}"`;
	const cure =
		'Provisioning ID and bulkId must come from the same item of SAP Concur Provisioning.';
	return [{ itemIndex, json: known, error: itemError.call(this, itemIndex, message, cure) }];
}

/** The result of one output item, at the output that its outcome names. */
export function toResult(itemIndex: number, json: IDataObject): ItemResult {
	return { itemIndex, json, output: outputNames.findIndex((name) => name === json.outcome) };
}
