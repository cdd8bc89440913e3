// What the nodes behind Convert Import File do with its items: those of people, and those of whom it could not convert.
import type { INodeType } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { startSimulator } from '../../../../simulator/index.mts';
import {
	apiRequests,
	asStored,
	concurCredential,
	type RunningSimulator,
} from '../../../support/concur.mts';
import { chain, runWorkflow } from '../../../support/executeNode.mts';
import type { CredentialsByType } from '../../../support/storedCredentials.mts';
import { employee, importFile } from './importFile.mts';

let simulator: RunningSimulator;
let credentials: CredentialsByType;
beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(async () => {
	simulator.reset();
	simulator.settings({ provisioning: { finishesAfterMs: 0 } });
	credentials = await concurCredential(simulator);
});
afterAll(async () => await simulator.close());

const automatic = { mappingMode: 'autoMapInputData', value: null };
const convertText = (text: string) => ({
	name: 'Convert',
	type: new ConcurProvisioning(),
	parameters: asStored('convert', { resource: 'importFile', input: 'text', text }),
});
const then = (type: INodeType, operation: string, name: string = operation) => ({
	name,
	type,
	parameters: asStored(operation, {
		resource: 'user',
		fields: automatic,
		matchBy: 'employeeNumber',
	}),
});

const file = importFile(
	employee({ id: 'E1', login: 'ann@example.com', first: 'Ann' }),
	employee({ id: 'E2', login: 'bob@example.com', first: 'Bob' }),
	'350,E2,Mr"',
	'999,x',
);

async function run(text: string, ...nodes: Array<ReturnType<typeof then>>) {
	const all = [convertText(text), ...nodes];
	return await runWorkflow({
		nodes: all,
		connections: chain(...all.map(({ name }) => name)),
		credentials,
		timezone: 'Europe/Berlin',
	});
}

const nobody = [
	['bob@example.com', 'failed', 'Line 4, record 350, column 3'],
	[undefined, 'failed', 'Line 5, record 999, column 1 (Record Type)'],
];
const told = (items: Array<{ json: Record<string, unknown> }>) =>
	items.map(({ json }) => [
		json.userName || undefined,
		json.outcome ?? json.verdict,
		/^Line [^)]*\)|^Line \d+, record \d+, column \d+|^/.exec(String(json.why))![0],
	]);

describe('Items that Convert has made', () => {
	it.each([
		['Create or Update', new ConcurProvisioning(), 'upsert'],
		['Create', new ConcurProvisioning(), 'create'],
	])('are sent by %s, and who was not converted is passed on', async (_, type, operation) => {
		const { outputs, error } = await run(file, then(type, operation));
		expect(error).toBeUndefined();
		const items = outputs[0]!;
		expect(told(items)).toEqual([['ann@example.com', 'submitted', ''], ...nobody]);
		expect(items[1]!.json).toMatchObject({ operation: 'convert', lines: [3, 4] });
	});

	it('are sent by Create or Update of SAP Concur Identity, and who was not converted is passed on', async () => {
		const { outputs, error } = await run(file, then(new ConcurIdentity(), 'upsert'));
		expect(error).toBeUndefined();
		expect(told(outputs[0]!).slice(1)).toEqual(nobody);
		expect(outputs[0]![0]!.json).toMatchObject({ userName: 'ann@example.com' });
	});

	it('are planned, and the plan of who was not converted sends nothing', async () => {
		const { runData, outputs, error } = await run(file, then(new ConcurProvisioning(), 'plan'), {
			...then(new ConcurProvisioning(), 'applyPlan'),
			parameters: asStored('applyPlan', { resource: 'user', plan: '={{ $json.plan }}' }),
		});
		expect(error).toBeUndefined();
		const planned = runData.plan!.at(-1)!.data!.main?.[0] ?? [];
		expect(told(planned)).toEqual([
			['ann@example.com', 'create', ''],
			...nobody.map(([who, , why]) => [who, 'refused', why]),
		]);
		expect(planned[1]!.json.problems).toMatchObject([{ line: 4, recordType: '350', column: 3 }]);
		expect(told(outputs[0]!)).toEqual([['ann@example.com', 'submitted', ''], ...nobody]);
	});

	it('whose records have no place in SAP Concur stop nobody', async () => {
		const cards = importFile(
			'600,E7,4111111111111111',
			employee({ id: 'E1', login: 'ann@example.com', first: 'Ann' }),
			'900,1,4111111111111111',
		);
		const sent = await run(cards, then(new ConcurProvisioning(), 'upsert'));
		expect(sent.error).toBeUndefined();
		const items = sent.outputs[0]!.map(({ json }) => json);
		expect(items.map(({ outcome }) => outcome)).toEqual(['unchanged', 'submitted', 'unchanged']);
		expect(items[0]!.why).toBe('All of it has no place in SAP Concur');
		expect(JSON.stringify(sent.runData)).not.toContain('4111111111111111');
		simulator.reset();
		credentials = await concurCredential(simulator);
		const planned = await run(cards, then(new ConcurProvisioning(), 'plan'));
		expect(planned.outputs[0]!.map(({ json }) => json.verdict)).toEqual([
			'unchanged',
			'create',
			'unchanged',
		]);
	});

	describe('with words that clear', () => {
		const byHand = (...ids: string[]) => ({
			mappingMode: 'defineBelow',
			value: Object.fromEntries(ids.map((id) => [id, `={{ $json.${id} }}`])),
		});
		const chosen = { mode: 'employeeNumber', value: '={{ $json.employeeNumber }}', __rl: true };
		const clearing = importFile('350,1001,,,$BLANK$,,,,,$BLANK$');
		const profile = async () => {
			const user = { ...chosen, value: '1001' };
			const { outputs } = await runWorkflow({
				nodes: [
					{
						name: 'profile',
						type: new ConcurProvisioning(),
						parameters: asStored('getProfile', { resource: 'user', user }),
					},
				],
				connections: {},
				credentials,
			});
			const { nickName, title } = outputs[0]![0]!.json;
			return { nickName, title };
		};

		it.each([
			['Create or Update, mapped by hand', 'upsert', byHand('employeeNumber', 'nickName', 'title')],
			['Update, with Map Automatically', 'update', automatic],
			['Update, mapped by hand', 'update', byHand('nickName', 'title')],
		])('clear and never become values: %s', async (_, operation, fields) => {
			const node = (name: string, values: object) => ({
				name,
				type: new ConcurProvisioning(),
				parameters: asStored(operation, {
					resource: 'user',
					user: chosen,
					matchBy: 'employeeNumber',
					fields: values,
				}),
			});
			const filled = importFile('350,1001,,,Gracie,,,,,Director');
			await run(filled, node('fill', automatic));
			expect(await profile()).toEqual({ nickName: 'Gracie', title: 'Director' });
			const { error } = await run(clearing, node('clear', fields));
			expect(error).toBeUndefined();
			expect(await profile()).toEqual({ nickName: undefined, title: undefined });
		});

		it('are nothing for Create', async () => {
			const replacing = importFile(
				employee({ id: 'E1', login: 'ann@example.com', first: 'Ann' }),
			).replace('UPDATE', 'REPLACE');
			const { error } = await run(replacing, then(new ConcurProvisioning(), 'create'));
			expect(error).toBeUndefined();
			const bodies = simulator.requests().map((request) => JSON.stringify(request));
			expect(bodies.join()).not.toContain('CLEAR');
			const { outputs } = await run(replacing, then(new ConcurProvisioning(), 'plan'));
			expect(JSON.stringify(outputs[0]![0]!.json)).not.toContain('CLEAR');
		});
	});

	it('keep the user name and find who gets a new ID also if they are mapped by hand', async () => {
		const names = ['userName', 'employeeNumber', 'title'];
		const fields = {
			mappingMode: 'defineBelow',
			value: Object.fromEntries(names.map((id) => [id, `={{ $json.${id} }}`])),
		};
		const changes = importFile(
			'305,,,,1001,other@example.com',
			'320,1003,N1003,new@example.com',
			'350,N1003,,,,,,,,Boss',
		);
		const parameters = asStored('plan', { resource: 'user', fields, matchBy: 'employeeNumber' });
		const plan = { ...then(new ConcurProvisioning(), 'plan'), parameters };
		const { outputs } = await run(changes, plan);
		expect(told(outputs[0]!).map(([who, verdict]) => [who, verdict])).toEqual([
			['grace.palmer@example.com', 'unchanged'],
			['ines.weber@example.com', 'update'],
		]);
	});

	it('say nothing about their own columns', async () => {
		const { outputs } = await run(file, then(new ConcurProvisioning(), 'upsert'));
		expect(JSON.stringify(outputs[0]![0]!.json.notices)).not.toMatch(/Not used|lines|notSupported/);
	});

	it('make no request by themselves', async () => {
		const { outputs } = await run(file);
		expect(outputs[0]).toHaveLength(3);
		expect(await apiRequests(simulator)).toEqual([]);
	});

	it.each([
		['Create or Update', new ConcurProvisioning(), 'upsert', 'submitted'],
		['Plan', new ConcurProvisioning(), 'plan', 'create'],
		['Create or Update of SAP Concur Identity', new ConcurIdentity(), 'upsert', 'succeeded'],
	])('that are only for new users leave the others alone: %s', async (_, type, operation, done) => {
		const keeping = importFile(
			employee({ id: '1001', login: 'grace.palmer@example.com', first: 'Changed' }),
			employee({ id: 'E1', login: 'ann@example.com', first: 'Ann' }),
		).replace('UPDATE', 'IGNORE');
		const { outputs, error } = await run(keeping, then(type, operation));
		expect(error).toBeUndefined();
		const items = outputs[0]!.map(({ json }) => json);
		expect(items.map(({ outcome, verdict }) => outcome ?? verdict)).toEqual(['unchanged', done]);
		expect(JSON.stringify(items[0]!.notices)).toMatch(/Left alone: SAP Concur has .* 1001/);
		const patches = (await apiRequests(simulator)).filter((one) => one.startsWith('PATCH'));
		expect(patches).toEqual([]);
	});
});
