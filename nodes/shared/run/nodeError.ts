import partition from 'lodash/partition';
import pick from 'lodash/pick';
import pickBy from 'lodash/pickBy';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, JsonObject } from 'n8n-workflow';
import { isCancelled, nodeOf } from '../concur/pause';

export type NodeError = NodeApiError | NodeOperationError;

const tooDeep = 'A value of this item is nested too deeply';
const description = 'Use texts, numbers, and short lists.';

/** The caught error as one of n8n's error classes. */
export function asNodeError(this: Pick<IExecuteFunctions, 'getNode'>, caught: unknown): NodeError {
	if (caught instanceof NodeApiError || caught instanceof NodeOperationError) return caught;
	// n8n reads a field with a function that calls itself for each level.
	if (caught instanceof RangeError)
		return new NodeOperationError(this.getNode(), tooDeep, { description });
	return new NodeOperationError(this.getNode(), caught as Error);
}

/** The error of one item: what is wrong, and what to do about it. */
export function itemError(
	this: Pick<IExecuteFunctions, 'getNode'>,
	itemIndex: number,
	message: string,
	description: string,
): NodeOperationError {
	return new NodeOperationError(nodeOf(this), message, { itemIndex, description });
}

/** The same where the item lacks what the node needs, perhaps because an earlier node could not finish it. */
export function lackingError(
	this: Pick<IExecuteFunctions, 'getNode'>,
	itemIndex: number,
	message: string,
	description: string,
): NodeOperationError {
	const error = itemError.call(this, itemIndex, message, description);
	error.context.isLacking = true;
	return error;
}

const collecting = new WeakSet<IExecuteFunctions>();

/** Lets a run take all its items meanwhile, because what is wrong with one is its result. */
export async function collectingAll<Value>(
	run: IExecuteFunctions,
	work: () => Promise<Value>,
): Promise<Value> {
	collecting.add(run);
	try {
		return await work();
	} finally {
		collecting.delete(run);
	}
}

/** Whether an error ends the node: the workflow stops on errors, or the user pressed Stop. */
export function stopsNode(this: IExecuteFunctions): boolean {
	return !(continuesOnError.call(this) || collecting.has(this)) || isCancelled(this);
}

/**
 * Whether the workflow continues on errors. A tool does unless a person has chosen otherwise, as in n8n 2; n8n 1 would end the run
 * of the agent, and what n8n 2 makes of an error for its model is the message alone (n8n: handleNodeExecutionError).
 */
export function continuesOnError(this: IExecuteFunctions): boolean {
	return this.continueOnFail() || (isTool.call(this) && nodeOf(this).onError === undefined);
}

/** Whether an AI agent runs this node; it receives output 0 only (n8n: get-input-connection-data, buildSteps). */
export function isTool(this: IExecuteFunctions): boolean {
	return nodeOf(this).type.endsWith('Tool') || this.isToolExecution?.() === true;
}

/** Names the item of an error, in its message and for n8n; items may share an error object. */
export function markItem(error: NodeError, itemIndex: number): void {
	const suffix = (index: unknown) => ` [item ${String(index)}]`;
	const marked = suffix(error.context.itemIndex);
	const isMarked = error.message.endsWith(marked);
	error.message =
		(isMarked ? error.message.slice(0, -marked.length) : error.message) + suffix(itemIndex);
	// Set here, because a wrapped NodeApiError ignores the option (n8n-workflow).
	error.context.itemIndex = itemIndex;
}

/** The error in the form that n8n shows for the whole node. */
export function rethrown(this: IExecuteFunctions, error: NodeError): NodeError {
	if (error.context.itemIndex !== undefined) markItem(error, Number(error.context.itemIndex));
	return error instanceof NodeApiError
		? new NodeApiError(this.getNode(), error as unknown as JsonObject)
		: new NodeOperationError(this.getNode(), error);
}

/** People who are named in a sentence; all are in the error's context. */
const maxNamed = 20;

/**
 * Adds to an error that ends the node what SAP Concur had accepted before, or may have: it leaves the node in no other
 * way. `items` are those of the others.
 */
export function addDone(error: NodeError, items: IDataObject[]): void {
	const written = items.filter(({ outcome }) => outcome !== 'failed');
	if (written.length === 0) return;
	const [unknown, accepted] = partition(written, { outcome: 'unknown' });
	const sentences = [
		accepted.length > 0 ? `Before this, SAP Concur accepted ${named(accepted)}.` : '',
		unknown.length > 0
			? `It is not known whether SAP Concur has carried out ${named(unknown)}.`
			: '',
		...warningsIn(accepted),
	];
	error.description = [error.description, ...sentences].filter(Boolean).join(' ');
	Object.assign(error.context, { done: accepted.map(whoIn), unknown: unknown.map(whoIn) });
}

/** What the items of people say that they are to hear, by their names. */
function warningsIn(people: IDataObject[]): string[] {
	const warned = people.filter(({ warnings }) => Array.isArray(warnings));
	return warned.slice(0, maxNamed).map((json) => {
		const { userName, employeeNumber } = json;
		const who = [userName, employeeNumber].filter(Boolean).join(' ');
		return `${who}: ${(json.warnings as string[]).join(' ')}`;
	});
}

function whoIn(json: IDataObject): IDataObject {
	const keys = ['userName', 'employeeNumber', 'id', 'userId', 'provisionId'];
	return pickBy(pick(json, keys), (value) => Boolean(value));
}

function named(people: IDataObject[]): string {
	const names = people.slice(0, maxNamed).map((json) => Object.values(whoIn(json)).join(' '));
	const more = people.length > maxNamed ? `, and ${people.length - maxNamed} more` : '';
	return `${people.length === 1 ? 'this item' : `${people.length} items`}: ${names.join(', ')}${more}`;
}

/** What an error says besides its message, for the item that replaces the failed one. */
export function detailsOf(error: NodeError): IDataObject {
	const { description, context } = error;
	const { correlationId, errors } = context as IDataObject;
	const httpCode = error instanceof NodeApiError ? error.httpCode : undefined;
	return pickBy({ description, httpCode, errors, correlationId });
}
