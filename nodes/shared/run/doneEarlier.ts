import { createHash } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult } from '../../shared/form/operation';
import type { Prepared } from './submission';

/** What this run of the node has submitted before n8n's Retry On Fail ran it again. */
export interface SubmittedEarlier {
	results: ItemResult[];
	has(itemIndex: number): boolean;
	/** Keeps the output of an item that SAP Concur has accepted. */
	add(itemIndex: number, json: IDataObject): void;
}

/**
 * Finds the items that were submitted already: Retry On Fail runs the whole node again, and nobody is submitted twice by
 * that. Kept in the execution's context, by a fingerprint of run, item, operation and form.
 */
export function submittedEarlier(
	this: IExecuteFunctions,
	forms: Array<Prepared<unknown>>,
): SubmittedEarlier {
	const context = this.getContext('node') as { submitted?: Record<string, IDataObject> };
	const submitted = (context.submitted ??= {});
	const operation = this.getNodeParameter('operation', 0);
	const run = this.evaluateExpression('{{ $runIndex }}', 0);
	const fingerprints = new Map(
		forms.map(({ itemIndex, value }) => {
			const content = JSON.stringify([run, itemIndex, operation, value]);
			return [itemIndex, createHash('sha256').update(content).digest('hex')] as const;
		}),
	);
	const results = [...fingerprints].flatMap(([itemIndex, fingerprint]) => {
		const json = submitted[fingerprint];
		return json ? [{ itemIndex, json }] : [];
	});
	const found = new Set(results.map(({ itemIndex }) => itemIndex));
	return {
		results,
		has: (itemIndex) => found.has(itemIndex),
		add(itemIndex, json) {
			submitted[String(fingerprints.get(itemIndex))] = json;
		},
	};
}
