// A run is looked at first, row by row, and then sent exactly so.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { goOn, jsonOf } from '../../../support/virtualWorld.mts';
import { grace } from '../people/peopleWorld.mts';
import { outcomes, planWorld, row, verdicts } from './planWorld.mts';

const { world, plan, upsert, apply, writes, connect } = planWorld();

describe('SAP Concur Provisioning, Plan and Apply Plan', () => {
	it('shows what each row would do, writes nothing, and then sends exactly that', async () => {
		await apply(jsonOf(await plan([row(1), row(2)])));
		const before = await writes();
		const { outputs, hints, error } = await plan([
			row(1),
			row(2, { Department: 'Support', 'Job title': 'CLEAR', Active: 'no' }),
			row(3),
			row(4, { 'Reimbursement currency': 'Dollars and cents' }),
			row(5, { Active: 'no' }),
		]);
		expect(error).toBeUndefined();
		expect(hints[0]?.message).toBe('1 to create, 1 to update, 2 unchanged, 1 refused');
		const items = outputs[0]!.map(({ json }) => json);
		expect(items.map(({ verdict, why }) => [verdict, why])).toEqual([
			['unchanged', 'SAP Concur already has all of this'],
			['update', 'Active: yes becomes no; Department: "Sales" becomes "Support"'],
			['create', 'Not in SAP Concur yet'],
			['refused', expect.stringContaining('must be a three-letter currency code')],
			['unchanged', 'Has left and is not in SAP Concur'],
		]);
		expect(Object.keys(items[1]!)).toEqual([
			...['userName', 'employeeNumber', 'verdict', 'why', 'userId'],
			...['changes', 'problems', 'notices', 'plan'],
		]);
		expect(await writes()).toEqual(before);
		const applied = jsonOf(await apply(items));
		const [unchanged, submitted, failed] = ['unchanged', 'submitted', 'failed'];
		expect(outcomes(applied)).toEqual([unchanged, submitted, submitted, failed, unchanged]);
		const again = jsonOf(await apply(items));
		expect(outcomes(again)).toEqual([unchanged, failed, failed, failed, unchanged]);
		expect(again[1]?.why).toBe('Not sent: changed since the plan was made, plan again');
	});

	it('refuses what Create or Update refuses, with the same words, and what only SAP Concur knows', async () => {
		const client = await connect();
		const processor = { Roles: 'Expense Processor' };
		await upsert([
			row(1, processor),
			row(2, { 'Report approver': '1001' }),
			row(3),
			row(4),
			row(17),
		]);
		const [user] = await client.search('userName eq "person17@example.com"', ['id']);
		await client.patchIdentity(String(user!.id), { op: 'replace', path: 'active', value: false });
		// Grace approves for person 2.
		await client.patchIdentity(grace, { op: 'replace', path: 'active', value: false });
		const lacks = (name: string) =>
			`Report approver names ${name}, who lacks the role Expense Approver`;
		const rows: Array<[IDataObject, string]> = [
			[
				row(1, { Roles: 'Expense Processor (Audit)' }),
				'cannot be combined with Expense Processor, which the user has in SAP Concur',
			],
			[row(2, { 'Report approver': '1001' }), ''],
			[
				row(3, { Active: 'yes', Roles: 'Request Event Manager' }),
				'requires the role Request Proxy Logon, which the user does not have',
			],
			[row(5, { 'Report approver': '1001' }), 'names Grace Palmer (1001), who is inactive'],
			[row(4, { 'Report approver': '1002' }), lacks('Martin Doyle (1002)')],
			[
				row(6, { 'Report approver': 'N17' }),
				'Report approver names Pat Doe17 (N17), who is inactive (sent: "N17"); ',
			],
			[row(7, { 'Report approver': 'N8' }), lacks('Pat Doe8 (N8)')],
			[row(8), ''],
			[row(9, { Manager: '99999' }), 'Manager names nobody in SAP Concur'],
			[row(10, { 'Employee number': '1003' }), 'belongs to Ines Weber'],
			[row(11, { 'User name': 'ines.weber@example.com' }), 'belongs to Ines Weber'],
			[row(12, { 'User name': 'person8@example.com' }), 'same user as row 8'],
			[row(13, { 'Expense country': 'DE' }), ''],
			[row(14, { 'Job title': 'x'.repeat(300) }), 'characters'],
			[row(15, { Manager: 'N9' }), 'names a person who cannot be sent either'],
			[row(16, { 'Employee number': '1002' }), 'whose names and email all differ'],
		];
		const before = await writes();
		const items = jsonOf(await plan(rows.map(([one]) => one)));
		expect(items.map(({ verdict, why }, n) => [n, verdict === 'refused', why])).toEqual(
			rows.map(([, why], n) => [
				n,
				why !== '',
				why === '' ? expect.any(String) : expect.stringContaining(why),
			]),
		);
		expect(items[12]!.notices).toContain(
			'Expense country: DE fits neither the locale en-US nor the currency USD',
		);
		for (const { problems, verdict } of items) {
			const [problem] = problems as IDataObject[];
			expect([verdict, problem?.hint]).toEqual([
				verdict,
				verdict === 'refused' ? expect.stringMatching(/./) : undefined,
			]);
		}
		expect(await writes()).toEqual(before);
		const sent = jsonOf(
			await upsert(
				rows.map(([one]) => one),
				{},
				goOn,
			),
		);
		expect(sent.map(({ outcome, why }) => (outcome === 'failed' ? why : 'right'))).toEqual(
			items.map(({ verdict, why }) => (verdict === 'refused' ? why : 'right')),
		);
	});

	it('leaves out what SAP Concur takes only for a new expense profile, and says so', async () => {
		await upsert([row(1), row(2, { 'Test user': 'yes' })]);
		const rows = [1, 2, 3].map((n) => row(n, { 'Test user': 'yes' }));
		const stays = 'Test user: SAP Concur takes it only for a new expense profile, so it stays no';
		for (const items of [jsonOf(await plan(rows)), jsonOf(await apply(jsonOf(await plan(rows))))]) {
			expect(items.map(({ verdict, outcome }) => verdict ?? outcome)).toEqual([
				'unchanged',
				'unchanged',
				expect.stringMatching(/create|submitted/),
			]);
			expect(items.map(({ notices }) => (notices as string[]).includes(stays))).toEqual([
				true,
				false,
				false,
			]);
		}
	});

	it('sums up for a mail, first who loses something, from rows or from plans alone', async () => {
		const roles = { Roles: 'Expense Approver, Request Approver' };
		const ends = (day: string) => ({ 'Termination date': day });
		await upsert([row(1), row(2, { ...roles, ...ends('2031-01-31') }), row(3), row(4), row(5)]);
		const rows = [
			row(1),
			row(2, { ...roles, ...ends('2031-02-28'), 'Last name': 'Smith', Department: 'Support' }),
			row(3, { Active: 'no' }),
			row(4, ends('2031-05-31')),
			row(5, { 'Reimbursement currency': 'Gold' }),
			...Array.from({ length: 52 }, (_, n) => row(n + 6)),
		];
		const { outputs } = await plan(rows, { return: 'summary' });
		const [item] = outputs[0]!;
		expect(outputs[0]).toHaveLength(1);
		expect(item!.pairedItem).toEqual(rows.map((_, n) => ({ item: n })));
		const { create, update, unchanged, refused, total, people, text } = item!.json;
		expect({ create, update, unchanged, refused, total }).toEqual({
			...{ create: 52, update: 3, unchanged: 1, refused: 1, total: 57 },
		});
		const lines = String(text).split('\n');
		expect(lines.slice(0, 12)).toEqual([
			'57 rows: 52 to create, 3 to update, 1 unchanged, 1 refused',
			'',
			'Lose access, roles, or products (2)',
			'- Pat Doe3, N3: Active: yes becomes no',
			'- Pat Doe4, N4: Termination date: "2031-05-31" is set',
			'',
			'Other updates (1)',
			'- Pat Smith, N2: Last name: "Doe2" becomes "Smith"; Termination date: "2031-01-31" becomes "2031-02-28"; Department: "Sales" becomes "Support"',
			'',
			'New (52)',
			'- Pat Doe6, N6',
			'- Pat Doe7, N7',
		]);
		expect(lines.slice(-5)).toEqual([
			'- Pat Doe55, N55',
			'- and 2 more',
			'',
			'Refused, and not sent (1)',
			expect.stringMatching(/^- Pat Doe5, N5: Reimbursement currency .* \(sent: "Gold"\)$/),
		]);
		expect((people as { create: string[] }).create).toHaveLength(52);

		const items = jsonOf(await plan(rows));
		expect(verdicts(items).slice(0, 5)).toEqual([
			'unchanged',
			'update',
			'update',
			'update',
			'refused',
		]);
		const before = await world.requests();
		const [same] = jsonOf(
			await plan(
				items.map((one) => ({ plan: one.plan })),
				{ return: 'summary' },
			),
		);
		expect(same).toEqual({ create, update, unchanged, refused, total, people, text });
		expect(await world.requests()).toEqual(before);
		const { error } = await apply(items, { stopWhenMoreThanPeople: 1 });
		expect(error?.message).toMatch(
			/^This run would take something away from 2 of 57 people, more than 1: 1 is deactivated, 1 gets a termination date/,
		);
		const sent = jsonOf(await apply(items, { stopWhenMoreThanPeople: 2 }));
		expect(outcomes(sent).filter((one) => one === 'submitted')).toHaveLength(55);
	});
});
