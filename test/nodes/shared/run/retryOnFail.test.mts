// n8n's Retry On Fail runs a whole node again after one item has failed.
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located, mapped } from '../../../support/concur.mts';
import { goOn, virtualWorld, type Options } from '../../../support/virtualWorld.mts';

const world = virtualWorld();
const { steer, requests, count } = world;

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
	items: object[],
	options: Options = {},
) => await world.run(node, operation, parameters, items, { ...retry, ...options });

describe('a second try', () => {
	it('does not send a repeated user whom the first one has refused', async () => {
		const result = await run(
			new ConcurProvisioning(),
			'create',
			{ fields: mapped({ ...fields, userName: 'pat@example.com' }), submitAs: 'single' },
			// Retry On Fail looks at the first item: it is the one that is wrong.
			[{ mail: 'no email' }, ...people('pat', 'other')],
			goOn,
		);
		expect(result.outputs[0]!.map(({ json }) => json.outcome)).toEqual([
			'failed',
			'submitted',
			'failed',
		]);
		expect(result.outputs[0]![2]!.json.error).toContain('same user as row 2');
		expect(await count('POST /profile/v4/Users')).toBe(1);
	});

	it('creates nobody again, names the culprit, and keeps the UUIDs of the others', async () => {
		const parameters = { fields: mapped({ ...fields, employeeNumber: '={{ $json.no }}' }) };
		const result = await run(new ConcurIdentity(), 'create', parameters, [
			{ mail: 'first@example.com', no: 'N1' },
			{ mail: 'second@example.com', no: '1001' },
			{ mail: 'third@example.com', no: 'N3' },
		]);
		expect(result.error?.message).toMatch(/Employee number.*\[item 1\]$/i);
		expect(result.error?.description).toMatch(
			/Before this, SAP Concur accepted 2 items: first@example.com N1 [0-9a-f-]{36}, third@example.com N3 [0-9a-f-]{36}\./,
		);
		// The first and the third person once, the second one in each try.
		expect(await count(identity)).toBe(4);
	});

	it('returns the first UUID and creates only who is missing when the reason has passed', async () => {
		await steer('faults', [
			{ match: 'PATCH /profile/identity', times: 1, kind: 'status', status: 400 },
		]);
		const made = await run(
			new ConcurIdentity(),
			'create',
			{ fields: mapped(fields) },
			people('one', 'two', 'three'),
		);
		const created = await count(identity);
		const result = await run(
			new ConcurIdentity(),
			'deactivate',
			{ user: located('id', '={{ $json.id }}') },
			made.outputs[0]!.map(({ json }) => json),
		);
		expect(result.error).toBeUndefined();
		expect(result.outputs[0]!.map(({ json }) => json.active)).toEqual([false, false, false]);
		expect(created).toBe(3);
		const patched = (await requests()).filter((one) => one.startsWith('PATCH'));
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
				people('one', 'two'),
			);
			const ids = made.outputs[0]!.map(({ json }) => String(json.id));
			await steer('faults', [
				{ match: `DELETE ${path}/${ids[0]}`, times: 1, kind: 'status', status: 400 },
			]);
			const result = await run(
				node,
				'delete',
				{ user: located('id', '={{ $json.id }}'), confirmDelete: true },
				ids.map((id) => ({ id })),
				goOn,
			);
			for (const { json } of result.outputs[0]!) expect(json.error).toBeUndefined();
			expect(await count(`DELETE ${path}/${ids[1]}`)).toBe(1);
		},
	);
});
