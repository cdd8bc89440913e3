// Lists of users that are not what they should be: nobody is taken for unknown, for somebody else, or for a person without a
// profile.
import fc from 'fast-check';
import isEqual from 'lodash/isEqual.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSpendProfiles } from '../../../../../nodes/shared/concur/existing/readProducts.ts';
import { readUsers, type Key } from '../../../../../nodes/shared/concur/existing/readUsers.ts';
import { urn, type JsonObject } from '../../../../../nodes/shared/schema/attributes.ts';
import { startWithoutPauses } from '../../../../fuzz/noPauses.mts';
import type { VirtualClock } from '../../../../support/virtualClock.mts';
import { callerOf, holdersIn, person, type Asked, type Spoil } from './oddConcur.mts';

let clock: VirtualClock;
beforeAll(() => {
	clock = startWithoutPauses();
});
afterAll(() => clock.stop());

type List = { Resources: unknown[]; totalResults: number; nextCursor?: unknown };
type Change = (list: List) => unknown;

const html = '<!DOCTYPE html><html><body>Please sign in</body></html>';

/** Ways in which a page can be odd; what they leave out is said by the others, or not said at all. */
const changes: Record<string, Change> = {
	'lacks the first user': ({ Resources, ...list }) => ({ ...list, Resources: Resources.slice(1) }),
	'has a user twice': ({ Resources, ...list }) => ({
		...list,
		Resources: [Resources[0], ...Resources.slice(0, -1)],
	}),
	'has more than was asked for': ({ Resources, ...list }) => ({
		...list,
		Resources: [...Resources, ...Resources],
	}),
	'is empty': (list) => ({ ...list, Resources: [] }),
	'has no list': ({ totalResults, nextCursor }) => ({ totalResults, nextCursor }),
	'has null for a list': (list) => ({ ...list, Resources: null }),
	'has null among the users': ({ Resources, ...list }) => ({
		...list,
		Resources: [null, ...Resources.slice(1)],
	}),
	'has a user with an ID alone': ({ Resources, ...list }) => ({
		...list,
		Resources: [{ id: (Resources[0] as JsonObject | undefined)?.id }, ...Resources.slice(1)],
	}),
	'has users without an ID': ({ Resources, ...list }) => ({
		...list,
		Resources: Resources.map((user) => ({ ...(user as JsonObject), id: undefined })),
	}),
	'has no total': ({ Resources, nextCursor }) => ({ Resources, nextCursor }),
	'has a text as its total': (list) => ({ ...list, totalResults: 'many' }),
	'has another total': (list) => ({ ...list, totalResults: list.totalResults + 1 }),
	'has no cursor': ({ Resources, totalResults }) => ({ Resources, totalResults }),
	'has the first cursor': (list) => ({ ...list, nextCursor: '3' }),
	'has an object as its cursor': (list) => ({ ...list, nextCursor: { page: 2 } }),
	'has a cursor that is not known': (list) => ({ ...list, nextCursor: '1000000' }),
	'is null': () => null,
	'is an empty text': () => '',
	'is an HTML page': () => html,
	'is an empty object': () => ({}),
};

const isList = (body: unknown): body is List =>
	Array.isArray((body as List | undefined)?.Resources);

/** How often a request gets the odd response. */
const times = fc.constantFrom(1, 2, Infinity);
const statuses = fc.constantFrom(400, 404, 408, 413, 429, 500, 502, 503);

interface Oddity {
	what: string;
	index: number;
	spoil: Spoil;
}

const oddPage = fc
	.record({ what: fc.constantFrom(...Object.keys(changes)), index: fc.nat(4), times })
	.map(({ what, index, times: most }): Oddity => {
		let left = most;
		return {
			what: `page ${index} ${what} ${most} times`,
			index,
			spoil: ({ status, body }) =>
				isList(body) && left-- > 0 ? { status, body: changes[what]!(body) } : { status, body },
		};
	});
const oddStatus = fc
	.record({ status: statuses, index: fc.nat(4), times, says: fc.boolean() })
	.map(({ status, index, times: most, says }): Oddity => {
		let left = most;
		return {
			what: `page ${index} has the status ${status} ${most} times${says ? ' with words' : ''}`,
			index,
			spoil: (asked) => {
				// That would be no oddity.
				const isAnswer = asked.kind === 'profile' && status === 404 && says;
				return !isAnswer && left-- > 0 ? { status, body: says ? { detail: 'no' } : html } : asked;
			},
		};
	});
const oddities = fc.array(fc.oneof({ weight: 2, arbitrary: oddPage }, oddStatus), {
	minLength: 1,
	maxLength: 3,
});

const spoiling =
	(list: Oddity[], kinds: Array<Asked['kind']>): Spoil =>
	(asked) =>
		list
			.filter(({ index }) => kinds.includes(asked.kind) && index === asked.index)
			.reduce((given, { spoil }) => ({ ...given, ...spoil(given) }), asked);

const size = 3;
const company = Array.from({ length: 13 }, (_, n) => person(n));
/** Those of the company, and enough others that the company is read. */
const keys = [
	...company.flatMap(({ userName, employeeNumber = '', externalId = '', email, id }): Key[] => [
		{ kind: 'userName', value: userName.toUpperCase() },
		{ kind: 'employeeNumber', value: employeeNumber },
		{ kind: 'externalId', value: externalId },
		{ kind: 'email', value: email },
		{ kind: 'id', value: id },
	]),
	...Array.from({ length: 340 }, (_, n): Key => ({ kind: 'employeeNumber', value: `Z${n}` })),
];
const truth = keys.map((key) => holdersIn(company, key));

const readAll = async (spoil: Spoil) => {
	const usersOf = await readUsers(callerOf(company, size, spoil), keys, []);
	return keys.map((key) => {
		const holders = usersOf(key);
		return holders instanceof Error ? holders.message : holders.map(({ id }) => id);
	});
};

const wrongIn = (holders: Array<string | string[]>) =>
	holders.flatMap((one, n) =>
		isEqual(one, truth[n]) ? [] : [`${keys[n]!.kind} ${keys[n]!.value}: ${String(one)}`],
	);

describe('who has a key', () => {
	it('is right whatever the pages of the company are, as long as searching works', async () => {
		await fc.assert(
			fc.asyncProperty(oddities, async (list) => {
				const holders = await readAll(spoiling(list, ['company']));
				expect(wrongIn(holders)).toEqual([]);
			}),
			{ numRuns: 40 },
		);
	});

	it('is right when a page without a cursor has no number of users either', async () => {
		const odd = ['has no cursor', 'has a text as its total'].map((what): Oddity => ({
			what,
			index: 0,
			spoil: ({ status, body }) => ({ status, body: isList(body) ? changes[what]!(body) : body }),
		}));
		expect(wrongIn(await readAll(spoiling(odd, ['company'])))).toEqual([]);
	});

	it('is right or not known, whatever the pages and the searches are', async () => {
		await fc.assert(
			fc.asyncProperty(oddities, oddities, async (pages, searches) => {
				const spoil = spoiling(pages, ['company']);
				const spoilSearch = spoiling(searches, ['search']);
				const holders = await readAll((asked) =>
					asked.kind === 'search' ? spoilSearch(asked) : spoil(asked),
				);
				expect(wrongIn(holders.map((one, n) => (Array.isArray(one) ? one : truth[n]!)))).toEqual(
					[],
				);
			}),
			{ numRuns: 40 },
		);
	});
});

const many = Array.from({ length: 61 }, (_, n) => person(n));
const pageSize = 7;
const readProfiles = async (spoil: Spoil) => {
	const caller = callerOf(many, pageSize, spoil);
	const profiles = await readSpendProfiles(
		caller,
		many.map(({ id }) => id),
	);
	return many.map(({ id }) => {
		const profile = profiles.get(id);
		if (profile instanceof Error) return profile.message;
		return profile && Object.keys(profile).length > 0
			? (profile[urn.spendUser] as JsonObject).ledgerCode
			: undefined;
	});
};
const ledgers = many.map(({ ledgerCode }) => ledgerCode);

describe('an expense profile', () => {
	it('is right whatever the pages of the list are, as long as users can be asked for', async () => {
		await fc.assert(
			fc.asyncProperty(oddities, async (list) => {
				const found = await readProfiles(spoiling(list, ['list']));
				expect(found.filter((one, n) => one !== ledgers[n])).toEqual([]);
			}),
			{ numRuns: 40 },
		);
	});

	it('is right or not known, whatever else happens', async () => {
		await fc.assert(
			fc.asyncProperty(oddities, oddities, async (pages, single) => {
				const spoilList = spoiling(pages, ['list']);
				const spoilOne = spoiling(single, ['profile']);
				const found = await readProfiles((asked) =>
					asked.kind === 'list' ? spoilList(asked) : spoilOne(asked),
				);
				const isSaid = (n: number) => found[n] === ledgers[n] || /\s/.test(String(found[n]));
				expect(many.filter((_, n) => !isSaid(n))).toEqual([]);
			}),
			{ numRuns: 40 },
		);
	});
});
