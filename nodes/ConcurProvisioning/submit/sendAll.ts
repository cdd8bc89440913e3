import type { IExecuteFunctions } from 'n8n-workflow';
import { requestsAtOnce } from '../../shared/concur/pace';
import { errorInCompanyLabels } from '../../shared/form/labels/inCompanyLabels';
import type { DoneEarlier } from '../../shared/run/doneEarlier';
import { asNodeError, continuesOnError, type NodeError } from '../../shared/run/nodeError';
import type { ItemResult } from '../../shared/run/operation';
import { atOnce } from '../../shared/run/loop/atOnce';
import { watchOutage } from '../../shared/run/outage';
import type { Waiting } from '../../shared/run/turns/inTurn';
import { packs } from './bulk';
import { alone, wavesOf, type Wave } from './order/turns';
import { sendBulk, sendSingle, type Sent } from './send';
import type { Submission } from './submission';
import { awaitNeeded } from './waves/awaitNeeded';
import { newLedger } from './waves/ledger';
import { readyIn } from './waves/readyIn';
import { needsOfSecond } from './waves/secondRequest';
import type { Progress } from './waves/standing';
import { waitBetweenWaves } from './waves/waitField';

interface Sending {
	inBulk: boolean;
	/** Whether somebody who is alone in a wave goes in a single request all the same. */
	isAutomatic: boolean;
	/** Whether users of the run who name each other go one after the other. */
	inWaves: boolean;
	earlier: DoneEarlier;
	/** New users whose manager is created in this run, too. */
	waiting: Waiting;
}

/**
 * Sends all submissions, wave after wave, and returns one result for each. Somebody at whom a circle of users is cut has two
 * requests, and the result of the second one. An error that the next user would meet, too, stops the node only while nothing
 * was submitted and the workflow stops on errors.
 * @throws NodeOperationError before anything is sent, when the wait between waves is no number
 */
export async function sendAll(
	this: IExecuteFunctions,
	submissions: Submission[],
	{ inBulk, isAutomatic, inWaves, earlier, waiting }: Sending,
): Promise<ItemResult[]> {
	const waves: Wave[] = inWaves
		? wavesOf(submissions, waiting, earlier)
		: [{ first: submissions.map(alone), second: [] }];
	const ledger = newLedger(earlier);
	const longestMs = waves.length > 1 ? waitBetweenWaves.call(this) : 0;
	const progress: Progress = {
		done: ledger.done,
		standings: new Map(),
		late: new Set(),
		longestMs,
	};
	const outage = watchOutage.call(this);

	/** Sends one request and returns the error that ends the node. */
	const sendNext = async (
		pack: Submission[],
		isBulk: boolean,
		addSent: (sent: Sent, isBulk: boolean) => void,
	): Promise<ItemResult | undefined> => {
		const sent = outage.refusal
			? failed(pack, outage.refusal)
			: await sendPack.call(this, pack, isBulk);
		const error = sent[0]?.error;
		if (!outage.refusal) outage.note(error);
		for (const one of sent) addSent(one, isBulk);
		const stops = error && error.context.reach !== 'request' && !continuesOnError.call(this);
		if (!stops || ledger.isAnyAccepted()) return undefined;
		return { itemIndex: sent[0]?.submission.itemIndex ?? 0, json: {}, error };
	};

	/** One bulk that SAP Concur takes shows that the next ones are worth sending before it has answered. */
	const isProven = (isBulk: boolean) => !isBulk || ledger.isAnyAccepted();

	/** Sends requests, some at a time, and returns the error that ends the node. */
	const sendPacks = async (
		open: Submission[][],
		isBulk: boolean,
		addSent: (sent: Sent, isBulk: boolean) => void,
	): Promise<ItemResult | undefined> => {
		const begun = new Set<Submission[]>();
		let stop: ItemResult | undefined;
		await atOnce(
			open,
			{
				after: () => [],
				most: () => (isProven(isBulk) && !outage.isSuspected ? requestsAtOnce(this) : 1),
				goesOn: () => !stop,
			},
			async (pack) => {
				begun.add(pack);
				stop = (await sendNext(pack, isBulk, addSent)) ?? stop;
			},
		);
		if (!stop || !ledger.isAnyAccepted()) return stop;
		// Somebody who was under way was submitted, so nothing stops the node any more.
		return await sendPacks(
			open.filter((pack) => !begun.has(pack)),
			isBulk,
			addSent,
		);
	};

	for (const wave of waves) {
		const seconds = wave.second.flatMap((item) => ledger.begun.get(item) ?? []);
		const needs = [...wave.first.flatMap((turn) => turn.needs), ...seconds.flatMap(needsOfSecond)];
		if (!outage.refusal) {
			// Only the Stop button ends the wait with an error.
			await awaitNeeded
				.call(this, needs, progress)
				.catch((caught: Error) => outage.note(asNodeError.call(this, caught)));
		}
		const ready = readyIn.call(this, wave, ledger, progress, outage.refusal);
		const { submissions: open, addSent } = ready;
		// The response to a single request has the UUID, for which the next wave would have to wait otherwise.
		const isAlone = isAutomatic && waves.length > 1 && open.length === 1;
		const isBulk = inBulk && !isAlone;
		const stop = await sendPacks(isBulk ? packs(open) : open.map(alonePack), isBulk, addSent);
		if (stop) return [stop];
	}
	return ledger.results();
}

const alonePack = (one: Submission) => [one];

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
		const error = await errorInCompanyLabels.call(this, asNodeError.call(this, caught));
		return failed(pack, error);
	}
}

function failed(pack: Submission[], error: NodeError): Sent[] {
	return pack.map((submission) => ({ submission, error }));
}
