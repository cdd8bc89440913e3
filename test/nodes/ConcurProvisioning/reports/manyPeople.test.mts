// A company of 10,000 people, of whom 200 differ in 12 ways: exactly those are reported, in few requests.
import type { IDataObject } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { jsonOf } from '../../../support/virtualWorld.mts';
import { enterprise, planWorld, spend } from '../plan/planWorld.mts';

type Json = Record<string, unknown>;

const { world, drift, writes, connect } = planWorld();
const set = (path: string, value: unknown) => ({ op: 'replace', path, value });

interface Kind {
	verdict: string;
	/** What HR says otherwise of the person n; undefined leaves the person out. */
	inHr?: (row: IDataObject, n: number) => IDataObject | undefined;
	/** What was changed in SAP Concur. */
	inConcur?: Json[];
	/** The fields that differ. */
	fields: string[];
}

const customData = { op: 'add', path: `${spend('User')}:customData` };

const kinds: Kind[] = [
	{
		verdict: 'different',
		inHr: (row) => ({ ...row, 'Last name': 'Married' }),
		fields: ['familyName'],
	},
	{
		verdict: 'different',
		inHr: (row, n) => ({ ...row, 'Work email': `new${n}@example.com` }),
		fields: ['workEmail'],
	},
	{
		verdict: 'different',
		inConcur: [set(`${enterprise}:department`, 'Elsewhere')],
		fields: ['department'],
	},
	{
		verdict: 'different',
		inConcur: [set(`${enterprise}:costCenter`, '0815')],
		inHr: (row) => ({ ...row, 'Cost center': '0816' }),
		fields: ['costCenter'],
	},
	{ verdict: 'different', inHr: (row) => ({ ...row, Manager: '1001' }), fields: ['manager'] },
	{
		verdict: 'different',
		inHr: (row) => ({ ...row, 'Report approver': '1001' }),
		fields: ['reportApprover'],
	},
	{
		verdict: 'different',
		inHr: (row) => ({ ...row, Roles: 'Expense Approver' }),
		fields: ['roles'],
	},
	{
		verdict: 'different',
		inConcur: [{ ...customData, value: [{ id: 'custom1', value: 'A' }] }],
		inHr: (row) => ({ ...row, 'Custom 1': 'B' }),
		fields: ['custom1'],
	},
	{
		verdict: 'different',
		inConcur: [set(`${spend('User')}:reimbursementCurrency`, 'CAD')],
		fields: ['reimbursementCurrency'],
	},
	{ verdict: 'inactiveInHr', inHr: (row) => ({ ...row, Active: 'no' }), fields: ['active'] },
	{ verdict: 'missingInHr', inHr: () => undefined, fields: [] },
	{ verdict: 'inactiveInConcur', inConcur: [set('active', false)], fields: ['active'] },
];
const planted = 200;

/** What HR has of somebody, who is the same in SAP Concur. */
function rowOf(user: Json, expense: Json): IDataObject {
	const { givenName, familyName } = user.name as Json;
	const { employeeNumber, department } = user[enterprise] as Json;
	const { country, locale, reimbursementCurrency } = expense[spend('User')] as Json;
	return {
		'Employee number': employeeNumber,
		'User name': user.userName,
		'First name': givenName,
		'Last name': familyName,
		'Work email': (user.emails as Json[])[0]!.value,
		Department: department,
		'Expense country': country,
		'Expense locale': locale,
		'Reimbursement currency': reimbursementCurrency,
	} as IDataObject;
}

it('of 10,000 people, exactly the 200 who differ are reported, in at most 120 requests and without a write', async () => {
	world.simulator.reset({ users: 9997 });
	const client = await connect();
	const attributes = ['id', 'userName', 'name', 'emails', enterprise];
	const users = await client.search('userName pr', attributes);
	const expenses = new Map((await client.spendPages()).map((one) => [one.id, one]));
	expect(users).toHaveLength(10_000);
	const rows = users.map((user) => rowOf(user, expenses.get(user.id)!));
	/** The person of each kind, spread over the company, beyond the three who are there for others. */
	const chosen = new Map(
		Array.from({ length: planted }, (_, n) => [10 + n * 49, kinds[n % kinds.length]!]),
	);
	await client.patchAll(
		[...chosen].flatMap(([index, { inConcur }]): Array<[string, Json[]]> =>
			inConcur ? [[String(users[index]!.id), inConcur]] : [],
		),
	);
	const items: IDataObject[] = [];
	for (const [index, row] of rows.entries()) {
		const { inHr } = chosen.get(index) ?? {};
		const inFile = inHr ? inHr(row, index) : row;
		if (inFile) items.push(inFile);
	}
	const before = { writes: await writes(), requests: await world.requests() };

	const found = jsonOf(await drift(items, { return: 'differences' }));

	const told = found.map(({ userId, verdict, changes }) => [
		userId,
		verdict,
		(changes as IDataObject[]).map(({ field }) => field).join(),
	]);
	const expected = [...chosen].map(([index, { verdict, fields }]) => [
		users[index]!.id,
		verdict,
		fields.join(),
	]);
	expect(told.sort()).toEqual(expected.sort());
	expect(told).toHaveLength(planted);
	const asked = (await world.requests()).slice(before.requests.length);
	expect(asked.length).toBeLessThanOrEqual(120);
	expect(await writes()).toEqual(before.writes);
}, 120_000);
