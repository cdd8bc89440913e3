// A time that is given: in Get Changed, and in the option Changed Since of Get Many.
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { readSince } from '../../../../nodes/ConcurIdentity/read/since.ts';
import { fixedUsers } from '../../../../simulator/company/seed.mts';
import { goOn, jsonOf, type Options } from '../../../support/virtualWorld.mts';
import { changedWorld, minutes, namesOf } from './changedWorld.mts';

const { approver, manager, employee } = fixedUsers;
const changed = changedWorld();
const { tryRun, pass, world } = changed;

const expression = '={{ $json.time }}';
const since = async (time: unknown, parameters: object = {}, options: Options = {}) =>
	await tryRun({ since: 'givenTime', time: expression, ...parameters }, options, [{ time }]);
const many = async (time: unknown, parameters: object = {}, options: Options = {}) =>
	await world.run(
		new ConcurIdentity(),
		'getAll',
		{ returnAll: true, options: { changedSince: expression }, ...parameters },
		[{ time }],
		options,
	);

/** A minute after the change of one user and a minute before that of another. */
let between: DateTime;
beforeEach(async () => {
	await changed.change(approver.id, 'Director');
	pass(minutes(1));
	between = DateTime.utc().plus(minutes(1));
	pass(minutes(1));
	await changed.change(manager.id, 'Director');
});

describe.each([
	['Get Changed', since, 'Time'],
	['Get Many', many, 'Changed Since'],
] as const)('%s', (_name, find, label) => {
	it.each([
		['in UTC', () => between.toISO()],
		['in another time zone', () => between.setZone('Asia/Tokyo').toISO()],
		[
			"in the workflow's time zone",
			() => between.setZone('Europe/Berlin').toISO({ includeOffset: false }),
		],
		[
			'as a database writes it',
			() => between.setZone('Europe/Berlin').toSQL({ includeOffset: false }),
		],
		['as a date of n8n', () => between],
		['as a date of JavaScript', () => between.toJSDate()],
	])('takes a time %s', async (_form, time) => {
		const found = jsonOf(await find(time(), {}, { timezone: 'Europe/Berlin' }));
		expect(namesOf(found)).toEqual(['1002']);
	});

	it('includes who has changed at that very time', async () => {
		const [{ lastModified }] = jsonOf(await find(between.toISO())) as [IDataObject];
		expect(namesOf(jsonOf(await find(lastModified)))).toEqual(['1002']);
	});

	it('keeps to its filter, whatever is in it', async () => {
		const filter = 'userName sw "g" or userName sw "x"';
		const parameters = { filterType: 'expression', filter };
		expect(jsonOf(await find(between.toISO(), parameters))).toEqual([]);
		const all = await find('2020-01-31', parameters);
		expect(namesOf(jsonOf(all))).toEqual(['1001']);
	});

	it.each([
		['', 'has no value'],
		[null, 'has no value'],
		['soon', 'is not a time'],
		['2026-13-01', 'is not a time'],
		['2026-02-30T10:00:00Z', 'is not a time'],
		['#N/A', 'is not a time'],
		[1767225600000, 'is not a time'],
		[{}, 'is not a time'],
		[['2026-01-31'], 'is not a time'],
	])('rejects %j, before anything is sent', async (time, problem) => {
		const before = (await world.requests()).length;
		const { error } = await find(time);
		expect(error?.message).toContain(`The field '${label}' ${problem}`);
		expect(error?.description).toMatch(/^Enter a time such as 2026-01-31T08:00:00\./);
		expect((await world.requests()).length).toBe(before);
	});

	it('rejects a time in the future of SAP Concur, not one that only n8n has not reached', async () => {
		pass(minutes(60));
		const later = DateTime.utc().plus(minutes(30)).toISO();
		expect(jsonOf(await find(later))).toEqual([]);
		const { error } = await find(DateTime.utc().plus(minutes(90)).toISO());
		expect(error?.message).toMatch(
			new RegExp(
				`^The field '${label}' is in the future \\(sent: 20.*, now: 20.*\\) \\[item 0\\]$`,
			),
		);
	});

	it('goes on with the other items where one has no time', async () => {
		const items = [{ time: 'soon' }, { time: between.toISO() }];
		const form = { since: 'givenTime', time: expression, options: { changedSince: expression } };
		const operation = label === 'Time' ? 'changedSince' : 'getAll';
		const run = await world.run(new ConcurIdentity(), operation, form, items, goOn);
		expect(run.outputs[0]!.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});
});

describe('a workflow that keeps the time itself', () => {
	it('finds everybody, also whom the search shows late, if it gives nextSince the next time', async () => {
		const [{ nextSince }] = jsonOf(await since(between.toISO())) as [IDataObject];
		expect(nextSince).toBe(between.toISO());
		pass(minutes(20));
		world.simulator.settings({ changeLagMs: minutes(10) });
		await changed.change(approver.id, 'Manager');
		const second = jsonOf(await since(nextSince));
		expect(namesOf(second)).toEqual(['1002']);
		expect(DateTime.fromISO(String(second[0]!.nextSince)) > between).toBe(true);
		pass(minutes(10));
		await changed.change(employee.id, 'Manager');
		pass(minutes(10));
		expect(namesOf(jsonOf(await since(second[0]!.nextSince)))).toEqual(['1001', '1003']);
		expect(changed.stored).toEqual({});
	});

	it('goes back as far as Overlap says', async () => {
		const options = { overlapMinutes: 2 };
		const [{ nextSince }] = jsonOf(await since('2020-01-31', { options })) as [IDataObject];
		const back = DateTime.utc()
			.plus(minutes(2))
			.diff(DateTime.fromISO(String(nextSince)), 'minutes');
		expect(Math.round(back.minutes)).toBe(2);
	});
});

describe('an AI agent', () => {
	it('gets users since a time that it gives', async () => {
		const parameters = { operation: 'changedSince', since: 'givenTime', time: between.toISO() };
		const { error, outputs } = await world.run(
			new ConcurIdentity(),
			'changedSince',
			parameters,
			[{}],
			{
				asTool: true,
			},
		);
		expect(error).toBeUndefined();
		expect(namesOf(outputs[0]!.map(({ json }) => json))).toEqual(['1002']);
	});

	it('has no last run', async () => {
		const { outputs } = await tryRun({}, { asTool: true });
		expect(outputs[0]?.[0]?.json).toMatchObject({
			outcome: 'failed',
			why: 'An AI agent has no last run, so this tool needs a time',
			hint: "Set 'Changed Since' to Given Time.",
		});
	});
});

it.each([
	['2026-01-31', 'America/New_York', '2026-01-31T05:00:00.000Z'],
	['2026-07-31T10:00', 'Europe/Berlin', '2026-07-31T08:00:00.000Z'],
	['2026-07-31 10:00:00', 'Europe/Berlin', '2026-07-31T08:00:00.000Z'],
	[' 2026-07-31T10:00:00.123456Z ', 'Europe/Berlin', '2026-07-31T10:00:00.123Z'],
	['2026-07-31T10:00:00+09:00', 'Europe/Berlin', '2026-07-31T01:00:00.000Z'],
])('reads %s in %s as %s', (sent, zone, expected) => {
	const read = readSince(sent, zone);
	expect('since' in read && read.since.toISO()).toBe(expected);
});
