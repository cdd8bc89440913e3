// The response to a write is lost, and what can be found out about it.
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { located, mapped } from '../../support/concur.mts';
import type { RunResult } from '../../support/executeNode.mts';
import {
	fieldsOfRow,
	goOn,
	jsonOf,
	rows,
	virtualWorld,
	type Options,
} from '../../support/virtualWorld.mts';

const world = virtualWorld();
const { run, steer, through, count } = world;

const bulk = 'POST /profile/v4/Bulk';
const search = 'POST /profile/identity/v4.1/Users/.search';
const fields = mapped({
	...fieldsOfRow,
	spendCountry: '={{ $json.country ?? "US" }}',
	spendLocale: 'en_US',
	reimbursementCurrency: 'USD',
});

const create = async (items: object[], submitAs: string, options: Options = {}) =>
	await run(new ConcurProvisioning(), 'create', { fields, submitAs }, items, options);
const wait = async (submitted: RunResult) => {
	const parameters = { provisionId: '={{ $json.provisionId }}', maximumWaitMinutes: 10 };
	const node = new ConcurProvisioningStatus();
	const { outputs } = await run(node, 'wait', parameters, jsonOf(submitted));
	return outputs.map((output) => output.map(({ json }) => json));
};
const peopleInConcur = async () => {
	await steer('faults', []);
	const { outputs } = await run(new ConcurIdentity(), 'getAll', {
		returnAll: true,
		filterType: 'expression',
		filter: 'userName sw "person"',
	});
	return outputs[0]!.map(({ json }) => json.userName).sort();
};

describe('a look-up that fails after a lost response', () => {
	it.each([
		['503', { status: 503 }],
		['429', { status: 429 }],
		['403', { status: 403 }],
	])('makes the outcome unknown, never failed (%s)', async (_name, fault) => {
		await steer('faults', [
			{ match: bulk, times: 1, kind: 'dropAfterCommit' },
			{ match: search, times: 1000, kind: 'status', ...fault },
		]);
		const items = jsonOf(await create(rows(3), 'bulk', goOn));
		expect(items).toMatchObject(
			[0, 1, 2].map((n) => ({
				userName: `person${n}@example.com`,
				employeeNumber: `N${n}`,
				outcome: 'unknown',
				why: expect.stringMatching(/^SAP Concur may have carried out this request/),
				hint: expect.stringMatching(/^Do not repeat this yet\. Look for the user/),
				provisionId: null,
				operation: 'create',
			})),
		);
		for (const { error, hint } of items) {
			expect(error).toBeUndefined();
			expect(hint).not.toMatch(/again/);
		}
		expect(await count(bulk)).toBe(1);
		expect(await peopleInConcur()).toHaveLength(3);
	});

	it('leaves Status by Pending with the reason', async () => {
		await steer('faults', [
			{ match: bulk, times: 1, kind: 'dropAfterCommit' },
			{ match: search, times: 1000, kind: 'status', status: 503 },
		]);
		const [succeeded, partial, failed, pending] = await wait(await create(rows(2), 'bulk'));
		expect([succeeded, partial, failed]).toEqual([[], [], []]);
		expect(pending).toMatchObject(
			[0, 1].map((n) => ({
				userName: `person${n}@example.com`,
				outcome: 'unknown',
				why: expect.stringMatching(/^SAP Concur may have carried out this request/),
			})),
		);
	});

	it.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'does not keep later people from being sent (%s)',
		async (onError) => {
			await steer('faults', [
				{ match: 'POST /profile/v4/Users', times: 1, kind: 'dropAfterCommit' },
				{ match: search, times: 1000, kind: 'status', status: 503 },
			]);
			const items = jsonOf(await create(rows(3), 'single', { onError }));
			expect(items.map(({ outcome }) => outcome)).toEqual(['unknown', 'submitted', 'submitted']);
		},
	);

	it.each([
		['an HTML page', '<html><body>Sign in</body></html>'],
		['an empty body', ''],
		['null', 'null'],
		['an object without a list', '{}'],
		['a list that is null', '{"Resources":null,"totalResults":3}'],
	])('is also %s: that does not say that nobody is there', async (_name, body) => {
		let lost = false;
		await through(({ path }, answer) => {
			if (path.endsWith('/.search')) return { status: 200, body };
			if (path !== '/profile/v4/Bulk' || lost) return answer;
			lost = true;
			return undefined;
		});
		const items = jsonOf(await create(rows(2), 'bulk'));
		expect(items.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown']);
		expect(await count(bulk)).toBe(1);
	});

	it('names the user whose identity is known to be there when only the rest is lost', async () => {
		await steer('faults', [
			{ match: 'POST /profile/v4/Users', times: 1, kind: 'dropAfterCommit' },
			{ match: 'PATCH /profile/v4/Users', times: 1000, kind: 'status', status: 503 },
		]);
		const [item] = jsonOf(await create(rows(1), 'single'));
		expect(item).toMatchObject({
			userName: 'person0@example.com',
			outcome: 'unknown',
			userId: expect.stringMatching(/^[0-9a-f-]{36}$/),
			provisionId: null,
		});
	});
});

describe('looking for the people of a lost bulk', () => {
	it('takes a minute at most and few searches', async () => {
		await steer('settings', { provisioning: { finishesAfterMs: 3_600_000 } });
		await steer('faults', [{ match: bulk, times: 1, kind: 'dropAfterCommit' }]);
		const started = world.clock.now();
		const items = jsonOf(await create(rows(100), 'bulk'));
		expect(items.every(({ outcome }) => outcome === 'submitted')).toBe(true);
		expect(world.clock.now() - started).toBeGreaterThan(55_000);
		expect(world.clock.now() - started).toBeLessThan(80_000);
		expect(await count(search)).toBeLessThanOrEqual(24);
	});

	it('finds people who appear after 40 seconds, and sends the rest of their data as updates', async () => {
		await steer('settings', { provisioning: { finishesAfterMs: 40_000 } });
		await steer('faults', [{ match: bulk, times: 1, kind: 'dropAfterCommit' }]);
		const submitted = await create(rows(3), 'bulk');
		expect(jsonOf(submitted)).toMatchObject(
			[0, 1, 2].map(() => ({
				outcome: 'submitted',
				sent: ['spend.User'],
				applied: ['core', 'enterprise'],
				notices: expect.arrayContaining([expect.stringContaining('not created again')]),
			})),
		);
		const [succeeded] = await wait(submitted);
		expect(succeeded).toHaveLength(3);
		expect(await peopleInConcur()).toHaveLength(3);
	});

	it('counts the identity of a recovered bulk as applied: a refused expense part is Partial', async () => {
		await steer('settings', { provisioning: { finishesAfterMs: 2000 } });
		await steer('faults', [{ match: bulk, times: 1, kind: 'dropAfterCommit' }]);
		const people = rows(2).map((one, n) => ({ ...one, country: n === 1 ? 'NZ' : 'US' }));
		const [succeeded, partial, failed] = await wait(await create(people, 'bulk'));
		expect(succeeded).toMatchObject([{ userName: 'person0@example.com' }]);
		expect(partial).toMatchObject([
			{
				userName: 'person1@example.com',
				extensions: { core: 'applied', enterprise: 'applied', 'spend.User': 'failed' },
			},
		]);
		expect(failed).toEqual([]);
	});

	it('protects the bulk that is sent in place of a lost one in the same way', async () => {
		await steer('settings', { provisioning: { finishesAfterMs: 2000 } });
		await steer('faults', [{ match: bulk, times: 2, kind: 'dropAfterCommit' }]);
		const [succeeded, partial, failed, pending] = await wait(await create(rows(3), 'bulk'));
		expect([partial, failed, pending]).toEqual([[], [], []]);
		expect(succeeded).toHaveLength(3);
		expect(await peopleInConcur()).toHaveLength(3);
	});

	it('never calls people failed who exist because of the first bulk, which was slow', async () => {
		await steer('settings', { provisioning: { finishesAfterMs: 150_000 } });
		await steer('faults', [{ match: bulk, times: 1, kind: 'dropAfterCommit' }]);
		const [succeeded, partial, failed, pending] = await wait(await create(rows(2), 'bulk'));
		expect(failed).toEqual([]);
		expect([...succeeded!, ...partial!, ...pending!]).toHaveLength(2);
		expect(await peopleInConcur()).toHaveLength(2);
	});
});

describe('a bulk that got lost before SAP Concur saw it', () => {
	it('leaves the reason of somebody whose employee number is taken', async () => {
		await steer('settings', { provisioning: { finishesAfterMs: 2000 } });
		await steer('faults', [{ match: bulk, times: 1, kind: 'drop' }]);
		const people = [rows(1)[0]!, { mail: 'person1@example.com', no: '1003' }];
		const [succeeded, , failed, pending] = await wait(await create(people, 'bulk'));
		expect(succeeded).toMatchObject([{ userName: 'person0@example.com' }]);
		expect(failed).toMatchObject([
			{ userName: 'person1@example.com', why: expect.stringMatching(/already exists/i) },
		]);
		expect(pending).toEqual([]);
	});
});

describe('what SAP Concur says about a request that it has carried out already', () => {
	it('is settled by looking again for a user who is found late (409)', async () => {
		await steer('settings', { searchLagMs: 90_000 });
		await steer('faults', [{ match: 'POST /profile/v4/Users', times: 1, kind: 'dropAfterCommit' }]);
		const items = jsonOf(await create(rows(1), 'single'));
		expect(items).toMatchObject([{ outcome: 'submitted', applied: ['core', 'enterprise'] }]);
		expect(await count('POST /profile/v4/Users')).toBe(2);
	});

	it('is a refusal when the name belongs to somebody from before', async () => {
		jsonOf(await create(rows(1), 'single'));
		world.clock.advance(3_600_000);
		await steer('faults', [{ match: 'POST /profile/v4/Users', times: 1, kind: 'drop' }]);
		const items = jsonOf(await create(rows(1), 'single'));
		expect(items).toMatchObject([{ outcome: 'failed', error: expect.stringContaining('exists') }]);
	});

	it('is a refusal when the employee number belongs to somebody from before', async () => {
		jsonOf(await create(rows(1), 'single'));
		world.clock.advance(3_600_000);
		await steer('faults', [{ match: 'POST /profile/v4/Users', times: 1, kind: 'drop' }]);
		const items = jsonOf(await create([{ mail: 'other@example.com', no: 'N0' }], 'single'));
		expect(items).toMatchObject([
			{
				outcome: 'failed',
				error: expect.stringContaining('the employee number N0 belongs to Pat'),
			},
		]);
	});

	it.each([
		['SAP Concur Identity', new ConcurIdentity(), '/profile/identity/v4.1/Users'],
		['SAP Concur Provisioning', new ConcurProvisioning(), '/profile/v4/Users'],
	])(
		'is no refusal of a delete while the search still finds the user (404, %s)',
		async (_name, node, path) => {
			const [created] = jsonOf(await create(rows(1), 'single'));
			const id = String(created!.userId);
			await steer('settings', { searchLagMs: 90_000 });
			world.clock.advance(100_000);
			await steer('faults', [{ match: `DELETE ${path}`, times: 1, kind: 'dropAfterCommit' }]);
			const deleted = await run(node, 'delete', { user: located('id', id), confirmDelete: true });
			const [item] = jsonOf(deleted);
			expect([item!.deleted, item!.outcome]).toEqual(
				path.includes('identity') ? [true, 'succeeded'] : [undefined, 'submitted'],
			);
			expect(await count(`DELETE ${path}/${id}`)).toBe(2);
		},
	);
});
