// A search of which all pages come, or none.
import type { IExecuteFunctions } from 'n8n-workflow';
import { isRefusedCursor } from '../../shared/concur/existing/company';
import { progressOf } from '../../shared/concur/existing/progress';
import { readPages, type Reading } from '../../shared/concur/existing/readPages';
import type { IdentityUser, Search } from '../../shared/concur/identitySearch';
import { knowsConcurClock, onConcurClock } from '../../shared/concur/learned';
import { throwIfCancelled } from '../../shared/concur/pause';
import { itemError } from '../../shared/run/nodeError';

/** A cursor that is no longer taken, or somebody who was deleted meanwhile, is worth another beginning. */
const mostReadings = 3;

export interface Found {
	users: IdentityUser[];
	/** SAP Concur's time in ms when it had returned the first page, by its Date header; undefined if there was none. */
	at?: number;
}

/**
 * All users of a search, each once. Who is added after the first page may be missing, and has changed after `at`.
 * @throws NodeOperationError when SAP Concur's pages do not add up to the number that it gives; NodeApiError when one
 *         cannot be read
 */
export async function searchWhole(
	this: IExecuteFunctions,
	itemIndex: number,
	search: Search,
): Promise<Found> {
	const tell = progressOf(this, 'Reading users from SAP Concur');
	let at: number | undefined;
	const note = () => {
		if (knowsConcurClock(this)) at ??= onConcurClock(this, new Date());
	};
	for (let readings = 1; ; readings++) {
		const users: IdentityUser[] = [];
		const reading = await readPages(this, search, {
			keep: (user) => {
				note();
				users.push(user);
			},
			goesOn: ({ totalResults = 0 }, read) => {
				tell(read, totalResults);
				return true;
			},
		}).catch((error: Error) => error);
		throwIfCancelled(this);
		note();
		if (!(reading instanceof Error) && isAll(reading)) return { users, at };
		const mayRepeat = readings < mostReadings && users.length > 0;
		if (reading instanceof Error && !(mayRepeat && isRefusedCursor(reading)))
			return await Promise.reject(reading);
		if (!mayRepeat) throw notWhole.call(this, itemIndex);
	}
}

const isAll = ({ lost, hasAllOfFirst }: Reading) => !lost && hasAllOfFirst === true;

function notWhole(this: IExecuteFunctions, itemIndex: number) {
	const message = 'SAP Concur did not return all users who have changed';
	const cure = 'Run this again: it looks for the same users, and nobody is lost.';
	return itemError.call(this, itemIndex, message, cure);
}
