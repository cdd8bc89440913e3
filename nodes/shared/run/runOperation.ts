// From the chosen operation to n8n's items: On Error, item linking, and what an AI agent can see are known only here.
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { nodeOf } from '../concur/pause';
import { answered } from './agents/answer';
import { refusedToAgent } from './agents/letAgents';
import { forgetUnsent } from './agents/peopleOfRun';
import { eachItem } from './loop/eachItem';
import { ownOutcome } from './loop/ownOutcome';
import { detailsFor, keepForSupport, withDetailsInPanel } from './loop/supportDetails';
import {
	addDone,
	asNodeError,
	detailsOf,
	isTool,
	markItem,
	rethrown,
	stopsNode,
	type NodeError,
} from './nodeError';
import type { BatchOperation, ItemResult, Resource } from './operation';
import { rowsError } from './rowsError';
import { summaryOf } from './summary';
import { tellUnderstood } from './understood';

const notSent = 'cannot be sent to SAP Concur. Nothing was sent.';
const notSentAfterOthers = 'were not sent to SAP Concur.';
/** Of those that were under way together. */
const failedAtOnce = 'failed. Nothing more was sent after that.';
const notRead = 'cannot be looked up in SAP Concur.';

/**
 * Runs the chosen operation over all input items and returns one list per output.
 * @param resources the same ones that the node's menus are made of
 * @param outputs number of the node's own outputs
 * @param errorOutput output for failed items if the workflow continues on errors. Not 0 where there is a choice:
 *        n8n's Retry On Fail reads the first item of output 0.
 */
export async function runOperation(
	this: IExecuteFunctions,
	resources: readonly Resource[],
	outputs = 1,
	errorOutput = 0,
): Promise<INodeExecutionData[][]> {
	const chosen = this.getNodeParameter('resource', 0) as string;
	const name = this.getNodeParameter('operation', 0) as string;
	const resource = resources.find(({ value }) => value === chosen) ?? resources[0];
	const operation = resource?.operations[name];
	if (!operation) throw unknownOperation.call(this, name);
	const isBatch = 'executeAll' in operation;
	await keepForSupport.call(this, operation.name);
	const refusal = operation.writes && refusedToAgent.call(this);
	if (refusal && stopsNode.call(this)) throw refusal;
	const { results, hasFailed = false } = refusal
		? { results: refusedItems.call(this, refusal) }
		: isBatch
			? { results: await allItems.call(this, operation) }
			: await eachItem.call(this, operation);
	const isByAgent = isTool.call(this);
	if (isByAgent && operation.writes && !refusal) forgetUnsent(this, results);
	const failures = results.flatMap(({ itemIndex, json, error }) =>
		error && !('outcome' in json) ? [{ itemIndex, error }] : [],
	);
	if (failures.length > 0 && stopsNode.call(this)) {
		const others = results.flatMap(({ error, json }) => (error ? [] : [json]));
		const isAnySent = others.some(({ outcome }) => outcome !== 'failed');
		const ofWriting = hasFailed ? failedAtOnce : isAnySent ? notSentAfterOthers : notSent;
		const error = rowsError.call(
			this,
			failures,
			operation.writes ? ofWriting : (operation.failing ?? notRead),
		);
		if (!isBatch && operation.writes) addDone(error, others);
		const [first] = failures as [(typeof failures)[number]];
		throw rethrown.call(this, withDetailsInPanel.call(this, error, first));
	}
	// First, because n8n's panel has room for little more than how the rows were read.
	const summary = isBatch || operation.writes ? summaryOf(results) : undefined;
	if (summary) this.addExecutionHints?.(summary);
	const lists = Array.from({ length: outputs }, (): INodeExecutionData[] => []);
	const told = tellUnderstood.call(this, results);
	const missing = isByAgent ? undefined : operation.missingNext?.call(this, results);
	if (missing) {
		this.addExecutionHints?.({ message: missing, type: 'info', location: 'outputPane' });
	}
	for (const result of answered.call(this, told, operation.writes === true)) {
		if (result.error) markItem(result.error, result.itemIndex);
		const isFinal = 'outcome' in result.json;
		const target = result.error && !isFinal ? errorOutput : (result.output ?? 0);
		const list = lists[isByAgent ? 0 : target] as INodeExecutionData[];
		list.push({
			json: outputJson.call(this, result),
			...(result.values ? { sentValues: result.values } : {}),
			...(result.document ? { sentDocument: result.document } : {}),
			pairedItem: result.itemIndexes?.map((item) => ({ item })) ?? { item: result.itemIndex },
		});
	}
	return lists;
}

function unknownOperation(this: IExecuteFunctions, name: string): NodeOperationError {
	return new NodeOperationError(this.getNode(), `The operation '${name}' does not exist`);
}

/** An agent reads of every person that nothing was done. */
function refusedItems(this: IExecuteFunctions, error: NodeError): ItemResult[] {
	return this.getInputData().map((_, itemIndex) => ({
		itemIndex,
		json: ownOutcome.call(this, itemIndex, 'failed', error),
		error,
	}));
}

async function allItems(this: IExecuteFunctions, operation: BatchOperation): Promise<ItemResult[]> {
	const items = this.getInputData();
	try {
		return await operation.executeAll.call(this, items);
	} catch (caught) {
		const error = asNodeError.call(this, caught);
		if (stopsNode.call(this)) {
			throw rethrown.call(this, withDetailsInPanel.call(this, error, { itemIndex: 0, error }));
		}
		// What stopped all items is reported for each.
		return items.map((_, itemIndex) => ({ itemIndex, json: {}, error }));
	}
}

function outputJson(this: IExecuteFunctions, { itemIndex, json, error }: ItemResult): IDataObject {
	if (!error) return json;
	const supportDetails = detailsFor.call(this, itemIndex, error);
	if (nodeOf(this).onError === 'continueErrorOutput' && !isTool.call(this)) {
		// With any other key n8n 1.x leaves the item on the normal output; n8n adds the input item's own keys.
		const message = error.description || error.message;
		return {
			error: error.message,
			message: supportDetails ? `${message}\n\n${supportDetails}` : message,
		};
	}
	return 'outcome' in json
		? { ...json, error: error.message }
		: {
				error: error.message,
				details: { ...json, ...detailsOf(error) },
				...(supportDetails ? { supportDetails } : {}),
			};
}
