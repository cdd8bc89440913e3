// The list of all users, from which it follows who is not in a file: it is whole, or there is none.
import { describe, expect, it } from 'vitest';
import { readEverybody } from '../../../../../nodes/shared/concur/existing/everybody.ts';
import { readUsers } from '../../../../../nodes/shared/concur/existing/readUsers.ts';
import { ines, numbersOf, readingWorld } from './readingNode.mts';

const { world, read, attempt, people, change, counts } = readingWorld();

const search = 'POST /profile/identity/v4.1/Users/.search';
const notAll = 'SAP Concur did not return all users';

describe('everybody', () => {
	it('is read in pages of 1000, with state and last change, active or not', async () => {
		people(2100);
		await change(ines, { active: false });
		const users = await read(async (caller) => await readEverybody(caller));
		expect(users).toHaveLength(2103);
		expect(users.find(({ id }) => id === ines)).toMatchObject({
			userName: 'ines.weber@example.com',
			active: false,
			meta: { lastModified: expect.stringMatching(/^20\d\d-\d\d-\d\dT/) },
		});
		expect(await counts()).toMatchObject({ searches: 3 });
	});

	it('is not read again where the run has read the company before', async () => {
		people(500);
		const users = await read(async (caller) => {
			await readUsers(caller, numbersOf(500), []);
			return await readEverybody(caller);
		});
		expect(users).toHaveLength(503);
		expect(await counts()).toMatchObject({ searches: 1 });
	});

	it('can be narrowed by a filter, to nobody as well', async () => {
		people(50);
		const found = await read(async (caller) => [
			await readEverybody(caller, { filter: 'userName eq "ines.weber@example.com"' }),
			await readEverybody(caller, { filter: 'userName eq "nobody@example.com"' }),
		]);
		expect(found.map((users) => users.map(({ id }) => id))).toEqual([[ines], []]);
	});

	it('comes through a minute of refusals', async () => {
		people(1500);
		await world.steer('faults', [
			{ match: search, kind: 'status', status: 429, headers: { 'Retry-After': '10' }, times: 6 },
		]);
		expect(await read(async (caller) => await readEverybody(caller))).toHaveLength(1503);
	});

	it.each([
		['a page has no list', /"Resources"/g, '"Others"', /./],
		['no page says how many there are', /"totalResults":\d+,?/g, '', new RegExp(notAll)],
		[
			'SAP Concur counts more than it returns',
			/"totalResults":/g,
			'"totalResults":9',
			new RegExp(notAll),
		],
		['the pages have no cursor', /"nextCursor"/g, '"other"', new RegExp(notAll)],
	])('is an error when %s', async (_, pattern, text, says) => {
		people(1500);
		await world.through((_request, response) => ({
			...response,
			body: response.body.replace(pattern, text),
		}));
		const { result, error } = await attempt(async (caller) => await readEverybody(caller));
		expect(result).toBeUndefined();
		expect(error?.message).toMatch(says);
	});
});
