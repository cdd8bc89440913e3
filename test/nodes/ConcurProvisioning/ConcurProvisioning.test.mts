import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
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
import { chain, runNode, runWorkflow } from '../../support/executeNode.mts';
import { fastTimers } from '../../support/fastTimers.mts';
import { startProxy } from '../../support/rewritingProxy.mts';
import type { CredentialsByType } from '../../support/storedCredentials.mts';

let simulator: RunningSimulator;
let credentials: CredentialsByType;
fastTimers();
beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(async () => {
	simulator.reset();
	await steer(simulator, 'settings', { provisioning: { finishesAfterMs: 0 } });
	credentials = await concurCredential(simulator);
});
afterAll(async () => await simulator.close());

const spend = { spendCountry: 'US', spendLocale: 'en_US', reimbursementCurrency: 'USD' };
const row = (n: number) => ({ mail: `person${n}@example.com`, no: `N${n}` });
const rows = (count: number) => Array.from({ length: count }, (_, n) => row(n));
const fromRow = {
	userName: '={{ $json.mail }}',
	givenName: 'Pat',
	familyName: 'Doe',
	workEmail: '={{ $json.mail }}',
	employeeNumber: '={{ $json.no }}',
};
const withSpend = { ...fromRow, ...spend };
/** The rows of a run with expense data are checked against it. */
const form = 'GET /profile/spend/v4.1/FormFields';

type Options = Omit<Parameters<typeof runNode>[0], 'node' | 'credentials'>;
const run = async (operation: string, parameters: object = {}, options: Options = {}) =>
	await runNode({
		node: new ConcurProvisioning(),
		credentials,
		parameters: asStored(operation, { ...parameters }),
		...options,
	});
const items = (result: Awaited<ReturnType<typeof run>>, output = 0) => {
	expect(result.error).toBeUndefined();
	return result.outputs[output]!.map(({ json }) => json);
};
/** Submits and waits for the end: output by output, the user names (or ids) that left there. */
const provision = async (operation: string, parameters: object, input: object[]) => {
	const result = await runWorkflow({
		nodes: [
			{
				name: 'Submit',
				type: new ConcurProvisioning(),
				parameters: asStored(operation, { ...parameters }),
			},
			{
				name: 'Status',
				type: new ConcurProvisioningStatus(),
				parameters: {
					operation: 'wait',
					provisionId: '={{ $json.provisionId }}',
					options: { includeDetails: 'always' },
				},
			},
		],
		connections: chain('Submit', 'Status'),
		items: input as never,
		credentials,
	});
	expect(result.error).toBeUndefined();
	return result.outputs.map((output) => output.map(({ json }) => json));
};
const createPerson = async (fields: object = {}) => {
	const created = (
		await provision('create', { fields: mapped({ ...withSpend, ...fields }) }, [row(1)])
	)[0]![0]!;
	return created.userId as string;
};
const profileOf = async (id: string) =>
	items(await run('getProfile', { user: located('id', id), simplify: false }))[0];

describe('Create', () => {
	it('names the wrong item before it looks at how to submit', async () => {
		const { error } = await run('create', {
			fields: mapped({ ...withSpend, spendCountry: 'Europe' }),
			submitAs: '={{ $("Nowhere").item }}',
		});
		expect(error?.message).toMatch(/^Pat Doe: Expense country .*\[item 0\]$/);
	});

	it('sends one person alone and answers with the provisioning id and the UUID', async () => {
		const [item] = items(await run('create', { fields: mapped(withSpend) }, { items: [row(1)] }));
		expect(item).toEqual({
			notices: [
				'Expense locale: "en_US" was read as en-US',
				'Time zone: not sent, so SAP Concur uses America/New_York',
				'Language: not sent, so SAP Concur uses en-US',
			],
			provisionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
			userId: expect.stringMatching(/^[0-9a-f-]{36}$/),
			userName: 'person1@example.com',
			employeeNumber: 'N1',
			operation: 'create',
			sent: ['core', 'enterprise', 'spend.User'],
			sentParts: 'User, Employment, Expense profile',
			outcome: 'submitted',
			why: '',
			correlationId: expect.any(String),
		});
		expect(await apiRequests(simulator)).toEqual([form, 'POST /profile/v4/Users']);
	});

	it('sends more people in bulk and answers one item for each, in their order', async () => {
		const result = await run('create', { fields: mapped(withSpend) }, { items: rows(3) });
		expect(items(result).map(({ bulkId, userName }) => [bulkId, userName])).toEqual([
			['item-0', 'person0@example.com'],
			['item-1', 'person1@example.com'],
			['item-2', 'person2@example.com'],
		]);
		expect(result.outputs[0]!.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(await apiRequests(simulator)).toEqual([form, 'POST /profile/v4/Bulk']);
	});

	it('sends people one by one when asked to', async () => {
		await run('create', { fields: mapped(withSpend), submitAs: 'single' }, { items: rows(3) });
		expect(await apiRequests(simulator)).toEqual([
			form,
			...Array<string>(3).fill('POST /profile/v4/Users'),
		]);
	});

	it('sends 1,000 people in exactly 10 bulks and pairs 1,000 outcomes with their rows', async () => {
		const [succeeded, partial, failed, pending] = await provision(
			'create',
			{ fields: mapped(withSpend) },
			rows(1000),
		);
		expect([succeeded!.length, partial!.length, failed!.length, pending!.length]).toEqual([
			1000, 0, 0, 0,
		]);
		const requests = await apiRequests(simulator);
		expect(requests.filter((request) => request === 'POST /profile/v4/Bulk')).toHaveLength(10);
		expect(new Set(succeeded!.map(({ provisionId }) => provisionId)).size).toBe(10);
	});

	it('keeps a bulk below 400 KB when rows are long in bytes', async () => {
		// 150,000 characters of three bytes each are too long for one request; 40,000 are 120 KB.
		const long = rows(10).map((one, n) => ({
			...one,
			note: '漢'.repeat(n % 3 === 0 ? 40_000 : 10),
		}));
		const result = await run(
			'create',
			{ fields: mapped({ ...withSpend, officeLocationCity: '={{ $json.note }}' }) },
			{ items: long },
		);
		expect(items(result).map(({ outcome }) => outcome)).toEqual(Array(10).fill('submitted'));
		const bulks = (await apiRequests(simulator)).filter(
			(request) => request === 'POST /profile/v4/Bulk',
		);
		expect(bulks).toHaveLength(2);
	});

	it('says that one person is too long for any request, before anything is sent', async () => {
		const result = await run(
			'create',
			{ fields: mapped({ ...withSpend, officeLocationCity: '漢'.repeat(150_000) }) },
			{ items: rows(1) },
		);
		expect(result.error?.message).toMatch(
			/has 45\d{4} bytes, but SAP Concur accepts at most 400000/,
		);
		expect(await apiRequests(simulator)).toEqual([form]);
	});

	it('takes no for a role that a new person shall not have', async () => {
		const fields = { ...withSpend, roleExpenseApprover: 'no', roleRequestApprover: 'yes' };
		const item = items(await run('create', { fields: mapped(fields) }, { items: [row(1)] }))[0]!;
		expect(item.sent).toEqual(['core', 'enterprise', 'spend.User', 'spend.Role']);
	});

	it('refuses two rows about one person and sends none of the run', async () => {
		const result = await run(
			'create',
			{ fields: mapped(withSpend) },
			{ items: [row(1), row(2), { ...row(1), no: 'N9' }] },
		);
		expect(result.error?.message).toContain('same user as row 1: both have the same user name');
		expect(result.error).toMatchObject({ context: { itemIndex: 2 } });
		expect(await apiRequests(simulator)).toEqual([form]);
	});

	it('reports the refusal of one person as their outcome and submits the others', async () => {
		await createPerson();
		const [succeeded, , failed] = await provision(
			'create',
			{ fields: mapped(withSpend), submitAs: 'single' },
			[row(0), row(1), row(2)],
		);
		expect(succeeded!.map(({ userName }) => userName)).toEqual([
			'person0@example.com',
			'person2@example.com',
		]);
		expect(failed).toHaveLength(1);
		expect(JSON.stringify(failed![0])).toContain('Already exists in SAP Concur');
	});
});

describe('Update', () => {
	it('gives an existing person their first expense and travel profile', async () => {
		const identity = (
			await runNode({
				node: new ConcurIdentity(),
				credentials,
				items: [row(1)],
				parameters: {
					operation: 'create',
					fields: mapped({ ...fromRow, entitlements: 'Expense, Travel' }),
				},
			})
		).outputs[0]![0]!;
		const fields = mapped({
			...spend,
			custom3: '4711',
			homeEmail: 'home@example.com',
			travelRuleClass: 'Standard Travel',
			reportApprover: '1001',
		});
		const succeeded = (
			await provision('update', { user: located('id', String(identity.json.id)), fields }, [{}])
		)[0]!;
		expect(succeeded[0]).toMatchObject({
			outcome: 'succeeded',
			extensions: { 'spend.User': 'applied', 'spend.Approver': 'applied', travel: 'applied' },
		});
		expect(await profileOf(String(identity.json.id))).toMatchObject({
			'urn:ietf:params:scim:schemas:extension:spend:2.0:User': {
				country: 'US',
				locale: 'en-US',
				customData: [expect.objectContaining({ id: 'custom3', value: '4711' })],
			},
		});
	});

	it('changes one custom field and keeps the others', async () => {
		const id = await createPerson({ custom1: 'one', custom3: '4711' });
		await provision(
			'update',
			{ user: located('id', id), fields: mapped({ custom3: '4712', custom2: 'two' }) },
			[{}],
		);
		const spendUser = (await profileOf(id))![
			'urn:ietf:params:scim:schemas:extension:spend:2.0:User'
		] as { customData: Array<{ id: string; value: string }> };
		expect(
			Object.fromEntries(spendUser.customData.map((entry) => [entry.id, entry.value])),
		).toEqual({
			custom1: 'one',
			custom2: 'two',
			custom3: '4712',
		});
	});

	it('reports a refused part as partial, with the field by its label, and what to send again', async () => {
		const id = await createPerson();
		const fields = mapped({ title: 'Director', custom3: 'no such item' });
		const [, partial] = await provision('update', { user: located('id', id), fields }, [{}]);
		expect(partial![0]).toMatchObject({
			outcome: 'partial',
			errors: [
				{
					extension: 'spend.User',
					field: 'Custom 3',
					message: 'Custom 3: the value is not in the list of SAP Concur (sent: "no such item")',
					details: 'Invalid List Item',
				},
			],
		});
	});
});

describe('an update of a list that cannot be read', () => {
	const approver = 'urn:ietf:params:scim:schemas:extension:spend:2.0:Approver';
	it.each([
		['approvers as a text', { [approver]: { report: 'x' } }],
		['an approver who is null', { [approver]: { report: [null] } }],
		['an approver without a reference', { [approver]: { report: [{ approver: {} }] } }],
	])('sends nothing, because it could drop others: %s', async (_name, odd) => {
		const userId = await createPerson();
		const proxy = await startProxy(simulator.url, ({ path }, answer) =>
			path.startsWith('/profile/spend') ? { status: 200, body: JSON.stringify(odd) } : answer,
		);
		const { concurApi } = await concurCredential(simulator);
		const before = await apiRequests(simulator);
		const { error } = await runNode({
			node: new ConcurProvisioning(),
			credentials: { concurApi: { ...concurApi, customHost: proxy.url } },
			parameters: asStored('update', {
				user: located('id', userId),
				fields: mapped({ reportApprover: '1001' }),
			}),
		});
		await proxy.close();
		expect(error?.message).toMatch(
			/^SAP Concur's data of this user could not be read: Report approver/,
		);
		const sent = (await apiRequests(simulator)).slice(before.length);
		expect(sent).toEqual([
			'POST /profile/identity/v4.1/Users/.search',
			'GET /profile/spend/v4.1/Users/10010000-0000-4000-8000-000000001001',
			`GET /profile/spend/v4.1/Users/${userId}`,
		]);
	});
});

describe('Replace and Delete', () => {
	it('replaces only when told that the rest is deleted', async () => {
		const id = await createPerson({ title: 'Director' });
		const parameters = { user: located('id', id), fields: mapped(withSpend) };
		expect((await run('replace', parameters, { items: [row(1)] })).error?.message).toContain(
			'Delete What Is Not Sent',
		);
		const [succeeded] = await provision('replace', { ...parameters, confirmReplace: true }, [
			row(1),
		]);
		expect(succeeded).toHaveLength(1);
		expect((await profileOf(id))!.title ?? null).toBeNull();
	});

	it('deletes at once', async () => {
		const id = await createPerson();
		expect(
			items(await run('delete', { user: located('id', id), confirmDelete: true }))[0],
		).toMatchObject({
			userId: id,
			operation: 'delete',
			outcome: 'submitted',
		});
		expect((await run('getProfile', { user: located('id', id) })).error?.message).toContain(
			'no user with the UUID',
		);
	});
});

describe('Get Profile and Get Form Fields', () => {
	it('reads identity, expense and travel as one flat row', async () => {
		const id = await createPerson({ custom1: 'one' });
		expect(items(await run('getProfile', { user: located('id', id) }))[0]).toMatchObject({
			id,
			userName: 'person1@example.com',
			spendCountry: 'US',
			custom1: 'one',
		});
	});

	it('answers one item for each field of the form', async () => {
		const fields = items(await run('getFormFields'));
		expect(fields.length).toBeGreaterThan(3);
		expect(fields[0]).toMatchObject({ id: expect.any(String), label: expect.any(String) });
		const whole = items(await run('getFormFields', { simplify: false }));
		expect(whole).toMatchObject(fields);
		expect(Object.keys(whole[0]!)).toContain('sequence');
		expect(fields.filter((field) => Object.keys(field).length > 10)).toEqual([]);
	});
});

describe('submitting without doubling', () => {
	const creates = async () =>
		(await apiRequests(simulator)).filter((request) => request.startsWith('POST /profile/v4/'));

	it.each(['automatic', 'bulk'])(
		'takes people as its own when the response was lost (%s)',
		async (submitAs) => {
			const path = submitAs === 'bulk' ? 'Bulk' : 'Users';
			await steer(simulator, 'faults', [
				{ match: `POST /profile/v4/${path}`, times: 1, kind: 'dropAfterCommit' },
			]);
			const [succeeded, partial, failed, pending] = await provision(
				'create',
				{ fields: mapped({ ...withSpend, custom1: 'one' }), submitAs },
				[row(1)],
			);
			expect([succeeded!.length, partial!.length, failed!.length, pending!.length]).toEqual([
				1, 0, 0, 0,
			]);
			const everybody = await runNode({
				node: new ConcurIdentity(),
				credentials,
				parameters: {
					operation: 'getAll',
					filterType: 'expression',
					filter: 'userName eq "person1@example.com"',
				},
			});
			expect(everybody.outputs[0]).toHaveLength(1);
		},
	);

	it('sends again what Concur never saw', async () => {
		await steer(simulator, 'faults', [{ match: 'POST /profile/v4/Bulk', times: 1, kind: 'drop' }]);
		const [succeeded] = await provision('create', { fields: mapped(withSpend) }, rows(2));
		expect(succeeded).toHaveLength(2);
	});

	it("does not submit people again when n8n's Retry On Fail runs the node again", async () => {
		// The second bulk is refused for good, after the first one was accepted.
		await steer(simulator, 'faults', [
			{ match: 'POST /profile/v4/Users', times: 1, kind: 'status', status: 400 },
		]);
		const result = await run(
			'create',
			{ fields: mapped(withSpend), submitAs: 'single' },
			{
				items: rows(3),
				retryOnFail: true,
				maxTries: 3,
				waitBetweenTries: 1,
				onError: 'continueRegularOutput',
			},
		);
		expect(items(result).map(({ outcome }) => outcome)).toEqual([
			'submitted',
			'submitted',
			'submitted',
		]);
		expect(await creates()).toHaveLength(4);
	});
});

describe('what stops the node', () => {
	it('stops before anything is sent when an item is wrong', async () => {
		const { error } = await run(
			'create',
			{ fields: mapped({ ...withSpend, reimbursementCurrency: 'Dollar' }) },
			{ items: rows(2) },
		);
		expect(error?.message).toContain('Reimbursement currency');
		expect(await apiRequests(simulator)).toEqual([form]);
	});

	it('names the scope that the app lacks', async () => {
		await steer(simulator, 'faults', [
			{ match: 'POST /profile/v4/Users', times: 5, kind: 'status', status: 403 },
		]);
		const { error } = await run('create', { fields: mapped(withSpend) }, { items: rows(1) });
		expect(error?.description).toContain('user.provision.write');
	});

	it('goes on with the others when told so, and moves the wrong one to the error output', async () => {
		const wrong = rows(3).map((one, n) => ({ ...one, mail: n === 1 ? 'not a name' : one.mail }));
		const result = await run(
			'create',
			{ fields: mapped(withSpend) },
			{ items: wrong, onError: 'continueErrorOutput' },
		);
		expect(items(result).map(({ userName }) => userName)).toEqual([
			'person0@example.com',
			'person2@example.com',
		]);
		expect(items(result, 1)).toHaveLength(1);
		expect(result.outputs[1]![0]!.json).toMatchObject({
			mail: 'not a name',
			error: expect.stringContaining('User name'),
		});
	});
});

it('works as a tool of an AI agent', async () => {
	const result = await run(
		'create',
		{ fields: mapped(withSpend), letAgentsWrite: true },
		{ items: rows(2), asTool: true },
	);
	expect(items(result)).toHaveLength(2);
});
