import { NodeApiError } from 'n8n-workflow';
import type { IdentityUser, UserList } from '../identitySearch';
import { throwIfCancelled, type Caller } from '../pause';
import { incomplete } from './doubts';
import { areNamed } from './keys';
import { progressOf } from './progress';
import { readPages } from './readPages';
import { pageSize } from './searchByPacks';

/** While the pages are read, somebody can come or go, and a cursor can end: that is worth one more beginning. */
const mostReadings = 2;

/**
 * Reads all users of the company, active or not, 1,000 in each request. SAP: identity-search, Pagination.
 * @param attributes what is needed of them, as the search takes it
 * @throws NodeApiError when a page cannot be read; NodeOperationError when SAP Concur does not return everybody whom it
 *         counts, and when the user pressed Stop
 */
export async function readEverybody(caller: Caller, attributes: string[]): Promise<IdentityUser[]> {
	const tell = progressOf(caller, 'users');
	const goesOn = ({ totalResults = 0 }: UserList, read: number) => {
		tell(read, totalResults);
		return true;
	};
	let failure: Error = incomplete(caller);
	for (let readings = 0; readings < mostReadings; readings++) {
		const users: IdentityUser[] = [];
		const keep = (user: IdentityUser) => void users.push(user);
		const search = { attributes, count: pageSize };
		const reading = await readPages(caller, search, { keep, goesOn }).catch(
			(error: Error) => error,
		);
		throwIfCancelled(caller);
		if (reading instanceof Error) {
			failure = reading;
			if (!isRefusedCursor(reading)) break;
			continue;
		}
		failure = incomplete(caller);
		// A company has users: somebody has made the credential.
		const isKnown = reading.isWhole && reading.isCounted && users.length > 0;
		if (isKnown && areNamed(users)) return users;
	}
	return await Promise.reject(failure);
}

const isRefusedCursor = (error: Error) =>
	error instanceof NodeApiError && /^40[04]$/.test(String(error.httpCode));
