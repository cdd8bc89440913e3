import uniqBy from 'lodash/uniqBy';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { pause } from '../shared/concur/pause';
import { itemError } from '../shared/run/nodeError';
import type { ItemResult } from '../shared/run/operation';
import { itemsAtOnce } from '../shared/run/runOperation';
import { quoted } from '../shared/schema/fieldIssue';
import { outputNames } from '../shared/status/readOperation';
import { provisionIdIn, readTrackedItem, type TrackedItem } from '../shared/status/trackedItem';
import { guarded } from './guarded';
import { itemWithoutRequest } from './itemWithoutRequest';

export const provisionIdField: INodeProperties = {
	displayName: 'Provisioning ID',
	name: 'provisionId',
	type: 'string',
	required: true,
	default: '={{ $json.provisionId }}',
	placeholder: 'e.g. 2b41c0c1-15f7-41cc-99bb-a82b5da128a2',
	description:
		'ID that SAP Concur Provisioning returned, or the status URL that contains it. The node reads the other values (bulkId, sent, userId ...) from the item, and looks up an ID once for all items that have it.',
};

/** An item whose request is to be looked up, or the result of an item that needs no look-up. */
export type Input = TrackedItem | ItemResult;

export function isTracked(input: Input): input is TrackedItem {
	return !('json' in input);
}

export async function readInputs(this: IExecuteFunctions): Promise<Input[]> {
	const inputs: Input[] = [];
	for (const [itemIndex, { json }] of this.getInputData().entries()) {
		if (itemIndex % itemsAtOnce === itemsAtOnce - 1) await pause(this, 0);
		const read = () => readInput.call(this, itemIndex, json);
		inputs.push(guarded.call(this, itemIndex, 'This item', read) as Input);
	}
	return inputs;
}

function readInput(this: IExecuteFunctions, itemIndex: number, json: IDataObject): Input {
	const given = this.getNodeParameter('provisionId', itemIndex);
	const provisionId = provisionIdIn(given);
	if (provisionId) return readTrackedItem(json, itemIndex, provisionId);
	const itself = given ? undefined : itemWithoutRequest(json);
	if (itself) return toResult(itemIndex, itself);
	const problem = given ? `contains no UUID (sent: ${quoted(given)})` : 'is empty';
	const cure =
		'Connect this node to SAP Concur Provisioning, or enter the provisionId that it returned for this user.';
	const error = itemError.call(this, itemIndex, `Provisioning ID ${problem}`, cure);
	return { itemIndex, json: {}, error };
}

/**
 * One item for each distinct request, in the order of the items.
 * @throws when an item cannot be looked up and the workflow stops on errors
 */
export function requestsOf(this: IExecuteFunctions, inputs: Input[]): TrackedItem[] {
	const [error] = inputs.flatMap((input) => ('error' in input && input.error ? [input.error] : []));
	if (error && !this.continueOnFail()) throw error;
	return uniqBy(inputs.filter(isTracked), 'provisionId');
}

/** The result of one output item, at the output that its outcome names; what is not known leaves by Pending. */
export function toResult(itemIndex: number, json: IDataObject): ItemResult {
	const output = outputNames.findIndex((name) => name === json.outcome);
	return { itemIndex, json, output: output >= 0 ? output : outputNames.indexOf('pending') };
}
