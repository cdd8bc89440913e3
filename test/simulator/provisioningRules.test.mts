import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	extension,
	german,
	payroll,
	refusal,
	replace,
	spend,
	startProvisioning,
	success,
	travel,
	type Client,
	type Json,
} from './provisioningClient.mts';

let concur: Client;

beforeAll(async () => {
	concur = await startProvisioning();
});
afterAll(() => concur.close());

describe('what Spend User refuses', () => {
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
		expect(extension(operation, spend('User'))).toEqual(refusal(message, schemaPath));
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

	it('something that is no object', async () => {
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

	it('nulls a loop of reporting managers without a word', async () => {
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

describe('roles', () => {
	const path = (index: number, name: string) => `${spend('Role')}:roles[${index}].${name}`;
	const roles = (...codes: string[]) => codes.map((roleName) => ({ roleName, roleGroups: [] }));
	const cases: Array<[string, Json[], string, string]> = [
		['an unknown role', roles('EXP_KING'), 'Value', path(0, 'roleName')],
		['a retired role', roles('REPORTING_CAS_ANALYST'), 'Value', path(0, 'roleName')],
		[
			'a role without the one it needs',
			roles('EXP_APPROVER', 'STATEMENT_PROCESSOR'),
			'Permissions',
			path(1, 'roleName'),
		],
		[
			'a group for a role that knows none',
			[{ roleName: 'EXP_APPROVER', roleGroups: ['R&D-QA'] }],
			'Value',
			path(0, 'roleGroups'),
		],
	];
	it.each(cases)('refuses %s', async (name, value, problem, schemaPath) => {
		const id = await concur.spender(`roles-${cases.findIndex(([each]) => each === name)}`);
		const operation = await concur.finished(
			await concur.patch(id, [replace(spend('Role'), 'roles', value)]),
		);
		const message =
			problem === 'Value'
				? `Invalid '${schemaPath}' Value`
				: `Invalid Permissions for '${schemaPath}'`;
		expect(extension(operation, spend('Role'))).toEqual(refusal(message, schemaPath));
	});

	it('refuses two that exclude each other, both of them', async () => {
		const id = await concur.spender('nina');
		const operation = await concur.finished(
			await concur.patch(id, [
				replace(spend('Role'), 'roles', roles('EXP_PROCESSOR', 'EXP_PROCESSOR_AUDIT')),
			]),
		);
		expect(extension(operation, spend('Role'))).toMatchObject({
			messages: [{ schemaPath: path(0, 'roleName') }, { schemaPath: path(1, 'roleName') }],
		});
	});

	it('grants base roles by entitlement only', async () => {
		const id = await concur.spender('otto', { entitlements: ['Expense'] });
		const granted = await concur.finished(
			await concur.patch(id, [replace(spend('Role'), 'roles', roles('EXP_USER', 'EXP_APPROVER'))]),
		);
		const refused = await concur.finished(
			await concur.patch(id, [
				{ op: 'add', path: `${spend('Role')}:roles`, value: roles('REQ_USER') },
			]),
		);

		expect(extension(granted, spend('Role'))).toEqual(success);
		expect(extension(refused, spend('Role'))).toMatchObject({ result: 'error' });
		expect(await concur.profile(id)).toMatchObject({
			[spend('Role')]: { roles: [{ roleName: 'EXP_USER' }, { roleName: 'EXP_APPROVER' }] },
		});
	});
});

describe('references to people', () => {
	const report = (reference: Json) => ({ report: [{ approver: reference, primary: true }] });
	const path = `${spend('Approver')}:report[0].approver`;

	it('name approvers who hold the role, by employee number or UUID', async () => {
		const approver = await concur.spender('paula', {
			[spend('Role')]: { roles: [{ roleName: 'EXP_APPROVER', roleGroups: [] }] },
		});
		const byNumber = await concur.spender('quentin', {
			[spend('Approver')]: report({ employeeNumber: 'paula' }),
		});
		await concur.spender('rita', { [spend('Approver')]: report({ value: approver }) });

		expect(await concur.profile(byNumber)).toMatchObject({
			[spend('Approver')]: {
				report: [
					{
						approver: {
							value: approver,
							employeeNumber: 'paula',
							displayName: 'paula@example.com',
						},
						primary: true,
					},
				],
			},
		});
	});

	it('are refused when the approver lacks the role or does not exist', async () => {
		await concur.spender('sven');
		const withoutRole = await concur.create('tina', {
			[spend('User')]: german,
			[spend('Approver')]: report({ employeeNumber: 'sven' }),
		});
		const unknown = await concur.create('udo', {
			[spend('User')]: german,
			[spend('Approver')]: report({ employeeNumber: 'nobody' }),
		});

		expect(extension(await concur.finished(withoutRole), spend('Approver'))).toEqual(
			refusal(`Invalid Permissions for '${path}'`, path),
		);
		expect(extension(await concur.finished(unknown), spend('Approver'))).toEqual(
			refusal('Invalid User ID', path),
		);
	});

	it('do not wait for a failing Spend User where the profile exists already', async () => {
		await concur.spender('vera', {
			[spend('Role')]: { roles: [{ roleName: 'EXP_APPROVER', roleGroups: [] }] },
		});
		const id = await concur.spender('willi');
		const operation = await concur.finished(
			await concur.patch(id, [
				replace(spend('User'), 'country', 'BR'),
				replace(spend('Approver'), '', report({ employeeNumber: 'vera' })),
			]),
		);

		expect(operation.status.code).toBe('207');
		expect(extension(operation, spend('User'))).toMatchObject({ result: 'error' });
		expect(extension(operation, spend('Approver'))).toEqual(success);
	});

	it('are refused for somebody without a Spend profile', async () => {
		const { body } = await concur.create('xaver');
		const operation = await concur.finished(
			await concur.patch(body.id, [
				replace(spend('Approver'), '', report({ employeeNumber: 'vera' })),
			]),
		);
		expect(extension(operation, spend('Approver'))).toEqual(
			refusal('Invalid User ID', spend('Approver')),
		);
	});

	it('name delegates who are active and have the same product', async () => {
		await concur.create('passive', { active: false });
		await concur.create('helper');
		const id = await concur.spender('yara');
		const delegate = async (employeeNumber: string) =>
			extension(
				await concur.finished(
					await concur.patch(id, [
						replace(spend('Delegate'), 'expense', [
							{ delegate: { employeeNumber }, canPrepare: true },
						]),
					]),
				),
				spend('Delegate'),
			);
		const delegatePath = `${spend('Delegate')}:expense[0].delegate`;

		expect(await delegate('helper')).toEqual(success);
		expect(await delegate('passive')).toEqual(
			refusal(`Invalid Permissions for '${delegatePath}'`, delegatePath),
		);
	});
});

describe('the other extensions', () => {
	it('take ADP data of those who are paid by ADP', async () => {
		const adp = { companyCode: 'C', deductionCode: 'D', employeeFileNumber: '1' };
		const paid = await concur.create('zora', {
			[spend('User')]: { ...german, reimbursementType: 'ADP_PAYROLL' },
			[payroll]: { adp },
		});
		const unpaid = await concur.create('zack', { [spend('User')]: german, [payroll]: { adp } });

		expect(extension(await concur.finished(paid), payroll)).toEqual(success);
		expect(extension(await concur.finished(unpaid), payroll)).toEqual(
			refusal(`Invalid '${payroll}:adp' Value`, `${payroll}:adp`),
		);
	});

	it('take processorReportAccess of processors, and never back to null', async () => {
		const id = await concur.spender('proc', {
			[spend('Role')]: { roles: [{ roleName: 'EXP_PROCESSOR', roleGroups: [''] }] },
			[spend('UserPreference')]: { processorReportAccess: 'COMPLETE' },
		});
		const layman = await concur.create('layman', {
			[spend('User')]: german,
			[spend('UserPreference')]: { processorReportAccess: 'COMPLETE' },
		});
		const nulled = await concur.patch(id, [
			{ op: 'remove', path: `${spend('UserPreference')}:processorReportAccess` },
		]);

		const path = `${spend('UserPreference')}:processorReportAccess`;
		expect(extension(await concur.finished(layman), spend('UserPreference'))).toEqual(
			refusal(`Invalid Permissions for '${path}'`, path),
		);
		expect(extension(await concur.finished(nulled), spend('UserPreference'))).toEqual(
			refusal(`Invalid '${path}' Value`, path),
		);
	});

	it('take limits in a currency of the company', async () => {
		const limit = { approvalType: 'report', approvalLimit: 100, approvalGroup: '' };
		const created = await concur.create('limes', {
			[spend('User')]: german,
			[spend('ApproverLimit')]: {
				authorizedApprover: [{ ...limit, reimbursementCurrency: 'BRL' }],
			},
		});
		const path = `${spend('ApproverLimit')}:authorizedApprover[0].reimbursementCurrency`;
		expect(extension(await concur.finished(created), spend('ApproverLimit'))).toEqual(
			refusal(`Invalid '${path}' Value`, path),
		);
	});

	it('take a rule class that the company has', async () => {
		const created = await concur.create('tom', { [travel]: { ruleClass: { name: 'Luxury' } } });
		expect(extension(await concur.finished(created), travel)).toEqual(
			refusal(`Invalid '${travel}:ruleClass' Value`, `${travel}:ruleClass`),
		);
	});

	/** Somebody of rule class 101 and what becomes of a PATCH of it. */
	async function patchedTraveller(name: string, operation: Json) {
		const traveller = await concur.create(name, { [travel]: { ruleClass: { id: 101 } } });
		await concur.finished(traveller);
		const { id } = traveller.body;
		const patched = await concur.patch(id, [{ op: 'replace', ...operation }]);
		const outcome = extension(await concur.finished(patched), travel);
		const { body } = await concur.send<Json>('GET', `/profile/travel/v4/Users/${id}`);
		return { outcome, ruleClass: (body[travel] as Json).ruleClass };
	}

	const path = `${travel}:ruleClass`;
	const executive = { id: 102, name: 'Executive Travel' };
	const { id, name } = executive;
	it.each<[string, Json]>([
		['name', { path, value: { name } }],
		['id', { path, value: { id } }],
		['id-and-name', { path, value: executive }],
		['name-by-a-path', { path: `${path}.name`, value: name }],
		['name-in-the-extension', { path: travel, value: { ruleClass: { name } } }],
		['name-without-a-path', { value: { [travel]: { ruleClass: { name } } } }],
	])('change a rule class to the one that a PATCH gives by %s', async (by, operation) => {
		expect(await patchedTraveller(`by-${by}`, operation)).toEqual({
			outcome: success,
			ruleClass: executive,
		});
	});

	it.each<[string, Json]>([
		['an-unknown-name', { name: 'Luxury' }],
		['the-id-of-another', { id: 101, name }],
	])('keep a rule class when a PATCH gives %s', async (what, value) => {
		expect(await patchedTraveller(`keeps-${what}`, { path, value })).toEqual({
			outcome: refusal(`Invalid '${path}' Value`, path),
			ruleClass: { id: 101, name: 'Standard Travel' },
		});
	});
});
