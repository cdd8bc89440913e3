import chunk from 'lodash/chunk';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult } from '../../shared/form/operation';
import { asNodeError, type NodeError } from '../../shared/form/nodeError';
import { packs } from './bulk';
import { accepted, rejected } from './result';
import { sendBulk, sendSingle } from './send';
import { notSent } from './submitErrors';
import type { Submission } from './submission';
import type { SubmittedEarlier } from './submittedEarlier';

/**
 * Sends all submissions and returns one result for each. After an error that the next user would meet, too, the rest is
 * not sent; it stops the node only while nothing was submitted and the workflow stops on errors.
 */
export async function sendAll(
	this: IExecuteFunctions,
	submissions: Submission[],
	inBulk: boolean,
	earlier: SubmittedEarlier,
): Promise<ItemResult[]> {
	const results: ItemResult[] = [];
	let blockedBy: NodeError | undefined;
	for (const pack of inBulk ? packs(submissions) : chunk(submissions, 1)) {
		if (blockedBy) {
			results.push(...rejectedOnes(pack, notSent.call(this, blockedBy)));
			continue;
		}
		const sent = await sendPack.call(this, pack, inBulk, earlier);
		const { error } = sent;
		results.push(...sent.results);
		if (!error || isRejection(error)) continue;
		const anySubmitted = [...earlier.results, ...results].some((result) => !('error' in result));
		if (!anySubmitted && !this.continueOnFail()) {
			return sent.results.slice(0, 1).map(({ itemIndex }) => ({ itemIndex, json: {}, error }));
		}
		blockedBy = error;
	}
	return results;
}

async function sendPack(
	this: IExecuteFunctions,
	pack: Submission[],
	inBulk: boolean,
	earlier: SubmittedEarlier,
): Promise<{ results: ItemResult[]; error?: NodeError }> {
	try {
		const receipt = inBulk
			? await sendBulk.call(this, pack)
			: await sendSingle.call(this, pack[0] as Submission);
		const results = pack.map((submission) => ({
			itemIndex: submission.itemIndex,
			json: accepted(submission, receipt, inBulk),
		}));
		for (const { itemIndex, json } of results) earlier.add(itemIndex, json);
		return { results };
	} catch (caught) {
		const error = asNodeError.call(this, caught);
		return { results: rejectedOnes(pack, error), error };
	}
}

function rejectedOnes(pack: Submission[], error: NodeError): ItemResult[] {
	return pack.map((submission) => ({
		itemIndex: submission.itemIndex,
		json: rejected(submission, error),
		error,
	}));
}

/** SAP Concur rejected the data, which says nothing about the next user; any other error would meet them, too. */
function isRejection(error: NodeError): boolean {
	const status = Number('httpCode' in error ? error.httpCode : 0);
	return status >= 400 && status < 500 && ![401, 403, 429].includes(status);
}
