import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { startSimulator } from '../../../simulator/index.mts';
import {
	apiRequests,
	asStored,
	concurCredential,
	located,
	mapped,
	steer,
	type RunningSimulator,
} from '../../support/concur.mts';
import { runNode } from '../../support/executeNode.mts';
import { fastTimers } from '../../support/fastTimers.mts';
import type { CredentialsByType } from '../../support/storedCredentials.mts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

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

const jane = {
	userName: 'jane.doe@example.com',
	givenName: 'Jane',
	familyName: 'Doe',
	workEmail: 'jane.doe@example.com',
	employeeNumber: '20001',
};

type Options = Omit<Parameters<typeof runNode>[0], 'node' | 'credentials'>;
const run = async (operation: string, parameters: object = {}, options: Options = {}) =>
	await runNode({
		node: new ConcurIdentity(),
		credentials,
		parameters: asStored(operation, { ...parameters }),
		...options,
	});
const json = (result: Awaited<ReturnType<typeof run>>) => {
	expect(result.error).toBeUndefined();
	return result.outputs[0]!.map((item) => item.json as Record<string, any>); // eslint-disable-line @typescript-eslint/no-explicit-any
};
const createJane = async () => json(await run('create', { fields: mapped(jane) }))[0];

describe('Create', () => {
	it('answers with the id at once and fills in company and active', async () => {
		const user = await createJane();
		expect(user!.id).toMatch(/^[0-9a-f-]{36}$/);
		expect(user).toMatchObject({
			userName: 'jane.doe@example.com',
			active: true,
			givenName: 'Jane',
			familyName: 'Doe',
			employeeNumber: '20001',
			companyId: credentials.concurApi!.companyUuid,
		});
	});

	it('links every output item to its input item', async () => {
		const result = await run(
			'create',
			{
				fields: mapped({
					...jane,
					userName: '={{ $json.mail }}',
					workEmail: '={{ $json.mail }}',
					employeeNumber: '={{ $json.no }}',
				}),
			},
			{
				items: [
					{ mail: 'a@example.com', no: '1' },
					{ mail: 'b@example.com', no: '2' },
				],
			},
		);
		expect(result.outputs[0]!.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
		]);
		expect(json(result).map(({ userName }) => userName)).toEqual([
			'a@example.com',
			'b@example.com',
		]);
	});

	it.each([
		['a byte order mark', '\ufeff{ "nickName": "Kim" }'],
		['a no-break space', '\u00a0{ "nickName": "Kim" }\u2003'],
		['blanks alone', ' \n\t '],
	])('takes pasted JSON with %s around', async (_, additionalAttributes) => {
		const [user] = json(await run('create', { fields: mapped(jane), additionalAttributes }));
		expect(user!.nickName).toBe(additionalAttributes.trim() === '' ? undefined : 'Kim');
	});

	it('says which person has the employee number already', async () => {
		await createJane();
		const { error } = await run('create', {
			fields: mapped({ ...jane, userName: 'other@example.com' }),
		});
		expect(error?.message).toContain('Already exists in SAP Concur');
		expect(error?.message).toContain('20001');
		expect(error?.description).toContain('If this is the same person, use Create or Update');
		expect(error).toMatchObject({ httpCode: '409', context: { itemIndex: 0 } });
	});

	it('reports every wrong field of an item by its label and sends nothing', async () => {
		const { error } = await run('create', {
			fields: mapped({
				...jane,
				userName: 'jane#doe',
				familyName: 'x'.repeat(40),
				startDate: '31.02.2026',
			}),
		});
		expect(error?.message).toMatch(/User name/);
		expect(error?.message).toMatch(/Last name/);
		expect(error?.message).toMatch(/Start date/);
		expect(await apiRequests(simulator)).toEqual([]);
	});

	it('takes the user as its own when the response was lost after Concur created them', async () => {
		await steer(simulator, 'faults', [
			{ match: 'POST /profile/identity/v4.1/Users', times: 1, kind: 'dropAfterCommit' },
		]);
		const user = await createJane();
		expect(user).toMatchObject({ userName: 'jane.doe@example.com' });
		expect(user!.warnings[0]).toContain('response was lost');
		expect(await apiRequests(simulator)).toEqual([
			'POST /profile/identity/v4.1/Users',
			'POST /profile/identity/v4.1/Users/.search',
		]);
	});

	it('sends again when the request got lost before Concur saw it', async () => {
		await steer(simulator, 'faults', [
			{ match: 'POST /profile/identity/v4.1/Users', times: 1, kind: 'drop' },
		]);
		const user = await createJane();
		expect(user!.warnings).toBeUndefined();
		expect(
			json(
				await run('getAll', {
					returnAll: true,
					filterType: 'expression',
					filter: 'userName eq "jane.doe@example.com"',
				}),
			),
		).toHaveLength(1);
	});

	it.each([
		['429 with Retry-After 0', { kind: 'status', status: 429, headers: { 'retry-after': '0' } }],
		['503', { kind: 'status', status: 503 }],
		["a gateway's page", { kind: 'html', status: 502 }],
	])('comes through after %s', async (_name, fault) => {
		await steer(simulator, 'faults', [
			{ match: 'POST /profile/identity/v4.1/Users', times: 2, ...fault },
		]);
		expect(await createJane()).toMatchObject({ userName: 'jane.doe@example.com' });
	});
});

describe('choosing the person', () => {
	it.each([
		['userName', 'JANE.doe@example.com'],
		['employeeNumber', '20001'],
		['email', 'jane.doe@example.com'],
		['externalId', 'HR-1'],
	])('finds them by %s', async (mode, value) => {
		const { id } = json(
			await run('create', { fields: mapped({ ...jane, externalId: 'HR-1' }) }),
		)[0]!;
		expect(json(await run('get', { user: located(mode, value) }))[0]!.id).toBe(id);
	});

	it.each([
		['={{ $json.nothing }}', 'id', "The field 'User' is empty"],
		['jane', 'id', "contains 'jane', which is not a UUID"],
		[
			'nobody@example.com',
			'userName',
			"No user in SAP Concur has the user name 'nobody@example.com'",
		],
		[
			'9" or active eq true or userName eq "',
			'employeeNumber',
			'No user in SAP Concur has the employee number',
		],
		[
			'00000000-0000-4000-8000-000000000000',
			'id',
			"SAP Concur has no user with the UUID '00000000-0000-4000-8000-000000000000'",
		],
	])('refuses %j as %s', async (value, mode, message) => {
		const { error } = await run('get', { user: located(mode, value) });
		expect(error?.message).toContain(message);
	});
});

describe('reading', () => {
	it('answers a flat row with the names of the form, or the whole document', async () => {
		const { id } = (await createJane())!;
		expect(json(await run('get', { user: located('id', id) }))[0]).toMatchObject({
			id,
			...jane,
			active: true,
		});
		const raw = json(await run('get', { user: located('id', id), simplify: false }))[0]!;
		expect(raw.name.givenName).toBe('Jane');
	});

	it('reads what Concur shows on request only', async () => {
		const { id } = json(
			await run('create', { fields: mapped({ ...jane, entitlements: 'Expense' }) }),
		)[0]!;
		expect(
			json(await run('get', { user: located('id', id), simplify: false }))[0]!.entitlements,
		).toBeUndefined();
		const user = json(
			await run('get', { user: located('id', id), simplify: false, attributes: ['entitlements'] }),
		)[0]!;
		expect(user.entitlements).toEqual(['Expense']);
	});

	it('gets everybody over all pages, each once, and respects the limit', async () => {
		simulator.reset({ users: 2300 });
		credentials = await concurCredential(simulator);
		const everybody = json(await run('getAll', { returnAll: true }));
		expect(new Set(everybody.map(({ id }) => id)).size).toBe(everybody.length);
		expect(everybody.length).toBeGreaterThanOrEqual(2300);
		expect(json(await run('getAll', { limit: 7 }))).toHaveLength(7);
	});

	it('combines conditions', async () => {
		await createJane();
		await run('create', {
			fields: mapped({
				...jane,
				userName: 'john.doe@example.com',
				givenName: 'John',
				employeeNumber: '20002',
				workEmail: 'john@example.com',
			}),
		});
		const condition = [
			{ attribute: 'name.familyName', operator: 'eq', value: 'doe' },
			{ attribute: `${enterprise}:employeeNumber`, operator: 'eq', value: '20002' },
		];
		const found = json(
			await run('getAll', { filterType: 'conditions', match: 'and', conditions: { condition } }),
		);
		expect(found.map(({ userName }) => userName)).toEqual(['john.doe@example.com']);
		expect(
			json(
				await run('getAll', { filterType: 'conditions', match: 'or', conditions: { condition } }),
			),
		).toHaveLength(2);
	});

	it('says which field SAP Concur does not search by', async () => {
		const { error } = await run('getAll', {
			filterType: 'expression',
			filter: 'displayName eq "x"',
		});
		expect(error?.message).toContain('SAP Concur cannot search by Display name');
	});
});

describe('changing', () => {
	it('changes what is sent and leaves the rest', async () => {
		const { id } = (await createJane())!;
		const user = json(
			await run('update', {
				user: located('id', id),
				fields: mapped({
					title: 'Director',
					workEmail: 'jd@example.com',
					homeEmail: 'home@example.com',
					department: '',
				}),
			}),
		)[0]!;
		expect(user).toMatchObject({
			title: 'Director',
			userName: jane.userName,
			workEmail: 'jd@example.com',
			homeEmail: 'home@example.com',
		});
	});

	it('takes SCIM operations as they are', async () => {
		const { id } = (await createJane())!;
		const patchOperations = '[{ "op": "replace", "path": "nickName", "value": "JD" }]';
		expect(
			json(
				await run('update', { user: located('id', id), send: 'operations', patchOperations }),
			)[0]!.nickName,
		).toBe('JD');
	});

	it('replaces only when told that the rest is deleted', async () => {
		const { id } = json(
			await run('create', { fields: mapped({ ...jane, title: 'Director' }) }),
		)[0]!;
		const parameters = { user: located('id', id), fields: mapped(jane) };
		expect((await run('replace', parameters)).error?.message).toContain('Delete What Is Not Sent');
		const user = json(await run('replace', { ...parameters, confirmReplace: true }))[0]!;
		expect(user.title ?? null).toBeNull();
	});

	it('deactivates, reactivates and deletes', async () => {
		const { id } = (await createJane())!;
		const user = located('id', id);
		expect(json(await run('deactivate', { user }))[0]!.active).toBe(false);
		expect(json(await run('reactivate', { user }))[0]!.active).toBe(true);
		await steer(simulator, 'settings', { app: { scopes: 'all' } }).catch(() => undefined);
		expect(json(await run('delete', { user, confirmDelete: true }))[0]).toEqual({
			outcome: 'succeeded',
			why: '',
			deleted: true,
			id,
		});
		expect((await run('get', { user })).error?.message).toContain('no user with the UUID');
	});
});

describe('On Error', () => {
	const parameters = {
		fields: mapped({ ...jane, userName: '={{ $json.name }}', employeeNumber: '={{ $json.name }}' }),
	};
	const items = [{ name: 'one@example.com' }, { name: 'not a name' }, { name: 'two@example.com' }];

	it('stops at the wrong item, names it and has sent nothing', async () => {
		const { error } = await run('create', parameters, { items });
		expect(error?.message).toMatch(/\[item 1\]$/);
		expect(await apiRequests(simulator)).toEqual([]);
		expect(error).toMatchObject({ context: { itemIndex: 1 } });
	});

	it('goes on with the others and keeps the wrong one in its place', async () => {
		const result = await run('create', parameters, { items, onError: 'continueRegularOutput' });
		expect(result.outputs[0]!.map(({ json }) => json.error ?? json.userName)).toEqual([
			'one@example.com',
			expect.stringContaining('User name'),
			'two@example.com',
		]);
	});

	it("moves the wrong item to the error output together with its row's data", async () => {
		const result = await run('create', parameters, { items, onError: 'continueErrorOutput' });
		expect(result.outputs[0]).toHaveLength(2);
		expect(result.outputs[1]).toHaveLength(1);
		expect(result.outputs[1]![0]!.json).toMatchObject({
			name: 'not a name',
			error: expect.stringContaining('User name'),
		});
	});
});
