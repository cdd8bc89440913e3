// All pages of a search. SAP: identity-search, Pagination.
import { NodeApiError } from 'n8n-workflow';
import type { IExecuteFunctions, JsonObject } from 'n8n-workflow';
import {
	searchPage,
	type IdentityUser,
	type Search,
	type UserList,
} from '../../shared/concur/identitySearch';
import { itemError } from '../../shared/run/nodeError';

/**
 * The users of a search, at most `limit`, each once. Every page brings somebody new, so this ends.
 * @throws NodeOperationError when SAP Concur's pages lead nowhere: a list that ended there would look complete
 */
export async function searchUpTo(
	this: IExecuteFunctions,
	itemIndex: number,
	search: Search,
	limit: number,
): Promise<IdentityUser[]> {
	const users = new Map<string, IdentityUser>();
	/** Users can move between pages while others are created: each ID counts once. */
	const add = ({ Resources }: UserList) => {
		const before = users.size;
		for (const user of Resources) users.set(user.id, user);
		return users.size > before;
	};
	let page = await searchPage(this, search);
	add(page);
	let isShort = false;
	while (users.size < limit && page.nextCursor) {
		const cursor = page.nextCursor;
		if (typeof cursor !== 'string') {
			throw lostPages.call(this, itemIndex, 'SAP Concur did not say how to get the next page');
		}
		const long: UserList | undefined = isShort
			? undefined
			: await acceptedPage.call(this, { ...search, cursor });
		let isNew: boolean = long !== undefined && add(long);
		// SAP's sample sends a cursor without the filter; which form is right is open (open-questions 20).
		const counted: number | undefined = long?.totalResults ?? page.totalResults;
		const isMissing: boolean = counted === undefined ? !isNew : users.size < counted;
		isShort ||= !long || (!long.nextCursor && isMissing) || !isNew;
		page = long && !isShort ? long : await searchPage(this, { count: search.count, cursor });
		isNew = add(page) || isNew;
		if (!isNew && page.nextCursor) {
			throw lostPages.call(this, itemIndex, 'SAP Concur returned the same page twice');
		}
	}
	return [...users.values()].slice(0, limit);
}

/** One page; undefined when SAP Concur does not take the search with its cursor (api-facts 5.2: 400 or 404). */
async function acceptedPage(
	this: IExecuteFunctions,
	search: Search,
): Promise<UserList | undefined> {
	try {
		return await searchPage(this, search);
	} catch (error) {
		if (error instanceof NodeApiError && /^40[04]$/.test(String(error.httpCode))) return undefined;
		throw new NodeApiError(this.getNode(), error as JsonObject);
	}
}

function lostPages(this: IExecuteFunctions, itemIndex: number, message: string) {
	return itemError.call(this, itemIndex, message, 'Run this again, or narrow the filter.');
}
