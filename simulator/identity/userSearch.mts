// Lists of users: GET /Users and POST /Users/.search of Identity v4.1 (api-facts 5.1, 5.2; SAP:
// identity-search).
import type { StoredUser } from '../company/users.mts';
import type { AccessToken } from '../oauth/tokenStore.mts';
import { invalidFilter } from '../scim/filterText.mts';
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
	 * @param isSearch True for POST /Users/.search, false for GET /Users.
	 * @throws ScimError 400 for a filter, cursor or attribute that SAP Concur would not accept.
	 */
	return (sent: Search, { scopes }: AccessToken, isSearch = false) => {
		const { cursorFollowUp, searchLagMs, changeLagMs } = simulator.settings;
		const cursor = sent.cursor ? readCursor(sent.cursor) : undefined;
		const search = cursor ? followUp(cursorFollowUp, sent, cursor.search) : sent;
		rejectLongFilter(simulator, search.filter);
		const now =
			isSearch && changeLagMs > 0
				? unchanged(simulator, search.filter, changeLagMs)
				: found(search.filter);
		const users =
			isSearch && searchLagMs > 0 ? asBefore(simulator, now, search.filter, searchLagMs) : now;
		const start = cursor ? positionOf(users, cursor) : 0;
		const page = users.slice(start, start + (sent.count ?? 100));
		const { filter, attributes, excludedAttributes } = search;
		// SAP: identity-search, samples.
		const lowerCaseEmails = isSearch;
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

/**
 * Returns what an index knows that is so many milliseconds behind: without the users created since, and with those deleted
 * since. Changes of a user are seen at once.
 */
function asBefore(
	{ users, clock }: IdentityContext,
	found: StoredUser[],
	filter: string | undefined,
	lagMs: number,
): StoredUser[] {
	const seenUntil = clock.now() - lagMs;
	const isSeen = ({ createdAt = -Infinity }: StoredUser) => createdAt <= seenUntil;
	const matches = filter === undefined ? () => true : readFilter(filter, users).matches;
	const gone = users.deleted().filter(({ user, at }) => at > seenUntil && matches(user));
	return [...found, ...gone.map(({ user }) => user)].filter(isSeen);
}

/** Returns the matches in an index that is so many milliseconds behind with changes of users. */
function unchanged(
	{ users, clock }: IdentityContext,
	filter: string | undefined,
	lagMs: number,
): StoredUser[] {
	const seenUntil = clock.now() - lagMs;
	const asSeen = (user: StoredUser): StoredUser =>
		user.before && (user.changedAt ?? -Infinity) > seenUntil ? asSeen(user.before) : user;
	const matches = filter === undefined ? () => true : readFilter(filter, users).matches;
	return [...users.all()].map(asSeen).filter(matches);
}

/** SAP names no limit (open-questions 76). */
function rejectLongFilter({ settings }: IdentityContext, filter = ''): void {
	const limit = settings.filterMaxLength ?? Infinity;
	if (filter.length > limit)
		throw invalidFilter(`The filter has ${filter.length} characters, the limit is ${limit}`);
}
