// What faults have hit, as the simulator has logged it.
import countBy from 'lodash/countBy.js';
import type { RunningSimulator } from '../support/concur.mts';

export interface Hits {
	requests: number;
	/** How many requests each fault has hit. */
	faults: Record<string, number>;
	/** Writes that a fault has hit, in their order. */
	hitWrites: string[];
}

export function hitsOf(log: ReturnType<RunningSimulator['requests']>): Hits {
	const hit = log.filter(({ fault }) => fault !== undefined);
	return {
		requests: log.length,
		faults: countBy(hit, ({ fault }) => fault),
		hitWrites: hit
			.filter(({ fault, method }) => fault !== 'rateLimit' && method !== 'GET')
			.filter(({ path }) => path.startsWith('/profile/') && !path.endsWith('/.search'))
			.map(({ at, method, path, fault }) => `${at} ${method} ${path}: ${fault}`),
	};
}
