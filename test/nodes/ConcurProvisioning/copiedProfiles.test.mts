// A profile that was read goes back into Update and Create, by Map Automatically.
import omit from 'lodash/omit.js';
import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { startSimulator } from '../../../simulator/index.mts';
import {
	apiRequests,
	asStored,
	concurCredential,
	located,
	mapped,
	type RunningSimulator,
} from '../../support/concur.mts';
import { runNode } from '../../support/executeNode.mts';
import { fastTimers } from '../../support/fastTimers.mts';
import type { CredentialsByType } from '../../support/storedCredentials.mts';

const automatic = { mappingMode: 'autoMapInputData', value: null };
const jane = {
	userName: 'jane.doe@example.com',
	givenName: 'Jane',
	familyName: 'Doe',
	workEmail: 'jane.doe@example.com',
	employeeNumber: '20001',
	spendCountry: 'US',
	spendLocale: 'en-US',
	reimbursementCurrency: 'USD',
	entitlements: 'Expense, Travel',
	roles: 'EXP_APPROVER',
	travelRuleClass: 'Standard Travel',
};

let simulator: RunningSimulator;
let credentials: CredentialsByType;
fastTimers();
beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(async () => {
	simulator.reset();
	simulator.settings({ provisioning: { finishesAfterMs: 0 } });
	credentials = await concurCredential(simulator);
});
afterAll(async () => await simulator.close());

async function run(operation: string, parameters: object, items: IDataObject[] = [{}]) {
	const stored = asStored(operation, { ...parameters });
	const node = new ConcurProvisioning();
	const result = await runNode({ node, credentials, parameters: stored, items });
	return { error: result.error, json: result.outputs[0]?.[0]?.json ?? {} };
}

async function outcomeOf(json: IDataObject): Promise<unknown> {
	const node = new ConcurProvisioningStatus();
	const { outputs } = await runNode({
		node,
		credentials,
		parameters: { operation: 'get' },
		items: [json],
	});
	return outputs.flat()[0]?.json.outcome;
}

async function profileOfJane(): Promise<IDataObject> {
	const { error, json } = await run('create', { fields: mapped(jane), submitAs: 'single' });
	expect(error).toBeUndefined();
	expect(await outcomeOf(json)).toBe('succeeded');
	const profile = await run('getProfile', { user: located('userName', jane.userName) });
	return profile.json;
}

const update = async (row: IDataObject) =>
	await run('update', { user: located('id', '={{ $json.id }}'), fields: automatic }, [row]);

it('Get Profile holds the role that came with the product', async () => {
	expect((await profileOfJane()).roles).toEqual(
		expect.arrayContaining(['EXP_USER', 'EXP_APPROVER']),
	);
});

it('Update takes it with one field changed, and changes that', async () => {
	const profile = await profileOfJane();
	const { error, json } = await update({ ...profile, title: 'Director' });
	expect(error).toBeUndefined();
	expect(json).toMatchObject({ outcome: 'submitted', operation: 'update' });
	expect(await outcomeOf(json)).toBe('succeeded');
	const after = (await run('getProfile', { user: located('userName', jane.userName) })).json;
	const kept = omit(profile, 'lastModified');
	expect(after).toMatchObject({ ...kept, title: 'Director' });
});

it('Create takes it for somebody else together with the product', async () => {
	const other = {
		...omit(await profileOfJane(), 'id'),
		userName: 'john.roe@example.com',
		workEmail: 'john.roe@example.com',
		employeeNumber: '20002',
	};
	const { error } = await run('create', { fields: automatic }, [other]);
	expect(error?.message).toContain(
		'Roles includes a role that comes with a product (sent: "EXP_USER")',
	);
	expect(error?.description).toContain('Add Expense to Products. The role comes with it.');

	const created = await run('create', { fields: automatic }, [
		{ ...other, entitlements: '["Expense","Travel"]' },
	]);
	expect(created.error).toBeUndefined();
	expect(await outcomeOf(created.json)).toBe('succeeded');
});

it('Update refuses the role for somebody who does not have the product, and sends nothing', async () => {
	const before = (await apiRequests(simulator)).length;
	const user = located('employeeNumber', '1002');
	const { error } = await run('update', { user, fields: mapped({ roles: 'INV_PMT_USER' }) });
	expect(error?.message).toContain(
		'Roles includes a role that comes with a product (sent: "INV_PMT_USER")',
	);
	expect(error?.description).toContain('Add Invoice to Products.');
	const sent = (await apiRequests(simulator)).slice(before);
	expect(sent.filter((one) => one.startsWith('PATCH') || one.endsWith('/Bulk'))).toEqual([]);
});
