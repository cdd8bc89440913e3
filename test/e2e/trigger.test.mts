// From a change in Concur to what a workflow makes of it, and the two examples that only listen.
import { serve, type ServerType } from '@hono/node-server';
import axios from 'axios';
import { Hono } from 'hono';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { importExample, sampleFile, startNode } from '../../scripts/examples.mts';
import { connect, type Execution, type N8nRest, type Workflow } from '../../scripts/n8n-rest.mts';

const trigger = 'SAP Concur Event Trigger';
const branches = ['Succeeded', 'Partial', 'Failed', 'Pending'];
const credential = inject('credential');
const tables = inject('tables');
const simulatorUrl = inject('simulatorUrl');
const control = axios.create({ baseURL: `${simulatorUrl}/_simulator`, proxy: false });

let rest: N8nRest;

beforeAll(async () => {
	rest = await connect(inject('n8nUrl'));
	await control.post('/reset', {});
	// Concur sends an event twice now and then.
	await control.post('/settings', { events: { copies: 2 } });
});

afterAll(async () => {
	await control.post('/reset', {});
});

/** A workflow whose nodes follow one another; the last one's outputs each have a branch. */
function workflowOf(name: string, nodes: Array<Record<string, unknown>>, ends: string[]): Workflow {
	const all = [
		...nodes,
		...ends.map((end) => ({ name: end, type: 'n8n-nodes-base.noOp', typeVersion: 1 })),
	].map((node, index) => ({
		id: `${index}`,
		position: [220 * index, 0],
		parameters: {},
		...node,
	})) as unknown as Workflow['nodes'];
	const names = nodes.map((node) => String(node.name));
	const to = (node: string) => [{ node, type: 'main', index: 0 }];
	const connections = names.slice(1).map((next, index) => [names[index], { main: [to(next)] }]);
	connections.push([names[names.length - 1], { main: ends.map(to) }]);
	return {
		name,
		nodes: all,
		connections: Object.fromEntries(connections),
		settings: { executionOrder: 'v1' },
	};
}

const listener = workflowOf(
	'Branches by outcome',
	[
		{
			name: trigger,
			type: 'n8n-nodes-sap-concur.concurEssTrigger',
			typeVersion: 1.1,
			webhookId: '5eb06172-0000-4000-8000-000000000001',
			credentials: { concurApi: credential },
			parameters: { events: ['provisionCompleted'], fetchStatus: true },
		},
		{
			name: 'By outcome',
			type: 'n8n-nodes-base.switch',
			typeVersion: 3,
			parameters: {
				mode: 'expression',
				numberOutputs: branches.length,
				output: "={{ ['succeeded', 'partial', 'failed', 'pending'].indexOf($json.outcome) }}",
			},
		},
	],
	branches,
);

/** Of the sample file: one for whom all goes well, one for whom a part does, one for whom nothing does. */
const people = ['katharina.vogel@example.com', 'elena.rossi@example.com', 'lars.nyman@example.com'];

/** Onboards some people of the sample file by another workflow, in one provisioning request. */
async function provision(emails: string[]): Promise<void> {
	const [header, ...rows] = (await sampleFile()).split('\n');
	const chosen = rows.filter((row) => emails.includes(row.split(',')[3]!));
	const hrFile = `${[header, ...chosen].join('\n')}\n`;
	const id = await importExample(rest, 'onboarding', credential, { hrFile });
	const { status, error } = await rest.runWorkflow(id, startNode);
	expect({ status, error }).toEqual({ status: 'success', error: undefined });
}

const patience = { timeout: 60_000, interval: 500 };

/** Executions of a workflow, oldest first, once so many have ended; waits a little for those that ought not to come. */
async function executionsOf(workflowId: string, count: number): Promise<Execution[]> {
	const ended = async () =>
		(await rest.listExecutions(workflowId)).filter(
			({ status }) => !['new', 'running'].includes(status),
		);
	await vi.waitFor(async () => expect(await ended()).toHaveLength(count), patience);
	await pause(2000);
	const found = await rest.listExecutions(workflowId);
	return await Promise.all(found.reverse().map(async ({ id }) => await rest.readExecution(id)));
}

const itemsOf = ({ outputs }: Execution, node: string) =>
	(outputs[node] ?? []).flatMap(([items]) => items!.map(({ json }) => json));

interface Event {
	id: string;
	provisionId: string;
}
const eventOf = (execution: Execution) => itemsOf(execution, trigger)[0]!.event as Event;

describe('a published workflow', () => {
	let id: string;
	let executions: Execution[];

	beforeAll(async () => {
		id = (await rest.createWorkflow(listener)).id;
		await rest.activateWorkflow(id);
		for (const email of people) await provision([email]);
		executions = await executionsOf(id, people.length);
	}, 180_000);

	it('runs once for each request that has ended, though every event comes twice', () => {
		expect(executions.map(({ status, error }) => ({ status, error }))).toEqual(
			Array.from({ length: 3 }, () => ({ status: 'success', error: undefined })),
		);
		expect(new Set(executions.map((execution) => eventOf(execution).id)).size).toBe(3);
		expect(new Set(executions.map((execution) => eventOf(execution).provisionId)).size).toBe(3);
	});

	it('starts within seconds of the event', async () => {
		const { data: deliveries } = await control.get('/deliveries');
		const delays = executions.map((execution) => {
			const { id: eventId } = eventOf(execution);
			const sent = deliveries
				.filter(({ body }: { body: string }) => JSON.parse(body).id === eventId)
				.map(({ at }: { at: string }) => Date.parse(at));
			return execution.startedAt[trigger]![0]! - Math.min(...sent);
		});
		console.log(
			`n8n ${inject('n8nVersion')}: started ${delays.join(', ')} ms after the event was sent`,
		);
		// A quiet machine takes less than one second; this one has two n8n's and browsers.
		expect(Math.max(...delays)).toBeLessThan(10_000);
	});

	it('leaves by the branch of its outcome, with what was wrong', () => {
		const found = branches.map((branch) =>
			executions.flatMap((execution) => itemsOf(execution, branch)),
		);
		expect(found.map((items) => items.length)).toEqual([1, 1, 1, 0]);
		const [worked, partly, failed] = found.flat();
		expect(worked).toMatchObject({ outcome: 'succeeded', errors: [] });
		expect(partly!.errors).toMatchObject([{ field: 'Custom 3' }]);
		expect(failed!.errors).toMatchObject([{ field: 'Reimbursement currency' }]);
	});

	it('is told nothing any more once it is unpublished', async () => {
		const event = { topic: 'public.concur.user.provisioning', eventType: 'provisionCompleted' };
		const subscribers = async () => (await control.post('/events', event)).data.subscriptionIds;
		const [before] = await subscribers();
		expect(before).toMatch(/^n8n-[0-9a-f]{20}-provisioning-prod$/);
		await rest.deactivateWorkflow(id);
		expect(await subscribers()).toEqual([]);
	});
});

describe('examples/provisioning-failure-to-ticket.json', () => {
	let receiver: ServerType;
	let id: string;
	const tickets: Array<{ title: string; description: string }> = [];

	beforeAll(async () => {
		await control.post('/reset', {});
		await control.post('/settings', { events: { copies: 2 } });
		const app = new Hono().post('/api/tickets', async (c) => {
			tickets.push(await c.req.json());
			return c.json({ number: tickets.length }, 201);
		});
		const port = await new Promise((resolve) => {
			const options = { fetch: app.fetch, hostname: '127.0.0.1', port: 0 };
			receiver = serve(options, (address) => resolve(address.port));
		});
		const ticketAddress = `http://127.0.0.1:${port}/api/tickets`;
		id = await importExample(rest, 'provisioning-failure-to-ticket', credential, { ticketAddress });
		await rest.activateWorkflow(id);
		await provision(people);
		const { error } = (await executionsOf(id, 1))[0]!;
		expect(error).toBeUndefined();
	}, 180_000);

	afterAll(async () => {
		await rest.deactivateWorkflow(id);
		receiver.close();
	});

	it('makes one ticket for each person for whom something did not work', () => {
		expect(tickets.map(({ title }) => title).sort()).toEqual([
			'SAP Concur accepted only a part of the data of Elena Rossi (elena.rossi@example.com)',
			'SAP Concur rejected the data of Lars Nyman (lars.nyman@example.com)',
		]);
	});

	it.each([
		['Elena', /^Custom 3: .*not in the list.*\. Send the code .*List Management\./],
		['Lars', /^Reimbursement currency: .*\. Correct the value of this field\./],
	])('says of %s which field it is and what to do', (name, words) => {
		const ticket = tickets.find(({ title }) => title.includes(name));
		expect(ticket?.description).toMatch(words);
		expect(ticket?.description).toMatch(/\nProvisioning ID [0-9a-f-]{36}, correlation ID \S+$/);
	});
});

describe('examples/identity-change-audit.json', () => {
	let id: string;
	let rows: Array<Record<string, unknown>>;
	const table = tables['SAP Concur changes']!;

	beforeAll(async () => {
		await control.post('/reset', {});
		await control.post('/settings', { events: { copies: 2 } });
		id = await importExample(rest, 'identity-change-audit', credential, { tables });
		await rest.activateWorkflow(id);
		await provision(['katharina.vogel@example.com']);
		await executionsOf(id, 1);
		const { userId } = (await rest.readDataTable(table))[0]!;
		await callConcur('PATCH', userId, {
			schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
			Operations: [{ op: 'replace', path: 'title', value: 'Chief of Sales' }],
		});
		await executionsOf(id, 2);
		await callConcur('DELETE', userId);
		await executionsOf(id, 3);
		rows = await rest.readDataTable(table);
	}, 180_000);

	afterAll(async () => {
		await rest.deactivateWorkflow(id);
	});

	/** Changes a person by n8n's own HTTP Request node. */
	async function callConcur(method: string, userId: unknown, body?: unknown) {
		const request = {
			name: 'HTTP Request',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			credentials: { concurApi: credential },
			parameters: {
				method,
				url: `${simulatorUrl}/profile/identity/v4.1/Users/${String(userId)}`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'concurApi',
				...(body ? { sendBody: true, specifyBody: 'json', jsonBody: JSON.stringify(body) } : {}),
			},
		};
		const start = { name: startNode, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 };
		const { id: callId } = await rest.createWorkflow(workflowOf(method, [start, request], []));
		expect((await rest.runWorkflow(callId, startNode)).error).toBeUndefined();
	}

	it('keeps one row for each change, though every event comes twice', () => {
		expect(rows.map(({ what }) => what)).toEqual(['created', 'changed', 'deleted']);
		expect(new Set(rows.map(({ eventId }) => eventId)).size).toBe(3);
	});

	it('says who, when, which fields, and the correlation ID', () => {
		const [created, changed, deleted] = rows;
		expect(created).toMatchObject({ person: 'Katharina Vogel', employeeNumber: '20001' });
		expect(changed).toMatchObject({
			person: 'Katharina Vogel',
			userName: 'katharina.vogel@example.com',
			changedFields: 'Job title',
			note: '',
		});
		expect(deleted).toMatchObject({ person: '', userId: created!.userId });
		for (const { time, correlationId, changedBy } of rows) {
			expect(Math.abs(Date.parse(String(time)) - Date.now())).toBeLessThan(300_000);
			expect(correlationId).toMatch(/\S/);
			expect(changedBy).toMatch(/\S/);
		}
	});
});

describe('a test of the trigger in the editor', () => {
	it('ends with the reason why a delivery was rejected, and runs nothing else', async () => {
		const webhookId = '5eb06172-0000-4000-8000-000000000009';
		const workflow = {
			...listener,
			name: 'Listening',
			nodes: listener.nodes.map((node) => (node.name === trigger ? { ...node, webhookId } : node)),
		};
		const { id } = await rest.createWorkflow(workflow);
		const { data: workflowData } = (await rest.http.get(`/workflows/${id}`)).data;
		const { data: waiting } = (
			await rest.http.post(`/workflows/${id}/run`, {
				workflowData,
				triggerToStartFrom: { name: trigger },
			})
		).data;
		expect(waiting).toMatchObject({ waitingForWebhook: true });
		const testUrl = `${inject('n8nUrl')}/webhook-test/${webhookId}/concur-ess`;
		const { status } = await axios.post(
			testUrl,
			{ id: 'forged', eventType: 'provisionCompleted' },
			{ proxy: false, validateStatus: () => true },
		);
		expect(status).toBe(401);
		const [execution] = await executionsOf(id, 1);
		expect(execution!.status).toBe('error');
		expect(execution!.error).toBe(
			'n8n received a delivery and rejected it: The delivery has no signature. SAP Concur signs every delivery.',
		);
		expect(Object.keys(execution!.outputs)).toEqual([trigger]);
	});
});
