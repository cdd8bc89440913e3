import uniqBy from 'lodash/uniqBy';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { isJsonObject } from '../../schema/attributes';
import { isUuid } from '../../schema/uuid';
import { comparison } from '../filter';
import {
	employeeNumberOf,
	employeeNumberPath,
	searchPage,
	textAt,
	type IdentityUser,
	type Search,
} from '../identitySearch';
import { throwIfCancelled, type Caller } from '../pause';

const attributes = ['id', 'userName', 'name', 'active', 'emails', employeeNumberPath];

/** Keys and characters of one search at most. SAP names no limit for a filter (open-questions 76). */
const mostKeys = 100;
const mostCharacters = 16_000;

/** Users per page, the most that SAP Concur returns. SAP: identity-search, Pagination. */
const pageSize = 1000;

/** Pages of one search: with 100 keys there are hardly ever two. */
const mostPages = 10;

/** Keys in a row that one by one are too much for a filter; then the reason is another one. */
const mostRejected = 5;

/** Who has a key: nobody, one user or several; or why that cannot be known. */
export type Holders = IdentityUser[] | Error;

/** The form in which keys are the same: letter case and the way of writing an accent make no other person. */
export const comparable = (key: string) => key.normalize('NFC').toLowerCase();

/**
 * Looks up the users, active or not, whom keys name, in as few searches as possible: 100 keys in each, and half as many
 * whenever SAP Concur rejects a filter, until it is clear whether one of the keys was the reason.
 * @param keys employee numbers, user names, emails and UUIDs: with @ a user name or email, otherwise an employee number
 * @returns for each key, in its comparable form, who has exactly this key
 * @throws NodeOperationError when the user pressed Stop
 */
export async function findPeople(
	caller: Caller,
	keys: Iterable<string>,
): Promise<Map<string, Holders>> {
	const found = new Map<string, Holders>();
	// As the rows spell them: whether SAP Concur minds the letter case of a number is not documented.
	const open = uniqBy([...keys], comparable);
	let most = mostKeys;
	let rejected = 0;
	while (open.length > 0) {
		const pack = packOf(open, most);
		try {
			const page = await allOf(caller, pack.map(conditionFor).join(' or '));
			for (const [key, holders] of holdersIn(caller, page, pack)) found.set(key, holders);
			open.splice(0, pack.length);
			// Not the size of the filter was too much, but one key in it.
			if (rejected > 0) most = mostKeys;
			rejected = 0;
		} catch (caught) {
			throwIfCancelled(caller);
			const error = caught as Error;
			if (isTooMuch(error) && pack.length > 1) {
				most = Math.ceil(pack.length / 2);
				continue;
			}
			// One key that SAP Concur does not search for says nothing about the others.
			const isOwn = isTooMuch(error) && ++rejected < mostRejected;
			for (const key of open.splice(0, isOwn ? 1 : open.length)) found.set(comparable(key), error);
		}
	}
	return found;
}

function conditionFor(key: string): string {
	if (isUuid(key)) return comparison('id', 'eq', key);
	if (!key.includes('@')) return comparison(employeeNumberPath, 'eq', key);
	return `${comparison('userName', 'eq', key)} or ${comparison('emails.value', 'eq', key)}`;
}

/** The first keys that fit into one search, at least one. */
function packOf(keys: string[], most: number): string[] {
	let characters = 0;
	const fitting = keys.slice(0, most).findIndex((key) => {
		characters += conditionFor(key).length + ' or '.length;
		return characters > mostCharacters;
	});
	return keys.slice(0, fitting < 0 ? most : Math.max(1, fitting));
}

/** SAP Concur, or a gateway before it, does not take the filter: 400 invalidFilter, 413 or 414 (open-questions 76). */
const isTooMuch = (error: Error) =>
	error instanceof NodeApiError && /^(400|413|414)$/.test(String(error.httpCode));

interface Found {
	users: IdentityUser[];
	/** False where SAP Concur counts more users than it returned, or its pages do not end. */
	isComplete: boolean;
}

/** The users of all pages, each once. */
async function allOf(caller: Caller, filter: string): Promise<Found> {
	const users = new Map<string, IdentityUser>();
	const search: Search = { filter, attributes, count: pageSize };
	for (let page = 0; page < mostPages; page++) {
		const before = users.size;
		const { Resources, nextCursor, totalResults = 0 } = await searchPage(caller, search);
		for (const user of Resources) users.set(user.id, user);
		const isLast = typeof nextCursor !== 'string' || nextCursor === '';
		if (isLast) return { users: [...users.values()], isComplete: users.size >= totalResults };
		if (users.size === before) break;
		search.cursor = nextCursor;
	}
	return { users: [...users.values()], isComplete: false };
}

/**
 * Only who has exactly this key: what SAP Concur takes for equal is not documented. What the credential cannot read of a user
 * leaves open by which key the user was found.
 */
function holdersIn(
	caller: Caller,
	{ users, isComplete }: Found,
	pack: string[],
): Map<string, Holders> {
	const holders = new Map<string, IdentityUser[]>(pack.map((key) => [comparable(key), []]));
	const strays: IdentityUser[] = [];
	for (const user of users) {
		const own = new Set(keysOf(user).map(comparable));
		const named = [...own].filter((key) => holders.has(key));
		for (const key of named) holders.get(key)?.push(user);
		if (named.length === 0) strays.push(user);
	}
	/** Why it is not known who has a key. */
	const doubtAbout = (key: string, known: IdentityUser[]): Error | undefined => {
		if (!isComplete && known.length === 0) return incomplete(caller);
		if (isUuid(key)) return undefined;
		const isHidden = key.includes('@')
			? strays.some(lacksEmails) || (known.length === 0 && users.some(lacksEmails))
			: known.length === 0 && strays.some(lacksNumber);
		return isHidden ? hidden(caller) : undefined;
	};
	return new Map(
		[...holders].map(([key, known]): [string, Holders] => [key, doubtAbout(key, known) ?? known]),
	);
}

const incomplete = (caller: Caller) =>
	new NodeOperationError(caller.getNode(), 'SAP Concur did not return all users', {
		description: 'Run this again.',
	});

const lacksNumber = (user: IdentityUser) => employeeNumberOf(user) === undefined;
const lacksEmails = ({ emails }: IdentityUser) => !Array.isArray(emails);

const hidden = (caller: Caller) =>
	new NodeOperationError(
		caller.getNode(),
		'The app in the credential is not allowed to read the emails or employee numbers of users',
		{
			description:
				'It needs identity.user.coresensitive.read and identity.user.enterprise.read. Add the scopes to the app in SAP Concur, then save the credential again to get a new token.',
		},
	);

/** All texts by which a user can be named. */
export function keysOf(user: IdentityUser): string[] {
	const emails: unknown[] = Array.isArray(user.emails) ? user.emails : [];
	const addresses = emails.map((email) => (isJsonObject(email) ? email.value : undefined));
	return [user.id, textAt(user, 'userName'), employeeNumberOf(user), ...addresses].filter(
		(key): key is string => typeof key === 'string' && key !== '',
	);
}
