import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, type RunningSimulator } from '../../../simulator/index.mts';
import { connect, enterprise, messages, person, users, type Json } from '../client.mts';

let simulator: RunningSimulator;
let call: Awaited<ReturnType<typeof connect>>;
let ids: Record<string, string>;

const searchRequest = 'urn:ietf:params:scim:api:messages:concur:2.0:SearchRequest';
const search = (body: Json) =>
	call('POST', `${users}/.search`, { schemas: [searchRequest], ...body });

beforeAll(async () => {
	simulator = await startSimulator();
	call = await connect(simulator);
	ids = { grace: 'seeded' };
	const add = async (name: string, more: Json) => {
		const { body } = await call('POST', users, await person(simulator, name, more));
		ids[name] = body.id as string;
	};
	await add('ada', {
		name: { givenName: 'Ada', familyName: 'O"Neill' },
		externalId: 'back\\slash',
		entitlements: ['Invoice'],
		emails: [
			{ type: 'work', value: 'Ada@Work.example', verified: true },
			{ type: 'home', value: 'ada@home.example' },
		],
		addresses: [{ type: 'work', locality: 'Bellevue', region: 'WA', country: 'US' }],
		[enterprise]: { startDate: '2012-08-01', costCenter: '100' },
	});
	await add('ben', {
		name: { givenName: 'Ben', familyName: 'Castro' },
		active: false,
		emails: [{ type: 'home', value: 'ben@work.example' }],
		addresses: [
			{ type: 'home', locality: 'Bellevue' },
			{ type: 'work', locality: 'Seattle' },
		],
		[enterprise]: { startDate: '2020-01-01', manager: { value: ids.ada } },
	});
});
afterAll(() => simulator.close());

/** Names of the two made here that a filter finds. */
async function found(filter: string): Promise<string[]> {
	const { status, body } = await search({ filter, attributes: ['id'] });
	expect(status, JSON.stringify(body)).toBe(200);
	const all = (body.Resources as Array<{ id: string }>).map(({ id }) => id);
	return ['ada', 'ben'].filter((name) => all.includes(ids[name]!));
}

describe('A filter', () => {
	it.each([
		['userName eq "ADA@example.com"', ['ada']],
		['userName sw "ada" or userName sw "ben"', ['ada', 'ben']],
		['active eq false', ['ben']],
		['not (active eq false)', ['ada']],
		['not active eq false and name.givenName eq "Ada" or name.givenName eq "Ben"', ['ada', 'ben']],
		['name.familyName eq "O\\"Neill"', ['ada']],
		['externalId eq "back\\\\slash"', ['ada']],
		['externalId ew "\\\\slash"', ['ada']],
		['externalId pr', ['ada']],
		['externalId ne "x"', ['ada', 'ben']],
		['name[givenName eq "Ben" and not (familyName co "x")]', ['ben']],
		['entitlements eq "invoice"', ['ada']],
		['emails[type eq "work" and value ew "@work.example"]', ['ada']],
		['emails[type eq "work" or value sw "ben"]', ['ada', 'ben']],
		['emails[type eq "home" and value ew "@work.example" or verified eq true]', ['ada', 'ben']],
		['emails.type eq "work" and emails.value eq "ada@home.example"', ['ada']],
		['addresses[type eq "work" and locality eq "Bellevue"]', ['ada']],
		['addresses.type eq "home" and addresses.type eq "work"', ['ben']],
		[`${enterprise}:costCenter eq "100"`, ['ada']],
		[`${enterprise}:employeeNumber eq "ben"`, ['ben']],
		[`${enterprise}:manager.employeeNumber eq "ada"`, ['ben']],
		[`${enterprise}:startDate le 2013-12-31`, ['ada']],
		[`${enterprise}:startDate gt "2013-12-31T00:00:00Z"`, ['ben']],
		['meta.created gt "2025-01-01T00:00:00Z"', ['ada', 'ben']],
		['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ben@example.com"', ['ben']],
	])('%s finds %j', async (filter, names) => {
		expect(await found(filter)).toEqual(names);
	});

	it('accepts a UUID with and without quotes', async () => {
		expect(await found(`id eq ${ids.ben}`)).toEqual(['ben']);
		expect(await found(`id eq "${ids.ben}"`)).toEqual(['ben']);
		expect(await found(`${enterprise}:manager.value eq ${ids.ada}`)).toEqual(['ben']);
	});

	it.each([
		'userName eq',
		'userName eq "open',
		'userName is "x"',
		'(active eq true',
		'displayName eq "Ada"',
		'phoneNumbers.value eq "1"',
		'emails eq "ada@home.example"',
		`${enterprise}:companyId pr`,
		'test eq "x"',
		'active eq "true"',
		'active gt false',
		'name.givenName eq 7',
		`${enterprise}:startDate eq "soon"`,
		'emails[not (type eq "work")]',
		'addresses[type ne "work"]',
		'emails[value ew "@x.y" and (type eq "home" or type eq "work")]',
		'emails[value sw "c" and value ew "s"]',
		'emails[type eq "work"].value eq "x"',
	])('%s is rejected', async (filter) => {
		const { status, body } = await search({ filter });
		expect([status, body.scimType]).toEqual([400, 'invalidFilter']);
	});
});

describe('A search', () => {
	it('shows what it was asked for, always with the id, and emails in lower case', async () => {
		const { body } = await search({ filter: `id eq "${ids.ada}"`, attributes: ['emails.value'] });
		expect(body).toMatchObject({ totalResults: 1, itemsPerPage: 1 });
		expect(body.Resources).toEqual([
			{ id: ids.ada, emails: [{ value: 'ada@work.example' }, { value: 'ada@home.example' }] },
		]);
	});

	it('leaves out what it was asked to leave out', async () => {
		const { body } = await search({
			filter: `id eq "${ids.ada}"`,
			excludedAttributes: ['localeOverrides', 'name.givenName', enterprise],
		});
		const [user] = body.Resources as Json[];
		expect(user).toMatchObject({ name: { familyName: 'O"Neill' } });
		expect(user!.name).not.toHaveProperty('givenName');
		expect(user).not.toHaveProperty('localeOverrides');
		expect(user).not.toHaveProperty(enterprise);
	});

	it.each([
		{ schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'] },
		{ count: 0 },
		{ count: 1001 },
		{ startIndex: 2 },
		{ sortBy: 'userName' },
		{ cursor: 'nonsense' },
	])('with %j is rejected', async (body) => {
		expect((await search(body)).status).toBe(400);
	});

	it('is not done by GET, which accepts neither filter nor startIndex', async () => {
		const rejected = await call('GET', `${users}?filter=active%20eq%20true`);
		expect(messages(rejected)).toEqual(["Query parameter 'filter' is not supported"]);
		expect((await call('GET', `${users}?count=1001`)).status).toBe(400);
		const none = await call('GET', `${users}?count=0`);
		expect(none.body).toMatchObject({ totalResults: 5, itemsPerPage: 0, Resources: [] });
	});
});

describe('Paging', () => {
	const pageOf = (body: Json) => (body.Resources as Array<{ id: string }>).map(({ id }) => id);

	it('walks with a cursor through all users in the order of their creation, each once', async () => {
		const seen: string[] = [];
		let cursor: string | undefined;
		for (let pages = 0; pages < 10; pages += 1) {
			const { body } = await search({ count: 2, attributes: ['id'], ...(cursor && { cursor }) });
			seen.push(...pageOf(body));
			cursor = body.nextCursor as string | undefined;
			if (!cursor) break;
			const content = JSON.parse(Buffer.from(cursor, 'base64').toString()) as Json;
			expect(content.startIndex).toBe(seen.length + 1);
		}
		expect(seen).toHaveLength(5);
		expect(seen.slice(3)).toEqual([ids.ada, ids.ben]);
	});

	it('remembers the filter, and goes on behind a user that has gone since', async () => {
		const document = await person(simulator, 'gone');
		const { body: gone } = await call('POST', users, document);
		const { body: late } = await call('POST', users, await person(simulator, 'late'));
		const filter = 'name.familyName eq "Doe"';
		const first = await search({ filter, count: 1, attributes: ['id'] });
		expect(pageOf(first.body)).toEqual([gone.id]);
		await call('DELETE', `${users}/${String(gone.id)}`);
		const { body } = await search({ count: 5, cursor: first.body.nextCursor });
		expect(pageOf(body)).toContain(late.id);
		expect(body.totalResults).toBe(1);
		await call('DELETE', `${users}/${String(late.id)}`);
	});

	it('accepts the follow-up request that settings name', async () => {
		const first = { filter: 'userName pr', count: 1 };
		const { nextCursor: cursor } = (await search(first)).body;
		const short = { count: 1, cursor };
		const repeated = { ...first, cursor };
		const statuses = async () => [(await search(short)).status, (await search(repeated)).status];
		expect(await statuses()).toEqual([200, 200]);
		simulator.settings({ cursorFollowUp: 'repeated' });
		expect(await statuses()).toEqual([400, 200]);
		simulator.settings({ cursorFollowUp: 'short' });
		expect(await statuses()).toEqual([200, 400]);
		simulator.settings({ cursorFollowUp: 'both' });
		expect((await search({ ...repeated, filter: 'active eq true' })).status).toBe(400);
	});
});
