// What holds for every operation of every node, so that a new one cannot be forgotten.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator } from '../../simulator/index.mts';
import {
	apiRequests,
	asStored,
	concurCredential,
	type RunningSimulator,
} from '../support/concur.mts';
import { runNode } from '../support/executeNode.mts';
import { fastTimers } from '../support/fastTimers.mts';
import type { CredentialsByType } from '../support/storedCredentials.mts';
import {
	create,
	identity,
	items,
	planned,
	provisioning,
	repair,
	status,
	submitted,
	user,
	wrongThenRight,
} from './operations.mts';

let simulator: RunningSimulator;
let credentials: CredentialsByType;
fastTimers();
beforeAll(async () => {
	simulator = await startSimulator();
	// Connected once: a reset keeps the tokens.
	const typed = await concurCredential(simulator);
	const parameters = { operation: 'getAll' };
	({ credentials } = await runNode({ node: identity, credentials: typed, parameters }));
});
beforeEach(() => {
	simulator.reset();
	simulator.settings({
		provisioning: { finishesAfterMs: 0 },
		app: { scopes: [...simulator.settings({}).app.scopes, 'identity.user.delete'] },
	});
});
afterAll(async () => await simulator.close());

it('names every operation of every node in the table', () => {
	for (const type of [identity, provisioning, status]) {
		const { properties } = type.description;
		const menu = properties
			.filter(
				({ name, displayOptions }) => name === 'operation' && !displayOptions?.show?.['@tool'],
			)
			.flatMap(({ options = [] }) => options);
		const tested = wrongThenRight.filter(([node]) => node === type);
		expect(tested.map(([, operation]) => operation)).toEqual(
			menu.map((option) => ('value' in option ? option.value : '')),
		);
	}
});

const onlyReads = new Set([
	'changedSince',
	'convert',
	'get',
	'getAll',
	'getFormFields',
	'getProfile',
	'plan',
	'supportDetails',
	'wait',
]);

/** What is wrong with a row, or with the connection, is what these are for. */
const reports = (operation: string) =>
	['check', 'plan', 'drift', 'leaverCheck'].includes(operation);

describe.each(
	wrongThenRight
		.filter(([, operation]) => !reports(operation))
		.map(([node, operation, parameters]) => ({
			name: `${node.description.displayName}, ${operation}`,
			node,
			operation,
			parameters,
		})),
)('$name', ({ node, operation, parameters }) => {
	let rows: object[];
	beforeEach(async () => {
		const made = {
			...('provisionId' in parameters && (await submitted(credentials))),
			...(operation === 'applyPlan' && (await planned(credentials))),
		};
		rows = items.map((item) => ({ ...item, ...made, repair }));
	});
	const run = async (options: object) =>
		await runNode({
			node,
			credentials,
			parameters: asStored(operation, { ...parameters, letAgentsWrite: true }),
			items: rows as never,
			...options,
		});
	const all = (outputs: Awaited<ReturnType<typeof run>>['outputs']) => outputs.flat();
	const ofItem = (output: ReturnType<typeof all>, wanted: number) =>
		output.filter(({ pairedItem }) => (pairedItem as { item: number }).item === wanted);

	it('stops at the wrong item and says which one', async () => {
		const { error } = await run({});
		expect(error).toMatchObject({ context: { itemIndex: 0 } });
		expect(error?.message).toMatch(/\[item 0\]$/);
		expect(error?.description).toBeTruthy();
	});

	it('continues with the other item, and both stay linked to their input', async () => {
		const { outputs, error } = await run({ onError: 'continueRegularOutput' });
		expect(error).toBeUndefined();
		expect(ofItem(all(outputs), 0).map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/\[item 0\]$/),
		]);
		const right = ofItem(all(outputs), 1);
		expect(right.length).toBeGreaterThan(0);
		expect(right.every(({ json }) => json.error === undefined)).toBe(true);
	});

	it('moves the wrong item, with its row, to the error output', async () => {
		const { outputs } = await run({ onError: 'continueErrorOutput' });
		const errorOutput = outputs[outputs.length - 1]!;
		expect(errorOutput).toHaveLength(1);
		// n8n 1.x takes an item for an error only if it holds no more than these two keys beside its row.
		expect(errorOutput[0]!.json).toEqual({
			...rows[0],
			error: expect.stringMatching(/\[item 0\]$/),
			message: expect.stringMatching(/./),
		});
		expect(all(outputs.slice(0, -1)).every(({ json }) => json.error === undefined)).toBe(true);
	});

	const runByAgent = async (given: object, items: object[], options: object = {}) =>
		await run({ asTool: true, parameters: asStored(operation, { ...given }), items, ...options });

	const six = () => Array.from({ length: 6 }, () => rows[1]!);
	if (onlyReads.has(operation)) {
		it('is open to an AI agent', async () => {
			const { error } = await runByAgent(parameters, rows.slice(1));
			expect(error).toBeUndefined();
		});
	} else {
		it('changes nothing for an AI agent unless a person has allowed it, and for five people at most', async () => {
			const isAllowed = { ...parameters, letAgentsWrite: true };
			const refused: Array<[object, object[], RegExp]> = [
				[parameters, six().slice(1), /until a person turns on 'Let AI Agents Write' in its node$/],
				[
					{ ...parameters, letAgentsWrite: '={{ true }}' },
					six().slice(1),
					/can only be turned on in/,
				],
				[isAllowed, six(), /is for 6 people, and an AI agent may change at most 5 in one run/],
				[{ ...isAllowed, mostPeoplePerRun: "={{ $fromAI('n') }}" }, six(), /must be a number/],
			];
			const before = (await apiRequests(simulator)).length;
			for (const [given, items, says] of refused) {
				const { error } = await runByAgent(given, items, { onError: 'stopWorkflow' });
				expect(error?.message).toMatch(says);
				expect(error?.description).toMatch(/person|Remove the expression/);
				const { outputs } = await runByAgent(given, items);
				expect(outputs[0]!.map(({ json }) => json.outcome)).toEqual(items.map(() => 'failed'));
				expect(outputs[0]!.filter(({ json }) => !says.test(String(json.why)))).toEqual([]);
			}
			expect(await apiRequests(simulator)).toHaveLength(before);
		});
	}

	it('shows an AI agent everything on its first output', async () => {
		const { outputs } = await run({ asTool: true, onError: 'continueRegularOutput' });
		expect(ofItem(outputs[0]!, 0)).toHaveLength(1);
		expect(ofItem(outputs[0]!, 1).length).toBeGreaterThan(0);
		expect(all(outputs.slice(1))).toEqual([]);
	});
});

it.each([
	['plan', { fields: create, matchBy: 'userName' }, ['create']],
	[
		'drift',
		{ resource: 'report', fields: create, matchBy: 'userName' },
		['missingInConcur', ...Array<string>(3).fill('missingInHr')],
	],
	['leaverCheck', { resource: 'report', user }, ['loses']],
])('lets an AI agent use %s', async (operation, parameters, verdicts) => {
	const { outputs } = await runNode({
		node: provisioning,
		credentials,
		parameters: asStored(operation, parameters),
		asTool: true,
		items: items.slice(1),
	});
	expect(outputs[0]!.map(({ json }) => json.verdict)).toEqual(verdicts);
});
