import countBy from 'lodash/countBy';
import type { NodeExecutionHint } from 'n8n-workflow';
import type { ItemResult } from './operation';

/** In the order in which they are told; 'unknown' needs a look, as what has failed does. */
const words: Array<[outcome: string, word: string]> = [
	['create', 'to create'],
	['update', 'to update'],
	['converted', 'converted'],
	['same', 'the same'],
	['different', 'different'],
	['missingInConcur', 'missing in SAP Concur'],
	['missingInHr', 'missing in HR'],
	['inactiveInHr', 'inactive in HR'],
	['inactiveInConcur', 'inactive in SAP Concur'],
	['submitted', 'submitted'],
	['succeeded', 'succeeded'],
	['unchanged', 'unchanged'],
	['loses', 'to lose somebody'],
	['nobody', 'needed by nobody'],
	['partial', 'partial'],
	['ok', 'ok'],
	['warning', 'with a warning'],
	['failed', 'failed'],
	['refused', 'refused'],
	['pending', 'still pending'],
	['unknown', 'unknown'],
];
const needALook = ['partial', 'warning', 'failed', 'refused', 'unknown'];

type Result = Pick<ItemResult, 'json' | 'error'>;

/** How many people had which outcome, e.g. '17 succeeded, 4 partial, 1 failed'; empty without people. Pure. */
export function countsIn(results: Result[]): string {
	const counts = countBy(results, outcomeOf);
	return words
		.flatMap(([outcome, word]) => (counts[outcome] ? `${counts[outcome]} ${word}` : []))
		.join(', ');
}

/**
 * The hint that sums up a run over people, because n8n shows a node as green whatever became of them. Undefined where it
 * would say no more than the only item does. Pure.
 */
export function summaryOf(results: Result[]): NodeExecutionHint | undefined {
	const isWarning = results.some((result) => needALook.includes(outcomeOf(result)));
	if (results.length < (isWarning ? 1 : 2)) return undefined;
	return {
		message: countsIn(results),
		type: isWarning ? 'warning' : 'info',
		location: 'outputPane',
	};
}

/**
 * SAP Concur Identity returns the user itself where all went well; a plan has a verdict in the place of the outcome, and a
 * check of the connection a state.
 */
function outcomeOf({ json, error }: Result): string {
	const { state, verdict = state, outcome = verdict } = json;
	const isKnown = words.some(([known]) => known === outcome);
	return isKnown ? String(outcome) : error ? 'failed' : 'succeeded';
}
