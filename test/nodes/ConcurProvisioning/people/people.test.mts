// Whom the rows name as manager or approver: by any key, looked up together before anything is sent.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { located } from '../../../support/concur.mts';
import { goOn, jsonOf } from '../../../support/virtualWorld.mts';
import { bulk, grace, ines, martin, peopleWorld, row, search, single } from './peopleWorld.mts';

const { world, create, update, managers, approverOf, profileOf } = peopleWorld();
const { count, steer, changeCredential } = world;

const spendOf = (id: string) => `GET /profile/spend/v4.1/Users/${id}`;
const noticesOf = (item: IDataObject, label: string) =>
	(item.notices as string[]).filter((notice) => notice.startsWith(label));
const failure = async (items: object[]) => {
	const { error } = await create(items);
	expect(await count(bulk)).toBe(0);
	expect(await count(single)).toBe(0);
	return error!;
};
const deactivate = async (id: string) => {
	await world.run(new ConcurIdentity(), 'deactivate', { user: located('id', id) });
};

describe('a manager and an approver', () => {
	it.each([
		['employee number', '1002', '1001'],
		['user name', 'Martin.Doyle@example.com', 'grace.palmer@EXAMPLE.com'],
		['UUID', martin.toUpperCase(), grace],
		[
			'name with a key in brackets',
			'Martin Doyle (1002)',
			'Palmer, Grace <grace.palmer@example.com>',
		],
	])('are found by %s', async (_, chief, boss) => {
		const [item] = jsonOf(await create([row(1, { chief, boss })]));
		expect(item).toMatchObject({ outcome: 'submitted' });
		expect(await managers()).toEqual({ person1: 'martin.doyle' });
		expect(await approverOf('person1@example.com')).toBe('1001');
	});

	it('are found by an email that is not the user name', async () => {
		jsonOf(await create([row(1, { email: 'chief@example.com' })]));
		jsonOf(await create([row(2, { chief: 'Chief@Example.com' })]));
		expect((await managers()).person2).toBe('person1');
	});

	it('are told as they were read', async () => {
		const [item] = jsonOf(await create([row(1, { chief: 'Martin Doyle (1002)', boss: '1001' })]));
		expect(noticesOf(item!, 'Manager')).toEqual([
			'Manager: "Martin Doyle (1002)" was read as 1002',
		]);
		expect(noticesOf(item!, 'Report approver')).toEqual([]);
	});

	it('are not sent where SuccessFactors says that there is none', async () => {
		const [item] = jsonOf(await create([row(1, { chief: 'NO_MANAGER' })]));
		expect(noticesOf(item!, 'Manager')).toEqual([
			'Manager: "NO_MANAGER" stands for nobody, so nothing is sent',
		]);
		expect(await count(search)).toBe(0);
		expect(await managers()).toEqual({ person1: undefined });
	});

	it('are not looked up where nobody is named', async () => {
		jsonOf(await create([row(1), row(2, { chiefId: martin })]));
		expect(await count(search)).toBe(0);
	});

	it('are looked up for an update, too', async () => {
		const boss = { manager: '={{ "1002" }}', reportApprover: 'grace.palmer@example.com' };
		jsonOf(await create([row(1)]));
		const [item] = jsonOf(await update('person1@example.com', boss));
		expect(item).toMatchObject({ outcome: 'submitted', sent: ['enterprise', 'spend.Approver'] });
		expect(await managers()).toEqual({ person1: 'martin.doyle' });
		expect(await approverOf('person1@example.com')).toBe('1001');
		const [again] = jsonOf(await update('person1@example.com', boss));
		expect(again).toMatchObject({ outcome: 'submitted', sent: ['enterprise'] });
	});
});

describe('every field that names somebody', () => {
	const fields = {
		...Object.fromEntries(
			['report', 'request', 'cashAdvance', 'invoice', 'purchaseRequest', 'statement', 'budget'].map(
				(list) => [`${list}Approver`, 'grace.palmer@example.com'],
			),
		),
		biManager: 'grace.palmer@example.com',
		travelManager: 'grace.palmer@example.com',
	};

	it('takes a user name, and one search and one look at the roles serve all', async () => {
		jsonOf(await create([row(1)]));
		const before = [await count(search), await count(spendOf(grace))];
		const changes = { ...fields, entitlements: 'Travel', travelRuleClass: 'Standard Travel' };
		const [item] = jsonOf(await update('person1@example.com', changes));
		expect(item).toMatchObject({ outcome: 'submitted' });
		expect((item!.notices as string[]).filter((notice) => notice.includes('Grace'))).toEqual([]);
		// Another search is for the user who is updated.
		expect([await count(search), await count(spendOf(grace))]).toEqual([
			before[0]! + 2,
			before[1]! + 1,
		]);
		const shown = await profileOf('person1@example.com');
		expect(shown).toMatchObject(Object.fromEntries(Object.keys(fields).map((id) => [id, '1001'])));
	});

	it('takes another UUID in the JSON for a contradiction', async () => {
		const approver = 'urn:ietf:params:scim:schemas:extension:spend:2.0:Approver';
		const beside = (value: string) => ({
			additionalAttributes: JSON.stringify({
				[approver]: { report: [{ approver: { value }, primary: true }] },
			}),
		});
		jsonOf(await create([row(1)]));
		const { error } = await update(
			'person1@example.com',
			{ reportApprover: '1001' },
			beside(martin),
		);
		expect(error!.message).toContain(
			"Report approver and the UUID in 'Additional Attributes (JSON)' name two people: Grace Palmer (1001) and Martin Doyle (1002)",
		);
		jsonOf(await update('person1@example.com', { reportApprover: '1001' }, beside(grace)));
		expect(await approverOf('person1@example.com')).toBe('1001');
	});
});

describe('who cannot be meant', () => {
	it('is refused by column and value before anything is sent, with all other rows that are wrong', async () => {
		const error = await failure([
			row(1, { chief: '1002' }),
			row(2, { chief: '99999', boss: 'nobody@example.com' }),
			row(3, { mail: 'no email', chief: '1002' }),
			row(4, { chief: 'Martin Doyle' }),
		]);
		expect(error.message).toBe('3 of 4 rows cannot be sent to SAP Concur. Nothing was sent.');
		const lines = String(error.description).split('<br>\n');
		expect(lines.slice(0, 3)).toEqual([
			'Row 2 (Pat Doe 2, N2): Manager (column "chief") names nobody in SAP Concur (sent: "99999"); Report approver (column "boss") names nobody in SAP Concur (sent: "nobody@example.com")',
			expect.stringMatching(/^Row 3 \(.*\): User name \(column "mail"\)/),
			'Row 4 (Pat Doe 4, N4): Manager (column "chief") is the name of a person (sent: "Martin Doyle")',
		]);
		expect((error.context as { rows: IDataObject[] }).rows[0]!.errors).toMatchObject([
			{ field: 'manager', label: 'Manager', column: 'chief', sent: '99999' },
			{ field: 'reportApprover', column: 'boss', message: 'names nobody in SAP Concur' },
		]);
	});

	it('stops only that row while the workflow goes on', async () => {
		const items = jsonOf(
			await create([row(1, { chief: '1002' }), row(2, { chief: '99999' })], goOn),
		);
		expect(items.map(({ outcome }) => outcome)).toEqual(['submitted', 'failed']);
		expect(items[1]!.why).toBe(
			'Manager (column "chief") names nobody in SAP Concur (sent: "99999")',
		);
	});

	it('is refused where several people have the email', async () => {
		jsonOf(
			await create([
				row(1, { email: 'shared@example.com' }),
				row(2, { email: 'shared@example.com' }),
			]),
		);
		await deactivate((await idOf('person2@example.com'))!);
		const { message } = await create([row(3, { chief: 'shared@example.com' })]).then(
			({ error }) => error!,
		);
		expect(message).toBe(
			'Pat Doe 3, N3: Manager (column "chief") fits more than one person: Pat Doe 1 (employee number N1) and Pat Doe 2 (employee number N2, inactive) (sent: "shared@example.com") [item 0]',
		);
	});

	it('is refused where a row of the run has the email of somebody else', async () => {
		const error = await failure([
			row(1, { email: 'martin.doyle@example.com' }),
			row(2, { chief: 'martin.doyle@example.com' }),
		]);
		expect(error.message).toContain(
			'fits more than one person: Martin Doyle (employee number 1002) and row 1',
		);
	});

	it('is refused where the UUID beside the key is that of somebody else', async () => {
		const error = await failure([row(1, { chief: '1002', chiefId: ines })]);
		expect(error.message).toBe(
			'Pat Doe 1, N1: Manager (column "chief") and Manager (UUID) name two people: Martin Doyle (1002) and Ines Weber (1003) (sent: "1002") [item 0]',
		);
		jsonOf(await create([row(1, { chief: '1002', chiefId: martin })]));
		expect(await managers()).toEqual({ person1: 'martin.doyle' });
	});
});

const idOf = async (userName: string) => {
	const filter = `userName eq "${userName}"`;
	const parameters = { returnAll: true, filterType: 'expression', filter };
	return jsonOf(await world.run(new ConcurIdentity(), 'getAll', parameters))[0]?.id as string;
};

describe('a notice', () => {
	it('tells that an approver is inactive and lacks the role, and the row is sent', async () => {
		await deactivate(ines);
		const [item] = jsonOf(await create([row(1, { boss: '1003' })]));
		expect(item!.outcome).toBe('submitted');
		expect(noticesOf(item!, 'Report approver')).toEqual([
			'Report approver: Ines Weber (1003) is inactive, so SAP Concur may reject this',
			'Report approver: Ines Weber (1003) lacks the role Expense Approver, so SAP Concur may reject this',
		]);
	});

	it('does not tell of a role that the same run assigns', async () => {
		const items = jsonOf(
			await create([row(1, { role: 'yes' }), row(2, { boss: 'N1' }), row(3, { boss: 'N2' })]),
		);
		expect(items.map((item) => noticesOf(item, 'Report approver'))).toEqual([
			[],
			[],
			[
				'Report approver: Pat Doe 2 (N2) lacks the role Expense Approver, so SAP Concur may reject this',
			],
		]);
	});

	it('reads the roles of each approver once', async () => {
		jsonOf(await create([1, 2, 3].map((n) => row(n, { boss: n > 1 ? '1001' : '1002' }))));
		expect(await count(spendOf(grace))).toBe(1);
		expect(await count(spendOf(martin))).toBe(1);
	});

	it('is not given where roles cannot be read', async () => {
		await steer('faults', [
			{ match: 'GET /profile/spend/v4.1/Users', times: 9, kind: 'status', status: 403 },
		]);
		const [item] = jsonOf(await create([row(1, { boss: '1002' })]));
		expect(item).toMatchObject({ outcome: 'submitted' });
		expect(noticesOf(item!, 'Report approver')).toEqual([]);
	});
});

describe('a look-up that fails', () => {
	it.each([
		['403', 'does not allow this request'],
		['503', 'temporarily unable'],
	])('fails only what SAP Concur cannot check itself (%s)', async (status, reason) => {
		await steer('faults', [{ match: search, times: 100, kind: 'status', status: Number(status) }]);
		const items = jsonOf(
			await create(
				[
					row(1, { boss: '1001', chief: martin }),
					row(2, { boss: 'grace.palmer@example.com' }),
					row(3, { chief: '1002' }),
					row(4),
				],
				goOn,
			),
		);
		expect(items.map(({ outcome }) => outcome)).toEqual([
			'submitted',
			'failed',
			'failed',
			'submitted',
		]);
		expect(noticesOf(items[0]!, 'Manager')).toEqual([
			'Manager, Report approver: could not be looked up in SAP Concur before sending',
		]);
		expect(items[1]!.why).toMatch(
			new RegExp(
				`^Report approver \\(column "boss"\\) could not be looked up in SAP Concur: .*${reason}`,
			),
		);
		expect(items[2]!.why).toMatch(/^Manager \(column "chief"\) could not be looked up/);
		await steer('faults', []);
		expect(await managers()).toEqual({ person1: 'martin.doyle', person4: undefined });
	});

	it('is the error of the credential where that does not work', async () => {
		changeCredential({ companyRequestToken: 'wrong' });
		const error = await failure([row(1, { chief: '1002' }), row(2, { chief: '1002' })]);
		expect(error.message).not.toContain('Manager');
		expect(error.message).toMatch(/token/i);
	});
});
