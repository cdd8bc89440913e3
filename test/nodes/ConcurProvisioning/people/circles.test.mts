// New people who need each other in circles: one of them gets a second request, and everybody ends with one item.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurProvisioningStatus } from '../../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { goOn, jsonOf } from '../../../support/virtualWorld.mts';
import { bulk, peopleWorld, row, single } from './peopleWorld.mts';

const { world, create, managers, approverOf, profileOf } = peopleWorld({
	provisioning: { finishesAfterMs: 8000 },
});
const { count, steer, through } = world;

const role = { role: 'yes' };
const look = async (items: IDataObject[], operation = 'wait', options = {}) => {
	const parameters = { provisionId: '={{ $json.provisionId }}', options };
	return (
		await world.run(new ConcurProvisioningStatus(), operation, parameters, items)
	).outputs.map((output) => output.map(({ json }) => json));
};
const patches = async () => (await world.requests()).filter((one) => one.startsWith('PATCH '));

describe('a circle of managers', () => {
	const rows = [row(1, { chief: 'N3' }), row(2, { chief: 'N1' }), row(3, { chief: 'N2' }), row(4)];

	it.each(['automatic', 'bulk', 'single'])('is cut at one person: %s', async (submitAs) => {
		const items = jsonOf(await create(rows, { submitAs }));
		expect(items.map(({ outcome }) => outcome)).toEqual(Array(4).fill('submitted'));
		expect((await look(items))[0]).toHaveLength(4);
		expect(await managers()).toEqual({
			person1: 'person3',
			person2: 'person1',
			person3: 'person2',
			person4: undefined,
		});
		expect(items[0]).toMatchObject({
			sent: ['enterprise'],
			applied: ['core', 'spend.User'],
			notices: expect.arrayContaining([
				'Manager: sent in a second request, because this user has to exist first',
			]) as string[],
		});
		expect(items.slice(1).every(({ applied, leftOut }) => !applied && !leftOut)).toBe(true);
	});

	it('waits for nobody where the responses have the UUIDs', async () => {
		const before = world.clock.now();
		jsonOf(await create(rows, { submitAs: 'single' }));
		// Only the first request of the one who has two is looked up.
		const looks = (await world.requests()).filter((one) => one.includes('/provisions/'));
		expect(new Set(looks).size).toBe(1);
		expect(await patches()).toHaveLength(1);
		expect(world.clock.now() - before).toBeLessThan(20_000);
	});
});

describe('circles of managers and approvers', () => {
	it('are cut at as few people as possible', async () => {
		// 1 and 2 need each other, and so do 2 and 3: 2 is in both circles.
		const rows = [
			row(1, { chief: 'N2', ...role }),
			row(2, { boss: 'N1', chief: 'N3' }),
			row(3, { boss: 'N2' }),
		];
		rows[1] = { ...rows[1], ...role };
		const items = jsonOf(await create(rows));
		expect(items.map(({ applied }) => applied !== undefined)).toEqual([false, true, false]);
		expect((await look(items))[0]).toHaveLength(3);
		expect(await managers()).toEqual({
			person1: 'person2',
			person2: 'person3',
			person3: undefined,
		});
		expect(await approverOf('person2@example.com')).toBe('N1');
		expect(await approverOf('person3@example.com')).toBe('N2');
	});

	it('are cut at the one with whom the waves are fewest', async () => {
		// Cut at 1, the chain to 3 is a wave longer.
		const rows = [
			row(1, { boss: 'N2', ...role }),
			row(2, { boss: 'N1', ...role }),
			row(3, { boss: 'N2' }),
			row(4, { chief: 'N3' }),
		];
		const items = jsonOf(await create(rows));
		expect(items.map(({ applied }) => applied !== undefined)).toEqual([false, true, false, false]);
	});

	it('do not include somebody who approves for themselves', async () => {
		const items = jsonOf(await create([row(1, { boss: 'N1', ...role }), row(2, { boss: 'N1' })]));
		expect(items.map(({ applied }) => applied)).toEqual([undefined, undefined]);
		expect((await look(items))[0]).toHaveLength(2);
		expect(await approverOf('person1@example.com')).toBe('N1');
	});

	it('include the lists of the JSON', async () => {
		const scheme = 'urn:ietf:params:scim:schemas:extension:spend:2.0';
		const named = (key: string, number: string, primary = true) => [
			{ [key]: { employeeNumber: number }, primary },
		];
		const json = {
			[`${scheme}:Delegate`]: {
				expense: [{ delegate: { employeeNumber: 'N2' }, canPrepare: true }],
			},
			[`${scheme}:Approver`]: {
				report: [...named('approver', '1001'), ...named('approver', 'n2', false)],
			},
		};
		const rows = [row(1, { json: JSON.stringify(json), ...role }), row(2, { boss: 'N1', ...role })];
		const items = jsonOf(
			await create(rows, {
				more: { expenseUser: 'yes' },
				parameters: { additionalAttributes: '={{ $json.json ?? "{}" }}' },
			}),
		);
		expect(items.map(({ why }) => why)).toEqual(['', '']);
		expect((await look(items))[0]).toHaveLength(2);
		expect(await profileOf('person1@example.com')).toMatchObject({ reportApprover: '1001' });
	});
});

describe('a second request', () => {
	const rows = [row(1, { boss: 'N2', ...role }), row(2, { boss: 'N1', ...role })];
	const leftOut = (message: string) => [
		{
			extension: 'spend.Approver',
			field: 'reportApprover',
			label: 'Report approver',
			sent: 'N2',
			message,
			hint: expect.stringContaining('Update') as string,
		},
	];

	it('that SAP Concur refuses at once leaves the person partial, with the reason', async () => {
		await through((request, answer) =>
			request.path.includes('/v4/Users/')
				? { status: 400, body: JSON.stringify({ detail: 'Not today', status: '400' }) }
				: answer,
		);
		const items = jsonOf(await create(rows, { submitAs: 'single' }));
		expect(items[0]).toMatchObject({
			outcome: 'submitted',
			why: expect.stringMatching(
				/^Report approver was not set, because the second request failed: /,
			),
			leftOut: leftOut(String(items[0]!.why)),
			sent: ['core', 'enterprise', 'spend.User', 'spend.Role'],
		});
		const [succeeded, partial] = await look(items);
		expect(succeeded).toHaveLength(1);
		expect(partial).toMatchObject([
			{
				userName: 'person1@example.com',
				outcome: 'partial',
				why: `${String(items[0]!.why)} (sent: "N2")`,
				errors: [{ extension: 'spend.Approver', field: 'Report approver', sent: 'N2' }],
				repair: { operation: 'update', resend: ['spend.Approver'] },
			},
		]);
		const [, again] = await look(partial!, 'get', { includeDetails: 'never' });
		expect(again).toMatchObject([{ outcome: 'partial' }]);
	});

	it('whose response is lost is sent again and says the same', async () => {
		await steer('faults', [
			{ match: 'PATCH /profile/v4/Users/*', times: 1, kind: 'dropAfterCommit' },
		]);
		const items = jsonOf(await create(rows, { submitAs: 'single' }));
		expect(items[0]!.why).toBe('');
		expect((await look(items))[0]).toHaveLength(2);
		expect((await profileOf('person1@example.com')).reportApprover).toBe('N2');
	});

	it('that may have been carried out is not called failed', async () => {
		await steer('faults', [
			{ match: 'PATCH /profile/v4/Users/*', times: 99, kind: 'dropAfterCommit' },
		]);
		const items = jsonOf(await create(rows, { submitAs: 'single' }));
		expect(items[0]!.why).toMatch(/^Report approver may not have been set, because /);
		expect(items[0]!.outcome).toBe('submitted');
		expect((await look(items))[1]).toHaveLength(1);
	});

	it('is not sent for somebody whom SAP Concur took only in part', async () => {
		const items = jsonOf(
			await create(rows, {
				more: { reimbursementCurrency: '={{ $json.no === "N1" ? "XXX" : "USD" }}' },
			}),
		);
		const message =
			'Report approver was not set, because SAP Concur has not accepted all other data of this user';
		expect(items[0]).toMatchObject({
			outcome: 'submitted',
			why: message,
			leftOut: leftOut(message),
		});
		const [, partial] = await look(items);
		expect(partial![0]!.why).toContain(message);
		expect(partial![0]!.why).toContain('Reimbursement currency');
	});

	it('is not sent for somebody who is not done in time', async () => {
		world.simulator.settings({
			provisioning: { slowUserNames: ['person1@example.com'], slowFinishesAfterMs: 1_800_000 },
		});
		const items = jsonOf(await create(rows, goOn));
		// The other one names this person, and is not sent.
		expect(items).toMatchObject([
			{
				outcome: 'submitted',
				why: 'Report approver was not set, because the first request for this user was not finished within 10 minutes',
			},
			{
				outcome: 'failed',
				why: 'Not sent, because the approver (Pat Doe 1, N1, row 1) was not finished within 10 minutes',
			},
		]);
		const [, , , pending] = await look(items);
		expect(pending).toMatchObject([{ leftOut: [{ field: 'reportApprover' }] }]);
		world.clock.advance(1_800_000);
		expect((await look(pending!))[1]).toMatchObject([
			{ outcome: 'partial', sent: expect.anything() },
		]);
	});
});

it('a single request is all that is sent for one person who names nobody of the run', async () => {
	jsonOf(await create([row(1, { chief: '1002', boss: '1001' })]));
	expect([await count(single), await count(bulk), (await patches()).length]).toEqual([1, 0, 0]);
});
