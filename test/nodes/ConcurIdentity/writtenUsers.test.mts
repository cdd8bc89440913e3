// What leaves the operations of SAP Concur Identity that write, and what they leave alone.
import omit from 'lodash/omit.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
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

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const users = '/profile/identity/v4.1/Users';
const ines = '10030000-0000-4000-8000-000000001003';
const ended = { terminationDate: '2020-01-31' };
const planned = { terminationDate: '2078-12-31' };

let simulator: RunningSimulator;
let credentials: CredentialsByType;
fastTimers();
beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(async () => {
	simulator.reset();
	credentials = await concurCredential(simulator);
});
afterAll(async () => await simulator.close());

const identity = new ConcurIdentity();
type Json = Record<string, unknown>;

async function run(
	operation: string,
	parameters: object,
	node: ConcurIdentity | ConcurProvisioning = identity,
): Promise<Json> {
	const stored = asStored(operation, { ...parameters });
	const { error, outputs } = await runNode({ node, credentials, parameters: stored });
	expect(error).toBeUndefined();
	return outputs[0]![0]!.json;
}

const user = located('id', ines);
const get = async (id = ines) => await run('get', { user: located('id', id) });
const change = async (value: Json) => await run('update', { user, fields: mapped(value) });
const writes = async () =>
	(await apiRequests(simulator)).filter((one) => !/^GET|search$/.test(one));
const person = (json: Json) =>
	omit(json, ['outcome', 'why', 'warnings', 'notices', 'lastModified']);

const anna = {
	userName: 'anna.berg@example.com',
	givenName: 'Anna',
	familyName: 'Berg',
	workEmail: 'anna.berg@example.com',
	employeeNumber: '30010',
	preferredLanguage: 'de-DE',
	timezone: 'Europe/Berlin',
};
const everything = { fields: mapped(anna), confirmReplace: true };

describe('a user who was written', () => {
	it.each([
		['create', { fields: mapped(anna) }],
		['update', { user, fields: mapped({ title: 'Director' }) }],
		['replace', { user, ...everything }],
		['deactivate', { user }],
		['reactivate', { user }],
	])(
		'is the same row as from Get, with the outcome behind the names: %s',
		async (operation, parameters) => {
			const written = await run(operation, parameters);
			expect(Object.keys(written).slice(0, 5)).toEqual([
				'userName',
				'employeeNumber',
				'outcome',
				'why',
				'id',
			]);
			expect(written).toMatchObject({ outcome: 'succeeded', why: '' });
			expect(person(written)).toEqual(person(await get(String(written.id))));
		},
	);

	it.each([
		['create', { fields: mapped(anna) }],
		['update', { user, fields: mapped({ title: 'Director' }) }],
		['replace', { user, ...everything }],
		['deactivate', { user }],
		['reactivate', { user }],
	])("is SAP Concur's document with Simplify off: %s", async (operation, parameters) => {
		const written = await run(operation, { ...parameters, simplify: false });
		expect(written).toMatchObject({
			name: { givenName: expect.any(String) },
			[enterprise]: { employeeNumber: expect.any(String) },
		});
		expect(written).not.toHaveProperty('outcome');
	});

	it('is unchanged when an update has nothing to send', async () => {
		const { workEmail } = await get();
		expect(await change({ workEmail })).toMatchObject({
			userName: 'ines.weber@example.com',
			employeeNumber: '1003',
			outcome: 'unchanged',
			why: '',
			id: ines,
			workEmail,
		});
		expect(await writes()).toEqual([]);
	});

	it('is named after a delete that chose them by name', async () => {
		const { scopes } = simulator.settings({}).app;
		simulator.settings({ app: { scopes: [...scopes, 'identity.user.delete'] } });
		const json = await run('delete', {
			user: located('userName', 'ines.weber@example.com'),
			confirmDelete: true,
		});
		expect(Object.entries(json)).toEqual([
			['userName', 'ines.weber@example.com'],
			['employeeNumber', '1003'],
			['outcome', 'succeeded'],
			['why', ''],
			['deleted', true],
			['id', ines],
		]);
	});

	it('begins with the names when it is read, too', async () => {
		expect(Object.keys(await get()).slice(0, 3)).toEqual(['userName', 'employeeNumber', 'id']);
	});
});

describe('Replace', () => {
	const ofInes = {
		...anna,
		userName: 'ines.weber@example.com',
		employeeNumber: '1003',
		timezone: 'Europe/Berlin',
		preferredLanguage: 'de',
	};
	const replace = async (
		value: Json,
		additional: Json = {},
		node: ConcurIdentity | ConcurProvisioning = identity,
	) =>
		await run(
			'replace',
			{
				user,
				confirmReplace: true,
				fields: mapped(value),
				additionalAttributes: JSON.stringify(additional),
			},
			node,
		);

	it('leaves somebody inactive who left, and says so', async () => {
		await run('deactivate', { user });
		expect(await replace(ofInes)).toMatchObject({
			active: false,
			notices: ['Active: not sent, so the user stays inactive'],
		});
	});

	it('leaves somebody active who is', async () => {
		const json = await replace(ofInes);
		expect(json.active).toBe(true);
		expect(json).not.toHaveProperty('notices');
	});

	it.each([
		['the form', { active: 'no' }, {}, false],
		['the JSON field', {}, { active: false }, false],
		['the form', { active: 'yes' }, {}, true],
		['the JSON field', {}, { active: true }, true],
	])('takes Active from %s without asking', async (_name, value, additional, active) => {
		expect((await replace({ ...ofInes, ...value }, additional)).active).toBe(active);
		expect(await apiRequests(simulator)).toEqual([`PUT ${users}/${ines}`]);
	});

	it('leaves somebody inactive with SAP Concur Provisioning, too', async () => {
		await run('deactivate', { user });
		const json = await replace(ofInes, {}, new ConcurProvisioning());
		expect(json.notices).toEqual(['Active: not sent, so the user stays inactive']);
		expect((await get()).active).toBe(false);
	});

	it('sends nothing when SAP Concur does not say whether the user is active', async () => {
		const hidden = 'identity.user.core.read';
		const scopes = simulator.settings({}).app.scopes.filter((scope) => scope !== hidden);
		simulator.settings({ app: { scopes } });
		const { error } = await runNode({
			node: identity,
			credentials,
			parameters: asStored('replace', { user, fields: mapped(ofInes), confirmReplace: true }),
		});
		expect(error?.message).toContain(
			'Active is missing, and SAP Concur does not say whether the user is active',
		);
		expect(await writes()).toEqual([]);
	});
});

it.each([
	['nothing', {}, true],
	['no in the JSON field', { active: false }, false],
	['null in the JSON field', { active: null }, true],
])('Create makes an active user unless told otherwise: %s', async (_name, additional, active) => {
	const additionalAttributes = JSON.stringify(additional);
	const made = await run('create', { fields: mapped(anna), additionalAttributes });
	expect(made.active).toBe(active);
});

describe('a termination date', () => {
	const end = `${enterprise}:terminationDate`;

	it('that has passed is cleared by Reactivate, which says so', async () => {
		await change(ended);
		await run('deactivate', { user });
		const json = await run('reactivate', { user });
		expect(json.active).toBe(true);
		expect(json).not.toHaveProperty('terminationDate');
		expect(json.notices).toEqual([
			'Termination date: 2020-01-31 was cleared. It has passed, and SAP Concur may deactivate the user because of it.',
		]);
	});

	it('to come is kept by Reactivate, which says so', async () => {
		await change(planned);
		await run('deactivate', { user });
		expect(await run('reactivate', { user })).toMatchObject({
			active: true,
			terminationDate: expect.stringContaining('2078-12-31'),
			notices: ['Termination date: 2078-12-31 stays, because it has not passed yet'],
		});
	});

	it('that has passed is named when an update makes the user active', async () => {
		await change({ ...ended, active: 'no' });
		const json = await change({ active: 'yes', startDate: '2026-11-01', terminationDate: '' });
		expect(json.warnings).toEqual([
			'Termination date: 2020-01-31 has passed, and the user is active. SAP Concur may deactivate the user again. To clear the date, use Reactivate of SAP Concur Identity.',
		]);
		expect(await change({ title: 'Director' })).not.toHaveProperty('warnings');
		const additionalAttributes = JSON.stringify({ [enterprise]: { terminationDate: null } });
		const cleared = await run('update', {
			user,
			fields: mapped({ active: 'yes' }),
			additionalAttributes,
		});
		expect(cleared).not.toHaveProperty('warnings');
		expect(cleared).not.toHaveProperty(end);
	});

	it('that has passed is named by SAP Concur Provisioning, too', async () => {
		await change({ ...ended, active: 'no' });
		const update = async (value: Json) =>
			await run('update', { user, fields: mapped(value) }, new ConcurProvisioning());
		const named = expect.stringContaining('Termination date: 2020-01-31 has passed');
		expect((await update({ active: 'yes', title: 'Director' })).notices).toEqual([named]);
		expect((await update({ active: 'yes', ...planned })).notices).toEqual([]);
	});
});
