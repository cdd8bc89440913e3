// What an AI agent may do with a node, by both ways in which n8n runs a tool.
import { NodeHelpers, type IDataObject, type INodeType } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator } from '../../../../../simulator/index.mts';
import { callTool, type Way } from '../../../../support/callTool.mts';
import {
	apiRequests,
	concurCredential,
	located,
	mapped,
	type RunningSimulator,
} from '../../../../support/concur.mts';
import { fastTimers } from '../../../../support/fastTimers.mts';
import type { CredentialsByType } from '../../../../support/storedCredentials.mts';
import { identity, provisioning, status } from '../../../operations.mts';

let simulator: RunningSimulator;
let credentials: CredentialsByType;
fastTimers();
beforeAll(async () => {
	simulator = await startSimulator();
	credentials = await concurCredential(simulator);
});
beforeEach(() => {
	simulator.reset();
	simulator.settings({
		app: { scopes: [...simulator.settings({}).app.scopes, 'identity.user.delete'] },
	});
});
afterAll(async () => await simulator.close());

const fromAi = (key: string, type = 'string') =>
	`={{ $fromAI('${key}', \`About ${key}\`, '${type}') }}`;
const user = located('employeeNumber', fromAi('employeeNumber'));
const titleByModel = { operation: 'update', user, changes: mapped({ title: fromAi('title') }) };
/** More than an agent may make in one run. */
const changes = Array.from({ length: 6 }, (_, index) => ({
	employeeNumber: index % 2 ? '1002' : '1001',
	title: `CFO ${index}`,
}));

/** Requests that change something in SAP Concur, or try to. */
const writes = async () =>
	(await apiRequests(simulator)).filter((request) => !/^GET |\.search$/.test(request)).length;

describe.each<Way>(['engine', 'agent'])('run by the %s', (way) => {
	const call = async (type: INodeType, parameters: IDataObject, ...calls: IDataObject[]) =>
		await callTool({ way, calls, credentials, tool: { type, parameters } });
	const firstOf = (read: unknown[]) => (read[0] as IDataObject[])[0];

	it('looks up the person whom the model names', async () => {
		const { read } = await call(identity, { operation: 'get', user }, { employeeNumber: '1001' });
		expect(firstOf(read)).toMatchObject({ employeeNumber: '1001', userName: expect.any(String) });
	});

	it('says in outcome and why that there is no such person', async () => {
		const { read } = await call(identity, { operation: 'get', user }, { employeeNumber: '404' });
		expect(firstOf(read)).toMatchObject({
			outcome: 'failed',
			why: "No user in SAP Concur has the employee number '404'",
			hint: expect.stringContaining('Check the value'),
		});
	});

	it('says that a search has found nobody', async () => {
		const parameters = { operation: 'getAll', filterType: 'expression', filter: fromAi('filter') };
		const { read } = await call(identity, parameters, { filter: 'userName eq "nobody"' });
		expect(read).toEqual([
			[{ outcome: 'notFound', why: expect.stringMatching(/^Nothing was found/) }],
		]);
	});

	it('says what an update of the model has become, and that its result comes later', async () => {
		const parameters = { ...titleByModel, letAgentsWrite: true };
		const { read } = await call(provisioning, parameters, { employeeNumber: '1001', title: 'CFO' });
		expect(firstOf(read)).toMatchObject({
			outcome: 'submitted',
			why: expect.stringContaining('look up the provisionId'),
		});
	});

	it('says that a change by SAP Concur Identity has succeeded', async () => {
		const parameters = { ...titleByModel, letAgentsWrite: true };
		const { read } = await call(identity, parameters, { employeeNumber: '1001', title: 'CFO' });
		expect(firstOf(read)).toMatchObject({ outcome: 'succeeded', why: '', title: 'CFO' });
	});

	it.each<[string, INodeType, IDataObject, RegExp]>([
		['without a person', identity, titleByModel, /until a person turns on 'Let AI Agents Write'/],
		[
			'by its own permission',
			identity,
			{ ...titleByModel, letAgentsWrite: fromAi('yes', 'boolean') },
			/can only be turned on in the node itself/,
		],
		[
			'by raising how many people it may change',
			identity,
			{ ...titleByModel, letAgentsWrite: true, mostPeoplePerRun: fromAi('most', 'number') },
			/'Most People per Run' in the node of this tool must be a number/,
		],
		[
			'by confirming Delete',
			provisioning,
			{ operation: 'delete', user, letAgentsWrite: true, confirmDelete: fromAi('yes', 'boolean') },
			/'Delete Permanently' can only be turned on in the node itself/,
		],
		[
			'by confirming Delete with an expression that is always true',
			identity,
			{ operation: 'delete', user, letAgentsWrite: true, confirmDelete: '={{ true }}' },
			/'Delete Permanently' can only be turned on in the node itself/,
		],
		[
			'by confirming Replace',
			provisioning,
			{
				operation: 'replace',
				user,
				fields: mapped({ title: fromAi('title') }),
				letAgentsWrite: true,
				confirmReplace: fromAi('yes', 'boolean'),
			},
			/'Delete What Is Not Sent' can only be turned on in the node itself/,
		],
		[
			'by lifting the brake',
			identity,
			{
				operation: 'deactivate',
				user,
				letAgentsWrite: true,
				stopWhenMoreThanPeople: 0,
				haveChecked: fromAi('yes', 'boolean'),
			},
			/'I Have Checked This' can only be turned on in the node itself/,
		],
		[
			'by raising the limit of the brake',
			identity,
			{
				operation: 'deactivate',
				user,
				letAgentsWrite: true,
				stopWhenMoreThanPeople: fromAi('limit', 'number'),
			},
			/'Stop When More Than \(People\)' in the node of this tool is an expression/,
		],
		[
			'by choosing the operation',
			identity,
			{ operation: fromAi('operation'), user, letAgentsWrite: true },
			/'Operation' in the node of this tool is an expression/,
		],
		[
			'by choosing to reactivate people',
			provisioning,
			{
				operation: 'upsert',
				fields: mapped({ employeeNumber: fromAi('employeeNumber'), title: fromAi('title') }),
				letAgentsWrite: true,
				inactivePeople: fromAi('inactive'),
			},
			/'Inactive People' in the node of this tool is an expression/,
		],
		[
			'by choosing the word that clears a field',
			identity,
			{
				operation: 'upsert',
				fields: mapped({ employeeNumber: fromAi('employeeNumber'), title: fromAi('title') }),
				letAgentsWrite: true,
				options: { clearWith: `={{ $json.title }}` },
			},
			/'Clear With' in the node of this tool is an expression/,
		],
	])('writes nothing %s', async (_, type, parameters, why) => {
		const { read } = await call(type, parameters, {
			...{ employeeNumber: '1001', title: 'CFO', yes: true, most: 1000, limit: 1000 },
			...{ operation: 'deactivate', inactive: 'reactivate' },
		});
		expect(firstOf(read)).toMatchObject({ outcome: 'failed', why: expect.stringMatching(why) });
		expect(await writes()).toBe(0);
	});

	it('makes five changes in one run, in however many calls, and not the sixth', async () => {
		const { read } = await call(identity, { ...titleByModel, letAgentsWrite: true }, ...changes);
		expect(read.map((answer) => firstOf([answer])?.outcome)).toEqual([
			...Array<string>(5).fill('succeeded'),
			'failed',
		]);
		expect(firstOf(read.slice(5))?.why).toMatch(/this run is for 6 people.* at most 5 in one run$/);
		expect(firstOf(read.slice(5))?.hint).toMatch(/Earlier calls of this run were for 5 of them/);
		expect(await writes()).toBe(5);
	});

	it('counts only people for whom something was sent', async () => {
		const wrong = changes.map(() => ({ employeeNumber: '404', title: 'CFO' }));
		const right = { employeeNumber: '1001', title: 'CFO' };
		const parameters = { ...titleByModel, letAgentsWrite: true, mostPeoplePerRun: 1 };
		const { read } = await call(identity, parameters, ...wrong, right, right);
		expect(read.slice(-2).map((answer) => firstOf([answer])?.outcome)).toEqual([
			'succeeded',
			'failed',
		]);
	});

	it('sends nothing that the model adds to what its tool asks for', async () => {
		const fields = mapped({ title: fromAi('title'), employeeNumber: fromAi('employeeNumber') });
		const parameters = { operation: 'upsert', matchBy: 'employeeNumber', fields };
		await call(
			identity,
			{ ...parameters, letAgentsWrite: true },
			{
				...{ employeeNumber: '1001', title: 'CLEAR', outcome: 'converted', clearWith: 'CLEAR' },
				additionalAttributes: { active: false },
			},
		);
		const { read } = await call(identity, { operation: 'get', user }, { employeeNumber: '1001' });
		expect(firstOf(read)).toMatchObject({ active: true, title: 'CLEAR' });
	});

	it('tells the model what the tool does and what it asks for', async () => {
		const { tool } = await call(identity, { ...titleByModel, letAgentsWrite: true });
		expect(tool.description).toMatch(/^Update a user in SAP Concur\. .*It changes users\./);
		expect(tool.asks).toEqual({ employeeNumber: 'About employeeNumber', title: 'About title' });
		const { tool: reading } = await call(provisioning, {});
		expect(reading.description).toMatch(/^Get .* in SAP Concur\. .* It only reads\.$/);
	});

	it('asks the model for the provisioning ID without any setting', async () => {
		const { tool, read } = await call(status, {}, { provisionId: 'no ID' });
		expect(tool.asks).toEqual({ provisionId: expect.stringContaining('provisionId') });
		expect(firstOf(read)).toMatchObject({ why: expect.stringContaining('contains no UUID') });
	});
});

describe('a fresh node', () => {
	const filled = ({ description }: INodeType, asTool: boolean, parameters: IDataObject = {}) => {
		const type = { ...description, name: `${description.name}${asTool ? 'Tool' : ''}` };
		return NodeHelpers.getNodeParameters(
			type.properties,
			parameters as never,
			true,
			false,
			{ typeVersion: 1 } as never,
			type,
		);
	};

	it.each([
		[identity, 'get', 'create'],
		[provisioning, 'getProfile', 'create'],
		[status, 'get', 'get'],
	])('starts with a read as a tool, and as ever in a workflow', (node, asTool, inWorkflow) => {
		expect(filled(node, true)?.operation).toBe(asTool);
		expect(filled(node, false)?.operation).toBe(inWorkflow);
		expect(filled(node, true, { operation: 'upsert' })?.operation).toBe('upsert');
		expect(filled(node, true)?.toolDescription).toMatch(/It only reads\.$/);
		expect(filled(node, false)).not.toHaveProperty('toolDescription');
	});

	it('offers the model no field that decides how much a run may do', () => {
		const switches = [
			...['letAgentsWrite', 'mostPeoplePerRun', 'confirmDelete', 'confirmReplace', 'haveChecked'],
			...['stopWhenMoreThanPeople', 'stopWhenMoreThanPercent', 'clearWith'],
		];
		for (const { description } of [identity, provisioning]) {
			const fields = description.properties
				.flatMap((field) => [field, ...((field.options ?? []) as typeof description.properties)])
				.filter(({ name, displayOptions }) => switches.includes(name) && !displayOptions?.hide);
			expect(new Set(fields.map(({ name }) => name)).size).toBe(switches.length);
			expect(fields.filter(({ noDataExpression }) => noDataExpression !== true)).toEqual([]);
		}
	});
});
