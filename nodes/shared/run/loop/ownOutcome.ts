import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { outcomeItem, whoIs } from '../itemOutcome';
import { stopsNode, type NodeError } from '../nodeError';
import type { ItemOperation, ItemResult } from '../operation';

/** A failed item: while the node goes on, a person who was not written stays a person. */
export function failed(
	this: IExecuteFunctions,
	{ writes }: ItemOperation,
	itemIndex: number,
	error: NodeError,
): ItemResult {
	const isResult = writes && !stopsNode.call(this);
	const json = isResult ? ownOutcome.call(this, itemIndex, 'failed', error) : {};
	return { itemIndex, json, error };
}

/** The output item of a person for whom a writing operation did not do what it should, or may not have. */
export function ownOutcome(
	this: IExecuteFunctions,
	itemIndex: number,
	outcome: 'failed' | 'unknown',
	error: NodeError,
): IDataObject {
	const operation = this.getNodeParameter('operation', 0) as string;
	return outcomeItem(whoIs.call(this, itemIndex), outcome, { operation }, error);
}
