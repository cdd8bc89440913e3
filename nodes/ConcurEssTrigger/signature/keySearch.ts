// When SAP's published certificates are fetched, and what came of it, for one process: many deliveries that match no key,
// forged ones above all, must not become many requests to SAP.
import uniqBy from 'lodash/uniqBy';

export interface PublishedChain {
	/** The text of a file, not checked yet. */
	pem: string;
	/** ISO 8601; a chain is checked as of this moment. */
	foundAt: string;
}

export interface KeySearch {
	/** What was fetched so far, the newest first. */
	chains(): PublishedChain[];
	/** True when it is time to fetch: nothing is going on or was begun in the last three minutes. */
	begin(now: number): boolean;
	/** What was fetched; nothing when it has failed. */
	end(chains: PublishedChain[]): void;
	isRunning(): boolean;
	/** True for another problem than the last one: the same one every three minutes need not fill a log. */
	isNewProblem(problem: string): boolean;
	/** All is well, so the next problem is a new one. */
	forgetProblem(): void;
}

/** SAP's retries last 72 hours, so a new key that is found three minutes later loses nothing. */
const intervalMs = 180_000;

/** A fetch takes a minute at most, by the clock of the machine. */
const longestMs = 3_600_000;

/** Of files with certificates; more than SAP has at any time. */
const mostChains = 20;

/** Makes a search that has found nothing yet; all times in milliseconds. */
export function createKeySearch(): KeySearch {
	let found: PublishedChain[] = [];
	let begunAt = -Infinity;
	let isRunning = false;
	let lastProblem: string | undefined;

	return {
		chains: () => found,
		begin(now) {
			// Neither a clock that was set back nor a fetch that never ends may end all searching.
			if (Math.abs(now - begunAt) < (isRunning ? longestMs : intervalMs)) return false;
			begunAt = now;
			isRunning = true;
			return true;
		},
		end(chains) {
			isRunning = false;
			found = uniqBy([...chains, ...found], 'pem').slice(0, mostChains);
		},
		isRunning: () => isRunning,
		isNewProblem(problem) {
			const isNew = problem !== lastProblem;
			lastProblem = problem;
			return isNew;
		},
		forgetProblem() {
			lastProblem = undefined;
		},
	};
}
