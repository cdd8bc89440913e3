import { afterEach, describe, expect, it, vi } from 'vitest';
import type { IDataObject } from 'n8n-workflow';
import type { RunResult } from '../../support/executeNode.mts';
import { approver, nameless, person, sent, statusWorld, wrongCurrency } from './statusWorld.mts';

const world = statusWorld();
const { submitBulk, submitSingle, run, looks } = world;
afterEach(() => vi.restoreAllMocks());

/** What left by each output: input item and, where given, one key of the item. */
const leaving = (result: RunResult, key = 'userName') =>
	result.outputs.map((output) => output.map(({ json, pairedItem }) => [pairedItem, json[key]]));
const item = (index: number) => ({ item: index });

describe('Get', () => {
	it('puts each person of a bulk on the output of the outcome, with one look-up for all', async () => {
		const people = [
			person('ann'),
			person('ben', wrongCurrency),
			person('cem', nameless),
			person('dee'),
			person('eve'),
		];
		world.simulator.settings({
			provisioning: { slowUserNames: ['dee@example.com'], slowFinishesAfterMs: 60_000 },
		});
		const result = await run('get', await submitBulk(people));
		expect(result.error).toBeUndefined();
		expect(leaving(result)).toEqual([
			[
				[item(0), 'ann@example.com'],
				[item(4), 'eve@example.com'],
			],
			[[item(1), 'ben@example.com']],
			[[item(2), 'no at sign']],
			[[item(3), 'dee@example.com']],
		]);
		expect(looks()).toHaveLength(1);
	});

	it('gives everything that the contract promises', async () => {
		const [ann, ben] = await submitBulk([person('ann'), person('ben', wrongCurrency)]);
		const parameters = { options: { includeDetails: 'always' } };
		const [succeeded, partial] = (await run('get', [ann!, ben!], { parameters })).outputs!;
		const first = succeeded![0]!;
		const second = partial![0]!;
		expect(first.json).toEqual({
			provisionId: ann!.provisionId,
			operationId: '1',
			bulkId: 'item-0',
			userId: expect.stringMatching(/^[0-9a-f-]{36}$/),
			userName: 'ann@example.com',
			employeeNumber: '',
			operation: 'create',
			sent,
			outcome: 'succeeded',
			why: '',
			warnings: [],
			errors: [],
			extensions: expect.objectContaining({
				core: 'applied',
				enterprise: 'applied',
				'spend.User': 'applied',
				'spend.Role': 'notNeeded',
				travel: 'notNeeded',
			}),
			notices: [],
			correlationId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
			completedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
		});
		expect(second.json).toMatchObject({
			operationId: '2',
			outcome: 'partial',
			errors: [
				{
					extension: 'spend.User',
					field: 'Reimbursement currency',
					code: 'INVALID_VALUE',
					message: expect.any(String),
					hint: expect.any(String),
				},
			],
			extensions: { core: 'applied', 'spend.User': 'failed' },
			repair: { resend: ['spend.User'], operation: 'update', userId: second.json.userId },
		});
	});

	it('tells a blocked extension from one that was not needed', async () => {
		const blocked = person('ann', {
			...wrongCurrency,
			[approver]: { report: [{ approver: { employeeNumber: 'nobody' }, primary: true }] },
		});
		const submitted = await submitSingle(blocked);
		const knowing = { ...submitted, sent: [...sent, 'spend.Approver'] };
		const unknowing = { provisionId: submitted.provisionId };
		const { outputs } = await run('get', [knowing, unknowing]);
		expect(
			outputs[1]!.map(({ json }) => (json.extensions as IDataObject)['spend.Approver']),
		).toEqual(['blocked', 'unclear']);
		expect(outputs[1]![0]!.json.extensions).toMatchObject({ 'spend.Role': 'notNeeded' });
		expect(outputs[1]![0]!.json.repair).toMatchObject({
			resend: expect.arrayContaining(['spend.User', 'spend.Approver']),
			operation: 'update',
		});
	});

	it('suggests to create a person again whose identity was refused', async () => {
		const { outputs } = await run('get', await submitBulk([person('cem', nameless)]));
		expect(outputs[2]![0]!.json).toMatchObject({
			outcome: 'failed',
			errors: [{ extension: 'core', field: 'User name' }],
			extensions: { core: 'failed', 'spend.User': 'blocked' },
			repair: { resend: expect.arrayContaining(['core', 'spend.User']), operation: 'create' },
		});
	});

	it('gives one item for a single request, linked without a bulkId', async () => {
		const submitted = await submitSingle(person('ann'));
		const { outputs } = await run('get', [submitted]);
		expect(outputs.map(({ length }) => length)).toEqual([1, 0, 0, 0]);
		expect(outputs[0]![0]!.json).toMatchObject({ operationId: '1', userId: submitted.userId });
		expect(outputs[0]![0]!.json).not.toHaveProperty('bulkId');
	});

	it('gives one item per operation for an item that knows nothing but the ID', async () => {
		const { provisionId } = (await submitBulk([person('ann'), person('ben', wrongCurrency)]))[0]!;
		const result = await run('get', [{}, {}], { parameters: { provisionId } });
		expect(leaving(result, 'bulkId').slice(0, 2)).toEqual([
			[
				[item(0), 'item-0'],
				[item(1), 'item-0'],
			],
			[
				[item(0), 'item-1'],
				[item(1), 'item-1'],
			],
		]);
		expect(looks()).toHaveLength(1);
	});

	it('takes a status address for an ID, and never follows its host', async () => {
		const { provisionId } = await submitSingle(person('ann'));
		const address = `https:/us.example.org/provisioning/v4/provisions/${provisionId}/status`;
		const { outputs } = await run('get', [{ provisionId: address }]);
		expect(outputs[0]![0]!.json).toMatchObject({ provisionId, outcome: 'succeeded' });
	});

	it('looks items up again that have an outcome already, as a loop does', async () => {
		world.simulator.settings({ provisioning: { finishesAfterPolls: 2 } });
		const first = await run('get', await submitBulk([person('ann'), person('ben', wrongCurrency)]));
		expect(first.outputs.map(({ length }) => length)).toEqual([0, 0, 0, 2]);
		const again = await run(
			'get',
			first.outputs[3]!.map(({ json }) => json),
		);
		expect(again.outputs.map(({ length }) => length)).toEqual([1, 1, 0, 0]);
		expect(again.outputs[0]![0]!.json).toMatchObject({ userName: 'ann@example.com' });
		expect(again.outputs[1]![0]!.json).toMatchObject({ userName: 'ben@example.com', sent });
	});

	it('lets people through whose submit was refused, without a request', async () => {
		const refused = {
			provisionId: null,
			userName: 'fay@example.com',
			operation: 'create',
			sent,
			outcome: 'failed',
			error: 'SAP Concur rejected the request',
			hint: 'Correct the user.',
			correlationId: 'c1',
		};
		const { outputs } = await run('get', [refused]);
		expect(outputs[2]).toHaveLength(1);
		expect(outputs[2]![0]).toMatchObject({
			pairedItem: item(0),
			json: {
				provisionId: '',
				operationId: '',
				userName: 'fay@example.com',
				operation: 'create',
				sent,
				outcome: 'failed',
				warnings: [],
				errors: [
					{
						extension: '',
						field: '',
						code: '',
						message: 'SAP Concur rejected the request',
						hint: 'Correct the user.',
					},
				],
				extensions: { core: 'blocked', enterprise: 'blocked', 'spend.User': 'blocked' },
				repair: { resend: sent, operation: 'create' },
				correlationId: 'c1',
			},
		});
		const again = await run('get', [outputs[2]![0]!.json]);
		expect(again.outputs[2]![0]!.json).toEqual(outputs[2]![0]!.json);
		expect(world.simulator.requests()).toEqual([]);
	});

	it('lets a delete through, which is done when it is submitted', async () => {
		const deleted = {
			provisionId: null,
			userId: 'u',
			operation: 'delete',
			sent: [],
			outcome: 'submitted',
		};
		const { outputs } = await run('get', [deleted]);
		expect(outputs[0]![0]!.json).toMatchObject({ userId: 'u', outcome: 'succeeded', why: '' });
	});

	it('puts every outcome on the first output when an AI agent calls it', async () => {
		const { provisionId } = (await submitBulk([person('ann'), person('ben', wrongCurrency)]))[0]!;
		const { outputs } = await run('get', [{}], { asTool: true, parameters: { provisionId } });
		expect(outputs.map((output) => output.map(({ json }) => json.outcome))).toEqual([
			['succeeded', 'partial'],
			[],
			[],
			[],
		]);
	});

	it('reads every page when Concur gives fewer operations than asked for', async () => {
		const people = Array.from({ length: 100 }, (_, index) => person(`p${index}`));
		const items = await submitBulk(people);
		world.simulator.settings({ statusPageSize: 40 });
		const result = await run('get', items);

		expect(result.error).toBeUndefined();
		expect(leaving(result)[0]).toEqual(
			people.map(({ userName }, index) => [item(index), userName]),
		);
		const starts = looks().map(({ query }) => new URLSearchParams(query).get('startIndex'));
		expect(starts).toEqual(['1', '41', '81']);
	});

	const settings = [
		{ messagesShape: 'object' },
		{ blockedResult: 'not-processed' },
		{ extensionErrorCode: '400' },
		{ omitPendingCount: true },
		{ inconsistentStatus: true },
		{ legacyStatusPath: true },
		{ runningResult: 'processing' },
	] as const;
	it.each(settings)(
		'comes to the same verdict where SAP contradicts itself: %o',
		async (setting) => {
			world.simulator.settings({ ...setting, provisioning: { finishesAfterPolls: 2 } });
			const items = await submitBulk([
				person('ann'),
				person('ben', wrongCurrency),
				person('c', nameless),
			]);
			const running = await run('get', items);
			expect(running.outputs.map(({ length }) => length)).toEqual([0, 0, 0, 3]);
			const ended = await run('get', items);
			expect(ended.outputs.map(({ length }) => length)).toEqual([1, 1, 1, 0]);
		},
	);
});

describe('an item that cannot be looked up', () => {
	const unknown = '11111111-2222-4333-8444-555555555555';

	it.each([
		[{ outcome: 'submitted' }, 'Row 2: Provisioning ID is empty [item 1]'],
		[
			{ plan: 'plan1.x', verdict: 'update' },
			'Row 2: This item is a plan, and nothing was sent for it [item 1]',
		],
		[{ provisionId: 'abc' }, 'Row 2: Provisioning ID contains no UUID (sent: "abc") [item 1]'],
	])('stops the node before anything is asked: %o', async (wrong, message) => {
		const { error } = await run('wait', [{ provisionId: unknown }, wrong]);
		expect(error?.message).toBe(message);
		expect(error?.description).toContain('SAP Concur Provisioning');
		expect(world.simulator.requests()).toEqual([]);
	});

	it('is told together with the others that cannot', async () => {
		const items = [{ provisionId: unknown }, { userName: 'x' }, { provisionId: 'abc' }];
		const { error } = await run('get', items);
		expect(error?.message).toMatch(/^2 of 3 rows cannot be looked up/);
		expect(error?.description).toContain('Row 2 (x): Provisioning ID is empty');
		expect(error?.description).toContain('Row 3: Provisioning ID contains no UUID');
	});

	it('says that a status is kept for 7 days', async () => {
		const submitted = await submitSingle(person('ann'));
		world.simulator.advance(7 * 24 * 60 * 60 * 1000);
		const { error } = await run('get', [submitted]);
		expect(error?.message).toContain(submitted.provisionId);
		expect(error?.description).toContain('7 days');
	});

	it('names its own item only when several items share a request', async () => {
		const same = { provisionId: unknown };
		const { outputs } = await run('get', [same, same], { onError: 'continueRegularOutput' });
		expect(outputs[2]!.map(({ json }) => String(json.error).match(/\[item \d+\]/g))).toEqual([
			['[item 0]'],
			['[item 1]'],
		]);
	});

	it('goes to Failed when the workflow continues, and the others are looked up', async () => {
		const submitted = await submitSingle(person('ann'));
		for (const operation of ['get', 'wait'] as const) {
			const { outputs, error } = await run(
				operation,
				[{ provisionId: unknown, userName: 'gone' }, {}, submitted],
				{ onError: 'continueRegularOutput' },
			);
			expect(error).toBeUndefined();
			expect(outputs.map(({ length }) => length)).toEqual([1, 0, 2, 0]);
			expect(outputs[0]![0]!.pairedItem).toEqual(item(2));
			expect(outputs[2]![0]).toMatchObject({
				pairedItem: item(0),
				json: {
					userName: 'gone',
					outcome: 'unknown',
					why: `SAP Concur does not know the provisioning request '${unknown}'`,
					hint: expect.stringContaining('7 days'),
					provisionId: unknown,
					error: expect.stringContaining(unknown),
				},
			});
			expect(outputs[2]![1]!.json.error).toBe('Provisioning ID is empty [item 1]');
		}
	});

	it('goes to the error output when there is one', async () => {
		const submitted = await submitSingle(person('ann'));
		const { outputs } = await run('get', [{ provisionId: unknown }, submitted], {
			onError: 'continueErrorOutput',
		});
		expect(outputs.map(({ length }) => length)).toEqual([1, 0, 0, 0, 1]);
		expect(outputs[4]![0]!.json.error).toContain(unknown);
	});

	it('names a bulkId that the request does not have', async () => {
		const [ann, ben] = await submitBulk([person('ann'), person('ben')]);
		const { error } = await run('get', [ann!, { ...ben, bulkId: 'item-9' }]);
		expect(error?.message).toContain('"item-9" [item 1]');
	});
});

describe('Wait for Completion', () => {
	it('looks until everything has ended, once per request and round', async () => {
		world.simulator.settings({ provisioning: { finishesAfterPolls: 3 } });
		const bulk = await submitBulk([person('ann'), person('ben', wrongCurrency)]);
		const single = await submitSingle(person('cem'));
		const result = await run('wait', [...bulk, single]);
		expect(result.error).toBeUndefined();
		expect(leaving(result, 'outcome')).toEqual([
			[
				[item(0), 'succeeded'],
				[item(2), 'succeeded'],
			],
			[[item(1), 'partial']],
			[],
			[],
		]);
		const asked = looks().map(({ path }) => path.split('/')[4]);
		expect(asked).toEqual(
			[1, 2, 3].flatMap(() => [expect.stringMatching(/./), expect.stringMatching(/./)]),
		);
		expect(asked.filter((id) => id === single.provisionId)).toHaveLength(3);
	});

	it('does not ask again for a request that has ended', async () => {
		const quick = await submitSingle(person('ann'));
		world.simulator.settings({ provisioning: { finishesAfterPolls: 3 } });
		const slow = await submitSingle(person('ben'));
		const { outputs } = await run('wait', [quick, slow]);
		expect(outputs[0]).toHaveLength(2);
		const asked = looks().map(({ path }) => path.split('/')[4]);
		expect(asked.filter((id) => id === quick.provisionId)).toHaveLength(1);
		expect(asked.filter((id) => id === slow.provisionId)).toHaveLength(3);
	});

	it('puts on Pending what has not ended in time, and what has ended on its own output', async () => {
		world.simulator.settings({
			provisioning: { slowUserNames: ['dee@example.com'], slowFinishesAfterMs: 600_000 },
		});
		const items = await submitBulk([person('ann'), person('dee'), person('ben', wrongCurrency)]);
		const result = await run('wait', items, { parameters: { maximumWaitMinutes: 0.002 } });
		expect(result.error).toBeUndefined();
		expect(leaving(result)).toEqual([
			[[item(0), 'ann@example.com']],
			[[item(2), 'ben@example.com']],
			[],
			[[item(1), 'dee@example.com']],
		]);
		expect(result.outputs[3]![0]!.json).toMatchObject({
			outcome: 'pending',
			why: 'SAP Concur has not finished this request yet',
			sent,
		});
		expect(result.outputs[3]![0]!.json).not.toHaveProperty('completedAt');
		expect(looks().length).toBeGreaterThan(0);
	});

	it('looks once when it may not wait at all', async () => {
		world.simulator.settings({ provisioning: { finishesAfterPolls: 9 } });
		const submitted = await submitSingle(person('ann'));
		const { outputs } = await run('wait', [submitted], { parameters: { maximumWaitMinutes: 0 } });
		expect(outputs[3]).toHaveLength(1);
		expect(looks()).toHaveLength(1);
	});

	it('waits as long as Concur asks when it is too fast', async () => {
		const submitted = await submitSingle(person('ann'));
		world.simulator.faults([
			{
				match: 'GET /profile/v4/provisions/*',
				kind: 'status',
				status: 429,
				headers: { 'retry-after': '2' },
			},
		]);
		const { outputs } = await run('wait', [submitted]);
		expect(outputs[0]).toHaveLength(1);
		expect(looks().map(({ status }) => status)).toEqual([429, 200]);
	});

	it('stops when the user presses Stop', async () => {
		world.simulator.settings({ provisioning: { finishesAfterPolls: 1_000_000 } });
		const submitted = await submitSingle(person('ann'));
		const firstLook = vi.waitUntil(() => looks().length > 0, {
			interval: 5,
			timeout: 15_000,
		});
		const { error, outputs } = await run('wait', [submitted], { cancelAfter: firstLook });
		expect(error?.message).toMatch(/stopped|canceled/);
		expect(outputs.flat()).toEqual([]);
		// With pauses of 50 ms and more between looks, a loop that went on would have asked again.
		expect(looks().length).toBeLessThanOrEqual(2);
	});

	it.each([
		['a minute at most when an AI agent calls it', { asTool: true }, 3],
		['as long as the parameter says otherwise', {}, 5],
	])('waits %s', async (_, options, expectedLooks) => {
		world.simulator.settings({ provisioning: { finishesAfterPolls: 1_000_000 } });
		const { provisionId } = await submitSingle(person('ann'));
		// As if each look took 25 s.
		const { now } = Date;
		vi.spyOn(Date, 'now').mockImplementation(() => now() + looks().length * 25_000);
		const parameters = { provisionId, maximumWaitMinutes: 2 };
		const { outputs } = await run('wait', [{}], { ...options, parameters });
		expect(outputs.flat().map(({ json }) => json.outcome)).toEqual(['pending']);
		expect(looks()).toHaveLength(expectedLooks);
	});

	it.each([
		[
			{ maximumWaitMinutes: 'soon' },
			'Maximum Wait (Minutes) must be a number of at least 0 (sent: "soon") [item 0]',
		],
		[
			{ maximumWaitMinutes: -1 },
			'Maximum Wait (Minutes) must be a number of at least 0 (sent: -1) [item 0]',
		],
		[
			{ options: { firstLookSeconds: 0 } },
			'First Check After (Seconds) must be a number of at least 1 (sent: 0) [item 0]',
		],
	])('refuses %o', async (parameters, message) => {
		const { error } = await run('wait', [await submitSingle(person('ann'))], { parameters });
		expect(error?.message).toBe(message);
		expect(looks()).toEqual([]);
	});
});
