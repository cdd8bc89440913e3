// The proxies that docs/queue-mode.md names, with two webhook processes behind them: no event is lost while one of them is killed, and
// what SAP Concur delivers twice runs once.
import countBy from 'lodash/countBy.js';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { credentialFor, eventsOnceName, readExample } from '../../scripts/examples.mts';
import type { Execution } from '../../scripts/n8n-rest.mts';
import type { LoggedDelivery } from '../../simulator/events/delivery/deliveries.mts';
import { startSimulator, type RunningSimulator } from '../../simulator/index.mts';
import { publishChange, publishListener, triggerName } from '../e2e/listener.mts';
import { startCluster, type Cluster } from './cluster/cluster.mts';
import { within } from './load/run.mts';
import { executionsOf } from './load/stored.mts';
import { proxyNames, startProxy, type ProxyName } from './realProxy.mts';

const limits = { limitMs: 300_000, everyMs: 200 };

let simulator: RunningSimulator;
let cluster: Cluster;
let data: Record<string, string>;

beforeAll(async () => {
	simulator = await startSimulator();
	cluster = await startCluster({ workers: 1, webhooks: 2 });
	data = await credentialFor(simulator.url);
});

afterAll(async () => {
	await cluster?.stop();
	await simulator?.close();
});

/** Starts a proxy at the address to which SAP Concur delivers; it ends with the test. */
async function putInFront(name: ProxyName, isHashed = true): Promise<void> {
	const { main, webhooks, frontPort: port } = cluster;
	const urls = webhooks.map(({ url }) => url);
	const proxy = await startProxy(name, { port, main: main.url, webhooks: urls, isHashed });
	onTestFinished(() => proxy.stop());
}

/** Publishes a workflow that listens; it ends with the test. */
async function listen(): Promise<string> {
	const { workflowId } = await publishListener(cluster.rest, data);
	onTestFinished(() => cluster.rest.deactivateWorkflow(workflowId));
	return workflowId;
}

/** Publishes so many events, each of which is delivered `copies` times at once; returns their IDs. */
function publish(count: number, copies = 1): string[] {
	simulator.settings({ events: { copies } });
	return Array.from({ length: count }, () => publishChange(simulator).id);
}

const idOf = ({ body }: LoggedDelivery) => (JSON.parse(body) as { id: string }).id;

/** Deliveries of the events that were answered. */
const answersTo = (ids: string[]) =>
	simulator.deliveries().filter((delivery) => ids.includes(idOf(delivery)));

/** Lets Concur's time go by until so many deliveries of the events have been accepted. */
async function accepted(ids: string[], count: number): Promise<void> {
	await within(limits, `${count} deliveries had not been accepted`, async () => {
		simulator.advance(1000);
		return answersTo(ids).filter(({ status }) => status === 200).length >= count;
	});
}

/**
 * What the workflow has run, once no execution is under way. One that was stored before `since` and never begun does not count: n8n does
 * not run what a killed process had stored and not yet queued, and SAP Concur, which got no answer, delivers the event again.
 */
async function ended(workflowId: string, since = new Date(0)): Promise<Execution[]> {
	const { database } = cluster;
	const isUnderWay = `(status = 'running' or status = 'new' and "createdAt" > '${since.toISOString()}')`;
	const count = `select count(*) from execution_entity where "workflowId" = '${workflowId}' and ${isUnderWay}`;
	await within(limits, 'executions had not ended', async () => {
		const [[found] = []] = await database.query(count);
		return found === '0';
	});
	return await executionsOf(database, [workflowId]);
}

/** How many events have left the node never, once, twice ... */
function timesRun(ids: string[], executions: Execution[], nodeName = triggerName) {
	const times = countBy(executions, ({ outputs }) => {
		const item = outputs[nodeName]?.[0]?.[0]?.[0];
		return (item?.json.event as { id: string } | undefined)?.id;
	});
	return countBy(ids, (id) => times[id] ?? 0);
}

describe.each(proxyNames)('%s as docs/proxy shows it', (name) => {
	it('runs each of 200 events once, though all are delivered twice at the same time', async () => {
		await putInFront(name);
		const workflowId = await listen();
		const ids = publish(200, 2);
		await accepted(ids, 400);
		expect(timesRun(ids, await ended(workflowId))).toEqual({ 1: 200 });
	});

	it('loses no event when a webhook process is killed and started again', async () => {
		await putInFront(name);
		const workflowId = await listen();
		const [victim] = cluster.webhooks;
		const ids = publish(100);
		await accepted(ids, 20);
		await victim!.kill();
		const killedAt = new Date();
		const meanwhile = publish(50);
		const restarted = victim!.start();
		await accepted(meanwhile, 50);
		await restarted;
		ids.push(...meanwhile, ...publish(50));
		await accepted(ids, 200);
		const times = timesRun(ids, await ended(workflowId, killedAt));
		const statuses = countBy(answersTo(ids), 'status');
		console.log(`${name}, a webhook process killed: events by runs`, times, 'answers', statuses);
		expect(times).not.toHaveProperty('0');
		expect(Object.keys(statuses)).not.toContain('404');
	});
});

it('runs events twice when any process may get each delivery, unless a unique key stops the repetition', async () => {
	await putInFront('Caddy', false);
	const workflowId = await publishOnce();
	const ids = publish(200, 2);
	await accepted(ids, 400);
	const executions = await ended(workflowId);
	const started = timesRun(ids, executions, 'Identity changed');
	console.log('Without the hash: events by runs', started);
	expect(started[2]).toBeGreaterThan(0);
	expect(timesRun(ids, executions, 'New event')).toEqual({ 1: 200 });
});

/** Sets up examples/events-once.json with the database of n8n, and publishes it; returns its ID. */
async function publishOnce(): Promise<string> {
	const { rest, database } = cluster;
	const credentials: Record<string, Record<string, unknown>> = {
		concurApi: data,
		postgres: {
			host: database.env.DB_POSTGRESDB_HOST,
			port: Number(database.env.DB_POSTGRESDB_PORT),
			database: database.env.DB_POSTGRESDB_DATABASE,
			user: database.env.DB_POSTGRESDB_USER,
			password: database.env.DB_POSTGRESDB_PASSWORD,
			ssl: 'disable',
		},
	};
	const workflow = await readExample(eventsOnceName);
	delete workflow.id;
	for (const [type, values] of Object.entries(credentials)) {
		const id = await rest.createCredential(type, type, values);
		for (const node of workflow.nodes) {
			if (node.credentials?.[type]) node.credentials[type] = { id, name: type };
		}
	}
	const { id } = await rest.createWorkflow(workflow);
	const { status } = await rest.runWorkflow(id, 'Set up once');
	expect(status).toBe('success');
	await rest.activateWorkflow(id);
	onTestFinished(() => rest.deactivateWorkflow(id));
	return id;
}
