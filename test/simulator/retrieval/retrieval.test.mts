import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { german, spend, startProvisioning, travel } from '../provisioning/provisioningClient.mts';
import type { Client, Json } from '../provisioning/provisioningClient.mts';

interface List {
	totalResults: number;
	itemsPerPage: number;
	startIndex: number;
	Resources: Array<Record<string, unknown>>;
}

let concur: Client;
const ids: Record<string, string> = {};

const limits = [
	{ approvalType: 'report', approvalLimit: 100, approvalGroup: '' },
	{ approvalType: 'report', approvalLimit: 500, approvalGroup: 'XYZ' },
];

beforeAll(async () => {
	concur = await startProvisioning();
	ids.anna = await concur.spender('anna', {
		[spend('User')]: { ...german, customData: [{ id: 'custom1', value: 'x' }] },
		[spend('ApproverLimit')]: { authorizedApprover: limits },
		[travel]: {
			ruleClass: { name: 'Standard Travel' },
			gender: 'Female',
			travelCrsName: 'ANNA/T',
			orgUnit: 'Sales',
		},
	});
	ids.bert = await concur.spender('bert', {
		[spend('User')]: { country: 'US', locale: 'en-US', reimbursementCurrency: 'USD' },
	});
	ids.carl = (await concur.create('carl')).body.id;
});
afterAll(() => concur.close());

const list = (query: Record<string, string>) =>
	concur.send<List>('GET', `/profile/spend/v4.1/Users?${new URLSearchParams(query)}`);
const idsIn = ({ body }: { body: List }) => body.Resources.map(({ id }) => id);

describe('Spend users', () => {
	it('are listed in pages, without those who were never provisioned', async () => {
		const all = idsIn(await list({}));
		expect(all).toEqual(expect.arrayContaining([ids.anna, ids.bert]));
		expect(all).not.toContain(ids.carl);

		const { body } = await list({ startIndex: String(all.length), count: '1' });
		expect(body).toMatchObject({
			totalResults: all.length,
			itemsPerPage: 1,
			startIndex: all.length,
		});
		expect((await list({ count: '101' })).status).toBe(400);
		expect((await list({ startIndex: '0' })).status).toBe(400);
	});

	it.each([
		[`${spend('User')}:country eq "DE"`, 'anna'],
		['country ne "DE"', 'bert'],
		['COUNTRY EQ "DE"', 'anna'],
		[`${spend('User').toUpperCase()}:CustomData[ID eq "custom1" and VALUE eq "x"]`, 'anna'],
		['country eq "US" and testEmployee eq false', 'bert'],
		['customData[id eq "custom1" and value eq "x"]', 'anna'],
		[
			`${spend('ApproverLimit')}:authorizedApprover[approvalType eq "report" and approvalGroup eq "XYZ"]`,
			'anna',
		],
	])('are filtered by %s', async (filter, name) => {
		const found = idsIn(await list({ filter }));
		expect(found).toContain(ids[name]);
		expect(found).not.toContain(ids[name === 'anna' ? 'bert' : 'anna']);
	});

	it.each(['country co "D"', 'officeLocationCity eq "Berlin"', 'not (country eq "US")', 'country'])(
		'are not filtered by %s',
		async (filter) => {
			const { status, body } = await list({ filter });
			expect(status).toBe(400);
			expect(body).toMatchObject({ scimType: 'invalidFilter', status: 400 });
		},
	);

	it('show every extension, and limits of the global group only', async () => {
		const profile = await concur.profile(ids.anna!);
		expect(profile).toMatchObject({
			id: ids.anna,
			[spend('User')]: { country: 'DE', ledgerCode: null },
			[spend('Role')]: { roles: [{ roleName: 'EXP_USER' }, {}, {}] },
			[spend('WorkflowPreference')]: { emailStatusChangeOnReport: true },
			[spend('Delegate')]: {},
		});
		expect(profile.schemas).toContain('urn:ietf:params:scim:schemas:ScimResource');
		expect(profile[spend('ApproverLimit')]!.authorizedApprover).toEqual([limits[0]]);
	});

	it('show all limits when asked for that extension', async () => {
		const path = `/profile/spend/v4.1/Users/${ids.anna}?attributes=${spend('ApproverLimit')}`;
		const { body } = await concur.send<Record<string, Json>>('GET', path);
		expect(body[spend('ApproverLimit')]!.authorizedApprover).toEqual(limits);
	});

	it('are unknown until they were provisioned', async () => {
		const { status, body } = await concur.send('GET', `/profile/spend/v4.1/Users/${ids.carl}`);
		expect(status).toBe(404);
		expect(body).toMatchObject({ status: 404, detail: expect.stringContaining(ids.carl!) });
	});
});

describe('the form and the roles', () => {
	it('reflect what the company has set up', async () => {
		const own = { name: 'OrgUnit2', label: 'Plant', maxLength: 4, access: 'HD' as const };
		concur.settings({ company: { requiredFields: ['custom1'], formFields: [own] } });
		const { body } = await concur.send<List>(
			'GET',
			`/profile/spend/v4.1/FormFields?userId=${ids.anna}`,
		);
		concur.settings({ company: { requiredFields: [], formFields: [] } });

		const field = (name: string) => body.Resources.find((each) => each.name === name);
		expect(field('Custom1')).toMatchObject({
			isRequired: true,
			isCustom: true,
			dataType: 'String',
		});
		expect(field('Custom3')).toMatchObject({
			isRequired: false,
			dataType: 'ConnectedList',
			hierLevel: 1,
			list: { syncGuid: expect.any(String) },
		});
		expect(field('OrgUnit2')).toMatchObject(own);
		expect(field('OrgUnit6')).toBeDefined();
		expect(field('LedgerKey')).toMatchObject({ isCustom: false, maxLength: 20 });
		expect(body.totalResults).toBe(body.Resources.length);
	});

	it('offer no form to a user without a Spend profile', async () => {
		const path = `/profile/spend/v4.1/FormFields?userId=${ids.carl}`;
		expect((await concur.send('GET', path)).status).toBe(404);
	});

	it('list the roles that can be assigned', async () => {
		const { body } = await concur.send<Json[]>('GET', '/profile/spend/v4/Users/roleCodes');
		expect(body).toContainEqual(
			expect.objectContaining({ roleCode: 'EXP_APPROVER', roleFullName: 'Expense Approver' }),
		);
		expect(body.map(({ roleCode }) => roleCode)).not.toContain('REPORTING_CAS_ANALYST');
	});
});

describe('Travel users', () => {
	it.each(['/profile/travel/v4', '/travel/v4'])('are read below %s', async (base) => {
		const { body } = await concur.send('GET', `${base}/Users/${ids.anna}`);
		expect(body).toMatchObject({
			id: ids.anna,
			[travel]: { ruleClass: { id: 101, name: 'Standard Travel' }, gender: 'Female' },
		});
	});

	it('are unknown, in the words of Travel, until they were provisioned', async () => {
		const { status, body } = await concur.send('GET', `/profile/travel/v4/Users/${ids.bert}`);
		expect(status).toBe(404);
		expect(body).toEqual({ errorCode: expect.any(String), errorMessage: expect.any(String) });
	});

	it('hide private data from a token without its scope', async () => {
		await concur.reconnect('travel.user.general.read');
		const { body } = await concur.send<Record<string, Json>>(
			'GET',
			`/profile/travel/v4/Users/${ids.anna}`,
		);
		const spendUsers = await concur.send('GET', '/profile/spend/v4.1/Users');
		await concur.reconnect();

		expect(body[travel]).toMatchObject({ orgUnit: 'Sales' });
		expect(body[travel]).not.toHaveProperty('gender');
		expect(spendUsers.status).toBe(403);
	});
});
