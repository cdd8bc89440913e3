// A plan that a person approves by n8n's own form, or does not, and one that lies in a Data Table meanwhile.
import axios from 'axios';
import merge from 'lodash/merge.js';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import {
	approvedName,
	expectedOutcomes,
	importExample,
	samplePeople,
	startNode,
	syncFile,
	syncName,
	syncOutcomes,
} from '../../scripts/examples.mts';
import { connect, type Execution, type N8nRest, type Workflow } from '../../scripts/n8n-rest.mts';
import { usersInConcur, writesTo } from './concurReader.mts';
import { executionIn, formAddress, formPage, submitForm } from './forms.mts';
import { itemsOf } from './itemsOf.mts';

const simulatorUrl = inject('simulatorUrl');
const control = axios.create({ baseURL: `${simulatorUrl}/_simulator`, proxy: false });
const credential = inject('credential');
const ended = ['success', 'error', 'crashed'];

let rest: N8nRest;

beforeAll(async () => {
	rest = await connect(inject('n8nUrl'));
});
beforeEach(async () => {
	await control.post('/reset', {});
});
afterAll(async () => {
	await control.post('/reset', {});
});

const writes = () => writesTo(simulatorUrl);

/** Stores the example with other parameters for some of its nodes. */
async function importWith(changes: Record<string, object>, hrFile?: string): Promise<string> {
	const id = await importExample(rest, approvedName, credential, { hrFile });
	const { data: workflow } = (await rest.http.get(`/workflows/${id}`)).data;
	const nodes = (workflow as Workflow).nodes.map((node) => merge(node, changes[node.name]));
	await rest.http.patch(`/workflows/${id}`, { nodes, versionId: workflow.versionId });
	return id;
}

describe(`examples/${approvedName}.json`, () => {
	it('sends nothing before somebody has approved it, and then exactly what the form has shown', async () => {
		const id = await importExample(rest, approvedName, credential);
		const executionId = await rest.startWorkflow(id, startNode);
		const waiting = await executionIn(rest, executionId, ['waiting', ...ended]);
		expect(waiting).toMatchObject({ status: 'waiting', error: undefined });
		const address = formAddress(waiting, 'Tell the approver');
		const page = await formPage(address);
		expect(page).toContain('20 rows: 16 to create, 2 to update, 1 unchanged, 1 refused');
		expect(page).toMatch(/Lose access[^]*Martin Doyle, 1002[^]*Refused[^]*Emil Dorn, 30014/);
		expect(await writes()).toEqual([]);

		await submitForm(address, ['Yes, send them', 'Jane Doe', '']);
		const execution = await executionIn(rest, executionId, ended);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		const found = await syncOutcomes(execution);
		const outcomes = found.map(({ email, outcome }) => [email, outcome]).sort();
		expect(outcomes).toEqual([...(await expectedOutcomes(syncName))].sort());
		expect(found.find(({ outcome }) => outcome === 'failed')?.why).toMatch(/31\.04\.2026/);
		const planned = itemsOf(execution, 'Plan').map(({ verdict }) => verdict);
		const applied = itemsOf(execution, 'Apply plan').map(({ operation }) => operation);
		expect(applied).toEqual(
			planned.map((verdict) => (verdict === 'refused' ? 'applyPlan' : verdict)),
		);
		expect(itemsOf(execution, 'Nothing sent')).toEqual([]);
		await expectAllThere();
	});

	/** The people of the file whom the plan has not refused, with what their rows say. */
	async function expectAllThere() {
		const users = await usersInConcur(simulatorUrl);
		const [header, ...lines] = (await syncFile()).trim().split('\r\n');
		const columns = header!.split(';');
		const rows = lines
			.map((line) =>
				Object.fromEntries(line.split(';').map((cell, at) => [columns[at], cell.trim()])),
			)
			.filter(({ Personalnummer }) => !['30014', '30023'].includes(Personalnummer!));
		const idOf = (number?: string) => users.find((user) => user.employeeNumber === number)?.id;
		const told = rows.map(({ Personalnummer: number }) => {
			const user = users.find(({ employeeNumber }) => employeeNumber === number);
			return [number, user?.userName, user?.department, user?.manager];
		});
		expect(told).toEqual(
			rows.map((row) => [
				row.Personalnummer,
				row['E-Mail dienstlich'],
				row.Abteilung,
				idOf(row['Personalnummer Vorgesetzter']),
			]),
		);
		expect(users).toHaveLength(3 + 16);
	}

	it('sends nothing after a no, in a run that the schedule has started, and shows text as HR has written it', async () => {
		const everySecond = { rule: { interval: [{ field: 'seconds', secondsInterval: 1 }] } };
		const changes = { 'Every Monday': { parameters: everySecond } };
		const hrFile = (await syncFile()).replace(';Einkauf;;', ';{{ 6 * 7 }} <i>x</i>;;');
		const id = await importWith(changes, hrFile);
		await rest.activateWorkflow(id);
		const started = await vi.waitFor(
			async () => {
				const [first] = (await rest.listExecutions(id)).slice(-1);
				expect(first?.status).toBe('waiting');
				return first!.id;
			},
			{ timeout: 60_000, interval: 500 },
		);
		await rest.deactivateWorkflow(id);
		const waiting = await executionIn(rest, started, ['waiting']);
		const address = formAddress(waiting, 'Tell the approver');
		const page = await formPage(address);
		expect(page).toContain('6 * 7');
		expect(page).not.toContain('<i>x');
		await submitForm(address, ['No, send nothing', 'Jane Doe', 'Too many']);
		const execution = await executionIn(rest, started, ended);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		expect(itemsOf(execution, 'Nothing sent')).toEqual([
			{ result: 'Nothing was sent to SAP Concur', decidedBy: 'Jane Doe', comment: 'Too many' },
		]);
		expect(Object.keys(execution.outputs)).not.toContain('Apply plan');
		expect(await writes()).toEqual([]);
	});

	it('sends nothing when nobody decides in time', async () => {
		const soon = { parameters: { resumeAmount: 1, resumeUnit: 'seconds' } };
		const id = await importWith({ Approval: soon });
		const execution = await executionIn(rest, await rest.startWorkflow(id, startNode), ended);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		expect(itemsOf(execution, 'Nothing sent')).toMatchObject([{ decidedBy: 'nobody in 7 days' }]);
		expect(Object.keys(execution.outputs)).not.toContain('Apply plan');
		expect(await writes()).toEqual([]);
	});
});

describe('a plan in a Data Table', () => {
	const concur = (operation: string, fields = {}) => ({
		type: 'n8n-nodes-sap-concur.concurProvisioning',
		typeVersion: 1,
		credentials: { concurApi: credential },
		parameters: { operation, ...fields },
	});

	/** Nodes one after the other, behind a trigger. */
	function chain(name: string, nodes: Record<string, object>): Workflow {
		const start = { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
		const all = Object.entries({ [startNode]: start, ...nodes });
		return {
			name,
			nodes: all.map(([nodeName, node], index) => ({
				id: `00000000-0000-4000-8000-0000000000${10 + index}`,
				name: nodeName,
				position: [220 * index, 0],
				...node,
			})) as unknown as Workflow['nodes'],
			connections: Object.fromEntries(
				all
					.slice(1)
					.map(([next], index) => [
						all[index]![0],
						{ main: [[{ node: next, type: 'main', index: 0 }]] },
					]),
			),
			settings: { executionOrder: 'v1' },
		};
	}

	async function run(workflow: Workflow): Promise<Execution> {
		const { id } = await rest.createWorkflow(workflow);
		const execution = await rest.runWorkflow(id, startNode);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		return execution;
	}

	it('is applied by another workflow, and names everybody', async () => {
		const columns = ['employeeNumber', 'verdict', 'why', 'plan'];
		const table = await rest.createDataTable(
			'Planned',
			columns.map((name) => ({ name, type: 'string' })),
		);
		const dataTable = (parameters: object) => ({
			type: 'n8n-nodes-base.dataTable',
			typeVersion: 1,
			parameters: {
				resource: 'row',
				dataTableId: { __rl: true, mode: 'id', value: table },
				...parameters,
			},
		});
		const rows = (await samplePeople(syncName))
			.slice(0, 3)
			.map(({ email, employeeNumber, name }) => ({
				employeeNumber,
				email,
				firstName: name.split(' ')[0],
				lastName: name.split(' ')[1],
			}));
		const value = Object.fromEntries(columns.map((column) => [column, `={{ $json.${column} }}`]));
		const schema = columns.map((id) => ({
			id,
			displayName: id,
			type: 'string',
			display: true,
			removed: false,
		}));
		await run(
			chain('Plan into a table', {
				File: {
					type: 'n8n-nodes-base.set',
					typeVersion: 3.4,
					parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} },
				},
				Rows: {
					type: 'n8n-nodes-base.splitOut',
					typeVersion: 1,
					parameters: { fieldToSplitOut: 'rows', options: {} },
				},
				Plan: concur('plan', { fields: { mappingMode: 'autoMapInputData', value: null } }),
				Keep: dataTable({
					operation: 'insert',
					columns: { mappingMode: 'defineBelow', value, schema, matchingColumns: [] },
				}),
			}),
		);
		expect(await writes()).toEqual([]);
		const execution = await run(
			chain('Apply what lies in the table', {
				Planned: dataTable({ operation: 'get', returnAll: true }),
				'Apply plan': concur('applyPlan'),
				Results: {
					...concur('wait'),
					type: 'n8n-nodes-sap-concur.concurProvisioningStatus',
				},
			}),
		);
		const [succeeded = []] = execution.outputs.Results![0]!;
		expect(succeeded.map(({ json }) => json.employeeNumber)).toEqual(
			rows.map(({ employeeNumber }) => employeeNumber),
		);
		const users = await usersInConcur(simulatorUrl);
		const names = users.map(({ userName }) => userName);
		expect(rows.filter(({ email }) => !names.includes(email))).toEqual([]);
	});
});
