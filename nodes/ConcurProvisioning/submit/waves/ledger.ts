import type { DoneEarlier } from '../../../shared/run/doneEarlier';
import type { ItemResult } from '../../../shared/run/operation';
import type { LaterTurnPart } from '../order/turns';
import { resultOf } from '../result';
import type { Sent } from '../send';
import { allParts, refusedParts, withLeftOut, type LeftOut } from './leftOut';
import type { Begun } from './secondRequest';

/** The results of a run as they come in: one for each item, whatever was sent for it. */
export interface Ledger {
	/** By item, with those of an earlier try. */
	done: ReadonlyMap<number, ItemResult>;
	/** Those who wait for their second request, by item. */
	begun: ReadonlyMap<number, Begun>;
	/** @param later what a second request is to send */
	addFirst(sent: Sent, isBulk: boolean, later?: LaterTurnPart[]): void;
	/** What came of a second request. @param leftOut what was not in it */
	addSecond(sent: Sent, isBulk: boolean, begun: Begun, leftOut: LeftOut[]): void;
	/** Somebody for whom no second request is sent. */
	leaveOut(begun: Begun, leftOut: LeftOut[]): void;
	/** Whether SAP Concur has accepted somebody, or may have. */
	isAnyAccepted(): boolean;
	/** Without those of an earlier try. */
	results(): ItemResult[];
}

export function newLedger(earlier: DoneEarlier): Ledger {
	const own = new Map<number, ItemResult>();
	const done = new Map(earlier.results.map((result) => [result.itemIndex, result]));
	const begun = new Map<number, Begun>();
	let isAnyAccepted = earlier.results.some((result) => !result.error);
	const add = (result: ItemResult) => {
		own.set(result.itemIndex, result);
		done.set(result.itemIndex, result);
		const { itemIndex, json, error, values, document } = result;
		if (error) return;
		isAnyAccepted = true;
		earlier.add(itemIndex, json, { values, document });
	};
	return {
		done,
		begun,
		addFirst(sent, isBulk, later = []) {
			const result = resultOf(sent, isBulk);
			if (later.length === 0 || result.json.outcome !== 'submitted') return add(result);
			begun.set(result.itemIndex, { submission: sent.submission, later, result });
			// Until the second request is sent, for another try of the node.
			return add(withLeftOut(result, allParts(later, 'the node ended before')));
		},
		addSecond: (sent, isBulk, one, leftOut) =>
			add(
				sent.error
					? withLeftOut(one.result, refusedParts(one, sent.error, leftOut))
					: withLeftOut(resultOf(sent, isBulk), leftOut),
			),
		leaveOut: (one, leftOut) => add(withLeftOut(one.result, leftOut)),
		isAnyAccepted: () => isAnyAccepted,
		results: () => [...own.values()],
	};
}
