// The load itself: everybody is handed to n8n, then events come until all are published, and in the middle processes die.
import axios from 'axios';
import { setTimeout as pause } from 'node:timers/promises';
import pLimit from 'p-limit';
import { publishChange } from '../../e2e/listener.mts';
import type { RunningSimulator } from '../../support/concur.mts';
import type { Cluster } from '../cluster/cluster.mts';
import type { Batch } from './people.mts';
import { unfinished } from './stored.mts';
import type { Way } from './workflows.mts';

/** Whoever starts a workflow by a webhook, as an HR system does, some batches at a time. */
export async function sendBatches(
	cluster: Cluster,
	batches: Array<Batch & { way: Way }>,
): Promise<void> {
	const atOnce = pLimit(8);
	const url = (way: Way) => `http://127.0.0.1:${cluster.frontPort}/webhook/${way}`;
	await Promise.all(
		batches.map(({ name, way, rows }) =>
			atOnce(() => axios.post(url(way), { batch: name, rows }, { proxy: false })),
		),
	);
}

/** Publishes so many events of changed identities, as fast as n8n takes them; returns their IDs. */
export async function publishEvents(
	simulator: RunningSimulator,
	count: number,
	onProgress: (published: number) => void,
): Promise<string[]> {
	const ids: string[] = [];
	while (ids.length < count) {
		const more = Math.min(eventsAtOnce, count - ids.length);
		ids.push(...Array.from({ length: more }, () => publishChange(simulator).id));
		onProgress(ids.length);
		await simulator.delivered();
	}
	return ids;
}

// Twice what SAP Concur delivers at a time.
const eventsAtOnce = 48;

/**
 * Ends one worker and one webhook process with everything that they hold, and starts them again.
 *
 * @returns IDs of the executions that the worker held
 */
export async function killAndRestart({ workers, webhooks }: Cluster): Promise<string[]> {
	const [worker, webhook] = [workers[0]!, webhooks[0]!];
	await Promise.all([worker.kill(), webhook.kill()]);
	const held = await worker.held();
	await Promise.all([worker.start(), webhook.start()]);
	return held;
}

/** Resolves once each of these executions has ended, whatever became of it. */
export async function ended(cluster: Cluster, workflowIds: string[]): Promise<void> {
	await within({ limitMs: 900_000, everyMs: 1000 }, 'executions had not ended', async () => {
		return (await unfinished(cluster.database, workflowIds)) === 0;
	});
}

/** Resolves once every event was accepted; those that n8n could not take come again after a pause. */
export async function allDelivered(simulator: RunningSimulator, ids: string[]): Promise<void> {
	await within({ limitMs: 600_000, everyMs: 1000 }, 'events had not been accepted', async () => {
		await simulator.delivered();
		const accepted = simulator.deliveries().filter(({ status }) => status === 200);
		const arrived = new Set(accepted.map(({ body }) => JSON.parse(body).id));
		return ids.every((id) => arrived.has(id));
	});
}

/** Resolves once it is over. @throws Error after the limit */
export async function within(
	{ limitMs, everyMs }: { limitMs: number; everyMs: number },
	what: string,
	isOver: () => Promise<boolean>,
): Promise<void> {
	const giveUpAt = Date.now() + limitMs;
	while (!(await isOver())) {
		if (Date.now() > giveUpAt) throw new Error(`${what} after ${limitMs / 1000} seconds`);
		await pause(everyMs);
	}
}
