// Get Changed with Last Run: each change once, over runs that n8n makes, misses, and breaks off.
import { beforeEach, describe, expect, it } from 'vitest';
import { fixedUsers } from '../../../../simulator/company/seed.mts';
import { jsonOf } from '../../../support/virtualWorld.mts';
import { changedWorld, hours, minutes, namesOf } from './changedWorld.mts';

const { approver, manager, employee } = fixedUsers;
const changed = changedWorld();
const { run, tryRun, pass } = changed;

const search = 'POST /profile/identity/v4.1/Users/.search';

describe('the first run', () => {
	it('returns whoever has changed in the hours before, and what has happened', async () => {
		await changed.change(approver.id, 'Too early');
		pass(hours(2) + 1000);
		await changed.change(manager.id, 'Director');
		await changed.add('N1');
		const found = await run({ firstRunHours: 2 });
		expect(found.map(({ userName, change }) => [userName, change])).toEqual([
			['martin.doyle@example.com', 'changed'],
			['N1@example.com', 'created'],
		]);
		expect(Object.keys(found[0]!).slice(0, 3)).toEqual(['userName', 'employeeNumber', 'change']);
		expect(found[0]).toMatchObject({
			employeeNumber: '1002',
			id: manager.id,
			title: 'Director',
			lastModified: expect.stringMatching(/^20\d\d-.*\.\d{6}Z$/) as string,
		});
	});

	it('goes back as far as its field says', async () => {
		await changed.change(approver.id, 'Director');
		pass(hours(2));
		expect(await run({ firstRunHours: 1 })).toEqual([]);
		changed.store(undefined);
		expect(namesOf(await run({ firstRunHours: '3' }))).toEqual(['1001']);
	});

	it('returns nobody with 0 hours, and neither does the next one, until somebody changes', async () => {
		await changed.change(approver.id, 'Director');
		pass(minutes(1));
		expect(await run({ firstRunHours: 0 })).toEqual([]);
		expect(await run({ firstRunHours: 0 })).toEqual([]);
		await changed.change(manager.id, 'Director');
		expect(namesOf(await run({ firstRunHours: 0 }))).toEqual(['1002']);
	});
});

describe('the next runs', () => {
	beforeEach(async () => void (await run({ firstRunHours: 0 })));

	it('return each change once, though they go back behind the last one', async () => {
		await changed.change(approver.id, 'Director');
		expect(namesOf(await run())).toEqual(['1001']);
		expect(await run()).toEqual([]);
		pass(minutes(5));
		await changed.change(approver.id, 'Manager');
		await changed.change(employee.id, 'Manager');
		expect(namesOf(await run())).toEqual(['1001', '1003']);
		pass(minutes(20));
		expect(await run()).toEqual([]);
		expect(changed.stored).toMatchObject({ 'node:SAP Concur Identity': { returned: {} } });
	});

	it('return 28 people whose events were lost while n8n was down, once each', async () => {
		const names = Array.from({ length: 28 }, (_, n) => `N${n}`);
		for (const name of names) await changed.add(name);
		pass(hours(20));
		expect(namesOf(await run())).toEqual(names);
		expect(await run()).toEqual([]);
	});

	it('call a user created once, and then changed', async () => {
		await changed.add('N1');
		expect((await run()).map(({ change }) => change)).toEqual(['created']);
		const [id] = await changed.idsOf('userName eq "N1@example.com"');
		await changed.change(id!, 'Director');
		expect((await run()).map(({ change }) => change)).toEqual(['changed']);
	});

	it('find a change that the search shows late', async () => {
		changed.world.simulator.settings({ changeLagMs: minutes(10), searchLagMs: minutes(10) });
		await changed.change(approver.id, 'Director');
		await changed.add('N1');
		expect(await run()).toEqual([]);
		pass(minutes(8));
		expect(await run()).toEqual([]);
		pass(minutes(2));
		expect(namesOf(await run())).toEqual(['1001', 'N1']);
		expect(await run()).toEqual([]);
	});

	it('do not return an older state that a slower copy of the index shows', async () => {
		await changed.change(approver.id, 'Director');
		await changed.change(manager.id, 'Director');
		expect(namesOf(await run())).toEqual(['1001', '1002']);
		pass(1000);
		await changed.change(approver.id, 'Manager');
		expect(namesOf(await run())).toEqual(['1001']);
		changed.world.simulator.settings({ changeLagMs: 1000 });
		expect(await run()).toEqual([]);
		changed.world.simulator.settings({ changeLagMs: 0 });
		expect(await run()).toEqual([]);
	});

	it.each([
		['behind', 5],
		['ahead', -5],
	])('do so when the clock of n8n is hours %s', async (_name, offset) => {
		pass(hours(offset));
		changed.store(undefined);
		expect(await run({ firstRunHours: 1 })).toEqual([]);
		await changed.change(approver.id, 'Director');
		expect(namesOf(await run())).toEqual(['1001']);
		pass(hours(1));
		await changed.change(manager.id, 'Director');
		expect(namesOf(await run())).toEqual(['1002']);
		expect(await run()).toEqual([]);
	});

	it('read only, in one request', async () => {
		const before = await changed.world.count(search);
		await run();
		const requests = await changed.world.requests();
		expect(requests.filter((one) => one === search)).toHaveLength(before + 1);
		expect(requests.filter((one) => !one.endsWith('.search'))).toEqual([]);
	});

	it('return everybody again after an execution of which n8n has stored nothing', async () => {
		await changed.change(approver.id, 'Director');
		const before = changed.stored;
		expect(namesOf(await run())).toEqual(['1001']);
		changed.store(before);
		expect(namesOf(await run())).toEqual(['1001']);
	});

	it('wait for one that is under way, and go on where it has ended', async () => {
		await changed.change(approver.id, 'Director');
		const overlapping = await Promise.all([tryRun(), tryRun(), tryRun()]);
		expect(overlapping.map((result) => namesOf(jsonOf(result)))).toEqual([['1001'], [], []]);
	});

	it('go on after one whose execution goes on for longer, and is stored last', async () => {
		await changed.change(approver.id, 'Director');
		expect(namesOf(await run())).toEqual(['1001']);
		const older = changed.stored;
		await changed.change(manager.id, 'Director');
		expect(namesOf(await run())).toEqual(['1002']);
		expect(await run({}, { staticData: older })).toEqual([]);
	});

	it('stand still in a test in the editor, which says so', async () => {
		await changed.change(approver.id, 'Director');
		const test = await tryRun({}, { mode: 'manual' });
		expect(namesOf(jsonOf(test))).toEqual(['1001']);
		expect(test.hints.map(({ message }) => message)).toContain(
			'This was a test, so the time of the last run stays as it was. n8n moves it when the published workflow runs.',
		);
		const published = await tryRun();
		expect(namesOf(jsonOf(published))).toEqual(['1001']);
		expect(published.hints).toEqual([]);
	});

	it('run once, however many items start them', async () => {
		await changed.change(approver.id, 'Director');
		const found = await tryRun({}, {}, [{}, {}, {}]);
		expect(found.outputs[0]!.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
	});

	it('keep to the filter', async () => {
		await changed.change(approver.id, 'Director');
		await changed.change(manager.id, 'Director');
		const filter = 'userName sw "g" or userName sw "x"';
		expect(namesOf(await run({ filterType: 'expression', filter }))).toEqual(['1001']);
	});

	it('return the document of SAP Concur without Simplify, or the attributes that were chosen', async () => {
		await changed.change(approver.id, 'Director');
		const before = changed.stored;
		const [raw] = await run({ simplify: false });
		expect(raw).toMatchObject({ id: approver.id, name: { givenName: 'Grace' }, change: 'changed' });
		changed.store(before);
		const [chosen] = await run({ attributes: ['userName'] });
		expect(Object.keys(chosen!).sort()).toEqual(['change', 'id', 'lastModified', 'userName']);
	});
});
