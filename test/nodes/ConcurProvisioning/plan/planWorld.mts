// A company whose rows are planned and applied, and another program that changes the same users by SAP Concur's own API.
import type { IDataObject } from 'n8n-workflow';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { otherProgram } from '../../../support/otherProgram.mts';
import { virtualWorld, type Options } from '../../../support/virtualWorld.mts';

export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const spend = (name: string) => `urn:ietf:params:scim:schemas:extension:spend:2.0:${name}`;
export const travel = 'urn:ietf:params:scim:schemas:extension:travel:2.0:User';

const automatic = { mappingMode: 'autoMapInputData', value: null };
const options = { clearWith: 'CLEAR' };

/** A row of the person n, as HR writes it. */
export const row = (n: number, more: IDataObject = {}): IDataObject => ({
	'User name': `person${n}@example.com`,
	'First name': 'Pat',
	'Last name': `Doe${n}`,
	'Work email': `person${n}@example.com`,
	'Employee number': `N${n}`,
	Department: 'Sales',
	'Expense country': 'US',
	'Expense locale': 'en-US',
	'Reimbursement currency': 'USD',
	...more,
});

export const verdicts = (items: IDataObject[]) => items.map(({ verdict }) => verdict);
export const outcomes = (items: IDataObject[]) => items.map(({ outcome }) => outcome);

/** From now on to the end of the test file; each test begins with a fresh company. */
export function planWorld(settings: Parameters<typeof virtualWorld>[0] = {}) {
	const world = virtualWorld({ provisioning: { finishesAfterMs: 0 }, ...settings });
	const node = new ConcurProvisioning();
	const given = (parameters: object) => ({ fields: automatic, options, ...parameters });
	return {
		world,
		plan: async (items: object[], parameters: object = {}, more: Options = {}) =>
			await world.run(node, 'plan', given(parameters), items, more),
		upsert: async (items: object[], parameters: object = {}, more: Options = {}) =>
			await world.run(node, 'upsert', given({ submitAs: 'automatic', ...parameters }), items, more),
		apply: async (items: object[], parameters: object = {}, more: Options = {}) => {
			const form = { plan: '={{ $json.plan }}', submitAs: 'automatic', ...parameters };
			return await world.run(node, 'applyPlan', form, items, more);
		},
		drift: async (items: object[], parameters: object = {}, more: Options = {}) =>
			await world.run(node, 'drift', given({ resource: 'report', ...parameters }), items, more),
		/** Requests that change something. */
		writes: async () =>
			(await world.requests()).filter(
				(request) => !request.startsWith('GET') && !request.endsWith('.search'),
			),
		/** Another program with a token of its own. */
		connect: async () => await otherProgram(world.simulator),
	};
}
