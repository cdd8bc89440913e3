// A user with a value in every field comes out as the schemas say, whatever the type of the field.
import difference from 'lodash/difference.js';
import type { IDataObject, INodeType } from 'n8n-workflow';
import { beforeEach, expect, it } from 'vitest';
import { fieldCatalog } from '../../../nodes/shared/form/fieldCatalog.ts';
import { located } from '../../support/concur.mts';
import { jsonOf, virtualWorld } from '../../support/virtualWorld.mts';
import { identity, provisioning, status } from '../operations.mts';
import { faultsIn, schemaOf } from './schemaOf.mts';

const world = virtualWorld({ provisioning: { finishesAfterMs: 0 } });
const user = located('employeeNumber', 'N1');

/** Where the example of a field does not fit into this company, or to those of others. */
const others: IDataObject = {
	employeeNumber: 'N1',
	middleInitial: 'J',
	companyId: '',
	managerId: '',
	leaveEndDate: '2027-12-31',
	roleExpenseProcessorAudit: 'no',
	custom3: '4711',
	adpCompanyCode: '',
	adpDeductionCode: '',
	adpEmployeeFileNumber: '',
};
/** What no read returns unless it is asked for, and what this user is not to have. */
const neverShown = [
	'entitlements',
	'roleExpenseProcessorAudit',
	...['adpCompanyCode', 'adpDeductionCode', 'adpEmployeeFileNumber'],
];

beforeEach(async () => {
	const examples = fieldCatalog().map(({ id, form, example }) => [
		id,
		form.startsWith('employee number') ? '1001' : example,
	]);
	const row = { ...Object.fromEntries(examples), ...others } as IDataObject;
	const fields = { mappingMode: 'autoMapInputData', value: null };
	const submitted = jsonOf(await world.run(provisioning, 'create', { fields }, [row]));
	const provisionId = '={{ $json.provisionId }}';
	const ended = jsonOf(await world.run(status, 'get', { provisionId }, submitted));
	expect(ended.map(({ outcome }) => outcome)).toEqual(['succeeded']);
});

/** What an operation returns of this user, checked against its schema. */
async function itemOf(
	node: INodeType,
	operation: string,
	parameters: object = {},
): Promise<IDataObject> {
	const items = jsonOf(await world.run(node, operation, { user, ...parameters }));
	expect(faultsIn({ node, resource: 'user', operation }, items)).toEqual([]);
	return items[0]!;
}

it('the editor shows every field that a user can have, in the order of the items', async () => {
	for (const [node, operation] of [
		[provisioning, 'getProfile'],
		[identity, 'get'],
	] as const) {
		const shown = Object.keys(await itemOf(node, operation));
		const { properties = {} } = schemaOf({ node, resource: 'user', operation });
		const named = Object.keys(properties);
		expect(difference(named, shown, neverShown)).toEqual([]);
		expect(named.filter((name) => shown.includes(name))).toEqual(shown);
	}
	const products = await itemOf(identity, 'get', { attributes: ['entitlements'] });
	expect(products.entitlements).toEqual(['Expense', 'Invoice', 'Request', 'Travel']);
	const fields = { mappingMode: 'defineBelow', value: { title: 'Director' } };
	expect(await itemOf(identity, 'update', { fields })).toMatchObject({ title: 'Director' });
});
