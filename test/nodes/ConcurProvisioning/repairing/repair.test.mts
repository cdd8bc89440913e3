// Whatever SAP Concur has rejected of a user is sent again once it is right, and nothing else is.
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { jsonsOf, repairWorld, row } from './repairWorld.mts';

const repairing = repairWorld();
const { world, create, look, repair, update, upsert, writes } = repairing;

const scheme = 'urn:ietf:params:scim:schemas:extension';
const delegates = (employeeNumber: string) => ({
	[`${scheme}:spend:2.0:Delegate`]: { expense: [{ delegate: { employeeNumber } }] },
});
/** By JSON, because an approver in a field is looked up before anything is sent. */
const approvers = (employeeNumber: string) => ({
	[`${scheme}:spend:2.0:Approver`]: { report: [{ approver: { employeeNumber }, primary: true }] },
});
const limits = (reimbursementCurrency: string) => ({
	[`${scheme}:spend:2.0:ApproverLimit`]: {
		authorizedApprover: [
			{ approvalType: 'report', approvalGroup: '', approvalLimit: 100, reimbursementCurrency },
		],
	},
});
const adp = { adpCompanyCode: 'A', adpDeductionCode: 'B', adpEmployeeFileNumber: '1' };

/** What SAP Concur does not take of a user as it is, with the extension that it rejects, and what corrects it in the form. */
const rejected: Array<[extension: string, values: IDataObject, correction?: IDataObject]> = [
	['spend.User', { reimbursementCurrency: 'AUD' }],
	['spend.Role', { roles: 'EXP_APPROVER:US' }, { role: 'yes' }],
	['spend.Approver', { more: approvers('1002') }],
	['spend.Approver', { more: approvers('1003') }, { approver: 'grace.palmer@example.com' }],
	['spend.ApproverLimit', { more: limits('AUD') }],
	['spend.Delegate', { more: delegates('N99') }],
	['spend.UserPreference', { processorReportAccess: 'RESTRICTED' }],
	['travel', { travelRuleClass: 'Guests' }],
	['payroll', adp, { paid: 'ADP_PAYROLL' }],
	['spend.User', { reimbursementCurrency: 'JPY', custom3: '1234' }, { item: '4711' }],
];
/** Rejected in the expense profile of a new user, which blocks all that depends on it. */
const everything = {
	reimbursementCurrency: 'AUD',
	roles: 'EXP_APPROVER',
	reportApprover: '1001',
	travelRuleClass: 'Standard Travel',
	more: { ...delegates('1003'), ...limits('USD') },
};
const corrections = {
	roleExpenseApprover: '={{ $json.fix.role }}',
	reportApprover: '={{ $json.fix.approver }}',
	reimbursementType: '={{ $json.fix.paid }}',
	custom3: '={{ $json.fix.item }}',
};
const fixed = (items: INodeExecutionData[]) =>
	items.map((item, n) => ({ ...item, json: { ...item.json, fix: rejected[n]?.[2] ?? {} } }));

/** What SAP Concur allows from now on. */
async function cure(processors: IDataObject[]) {
	const { currencies, ruleClasses } = world.simulator.settings({}).company;
	world.simulator.settings({
		company: {
			currencies: [...currencies, 'AUD'],
			ruleClasses: [...ruleClasses, { id: 103, name: 'Guests' }],
		},
	});
	await create([row(99)]);
	await update([{ userName: 'martin.doyle@example.com' }], { roleExpenseApprover: 'yes' });
	await update(processors, { roleExpenseProcessor: 'yes' });
}

const verdicts = (items: INodeExecutionData[]) =>
	jsonsOf(items).map(({ outcome, why, extensions }) => ({ outcome, why, extensions }));
const failedIn = ({ json }: INodeExecutionData) =>
	Object.keys(json.extensions as IDataObject).filter(
		(name) => (json.extensions as IDataObject)[name] === 'failed',
	);
/** The extensions of the first request, all of them applied. */
const whole = (first: INodeExecutionData[]) =>
	jsonsOf(first).map(({ sent, userName }) => ({
		userName,
		outcome: 'succeeded',
		why: '',
		extensions: Object.fromEntries((sent as string[]).map((name) => [name, 'applied'])),
		notices: expect.arrayContaining([expect.stringMatching(/^Rejected before: /)]) as string[],
	}));
const isProcessor = ({ processorReportAccess }: IDataObject) => processorReportAccess !== undefined;

describe('SAP Concur Provisioning, Send Repair', () => {
	it('completes new users whatever was rejected or blocked, once that is right, and only then', async () => {
		const rows = [...rejected.map(([, values]) => values), everything].map((values, n) =>
			row(n, values),
		);
		const first = await look(await create(rows));
		expect(first.map(failedIn)).toEqual([...rejected.map(([name]) => [name]), ['spend.User']]);
		expect(Object.values(first.at(-1)!.json.extensions as IDataObject)).toContain('blocked');
		const unchanged = await look(await repair(first));
		expect(verdicts(unchanged)).toEqual(verdicts(first));

		await cure(rows.filter(isProcessor));
		const sent = await repair(fixed(unchanged), corrections);
		expect(jsonsOf(sent).map(({ sent: parts }) => parts)).toEqual(
			jsonsOf(unchanged).map(({ repair: proposed }, n) =>
				n === 8 ? ['spend.User', 'payroll'] : (proposed as IDataObject).resend,
			),
		);
		const last = await look(sent);
		expect(jsonsOf(last)).toMatchObject(whole(first));
		expect(last[3]!.json.changes).toMatchObject([
			{ field: 'reportApprover', from: null, to: 'grace.palmer@example.com' },
		]);

		const before = (await writes()).length;
		const again = await repair(fixed(unchanged), corrections);
		expect(jsonsOf(again).map(({ outcome, provisionId }) => [outcome, provisionId])).toEqual(
			rows.map(() => ['unchanged', null]),
		);
		expect(await writes()).toHaveLength(before);
		expect(jsonsOf(await look(again))).toMatchObject(whole(first));
		// What has succeeded goes through as it is.
		expect(jsonsOf(await repair(last))).toEqual(jsonsOf(last));
	});

	it('completes changes of users, too, with the whole story of what changed', async () => {
		const rows = rejected.map((_, n) => row(n));
		expect(jsonsOf(await look(await create(rows))).map(({ outcome }) => outcome)).toEqual(
			rows.map(() => 'succeeded'),
		);
		const changed = rejected.map(([, values], n) => row(n, { department: 'Sales', ...values }));
		const first = await look(await upsert(changed));
		expect(first.map(failedIn)).toEqual(rejected.map(([name]) => [name]));
		const unchanged = await look(await repair(first));
		expect(verdicts(unchanged)).toEqual(verdicts(first));
		await cure(changed.filter(isProcessor));
		const last = await look(await repair(fixed(unchanged), corrections));
		expect(jsonsOf(last)).toMatchObject(whole(first));
		for (const [n, { json }] of last.entries()) {
			const fieldsIn = (changes: unknown) =>
				(changes as IDataObject[]).map(({ field }) => field as string);
			expect(fieldsIn(json.changes)).toEqual(
				expect.arrayContaining(fieldsIn(first[n]!.json.changes)),
			);
		}
		const before = (await writes()).length;
		const again = await repair(fixed(unchanged), corrections);
		expect(jsonsOf(again).every(({ outcome }) => outcome === 'unchanged')).toBe(true);
		expect(await writes()).toHaveLength(before);
	});

	it('sends all of Expense again that the app was not allowed to write', async () => {
		const { scopes } = world.simulator.settings({}).app;
		const write = 'spend.user.general.writeonly';
		world.simulator.settings({ app: { scopes: scopes.filter((scope) => scope !== write) } });
		const all = {
			...everything,
			...adp,
			reimbursementType: 'ADP_PAYROLL',
			reimbursementCurrency: 'USD',
			showImagingIntro: 'yes',
			emailStatusChangeOnReport: 'yes',
			emailOnPurchasingAssigned: 'yes',
		};
		const first = await look(await create([row(1, all)]));
		expect(first[0]!.json.outcome).toBe('partial');
		expect(failedIn(first[0]!)).toEqual(['spend.User']);
		expect((first[0]!.json.repair as IDataObject).resend).toHaveLength(9);
		expect(verdicts(await look(await repair(first)))).toEqual(verdicts(first));
		world.simulator.settings({ app: { scopes } });
		// As after saving the credential again.
		world.changeCredential({});
		const last = await look(await repair(first));
		expect(jsonsOf(last)).toMatchObject(whole(first));
	});
});
