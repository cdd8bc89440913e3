// examples/reconcile-after-outage.json: who has changed while n8n was killed, and longer than SAP Concur repeats its
// events. An n8n and a Concur of its own, because one goes down and the other one's clock moves by days.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { createExampleTables, credentialFor, importExample } from '../../scripts/examples.mts';
import { ensureN8n } from '../../scripts/install-n8n.mts';
import { connect, type N8nRest } from '../../scripts/n8n-rest.mts';
import { startN8n, type N8nServer } from '../../scripts/n8n-server.mts';
import { installInto } from '../../scripts/package-tarball.mts';
import { startSimulator, type RunningSimulator } from '../../simulator/index.mts';
import { otherProgram } from '../support/otherProgram.mts';
import { startFrontProxy, type FrontProxy } from '../support/frontProxy.mts';
import { removeUserFolder } from '../support/secrets/removeUserFolder.mts';

const changed = 'Get Changed';
const hour = 3_600_000;
const patience = { timeout: 120_000, interval: 500 };

let userFolder: string;
let simulator: RunningSimulator;
let front: FrontProxy;
let server: N8nServer;
let rest: N8nRest;
let workflowId: string;
let table: string;

beforeAll(async () => {
	userFolder = await mkdtemp(join(tmpdir(), 'sap-concur-reconcile-'));
	await installInto(userFolder);
	simulator = await startSimulator({ users: 40 });
	front = await startFrontProxy();
	await start();
	const name = 'SAP Concur API';
	const data = await credentialFor(simulator.url);
	const id = await rest.createCredential(name, 'concurApi', data);
	const tables = await createExampleTables(rest);
	table = tables['SAP Concur changed users']!;
	const settings = { tables, everySeconds: 5 };
	workflowId = await importExample(rest, 'reconcile-after-outage', { id, name }, settings);
	await rest.activateWorkflow(workflowId);
}, 300_000);

afterAll(async () => {
	await server?.stop();
	await front?.close();
	await simulator?.close();
	await removeUserFolder(userFolder, await ensureN8n(inject('n8nVersion')));
});

async function start(): Promise<void> {
	server = await startN8n(await ensureN8n(inject('n8nVersion')), {
		userFolder,
		webhookUrl: `${front.url}/`,
	});
	front.targets = [server.url];
	rest = await connect(server.url);
}

/** For each scheduled run that has ended, the newest first, the UUIDs that it has found. */
async function scheduledRuns(): Promise<string[][]> {
	const executions = await rest.listExecutions(workflowId);
	const ended = executions.filter(({ status }) => !['new', 'running'].includes(status));
	const read = await Promise.all(ended.map(async ({ id }) => await rest.readExecution(id)));
	for (const { error } of read) expect(error).toBeUndefined();
	return read.flatMap(({ outputs }) => {
		const found = outputs[changed]?.[0]?.[0];
		return 'Every hour' in outputs ? [(found ?? []).map(({ json }) => String(json.id))] : [];
	});
}

/** Waits for so many scheduled runs that begin from now on. */
async function afterRuns(count: number): Promise<string[][]> {
	const before = (await scheduledRuns()).length;
	await vi.waitFor(
		async () => expect((await scheduledRuns()).length).toBeGreaterThan(before + count),
		patience,
	);
	return await scheduledRuns();
}

const recorded = async () =>
	(await rest.readDataTable(table)).map(({ userId }) => String(userId)).sort();

/** How many deliveries of events n8n has taken, and how many have failed. */
function attempts(): { delivered: number; lost: number } {
	const statuses = simulator.deliveries().map(({ status }) => status);
	const delivered = statuses.filter((status) => status === 200).length;
	return { delivered, lost: statuses.length - delivered };
}

it('records 28 people who have changed while n8n was killed, and everybody once', async () => {
	await afterRuns(1);
	const everybody = await (await otherProgram(simulator)).search('active pr', ['id']);
	const ids = everybody.map(({ id }) => String(id));
	const [byEvent, missed] = [ids.slice(0, 3), ids.slice(3, 31)];
	const retitle = async (some: string[], title: string) => {
		const { patchIdentity } = await otherProgram(simulator);
		for (const id of some) await patchIdentity(id, { op: 'replace', path: 'title', value: title });
	};
	await retitle(byEvent, 'Director');
	await simulator.delivered();
	await afterRuns(2);
	expect(await recorded()).toEqual([...byEvent].sort());

	await server.kill();
	await retitle(missed, 'Manager');
	for (let hours = 0; hours < 20; hours++) {
		simulator.advance(4 * hour);
		await simulator.delivered();
	}
	const before = attempts();
	expect(before.lost).toBeGreaterThan(missed.length);
	await start();
	const runs = (await afterRuns(2)).flat().filter((id) => missed.includes(id));
	await pause(1000);

	const events = attempts().delivered - before.delivered;
	console.log(
		`Reconcile, n8n ${inject('n8nVersion')}: ${missed.length} changed meanwhile, ${events} events delivered later, ${runs.length} found by scheduled runs`,
	);
	expect(events).toBe(0);
	expect([...runs].sort()).toEqual([...missed].sort());
	expect(await recorded()).toEqual([...byEvent, ...missed].sort());
}, 300_000);
