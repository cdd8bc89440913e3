// How many requests it takes to know what SAP Concur has of few and of many people.
import { describe, expect, it } from 'vitest';
import { findPeople } from '../../../../../nodes/shared/concur/company/findPeople.ts';
import {
	readSpendProfiles,
	readTravelProfiles,
} from '../../../../../nodes/shared/concur/existing/readProducts.ts';
import { readUsers, type Key } from '../../../../../nodes/shared/concur/existing/readUsers.ts';
import type { IdentityUser } from '../../../../../nodes/shared/concur/identitySearch.ts';
import { urn } from '../../../../../nodes/shared/schema/attributes.ts';
import { grace, ines, martin, numbersOf, readingWorld } from './readingNode.mts';

const { world, read, people, change, counts } = readingWorld();

const numberIn = (user: IdentityUser | undefined) =>
	(user?.[urn.enterprise] as { employeeNumber?: string } | undefined)?.employeeNumber;

/** The people as a sync reads them: who they are, their expense data, and then whom they name as manager. */
const everythingOf = async (keys: Key[]) =>
	await read(async (caller) => {
		const usersOf = await readUsers(caller, keys, ['title']);
		const found = keys.map((key) => usersOf(key) as IdentityUser[]);
		const users = found.flat();
		const spend = await readSpendProfiles(
			caller,
			users.map(({ id }) => id),
		);
		const managers = await findPeople(caller, ['1001', 'Martin.Doyle@example.com', 'nobody@x.de']);
		return { found, users, spend, managers };
	});

describe('what SAP Concur has', () => {
	it.each([
		// The second search is for the managers.
		['3 people', 250, 3, { searches: 2, pages: 0, profiles: 3 }],
		['20 people', 250, 20, { searches: 2, pages: 0, profiles: 20 }],
		['250 of a small company', 250, 250, { searches: 4, pages: 3, profiles: 0 }],
		['500 of a small company', 500, 500, { searches: 1, pages: 5, profiles: 3 }],
		['10,000 people', 10_000, 10_000, { searches: 11, pages: 100, profiles: 3 }],
	])(
		'of %s takes few requests',
		async (_, users, asked, expected) => {
			people(users);
			const keys = numbersOf(asked);
			const result = await everythingOf(keys);
			expect(await counts()).toEqual(expected);
			expect(result.found.map((holders) => numberIn(holders[0]))).toEqual(
				keys.map(({ value }) => value),
			);
			expect(result.users).toHaveLength(asked);
			const profiles = result.users.map(({ id }) => result.spend.get(id));
			const withoutProfile = profiles.filter(
				(profile) => !(profile && !(profile instanceof Error) && profile[urn.spendUser]),
			);
			expect(withoutProfile).toEqual([]);
			const managers = [...result.managers.values()].map((holders) =>
				(holders as IdentityUser[]).map(numberIn),
			);
			expect(managers).toEqual([['1001'], ['1002'], []]);
		},
		60_000,
	);

	it('of 400 people of a large company is searched for', async () => {
		people(5100);
		const result = await everythingOf(numbersOf(5100).slice(4700));
		expect(result.users).toHaveLength(400);
		// A page to see how large the company is, four searches, and one for the managers.
		const { searches, pages, profiles } = await counts();
		expect(searches).toBe(6);
		expect(pages).toBeLessThanOrEqual(52);
		expect(profiles).toBeLessThanOrEqual(5);
	});

	it('of 30 people of a large company is asked for one by one', async () => {
		people(4000);
		const result = await everythingOf(numbersOf(3930).slice(3900));
		expect([...result.spend.keys()]).toHaveLength(30);
		expect(await counts()).toEqual({ searches: 2, pages: 1, profiles: 30 });
	});

	it('of people who are asked for twice is asked for once', async () => {
		people(40);
		const keys = numbersOf(30);
		const twice = [
			...keys,
			...keys.map(({ kind, value }) => ({ kind, value: value.toLowerCase() })),
		];
		const result = await everythingOf(twice);
		expect(result.users).toHaveLength(60);
		expect(result.spend.size).toBe(30);
		expect(await counts()).toEqual({ searches: 2, pages: 1, profiles: 0 });
	});

	it('is everything that is asked for by name', async () => {
		const key: Key = { kind: 'employeeNumber', value: '1003' };
		const usersOf = await read(
			async (caller) => await readUsers(caller, [key], ['entitlements', urn.enterprise]),
		);
		expect(usersOf(key)).toMatchObject([
			{
				userName: 'ines.weber@example.com',
				active: true,
				name: { givenName: 'Ines' },
				emails: [{ value: 'ines.weber@example.com' }],
				meta: { version: 0 },
				entitlements: ['Expense', 'Request', 'Travel'],
				[urn.enterprise]: { employeeNumber: '1003', department: 'Sales' },
			},
		]);
	});

	it('of nobody takes no request', async () => {
		const empty: Key = { kind: 'externalId', value: '' };
		const holders = await read(async (caller) => {
			const usersOf = await readUsers(caller, [empty], []);
			await readSpendProfiles(caller, []);
			await readTravelProfiles(caller, []);
			return usersOf(empty);
		});
		expect(holders).toEqual([]);
		expect(await world.requests()).toEqual([]);
	});
});

describe('travel profiles', () => {
	it('are asked for one by one, and people without one are known as such', async () => {
		const profiles = await read(
			async (caller) => await readTravelProfiles(caller, [ines.toUpperCase(), martin]),
		);
		expect(profiles.get(ines)).toEqual({
			[urn.travel]: { ruleClass: { id: 101, name: 'Standard Travel' } },
		});
		expect(profiles.get(martin)).toEqual({});
		expect(await counts()).toEqual({ searches: 0, pages: 0, profiles: 2 });
	});
});

describe('a key', () => {
	const kinds: Array<[Key['kind'], string]> = [
		['userName', 'INES.Weber@example.com'],
		['employeeNumber', '1003'],
		['externalId', 'Ext-É'],
		['email', 'Ines.Weber@Example.com'],
		['id', ines.toUpperCase()],
	];

	it.each([
		['by searching', 0],
		['by reading the company', 400],
	])('of each kind finds its user %s', async (_, more) => {
		people(10);
		await change(ines, { externalId: 'ext-é' });
		const keys = kinds.map(([kind, value]): Key => ({ kind, value }));
		// The same texts as another kind of key are nobody's.
		const others: Key[] = [
			{ kind: 'userName', value: '1003' },
			{ kind: 'employeeNumber', value: 'ines.weber@example.com' },
			{ kind: 'externalId', value: '1003' },
		];
		const all = [...keys, ...others, ...numbersOf(10 + more).slice(10)];
		const usersOf = await read(async (caller) => await readUsers(caller, all, []));
		for (const key of keys) expect(usersOf(key)).toMatchObject([{ id: ines }]);
		for (const key of others) expect(usersOf(key)).toEqual([]);
		expect((await counts()).searches).toBeLessThanOrEqual(2);
	});

	it('finds everybody who has it, active or not', async () => {
		const emails = [{ value: 'shared@example.com', type: 'work' }];
		await change(grace, { emails, externalId: 'X1', active: false });
		await change(martin, { emails, externalId: 'X1' });
		const keys: Key[] = [
			{ kind: 'email', value: 'shared@example.com' },
			{ kind: 'externalId', value: 'x1' },
		];
		const usersOf = await read(async (caller) => await readUsers(caller, keys, []));
		for (const key of keys) {
			expect(usersOf(key)).toMatchObject([{ id: grace }, { id: martin }]);
		}
	});
});
