// Room load: many people through n8n in queue mode while events arrive, tokens expire and processes are killed.
// What n8n has stored at the end is compared with what SAP Concur holds.
import {
	createExampleTables,
	credentialFor,
	importExample,
	queueName,
} from '../../../scripts/examples.mts';
import { startSimulator } from '../../../simulator/index.mts';
import type { RunningSimulator } from '../../support/concur.mts';
import { startFrontProxy } from '../../support/frontProxy.mts';
import { startCluster, type Cluster } from '../cluster/cluster.mts';
import { makeBatches, type Batch } from './people.mts';
import { allDelivered, ended, killAndRestart, publishEvents, sendBatches } from './run.mts';
import { peopleIn } from './stored.mts';
import { publishWorkflows, ways, type LoadWorkflows, type Way } from './workflows.mts';

export interface Load {
	cluster: Cluster;
	simulator: RunningSimulator;
	credential: { id: string; name: string };
	workflows: LoadWorkflows;
	/** ID of the example's Data Table. */
	table: string;
	batches: Array<Batch & { way: Way }>;
	/** IDs of the events that no request of ours has caused. */
	published: string[];
	/** Executions that the killed worker held. */
	held: string[];
	/** How many batches of theirs were sent again, because somebody of them had no row in the table. */
	sentAgain: number;
	/** Carries so much through the cluster; resolves once all of it has ended. */
	carry(size: LoadSize, onStep: (step: string) => void): Promise<void>;
	stop(): Promise<void>;
}

export interface LoadSize {
	people: number;
	executions: number;
	events: number;
}

/** Starts the cluster beside SAP Concur, and publishes the workflows. */
export async function startLoad(): Promise<Load> {
	const simulator = await startSimulator({
		settings: { refreshTokenRotates: true, provisioning: { finishesAfterMs: 5000 } },
	});
	const cluster = await startCluster({ workers: 3, webhooks: 2 });
	const { rest, frontPort, webhooks } = cluster;
	const front = await startFrontProxy(frontPort);
	front.targets = webhooks.map(({ url }) => url);
	const name = 'SAP Concur API';
	const data = await credentialFor(simulator.url);
	const credential = { name, id: await rest.createCredential(name, 'concurApi', data) };
	const tables = await createExampleTables(rest);
	const table = tables['SAP Concur requests']!;
	const workflows = await publishWorkflows(rest, credential, table);
	const lookUpId = await importExample(rest, queueName, credential, { tables });
	const load: Load = {
		...{ cluster, simulator, credential, workflows, table },
		...{ batches: [], published: [], held: [], sentAgain: 0 },
		carry: async (size, onStep) => {
			await carryAll(load, size, onStep);
			await finish(load, lookUpId, onStep);
		},
		stop: async () => {
			await cluster.stop();
			await front.close();
			await simulator.close();
		},
	};
	return load;
}

async function carryAll(load: Load, size: LoadSize, onStep: (step: string) => void): Promise<void> {
	const { cluster, simulator, workflows } = load;
	load.batches = makeBatches(size.people, size.executions).map((batch, index) => ({
		...batch,
		way: ways[index % ways.length]!,
	}));
	// One request in fifty finds that its access token has just expired.
	simulator.faults({ seed: 1, rates: { expireTokens: 0.02 } });
	await sendBatches(cluster, load.batches);
	onStep('all executions are queued');
	let restarted: Promise<string[]> | undefined;
	load.published = await publishEvents(simulator, size.events, (count) => {
		if (count >= size.events / 3) restarted ??= killAndRestart(cluster);
	});
	onStep('all events are published');
	load.held = (await restarted) ?? [];
	onStep(`the killed processes are there again; the worker held ${load.held.length} executions`);
	await allDelivered(simulator, load.published);
	onStep('all events are delivered');
	await ended(cluster, Object.values(workflows.ways));
	onStep('all executions have ended');
}

/** What a company does next: it sends again whom the killed worker took along, and the example looks everybody up. */
async function finish(load: Load, lookUpId: string, onStep: (step: string) => void): Promise<void> {
	const { cluster, simulator, workflows, batches, table } = load;
	const wayIds = Object.values(workflows.ways);
	const remembered = new Set((await peopleIn(cluster.database, table)).map(({ email }) => email));
	const missing = batches.flatMap(({ name, rows }) => {
		const without = rows.filter((row) => !remembered.has(row['E-mail']));
		const again = { name: `${name}, again`, rows: without, way: 'upsert' as const };
		return without.length > 0 ? [again] : [];
	});
	load.sentAgain = missing.length;
	await sendBatches(cluster, missing);
	await ended(cluster, wayIds);
	onStep(`${missing.length} batches were sent again`);
	const { status, error } = await cluster.rest.runWorkflow(lookUpId, 'Every minute');
	if (status !== 'success') throw new Error(`The look-up ended with ${status}: ${error}`);
	onStep('everybody was looked up');
	await simulator.delivered();
	await ended(cluster, [workflows.events]);
}
