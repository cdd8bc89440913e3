// Items of every outcome and verdict are as the schemas say, and no schema names an outcome that nobody has seen.
import difference from 'lodash/difference.js';
import groupBy from 'lodash/groupBy.js';
import mapValues from 'lodash/mapValues.js';
import pickBy from 'lodash/pickBy.js';
import uniq from 'lodash/uniq.js';
import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { located } from '../../support/concur.mts';
import { goOn, virtualWorld, type Options } from '../../support/virtualWorld.mts';
import { identity, provisioning, status } from '../operations.mts';
import { employee, importFile } from '../ConcurProvisioning/importFile/importFile.mts';
import { faultsIn, schemaOf, type Operation } from './schemaOf.mts';

const world = virtualWorld({
	provisioning: {
		finishesAfterMs: 0,
		slowUserNames: ['person9@example.com'],
		slowFinishesAfterMs: 600_000,
	},
});
const fields = { mappingMode: 'autoMapInputData', value: null };
const provisionId = '={{ $json.provisionId }}';

/** A row of the person n, as HR writes it. */
const row = (n: number, more: IDataObject = {}): IDataObject => ({
	'User name': `person${n}@example.com`,
	'First name': 'Pat',
	'Last name': `Doe${n}`,
	'Work email': `person${n}@example.com`,
	'Employee number': `N${n}`,
	Department: 'Sales',
	...more,
});
const withExpense = (n: number, more: IDataObject = {}) =>
	row(n, {
		'Expense country': 'Deutschland',
		'Expense locale': 'de-DE',
		'Reimbursement currency': 'EUR',
		...more,
	});

const seen: Array<Operation & { said: string }> = [];

/** The items of a run by all outputs, checked against the schema of the operation. */
async function run(
	node: INodeType,
	path: string,
	parameters: object,
	items: object[],
	options: Options = goOn,
): Promise<INodeExecutionData[]> {
	const [resource = '', operation = ''] = path.split('/');
	const given = { resource, ...parameters };
	const { outputs, error } = await world.run(node, operation, given, items, options);
	expect(error).toBeUndefined();
	const all = outputs.flat();
	const jsons = all.map(({ json }) => json);
	expect(faultsIn({ node, resource, operation }, jsons)).toEqual([]);
	for (const json of jsons) {
		const { outcome, verdict, state, change } = json;
		const said = String(outcome ?? verdict ?? state ?? change);
		seen.push({ node, resource, operation, said });
	}
	return all;
}

const outcomesOf = (items: INodeExecutionData[]) =>
	items.map(({ json: { outcome, verdict, state } }) => String(outcome ?? verdict ?? state));
const upsert = async (items: object[], more: object = {}) =>
	await run(provisioning, 'user/upsert', { fields, submitAs: 'bulk', ...more }, items);
const lose = async (match: string) =>
	await world.steer('faults', [
		{ match, times: 1, kind: 'dropAfterCommit' },
		{
			match: 'POST /profile/identity/v4.1/Users/.search',
			times: 1000,
			kind: 'status',
			status: 503,
		},
	]);
const deactivate = async (n: number) =>
	await run(identity, 'user/deactivate', { user: located('employeeNumber', `N${n}`) }, [{}]);

describe('SAP Concur Identity', () => {
	it('creates, changes, leaves alone, and rejects users', async () => {
		await run(identity, 'user/create', { fields }, [row(1), row(2)]);
		const rows = [
			row(1),
			row(2, { Department: 'Support', Country: 'x' }),
			row(3, { 'Time zone': 'Berlin' }),
			row(4, { 'Date of birth': 'soon' }),
			row(5, { 'Employee number': 'N1', 'User name': 'person1@example.com' }),
		];
		const items = await run(identity, 'user/upsert', { fields }, rows);
		expect(outcomesOf(items)).toEqual([
			...['unchanged', 'succeeded', 'succeeded', 'failed', 'failed'],
		]);
	});

	it('does not know what became of a lost request', async () => {
		await lose('POST /profile/identity/v4.1/Users');
		expect(outcomesOf(await run(identity, 'user/create', { fields }, [row(1)]))).toEqual([
			'unknown',
		]);
	});

	it('finds who is new, and who has changed', async () => {
		const hourMs = 3_600_000;
		world.simulator.advance(2 * hourMs);
		await run(identity, 'user/create', { fields }, [row(1)]);
		const user = located('employeeNumber', '1001');
		const change = { mappingMode: 'defineBelow', value: { title: 'Director' } };
		await run(identity, 'user/update', { user, fields: change }, [{}]);
		const time = new Date(world.clock.now() + hourMs).toISOString();
		const items = await run(identity, 'user/changedSince', { since: 'givenTime', time }, [{}]);
		expect(items.map(({ json }) => json.change).sort()).toEqual(['changed', 'created']);
	});

	it('checks a connection that works, and one that does not', async () => {
		await run(identity, 'connection/check', {}, [{}]);
		world.simulator.settings({ app: { scopes: ['identity.user.core.read'] } });
		const items = await run(identity, 'connection/check', {}, [{}]);
		expect(uniq(outcomesOf(items)).sort()).toEqual(['failed', 'ok', 'warning']);
	});

	it('makes support details of past items', async () => {
		const past = await upsert([withExpense(1)]);
		const items = await run(identity, 'connection/supportDetails', { provisionId }, past);
		expect(items).toMatchObject([{ json: { supportDetails: expect.any(String) as string } }]);
	});
});

describe('a provisioning request', () => {
	const rows = [
		withExpense(1),
		withExpense(2, { 'Reimbursement currency': 'XXX' }),
		withExpense(3, { 'Date of birth': 'soon' }),
		withExpense(9),
	];

	it('is sent, and ends in any way', async () => {
		const sent = await upsert(rows);
		expect(outcomesOf(sent)).toEqual(['submitted', 'submitted', 'failed', 'submitted']);
		await lose('POST /profile/v4/Bulk');
		const form = { fields, submitAs: 'bulk' };
		const lost = await run(provisioning, 'user/create', form, [withExpense(5), withExpense(6)]);
		expect(outcomesOf(lost)).toEqual(['unknown', 'unknown']);
		await world.steer('faults', []);
		const all = [...sent, ...lost];
		for (const includeDetails of ['always', 'never']) {
			const options = { includeDetails };
			const get = await run(status, 'provisioningRequest/get', { provisionId, options }, all);
			expect(outcomesOf(get)).toEqual([
				...['succeeded', 'partial', 'failed', 'pending', 'unknown', 'unknown'],
			]);
		}
		const ended = await run(
			status,
			'provisioningRequest/wait',
			{ provisionId, maximumWaitMinutes: 1, options: { includeDetails: 'always' } },
			all,
		);
		expect(outcomesOf(ended)).toEqual([
			...['succeeded', 'partial', 'failed', 'pending', 'unknown', 'unknown'],
		]);
		const repaired = await run(
			provisioning,
			'user/repair',
			{ repair: '={{ $json.repair }}', submitAs: 'bulk' },
			ended,
		);
		expect(outcomesOf(repaired)).toEqual([
			...['succeeded', 'submitted', 'failed', 'pending', 'unknown', 'unknown'],
		]);
	});

	it('that needs no repair is passed on', async () => {
		await upsert([withExpense(1)]);
		const again = await upsert([withExpense(1)]);
		const created = await run(provisioning, 'user/create', { fields, submitAs: 'bulk' }, [
			withExpense(4, { 'Reimbursement currency': 'XXX' }),
		]);
		const ended = await run(status, 'provisioningRequest/get', { provisionId }, created);
		const repaired = await run(provisioning, 'user/repair', { repair: '', submitAs: 'bulk' }, [
			...again,
			...ended,
		]);
		expect(outcomesOf(repaired)).toEqual(['unchanged', 'partial']);
	});

	it('changes users, and leaves those alone who have all of it', async () => {
		await upsert([withExpense(1), withExpense(2)]);
		const items = await upsert([withExpense(1), withExpense(2, { Department: 'Support' })]);
		expect(outcomesOf(items)).toEqual(['unchanged', 'submitted']);
		const plain = { mappingMode: 'defineBelow', value: { title: 'Director' } };
		for (const [verb, parameters] of Object.entries({
			update: { fields: plain },
			terminate: { lastDay: '2026-01-31' },
			rehire: {},
			assignRoles: { roles: 'EXP_APPROVER' },
			removeRoles: { roles: 'EXP_APPROVER' },
			setApprovers: { reportApprover: '1001' },
			setDelegates: { delegates: '1001' },
			recordLeave: { leaveStart: '2026-01-31' },
			endLeave: { leaveEnd: '2026-06-30' },
		})) {
			const user = located('employeeNumber', '={{ $json.who }}');
			const who = [{ who: 'N1' }, { who: 'nobody' }];
			const [, other] = await run(provisioning, `user/${verb}`, { user, ...parameters }, who);
			expect(other!.json.outcome).toBe('failed');
		}
	});

	it('says what was left out because somebody else was not there', async () => {
		const named = [
			withExpense(1, { Manager: 'N2', 'Employee number': 'N1' }),
			withExpense(2, { Manager: 'N1', 'Date of birth': '1990-01-31' }),
		];
		await world.steer('faults', [
			{ match: 'PATCH /profile/v4/Users', times: 100, kind: 'status', status: 400 },
		]);
		const items = await run(provisioning, 'user/create', { fields, submitAs: 'single' }, named);
		expect(items.some(({ json }) => json.leftOut)).toBe(true);
		await world.steer('faults', []);
		await run(status, 'provisioningRequest/wait', { provisionId }, items);
	});
});

describe('reports', () => {
	it('plan and compare rows', async () => {
		await upsert([1, 2, 4, 5].map((n) => withExpense(n)));
		await deactivate(4);
		const rows = [
			withExpense(1),
			withExpense(2, { Department: 'Support' }),
			withExpense(3),
			withExpense(4),
			withExpense(5, { Active: 'no' }),
			withExpense(8, { 'Date of birth': 'soon' }),
		];
		const plans = await run(provisioning, 'user/plan', { fields }, rows);
		expect(uniq(outcomesOf(plans)).sort()).toEqual(['create', 'refused', 'unchanged', 'update']);
		const differences = await run(provisioning, 'report/drift', { fields }, rows);
		expect(outcomesOf(differences)).toEqual([
			...['same', 'different', 'missingInConcur', 'inactiveInConcur', 'inactiveInHr', 'refused'],
			...Array<string>(3).fill('missingInHr'),
		]);
		const plan = '={{ $json.plan }}';
		const applied = await run(provisioning, 'user/applyPlan', { plan, submitAs: 'bulk' }, plans);
		expect(uniq(outcomesOf(applied)).sort()).toEqual(['failed', 'submitted', 'unchanged']);
	});

	it('find who depends on somebody', async () => {
		await upsert([
			withExpense(1, { Roles: 'Expense Approver' }),
			withExpense(2, { Manager: 'N1', 'Report approver': 'N1' }),
			withExpense(3),
		]);
		const leave = async (...who: string[]) =>
			await run(
				provisioning,
				'report/leaverCheck',
				{ user: located('employeeNumber', '={{ $json.who }}') },
				who.map((one) => ({ who: one })),
			);
		expect(outcomesOf(await leave('N1', 'N3', 'N4'))).toEqual(['loses', 'nobody', 'refused']);
		await world.steer('faults', [
			{ match: 'GET /profile/spend/v4.1/Users', times: 1000, kind: 'status', status: 403 },
		]);
		expect(outcomesOf(await leave('N3'))).toEqual(['unknown']);
	});
});

describe('an import file', () => {
	it('is converted person by person', async () => {
		const text = importFile(
			employee({ id: 'A1', login: 'ann@example.com' }),
			'350,A1,Ms',
			'350,A2,Ms,,,,,,,,,x',
			'305,Ben',
			'600,A3,x',
		);
		const items = await run(provisioning, 'importFile/convert', { input: 'text', text }, [{}]);
		expect(uniq(outcomesOf(items)).sort()).toEqual(['converted', 'failed', 'unchanged']);
	});
});

it('no schema names an outcome that none of these runs had', () => {
	const kinds = groupBy(seen, (one) => `${one.node.description.name}: ${namedIn(one).join(', ')}`);
	const missing = mapValues(kinds, (runs) =>
		difference(
			namedIn(runs[0]!),
			runs.map(({ said }) => said),
		),
	);
	expect(pickBy(missing, (values) => values.length > 0)).toEqual({});
});

/** The outcomes that the schema of an operation names. */
function namedIn(operation: Operation): string[] {
	const { outcome, verdict, state, change } = schemaOf(operation).properties!;
	return (outcome ?? verdict ?? state ?? change)?.enum ?? [];
}
