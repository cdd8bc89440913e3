// A lost create, and a user of the same name in SAP Concur: whose work is it?
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located, mapped } from '../../support/concur.mts';
import { fieldsOfRow, goOn, jsonOf, rows, virtualWorld } from '../../support/virtualWorld.mts';

const world = virtualWorld({ provisioning: { finishesAfterMs: 0 } });
const { run, steer, through } = world;

const fields = mapped({
	...fieldsOfRow,
	spendCountry: 'US',
	spendLocale: 'en_US',
	reimbursementCurrency: 'USD',
});
const create = async (items: object[], submitAs = 'single') =>
	jsonOf(await run(new ConcurProvisioning(), 'create', { fields, submitAs }, items));
const createIdentity = run.bind(undefined, new ConcurIdentity(), 'create', {
	fields: mapped(fieldsOfRow),
});
const users = 'POST /profile/v4/Users';
const ann = { mail: 'same@example.com', no: 'ANN' };

describe('a user who was created a moment ago by somebody else', () => {
	it.each(['single', 'bulk'])(
		'is not taken for the work of a lost request with another employee number (%s)',
		async (submitAs) => {
			await createIdentity([ann]);
			world.clock.advance(3000);
			const path = submitAs === 'single' ? users : 'POST /profile/v4/Bulk';
			await steer('faults', [{ match: path, times: 1, kind: 'drop' }]);
			const [item] = await create([{ ...ann, no: 'BOB' }], submitAs);
			expect(item).not.toHaveProperty('applied');
			if (submitAs === 'single') expect(item).toMatchObject({ outcome: 'failed' });
		},
	);

	it('is not taken for the work of another item of the same run', async () => {
		await steer('faults', [
			{ match: 'POST /profile/identity/v4.1/Users', times: 1, kind: 'delay' },
			{ match: 'POST /profile/identity/v4.1/Users', times: 1, kind: 'drop' },
		]);
		const row = { mail: 'twice@example.com', no: '' };
		const { outputs } = await createIdentity([row, row], goOn);
		const [first, second] = outputs[0]!.map(({ json }) => json);
		expect(first!.id).toMatch(/^[0-9a-f-]{36}$/);
		expect(second).toMatchObject({ outcome: 'failed', why: expect.stringContaining('exists') });
	});
});

describe('clocks that differ', () => {
	it.each([-300_000, 300_000])('by %i ms do not make our own user a stranger', async (aheadMs) => {
		if (aheadMs > 0) world.simulator.advance(aheadMs);
		else world.clock.advance(-aheadMs);
		await steer('faults', [{ match: users, times: 1, kind: 'dropAfterCommit' }]);
		const [item] = await create([ann]);
		expect(item).toMatchObject({ outcome: 'submitted', applied: ['core', 'enterprise'] });
	});

	it('by 5 minutes do not make somebody else ours', async () => {
		world.simulator.advance(300_000);
		await createIdentity([{ ...ann, no: '' }]);
		world.clock.advance(120_000);
		await steer('faults', [{ match: users, times: 1, kind: 'drop' }]);
		const [item] = await create([{ ...ann, no: '' }]);
		expect(item).toMatchObject({ outcome: 'failed', why: expect.stringContaining('exists') });
	});

	it.each(['', '"never"', '5'])(
		'or are not told leave the outcome unknown (%s)',
		async (created) => {
			let lost = false;
			await through(({ method, path }, answer) => {
				if (path.endsWith('/.search')) {
					const told = created === '' ? '' : `"created":${created},`;
					return { ...answer, body: answer.body.replace(/"created":"[^"]*",/g, told) };
				}
				if (lost || method !== 'POST' || !path.endsWith('/v4/Users')) return answer;
				lost = true;
				return undefined;
			});
			expect(await create([ann])).toMatchObject([
				{ outcome: 'unknown', why: expect.stringContaining('does not say when') },
			]);
		},
	);
});

describe('a refusal of what was done already', () => {
	it('comes after a 503, too, which a gateway can send in the middle', async () => {
		await steer('faults', [
			{ match: users, times: 1, kind: 'status', status: 503, afterCommit: true },
		]);
		expect(await create([ann])).toMatchObject([{ outcome: 'submitted', userName: ann.mail }]);
	});

	it('is not called failed for a removal whose response was lost', async () => {
		await steer('settings', { removeOfAbsent: 'refuse' });
		const made = await createIdentity([ann]);
		const id = String(made.outputs[0]![0]!.json.id);
		const patch = async (operations: object[]) =>
			await run(new ConcurIdentity(), 'update', {
				user: located('id', id),
				send: 'operations',
				patchOperations: JSON.stringify(operations),
			});
		await patch([{ op: 'add', path: 'nickName', value: 'Annie' }]);
		await steer('faults', [
			{ match: 'PATCH /profile/identity', times: 1, kind: 'dropAfterCommit' },
		]);
		const { error, outputs } = await patch([{ op: 'remove', path: 'nickName' }]);
		expect(error).toBeUndefined();
		expect(outputs[0]![0]!.json).toMatchObject({ outcome: 'unknown', operation: 'update' });
	});
});

describe('Stop, pressed while a response is awaited', () => {
	it('leaves people of whom nothing is known unknown, and the others not sent', async () => {
		let press: (value?: unknown) => void = () => undefined;
		const pressed = new Promise((resolve) => (press = resolve));
		let sent = 0;
		await through(({ method, path }, answer) => {
			if (method === 'POST' && path.endsWith('/v4/Users') && ++sent === 2) press();
			return sent === 2 ? undefined : answer;
		});
		const parameters = { fields, submitAs: 'single' };
		const { outputs, error, runData } = await run(
			new ConcurProvisioning(),
			'create',
			parameters,
			rows(3),
			{ ...goOn, cancelAfter: pressed },
		);
		const told = JSON.stringify([outputs, error, runData]);
		expect(sent).toBe(2);
		expect(told).not.toMatch(/person1@example\.com","employeeNumber":"N1","outcome":"failed"/);
	});
});
