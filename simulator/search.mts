// Lists of users: GET /Users and POST /Users/.search of Identity v4.1 (api-facts 5.1, 5.2; SAP:
// identity-search).
import isEqual from 'lodash/isEqual.js';
import { z } from 'zod';
import { ScimError, type AccessToken, type Simulator, type StoredUser } from './context.mts';
import { readFilter } from './scim/filter.mts';
import { presentIdentities } from './scim/present.mts';

export interface Search {
	filter?: string;
	attributes?: string[];
	excludedAttributes?: string[];
	count?: number;
	cursor?: string;
}

const searchSchema = 'urn:ietf:params:scim:api:messages:concur:2.0:SearchRequest';

// SAP: identity-search, Pagination: startIndex is not supported; sorting is nowhere mentioned.
const searchBody = z
	.object({
		schemas: z.array(z.string()).refine((schemas) => schemas.includes(searchSchema), {
			message: `must name ${searchSchema}`,
		}),
		filter: z.string().optional(),
		count: z.number().int().min(1).max(1000).optional(),
		attributes: z.array(z.string()).optional(),
		excludedAttributes: z.array(z.string()).optional(),
		cursor: z.string().optional(),
		// Swagger: Identity v4.1, SearchRequest: an older twin of cursor.
		continuationToken: z.string().optional(),
	})
	.strict();

/**
 * Reads the body of a search.
 *
 * @throws ScimError 400 for a missing schema, an unknown member or a count outside 1 to 1000.
 */
export function readSearch(body: unknown): Search {
	const parsed = searchBody.safeParse(body);
	if (!parsed.success) throw invalidInput(describe(parsed.error));
	const { filter, count, attributes, excludedAttributes, cursor, continuationToken } = parsed.data;
	return { filter, count, attributes, excludedAttributes, cursor: cursor ?? continuationToken };
}

function describe({ issues }: z.ZodError): string {
	const [{ path, message }] = issues;
	return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}

interface CursorContent {
	'created-id': string;
	startIndex: number;
	/** What the first request asked for: follow-up requests may leave it out. */
	search: Pick<Search, 'filter' | 'attributes' | 'excludedAttributes'>;
}

/**
 * Keeps the result of the last filter, so that walking through its pages does not filter again and
 * again.
 */
export function createUserSearch(simulator: Simulator) {
	let kept: { filter?: string; version: number; users: StoredUser[] } | undefined;

	const found = (filter: string | undefined): StoredUser[] => {
		const version = simulator.users.version();
		if (kept && kept.filter === filter && kept.version === version) return kept.users;
		const users = allMatching(simulator, filter);
		kept = { filter, version, users };
		return users;
	};

	/**
	 * One page.
	 *
	 * @throws ScimError 400 for a filter, cursor or attribute that Concur would not take.
	 */
	return (sent: Search, { scopes }: AccessToken, lowerCaseEmails = false) => {
		const cursor = sent.cursor ? readCursor(sent.cursor) : undefined;
		const search = cursor ? followUp(simulator, sent, cursor.search) : sent;
		const users = found(search.filter);
		const start = cursor ? positionOf(users, cursor) : 0;
		const page = users.slice(start, start + (sent.count ?? 100));
		const { filter, attributes, excludedAttributes } = search;
		const presentation = { scopes, attributes, excludedAttributes, lowerCaseEmails };
		const next = start + page.length;
		return {
			schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
			totalResults: users.length,
			startIndex: start + 1,
			itemsPerPage: page.length,
			Resources: presentIdentities(simulator, page, presentation),
			...(next < users.length &&
				page.length > 0 && {
					nextCursor: writeCursor(page[page.length - 1], next + 1, {
						filter,
						attributes,
						excludedAttributes,
					}),
				}),
		};
	};
}

function allMatching({ users }: Simulator, filter: string | undefined): StoredUser[] {
	if (filter === undefined) return [...users.all()];
	const { matches, candidates } = readFilter(filter, users);
	return (candidates ?? [...users.all()]).filter(matches);
}

/**
 * Open-questions 20: SAP's sample repeats nothing; whether the filter may be repeated is not said.
 */
function followUp(
	{ settings }: Simulator,
	{ filter, attributes, excludedAttributes }: Search,
	first: CursorContent['search'],
): CursorContent['search'] {
	const sent = { filter, attributes, excludedAttributes };
	const isShort = filter === undefined && !attributes && !excludedAttributes;
	const isRepeated = isEqual(withoutAbsent(sent), withoutAbsent(first));
	const { cursorFollowUp } = settings;
	if (cursorFollowUp !== 'short' && isRepeated) return first;
	if (cursorFollowUp !== 'repeated' && isShort) return first;
	throw invalidInput('The request does not belong to the cursor');
}

const withoutAbsent = (value: object) => JSON.parse(JSON.stringify(value)) as object;

/** SAP: identity-search, Usage: the sample cursor is base64 of such an object, without `search`. */
function writeCursor(
	last: StoredUser,
	startIndex: number,
	search: CursorContent['search'],
): string {
	const { created } = last.identity.meta as { created: string };
	const seconds = Math.floor(Date.parse(created) / 1000);
	const content: CursorContent = { 'created-id': `${seconds}_${last.id}`, startIndex, search };
	return Buffer.from(JSON.stringify(content)).toString('base64');
}

const cursorContent = z.object({
	'created-id': z.string().regex(/^\d+_/),
	startIndex: z.number().int().min(2),
	search: z.object({
		filter: z.string().optional(),
		attributes: z.array(z.string()).optional(),
		excludedAttributes: z.array(z.string()).optional(),
	}),
});

function readCursor(cursor: string): CursorContent {
	try {
		return cursorContent.parse(JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')));
	} catch {
		// Refused cursors were seen as 400 and as 404 (api-facts 5.2).
		throw invalidInput('Invalid cursor');
	}
}

/**
 * Behind the last user of the page before. When that one has gone since, the page starts with those
 * created in the same second: clients must expect to see somebody twice (api-facts 5.2).
 */
function positionOf(users: StoredUser[], cursor: CursorContent): number {
	const [seconds, id] = cursor['created-id'].split('_');
	if (users[cursor.startIndex - 2]?.id === id) return cursor.startIndex - 1;
	const index = users.findIndex((user) => user.id === id);
	if (index >= 0) return index + 1;
	const created = Number(seconds) * 1000;
	const later = users.findIndex(
		({ identity }) => Date.parse((identity.meta as { created: string }).created) >= created,
	);
	return later >= 0 ? later : users.length;
}

/** Query of GET /Users: `attributes` and `excludedAttributes` as comma lists, count 0 to 1000. */
export function readListQuery(query: Record<string, string>): Search {
	const known = ['attributes', 'excludedAttributes', 'count', 'cursor'];
	const unknown = Object.keys(query).find((name) => !known.includes(name));
	if (unknown) throw invalidInput(`Query parameter '${unknown}' is not supported`);
	const { attributes, excludedAttributes, count, cursor } = query;
	return {
		attributes: namesOf(attributes),
		excludedAttributes: namesOf(excludedAttributes),
		count: count === undefined ? undefined : countOf(count, 1000),
		cursor,
	};
}

/** A comma list of attribute names. */
export function namesOf(list: string | undefined): string[] | undefined {
	return list === undefined ? undefined : list.split(',').map((name) => name.trim());
}

/** A number of the query between 0 and a maximum. */
export function countOf(text: string, maximum: number): number {
	const count = Number(text);
	if (!/^\d+$/.test(text) || count > maximum) throw invalidInput(`Invalid count '${text}'`);
	return count;
}

function invalidInput(message: string): ScimError {
	return new ScimError(400, message, { code: 'INVALID_INPUT' });
}
