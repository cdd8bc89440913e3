// The cursor by which a client asks for the next page (api-facts 5.2; SAP: identity-search, Pagination).
import isEqual from 'lodash/isEqual.js';
import { z } from 'zod';
import type { StoredUser } from '../../company/users.mts';
import { invalidInput, type Search } from './query.mts';

/** The follow-up requests that a setting can allow: with the filter and without it, or only one of both. */
export const cursorFollowUps = ['both', 'repeated', 'short'] as const;

export interface CursorContent {
	'created-id': string;
	startIndex: number;
	/** What the first request asked for: follow-up requests may leave it out. */
	search: Pick<Search, 'filter' | 'attributes' | 'excludedAttributes'>;
}

/**
 * Returns the search that a cursor goes on with. SAP's sample repeats nothing; whether the filter may be repeated is not
 * said (open-questions 20).
 *
 * @throws ScimError 400 when the settings do not allow what was sent beside the cursor.
 */
export function followUp(
	allowed: (typeof cursorFollowUps)[number],
	{ filter, attributes, excludedAttributes }: Search,
	first: CursorContent['search'],
): CursorContent['search'] {
	const sent = { filter, attributes, excludedAttributes };
	const isShort = filter === undefined && !attributes && !excludedAttributes;
	const isRepeated = isEqual(withoutAbsent(sent), withoutAbsent(first));
	if (allowed !== 'short' && isRepeated) return first;
	if (allowed !== 'repeated' && isShort) return first;
	throw invalidInput('The request does not belong to the cursor');
}

const withoutAbsent = (value: object) => JSON.parse(JSON.stringify(value)) as object;

/** SAP: identity-search, Usage: the sample cursor is base64 of such an object, without `search`. */
export function writeCursor(
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

/** @throws ScimError 400 for a text that is no cursor. */
export function readCursor(cursor: string): CursorContent {
	try {
		return cursorContent.parse(JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')));
	} catch {
		// Rejected cursors were seen as 400 and as 404 (api-facts 5.2).
		throw invalidInput('Invalid cursor');
	}
}

/**
 * Returns the index behind the last user of the page before. When that user was deleted since, the page starts with those
 * created in the same second: clients must expect to see a user twice (api-facts 5.2).
 */
export function positionOf(users: StoredUser[], cursor: CursorContent): number {
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
