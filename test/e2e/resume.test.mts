// Parked runs and the events that wake them: each by its own, none by another's, and nobody is lost.
import axios from 'axios';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import {
	expectedOutcomes,
	importExample,
	personOutcomes,
	sampleFile,
	startNode,
} from '../../scripts/examples.mts';
import type { ExampleSettings } from '../../scripts/examples/settings.mts';
import { connect, type Execution, type N8nRest } from '../../scripts/n8n-rest.mts';

const example = 'onboarding-resume-on-event';
const tables = inject('tables');
const simulatorUrl = inject('simulatorUrl');
const control = axios.create({ baseURL: `${simulatorUrl}/_simulator`, proxy: false });

let rest: N8nRest;
let partnerId: string;

beforeAll(async () => {
	rest = await connect(inject('n8nUrl'));
	partnerId = await importExample(rest, `${example}-partner`, inject('credential'), { tables });
	await rest.activateWorkflow(partnerId);
});

afterAll(async () => {
	await rest.deactivateWorkflow(partnerId);
	await control.post('/reset', {});
});

/** Starts a new onboarding of these people, and resolves when each has a run of their own. */
async function onboard(settings: ExampleSettings): Promise<string> {
	const id = await importExample(rest, example, inject('credential'), { tables, ...settings });
	const { status, error } = await rest.runWorkflow(id, startNode);
	expect({ status, error }).toEqual({ status: 'success', error: undefined });
	return id;
}

/** The runs of single people. */
const personal = async (workflowId: string) =>
	(await rest.listExecutions(workflowId)).filter(({ mode }) => mode === 'integrated');

/** The runs of single people, once so many are in this state; those that there are after the time limit. */
async function runsIn(state: string, count: number, workflowId: string, limitMs: number) {
	const giveUpAt = Date.now() + limitMs;
	for (;;) {
		const runs = await personal(workflowId);
		const found = runs.filter(({ status }) => status === state);
		if (found.length === count || Date.now() > giveUpAt) return found;
		await pause(500);
	}
}

const readAll = async (runs: Array<{ id: string }>) =>
	await Promise.all(runs.map(async ({ id }) => await rest.readExecution(id)));

const only = (execution: Execution, node: string) => execution.outputs[node]![0]![0]![0]!.json;
const provisionIdOf = (run: Execution) => String(only(run, 'Add expense and travel').provisionId);

/** HR file of made-up people for whom nothing can go wrong. */
async function peopleFile(count: number): Promise<string> {
	const [header] = (await sampleFile()).split('\n');
	const rows = Array.from({ length: count }, (_, index) => {
		const number = 70_001 + index;
		return `${number},Person,Number ${number},person.${number}@example.com,Clerk,2026-04-01,DE,de-DE,EUR,EMEA,4711,no,,Standard Travel`;
	});
	return `${[header, ...rows].join('\n')}\n`;
}

/** What ends a request of the simulator that is set to end when somebody looks. */
async function statusReader(): Promise<(provisionId: string) => Promise<void>> {
	const { data: keys } = await control.get('/credentials');
	const { data: token } = await axios.post(
		`${simulatorUrl}/oauth2/v0/token`,
		new URLSearchParams({
			client_id: keys.clientId,
			client_secret: keys.clientSecret,
			grant_type: 'password',
			username: keys.companyId,
			password: keys.companyRequestToken,
			credtype: 'authtoken',
		}),
		// Concur refuses the charset that axios would add.
		{ headers: { 'content-type': 'application/x-www-form-urlencoded' }, proxy: false },
	);
	const headers = { authorization: `Bearer ${token.access_token}` };
	return async (provisionId) => {
		const url = `${simulatorUrl}/profile/v4/provisions/${provisionId}/status`;
		await axios.get(url, { headers, proxy: false });
	};
}

/** When the event of each provision request was first sent, in milliseconds since 1970. */
async function sentAt(): Promise<Map<string, number>> {
	const { data } = await control.get('/deliveries');
	const firsts = data.filter(({ attempt }: { attempt: number }) => attempt === 1);
	return new Map(
		firsts.map(({ body, at }: { body: string; at: string }) => [
			JSON.parse(body).facts.provisionId,
			Date.parse(at),
		]),
	);
}

/** Executions of the partner workflow that have not gone well, or not yet. */
const unfinished = async () =>
	(await rest.listExecutions(partnerId)).filter(({ status }) => status !== 'success');

async function partnerIsIdle(): Promise<void> {
	const patience = { timeout: 120_000, interval: 1000 };
	await vi.waitFor(async () => expect(await unfinished()).toEqual([]), patience);
}

describe('50 parked runs whose events come, and 5 whose events never come', () => {
	const parked = 55;
	const woken = 50;
	const eventEveryMs = 500;
	/** Longer than a busy machine takes to park all of them and to send all events. */
	const waitSeconds = 150;
	let runs: Execution[];
	let events: Map<string, number>;
	let wokenIds: string[];

	beforeAll(async () => {
		await control.post('/reset', {});
		await control.post('/settings', { provisioning: { finishesAfterPolls: 1 } });
		const hrFile = await peopleFile(parked);
		const id = await onboard({ hrFile, waitSeconds });
		const waiting = await runsIn('waiting', parked, id, 60_000);
		expect(waiting).toHaveLength(parked);
		const requests = (await readAll(waiting)).map(provisionIdOf);
		wokenIds = requests.slice(0, woken);

		const endRequest = await statusReader();
		for (const [index, provisionId] of wokenIds.entries()) {
			await endRequest(provisionId);
			if (index % 5 === 0) await publishForeign();
			await pause(eventEveryMs);
		}
		const ended = await runsIn('success', parked, id, 300_000);
		runs = await readAll(ended);
		events = await sentAt();
		await partnerIsIdle();
	}, 600_000);

	/** Another system's request has ended. */
	async function publishForeign() {
		await control.post('/events', {
			topic: 'public.concur.user.provisioning',
			eventType: 'provisionCompleted',
			facts: { provisionId: randomUUID(), success: true },
		});
	}

	const isWoken = (run: Execution) => wokenIds.includes(provisionIdOf(run));

	it('loses nobody', () => {
		expect(runs).toHaveLength(parked);
		const outcomes = runs.flatMap((run) => personOutcomes(run)).map(({ outcome }) => outcome);
		expect(outcomes).toEqual(Array.from({ length: parked }, () => 'succeeded'));
		expect(new Set(runs.map(provisionIdOf)).size).toBe(parked);
	});

	it('wakes each run by its own event, and not before it', () => {
		const delays = runs.filter(isWoken).map((run) => {
			const provisionId = provisionIdOf(run);
			expect(only(run, 'Wait for SAP Concur')).toMatchObject({ body: { provisionId } });
			return run.startedAt['Forget the run']![0]! - (events.get(provisionId) ?? NaN);
		});
		const sorted = delays.sort((one, other) => one - other);
		console.log(
			`n8n ${inject('n8nVersion')}: ${sorted.length} runs woken, ${sorted[sorted.length >> 1]} ms after their event in the median, ${sorted.at(-1)} ms at the slowest`,
		);
		expect(sorted).toHaveLength(woken);
		expect(sorted[0]).toBeGreaterThan(0);
	});

	it('lets the runs whose event never comes look for themselves when their time is over', () => {
		const late = runs.filter((run) => !isWoken(run));
		expect(late).toHaveLength(parked - woken);
		for (const run of late) {
			expect(only(run, 'Wait for SAP Concur')).not.toHaveProperty('body');
			const parkedAt = run.startedAt['Remember the run']![0]!;
			expect(run.startedAt['Forget the run']![0]! - parkedAt).toBeGreaterThan(
				(waitSeconds - 1) * 1000,
			);
		}
	});

	it('wakes nobody by an event of another system', async () => {
		const partners = await readAll(await rest.listExecutions(partnerId));
		const waking = partners.filter(({ outputs }) => 'Wake the run' in outputs);
		const foreign = partners.filter((partner) => {
			const { provisionId } = only(partner, 'User provisioned');
			return !runs.some((run) => provisionIdOf(run) === provisionId);
		});
		expect(foreign).toHaveLength(woken / 5);
		expect(waking).toHaveLength(woken);
		expect(waking.filter((each) => foreign.includes(each))).toEqual([]);
	});

	it('leaves neither errors nor rows behind', async () => {
		expect(await unfinished()).toEqual([]);
		expect(await rest.readDataTable(tables['SAP Concur waiting runs']!)).toEqual([]);
	});
});

it('wakes runs whose event comes before they are parked', async () => {
	await control.post('/reset', {});
	await control.post('/settings', { provisioning: { finishesAfterMs: 0 } });
	const count = 20;
	const id = await onboard({ hrFile: await peopleFile(count), waitSeconds: 3600 });
	const runs = await readAll(await runsIn('success', count, id, 60_000));
	expect(runs).toHaveLength(count);
	await partnerIsIdle();
	expect(await rest.readDataTable(tables['SAP Concur waiting runs']!)).toEqual([]);
});

it('gives the people of the example their outcomes', async () => {
	await control.post('/reset', {});
	const id = await onboard({ waitSeconds: 20 });
	const runs = await readAll(await runsIn('success', 6, id, 120_000));
	const found = runs.flatMap((run) => personOutcomes(run));
	const expected = await expectedOutcomes(example);
	const wanted = [
		'katharina.vogel',
		'marcus.reid',
		'elena.rossi',
		'lars.nyman',
		"siobhan.o'brien",
		'ivan.petrov',
	];
	expect(Object.fromEntries(found.map(({ email, outcome }) => [email, outcome]))).toEqual(
		Object.fromEntries(
			wanted.map((name) => `${name}@example.com`).map((email) => [email, expected.get(email)]),
		),
	);
	const why = Object.fromEntries(found.map((person) => [person.email, person.why]));
	expect(why['elena.rossi@example.com']).toMatch(/Custom 3/);
	expect(why['lars.nyman@example.com']).toMatch(/Reimbursement currency/);
	expect(why["siobhan.o'brien@example.com"]).toMatch(
		/Invalid 'User name' Characters|User name.*o'brien/,
	);
	await partnerIsIdle();
});

describe('a row of a run that cannot be woken', () => {
	const table = tables['SAP Concur waiting runs']!;

	/** Lets the event of a request come for which a run with this address is written down. */
	async function eventFor(resumeUrl: string): Promise<Execution> {
		const provisionId = randomUUID();
		const { data } = await rest.http.get('/projects/personal');
		const rows = `/projects/${data.data.id}/data-tables/${table}/insert`;
		await rest.http.post(rows, { data: [{ provisionId, resumeUrl }], returnType: 'all' });
		const before = await rest.listExecutions(partnerId);
		await control.post('/events', {
			topic: 'public.concur.user.provisioning',
			eventType: 'provisionCompleted',
			facts: { provisionId, success: true },
		});
		return await vi.waitFor(
			async () => {
				const [newest, ...others] = await rest.listExecutions(partnerId);
				expect(others).toHaveLength(before.length);
				expect(newest!.status).toMatch(/success|error/);
				return await rest.readExecution(newest!.id);
			},
			{ timeout: 60_000, interval: 500 },
		);
	}

	it('is thrown away without a word when its run is over', async () => {
		const n8nUrl = inject('n8nUrl');
		const { status, error, outputs } = await eventFor(`${n8nUrl}/webhook-waiting/999999`);
		expect({ status, error }).toEqual({ status: 'success', error: undefined });
		expect(outputs['Wake the run']).toBeDefined();
		expect(await rest.readDataTable(table)).toEqual([]);
	});

	it('ends the workflow with the reason when n8n cannot reach its own address', async () => {
		const { status, error } = await eventFor('http://127.0.0.1:9/webhook-waiting/1');
		expect(status).toBe('error');
		expect(error).toMatch(/could not call its own address http:\/\/127\.0\.0\.1:9, .*WEBHOOK_URL/);
		expect(await rest.readDataTable(table)).toEqual([]);
	});
});
