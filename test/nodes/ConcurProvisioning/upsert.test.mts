// The same file, sent again and again: who is missing is created, what differs is changed, and nobody else is touched.
import omit from 'lodash/omit.js';
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { goOn, jsonOf, virtualWorld, type Options } from '../../support/virtualWorld.mts';

const world = virtualWorld({ provisioning: { finishesAfterMs: 0 } });
const provisioning = new ConcurProvisioning();
const automatic = { mappingMode: 'autoMapInputData', value: null };

const row = (n: number, more: IDataObject = {}): IDataObject => ({
	'User name': `person${n}@example.com`,
	'First name': 'Pat',
	'Last name': `Doe${n}`,
	'Work email': `Person${n}@Example.com`,
	'Employee number': `N${n}`,
	'Hire Date': '2026-01-05',
	Department: 'Sales',
	'Mobile Phone': '+49 170 1234567',
	Country: 'US',
	Locale: 'en-US',
	Currency: 'USD',
	'Custom 1': 'A1',
	'Report Approver': '1001',
	...more,
});

const sync = async (items: IDataObject[], parameters: object = {}, options: Options = {}) =>
	await world.run(provisioning, 'upsert', { fields: automatic, ...parameters }, items, options);

const writes = async () =>
	(await world.requests()).filter(
		(request) => !request.startsWith('GET') && !request.endsWith('.search'),
	);

describe('SAP Concur Provisioning, Create or Update', () => {
	it('creates who is missing, and the second time finds nothing to do', async () => {
		const first = jsonOf(await sync([row(1), row(2), row(3)]));
		expect(first.map(({ outcome, operation }) => [outcome, operation])).toEqual(
			Array(3).fill(['submitted', 'create']),
		);
		const before = (await writes()).length;
		const second = jsonOf(await sync([row(1), row(2), row(3)]));
		expect(second.map(({ outcome, operation, changes }) => [outcome, operation, changes])).toEqual(
			Array(3).fill(['unchanged', 'unchanged', []]),
		);
		expect(await writes()).toHaveLength(before);
		const status = await world.run(
			new ConcurProvisioningStatus(),
			'wait',
			{ provisionId: '={{ $json.provisionId }}' },
			second,
		);
		expect(status.outputs.map(({ length }) => length)).toEqual([3, 0, 0, 0]);
	});

	it('sends only what differs and says it field by field', async () => {
		await sync([row(1), row(2)]);
		const changed = row(2, {
			Department: 'Finance',
			'Custom 1': 'B2',
			'Mobile Phone': '',
			'Work email': 'new2@example.com',
		});
		const [one, two] = jsonOf(await sync([row(1), changed]));
		expect(one).toMatchObject({ outcome: 'unchanged' });
		expect(two).toMatchObject({
			outcome: 'submitted',
			operation: 'update',
			sent: ['core', 'enterprise', 'spend.User'],
			changes: [
				{ field: 'department', label: 'Department', from: 'Sales', to: 'Finance' },
				{ field: 'workEmail', from: 'person2@example.com', to: 'new2@example.com' },
				{ field: 'custom1', from: 'A1', to: 'B2' },
			],
		});
	});

	it('does not touch a user whom one of the keys contradicts, and says whose they are', async () => {
		const items = [
			row(1, { 'Employee number': '1003', 'User name': 'martin.doyle@example.com' }),
			row(2, { 'User name': 'ines.weber@example.com' }),
			row(3),
		];
		const [two, newcomer, right] = jsonOf(await sync(items, {}, goOn));
		expect(two).toMatchObject({ outcome: 'failed' });
		expect(two?.why).toContain('belongs to Ines Weber');
		expect(two?.why).toContain('belongs to Martin Doyle');
		expect(newcomer).toMatchObject({ outcome: 'failed' });
		expect(newcomer?.why).toContain('Ines Weber (employee number 1003)');
		expect(right).toMatchObject({ outcome: 'submitted', operation: 'create' });
		expect(await writes()).toEqual(['POST /profile/v4/Bulk']);
	});

	it('leaves inactive people alone, unless the form says that they come back', async () => {
		await sync([row(1)]);
		await sync([row(1, { Status: 'Terminated', 'Termination Date': '2026-01-31' })]);
		const left = row(1, { Department: 'Finance' });
		const [refused] = jsonOf(await sync([left], {}, goOn));
		expect(refused).toMatchObject({ outcome: 'failed' });
		expect(refused?.why).toContain('inactive');
		const [back] = jsonOf(await sync([left], { inactivePeople: 'reactivate' }));
		expect(back).toMatchObject({ outcome: 'submitted', operation: 'update' });
		expect((back?.changes as IDataObject[]).map(({ field, to }) => [field, to])).toEqual([
			['active', true],
			['terminationDate', null],
			['department', 'Finance'],
		]);
		expect(jsonOf(await sync([left]))[0]).toMatchObject({ outcome: 'unchanged' });
	});

	it.each([
		['userName', { 'Employee number': 'N1' }],
		['email', {}],
		['externalId', { 'External ID': 'X1' }],
	])('finds people by %s', async (matchBy, more) => {
		await sync([row(1, { 'External ID': 'X1' })]);
		const [again] = jsonOf(await sync([row(1, { 'External ID': 'X1', ...more })], { matchBy }));
		expect(again).toMatchObject({ outcome: 'unchanged', employeeNumber: 'N1' });
		const changed = row(1, { ...more, Department: 'Finance' });
		expect(jsonOf(await sync([changed], { matchBy }))[0]).toMatchObject({
			outcome: 'submitted',
			changes: [{ field: 'department' }],
		});
	});

	it('asks which one is meant when several users have the key', async () => {
		const shared = { 'Work email': 'team@example.com' };
		await sync([row(1, shared), row(2, shared)]);
		const [item] = jsonOf(await sync([row(1, shared)], { matchBy: 'email' }, goOn));
		expect(item).toMatchObject({ outcome: 'failed' });
		expect(item?.why).toBe(
			'Work email belongs to 2 users in SAP Concur: Pat Doe1 (user name person1@example.com, employee number N1) and Pat Doe2 (user name person2@example.com, employee number N2) (sent: "team@example.com")',
		);
	});

	it('does not take somebody with another employee number for the person of the row', async () => {
		await sync([row(1)]);
		const other = row(1, { 'Employee number': 'N99' });
		const [item] = jsonOf(await sync([other], { matchBy: 'userName' }, goOn));
		expect(item).toMatchObject({ outcome: 'failed', employeeNumber: 'N99' });
		expect(item?.why).toContain('so this may be another person');
	});

	it('renames a user whose row has a new user name', async () => {
		await sync([row(1)]);
		const [item] = jsonOf(await sync([row(1, { 'User name': 'married@example.com' })]));
		expect(item).toMatchObject({
			changes: [{ field: 'userName', from: 'person1@example.com', to: 'married@example.com' }],
		});
	});

	it('sends nothing for any row while one lacks what it is matched by', async () => {
		const { error } = await sync([row(1), row(2, { 'Employee number': '' })]);
		expect(error?.message).toContain('Row 2 (Pat Doe2): Employee number is missing');
		expect(await writes()).toEqual([]);
	});

	it('sends one of several rows for the same user: the first one, or the one that SAP Concur agrees with', async () => {
		await sync([row(1), row(4)]);
		const other = row(5, { 'Employee number': 'n4' });
		const newcomers = [row(2), row(6, { 'Employee number': 'N2' })];
		const items = jsonOf(await sync([row(1), row(1), other, row(4), ...newcomers], {}, goOn));
		expect(items.map(({ outcome }) => outcome)).toEqual([
			...['unchanged', 'failed', 'failed', 'unchanged', 'submitted', 'failed'],
		]);
		expect(items[1]?.why).toContain('is for the same user as row 1: both have the same employee');
		expect(items[2]?.why).toContain(
			'This row is for the same user as row 4: both have the employee number',
		);
		expect(items[5]?.why).toContain('but the user name differs');
	});

	it('sends neither of two rows for the same user if SAP Concur agrees with none of them', async () => {
		await sync([row(1)]);
		const renamed = ['anna@example.com', 'berta@example.com'].map((login) =>
			row(1, { 'User name': login }),
		);
		const items = jsonOf(await sync(renamed, {}, goOn));
		expect(items.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
	});

	it('lets a row that cannot be sent keep nobody else from being sent', async () => {
		await sync([row(1)]);
		const wrong = row(5, { 'User name': 'person1@example.com' });
		const left = row(9, { 'Termination Date': '2020-01-31', 'Hire Date': '2019-01-01' });
		const people = [wrong, row(1, { Department: 'Finance' }), left, row(9)];
		const items = jsonOf(await sync(people, {}, goOn));
		expect(items.map(({ outcome }) => outcome)).toEqual([
			...['failed', 'submitted', 'unchanged', 'submitted'],
		]);
	});

	it('does not turn a user into somebody of whom everything else differs', async () => {
		await sync([row(1)]);
		const other = row(1, {
			'User name': 'zoe@example.com',
			'First name': 'Zoe',
			'Last name': 'Other',
			'Work email': 'zoe@example.com',
		});
		const [item] = jsonOf(await sync([other], {}, goOn));
		expect(item).toMatchObject({ outcome: 'failed' });
		expect(item?.why).toContain('belongs to Pat Doe1');
	});

	it('says that nobody has the key when a row lacks what a new user requires', async () => {
		const { error } = await sync([{ 'Employee number': 'N99', Department: 'Z' }]);
		expect(error?.message).toContain(
			'Nobody in SAP Concur has the employee number "N99", so this would be a new user: User name is missing',
		);
	});

	it('updates the country of a user who has an expense profile, and begins none by a country', async () => {
		await sync([row(1)]);
		const [item] = jsonOf(await sync([{ 'Employee number': 'N1', Country: 'DE' }]));
		expect(item).toMatchObject({ changes: [{ field: 'spendCountry', from: 'US', to: 'DE' }] });
		const bare = omit(row(2), 'Locale', 'Currency', 'Custom 1', 'Report Approver');
		const [created] = jsonOf(await sync([bare]));
		expect(created).toMatchObject({ operation: 'create' });
		expect(created?.sent).not.toContain('spend.User');
		expect(jsonOf(await sync([bare]))[0]).toMatchObject({ outcome: 'unchanged' });
	});

	it('clears an approver, and nothing of somebody who has none', async () => {
		await sync([row(1)]);
		const options = { options: { clearWith: 'CLEAR' } };
		const cleared = row(1, { 'Report Approver': 'CLEAR' });
		expect(jsonOf(await sync([cleared], options))[0]).toMatchObject({
			changes: [{ field: 'reportApprover', to: null }],
		});
		expect(jsonOf(await sync([cleared], options))[0]).toMatchObject({ outcome: 'unchanged' });
		const added = row(3, { 'Report Approver': 'CLEAR' });
		expect(jsonOf(await sync([added], options))[0]).toMatchObject({ operation: 'create' });
		const withoutExpense = omit(row(2), 'Country', 'Locale', 'Currency', 'Report Approver');
		await sync([{ ...withoutExpense, 'Custom 1': '' }]);
		expect(
			jsonOf(await sync([{ ...withoutExpense, 'Custom 1': 'CLEAR' }], options))[0],
		).toMatchObject({ outcome: 'unchanged' });
	});

	it('changes nobody while it cannot be seen who is active', async () => {
		await sync([row(1)]);
		await world.through(({ path }, answer) =>
			path.endsWith('.search')
				? { ...answer, body: answer.body.replace(/"active":(true|false),?/g, '') }
				: answer,
		);
		const [item] = jsonOf(await sync([row(1, { Department: 'Finance' })], {}, goOn));
		expect(item).toMatchObject({ outcome: 'failed' });
		expect(item?.why).toContain('not allowed to read whether that user is active');
	});

	it('does not create people who left before they ever were in SAP Concur', async () => {
		const gone = row(1, { 'Termination Date': '2020-01-31', 'Hire Date': '2019-01-01' });
		const [item] = jsonOf(await sync([gone]));
		expect(item).toMatchObject({ outcome: 'unchanged', operation: 'unchanged', changes: [] });
		expect(item?.notices).toContain(
			'Not created: this person is not in SAP Concur, and the termination date has passed',
		);
		expect(await writes()).toEqual([]);
	});

	it('finds nothing to do for a leaver whose row has no column for the status', async () => {
		await sync([row(1)]);
		const gone = row(1, { 'Termination Date': '2026-01-31' });
		await sync([{ ...gone, Active: 'no' }]);
		expect(jsonOf(await sync([gone]))[0]).toMatchObject({ outcome: 'unchanged' });
	});

	it('keeps the user name and the locale of an existing user where the file has no column for them', async () => {
		const export1 = {
			...omit(row(1), 'User name', 'Locale'),
			Language: 'German',
			Country: 'Germany',
			Currency: 'EUR',
		};
		const [created] = jsonOf(await sync([export1]));
		expect(created).toMatchObject({ operation: 'create', userName: 'Person1@Example.com' });
		expect(jsonOf(await sync([export1]))[0]).toMatchObject({ outcome: 'unchanged' });
		const moved = { ...export1, 'Work email': 'new@example.com', Country: 'Austria' };
		expect(jsonOf(await sync([moved]))[0]).toMatchObject({
			changes: [{ field: 'workEmail' }, { field: 'spendCountry', from: 'DE', to: 'AT' }],
		});
	});

	it('does not begin an expense profile that lacks what SAP Concur requires', async () => {
		await world.run(provisioning, 'create', { fields: automatic }, [
			{ ...row(1), Country: '', Locale: '', Currency: '', 'Custom 1': '', 'Report Approver': '' },
		]);
		const before = (await writes()).length;
		const { error } = await sync([row(1, { Locale: '', Country: 'US' })]);
		expect(error?.message).toContain('Expense locale is missing');
		expect(await writes()).toHaveLength(before);
		const [item] = jsonOf(await sync([row(1)]));
		expect(item).toMatchObject({ operation: 'update' });
		expect((item?.sent as string[]).sort()).toEqual(['spend.Approver', 'spend.User']);
		expect(jsonOf(await sync([row(1)]))[0]).toMatchObject({ outcome: 'unchanged' });
	});

	it('sends nothing for people whose expense profile cannot be read', async () => {
		await sync([row(1)]);
		const before = (await writes()).length;
		await world.steer('faults', [
			{ match: 'GET /profile/spend/v4.1/Users', times: 99, kind: 'status', status: 403 },
		]);
		const [item] = jsonOf(await sync([row(1, { 'Custom 1': 'B2' })], {}, goOn));
		expect(item).toMatchObject({ outcome: 'failed' });
		expect(item?.why).toContain('SAP Concur does not allow this request');
		expect(await writes()).toHaveLength(before);
	});

	it('sends nobody twice when n8n runs the node again', async () => {
		await world.steer('faults', [
			{ match: 'POST /profile/v4/Bulk', times: 1, kind: 'status', status: 400 },
		]);
		const people = Array.from({ length: 150 }, (_, n) => row(n));
		const items = jsonOf(
			await sync(people, {}, { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 }),
		);
		expect(items.map(({ outcome }) => outcome)).toEqual(Array(150).fill('submitted'));
	});

	it('passes on what an earlier node could not finish, with its reason', async () => {
		const failedBefore = {
			userName: 'person1@example.com',
			employeeNumber: 'N1',
			outcome: 'failed',
			why: 'Title is too long',
		};
		const passed = async () => jsonOf(await sync([failedBefore], {}, goOn))[0];
		expect(await passed()).toMatchObject({ outcome: 'failed', why: 'Title is too long' });
		await sync([row(1)]);
		expect(await passed()).toMatchObject({ outcome: 'failed', why: 'Title is too long' });
	});

	it('names managers in the words of the row', async () => {
		await sync([row(1, { Manager: '1002' })]);
		expect(jsonOf(await sync([row(1, { Manager: '1002' })]))[0]).toMatchObject({
			outcome: 'unchanged',
		});
		expect(jsonOf(await sync([row(1, { Manager: 'ines.weber@example.com' })]))[0]).toMatchObject({
			changes: [{ field: 'manager', label: 'Manager', from: '1002', to: 'ines.weber@example.com' }],
		});
	});

	it('clears what holds the word of Clear With, and nothing that is blank', async () => {
		await sync([row(1), row(2)]);
		const options = { options: { clearWith: 'clear' } };
		const cleared = row(1, { 'Custom 1': 'CLEAR', Department: ' Clear ', 'Mobile Phone': '' });
		const [one, two] = jsonOf(await sync([cleared, row(2)], options));
		expect(one).toMatchObject({
			changes: [
				{ field: 'department', from: 'Sales', to: null },
				{ field: 'custom1', from: 'A1', to: null },
			],
		});
		expect(two).toMatchObject({ outcome: 'unchanged' });
		expect(jsonOf(await sync([cleared], options))[0]).toMatchObject({ outcome: 'unchanged' });
		const { error } = await sync([row(3, { 'Last name': 'CLEAR' })], options);
		expect(error?.message).toContain('Last name cannot be cleared');
		const [created] = jsonOf(await sync([row(4, { Department: 'CLEAR' })], options));
		expect(created).toMatchObject({ operation: 'create' });
		expect(jsonOf(await sync([row(4, { Department: '' })]))[0]).toMatchObject({
			outcome: 'unchanged',
		});
	});

	it('knows an approver again whom SAP Concur names in another way than the row', async () => {
		const ines = {
			'Employee number': '1003',
			'User name': 'ines.weber@example.com',
			'Report Approver': '1001',
		};
		expect(jsonOf(await sync([ines]))[0]).toMatchObject({ outcome: 'unchanged', changes: [] });
		await sync([row(1)]);
		const byEmail = row(1, { 'Report Approver': 'grace.palmer@example.com' });
		expect(jsonOf(await sync([byEmail]))[0]).toMatchObject({ outcome: 'unchanged', changes: [] });
	});

	it('sets the manager of somebody who is there to somebody who is created in the same run', async () => {
		await sync([row(1)]);
		const people = [row(1, { Manager: 'N2' }), row(2)];
		const [one, two] = jsonOf(await sync(people));
		expect(two).toMatchObject({ outcome: 'submitted', operation: 'create' });
		expect(one).toMatchObject({
			outcome: 'submitted',
			operation: 'update',
			sent: ['enterprise'],
			changes: [{ field: 'manager', label: 'Manager', from: null, to: 'N2' }],
		});
		expect(jsonOf(await sync(people)).map(({ outcome }) => outcome)).toEqual(
			Array(2).fill('unchanged'),
		);
	});
});
