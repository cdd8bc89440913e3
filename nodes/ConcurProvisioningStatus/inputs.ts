import pick from 'lodash/pick';
import uniqBy from 'lodash/uniqBy';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { pause } from '../shared/concur/pause';
import { itemError, stopsNode } from '../shared/run/nodeError';
import type { ItemResult } from '../shared/run/operation';
import { parameterOf } from '../shared/run/parameters/parameterOf';
import { itemsAtOnce } from '../shared/run/operation';
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
	for (const [itemIndex, item] of this.getInputData().entries()) {
		if (itemIndex % itemsAtOnce === itemsAtOnce - 1) await pause(this, 0);
		const read = () => readInput.call(this, itemIndex, item);
		inputs.push(guarded.call(this, itemIndex, 'This item', read) as Input);
	}
	return inputs;
}

function readInput(
	this: IExecuteFunctions,
	itemIndex: number,
	{ json, sentValues, sentDocument }: INodeExecutionData,
): Input {
	const given = parameterOf.call(this, 'provisionId', itemIndex);
	const provisionId = provisionIdIn(given);
	if (provisionId) {
		return readTrackedItem(json, itemIndex, provisionId, sentValues, sentDocument);
	}
	const itself = given ? undefined : itemWithoutRequest(json, sentDocument);
	if (itself) return toResult(itemIndex, itself);
	if (!given && typeof json.plan === 'string' && typeof json.verdict === 'string') {
		const message = 'This item is a plan, and nothing was sent for it';
		throw itemError.call(this, itemIndex, message, 'Connect this node behind Apply Plan.');
	}
	const problem = given ? `contains no UUID (sent: ${quoted(given)})` : 'is empty';
	const cure =
		'Connect this node to SAP Concur Provisioning, or enter the provisionId that it returned for this user.';
	const error = itemError.call(this, itemIndex, `Provisioning ID ${problem}`, cure);
	return { itemIndex, json: {}, error };
}

/** The items that cannot be looked up, if they end the node: then nothing is asked. */
export function endingNode(this: IExecuteFunctions, inputs: Input[]): ItemResult[] {
	if (!stopsNode.call(this)) return [];
	return inputs.flatMap((input) => ('error' in input ? [input] : []));
}

/** One item for each distinct request, in the order of the items. */
export function requestsOf(inputs: Input[]): TrackedItem[] {
	return uniqBy(inputs.filter(isTracked), 'provisionId');
}

const pendingOutput = outputNames.indexOf('pending');

/**
 * The result of one output item, at the output that its outcome names; what is not known leaves by Pending.
 * @param beside what was sent, for the next look-up of what is pending
 */
export function toResult(
	itemIndex: number,
	json: IDataObject,
	beside: Pick<TrackedItem, 'values' | 'document'> = {},
): ItemResult {
	const named = outputNames.findIndex((name) => name === json.outcome);
	const output = named >= 0 ? named : pendingOutput;
	return {
		itemIndex,
		json,
		output,
		...(output === pendingOutput ? pick(beside, ['values', 'document']) : {}),
	};
}
