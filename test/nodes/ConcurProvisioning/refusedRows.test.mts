// A row that is not sent stays a person: who, why, and what to do.
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { located, mapped } from '../../support/concur.mts';
import {
	fieldsOfRow,
	goOn,
	jsonOf,
	virtualWorld,
	type Options,
} from '../../support/virtualWorld.mts';

const world = virtualWorld({ provisioning: { finishesAfterMs: 0 } });
const { steer, requests } = world;

const fields = { ...fieldsOfRow, workEmail: 'pat@example.com' };
const three = [
	{ mail: 'one@example.com', no: 'N1' },
	{ mail: 'not a name', no: 'N2' },
	{ mail: 'three@example.com', no: 'N3' },
];
const run = async (
	operation: string,
	parameters: object,
	items: object[],
	options: Options = {},
) => {
	const all = { ...goOn, ...options };
	return jsonOf(await world.run(new ConcurProvisioning(), operation, parameters, items, all));
};
const create = async (items: object[], more: object = {}) =>
	await run('create', { fields: mapped({ ...fields, ...more }) }, items);
const createIdentity = async (items: object[]) =>
	await world.run(new ConcurIdentity(), 'create', { fields: mapped(fields) }, items, goOn);
const wait = async (items: object[]) => {
	const parameters = { provisionId: '={{ $json.provisionId }}' };
	return await world.run(new ConcurProvisioningStatus(), 'wait', parameters, items);
};

describe('a row that is not sent', () => {
	it('says who it is, what is wrong with which field, and what to do', async () => {
		const [first, second, third] = await create(three);
		expect([first, third]).toMatchObject([{ outcome: 'submitted' }, { outcome: 'submitted' }]);
		expect(second).toEqual({
			notices: [],
			userName: 'not a name',
			employeeNumber: 'N2',
			outcome: 'failed',
			why: expect.stringMatching(/^User name /),
			operation: 'create',
			provisionId: null,
			sent: [],
			hint: expect.stringMatching(/^User name: /),
			errors: [
				{
					field: 'userName',
					label: 'User name',
					column: 'mail',
					sent: 'not a name',
					message: expect.any(String),
					hint: expect.any(String),
				},
			],
			correlationId: '',
			error: expect.stringMatching(/^User name .*\[item 1\]$/),
		});
		expect(Object.keys(second!).slice(0, 4)).toEqual([
			'userName',
			'employeeNumber',
			'outcome',
			'why',
		]);
	});

	it('leaves Status by Failed with its reason, and the others are read', async () => {
		const items = await create(three);
		const { error, outputs } = await wait(items);
		expect(error).toBeUndefined();
		const [succeeded, partial, failed, pending] = outputs.map((output) =>
			output.map(({ json }) => json),
		);
		expect(succeeded).toHaveLength(2);
		expect(failed).toMatchObject([
			{
				userName: 'not a name',
				employeeNumber: 'N2',
				outcome: 'failed',
				why: expect.stringMatching(/^User name /),
			},
		]);
		expect([partial, pending]).toEqual([[], []]);
	});

	it('is an item for the same user as another', async () => {
		const [, second] = await create([three[0]!, three[0]!]);
		expect(second).toMatchObject({
			userName: 'one@example.com',
			employeeNumber: 'N1',
			outcome: 'failed',
			why: expect.stringContaining('same user as row 1'),
			provisionId: null,
		});
	});

	it.each([
		['employeeNumber', 'N404', { employeeNumber: 'N404' }],
		['userName', 'nobody@example.com', { userName: 'nobody@example.com' }],
		['email', 'nobody@example.com', { employeeNumber: 'N404' }],
	])('is an update of a user whom SAP Concur does not know by %s', async (mode, value, who) => {
		const parameters = { user: located(mode, value), fields: mapped({ title: 'Director' }) };
		const [item] = await run('update', parameters, [{ employeeNumber: 'N404' }]);
		expect(item).toMatchObject({
			...who,
			outcome: 'failed',
			operation: 'update',
			why: expect.stringMatching(/^No user in SAP Concur has the /),
		});
	});

	it('is an update whose user could not be read before', async () => {
		const [created] = await create([three[0]!], {
			spendCountry: 'US',
			spendLocale: 'en_US',
			reimbursementCurrency: 'USD',
		});
		await steer('faults', [
			{ match: 'GET /profile/spend', times: 1000, kind: 'status', status: 503 },
		]);
		const parameters = {
			user: located('id', String(created!.userId)),
			fields: mapped({ custom1: 'one', reportApprover: '1001' }),
		};
		const [item] = await run('update', parameters, [three[0]!]);
		expect(item).toMatchObject({
			outcome: 'failed',
			why: 'SAP Concur is temporarily unable to process the request',
			userId: created!.userId,
		});
	});

	it('is a user whose data is too large for a request', async () => {
		const additionalAttributes = JSON.stringify({
			emergencyContacts: Array.from({ length: 6000 }, (_, n) => ({
				name: `Contact number ${n} of very many`,
				relationship: 'Other',
				phones: ['+1 425 555 0100'],
			})),
		});
		const [item] = await run('create', { fields: mapped(fields), additionalAttributes }, [
			three[0]!,
		]);
		expect(item).toMatchObject({ userName: 'one@example.com', outcome: 'failed' });
	});

	it.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'keeps the reason of an earlier node and stops nothing (%s)',
		async (onError) => {
			const made = await createIdentity(three);
			const items = await run(
				'update',
				{ user: located('id', '={{ $json.id }}'), fields: mapped({ title: 'Director' }) },
				made.outputs[0]!.map(({ json }) => json),
				{ onError },
			);
			expect(items.map(({ outcome }) => outcome)).toEqual(['submitted', 'failed', 'submitted']);
			expect(items[1]).toMatchObject({
				userName: 'not a name',
				employeeNumber: 'N2',
				why: expect.stringMatching(/^User name /),
				provisionId: null,
			});
		},
	);

	it.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'is passed on by SAP Concur Identity, too, as what it was (%s)',
		async (onError) => {
			const row = (more: object) => ({ employeeNumber: 'N1', why: 'Earlier reason', ...more });
			const { error, outputs } = await world.run(
				new ConcurIdentity(),
				'deactivate',
				{ user: located('id', '={{ $json.id }}') },
				[
					row({ outcome: 'unknown', operation: 'create' }),
					{ id: '10010000-0000-4000-8000-000000001001' },
					row({ outcome: 'failed', operation: 'create', error: 'Earlier reason' }),
				],
				{ onError },
			);
			expect(error).toBeUndefined();
			expect(outputs[0]!.map(({ json }) => json)).toMatchObject([
				{ outcome: 'unknown', why: 'Earlier reason', operation: 'create' },
				{ active: false },
				{ outcome: 'failed', why: 'Earlier reason', operation: 'create' },
			]);
		},
	);

	it('says what is wrong now when somebody corrected it and made another mistake', async () => {
		const failedBefore = { outcome: 'failed', why: 'Earlier reason', operation: 'create' };
		const items = await run(
			'create',
			{ fields: mapped({ ...fields, startDate: '={{ $json.start }}' }) },
			[
				{ ...failedBefore, mail: 'one@example.com', no: 'N1', start: '31.02.2026' },
				{ ...failedBefore, mail: 'two@example.com', no: 'N2', start: '2026-03-01' },
			],
		);
		expect(items).toMatchObject([
			{ outcome: 'failed', why: expect.stringMatching(/^Start date .*not in the calendar/) },
			{ outcome: 'submitted', why: '' },
		]);
	});

	it('moves to the error output with its row where that is asked for', async () => {
		const { outputs } = await world.run(
			new ConcurProvisioning(),
			'create',
			{ fields: mapped(fields) },
			three,
			{ onError: 'continueErrorOutput' },
		);
		expect(outputs[0]).toHaveLength(2);
		expect(outputs[1]!.map(({ json }) => json)).toMatchObject([
			{ ...three[1], error: expect.stringContaining('User name'), message: expect.any(String) },
		]);
	});

	it('names the person in SAP Concur Identity, too', async () => {
		const { outputs } = await createIdentity(three);
		expect(outputs[0]!.map(({ json }) => json.userName)).toEqual([
			'one@example.com',
			'not a name',
			'three@example.com',
		]);
		expect(outputs[0]![1]!.json).toMatchObject({
			employeeNumber: 'N2',
			outcome: 'failed',
			why: expect.stringMatching(/^User name /),
			errors: [{ label: 'User name' }],
		});
	});
});

describe('an update that changes nothing', () => {
	it.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'is a success beside the others (%s)',
		async (onError) => {
			const made = await create([three[0]!, three[2]!]);
			world.clock.advance(60_000);
			const users = (
				await run('getProfile', { user: located('userName', '={{ $json.mail }}') }, [
					three[0]!,
					three[2]!,
				])
			).map(({ id }) => ({ id }));
			const rows = users.map((user, n) => ({ ...user, title: n === 0 ? '' : 'Director' }));
			const parameters = {
				user: located('id', '={{ $json.id }}'),
				fields: mapped({ title: '={{ $json.title }}' }),
			};
			const items = await run('update', parameters, rows, { onError });
			expect(made).toHaveLength(2);
			expect(items).toMatchObject([
				{
					outcome: 'unchanged',
					why: '',
					operation: 'unchanged',
					provisionId: null,
					userId: users[0]!.id,
				},
				{ outcome: 'submitted', operation: 'update' },
			]);
			const { outputs } = await wait(items);
			expect(outputs[0]!.map(({ json }) => json.userId)).toEqual(users.map(({ id }) => id));
		},
	);

	it('sends nothing', async () => {
		await create([three[0]!]);
		const before = await requests();
		await run(
			'update',
			{ user: located('userName', 'one@example.com'), fields: mapped({ title: '' }) },
			[{}],
		);
		const sent = (await requests()).slice(before.length);
		expect(sent).toEqual(['POST /profile/identity/v4.1/Users/.search']);
	});
});
