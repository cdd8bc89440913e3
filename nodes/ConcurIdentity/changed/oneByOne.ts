// Runs of one node that overlap, because a schedule is shorter than a run: n8n stores what a run keeps only when its
// execution has ended, so the next one would return the same users.
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { nodeOf, pause } from '../../shared/concur/pause';
import { keepRun, lastRunOf, type LastRun } from './lastRun';

/** Nodes of this process with a run under way, and what the last one of each has kept; by workflow and node. */
const underWay = new Set<string>();
const lastHere = new Map<string, LastRun>();

/** After that, a run that hangs is left alone: somebody may come twice, but nobody is lost. */
const mostWaitMs = 10 * 60_000;
const sliceMs = 1000;

/**
 * Lets a run begin where the last one of this node has ended: the one that n8n has stored, or a later one of this process.
 * @param work gets the last run, undefined before the first one, and returns its items and what the next one has to know
 * @throws what `work` throws, and then keeps nothing; NodeOperationError when the user pressed Stop
 */
export async function oneByOne(
	this: IExecuteFunctions,
	work: (last: LastRun | undefined) => Promise<{ items: IDataObject[]; run: LastRun }>,
): Promise<IDataObject[]> {
	const key = `${String(this.getWorkflow().id)} ${nodeOf(this).name}`;
	for (let waitedMs = 0; underWay.has(key) && waitedMs < mostWaitMs; waitedMs += sliceMs) {
		await pause(this, sliceMs);
	}
	underWay.add(key);
	try {
		const { items, run } = await work(later(lastRunOf.call(this), lastHere.get(key)));
		const kept = keepRun.call(this, run);
		if (this.getMode() !== 'manual') lastHere.set(key, kept);
		return items;
	} finally {
		underWay.delete(key);
	}
}

const later = (stored: LastRun | undefined, here: LastRun | undefined): LastRun | undefined =>
	stored && here ? (here.until >= stored.until ? here : stored) : (stored ?? here);
