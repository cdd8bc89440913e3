import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	extension,
	german,
	rejection,
	replace,
	spend,
	startProvisioning,
	success,
	type Client,
	type Json,
} from '../provisioningClient.mts';

let concur: Client;

beforeAll(async () => {
	concur = await startProvisioning();
});
afterAll(() => concur.close());

describe('what Spend User rejects', () => {
	const path = (name: string) => `${spend('User')}:${name}`;
	const custom = (id: string) => path(`customData[id eq "${id}"].value`);
	const cases: Array<[string, Json, string, string]> = [
		['nothing in it', {}, 'Empty Spend User extension is not supported', spend('User')],
		[
			'no country',
			{ locale: 'de-DE', reimbursementCurrency: 'EUR' },
			`Missing required attribute '${path('country')}'`,
			path('country'),
		],
		[
			'a country',
			{ ...german, country: 'BR' },
			`Invalid '${path('country')}' Value`,
			path('country'),
		],
		[
			'a locale',
			{ ...german, locale: 'pt-BR' },
			`Invalid '${path('locale')}' Value`,
			path('locale'),
		],
		[
			'a ledger',
			{ ...german, ledgerCode: 'X' },
			`Invalid '${path('ledgerCode')}' Value`,
			path('ledgerCode'),
		],
		[
			'a currency',
			{ ...german, reimbursementCurrency: 'BRL' },
			`Invalid '${path('reimbursementCurrency')}' Value`,
			path('reimbursementCurrency'),
		],
		[
			'a list item',
			{ ...german, customData: [{ id: 'custom3', value: 'nope' }] },
			'Invalid List Item',
			custom('custom3'),
		],
		[
			'a reporting manager',
			{ ...german, biManager: { employeeNumber: 'nobody' } },
			'Invalid User ID',
			path('biManager'),
		],
		[
			'ADP without the Payroll extension',
			{ ...german, reimbursementType: 'ADP_PAYROLL' },
			`Invalid '${path('reimbursementType')}' Value`,
			path('reimbursementType'),
		],
	];
	it.each(cases)('%s unknown or missing', async (name, value, message, schemaPath) => {
		const userName = `spend-${cases.findIndex(([each]) => each === name)}`;
		const operation = await concur.finished(
			await concur.create(userName, { [spend('User')]: value }),
		);
		expect(extension(operation, spend('User'))).toEqual(rejection(message, schemaPath));
	});

	it('a field that the form of the company requires', async () => {
		concur.settings({ company: { requiredFields: ['custom1'] } });
		const without = await concur.finished(await concur.create('jan', { [spend('User')]: german }));
		const filled = await concur.create('jana', {
			[spend('User')]: { ...german, customData: [{ id: 'custom1', value: 'x' }] },
		});
		const operation = await concur.finished(filled);
		concur.settings({ company: { requiredFields: [] } });

		expect(extension(without, spend('User'))).toMatchObject({
			messages: [{ schemaPath: custom('custom1') }],
		});
		expect(extension(operation, spend('User'))).toEqual(success);
	});

	it('a custom value that is longer than the form of the company allows', async () => {
		const formFields = [
			{ name: 'Custom1', maxLength: 3 },
			{ name: 'Custom2', isRequired: true, access: 'HD' as const },
		];
		concur.settings({ company: { formFields } });
		const of = async (name: string, value: string) => {
			const customData = [{ id: 'custom1', value }];
			const created = await concur.create(name, { [spend('User')]: { ...german, customData } });
			return extension(await concur.finished(created), spend('User'));
		};
		const results = [await of('kora', 'abcd'), await of('kolja', 'abc')];
		concur.settings({ company: { formFields: [] } });

		const message = `Invalid '${custom('custom1')}' Size`;
		expect(results).toEqual([rejection(message, custom('custom1')), success]);
	});

	it('something that is not an object', async () => {
		const created = await concur.create('karl', { [spend('User')]: 'DE' });
		expect(extension(await concur.finished(created), spend('User'))).toMatchObject({
			code: '400',
			messages: [{ code: 'BAD_REQUEST', type: 'error' }],
		});
	});

	it('warns of testEmployee on an update and succeeds', async () => {
		const id = await concur.spender('lara');
		const operation = await concur.finished(
			await concur.patch(id, [replace(spend('User'), 'testEmployee', true)]),
		);
		expect(operation.status.success).toBe(true);
		expect(extension(operation, spend('User'))).toMatchObject({
			result: 'success',
			messages: [{ code: 'INVALID_VALUE', type: 'warning' }],
		});
	});

	it('accepts a locale with an underscore and shows it with a hyphen', async () => {
		const id = await concur.spender('mona', { [spend('User')]: { ...german, locale: 'de_DE' } });
		expect(await concur.profile(id)).toMatchObject({ [spend('User')]: { locale: 'de-DE' } });
	});

	it('sets a loop of reporting managers to null without a message', async () => {
		const boss = await concur.spender('boss');
		const worker = await concur.spender('worker', {
			[spend('User')]: { ...german, biManager: { value: boss } },
		});
		const operation = await concur.finished(
			await concur.patch(boss, [replace(spend('User'), 'biManager', { value: worker })]),
		);
		expect(extension(operation, spend('User'))).toEqual(success);
		expect(await concur.profile(worker)).toMatchObject({
			[spend('User')]: { biManager: { value: boss, employeeNumber: 'boss' } },
		});
		expect(await concur.profile(boss)).toMatchObject({ [spend('User')]: { biManager: null } });
	});
});

describe('a rejected Spend User beside a role in one PATCH', () => {
	const wrongCountry = replace(spend('User'), 'country', 'BR');
	const role = {
		op: 'add',
		path: `${spend('Role')}:roles`,
		value: [{ roleName: 'EXP_APPROVER' }],
	};
	const patched = async (id: string) =>
		await concur.finished(await concur.patch(id, [role, wrongCountry]));
	const roles = async (id: string) => {
		const { roles: list } = (await concur.profile(id))[spend('Role')] as { roles: Json[] };
		return list.map(({ roleName }) => roleName);
	};

	it('lets the role pass when the user has a Spend profile, as in real traffic', async () => {
		const id = await concur.spender('nora');
		const operation = await patched(id);
		expect(operation.status).toMatchObject({ success: false, code: '207' });
		expect(extension(operation, spend('Role'))).toEqual(success);
		expect(await roles(id)).toContain('EXP_APPROVER');
	});

	it('blocks the role where settings say so, as the page says', async () => {
		const id = await concur.spender('otto');
		concur.settings({ rejectedSpendUserBlocks: 'always' });
		const operation = await patched(id);
		concur.settings({ rejectedSpendUserBlocks: 'newProfiles' });
		expect(extension(operation, spend('User'))).toMatchObject({ result: 'error' });
		expect(extension(operation, spend('Role'))).toMatchObject({ success: true, result: 'no-op' });
		expect(await roles(id)).not.toContain('EXP_APPROVER');
	});
});
