// Lists of users: GET /Users and POST /Users/.search of Identity v4.1 (api-facts 5.1, 5.2; SAP:
// identity-search).
import type { StoredUser } from '../company/users.mts';
import type { AccessToken } from '../oauth/tokenStore.mts';
import type { IdentityContext } from './context.mts';
import { presentIdentities } from './present.mts';
import { followUp, positionOf, readCursor, writeCursor } from './search/cursor.mts';
import { readFilter } from './search/filter.mts';
import type { Search } from './search/query.mts';

/**
 * Returns a search that keeps the result of the last filter, so that reading its pages one after the other does not filter
 * again.
 */
export function createUserSearch(simulator: IdentityContext) {
	let kept: { filter?: string; version: number; users: StoredUser[] } | undefined;

	const found = (filter: string | undefined): StoredUser[] => {
		const version = simulator.users.version();
		if (kept && kept.filter === filter && kept.version === version) return kept.users;
		const users = allMatching(simulator, filter);
		kept = { filter, version, users };
		return users;
	};

	/**
	 * Returns one page.
	 *
	 * @throws ScimError 400 for a filter, cursor or attribute that SAP Concur would not accept.
	 */
	return (sent: Search, { scopes }: AccessToken, lowerCaseEmails = false) => {
		const { cursorFollowUp } = simulator.settings;
		const cursor = sent.cursor ? readCursor(sent.cursor) : undefined;
		const search = cursor ? followUp(cursorFollowUp, sent, cursor.search) : sent;
		const users = found(search.filter);
		const start = cursor ? positionOf(users, cursor) : 0;
		const page = users.slice(start, start + (sent.count ?? 100));
		const { filter, attributes, excludedAttributes } = search;
		const presentation = { scopes, attributes, excludedAttributes, lowerCaseEmails };
		const next = start + page.length;
		const last = next < users.length ? page.at(-1) : undefined;
		return {
			schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
			totalResults: users.length,
			startIndex: start + 1,
			itemsPerPage: page.length,
			Resources: presentIdentities(simulator, page, presentation),
			...(last && {
				nextCursor: writeCursor(last, next + 1, { filter, attributes, excludedAttributes }),
			}),
		};
	};
}

function allMatching({ users }: IdentityContext, filter: string | undefined): StoredUser[] {
	if (filter === undefined) return [...users.all()];
	const { matches, candidates } = readFilter(filter, users);
	return (candidates ?? [...users.all()]).filter(matches);
}
