// A lost create, and a user of the same name in SAP Concur: whose work is it?
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { startSimulator } from '../../../simulator/index.mts';
import {
	asStored,
	concurCredential,
	located,
	mapped,
	steer,
	type RunningSimulator,
} from '../../support/concur.mts';
import { runNode } from '../../support/executeNode.mts';
import { startProxy, type RewritingProxy } from '../../support/rewritingProxy.mts';
import type { CredentialsByType } from '../../support/storedCredentials.mts';
import { startVirtualClock, type VirtualClock } from '../../support/virtualClock.mts';

let clock: VirtualClock;
let simulator: RunningSimulator;
let credentials: CredentialsByType;
let proxy: RewritingProxy | undefined;
beforeAll(async () => {
	clock = startVirtualClock();
	simulator = await startSimulator();
});
beforeEach(async () => {
	simulator.reset();
	await steer(simulator, 'settings', { provisioning: { finishesAfterMs: 0 } });
	credentials = await concurCredential(simulator);
});
afterEach(async () => {
	await proxy?.close();
	proxy = undefined;
});
afterAll(async () => {
	await simulator.close();
	clock.stop();
});

const fields = mapped({
	userName: '={{ $json.mail }}',
	givenName: 'Pat',
	familyName: 'Doe',
	workEmail: '={{ $json.mail }}',
	employeeNumber: '={{ $json.no }}',
	spendCountry: 'US',
	spendLocale: 'en_US',
	reimbursementCurrency: 'USD',
});
const create = async (items: object[], submitAs = 'single') => {
	const { error, outputs } = await runNode({
		node: new ConcurProvisioning(),
		credentials,
		parameters: asStored('create', { fields, submitAs }),
		items: items as never,
	});
	expect(error).toBeUndefined();
	return outputs[0]!.map(({ json }) => json);
};
const identityFields = mapped({
	userName: '={{ $json.mail }}',
	givenName: 'Pat',
	familyName: 'Doe',
	workEmail: '={{ $json.mail }}',
	employeeNumber: '={{ $json.no }}',
});
const createIdentity = async (items: object[], options: object = {}) =>
	await runNode({
		node: new ConcurIdentity(),
		credentials,
		parameters: asStored('create', { fields: identityFields }),
		items: items as never,
		...options,
	});
const users = 'POST /profile/v4/Users';
const ann = { mail: 'same@example.com', no: 'ANN' };

describe('a user who was created a moment ago by somebody else', () => {
	it.each(['single', 'bulk'])(
		'is not taken for the work of a lost request with another employee number (%s)',
		async (submitAs) => {
			await createIdentity([ann]);
			clock.advance(3000);
			const path = submitAs === 'single' ? users : 'POST /profile/v4/Bulk';
			await steer(simulator, 'faults', [{ match: path, times: 1, kind: 'drop' }]);
			const [item] = await create([{ ...ann, no: 'BOB' }], submitAs);
			expect(item).not.toHaveProperty('applied');
			if (submitAs === 'single') expect(item).toMatchObject({ outcome: 'failed' });
		},
	);

	it('is not taken for the work of another item of the same run', async () => {
		await steer(simulator, 'faults', [
			{ match: 'POST /profile/identity/v4.1/Users', times: 1, kind: 'delay' },
			{ match: 'POST /profile/identity/v4.1/Users', times: 1, kind: 'drop' },
		]);
		const row = { mail: 'twice@example.com', no: '' };
		const { outputs } = await createIdentity([row, row], { onError: 'continueRegularOutput' });
		const [first, second] = outputs[0]!.map(({ json }) => json);
		expect(first!.id).toMatch(/^[0-9a-f-]{36}$/);
		expect(second).toMatchObject({ outcome: 'failed', why: expect.stringContaining('exists') });
	});
});

describe('clocks that differ', () => {
	it.each([-300_000, 300_000])('by %i ms do not make our own user a stranger', async (aheadMs) => {
		if (aheadMs > 0) simulator.advance(aheadMs);
		else clock.advance(-aheadMs);
		await steer(simulator, 'faults', [{ match: users, times: 1, kind: 'dropAfterCommit' }]);
		const [item] = await create([ann]);
		expect(item).toMatchObject({ outcome: 'submitted', applied: ['core', 'enterprise'] });
	});

	it('by 5 minutes do not make somebody else ours', async () => {
		simulator.advance(300_000);
		await createIdentity([{ ...ann, no: '' }]);
		clock.advance(120_000);
		await steer(simulator, 'faults', [{ match: users, times: 1, kind: 'drop' }]);
		const [item] = await create([{ ...ann, no: '' }]);
		expect(item).toMatchObject({ outcome: 'failed', why: expect.stringContaining('exists') });
	});

	it.each(['', '"never"', '5'])(
		'or are not told leave the outcome unknown (%s)',
		async (created) => {
			let lost = false;
			proxy = await startProxy(simulator.url, ({ method, path }, answer) => {
				if (path.endsWith('/.search')) {
					const told = created === '' ? '' : `"created":${created},`;
					return { ...answer, body: answer.body.replace(/"created":"[^"]*",/g, told) };
				}
				if (lost || method !== 'POST' || !path.endsWith('/v4/Users')) return answer;
				lost = true;
				return undefined;
			});
			credentials = { concurApi: { ...credentials.concurApi, customHost: proxy.url } };
			expect(await create([ann])).toMatchObject([
				{ outcome: 'unknown', why: expect.stringContaining('does not say when') },
			]);
		},
	);
});

describe('a refusal of what was done already', () => {
	it('comes after a 503, too, which a gateway can send in the middle', async () => {
		await steer(simulator, 'faults', [
			{ match: users, times: 1, kind: 'status', status: 503, afterCommit: true },
		]);
		expect(await create([ann])).toMatchObject([{ outcome: 'submitted', userName: ann.mail }]);
	});

	it('is not called failed for a removal whose response was lost', async () => {
		await steer(simulator, 'settings', { removeOfAbsent: 'refuse' });
		const made = await createIdentity([ann]);
		const id = String(made.outputs[0]![0]!.json.id);
		const patch = async (operations: object[]) =>
			await runNode({
				node: new ConcurIdentity(),
				credentials,
				parameters: {
					operation: 'update',
					user: located('id', id),
					send: 'operations',
					patchOperations: JSON.stringify(operations),
				},
			});
		await patch([{ op: 'add', path: 'nickName', value: 'Annie' }]);
		await steer(simulator, 'faults', [
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
		proxy = await startProxy(simulator.url, ({ method, path }, answer) => {
			if (method === 'POST' && path.endsWith('/v4/Users') && ++sent === 2) press();
			return sent === 2 ? undefined : answer;
		});
		credentials = { concurApi: { ...credentials.concurApi, customHost: proxy.url } };
		const { outputs, error, runData } = await runNode({
			node: new ConcurProvisioning(),
			credentials,
			parameters: asStored('create', { fields, submitAs: 'single' }),
			items: [0, 1, 2].map((n) => ({ mail: `person${n}@example.com`, no: `N${n}` })),
			cancelAfter: pressed,
			onError: 'continueRegularOutput',
		});
		const told = JSON.stringify([outputs, error, runData]);
		expect(sent).toBe(2);
		expect(told).not.toMatch(/person1@example\.com","employeeNumber":"N1","outcome":"failed"/);
	});
});
