// What rows say in columns that are no fields: more attributes, a word of their own that clears, another number for somebody who is
// there, and a user name that is only for somebody new.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located } from '../../support/concur.mts';
import { goOn, jsonOf, virtualWorld } from '../../support/virtualWorld.mts';

const world = virtualWorld({ provisioning: { finishesAfterMs: 0 } });
const provisioning = new ConcurProvisioning();
const spend = 'urn:ietf:params:scim:schemas:extension:spend:2.0';
const automatic = { mappingMode: 'autoMapInputData', value: null };

const run = async (operation: string, items: IDataObject[], parameters: object = {}) =>
	jsonOf(
		await world.run(provisioning, operation, { fields: automatic, ...parameters }, items, goOn),
	);
const send = async (items: IDataObject[], parameters: object = {}) =>
	await run('upsert', items, parameters);

const person = (n: number, more: IDataObject = {}): IDataObject => ({
	userName: `person${n}@example.com`,
	employeeNumber: `N${n}`,
	givenName: 'Pat',
	familyName: `Doe${n}`,
	workEmail: `person${n}@example.com`,
	spendCountry: 'US',
	spendLocale: 'en-US',
	reimbursementCurrency: 'USD',
	orgUnit1: 'A',
	...more,
});

async function profileOf(userName: string) {
	const user = located('userName', userName);
	const read = { user, simplify: false };
	return jsonOf(await world.run(provisioning, 'getProfile', read))[0];
}

const delegate = (employeeNumber: string, may: IDataObject) => ({
	[`${spend}:Delegate`]: { expense: [{ delegate: { employeeNumber }, ...may }] },
});

describe('additionalAttributes of a row', () => {
	it.each([
		['an object', (value: object) => value],
		['JSON text', (value: object) => JSON.stringify(value)],
	])('is sent, as %s, beside those of the form', async (_, written) => {
		const row = person(1, {
			additionalAttributes: written(delegate('1001', { canPrepare: true })) as IDataObject,
		});
		const ofForm = { additionalAttributes: '{ "nickName": "Kim" }' };
		expect(await send([row], ofForm)).toMatchObject([{ outcome: 'submitted' }]);
		expect(await send([row], ofForm)).toMatchObject([{ outcome: 'unchanged' }]);
		expect(await profileOf('person1@example.com')).toMatchObject({
			nickName: 'Kim',
			[`${spend}:Delegate`]: {
				expense: [{ delegate: { employeeNumber: '1001' }, canPrepare: true }],
			},
		});
	});

	it('that contradicts the form or a field is rejected with both values', async () => {
		const row = person(1, { additionalAttributes: { nickName: 'Pat' } });
		const [ofForm] = await send([row], { additionalAttributes: '{ "nickName": "Kim" }' });
		expect(ofForm).toMatchObject({ outcome: 'failed' });
		expect(ofForm?.why).toContain('Preferred name has two values: "Kim" and "Pat"');
		const [ofField] = await send([{ ...row, nickName: 'Sam' }]);
		expect(ofField?.why).toContain('Preferred name has two values: "Sam" and "Pat"');
	});

	it.each(['[1]', 'nonsense', '{ "a": '])('that is no object is rejected: %s', async (sent) => {
		const [item] = await send([person(1, { additionalAttributes: sent })]);
		expect(item).toMatchObject({ outcome: 'failed' });
		expect(item?.why).toContain('additionalAttributes is not a JSON object');
	});

	it('is read by Create, too, and shown by Plan', async () => {
		const row = person(1, { additionalAttributes: { nickName: 'Kim' } });
		const [planned] = await run('plan', [row]);
		expect(planned).toMatchObject({ verdict: 'create' });
		expect(planned?.changes).toContainEqual(
			expect.objectContaining({ field: 'nickName', to: 'Kim' }),
		);
		expect(await run('create', [row])).toMatchObject([{ outcome: 'submitted' }]);
		expect(await profileOf('person1@example.com')).toMatchObject({ nickName: 'Kim' });
	});

	it('is no column that somebody misses', async () => {
		const row = person(1, { additionalAttributes: {}, clearWith: '', keepUserName: true });
		expect(await send([row], { unknownColumns: 'stop' })).toMatchObject([{ outcome: 'submitted' }]);
	});
});

describe('clearWith of a row', () => {
	it('clears in this row alone, without an option of the form', async () => {
		const rows = [person(1), person(2), person(3)];
		await send(rows);
		const changed = await send([
			person(1, { orgUnit1: 'CLEAR', clearWith: 'CLEAR' }),
			person(2, { orgUnit1: 'CLEAR' }),
			person(3, { orgUnit1: '$BLANK$', clearWith: '$BLANK$', familyName: 'Clear' }),
		]);
		expect(changed.map(({ changes }) => changes)).toEqual([
			[{ field: 'orgUnit1', label: 'Org unit 1', from: 'A', to: null }],
			[{ field: 'orgUnit1', label: 'Org unit 1', from: 'A', to: 'CLEAR' }],
			[
				{ field: 'familyName', label: 'Last name', from: 'Doe3', to: 'Clear' },
				{ field: 'orgUnit1', label: 'Org unit 1', from: 'A', to: null },
			],
		]);
	});

	it('does not change how the other cells of its column are read', async () => {
		await send([person(1), person(2)]);
		const rows = [
			person(1, { Birthday: '03/04/1990', clearWith: 'CLEAR' }),
			person(2, { Birthday: 'CLEAR', clearWith: 'CLEAR' }),
			person(3, { Birthday: '25/04/1990' }),
		];
		const [first] = await run('plan', rows);
		expect(first?.changes).toContainEqual(expect.objectContaining({ to: '1990-04-03' }));
	});
});

describe('currentEmployeeNumber of a row', () => {
	const renamed = { currentEmployeeNumber: 'N1', employeeNumber: 'N9' };

	it('finds the user and gives the new number; the second time there is nothing to do', async () => {
		await send([person(1)]);
		const row = { ...renamed, userName: 'new1@example.com' };
		expect(await run('plan', [row])).toMatchObject([
			{
				verdict: 'update',
				changes: [
					{ field: 'userName', from: 'person1@example.com', to: 'new1@example.com' },
					{ field: 'employeeNumber', from: 'N1', to: 'N9' },
				],
			},
		]);
		expect(await send([row])).toMatchObject([{ outcome: 'submitted', operation: 'update' }]);
		expect(await send([row])).toMatchObject([{ outcome: 'unchanged' }]);
	});

	it('of which nobody has the old or the new number creates nobody', async () => {
		const [item] = await send([{ ...person(9), ...renamed }]);
		expect(item).toMatchObject({ outcome: 'failed', employeeNumber: 'N9' });
		expect(item?.why).toContain(
			'belongs to no user in SAP Concur, nor the employee number "N9", so nobody gets a new number or user name',
		);
	});

	it('of which one user has the old and another one the new number changes neither', async () => {
		await send([person(1), person(9)]);
		const [item] = await send([renamed]);
		expect(item).toMatchObject({ outcome: 'failed' });
		expect(item?.why).toContain('but the employee number "N9" belongs to');
	});

	it('goes through Apply Plan', async () => {
		await send([person(1)]);
		const plans = await run('plan', [renamed]);
		expect(await run('applyPlan', plans)).toMatchObject([{ outcome: 'submitted' }]);
		expect(await run('plan', [renamed])).toMatchObject([{ verdict: 'unchanged' }]);
	});
});

describe('keepUserName of a row', () => {
	it('leaves the user name of somebody who is there, and says so', async () => {
		await send([person(1)]);
		const row = person(1, { userName: 'other@example.com', keepUserName: true });
		expect(await send([row])).toMatchObject([
			{
				outcome: 'unchanged',
				notices: [
					'User name: stays "person1@example.com", because only record 320 of an import file changes it (sent: "other@example.com")',
				],
			},
		]);
	});

	it('is the user name of somebody new', async () => {
		const row = person(1, { keepUserName: true });
		expect(await send([row])).toMatchObject([{ outcome: 'submitted', operation: 'create' }]);
		expect(await profileOf('person1@example.com')).toMatchObject({
			userName: 'person1@example.com',
		});
	});
});

describe('approval limits for groups', () => {
	it('are compared with those that only a request of its own shows, in Plan and Apply Plan, too', async () => {
		const limit = { approvalType: 'report', approvalGroup: 'US-NW' };
		const row = (more: IDataObject) =>
			person(1, {
				additionalAttributes: { [`${spend}:ApproverLimit`]: { authorizedApprover: [more] } },
			});
		const given = row({ ...limit, approvalLimit: 5000, reimbursementCurrency: 'USD' });
		await send([given]);
		expect(await send([given])).toMatchObject([{ outcome: 'unchanged' }]);
		const raised = row({ ...limit, approvalLimit: 6000 });
		const plans = await run('plan', [raised]);
		expect(plans).toMatchObject([{ verdict: 'update', changes: [{ from: 5000, to: 6000 }] }]);
		expect(await run('applyPlan', plans)).toMatchObject([{ outcome: 'submitted' }]);
		const [stale] = await run('applyPlan', plans);
		expect(stale).toMatchObject({ outcome: 'failed' });
	});
});
