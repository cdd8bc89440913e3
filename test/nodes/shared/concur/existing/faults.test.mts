// What goes wrong while SAP Concur is asked about many people: what is known then, and how often SAP Concur is asked.
import { describe, expect, it, vi } from 'vitest';
import { findPeople } from '../../../../../nodes/shared/concur/company/findPeople.ts';
import {
	readSpendProfiles,
	readTravelProfiles,
} from '../../../../../nodes/shared/concur/existing/readProducts.ts';
import { readUsers, type Key } from '../../../../../nodes/shared/concur/existing/readUsers.ts';
import { urn } from '../../../../../nodes/shared/schema/attributes.ts';
import { allScopes } from '../../../../../simulator/oauth/scopes.mts';
import { n8nLog } from '../../../../support/n8nLog.mts';
import { ines, numberOf, numbersOf, readingWorld } from './readingNode.mts';

const { world, read, attempt, people, createUsers, counts } = readingWorld();
const log = n8nLog();

const without = (...scopes: string[]) => ({
	app: { scopes: allScopes.filter((scope) => !scopes.includes(scope)) },
});
const isCompany = ({ path, body }: { path: string; body: string }) =>
	path.endsWith('.search') && !body.includes('"filter"');
const search = 'POST /profile/identity/v4.1/Users/.search';
const spendUsers = 'GET /profile/spend/v4.1/Users';

/** What is known of each key: how many have it, or why that is not known. */
const holdersOf = async (keys: Key[]) =>
	await read(async (caller) => {
		const usersOf = await readUsers(caller, keys, []);
		return keys.map((key) => {
			const holders = usersOf(key);
			return holders instanceof Error ? holders.message : holders.length;
		});
	});
const idsOf = async (keys: Key[]) =>
	await read(async (caller) => {
		const usersOf = await readUsers(caller, keys, []);
		return keys.flatMap((key) => {
			const holders = usersOf(key);
			return holders instanceof Error ? [] : holders.map(({ id }) => id);
		});
	});
/** What is known of each profile: whether there is one, or why that is not known. */
const profilesOf = async (ids: string[], reading = readSpendProfiles) =>
	await read(async (caller) => {
		const profiles = await reading(caller, ids);
		return ids.map((id) => {
			const profile = profiles.get(id.toLowerCase());
			return profile instanceof Error ? profile : Object.keys(profile ?? { '?': 1 }).length > 0;
		});
	});
const messageOf = (known: unknown) => (known instanceof Error ? known.message : known);

describe('who has each of 1,100 keys', () => {
	const keys = [...numbersOf(1100), ...numbersOf(1110).slice(1105)];
	const expected = [...numbersOf(1100).map(() => 1), 0, 0, 0, 0, 0];

	it.each([
		['as SAP Concur takes cursors with the search', { cursorFollowUp: 'repeated' }, 2],
		['as SAP Concur takes cursors alone', { cursorFollowUp: 'short' }, 3],
	] as const)('is found %s', async (_, settings, searches) => {
		people(1100);
		world.simulator.settings(settings);
		expect(await holdersOf(keys)).toEqual(expected);
		expect((await counts()).searches).toBe(searches);
	});

	it('is found although a cursor is no longer taken', async () => {
		people(1100);
		let refused = 0;
		await world.through((request, answer) =>
			isCompany(request) && request.body.includes('cursor') && ++refused <= 2
				? { status: 404, body: '{"detail":"Invalid cursor"}' }
				: answer,
		);
		expect(await holdersOf(keys)).toEqual(expected);
		// Once with the search and once alone, then again from the beginning.
		expect((await counts()).searches).toBe(5);
	});

	it.each([
		['an HTML page', { status: 200, body: '<!DOCTYPE html><html></html>' }],
		['a refusal', { status: 400, body: '{"detail":"A filter is required"}' }],
		['a list without users', { status: 200, body: '{"totalResults":0,"Resources":[]}' }],
	])('is searched for where the company comes as %s', async (_, odd) => {
		people(1100);
		await world.through((request, answer) => (isCompany(request) ? odd : answer));
		expect(await holdersOf(keys)).toEqual(expected);
	});

	it('is found after SAP Concur has been away for a minute and has asked to slow down', async () => {
		people(1100);
		world.simulator.faults([
			{ match: search, kind: 'status', status: 503, times: 5 },
			{ match: search, kind: 'status', status: 429, headers: { 'Retry-After': '20' } },
		]);
		expect(await holdersOf(keys)).toEqual(expected);
	});

	it.each([
		['is away', { status: 503 }, /temporarily unable/, 40],
		['does not allow it', { status: 403 }, /does not allow this request/, 2],
	])('is not known where SAP Concur %s', async (_, fault, says, most) => {
		people(1100);
		world.simulator.faults([{ match: search, kind: 'status', ...fault, times: 1000 }]);
		const known = await holdersOf(keys);
		expect(known).toHaveLength(keys.length);
		for (const one of known) expect(one).toMatch(says);
		expect((await counts()).searches).toBeLessThanOrEqual(most);
	});

	it('is told while it is read', async () => {
		people(1100);
		log.length = 0;
		await world.through((request, answer) => {
			if (isCompany(request)) world.clock.advance(4000);
			return answer;
		});
		await holdersOf(keys);
		expect(log.map(({ text }) => text).join()).toContain(
			'Reading users from SAP Concur: 1,000 of 1,103',
		);
	});
});

describe('what the credential is not allowed to read', () => {
	const hidden = /^The app in the credential is not allowed to read the .* of users$/;

	it.each([
		['employee numbers', 'employeeNumber', 'identity.user.enterprise.read'],
		['emails', 'email', 'identity.user.coresensitive.read'],
		['user names', 'userName', 'identity.user.ids.read'],
	] as const)('makes nobody unknown: %s', async (_, kind, scope) => {
		people(20);
		world.simulator.settings(without(scope));
		const value = kind === 'employeeNumber' ? '1003' : 'ines.weber@example.com';
		const few: Key[] = [{ kind, value }];
		const many = [...few, ...numbersOf(400).map((key): Key => ({ ...key, kind: 'externalId' }))];
		for (const keys of [few, [...few, { kind: 'id', value: ines } as const], many]) {
			expect((await holdersOf(keys))[0]).toMatch(hidden);
		}
	});

	it('is said of people who are looked up afterwards, too', async () => {
		people(20);
		world.simulator.settings(without('identity.user.enterprise.read'));
		const manager = await read(async (caller) => {
			await readUsers(
				caller,
				numbersOf(400).map(({ value }): Key => ({ kind: 'userName', value })),
				[],
			);
			return (await findPeople(caller, ['1001'])).get('1001');
		});
		expect(messageOf(manager)).toMatch(hidden);
	});

	it('is not what nobody has', async () => {
		people(20);
		const externalIds = numbersOf(400).map(({ value }): Key => ({ kind: 'externalId', value }));
		expect(new Set(await holdersOf(externalIds))).toEqual(new Set([0]));
		// The company, and whether anybody has an external ID.
		expect((await counts()).searches).toBe(2);
		expect(new Set(await holdersOf([...externalIds.slice(0, 10), numberOf(1)]))).toEqual(
			new Set([0, 1]),
		);
	});
});

describe('a key that SAP Concur does not search for', () => {
	it('says nothing about the others', async () => {
		people(150);
		await world.through((request, answer) =>
			request.path.endsWith('.search') && request.body.includes('ODD')
				? { status: 400, body: '{"detail":"Invalid filter"}' }
				: answer,
		);
		const odd: Key = { kind: 'externalId', value: 'ODD' };
		const known = await holdersOf([...numbersOf(70), odd, ...numbersOf(150).slice(70)]);
		expect(known.flatMap((one, n) => (one === 1 ? [] : [[n, one]]))).toEqual([
			[70, 'SAP Concur could not read the filter'],
		]);
	});
});

describe('expense profiles', () => {
	const ids = async (count = 150) => await idsOf(numbersOf(count));

	it('are not taken for missing where the credential may not read them', async () => {
		people(150);
		const all = await ids();
		world.simulator.settings(without('spend.user.general.read'));
		world.simulator.faults([{ match: spendUsers, kind: 'expireToken' }]);
		for (const known of await profilesOf(all)) {
			expect(messageOf(known)).toMatch(/^SAP Concur does not allow this request/);
			expect((known as Error & { description: string }).description).toContain(
				'The app in the credential needs spend.user.general.read.',
			);
		}
		expect(await counts()).toMatchObject({ pages: 2, profiles: 0 });
	});

	it('are found although SAP Concur was away for a minute and asked to slow down', async () => {
		people(150);
		const all = await ids();
		world.simulator.faults([
			{ match: spendUsers, kind: 'status', status: 503, times: 5 },
			{ match: spendUsers, kind: 'drop' },
			{ match: spendUsers, kind: 'status', status: 429 },
		]);
		expect(new Set(await profilesOf(all))).toEqual(new Set([true]));
	});

	it('are not known during an outage, which few requests notice', async () => {
		people(150);
		const all = await ids();
		world.simulator.faults([
			{ match: '* /profile/spend', kind: 'status', status: 503, times: 10_000 },
		]);
		for (const known of await profilesOf(all)) expect(messageOf(known)).toMatch(/unable/);
		const { pages, profiles } = await counts();
		expect(pages + profiles).toBeLessThan(70);
	});

	it.each([
		['an HTML page', 200, '<!DOCTYPE html><html></html>'],
		['null', 200, 'null'],
		['no list', 200, '{"totalResults":153}'],
		['a refusal', 400, '{"detail":"count must be 1 to 50"}'],
	])('are asked for one by one where the list is %s', async (_, status, body) => {
		people(40);
		const all = await ids(40);
		await world.through((request, answer) =>
			request.path.startsWith('/profile/spend/v4.1/Users?') ? { status, body } : answer,
		);
		expect(new Set(await profilesOf(all))).toEqual(new Set([true]));
		expect((await counts()).profiles).toBe(40);
	});

	it('are found in a list with smaller pages than asked for', async () => {
		people(150);
		const all = await ids();
		await world.through((request, answer) => {
			if (!request.path.startsWith('/profile/spend/v4.1/Users?')) return answer;
			const list = JSON.parse(answer.body) as { Resources: object[] };
			return {
				...answer,
				body: JSON.stringify({ ...list, Resources: list.Resources.slice(0, 40) }),
			};
		});
		expect(new Set(await profilesOf(all))).toEqual(new Set([true]));
		expect(await counts()).toMatchObject({ pages: 4, profiles: 0 });
	});

	it('are missing for people of whom SAP Concur has the identity only', async () => {
		people(120);
		await createUsers(30);
		const created = Array.from({ length: 30 }, (_, n): Key => ({
			kind: 'userName',
			value: `new${n}@example.com`,
		}));
		const all = await idsOf([...created, numberOf(1)]);
		expect(await profilesOf(all)).toEqual([...created.map(() => false), true]);
		// Of thirty who are not in the list, five are asked for.
		expect(await counts()).toMatchObject({ pages: 2, profiles: 5 });
	});

	it('are asked for one by one where the list leaves people out', async () => {
		people(60);
		const all = await ids(60);
		await world.through((request, answer) =>
			request.path.startsWith('/profile/spend/v4.1/Users?')
				? { status: 200, body: '{"totalResults":0,"Resources":[]}' }
				: answer,
		);
		expect(new Set(await profilesOf(all))).toEqual(new Set([true]));
	});
});

describe('the profile of one of five', () => {
	it.each([
		[
			'404 of a gateway',
			404,
			'<html><body>Not found</body></html>',
			/is not clear: .* 404 without/,
		],
		['404 without a body', 404, '', /is not clear: .* 404 without/],
		['nothing but an ID', 200, '{"id":"ID"}', /is not clear: the response contains none$/],
		[
			'the profile of somebody else',
			200,
			`{"id":"${ines}","${urn.spendUser}":{}}`,
			/could not be read/,
		],
		['null', 200, 'null', /could not be read/],
		['a list', 200, '[]', /could not be read/],
		[
			'a refusal',
			400,
			'{"detail":"wrong"}',
			/rejected the request and gave a reason that is not known here/,
		],
	])('is not taken for missing when it comes as %s', async (_, status, body, says) => {
		people(5);
		const all = await idsOf(numbersOf(5));
		await world.through((request, answer) =>
			request.path.endsWith(all[2]!) ? { status, body: body.replace('ID', all[2]!) } : answer,
		);
		const known = await profilesOf(all);
		expect(messageOf(known[2])).toMatch(says);
		expect(known.filter((one) => one === true)).toHaveLength(4);
	});

	it('of travel is missing only where SAP Concur says so', async () => {
		people(3);
		const all = await idsOf(numbersOf(3));
		await world.through((request, answer) =>
			request.path.endsWith(all[0]!) ? { status: 404, body: '' } : answer,
		);
		const known = await profilesOf([...all, ines], readTravelProfiles);
		expect(known.map(messageOf)).toEqual([
			expect.stringMatching(/^Whether the user has a travel profile is not clear/),
			false,
			false,
			true,
		]);
	});
});

describe('Stop', () => {
	it.each([
		['the company', '/.search', 1],
		['the searches', '/.search', 1],
		['expense profiles', '/profile/spend/v4.1/Users', 1],
		['travel profiles', '/profile/travel/', 5],
	])('ends the reading of %s', async (what, path, most) => {
		people(1100);
		const all = await idsOf(numbersOf(1100));
		const isMeant = (request: string) => request.includes(path);
		const made = async () => (await world.requests()).filter(isMeant).length;
		const before = await made();
		const stopped = vi.waitFor(async () => expect(await made()).toBeGreaterThan(before), {
			interval: 1,
			timeout: 10_000,
		});
		const { result, error } = await attempt(
			async (caller) => {
				const keys = what === 'the searches' ? numbersOf(300) : numbersOf(1100);
				if (!what.includes('profiles')) return await readUsers(caller, keys, []);
				const reading = what.startsWith('expense') ? readSpendProfiles : readTravelProfiles;
				return await reading(caller, all);
			},
			{ cancelAfter: stopped },
		);
		expect(result).toBeUndefined();
		expect(error?.message).toContain('cancel');
		// Those under way end, and no others follow.
		expect(await made()).toBeLessThanOrEqual(before + most + 5);
	});
});
