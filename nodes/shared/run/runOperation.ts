// The only loop over items, and the only place that knows n8n's On Error, item linking and what an AI agent can see.
import sortBy from 'lodash/sortBy';
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { asNodeError, detailsOf, markItem, rethrown, stopsNode } from './nodeError';
import type { BatchOperation, ItemOperation, ItemResult, Operations } from './operation';

/**
 * Runs the chosen operation over all input items and returns one list per output.
 * @param outputs number of the node's own outputs
 * @param errorOutput output for failed items if the workflow continues on errors. Not 0 where there is a choice:
 *        n8n's Retry On Fail reads the first item of output 0.
 */
export async function runOperation(
	this: IExecuteFunctions,
	operations: Operations,
	outputs = 1,
	errorOutput = 0,
): Promise<INodeExecutionData[][]> {
	const name = this.getNodeParameter('operation', 0) as string;
	const operation = operations[name];
	if (!operation) throw unknownOperation.call(this, name);
	const results =
		'executeAll' in operation
			? await allItems.call(this, operation)
			: await eachItem.call(this, operation);
	const asTool = isTool.call(this);
	const lists = Array.from({ length: outputs }, (): INodeExecutionData[] => []);
	for (const result of results) {
		if (result.error) markItem(result.error, result.itemIndex);
		const isFinal = 'outcome' in result.json;
		if (result.error && !isFinal && stopsNode.call(this)) {
			throw rethrown.call(this, result.error);
		}
		const target = result.error && !isFinal ? errorOutput : (result.output ?? 0);
		const list = lists[asTool ? 0 : target] as INodeExecutionData[];
		list.push({
			json: outputJson.call(this, result),
			pairedItem: { item: result.itemIndex },
		});
	}
	return lists;
}

function unknownOperation(this: IExecuteFunctions, name: string): NodeOperationError {
	return new NodeOperationError(this.getNode(), `The operation '${name}' does not exist`);
}

async function allItems(this: IExecuteFunctions, operation: BatchOperation): Promise<ItemResult[]> {
	const items = this.getInputData();
	try {
		return await operation.executeAll.call(this, items);
	} catch (caught) {
		const error = asNodeError.call(this, caught);
		if (stopsNode.call(this)) throw rethrown.call(this, error);
		// What stopped all items is reported for each.
		return items.map((_, itemIndex) => ({ itemIndex, json: {}, error }));
	}
}

async function eachItem(this: IExecuteFunctions, operation: ItemOperation): Promise<ItemResult[]> {
	const results: ItemResult[] = [];
	const fail = (itemIndex: number, caught: unknown) => {
		results.push({ itemIndex, json: {}, error: asNodeError.call(this, caught) });
		return stopsNode.call(this);
	};
	const checked = new Map<number, unknown>();
	for (const itemIndex of this.getInputData().keys()) {
		try {
			checked.set(itemIndex, await operation.check?.call(this, itemIndex));
		} catch (caught) {
			if (fail(itemIndex, caught)) return results;
		}
	}
	for (const [itemIndex, form] of checked) {
		try {
			const result = await operation.execute.call(this, itemIndex, form);
			for (const json of [result].flat()) results.push({ itemIndex, json });
		} catch (caught) {
			if (fail(itemIndex, caught)) return results;
		}
	}
	return sortBy(results, 'itemIndex');
}

function outputJson(this: IExecuteFunctions, { json, error }: ItemResult): IDataObject {
	if (!error) return json;
	if (this.getNode().onError === 'continueErrorOutput') {
		// With any other key n8n 1.x leaves the item on the normal output; n8n adds the input item's own keys.
		return { error: error.message, message: error.description || error.message };
	}
	return 'outcome' in json
		? { ...json, error: error.message }
		: { error: error.message, details: { ...json, ...detailsOf(error) } };
}

/** Whether an AI agent runs this node; it receives output 0 only (n8n: get-input-connection-data, buildSteps). */
export function isTool(this: IExecuteFunctions): boolean {
	return this.getNode().type.endsWith('Tool') || this.isToolExecution?.() === true;
}
