// The list of users behind From List; SAP Concur searches while somebody types.
import { NodeApiError } from 'n8n-workflow';
import type { ILoadOptionsFunctions, INodeListSearchResult, JsonObject } from 'n8n-workflow';
import { comparison } from '../concur/filter';
import {
	employeeNumberOf,
	employeeNumberPath,
	searchPage,
	textAt,
	type IdentityUser,
	type Search,
	type UserList,
} from '../concur/identitySearch';
import { urgent } from '../concur/patience';
import { isJsonObject } from '../schema/attributes';

const attributes = ['id', 'userName', 'name', 'active', 'emails', employeeNumberPath];

/** SAP Concur cannot sort, so a page is long enough to hold all users of a small company. */
const count = 500;

const inactive = 'inactive';

/** Nobody types more words to find a person. */
const mostWords = 6;

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/**
 * n8n's list of users for the resource locator, each page sorted by last name.
 * @param typed finds "Anna Wagner", "Wagner, Anna", parts of them, employee numbers, emails, and user names
 * @throws NodeApiError if SAP Concur does not answer in two quick attempts
 */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	typed = '',
	cursor?: string,
): Promise<INodeListSearchResult> {
	const words = typed.split(/[\s,;()]+/).filter(Boolean);
	const searches = searchesFor(words.slice(0, mostWords), cursor);
	const { Resources, nextCursor } = await firstAccepted.call(this, searches);
	return {
		results: Resources.map(entryOf).sort((one, other) => collator.compare(one.name, other.name)),
		paginationToken: typeof nextCursor === 'string' ? nextCursor : undefined,
	};
}

/** The best one first. Which of them SAP Concur takes is not known (open-questions 20, 85). */
function searchesFor([first, ...others]: string[], cursor: string | undefined): Search[] {
	const filters = first
		? [[first, ...others].map((word) => `(${has(word)})`).join(' and '), begins(first)]
		: [undefined];
	const searches: Search[] = filters.map((filter) => ({ filter, attributes, count, cursor }));
	return cursor ? [...searches, { count, cursor }] : searches;
}

const nameAttributes = ['name.familyName', 'name.givenName', 'userName'];

/** What an entry shows of a user is found, so the word for users who are not active is one, too. */
const has = (word: string) =>
	word.toLowerCase() === inactive
		? comparison('active', 'eq', false)
		: [
				...[...nameAttributes, 'emails.value'].map((name) => comparison(name, 'co', word)),
				comparison(employeeNumberPath, 'sw', word),
			].join(' or ');

const begins = (word: string) =>
	[...nameAttributes, employeeNumberPath].map((name) => comparison(name, 'sw', word)).join(' or ');

/** The page of the first search that SAP Concur does not reject; somebody waits for it. */
async function firstAccepted(
	this: ILoadOptionsFunctions,
	[search, ...others]: Search[],
): Promise<UserList> {
	try {
		return await searchPage(this, search!, urgent);
	} catch (error) {
		const isRejected = /^40[04]$/.test(String((error as NodeApiError).httpCode));
		if (isRejected && others.length > 0) return await firstAccepted.call(this, others);
		throw new NodeApiError(this.getNode(), error as JsonObject);
	}
}

/** n8n shows only the name of an entry, so that says all by which people tell users apart. */
function entryOf(user: IdentityUser) {
	const userName = textAt(user, 'userName');
	const names = [textAt(user, 'name.familyName'), textAt(user, 'name.givenName')];
	const name = names.filter(Boolean).join(', ') || userName || user.id;
	const facts = [
		user.active === false ? inactive : undefined,
		employeeNumberOf(user),
		emailOf(user) ?? userName,
	].filter((fact) => fact && fact !== name);
	return { name: facts.length > 0 ? `${name} (${facts.join(', ')})` : name, value: user.id };
}

/** The work email, otherwise the first one. */
function emailOf({ emails }: IdentityUser): string | undefined {
	const all = Array.isArray(emails) ? emails.filter(isJsonObject) : [];
	const { value } = all.find(({ type }) => type === 'work') ?? all[0] ?? {};
	return typeof value === 'string' && value !== '' ? value : undefined;
}
