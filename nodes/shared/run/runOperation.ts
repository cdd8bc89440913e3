// The only loop over items, and the only place that knows n8n's On Error, item linking and what an AI agent can see.
import sortBy from 'lodash/sortBy';
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isUnknownOutcome } from '../concur/errors';
import { isCancelled, pause } from '../concur/pause';
import { doneEarlier, type DoneEarlier } from './doneEarlier';
import { outcomeItem, passedOn, whoIs } from './itemOutcome';
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
import type { BatchOperation, ItemOperation, ItemResult, Operations } from './operation';
import { watchOutage } from './outage';
import { rowsError } from './rowsError';
import { summaryOf } from './summary';
import { afterThose, managerOf, type Resolved, type Waiting } from './turns/inTurn';
import { tellUnderstood } from './understood';

const notSent = 'cannot be sent to SAP Concur. Nothing was sent.';
const notSentAfterOthers = 'were not sent to SAP Concur.';
const notRead = 'cannot be looked up in SAP Concur.';

/** Items that are checked before n8n may do something else: a check takes half a millisecond. */
export const itemsAtOnce = 50;

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
	const isBatch = 'executeAll' in operation;
	const results = isBatch
		? await allItems.call(this, operation)
		: await eachItem.call(this, operation);
	const failures = results.flatMap(({ itemIndex, json, error }) =>
		error && !('outcome' in json) ? [{ itemIndex, error }] : [],
	);
	if (failures.length > 0 && stopsNode.call(this)) {
		const others = results.flatMap(({ error, json }) => (error ? [] : [json]));
		const isAnySent = others.some(({ outcome }) => outcome !== 'failed');
		const ofWriting = isAnySent ? notSentAfterOthers : notSent;
		const error = rowsError.call(this, failures, operation.writes ? ofWriting : notRead);
		if (!isBatch && operation.writes) addDone(error, others);
		throw rethrown.call(this, error);
	}
	const asTool = isTool.call(this);
	const lists = Array.from({ length: outputs }, (): INodeExecutionData[] => []);
	for (const result of tellUnderstood.call(this, results)) {
		if (result.error) markItem(result.error, result.itemIndex);
		const isFinal = 'outcome' in result.json;
		const target = result.error && !isFinal ? errorOutput : (result.output ?? 0);
		const list = lists[asTool ? 0 : target] as INodeExecutionData[];
		list.push({
			json: outputJson.call(this, result),
			...(result.values ? { sentValues: result.values } : {}),
			pairedItem: { item: result.itemIndex },
		});
	}
	const summary = isBatch || operation.writes ? summaryOf(results) : undefined;
	if (summary) this.addExecutionHints?.(summary);
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
	const checked = await checkEach.call(this, operation, results);
	// By what the form says: who is named in it can be there only in a later try.
	const earlier = operation.writes ? doneEarlier.call(this, checked) : undefined;
	const { forms, waiting } = await resolveEach.call(this, operation, checked, results, earlier);
	const isWrong = results.some(({ error }) => error);
	results.push(...(earlier?.results ?? []));
	if (isWrong && stopsNode.call(this)) return results;

	const outage = watchOutage.call(this);
	/** Results by item, for those who wait for the user of another item. */
	const done = new Map(results.map((result) => [result.itemIndex, result]));
	const add = (result: ItemResult) => {
		results.push(result);
		done.set(result.itemIndex, result);
	};
	const turns = afterThose(forms.keys(), (item) => present(waiting.get(item), forms));
	for (const itemIndex of turns) {
		if (earlier?.has(itemIndex)) continue;
		if (outage.refusal) {
			add(failed.call(this, operation, itemIndex, outage.refusal));
			continue;
		}
		try {
			const form = withManagerOf.call(this, operation, itemIndex, forms, waiting, done);
			const output = await operation.execute.call(this, itemIndex, form);
			outage.note();
			for (const json of [output].flat()) {
				add({ itemIndex, json });
				earlier?.add(itemIndex, json);
			}
		} catch (caught) {
			const error = asNodeError.call(this, caught);
			outage.note(error);
			if (operation.writes && isUnknownOutcome(error)) {
				const json = ownOutcome.call(this, itemIndex, 'unknown', error);
				add({ itemIndex, json });
				earlier?.add(itemIndex, json);
				continue;
			}
			add(failed.call(this, operation, itemIndex, error));
			if (stopsNode.call(this)) return results;
		}
	}
	return sortBy(results, 'itemIndex');
}

/** Checks all items; the errors go to `results`. */
async function checkEach(
	this: IExecuteFunctions,
	operation: ItemOperation,
	results: ItemResult[],
): Promise<Map<number, unknown>> {
	const checked = new Map<number, unknown>();
	for (const itemIndex of this.getInputData().keys()) {
		if (itemIndex % itemsAtOnce === itemsAtOnce - 1) await pause(this, 0);
		try {
			checked.set(itemIndex, await operation.check?.call(this, itemIndex));
		} catch (caught) {
			const error = asNodeError.call(this, caught);
			const passed = operation.writes && passedOn.call(this, itemIndex, error);
			if (passed) {
				results.push({ itemIndex, json: passed });
				continue;
			}
			results.push(failed.call(this, operation, itemIndex, error));
			if (isCancelled(this)) break;
		}
	}
	return checked;
}

/** Looks up whom the forms name; the errors go to `results`. */
async function resolveEach(
	this: IExecuteFunctions,
	operation: ItemOperation,
	checked: ReadonlyMap<number, unknown>,
	results: ItemResult[],
	earlier?: DoneEarlier,
): Promise<Pick<Resolved<unknown>, 'forms' | 'waiting'>> {
	if (!operation.resolve || !earlier) return { forms: checked, waiting: new Map() };
	const { forms, failed: errors, waiting } = await operation.resolve.call(this, checked, earlier);
	for (const [itemIndex, error] of errors) {
		results.push(failed.call(this, operation, itemIndex, error));
	}
	return { forms, waiting };
}

const present = (item: number | undefined, forms: ReadonlyMap<number, unknown>) =>
	item !== undefined && forms.has(item) ? [item] : [];

/**
 * The form of an item that waits for its manager, with the UUID of the user who was created in the meantime.
 * @throws NodeOperationError without that user
 */
function withManagerOf(
	this: IExecuteFunctions,
	operation: ItemOperation,
	itemIndex: number,
	forms: ReadonlyMap<number, unknown>,
	waiting: Waiting,
	done: ReadonlyMap<number, ItemResult>,
): unknown {
	const form = forms.get(itemIndex);
	const manager = managerOf.call(this, itemIndex, waiting, done);
	if (manager?.error) throw manager.error;
	return manager && operation.withManager ? operation.withManager(form, manager.userId) : form;
}

/** A failed item: while the node goes on, a person who was not written stays a person. */
function failed(
	this: IExecuteFunctions,
	{ writes }: ItemOperation,
	itemIndex: number,
	error: NodeError,
): ItemResult {
	const isResult = writes && !stopsNode.call(this);
	const json = isResult ? ownOutcome.call(this, itemIndex, 'failed', error) : {};
	return { itemIndex, json, error };
}

function ownOutcome(
	this: IExecuteFunctions,
	itemIndex: number,
	outcome: 'failed' | 'unknown',
	error: NodeError,
): IDataObject {
	const operation = this.getNodeParameter('operation', 0) as string;
	return outcomeItem(whoIs.call(this, itemIndex), outcome, { operation }, error);
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
