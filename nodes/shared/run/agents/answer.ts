// Room agents: what differs where an AI agent runs a node as its tool: what it may write, what its form shows, what it reads.
// What an operation does is the same for everybody, so no operation is known here.
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { detailsOf, isTool } from '../nodeError';
import type { ItemResult } from '../operation';

const submitted =
	'SAP Concur has taken the request and processes it now. Whether it worked is known later: look up the provisionId with SAP Concur Provisioning Status.';

/**
 * The results of a run as the model of an AI agent is to read them: each failure, each change, and also that there is nothing, with
 * `outcome` and `why`. Unchanged where no agent runs the node.
 */
export function answered(
	this: IExecuteFunctions,
	results: ItemResult[],
	writes: boolean,
): ItemResult[] {
	if (!isTool.call(this)) return results;
	if (results.length === 0) {
		const why = 'Nothing was found. Check the spelling, or use other conditions.';
		return [{ itemIndex: 0, json: { outcome: 'notFound', why } }];
	}
	return results.map((result) => ({ ...result, json: toldTo(result, writes) }));
}

function toldTo({ json, error }: ItemResult, writes: boolean): IDataObject {
	if ('outcome' in json) {
		return json.outcome === 'submitted' && !json.why ? { ...json, why: submitted } : json;
	}
	if (error) {
		const { description, ...details } = detailsOf(error);
		const why = error.message.replace(/ \[item \d+\]$/, '');
		return { outcome: 'failed', why, ...(description ? { hint: description } : {}), ...details };
	}
	return writes ? { outcome: 'succeeded', why: '', ...json } : json;
}
