// The promise of examples/onboarding-queue.json: whatever a killed worker was doing, everybody's outcome is in the table.
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import {
	createExampleTables,
	credentialFor,
	expectedOutcomes,
	importExample,
	queueName,
	sampleFile,
	startNode,
} from '../../scripts/examples.mts';
import { startSimulator } from '../../simulator/index.mts';
import { connect, identityUsers } from '../campaign/client.mts';
import type { RunningSimulator } from '../support/concur.mts';
import { startCluster, type Cluster, type ClusterProcess } from './cluster/cluster.mts';
import { peopleIn } from './load/stored.mts';

const lookUp = 'Every minute';
let simulator: RunningSimulator;
let cluster: Cluster;
let id: string;
let table: string;
let emails: string[];

beforeAll(async () => {
	simulator = await startSimulator();
	cluster = await startCluster({ workers: 2, webhooks: 0 });
	const { rest } = cluster;
	const data = await credentialFor(simulator.url);
	const name = 'SAP Concur API';
	const credential = { name, id: await rest.createCredential(name, 'concurApi', data) };
	const tables = await createExampleTables(rest);
	table = tables['SAP Concur requests']!;
	const hrFile = await fileWithoutMistakes();
	const rows: Array<{ 'E-mail': string }> = parse(hrFile, { columns: true });
	emails = rows.map((row) => row['E-mail']);
	id = await importExample(rest, queueName, credential, { tables, hrFile });
});

afterAll(async () => {
	await cluster?.stop();
	await simulator?.close();
});

/** The people of the sample file for whom nothing can go wrong. */
async function fileWithoutMistakes(): Promise<string> {
	const expected = await expectedOutcomes(queueName);
	const [header, ...lines] = (await sampleFile()).trim().split('\n');
	const right = lines.filter((line) => expected.get(line.split(',')[3]!) === 'succeeded');
	return `${[header, ...right].join('\n')}\n`;
}

/** Starts a run, and kills the worker that has it as soon as SAP Concur gets such a request from it. */
async function killDuring(startedBy: string, match: string): Promise<void> {
	// Longer than a test looks, and shorter than a worker takes to start.
	simulator.faults([{ match, kind: 'delay', delayMs: 3000, times: 1 }]);
	const earlier = simulator.requests().length;
	const executionId = await cluster.rest.startWorkflow(id, startedBy);
	await vi.waitFor(
		() => {
			const calls = simulator.requests().slice(earlier);
			const arrived = calls.some(({ method, path }) => `${method} ${path}`.startsWith(match));
			expect(arrived).toBe(true);
		},
		{ timeout: 120_000, interval: 50 },
	);
	const holder = await holderOf(executionId);
	await holder.kill();
	await holder.start();
}

async function holderOf(executionId: string): Promise<ClusterProcess> {
	for (const worker of cluster.workers) {
		if ((await worker.held()).includes(executionId)) return worker;
	}
	throw new Error(`No worker has execution ${executionId}`);
}

async function run(startedBy: string): Promise<void> {
	const { status, error } = await cluster.rest.runWorkflow(id, startedBy);
	expect({ status, error }).toEqual({ status: 'success', error: undefined });
}

const stored = () => peopleIn(cluster.database, table);

it('sends the rest, and nobody twice, when the file is run again after the worker was killed while it sent', async () => {
	await killDuring(startNode, 'POST /profile/v4/Bulk');
	expect(await stored()).toEqual([]);
	// SAP Concur goes on with what it got.
	await vi.waitFor(async () => expect(await namesInConcur()).toContain(emails[0]), 60_000);
	await run(startNode);
	expect((await stored()).map(({ email }) => email).sort()).toEqual([...emails].sort());
});

it('tells how it ended for everybody, though the worker was killed while it looked', async () => {
	simulator.advance(60_000);
	await killDuring(lookUp, 'GET /profile/v4/provisions');
	const before = await stored();
	expect(before.filter(({ outcome }) => outcome === 'submitted').length).toBeGreaterThan(10);
	await run(lookUp);
	const after = await stored();
	expect(after.map(({ email }) => email).sort()).toEqual([...emails].sort());
	expect(after.filter(({ outcome }) => !/^(succeeded|unchanged)$/.test(outcome))).toEqual([]);
	const withoutId = after.filter(
		({ outcome, provisionId }) => outcome === 'succeeded' && !provisionId,
	);
	expect(withoutId).toEqual([]);
	const names = await namesInConcur();
	expect(names.filter((name) => emails.includes(name)).sort()).toEqual([...emails].sort());
});

async function namesInConcur(): Promise<string[]> {
	return (await identityUsers(await connect(simulator))).map(({ userName }) => userName);
}
