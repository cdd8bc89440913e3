// Messages of SAP Concur with the company's own labels.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurProvisioning } from '../../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { defaultOauthSettings } from '../../../../../simulator/oauth/settings.mts';
import { mapped } from '../../../../support/concur.mts';
import {
	fieldsOfRow,
	goOn,
	jsonOf,
	rows,
	virtualWorld,
} from '../../../../support/virtualWorld.mts';

const form = 'GET /profile/spend/v4.1/FormFields';
const world = virtualWorld({
	company: {
		formFields: [
			{ name: 'Custom3', label: 'Profit center' },
			{ name: 'Custom7', label: 'Old project', access: 'HD' },
			{ name: 'CtryCode', label: 'Country of residence' },
		],
		lists: { custom3: ['P1'], custom7: ['P1'] },
	},
});
const expense = { spendCountry: 'ZA', spendLocale: 'en-US', reimbursementCurrency: 'USD' };
const create = async (fields: IDataObject, people = rows(1)) =>
	await world.run(
		new ConcurProvisioning(),
		'create',
		{ fields: mapped({ ...fieldsOfRow, ...expense, ...fields }), submitAs: 'single' },
		people,
		goOn,
	);
/** What the status says of people whom SAP Concur has rejected in part, and how often the form was asked for. */
async function statusOf(fields: IDataObject, people = rows(1)) {
	const items = jsonOf(await create(fields, people));
	world.simulator.advance(60_000);
	const before = await world.count(form);
	const result = await world.run(new ConcurProvisioningStatus(), 'get', {}, items);
	expect(result.error).toBeUndefined();
	return {
		items: result.outputs.flat().map(({ json }) => json),
		asked: (await world.count(form)) - before,
	};
}

const inCompanyWords = [
	'Profit center (Custom 3): the value is not in the list of SAP Concur',
	'Country of residence (Expense country): SAP Concur rejects the value',
];
const inSapWords = [
	'Custom 3: the value is not in the list of SAP Concur',
	'Expense country: SAP Concur rejects the value',
];

describe('a rejected field in a status', () => {
	it("has the company's label with SAP's beside it, and the form is asked for once", async () => {
		const { items, asked } = await statusOf({ custom3: 'P9', custom7: 'P9' }, rows(3));
		expect(asked).toBe(1);
		expect(items).toHaveLength(3);
		for (const { why, errors } of items) {
			for (const words of inCompanyWords) expect(why).toContain(words);
			expect(errors).toContainEqual({
				extension: 'spend.User',
				field: 'Custom 3',
				label: 'Profit center (Custom 3)',
				code: 'INVALID_VALUE',
				message: expect.stringContaining(inCompanyWords[0]!),
				details: 'Invalid List Item',
				hint: expect.stringContaining('List Management'),
			});
			// Nobody in the company has seen the label of a hidden field.
			expect(why).toContain('Custom 7: the value is not in the list');
			expect(
				(errors as IDataObject[]).find(({ field }) => field === 'Custom 7'),
			).not.toHaveProperty('label');
		}
	});

	it("has SAP's label, and nothing is asked, for an app without the scope", async () => {
		const { scopes } = defaultOauthSettings().app;
		const lacking = scopes.filter((scope) => scope !== 'spend.user.general.read');
		world.simulator.settings({ app: { scopes: lacking } });
		const { items, asked } = await statusOf({ custom3: 'P9' });
		expect(asked).toBe(0);
		for (const words of inSapWords) expect(items[0]!.why).toContain(words);
	});

	it.each([
		['fails', { status: 500, body: '' }],
		['is a page of a proxy', { status: 200, body: '<html>Sign in</html>' }],
		['is empty', { status: 404, body: '' }],
	])("has SAP's label where the form %s", async (_name, answer) => {
		await world.through(({ path }, genuine) => (path.includes('FormFields') ? answer : genuine));
		const { items } = await statusOf({ custom3: 'P9' });
		expect(items[0]).toMatchObject({ outcome: 'partial' });
		for (const words of inSapWords) expect(items[0]!.why).toContain(words);
	});

	it('asks for nothing where the form cannot rename a field', async () => {
		const { items, asked } = await statusOf({ spendCountry: 'US', reportApprover: '1003' });
		expect(items[0]!.why).toContain('Report approver: ');
		expect(asked).toBe(0);
	});
});

describe('a rejected request', () => {
	it("names the field by the company's label, in its message and in its errors", async () => {
		const path = 'urn:ietf:params:scim:schemas:extension:spend:2.0:User:customData[0].value';
		const custom3 = path.replace('[0]', '[id eq "custom3"]');
		const envelope = 'urn:ietf:params:scim:api:messages:concur:2.0:Error';
		const messages = [{ code: 'INVALID_VALUE', message: 'Is blue', schemaPath: custom3 }];
		await world.through(({ method, path: asked }, answer) =>
			method === 'POST' && asked.endsWith('/v4/Users')
				? { status: 400, body: JSON.stringify({ [envelope]: { messages } }) }
				: answer,
		);
		const [item] = jsonOf(await create({ custom3: 'P1' }));
		expect(item).toMatchObject({
			outcome: 'failed',
			why: 'Profit center (Custom 3): SAP Concur gave a reason that is not known here',
			hint: expect.stringContaining('SAP Concur says: Is blue. (Correlation ID'),
			errors: [
				{
					field: 'Custom 3',
					label: 'Profit center (Custom 3)',
					message: 'Profit center (Custom 3): SAP Concur gave a reason that is not known here',
					details: 'Is blue',
				},
			],
		});
		expect(await world.count(form)).toBe(1);
	});
});
