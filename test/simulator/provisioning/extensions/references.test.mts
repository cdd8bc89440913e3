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
	it.each(cases)('rejects %s', async (name, value, problem, schemaPath) => {
		const id = await concur.spender(`roles-${cases.findIndex(([each]) => each === name)}`);
		const operation = await concur.finished(
			await concur.patch(id, [replace(spend('Role'), 'roles', value)]),
		);
		const message =
			problem === 'Value'
				? `Invalid '${schemaPath}' Value`
				: `Invalid Permissions for '${schemaPath}'`;
		expect(extension(operation, spend('Role'))).toEqual(rejection(message, schemaPath));
	});

	it('rejects two that exclude each other, both of them', async () => {
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
		const rejected = await concur.finished(
			await concur.patch(id, [
				{ op: 'add', path: `${spend('Role')}:roles`, value: roles('REQ_USER') },
			]),
		);

		expect(extension(granted, spend('Role'))).toEqual(success);
		expect(extension(rejected, spend('Role'))).toMatchObject({ result: 'error' });
		expect(await concur.profile(id)).toMatchObject({
			[spend('Role')]: { roles: [{ roleName: 'EXP_USER' }, { roleName: 'EXP_APPROVER' }] },
		});
	});
});

describe('references to users', () => {
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

	it('are rejected when the approver lacks the role or does not exist', async () => {
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
			rejection(`Invalid Permissions for '${path}'`, path),
		);
		expect(extension(await concur.finished(unknown), spend('Approver'))).toEqual(
			rejection('Invalid User ID', path),
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

	it('are rejected for a user without a Spend profile', async () => {
		const { body } = await concur.create('xaver');
		const operation = await concur.finished(
			await concur.patch(body.id, [
				replace(spend('Approver'), '', report({ employeeNumber: 'vera' })),
			]),
		);
		expect(extension(operation, spend('Approver'))).toEqual(
			rejection('Invalid User ID', spend('Approver')),
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
			rejection(`Invalid Permissions for '${delegatePath}'`, delegatePath),
		);
	});
});
