import type { IExecuteFunctions } from 'n8n-workflow';
import type { NodeError } from '../../../shared/run/nodeError';
import type { Wave } from '../order/turns';
import type { Sent } from '../send';
import type { Submission } from '../submission';
import { firstRequests } from './firstRequest';
import type { Ledger } from './ledger';
import { refusedParts } from './leftOut';
import { secondRequest } from './secondRequest';
import type { Progress } from './standing';

/** What a wave sends, and how the ledger gets to know what came of it. */
interface Ready {
	submissions: Submission[];
	addSent(sent: Sent, isBulk: boolean): void;
}

/**
 * The requests of a wave: first and second ones whose people are there. Whoever lacks somebody goes to the ledger as not sent.
 * @param refusal why nothing more is sent; then nobody is looked for, and the requests only serve to say so
 */
export function readyIn(
	this: IExecuteFunctions,
	wave: Wave,
	ledger: Ledger,
	progress: Progress,
	refusal: NodeError | undefined,
): Ready {
	const later = new Map(wave.first.map((turn) => [turn.submission.itemIndex, turn.later]));
	const { ready, late } = refusal
		? { ready: wave.first.map(({ submission }) => submission), late: [] }
		: firstRequests.call(this, wave.first, progress);
	// In a request or not makes no difference for somebody who was not sent.
	for (const sent of late) ledger.addFirst(sent, false);
	const submissions = [...ready];
	const seconds = new Map<number, Ready['addSent']>();
	for (const begun of wave.second.flatMap((item) => ledger.begun.get(item) ?? [])) {
		const { second, leftOut } = refusal
			? { second: undefined, leftOut: refusedParts(begun, refusal) }
			: secondRequest.call(this, begun, progress);
		if (!second) {
			ledger.leaveOut(begun, leftOut);
			continue;
		}
		submissions.push(second);
		seconds.set(second.itemIndex, (sent, isBulk) => ledger.addSecond(sent, isBulk, begun, leftOut));
	}
	return {
		submissions,
		addSent(sent, isBulk) {
			const { itemIndex } = sent.submission;
			const addSecond = seconds.get(itemIndex);
			if (addSecond) addSecond(sent, isBulk);
			else ledger.addFirst(sent, isBulk, later.get(itemIndex));
		},
	};
}
