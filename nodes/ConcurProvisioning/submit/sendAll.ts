import partition from 'lodash/partition';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { DoneEarlier } from '../../shared/run/doneEarlier';
import { asNodeError, type NodeError } from '../../shared/run/nodeError';
import type { ItemResult } from '../../shared/run/operation';
import { watchOutage } from '../../shared/run/outage';
import type { Waiting } from '../../shared/run/turns/inTurn';
import { packs } from './bulk';
import { goingAhead, managersIn, referencedFirst } from './order/referencedFirst';
import { withManagers } from './order/withManagers';
import { resultOf } from './result';
import { sendBulk, sendSingle, type Sent } from './send';
import type { Submission } from './submission';

interface Sending {
	inBulk: boolean;
	earlier: DoneEarlier;
	/** New users whose manager is created in this run, too. */
	waiting: Waiting;
}

/**
 * Sends all submissions and returns one result for each. New managers go ahead one by one, because only the response to a
 * single request has the UUID by which others name them (open-questions 46). An error that the next user would meet, too,
 * stops the node only while nothing was submitted and the workflow stops on errors.
 */
export async function sendAll(
	this: IExecuteFunctions,
	submissions: Submission[],
	{ inBulk, earlier, waiting }: Sending,
): Promise<ItemResult[]> {
	const results: ItemResult[] = [];
	const done = new Map(earlier.results.map((result) => [result.itemIndex, result]));
	const outage = watchOutage.call(this);
	const add = (sent: Sent[], isBulk: boolean) => {
		for (const result of sent.map((one) => resultOf(one, isBulk))) {
			results.push(result);
			done.set(result.itemIndex, result);
			if (!result.error) earlier.add(result.itemIndex, result.json);
		}
	};
	/** Returns the error that ends the node. */
	const sendNext = async (pack: Submission[], isBulk: boolean): Promise<ItemResult | undefined> => {
		const sent = outage.refusal
			? failed(pack, outage.refusal)
			: await sendPack.call(this, pack, isBulk);
		const error = sent[0]?.error;
		if (!outage.refusal) outage.note(error);
		add(sent, isBulk);
		const stops = error && error.context.reach !== 'request' && !this.continueOnFail();
		if (!stops || [...earlier.results, ...results].some((result) => !result.error))
			return undefined;
		return { itemIndex: sent[0]?.submission.itemIndex ?? 0, json: {}, error };
	};

	const managersOf = managersIn(submissions, waiting);
	const ordered = referencedFirst(submissions, managersOf);
	const ahead = inBulk ? goingAhead(ordered, managersOf) : new Set(ordered);
	const [singles, others] = partition(ordered, (submission) => ahead.has(submission));
	for (const single of singles) {
		const { ready, late } = withManagers.call(this, [single], waiting, done);
		add(late, false);
		const stop = ready.length > 0 ? await sendNext(ready, false) : undefined;
		if (stop) return [stop];
	}
	const { ready, late } = withManagers.call(this, others, waiting, done);
	add(late, true);
	for (const pack of packs(ready)) {
		const stop = await sendNext(pack, true);
		if (stop) return [stop];
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
