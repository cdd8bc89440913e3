import type { IExecuteFunctions } from 'n8n-workflow';
import { itemError } from '../shared/form/nodeError';
import type { ItemResult } from '../shared/form/operation';
import { operationsOf } from '../shared/status/statusDocument';
import { operationOf, toItem } from '../shared/status/statusItem';
import { readTrackedItem, type TrackedItem } from '../shared/status/trackedItem';
import { isTracked, toResult, type Input } from './inputs';
import type { LookUp } from './lookUp';

/** The results of all inputs, in their order. */
export function resultsOf(
	this: IExecuteFunctions,
	inputs: Input[],
	lookUps: Map<string, LookUp>,
): ItemResult[] {
	return inputs.flatMap((input) =>
		isTracked(input) ? resultsOfItem.call(this, input, lookUps.get(input.provisionId)) : [input],
	);
}

/** One for each operation of the request if the item does not say which is its own. */
function resultsOfItem(
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
