// Searches by packs of conditions, the lag of the search, and letter case in names of attributes.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createUserDirectory } from '../../../simulator/company/users.mts';
import { seedUsers } from '../../../simulator/company/seed.mts';
import { readFilter } from '../../../simulator/identity/search/filter.mts';
import { startSimulator, type RunningSimulator } from '../../../simulator/index.mts';
import { connect, core, enterprise, messages, person, users, type Json } from '../client.mts';

let simulator: RunningSimulator;
let call: Awaited<ReturnType<typeof connect>>;
beforeAll(async () => {
	simulator = await startSimulator({ users: 60 });
	call = await connect(simulator);
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const search = (body: Json) =>
	call('POST', `${users}/.search`, {
		schemas: ['urn:ietf:params:scim:api:messages:concur:2.0:SearchRequest'],
		...body,
	});

/** User names that a filter finds. */
async function found(filter: string, path = 'userName'): Promise<unknown[]> {
	const { status, body } = await search({ filter, attributes: [path] });
	expect(status, JSON.stringify(body)).toBe(200);
	return (body.Resources as Json[]).map(({ userName }) => userName);
}

const names = {
	grace: 'grace.palmer@example.com',
	martin: 'martin.doyle@example.com',
	ines: 'ines.weber@example.com',
};

describe('A pack of conditions', () => {
	const anyOf = (path: string, values: string[]) =>
		values.map((value) => `${path} eq "${value}"`).join(' or ');

	it('finds every user that meets one of them, once, in the order of creation', async () => {
		const numbers = Array.from({ length: 50 }, (_, n) => `E${100050 - n}`);
		const filter = anyOf(`${enterprise}:employeeNumber`, numbers);
		const { body } = await search({ filter, attributes: [`${enterprise}:employeeNumber`] });
		const inOrder = (body.Resources as Array<Record<string, Json>>).map(
			(user) => user[enterprise]?.employeeNumber,
		);
		expect(inOrder).toEqual([...numbers].reverse());
		expect(
			await found(
				`userName eq "${names.ines}" or emails[value eq "${names.grace}"] or userName eq "nobody" or id eq "10030000-0000-4000-8000-000000001003"`,
			),
		).toEqual([names.grace, names.ines]);
	});

	it.each([
		['userName eq "grace.palmer@example.com" or userName eq "ines.weber@example.com"', 2],
		['active eq true and (userName eq "nobody" or externalId eq "x")', 0],
		['emails.value eq "ines.weber@example.com" or not (active eq true)', undefined],
		['userName eq "ines.weber@example.com" or userName sw "x"', undefined],
		['USERNAME eq "ines.weber@example.com"', 1],
	])('is looked up in the indexes when all of them are there: %s', (filter, count) => {
		const directory = createUserDirectory();
		seedUsers(directory, 'company', { users: 5, seed: 1 });
		expect(readFilter(filter, directory).candidates?.length).toBe(count);
	});
});

describe('A name of an attribute in a search', () => {
	it.each([
		[`USERNAME eq "${names.ines}"`, [names.ines]],
		[`Name.GIVENname eq "Ines"`, [names.ines]],
		[`NAME[GivenName eq "Ines" and familyname pr]`, [names.ines]],
		[`Emails[TYPE eq "work" and Value sw "ines"]`, [names.ines]],
		[`${enterprise.toUpperCase()}:EMPLOYEENUMBER EQ "1003"`, [names.ines]],
		[`${core}:username eq "${names.ines}"`, [names.ines]],
		[`${enterprise}:Manager.EmployeeNumber eq "1002"`, [names.ines]],
	])('may have any letter case: %s', async (filter, expected) => {
		expect(await found(filter, 'USERNAME')).toEqual(expected);
	});

	it('is still the same name when brackets hold it twice', async () => {
		const { status } = await search({ filter: 'emails[value sw "c" and VALUE ew "s"]' });
		expect(status).toBe(400);
	});
});

describe('The lag of the search', () => {
	it('hides a new user from .search until it is over, and from nothing else', async () => {
		simulator.settings({ searchLagMs: 60_000 });
		const { body: ada } = await call('POST', users, await person(simulator, 'ada'));
		const filter = 'userName eq "ada@example.com"';
		expect(await found(filter)).toEqual([]);
		expect((await search({ count: 1 })).body.totalResults).toBe(63);
		expect((await call('GET', `${users}/${String(ada.id)}`)).status).toBe(200);
		expect((await call('POST', users, await person(simulator, 'ada'))).status).toBe(409);
		expect((await call('GET', `${users}?count=0`)).body.totalResults).toBe(64);
		simulator.advance(59_000);
		expect(await found(filter)).toEqual([]);
		simulator.advance(1000);
		expect(await found(filter)).toEqual(['ada@example.com']);
	});

	it('shows a deleted user in .search until it is over', async () => {
		const { body: ada } = await call('POST', users, await person(simulator, 'ada'));
		simulator.settings({ searchLagMs: 60_000 });
		simulator.advance(60_000);
		await call('DELETE', `${users}/${String(ada.id)}`);
		const filter = 'userName eq "ada@example.com"';
		expect(await found(filter)).toEqual(['ada@example.com']);
		expect((await call('GET', `${users}/${String(ada.id)}`)).status).toBe(404);
		simulator.advance(60_000);
		expect(await found(filter)).toEqual([]);
	});
});

describe('The time of the last change', () => {
	const changed = async (title: string) => {
		const { body } = await call('PATCH', `${users}/${String(await idOf(names.ines))}`, {
			schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
			Operations: [{ op: 'replace', path: 'title', value: title }],
		});
		return (body.meta as { lastModified: string }).lastModified;
	};
	const idOf = async (userName: string) => {
		const { body } = await search({ filter: `userName eq "${userName}"` });
		return (body.Resources as Json[])[0]!.id;
	};

	it('is compared by six digits of a second', async () => {
		const time = await changed('Director');
		expect(time).toMatch(/\.000\d{3}Z$/);
		const later = time.replace(/\d{3}Z$/, '999Z');
		const earlier = time.replace(/\.000\d{3}Z$/, '.000000Z');
		const is = async (operator: string, value: string) =>
			(await found(`userName eq "${names.ines}" and meta.lastModified ${operator} "${value}"`))
				.length;
		expect(await is('ge', time)).toBe(1);
		expect(await is('gt', time)).toBe(0);
		expect(await is('le', time)).toBe(1);
		expect(await is('lt', time)).toBe(0);
		expect([await is('gt', earlier), await is('lt', earlier)]).toEqual([
			Number(time !== earlier),
			0,
		]);
		expect([await is('gt', later), await is('lt', later)]).toEqual([0, Number(time !== later)]);
	});

	it('is an earlier one for .search while the index is behind with changes', async () => {
		const [ines] = (await search({ filter: `userName eq "${names.ines}"` })).body
			.Resources as Json[];
		const { lastModified } = ines!.meta as { lastModified: string };
		simulator.settings({ changeLagMs: 60_000 });
		const time = await changed('Director');
		const filter = `userName eq "${names.ines}" and meta.lastModified ge "${time}"`;
		expect(await found(filter)).toEqual([]);
		simulator.advance(59_000);
		await changed('Manager');
		expect(await found(`meta.lastModified eq "${lastModified}"`)).toContain(names.ines);
		simulator.advance(1000);
		expect(await found(filter)).toEqual([names.ines]);
		expect(await found(`meta.lastModified eq "${time}"`)).toEqual([names.ines]);
		simulator.advance(60_000);
		expect(await found(`meta.lastModified eq "${time}"`)).toEqual([]);
	});
});

it('A filter that is longer than the settings allow is rejected', async () => {
	const filter = `userName eq "${names.ines}" or userName eq "${names.grace}"`;
	expect(await found(filter)).toHaveLength(2);
	simulator.settings({ filterMaxLength: 60 });
	const rejected = await search({ filter });
	expect([rejected.status, rejected.body.scimType]).toEqual([400, 'invalidFilter']);
	expect(messages(rejected)).toEqual(['The filter has 78 characters, the limit is 60']);
	expect(await found(`userName eq "${names.ines}"`)).toHaveLength(1);
});
