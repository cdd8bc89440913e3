// What becomes of events while n8n, or Concur, is not there. An n8n and a Concur of its own, because both go down.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { credentialFor } from '../../scripts/examples.mts';
import { ensureN8n } from '../../scripts/install-n8n.mts';
import { connect, type N8nRest } from '../../scripts/n8n-rest.mts';
import { freePort, startN8n, type N8nServer } from '../../scripts/n8n-server.mts';
import { installInto } from '../../scripts/package-tarball.mts';
import { startSimulator, type RunningSimulator } from '../../simulator/index.mts';
import { proxyNames, startProxy, type ProxyName } from '../queue/realProxy.mts';
import { removeUserFolder } from '../support/secrets/removeUserFolder.mts';
import { eventsOf, publishChange, publishListener } from './listener.mts';

let userFolder: string;
let simulator: RunningSimulator;
let n8nPort: number;
let frontPort: number;
let server: N8nServer;
let rest: N8nRest;
let workflowId: string;

beforeAll(async () => {
	userFolder = await mkdtemp(join(tmpdir(), 'sap-concur-outage-'));
	await installInto(userFolder);
	simulator = await startSimulator();
	n8nPort = await freePort();
	frontPort = await freePort();
	await start();
	const data = await credentialFor(simulator.url);
	({ workflowId } = await publishListener(rest, data));
}, 300_000);

afterAll(async () => {
	await server?.stop();
	await simulator?.close();
	await removeUserFolder(userFolder, await ensureN8n(inject('n8nVersion')));
});

async function start(): Promise<void> {
	server = await startN8n(await ensureN8n(inject('n8nVersion')), {
		userFolder,
		port: n8nPort,
		webhookUrl: `http://127.0.0.1:${frontPort}/`,
	});
	rest = await connect(server.url);
}

/** Starts the proxy where n8n tells SAP Concur to deliver; it ends with the test. */
async function putInFront(name: ProxyName): Promise<void> {
	const main = `http://127.0.0.1:${n8nPort}`;
	const proxy = await startProxy(name, { port: frontPort, main, webhooks: [main] });
	onTestFinished(() => proxy.stop());
}

/** Publishes so many events; returns their IDs. */
function publish(count: number): string[] {
	return Array.from({ length: count }, () => {
		const { id, subscriptionIds } = publishChange(simulator);
		expect(subscriptionIds).toHaveLength(1);
		return id;
	});
}

/** The ids of events that have arrived. */
async function arrived(): Promise<string[]> {
	return (await eventsOf<{ id: string }>(rest, workflowId)).map(({ id }) => id);
}

/** Waits until so many executions have succeeded, then a little longer for those that ought not to come. */
async function afterArrivalOf(count: number): Promise<string[]> {
	const giveUpAt = Date.now() + 120_000;
	while ((await succeeded()) < count && Date.now() < giveUpAt) await pause(500);
	await pause(3000);
	return await arrived();
}

/** How many executions have succeeded. */
async function succeeded(): Promise<number> {
	const executions = await rest.listExecutions(workflowId);
	return executions.filter(({ status }) => status === 'success').length;
}

it.each(proxyNames)(
	'runs the workflow exactly once for each event that came while n8n was killed and started again behind the %s of docs/proxy',
	async (name) => {
		await putInFront(name);
		const already = await succeeded();
		const attemptsBefore = simulator.deliveries().length;
		const before = publish(10);
		expect(await afterArrivalOf(already + 10)).toEqual(expect.arrayContaining(before));

		await server.kill();
		const during = publish(20);
		await Promise.all([start(), publishWhile(8, during)]);
		const after = publish(5);

		const expected = [...before, ...during, ...after];
		const arrivals = await afterArrivalOf(already + expected.length);
		const found = arrivals.filter((id) => expected.includes(id));
		const lost = expected.filter((id) => !found.includes(id));
		const doubled = found.filter((id, index) => found.indexOf(id) !== index);
		const answers = simulator.deliveries().slice(attemptsBefore);
		const failed = answers.filter(({ status }) => status !== 200);
		console.log(
			`Outage behind ${name}: ${during.length} events published meanwhile, ${failed.length} attempts failed, ${lost.length} lost, ${doubled.length} doubled`,
		);
		expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
		expect(failed.length).toBeGreaterThan(20);
		expect(failed.filter(({ status }) => status !== 503 && status !== 502)).toEqual([]);
	},
);

/** One event every half second, as they would come while n8n starts. */
async function publishWhile(count: number, ids: string[]): Promise<void> {
	for (let n = 0; n < count; n++) {
		ids.push(...publish(1));
		await pause(500);
	}
}

it('keeps the subscription when Concur is down while n8n starts, and goes on with it', async () => {
	await putInFront('Caddy');
	await server.stop();
	simulator.faults(
		['GET /', 'PUT /', 'POST /', 'DELETE /'].map((match) => ({
			match,
			kind: 'drop',
			times: 100_000,
		})),
	);
	await start();
	await pause(5000);
	const removals = simulator.requests().filter(({ method }) => method === 'DELETE');
	expect(removals).toEqual([]);
	// Ends the faults; subscriptions outlive it.
	simulator.reset();

	const already = await succeeded();
	const ids = publish(3);
	expect(await afterArrivalOf(already + 3)).toEqual(expect.arrayContaining(ids));
});
