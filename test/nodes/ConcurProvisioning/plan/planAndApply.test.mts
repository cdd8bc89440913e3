// A run is looked at first, row by row, and then sent exactly so.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { jsonOf, virtualWorld, type Options } from '../../../support/virtualWorld.mts';

const world = virtualWorld({ provisioning: { finishesAfterMs: 0 } });
const node = new ConcurProvisioning();
const automatic = { mappingMode: 'autoMapInputData', value: null };

const row = (n: number, more: IDataObject = {}): IDataObject => ({
	'User name': `person${n}@example.com`,
	'First name': 'Pat',
	'Last name': `Doe${n}`,
	'Work email': `Person${n}@Example.com`,
	'Employee number': `N${n}`,
	Department: 'Sales',
	Country: 'US',
	Locale: 'en-US',
	Currency: 'USD',
	...more,
});

const plan = async (items: IDataObject[], parameters: object = {}, options: Options = {}) =>
	await world.run(node, 'plan', { fields: automatic, ...parameters }, items, options);
const apply = async (items: IDataObject[], options: Options = {}) =>
	await world.run(node, 'applyPlan', { plan: '={{ $json.plan }}' }, items, options);

const writes = async () =>
	(await world.requests()).filter(
		(request) => !request.startsWith('GET') && !request.endsWith('.search'),
	);

describe('SAP Concur Provisioning, Plan and Apply Plan', () => {
	it('shows what each row would do, writes nothing, and then sends exactly that', async () => {
		await apply(jsonOf(await plan([row(1), row(2)])));
		const before = (await writes()).length;
		const { outputs, hints, error } = await plan([
			row(1),
			row(2, { Department: 'Support' }),
			row(3),
			row(4, { Currency: 'Dollars and cents' }),
		]);
		expect(error).toBeUndefined();
		expect(hints[0]?.message).toBe('1 to create, 1 to update, 1 unchanged, 1 refused');
		const items = outputs[0]!.map(({ json }) => json);
		expect(items.map(({ verdict, why }) => [verdict, why])).toEqual([
			['unchanged', 'SAP Concur already has all of this'],
			['update', 'Department: "Sales" becomes "Support"'],
			['create', 'Not in SAP Concur yet'],
			['refused', expect.stringContaining('must be a three-letter currency code')],
		]);
		expect(await writes()).toHaveLength(before);
		const applied = await apply(items);
		expect(jsonOf(applied).map(({ outcome }) => outcome)).toEqual([
			'unchanged',
			'submitted',
			'submitted',
			'failed',
		]);
		const again = jsonOf(await apply(items));
		expect(again.map(({ outcome }) => outcome)).toEqual([
			'unchanged',
			'failed',
			'failed',
			'failed',
		]);
		expect(again[1]?.why).toBe('Not sent: changed since the plan was made, plan again');
	});
});
