import chunk from 'lodash/chunk';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { DoneEarlier } from '../../shared/run/doneEarlier';
import { asNodeError, type NodeError } from '../../shared/run/nodeError';
import type { ItemResult } from '../../shared/run/operation';
import { watchOutage } from '../../shared/run/outage';
import { packs } from './bulk';
import { resultOf } from './result';
import { sendBulk, sendSingle, type Sent } from './send';
import type { Submission } from './submission';

/**
 * Sends all submissions and returns one result for each. An error that the next user would meet, too, stops the node
 * only while nothing was submitted and the workflow stops on errors.
 */
export async function sendAll(
	this: IExecuteFunctions,
	submissions: Submission[],
	inBulk: boolean,
	earlier: DoneEarlier,
): Promise<ItemResult[]> {
	const results: ItemResult[] = [];
	const outage = watchOutage.call(this);
	for (const pack of inBulk ? packs(submissions) : chunk(submissions, 1)) {
		const sent = outage.refusal
			? failed(pack, outage.refusal)
			: await sendPack.call(this, pack, inBulk);
		const error = sent[0]?.error;
		if (!outage.refusal) outage.note(error);
		for (const result of sent.map((one) => resultOf(one, inBulk))) {
			results.push(result);
			if (!result.error) earlier.add(result.itemIndex, result.json);
		}
		const stops = error && error.context.reach !== 'request' && !this.continueOnFail();
		if (stops && ![...earlier.results, ...results].some((result) => !result.error)) {
			return sent
				.slice(0, 1)
				.map(({ submission: { itemIndex } }) => ({ itemIndex, json: {}, error }));
		}
	}
	return results;
}

async function sendPack(
	this: IExecuteFunctions,
	pack: Submission[],
	inBulk: boolean,
): Promise<Sent[]> {
	try {
		return inBulk
			? await sendBulk.call(this, pack)
			: await sendSingle.call(this, pack[0] as Submission);
	} catch (caught) {
		return failed(pack, asNodeError.call(this, caught));
	}
}

function failed(pack: Submission[], error: NodeError): Sent[] {
	return pack.map((submission) => ({ submission, error }));
}
