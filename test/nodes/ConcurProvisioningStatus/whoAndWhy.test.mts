// What somebody reads in the output of Provisioning Status: who, what became of it, why, and what to do.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it, vi } from 'vitest';
import type { RunResult } from '../../support/executeNode.mts';
import { n8nLog } from '../../support/n8nLog.mts';
import { approver, nameless, person, sent, statusWorld, wrongCurrency } from './statusWorld.mts';

const world = statusWorld();
const { submitBulk, submitSingle, run, runRewritten } = world;
const log = n8nLog();

const spendUser = 'urn:ietf:params:scim:schemas:extension:spend:2.0:User';
const jsonOf = ({ error, outputs }: RunResult, output: number) => {
	expect(error).toBeUndefined();
	return outputs[output]!.map(({ json }) => json);
};
const approvedBy = (employeeNumber: string) => ({
	[approver]: { report: [{ approver: { employeeNumber }, primary: true }] },
});

/** One person for each output, as SAP Concur Provisioning puts them out. */
async function oneForEach(): Promise<IDataObject[]> {
	world.simulator.settings({
		provisioning: { slowUserNames: ['dee@example.com'], slowFinishesAfterMs: 60_000 },
	});
	const people = [
		person('ann'),
		person('ben', wrongCurrency),
		person('cem', nameless),
		person('dee'),
	];
	const items = await submitBulk(people);
	return items.map((item, index) => ({
		...item,
		employeeNumber: `2000${index}`,
		changes: [{ field: 'title', label: 'Job title', from: 'Clerk', to: 'Director' }],
		notices: [],
	}));
}

describe('who it is', () => {
	it('comes first in every output, with outcome and why, also where the status cannot be read', async () => {
		const items = await oneForEach();
		const lost = { ...items[0], provisionId: '11111111-2222-4333-8444-555555555555' };
		const { outputs } = await run('get', [...items, lost, { provisionId: 'abc', userName: 'x' }], {
			onError: 'continueRegularOutput',
		});
		expect(outputs.map(({ length }) => length)).toEqual([1, 1, 3, 1]);
		for (const { json } of outputs.flat()) {
			expect(Object.keys(json).slice(0, 4)).toEqual([
				'userName',
				'employeeNumber',
				'outcome',
				'why',
			]);
			const rest = Object.keys(json).slice(4);
			if (json.why !== '' && json.outcome !== 'pending') expect(rest[0]).toBe('hint');
		}
		expect(outputs.flat().map(({ json }) => [json.employeeNumber, json.outcome])).toEqual([
			['20000', 'succeeded'],
			['20001', 'partial'],
			['20002', 'failed'],
			['20000', 'unknown'],
			['', 'unknown'],
			['20003', 'pending'],
		]);
	});

	it('is completed by the user whom SAP Concur has already', async () => {
		await run('get', await submitBulk([person('ann')]));
		const [again] = await submitBulk([person('ann')]);
		const [json] = jsonOf(await run('get', [again!]), 2);
		expect(json).toMatchObject({ userName: 'ann@example.com', employeeNumber: 'ann' });
	});
});

describe('why', () => {
	/** The item, and beside its json what was sent. */
	const withValues = async (data: IDataObject, sentValues: IDataObject, more: string[] = []) => ({
		json: { ...(await submitSingle(data)), sent: [...sent, ...more] },
		sentValues,
	});

	it('names field and value that SAP Concur rejected, and its own words stay in details', async () => {
		const item = await withValues(person('ben', wrongCurrency), { reimbursementCurrency: 'XXX' });
		const [json] = jsonOf(await run('get', [item]), 1);
		expect(json).toMatchObject({
			why: 'Reimbursement currency: SAP Concur rejects the value (sent: "XXX")',
			hint: 'Correct the value of this field. It must be one that your company uses in SAP Concur. Then send these parts again with SAP Concur Provisioning (Update): Expense profile.',
			errors: [
				{
					extension: 'spend.User',
					field: 'Reimbursement currency',
					sent: 'XXX',
					message: 'Reimbursement currency: SAP Concur rejects the value (sent: "XXX")',
					details: `Invalid '${spendUser}:reimbursementCurrency' Value`,
					hint: 'Correct the value of this field. It must be one that your company uses in SAP Concur.',
				},
			],
			repair: {
				what: 'Send these parts again with SAP Concur Provisioning (Update): Expense profile',
				resend: ['spend.User'],
				operation: 'update',
			},
		});
	});

	it.each([
		['nobody', 'SAP Concur does not know this user'],
		['1003', 'this user lacks the approver role'],
	])('names the approver whom SAP Concur rejected: %s', async (number, reason) => {
		const data = person('ben', approvedBy(number));
		const item = await withValues(data, { reportApprover: number }, ['spend.Approver']);
		const [json] = jsonOf(await run('get', [item]), 1);
		expect(json!.why).toBe(`Report approver: ${reason} (sent: "${number}")`);
		expect(json!.hint).toMatch(/\. Then send these parts again .* \(Update\): Approvers\.$/);
	});

	it('is told without values by items that do not have them', async () => {
		const [json] = jsonOf(await run('get', [await submitSingle(person('ben', wrongCurrency))]), 1);
		expect(json!.why).toBe('Reimbursement currency: SAP Concur rejects the value');
		expect(json!.errors).not.toMatchObject([{ sent: expect.anything() }]);
	});

	it('is still told with values when the request was pending before', async () => {
		world.simulator.settings({ provisioning: { finishesAfterPolls: 2 } });
		const values = { reimbursementCurrency: 'XXX' };
		const item = await withValues(person('ben', wrongCurrency), values);
		const first = await run('get', [{ ...item, sentDocument: wrongCurrency }]);
		const [pending] = first.outputs[3]!;
		expect(pending).toMatchObject({ sentValues: values, sentDocument: wrongCurrency });
		const again = await run('get', [pending as unknown as IDataObject]);
		expect(jsonOf(again, 1)[0]!.why).toContain('(sent: "XXX")');
		expect(jsonOf(again, 1)[0]!.repair).toMatchObject({ document: wrongCurrency });
		expect(again.outputs[1]![0]).not.toHaveProperty('sentValues');
		expect(again.outputs[1]![0]).not.toHaveProperty('sentDocument');
	});

	it.each([['a text'], [5], [[1]], [null]])('takes odd values for none: %o', async (odd) => {
		const json = await submitSingle(person('ben', wrongCurrency));
		const beside = { sentValues: odd, sentDocument: odd };
		const result = await run('get', [{ json, ...beside } as unknown as IDataObject]);
		expect(jsonOf(result, 1)[0]!.repair).not.toHaveProperty('document');
		expect(jsonOf(result, 1)[0]!.why).toBe('Reimbursement currency: SAP Concur rejects the value');
	});

	it('is the warning of a success that has one', async () => {
		const schemaPath = `${spendUser}:testEmployee`;
		const message = `'${schemaPath}' cannot be updated`;
		const warning = { code: 'INVALID_VALUE', message, schemaPath, type: 'warning' };
		const submitted = await submitSingle(person('ann'));
		const result = await runRewritten(
			(status) => {
				const [operation] = status.operations as IDataObject[];
				const extensions = (operation!.extensions as IDataObject[]).map((extension) =>
					extension.name === spendUser ? { ...extension, messages: [warning] } : extension,
				);
				return { ...status, operations: [{ ...operation, extensions }] };
			},
			'get',
			[submitted],
			{ parameters: { options: { includeDetails: 'never' } } },
		);
		expect(jsonOf(result, 0)).toMatchObject([
			{
				outcome: 'succeeded',
				why: 'Test user: SAP Concur cannot change this value',
				warnings: [
					{
						field: 'Test user',
						message: 'Test user: SAP Concur cannot change this value',
						details: message,
					},
				],
			},
		]);
	});

	it('keeps what was said when the request was sent, also by an earlier version', async () => {
		const submitted = await submitSingle(person('ann'));
		const items = [
			{ ...submitted, notices: ['Country: "UK" was read as GB'] },
			{ ...submitted, notice: 'Found after a lost response' },
		];
		expect(jsonOf(await run('get', items), 0).map(({ notices }) => notices)).toEqual([
			['Country: "UK" was read as GB'],
			['Found after a lost response'],
		]);
	});
});

describe('Include Details', () => {
	const nested = (json: IDataObject) =>
		Object.keys(json).filter((key) => typeof json[key] === 'object');
	const lists = ['warnings', 'notices'];
	const open = ['sent', 'warnings', 'changes', 'notices'];
	const some = ['sent', 'warnings', 'errors', 'extensions', 'repair', 'changes', 'notices'];
	const all = some.filter((key) => key !== 'repair');

	it.each([
		[undefined, [lists, some, some, open]],
		['partialAndFailed', [lists, some, some, open]],
		['always', [all, some, some, all]],
		['never', [lists, lists, lists, open]],
	])('%s leaves these lists and objects in each output', async (includeDetails, expected) => {
		const parameters = includeDetails ? { options: { includeDetails } } : {};
		const { outputs } = await run('get', await oneForEach(), { parameters });
		expect(outputs.map(([item]) => nested(item!.json))).toEqual(expected);
		// Empty lists take one line of n8n's table.
		expect(outputs[0]![0]!.json).toMatchObject({ warnings: [], notices: [] });
	});

	it('left out or not, the items can pass the node again', async () => {
		const parameters = { options: { includeDetails: 'never' } };
		const passed = ['unchanged', 'failed', 'unknown'].map((outcome) => ({
			userName: 'fay@example.com',
			outcome,
			why: outcome === 'unchanged' ? '' : 'Wrong',
			operation: 'update',
			provisionId: null,
			sent,
		}));
		const first = await run('get', passed, { parameters });
		const items = first.outputs.flat().map(({ json }) => json);
		const again = await run('get', items, { parameters });
		expect(again.error).toBeUndefined();
		expect(again.outputs.flat().map(({ json }) => json)).toEqual(items);
		expect(again.outputs.map(({ length }) => length)).toEqual([1, 0, 1, 1]);
	});
});

describe('the run as a whole', () => {
	it('is summed up in the output panel, as a warning when not everybody succeeded', async () => {
		const [ann, ben, cem, dee] = (await oneForEach()) as [IDataObject, ...IDataObject[]];
		const hintsOf = async (...items: Array<IDataObject | undefined>) =>
			(await run('get', items as IDataObject[])).hints;
		expect(await hintsOf(ann, ben, cem, dee)).toEqual([
			{
				message: '1 succeeded, 1 partial, 1 failed, 1 still pending',
				type: 'warning',
				location: 'outputPane',
			},
		]);
		expect(await hintsOf(ann)).toEqual([]);
		expect(await hintsOf(ann, dee)).toMatchObject([{ type: 'info' }]);
	});

	it('counts those whose status cannot be read as unknown', async () => {
		const { hints } = await run(
			'get',
			[{ provisionId: 'abc' }, await submitSingle(person('ann'))],
			{
				onError: 'continueRegularOutput',
			},
		);
		expect(hints).toMatchObject([{ message: '1 succeeded, 1 unknown', type: 'warning' }]);
	});

	it('says in the log and to the browser how far a wait is', async () => {
		const quick = await submitSingle(person('ann'));
		world.simulator.settings({ provisioning: { finishesAfterPolls: 2 } });
		const slow = await submitSingle(person('ben', wrongCurrency));
		await run('wait', [quick, slow]);
		const said = log.filter(({ text }) => text.startsWith('Waiting')).map(({ text }) => text);
		expect(said).toEqual([
			expect.stringMatching(
				/^Waiting for SAP Concur: 1 succeeded, 1 still pending; next look in \d+ s$/,
			),
			'Waiting for SAP Concur: 1 succeeded, 1 partial',
		]);
		vi.restoreAllMocks();
	});
});
