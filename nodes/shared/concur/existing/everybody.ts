import isEmpty from 'lodash/isEmpty';
import type { IdentityUser } from '../identitySearch';
import { throwIfCancelled, type Caller } from '../pause';
import { isRefusedCursor, knownCompany, mostReadings, slim } from './company';
import { incompleteList } from './doubts';
import { areNamed } from './keys';
import { progressOf } from './progress';
import { readPages, type Reading } from './readPages';
import { always } from './readUsers';
import { pageSize } from './searchByPacks';

/** Whom to read, and what of them: everybody, and who they are, unless it is given. */
interface Wishes {
	filter?: string;
	/** As the search takes them. */
	attributes?: string[];
}

/**
 * All users of the company, active or not, or all whom a filter finds, in pages of 1000. Without wishes, who each is, whether active,
 * and the last change, and those that `readUsers` has read before in the same run, as they were then.
 * SAP: identity-search, Pagination.
 * @throws NodeApiError when a page cannot be read; NodeOperationError when the list is not whole, or the user pressed Stop
 */
export async function readEverybody(caller: Caller, wishes: Wishes = {}): Promise<IdentityUser[]> {
	const { filter } = wishes;
	const known = isEmpty(wishes) ? knownCompany(caller) : undefined;
	if (known) return known;
	for (let readings = 1; readings <= mostReadings; readings++) {
		const users: IdentityUser[] = [];
		const reading = await readAll(caller, wishes, users);
		throwIfCancelled(caller);
		if (reading instanceof Error) {
			if (readings < mostReadings && isRefusedCursor(reading)) continue;
			throw reading;
		}
		// A company has users: somebody has made the credential.
		const isPossible = filter !== undefined || users.length > 0;
		if (reading.isWhole && reading.isCounted && isPossible && areNamed(users)) return users;
	}
	throw incompleteList(caller);
}

/** @param users gets them */
async function readAll(
	caller: Caller,
	{ filter, attributes }: Wishes,
	users: IdentityUser[],
): Promise<Reading | Error> {
	const tell = progressOf(caller, 'Reading users from SAP Concur');
	return await readPages(
		caller,
		{
			...(filter === undefined ? {} : { filter }),
			attributes: attributes ?? always,
			count: pageSize,
		},
		{
			keep: (user) => users.push(attributes ? user : slim(user)),
			goesOn: ({ totalResults }, read) => {
				if (totalResults !== undefined) tell(read, totalResults);
				return true;
			},
		},
	).catch((error: Error) => error);
}
