// Get Changed where something is in its way: pages, Stop, damaged records. Nobody may be lost.
import type { IDataObject } from 'n8n-workflow';
import omit from 'lodash/omit.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { fixedUsers } from '../../../../simulator/company/seed.mts';
import { jsonOf } from '../../../support/virtualWorld.mts';
import { changedWorld, minutes, namesOf } from './changedWorld.mts';

const { approver } = fixedUsers;
const changed = changedWorld();
const { world, run, tryRun } = changed;

beforeEach(() => changed.found(2500));

const nothing = { 'node:SAP Concur Identity': {} };
const isPage = (path: string) => path.endsWith('/.search');
/** All 2,503 users of the company: it was founded before. */
const all = { firstRunHours: 24 * 365 * 10 };

describe('three pages', () => {
	it('give everybody once', async () => {
		const found = await run(all);
		expect(found).toHaveLength(2503);
		expect(new Set(found.map(({ id }) => id)).size).toBe(2503);
		expect(await run(all)).toEqual([]);
	});

	it('between which people change give those in this run or the next one, each state once', async () => {
		const ids = await changed.idsOf('active pr');
		let pages = 0;
		let changing = Promise.resolve();
		await world.through(({ path }, answer) => {
			if (isPage(path) && ++pages === 2) {
				changing = Promise.all([
					changed.change(ids[0]!, 'Director'),
					changed.change(ids[2400]!, 'Director'),
					changed.add('N1'),
				]).then(() => undefined);
			}
			return answer;
		});
		const first = await run(all);
		await changing;
		const second = await run(all);
		expect(pages).toBeGreaterThan(4);
		expect(first.length).toBeGreaterThanOrEqual(2503);
		const seen = [...first, ...second].map(
			({ id, lastModified }) => `${String(id)} ${String(lastModified)}`,
		);
		expect(new Set(seen).size).toBe(seen.length);
		const titled = [...first, ...second].filter(({ title }) => title === 'Director');
		expect(titled.map(({ id }) => id).sort()).toEqual([ids[0], ids[2400]].sort());
		expect(
			[...first, ...second].filter(({ employeeNumber }) => employeeNumber === 'N1'),
		).toHaveLength(1);
		expect(await run(all)).toEqual([]);
	});

	it.each([
		['is HTML', { kind: 'html' as const }],
		['is an error', { kind: 'status' as const, status: 500 }],
		['does not come', { kind: 'drop' as const }],
	])(
		'of which one %s again and again end the run, and the next one finds everybody',
		async (_name, fault) => {
			await run({ firstRunHours: 0 });
			const before = changed.stored;
			await changed.change(approver.id, 'Director');
			world.simulator.faults([
				{ match: 'POST /profile/identity/v4.1/Users/.search', times: 100, ...fault },
			]);
			const { error } = await tryRun();
			expect(error?.message).toMatch(/SAP Concur/);
			expect(changed.stored).toEqual(before);
			world.simulator.faults([]);
			expect(namesOf(await run())).toEqual(['1001']);
		},
	);

	it('that do not add up are read again, and then end the run', async () => {
		await run({ firstRunHours: 0 });
		const before = changed.stored;
		let lacking = 1;
		await world.through(({ path }, answer) => {
			if (!isPage(path) || lacking-- <= 0) return answer;
			const body = JSON.parse(answer.body);
			return { ...answer, body: JSON.stringify({ ...body, Resources: body.Resources.slice(1) }) };
		});
		await changed.change(approver.id, 'Director');
		await changed.add('N1');
		lacking = 1;
		expect(namesOf(await run())).toEqual(['1001', 'N1']);
		changed.store(before);
		lacking = 100;
		const { error } = await tryRun();
		expect(error?.message).toBe('SAP Concur did not return all users who have changed [item 0]');
		expect(error?.description).toBe(
			'Run this again: it looks for the same users, and nobody is lost.',
		);
		expect(changed.stored).toEqual(before);
	});

	it('without a number of users are not taken for all', async () => {
		await world.through(({ path }, answer) => {
			if (!isPage(path)) return answer;
			return { ...answer, body: JSON.stringify(omit(JSON.parse(answer.body), 'totalResults')) };
		});
		expect((await tryRun(all)).error?.message).toMatch(/^SAP Concur did not return all users/);
		expect(changed.stored).toEqual(nothing);
	});

	it('survive 429 and 503 for a minute', async () => {
		world.simulator.faults(
			[429, 503].map((status) => ({
				match: 'POST /profile/identity/v4.1/Users/.search',
				times: 3,
				kind: 'status',
				status,
			})),
		);
		expect(await run(all)).toHaveLength(2503);
	});

	it('are left when the user presses Stop, and the next run finds everybody', async () => {
		world.simulator.faults([
			{
				match: 'POST /profile/identity/v4.1/Users/.search',
				times: 100,
				kind: 'status',
				status: 503,
			},
		]);
		const { status } = await tryRun(all, { cancelAfter: 30 });
		expect(status).toBe('canceled');
		expect(changed.stored).toEqual(nothing);
		world.simulator.faults([]);
		expect(await run(all)).toHaveLength(2503);
	});
});

describe('a failure elsewhere', () => {
	it('moves the item to the error output, and the time of the last run stays', async () => {
		const filter = { filterType: 'expression', filter: 'title eq 1' };
		const { outputs, error } = await tryRun(filter, { onError: 'continueErrorOutput' });
		expect(error).toBeUndefined();
		expect(outputs[1]).toHaveLength(1);
		expect(changed.stored).toEqual(nothing);
	});

	it('of SAP Concur itself is not said to come from the filter', async () => {
		world.simulator.faults([
			{
				match: 'POST /profile/identity/v4.1/Users/.search',
				times: 100,
				kind: 'status',
				status: 503,
			},
		]);
		const [failed] = await run({}, { onError: 'continueRegularOutput' });
		expect(failed!.details).toMatchObject({
			errors: [{ hint: 'Run this again later. SAP Concur says: Simulated fault.' }],
		});
	});

	it.each([
		{ changedUntil: 'soon', returned: {} },
		{ changedUntil: '2026-01-31T00:00:00Z', returned: 'nobody' },
		{ changedUntil: 5 },
	])('in the record of the last run is told: %j', async (record) => {
		changed.store({ 'node:SAP Concur Identity': record });
		const { error } = await tryRun();
		expect(error?.message).toBe("n8n's record of the last run of this node is damaged [item 0]");
		expect(error?.description).toMatch(/^Rename this node to begin anew/);
	});

	it('in the record of the last run is told where it lies in the future, so that nobody is lost in silence', async () => {
		changed.store({
			'node:SAP Concur Identity': { changedUntil: '2099-01-31T00:00:00Z', returned: {} },
		});
		const before = changed.stored;
		const { error } = await tryRun();
		expect(error?.message).toBe("n8n's record of the last run of this node is damaged [item 0]");
		expect(error?.description).toMatch(/^It says 2099-01-31T00:00:00.000Z, which has not come yet/);
		expect(changed.stored).toEqual(before);
	});

	it.each([
		['firstRunHours', { firstRunHours: 'many' }, 'First Run Looks Back'],
		['firstRunHours', { firstRunHours: -1 }, 'First Run Looks Back'],
		['firstRunHours', { firstRunHours: 1e300 }, 'First Run Looks Back'],
		['overlapMinutes', { options: { overlapMinutes: 0 } }, 'Overlap'],
		['since', { since: '={{ "yesterday" }}', time: '2026-01-31' }, 'Changed Since'],
	])('in the field %s is told: %j', async (_name, parameters, label) => {
		const { error } = await tryRun(parameters);
		expect(error?.message).toMatch(new RegExp(`^The field '${label}' .*\\[item 0\\]$`));
	});
});

describe('times of changes', () => {
	/** Lets SAP Concur's search return users with another `meta`. */
	const withMeta = async (metaOf: (meta: IDataObject) => IDataObject | undefined) =>
		await world.through(({ path }, answer) => {
			if (!isPage(path)) return answer;
			const body = JSON.parse(answer.body);
			const Resources = body.Resources.map(({ meta, ...user }: { meta: IDataObject }) => ({
				...user,
				meta: metaOf(meta),
			}));
			return { ...answer, body: JSON.stringify({ ...body, Resources }) };
		});

	it('that SAP Concur does not return leave nobody out', async () => {
		changed.found(0);
		await changed.change(approver.id, 'Director');
		await withMeta(() => undefined);
		expect(namesOf(await run())).toEqual(['1001']);
		expect(namesOf(await run())).toEqual(['1001']);
	});

	it.each([
		['Z', '.5Z'],
		['.12Z', '.123Z'],
		['.557340700Z', '.5573408Z'],
		['+00:00', '.000001Z'],
	])('are in their order however many digits they have: %s, then %s', async (first, second) => {
		changed.found(0);
		await run({ firstRunHours: 0 });
		await changed.change(approver.id, 'Director');
		let end = first;
		let start: string | undefined;
		await withMeta(({ lastModified }) => {
			start ??= String(lastModified).slice(0, 19);
			return { lastModified: start + end };
		});
		expect(namesOf(await run())).toEqual(['1001']);
		expect(await run()).toEqual([]);
		end = second;
		expect(namesOf(await run())).toEqual(['1001']);
		end = first;
		expect(await run()).toEqual([]);
	});
});

it('keeps 10,000 states at most, and returns whoever it has forgotten once more', async () => {
	changed.found(0);
	await run({ firstRunHours: 0 });
	await changed.change(approver.id, 'Director');
	expect(namesOf(await run())).toEqual(['1001']);
	const record = changed.stored!['node:SAP Concur Identity'] as {
		returned: Record<string, string>;
	};
	for (let n = 0; n < 10_000; n++)
		record.returned[`id${n}`] = '2099-01-01T00:00:00.000000Z 000000001';
	changed.store(changed.stored);
	await run();
	const { returned } = changed.stored!['node:SAP Concur Identity'] as typeof record;
	expect(Object.keys(returned)).toHaveLength(10_000);
	world.simulator.advance(minutes(1));
	expect(namesOf(jsonOf(await tryRun()))).toEqual(['1001']);
});
