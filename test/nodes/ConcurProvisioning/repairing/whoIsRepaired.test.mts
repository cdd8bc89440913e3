// Whom a repair is about: somebody who is not there yet, somebody who was there before, and nobody else.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { goOn } from '../../../support/virtualWorld.mts';
import { jsonsOf, repairWorld, row } from './repairWorld.mts';

const { world, create, look, plan, submit, remove, repair, run, update, upsert, writes } =
	repairWorld();

const login = "person1o'hara@example.com";
const withoutApostrophe = `={{ $json.userName.replace("'", '') }}`;
const martin = '10020000-0000-4000-8000-000000001002';
const nobody = '10990000-0000-4000-8000-000000001099';

describe('SAP Concur Provisioning, Send Repair, of somebody whom SAP Concur did not create', () => {
	it.each(['single', 'bulk'])(
		'creates the user once the identity is right: %s',
		async (submitAs) => {
			const rows = [
				row(1, { userName: login, reportApprover: '1001' }),
				...(submitAs === 'bulk' ? [row(2, { managerId: nobody }), row(3)] : []),
			];
			const first = await look(await create(rows, { submitAs }, goOn));
			const failed = first.filter(({ json }) => json.outcome === 'failed');
			expect(jsonsOf(failed)).toMatchObject(
				['core', 'enterprise'].slice(0, failed.length).map(() => ({
					repair: {
						what: 'Send the user again with SAP Concur Provisioning (Send Repair)',
						operation: 'create',
						resend: expect.arrayContaining(['core', 'spend.User']),
					},
				})),
			);
			const unchanged = await look(await repair(failed, {}, goOn));
			const said = (items: typeof first) =>
				jsonsOf(items).map(({ outcome, why }) => [outcome, why]);
			expect(said(unchanged)).toEqual(said(failed));

			const fix = { userName: withoutApostrophe, managerId: martin };
			const sent = await repair(unchanged, fix);
			expect(jsonsOf(sent).map(({ operation }) => operation)).toEqual(failed.map(() => 'create'));
			const last = await look(sent);
			expect(jsonsOf(last)).toMatchObject(
				jsonsOf(failed).map(({ sent: parts, userName }) => ({
					userName: String(userName).replace("'", ''),
					outcome: 'succeeded',
					extensions: Object.fromEntries((parts as string[]).map((name) => [name, 'applied'])),
				})),
			);
			const before = (await writes()).length;
			expect(jsonsOf(await repair(unchanged, fix)).map(({ outcome }) => outcome)).toEqual(
				failed.map(() => 'unchanged'),
			);
			expect(await writes()).toHaveLength(before);
		},
	);

	it('brings somebody who was there before to what the row says', async () => {
		await look(await create([row(1), row(2)]));
		const first = await look(await create([row(1, { department: 'Sales' }), row(2)]));
		expect(jsonsOf(first)).toMatchObject([
			{
				outcome: 'failed',
				hint: 'SAP Concur has this user already. Send the user again with SAP Concur Provisioning (Send Repair), or the row with Create or Update: both change only what differs.',
				repair: { operation: 'upsert' },
			},
			{ outcome: 'failed' },
		]);
		const last = await look(await repair(first));
		expect(jsonsOf(last)).toMatchObject([
			{ outcome: 'succeeded', changes: [{ field: 'department', to: 'Sales' }] },
			{ outcome: 'succeeded', operation: 'unchanged' },
		]);
	});

	it('does not make a leaver active again unless the form says so', async () => {
		await look(await create([row(1)]));
		const first = await look(await create([row(1)]));
		await look(await update([row(1)], { active: 'no' }));
		const second = await look(await create([row(1)]));
		expect(second[0]!.json.hint).toContain('with Inactive People set to Reactivate');
		for (const items of [first, second]) {
			const [refused] = jsonsOf(await repair(items, {}, goOn));
			expect(refused?.why).toContain('belongs to an inactive user in SAP Concur');
		}
		const back = await run(second, {}, {}, { inactivePeople: 'reactivate' });
		expect(jsonsOf(await look(back.outputs[0]!))).toMatchObject([
			{ outcome: 'succeeded', changes: [{ field: 'active', to: true }] },
		]);
	});

	it.each([
		[
			'user name',
			{},
			'person9@example.com',
			'Employee number differs from the employee number of the user with the user name "person9@example.com"',
		],
		[
			'employee number',
			{ employeeNumber: 'N9' },
			'other@example.com',
			'Employee number belongs to Pat Doe9 (user name person9@example.com) in SAP Concur',
		],
	])('does not change somebody else who has the %s', async (_, more, userName, why) => {
		const newcomer = row(1, { userName: login, familyName: 'Doe9', ...more });
		const [first] = await look(await create([newcomer], { submitAs: 'bulk' }));
		await look(await create([row(9)]));
		const before = (await writes()).length;
		const [item] = jsonsOf(await repair([first!], { userName }, goOn));
		expect(item).toMatchObject({
			outcome: 'failed',
			why: expect.stringContaining(why),
			repair: first!.json.repair,
		});
		expect(await writes()).toHaveLength(before);
	});

	it('says so when the user is no longer there', async () => {
		const first = await look(await create([row(1, { reimbursementCurrency: 'AUD' })]));
		await remove(String(first[0]!.json.userId));
		const [item] = jsonsOf(await repair(first, {}, goOn));
		expect(item?.why).toMatch(/^SAP Concur no longer has the user with the UUID /);
	});

	it('sets a manager who was not there in the same run', async () => {
		const rows: IDataObject[] = [
			row(1, { manager: 'N2' }),
			row(2, { userName: "o'neill@example.com" }),
		];
		const first = await look(await create(rows, {}, goOn));
		expect(jsonsOf(first).map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
		const last = await look(await repair(first, { userName: withoutApostrophe }));
		expect(jsonsOf(last).map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded']);
		expect(jsonsOf(await upsert(rows.slice(0, 1)))).toMatchObject([{ outcome: 'unchanged' }]);
	});

	it('does not forget a manager or an approver who could not be set', async () => {
		await look(await create([row(1)]));
		const chief = { userName: "o'neill@example.com", roles: 'EXP_APPROVER' };
		const rows: IDataObject[] = [
			row(1, { manager: 'N2' }),
			row(2, chief),
			row(3, { reportApprover: 'N4', roles: 'EXP_APPROVER' }),
			row(4, { reportApprover: 'N3', roles: 'EXP_APPROVER', reimbursementCurrency: 'AUD' }),
		];
		const first = await look(await upsert(rows, {}, goOn));
		expect(jsonsOf(first)).toMatchObject([
			{ outcome: 'failed', repair: { operation: 'update' } },
			{ outcome: 'failed' },
			{ outcome: expect.stringMatching(/partial|succeeded/) },
			{ outcome: 'partial' },
		]);
		const alone = await repair(first.slice(0, 1), {}, goOn);
		expect(alone[0]!.json).toMatchObject({
			outcome: 'failed',
			why: expect.stringMatching(/^Manager /),
		});
		const fix = {
			userName: `={{ $json.userName.includes("'") ? 'person2@example.com' : '' }}`,
			reimbursementCurrency: `={{ $json.userName.startsWith('person4') ? 'USD' : '' }}`,
			roleExpenseApprover: 'yes',
		};
		const last = await look(await repair(first, fix));
		expect(jsonsOf(last).map(({ outcome, why }) => [outcome, why])).toEqual(
			rows.map(() => ['succeeded', '']),
		);
		const again = rows.map((one, n) => ({
			...one,
			userName: `person${n + 1}@example.com`,
			roles: 'EXP_APPROVER',
			reimbursementCurrency: 'USD',
		}));
		expect(jsonsOf(await upsert(again)).map(({ outcome, changes }) => [outcome, changes])).toEqual(
			rows.map(() => ['unchanged', []]),
		);
	});

	it('completes what Apply Plan and the verbs of HR have sent, and not what Replace has', async () => {
		await look(await create([row(1), row(2), row(3)]));
		const planned = await plan([
			row(1, { reimbursementCurrency: 'AUD' }),
			row(4, { reimbursementCurrency: 'AUD' }),
		]);
		const applied = await look(await submit('applyPlan', planned, { plan: '={{ $json.plan }}' }));
		const user = { __rl: true, mode: 'userName', value: '={{ $json.userName }}' };
		const { scopes } = world.simulator.settings({}).app;
		const write = 'spend.user.general.writeonly';
		world.simulator.settings({ app: { scopes: scopes.filter((scope) => scope !== write) } });
		const assigned = await look(
			await submit('assignRoles', [row(2)], { user, roles: 'EXP_APPROVER', options: {} }),
		);
		world.simulator.settings({ app: { scopes } });
		const replaced = await look(
			await submit('replace', [row(3, { reimbursementCurrency: 'AUD' })], {
				user,
				confirmReplace: true,
				fields: { mappingMode: 'autoMapInputData', value: null },
			}),
		);
		const all = [...applied, ...assigned, ...replaced];
		expect(jsonsOf(all).map(({ outcome }) => outcome)).toEqual([
			'failed',
			'partial',
			'failed',
			'partial',
		]);
		const items = await repair(
			all,
			{ reimbursementCurrency: 'USD', roleExpenseApprover: 'yes' },
			goOn,
		);
		expect(items[3]!.json).toMatchObject({
			outcome: 'failed',
			why: 'Send Repair cannot send again what Replace has sent, because Replace also deletes',
			hint: 'Send these parts again with SAP Concur Provisioning (Update): Expense profile.',
		});
		expect(jsonsOf(await look(items)).map(({ outcome }) => outcome)).toEqual([
			'succeeded',
			'succeeded',
			'succeeded',
			'partial',
		]);
	});
});
