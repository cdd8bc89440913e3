// When SAP's published certificates are fetched, and what came of it, for one process: many deliveries that nobody can
// judge, forged ones above all, must not become many requests to SAP.

export interface PublishedChain {
	/** The text of a file, not judged yet. */
	pem: string;
	/** ISO 8601; a chain is judged as of this moment. */
	foundAt: string;
}

export interface KeySearch {
	/** What was fetched so far, the newest first. */
	chains(): PublishedChain[];
	/**
	 * Fetches, unless that is going on or has begun less than three minutes ago.
	 * @returns the end of it; undefined when nothing was begun
	 */
	begin(fetch: () => Promise<string[]>, now: number): Promise<PublishedChain[]> | undefined;
	isRunning(): boolean;
	/**
	 * True for another problem than the last one: the same one every three minutes need not fill a log.
	 * @param problem without one, all is well, and the next is news
	 */
	isNews(problem?: string): boolean;
}

/** SAP's retries last 72 hours, so a new key that is found three minutes later loses nothing. */
const intervalMs = 180_000;

/** Of files that hold certificates; more than SAP has at any time. */
const mostChains = 10;

/** Makes a search that has found nothing yet; all times in milliseconds. */
export function createKeySearch(): KeySearch {
	let found: PublishedChain[] = [];
	let begunAt = -Infinity;
	let running = false;
	let lastProblem: string | undefined;

	async function run(fetch: () => Promise<string[]>, now: number): Promise<PublishedChain[]> {
		try {
			const pems = await fetch();
			const foundAt = new Date(now).toISOString();
			const chains = pems.map((pem) => ({ pem, foundAt }));
			const others = found.filter(({ pem }) => !pems.includes(pem));
			found = [...chains, ...others].slice(0, mostChains);
			return chains;
		} finally {
			running = false;
		}
	}

	return {
		chains: () => found,
		begin(fetch, now) {
			// A clock that was set back must not end all searching.
			if (running || Math.abs(now - begunAt) < intervalMs) return undefined;
			begunAt = now;
			running = true;
			return run(fetch, now);
		},
		isRunning: () => running,
		isNews(problem) {
			const isNews = problem !== lastProblem;
			lastProblem = problem;
			return isNews;
		},
	};
}
