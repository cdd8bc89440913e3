// People whom SAP Concur has not taken as a whole, and the nodes that complete them.
import sortBy from 'lodash/sortBy.js';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { expect } from 'vitest';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { located, mapped } from '../../../support/concur.mts';
import type { RunResult } from '../../../support/executeNode.mts';
import { virtualWorld, type Options } from '../../../support/virtualWorld.mts';

/** A row with all that a new user with expense data requires. */
export const row = (n: number, more: IDataObject = {}): IDataObject => ({
	userName: `person${n}@example.com`,
	givenName: 'Pat',
	familyName: `Doe${n}`,
	workEmail: `person${n}@example.com`,
	employeeNumber: `N${n}`,
	entitlements: 'Expense',
	spendCountry: 'US',
	spendLocale: 'en-US',
	reimbursementCurrency: 'USD',
	...more,
});

const provisioning = new ConcurProvisioning();
const status = new ConcurProvisioningStatus();
const automatic = { mappingMode: 'autoMapInputData', value: null };
const additionalAttributes = '={{ $json.more ?? {} }}';

/** The items of a run, in the order of those that went in, whatever output they left by. */
export const itemsOf = ({ error, outputs }: RunResult): INodeExecutionData[] => {
	expect(error).toBeUndefined();
	return sortBy(outputs.flat(), ({ pairedItem }) => (pairedItem as { item: number }).item);
};
export const jsonsOf = (items: INodeExecutionData[]) => items.map(({ json }) => json);

/** A local SAP Concur for a test file. */
export function repairWorld(settings: Parameters<typeof virtualWorld>[0] = {}) {
	const world = virtualWorld({ provisioning: { finishesAfterMs: 0 }, ...settings });

	/** What Provisioning Status says of the items, as they stand behind another node. */
	const look = async (items: object[], parameters: object = {}): Promise<INodeExecutionData[]> =>
		itemsOf(
			await world.run(
				status,
				'wait',
				{
					provisionId: '={{ $json.provisionId }}',
					options: { includeDetails: 'always' },
					...parameters,
				},
				items,
			),
		);
	const submit = async (
		operation: string,
		items: object[],
		parameters: object,
		options: Options = {},
	) => itemsOf(await world.run(provisioning, operation, parameters, items, options));
	return {
		world,
		look,
		submit,
		plan: async (items: IDataObject[]) => await submit('plan', items, { fields: automatic }),
		/** Items of the operation, as they come out of SAP Concur Provisioning. */
		create: async (items: IDataObject[], parameters: object = {}, options: Options = {}) =>
			await submit(
				'create',
				items,
				{ fields: automatic, additionalAttributes, ...parameters },
				options,
			),
		upsert: async (items: IDataObject[], parameters: object = {}, options: Options = {}) =>
			await submit(
				'upsert',
				items,
				{ fields: automatic, additionalAttributes, ...parameters },
				options,
			),
		/** Changes users whom each item names by its user name. */
		update: async (items: IDataObject[], changes: object, options: Options = {}) =>
			await submit(
				'update',
				items,
				{
					user: located('userName', '={{ $json.userName }}'),
					fields: mapped({ ...changes }),
					additionalAttributes,
				},
				options,
			),
		profileOf: async (userName: string) => {
			const parameters = { user: located('userName', userName), simplify: true };
			const [item] = itemsOf(await world.run(provisioning, 'getProfile', parameters));
			return item!.json;
		},
		remove: async (userId: string) =>
			await submit('delete', [{}], { user: located('id', userId), confirmDelete: true }),
		/** The run of Send Repair. */
		run: async (items: object[], changes: object = {}, options: Options = {}, more: object = {}) =>
			await world.run(
				provisioning,
				'repair',
				{ repair: '={{ $json.repair }}', changes: mapped({ ...changes }), ...more },
				items,
				options,
			),
		repair: async (items: object[], changes: object = {}, options: Options = {}) =>
			await submit(
				'repair',
				items,
				{ repair: '={{ $json.repair }}', changes: mapped({ ...changes }) },
				options,
			),
		writes: async () =>
			(await world.requests()).filter((one) => !one.startsWith('GET') && !one.endsWith('.search')),
	};
}
