// Room run: the loop over items: what an operation is, On Error, Retry On Fail, and what became of a person.
// It knows no field of a form; whatever is about one node only belongs there.
import { createHash } from 'node:crypto';
import type { GenericValue, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult } from './operation';

/** What travels beside the output of an item. */
type Beside = Pick<ItemResult, 'values' | 'document'>;
type Done = { json: IDataObject } & Beside;

/** What this run of the node has done before n8n's Retry On Fail ran it again. */
export interface DoneEarlier {
	results: ItemResult[];
	has(itemIndex: number): boolean;
	/** Keeps the output of an item that SAP Concur has accepted, or may have. */
	add(itemIndex: number, json: IDataObject, beside?: Beside): void;
}

/**
 * Finds the items that were sent already: Retry On Fail runs the whole node again, and nobody is created or changed
 * twice by that. Kept in the execution's context, by a fingerprint of run, item, operation and form.
 * @param forms what the form of each item says, by item index
 */
export function doneEarlier(
	this: IExecuteFunctions,
	forms: ReadonlyMap<number, unknown>,
): DoneEarlier {
	if (!this.getNode().retryOnFail) return { results: [], has: () => false, add: () => undefined };
	const context = this.getContext('node') as { done?: Record<string, Done> };
	const done = (context.done ??= {});
	const operation = this.getNodeParameter('operation', 0);
	const run = this.evaluateExpression('{{ $runIndex }}', 0);
	const fingerprints = new Map<number, string>();
	for (const [itemIndex, form] of forms) {
		const content = JSON.stringify([run, itemIndex, operation, form]);
		fingerprints.set(itemIndex, createHash('sha256').update(content).digest('hex'));
	}
	const results = [...fingerprints].flatMap(([itemIndex, fingerprint]) => {
		const own = done[fingerprint];
		return own ? [{ itemIndex, ...own }] : [];
	});
	const found = new Set(results.map(({ itemIndex }) => itemIndex));
	return {
		results,
		has: (itemIndex) => found.has(itemIndex),
		add(itemIndex, json, beside = {}) {
			done[String(fingerprints.get(itemIndex))] = { json, ...beside };
		},
	};
}

/**
 * What was read for all rows, the same in all tries of a run: a row that is read in another way in a later try would be sent
 * again, or not be known as sent. Kept in the execution's context, as JSON.
 * @param name of what is read, one of its own
 */
export async function sameInAllTries<Value extends GenericValue>(
	this: IExecuteFunctions,
	name: string,
	read: () => Promise<Value>,
): Promise<Value> {
	if (!this.getNode().retryOnFail) return await read();
	const context = this.getContext('node') as { read?: Record<string, Value> };
	const known = (context.read ??= {});
	const key = `${name} ${String(this.evaluateExpression('{{ $runIndex }}', 0))}`;
	return (known[key] ??= await read());
}
