// n8n's Retry On Fail runs a whole node again after one item has failed.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { startSimulator } from '../../../../simulator/index.mts';
import {
	apiRequests,
	asStored,
	concurCredential,
	located,
	mapped,
	steer,
	type RunningSimulator,
} from '../../../support/concur.mts';
import { runNode } from '../../../support/executeNode.mts';
import type { CredentialsByType } from '../../../support/storedCredentials.mts';
import { startVirtualClock, type VirtualClock } from '../../../support/virtualClock.mts';

let clock: VirtualClock;
let simulator: RunningSimulator;
let credentials: CredentialsByType;
beforeAll(async () => {
	clock = startVirtualClock();
	simulator = await startSimulator();
});
beforeEach(async () => {
	simulator.reset();
	credentials = await concurCredential(simulator);
});
afterAll(async () => {
	await simulator.close();
	clock.stop();
});

const identity = 'POST /profile/identity/v4.1/Users';
const fields = {
	userName: '={{ $json.mail }}',
	givenName: 'Pat',
	familyName: 'Doe',
	workEmail: '={{ $json.mail }}',
};
const people = (...names: string[]) => names.map((name) => ({ mail: `${name}@example.com` }));
const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
const run = async (
	node: ConcurIdentity | ConcurProvisioning,
	operation: string,
	parameters: object,
	options: object,
) =>
	await runNode({
		node,
		credentials,
		parameters: asStored(operation, { ...parameters }),
		...retry,
		...options,
	});
const writes = async (request: string) =>
	(await apiRequests(simulator)).filter((one) => one === request).length;

describe('a second try', () => {
	it('does not send a repeated user whom the first one has refused', async () => {
		const result = await run(
			new ConcurProvisioning(),
			'create',
			{ fields: mapped({ ...fields, userName: 'pat@example.com' }), submitAs: 'single' },
			{
				// Retry On Fail looks at the first item: it is the one that is wrong.
				items: [{ mail: 'no email' }, ...people('pat', 'other')],
				onError: 'continueRegularOutput',
			},
		);
		expect(result.outputs[0]!.map(({ json }) => json.outcome)).toEqual([
			'failed',
			'submitted',
			'failed',
		]);
		expect(result.outputs[0]![2]!.json.error).toContain('same user as item 1');
		expect(await writes('POST /profile/v4/Users')).toBe(1);
	});

	it('creates nobody again, names the culprit, and keeps the UUIDs of the others', async () => {
		const parameters = { fields: mapped({ ...fields, employeeNumber: '={{ $json.no }}' }) };
		const result = await run(new ConcurIdentity(), 'create', parameters, {
			items: [
				{ mail: 'first@example.com', no: 'N1' },
				{ mail: 'second@example.com', no: '1001' },
				{ mail: 'third@example.com', no: 'N3' },
			],
		});
		expect(result.error?.message).toMatch(/Employee number.*\[item 1\]$/i);
		expect(result.error?.description).toMatch(
			/Before this, SAP Concur accepted this item: first@example.com [0-9a-f-]{36}\./,
		);
		// The first person once, the second one in each try.
		expect(await writes(identity)).toBe(3);
	});

	it('returns the first UUID and creates only who is missing when the reason has passed', async () => {
		let created = 0;
		await steer(simulator, 'faults', [
			{ match: 'PATCH /profile/identity', times: 1, kind: 'status', status: 400 },
		]);
		const made = await run(
			new ConcurIdentity(),
			'create',
			{ fields: mapped(fields) },
			{
				items: people('one', 'two', 'three'),
			},
		);
		created = await writes(identity);
		const result = await run(
			new ConcurIdentity(),
			'deactivate',
			{ user: located('id', '={{ $json.id }}') },
			{ items: made.outputs[0]!.map(({ json }) => json) },
		);
		expect(result.error).toBeUndefined();
		expect(result.outputs[0]!.map(({ json }) => json.active)).toEqual([false, false, false]);
		expect(created).toBe(3);
		const patched = (await apiRequests(simulator)).filter((one) => one.startsWith('PATCH'));
		expect(patched).toHaveLength(4);
	});

	it.each([
		['SAP Concur Identity', new ConcurIdentity(), '/profile/identity/v4.1/Users'],
		['SAP Concur Provisioning', new ConcurProvisioning(), '/profile/v4/Users'],
	])(
		'does not take a user who was deleted by the first one for unknown (%s)',
		async (_name, node, path) => {
			const made = await run(
				new ConcurIdentity(),
				'create',
				{ fields: mapped(fields) },
				{
					items: people('one', 'two'),
				},
			);
			const ids = made.outputs[0]!.map(({ json }) => String(json.id));
			await steer(simulator, 'faults', [
				{ match: `DELETE ${path}/${ids[0]}`, times: 1, kind: 'status', status: 400 },
			]);
			const result = await run(
				node,
				'delete',
				{ user: located('id', '={{ $json.id }}') },
				{ items: ids.map((id) => ({ id })), onError: 'continueRegularOutput' },
			);
			for (const { json } of result.outputs[0]!) expect(json.error).toBeUndefined();
			expect(await writes(`DELETE ${path}/${ids[1]}`)).toBe(1);
		},
	);
});
