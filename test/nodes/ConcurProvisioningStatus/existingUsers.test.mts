// People who were to be created and whom SAP Concur has already, and creates of which one attempt got lost.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { counts, person, sent, statusWorld, wrongCurrency } from './statusWorld.mts';

const world = statusWorld();
const { submitBulk, submitSingle, run } = world;

const search = 'POST /profile/identity/v4.1/Users/.search';
const searches = () => world.simulator.requests().filter(({ path }) => path.endsWith('/.search'));
const updateHint =
	'SAP Concur has this user already. Send the user again with SAP Concur Provisioning (Create or Update), which changes only what differs.';

/** The items of people who are sent a second time. */
async function sentAgain(people: IDataObject[]): Promise<{ items: IDataObject[]; ids: unknown[] }> {
	const first = await run('get', await submitBulk(people));
	expect(counts(first)[0]).toBe(people.length);
	const ids = first.outputs[0]!.map(({ json }) => json.userId);
	return { items: await submitBulk(people), ids };
}

describe('somebody who was to be created and exists', () => {
	it.each(['get', 'wait'] as const)(
		'is to be updated, by the UUID that one search for all of them found: %s',
		async (operation) => {
			const { items, ids } = await sentAgain([person('ann'), person('ben')]);
			const result = await run(operation, items);
			expect(counts(result)).toEqual([0, 0, 2, 0]);
			expect(result.outputs[2]!.map(({ json }) => json)).toMatchObject(
				ids.map((userId) => ({
					outcome: 'failed',
					why: expect.stringMatching(
						/^Already exists in SAP Concur: the user name \w+@example.com belongs to \w+ Test \(employee number \w+\)$/,
					),
					hint: updateHint,
					userId,
					employeeNumber: expect.stringMatching(/^(ann|ben)$/),
					errors: [{ field: 'User name', sent: expect.stringMatching(/@/), hint: updateHint }],
					repair: { resend: expect.arrayContaining(['core']), operation: 'upsert', userId },
				})),
			);
			expect(searches()).toHaveLength(1);
		},
	);

	it('stays to be created when SAP Concur has nobody of that name, because only the number is taken', async () => {
		const { items } = await sentAgain([person('ann')]);
		const result = await run('get', [{ ...items[0], userName: 'zoe@example.com' }]);
		const [{ json }] = result.outputs[2]! as [{ json: IDataObject }];
		expect(json.repair).toMatchObject({ operation: 'create' });
		expect(json).not.toHaveProperty('userId');
	});

	it('is to be looked up when the search fails, and nothing is proposed to be sent', async () => {
		const { items } = await sentAgain([person('ann')]);
		world.simulator.faults([{ match: search, times: 100, kind: 'status', status: 403 }]);
		const result = await run('get', items);
		expect(result.error).toBeUndefined();
		const [{ json }] = result.outputs[2]! as [{ json: IDataObject }];
		expect(json).not.toHaveProperty('repair');
		expect(json).not.toHaveProperty('userId');
		const hint = expect.stringContaining('Find that user with SAP Concur Identity (Get)') as string;
		expect(json).toMatchObject({ hint, errors: [{ hint }] });
	});

	it('is not mixed up with somebody else who has the user name', async () => {
		const { items } = await sentAgain([person('ann')]);
		const result = await run('get', [{ ...items[0], employeeNumber: '4711' }]);
		const [{ json }] = result.outputs[2]! as [{ json: IDataObject }];
		expect(json).not.toHaveProperty('userId');
		expect(json.repair).not.toHaveProperty('userId');
		expect(json.errors).toMatchObject([
			{ hint: expect.stringContaining('The employee numbers differ, so this is another person.') },
		]);
	});

	it('is told whose the employee number is', async () => {
		const { items } = await sentAgain([person('ann')]);
		const zoe = { userName: 'zoe@example.com', employeeNumber: 'ann' };
		const result = await run('get', [{ ...items[0], ...zoe }]);
		const [{ json }] = result.outputs[2]! as [{ json: IDataObject }];
		expect(json.why).toBe(
			'Already exists in SAP Concur: the employee number ann belongs to ann Test (user name ann@example.com)',
		);
		expect(json.hint).toContain('Otherwise, correct the employee number.');
		// What to send depends on the answer.
		expect(json).not.toHaveProperty('repair');
	});

	it('is not to be updated when the user has left and no employee number says who it is', async () => {
		const { items } = await sentAgain([person('ann', { active: false })]);
		const result = await run('get', items);
		const [{ json }] = result.outputs[2]! as [{ json: IDataObject }];
		expect(json.why).toBe(
			'Already exists in SAP Concur: the user name ann@example.com belongs to ann Test (employee number ann, inactive)',
		);
		expect(json.hint).toContain(
			'If this is the same person, use Create or Update with Inactive People set to Reactivate',
		);
		expect(json).not.toHaveProperty('repair');
		expect(json).not.toHaveProperty('userId');
	});

	it('is found, too, when a single request was rejected at once', async () => {
		const { userId } = await submitSingle(person('ann'));
		const refused = {
			userName: 'ann@example.com',
			outcome: 'failed',
			why: 'Already exists in SAP Concur: another user has the same User name',
			operation: 'create',
			provisionId: null,
			sent,
		};
		const result = await run('get', [refused]);
		expect(result.outputs[2]![0]!.json).toMatchObject({
			userId,
			errors: [{ hint: updateHint }],
			repair: { resend: sent, operation: 'upsert', userId },
		});
	});

	it('is not looked up while the request is pending', async () => {
		await sentAgain([person('ann')]);
		world.simulator.settings({ provisioning: { finishesAfterPolls: 9 } });
		const pending = await run('get', await submitBulk([person('ann')]));
		expect(counts(pending)).toEqual([0, 0, 0, 1]);
		expect(searches()).toHaveLength(0);
	});
});

describe('a create whose response was lost', () => {
	const before = '2026-01-01T00:00:00.000Z';
	const unknown = {
		outcome: 'unknown',
		why: 'SAP Concur has this user already, perhaps because of this request: the response to its first attempt was lost',
		extensions: { core: 'unclear', 'spend.User': 'unclear' },
	};

	it('and that was sent twice is unknown when the user exists since the first attempt', async () => {
		const { items, ids } = await sentAgain([person('ann')]);
		const result = await run('wait', [{ ...items[0], firstSentAt: before }]);
		expect(counts(result)).toEqual([0, 0, 0, 1]);
		const [{ json }] = result.outputs[3]! as [{ json: IDataObject }];
		expect(json).toMatchObject({
			...unknown,
			userId: ids[0],
			firstSentAt: before,
			repair: { operation: 'upsert', userId: ids[0] },
		});
	});

	it('is unknown, too, when SAP Concur cannot be asked for the user', async () => {
		const { items } = await sentAgain([person('ann')]);
		world.simulator.faults([{ match: search, times: 100, kind: 'status', status: 503 }]);
		const result = await run('wait', [{ ...items[0], firstSentAt: before }]);
		expect(counts(result)).toEqual([0, 0, 0, 1]);
		expect(result.outputs[3]![0]!.json).toMatchObject(unknown);
		expect(result.outputs[3]![0]!.json).not.toHaveProperty('repair');
	});

	it.each([
		['exists since before the first attempt', {}, new Date(Date.now() + 3_600_000).toISOString()],
		['has another employee number', { employeeNumber: '4711' }, before],
		['does not exist, because only the number is taken', { userName: 'zoe@example.com' }, before],
	])('is failed when the user %s', async (_name, changes, firstSentAt) => {
		const { items } = await sentAgain([person('ann')]);
		const result = await run('wait', [{ ...items[0], ...changes, firstSentAt }]);
		expect(counts(result)).toEqual([0, 0, 1, 0]);
		expect(result.outputs[2]![0]!.json).toMatchObject({
			outcome: 'failed',
			why: expect.stringMatching(
				/^Already exists in SAP Concur: (the user name ann|another user has the same User name)/,
			),
		});
	});

	it('counts the identity as applied where the rest was sent as an update', async () => {
		const [item] = (await submitBulk([person('ben', wrongCurrency)])) as [IDataObject];
		const recovered = { ...item, sent: ['spend.User'] };
		expect(counts(await run('get', [recovered]))).toEqual([0, 0, 1, 0]);
		const applied = ['core', 'enterprise'];
		const result = await run('get', [{ ...recovered, applied }]);
		expect(counts(result)).toEqual([0, 1, 0, 0]);
		expect(result.outputs[1]![0]!.json).toMatchObject({
			outcome: 'partial',
			sent: ['spend.User'],
			applied,
			extensions: { core: 'applied', enterprise: 'applied', 'spend.User': 'failed' },
			repair: { resend: ['spend.User'], operation: 'update' },
		});
	});
});
