// Room cluster: n8n's distributed engine as a company runs it, with Redis, PostgreSQL, a main process, workers and webhook processes.
// Each of them can be killed and started again; the proxy in front of the webhook processes is the test's own.
import difference from 'lodash/difference.js';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopChildrenOnSignal } from '../../../scripts/children.mts';
import { ensureN8n, n8nVersions, type InstalledN8n } from '../../../scripts/install-n8n.mts';
import { connect, type N8nRest } from '../../../scripts/n8n-rest.mts';
import { freePort, startN8n, type N8nRole } from '../../../scripts/n8n-server.mts';
import { installInto } from '../../../scripts/package-tarball.mts';
import { startDatabase, type Database } from './database.mts';
import { startRedis } from './redis.mts';

export interface ClusterProcess {
	/** 'main', 'worker1', 'webhook2' ... */
	name: string;
	url: string;
	/** Everything that it printed, before and after it was killed. */
	logFile: string;
	/** Ends it without letting it finish anything, as a power cut would. */
	kill(): Promise<void>;
	/** IDs of the executions that a worker has begun and not ended, by what it has printed. */
	held(): Promise<string[]>;
	/** Starts it again after a kill, at the same address and with the same folder; resolves once it is ready. */
	start(): Promise<void>;
}

export interface Cluster {
	main: ClusterProcess;
	workers: ClusterProcess[];
	webhooks: ClusterProcess[];
	/** n8n's API, at the main process. */
	rest: N8nRest;
	database: Database;
	/** Where n8n tells others to call it: a proxy of the test has to listen on this port of 127.0.0.1. */
	frontPort: number;
	stop(): Promise<void>;
}

/** Starts n8n in queue mode with the packed package in every process. The checkout has to be built. */
export async function startCluster(wanted: {
	workers: number;
	webhooks: number;
}): Promise<Cluster> {
	stopChildrenOnSignal();
	const tearDown: Array<() => Promise<unknown>> = [];
	const stop = async () => {
		for (const step of tearDown.reverse()) await step();
	};
	try {
		const n8n = await ensureN8n(n8nVersions[0]);
		const folder = await mkdtemp(join(tmpdir(), 'sap-concur-queue-'));
		tearDown.push(() => rm(folder, { recursive: true, force: true }));
		const database = await startDatabase();
		tearDown.push(() => database.stop());
		const redis = await startRedis();
		tearDown.push(() => redis.stop());
		await installInto(join(folder, 'packed'));
		const frontPort = await freePort();
		const env = {
			...database.env,
			...redis.env,
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
			N8N_LOG_LEVEL: 'info',
		};
		const start = async (role: N8nRole, name: string) => {
			const webhookUrl = `http://127.0.0.1:${frontPort}/`;
			const one = await startProcess(n8n, { folder, role, name, env, webhookUrl });
			tearDown.push(() => one.kill());
			return one;
		};
		const several = (role: N8nRole, count: number) =>
			Promise.all(Array.from({ length: count }, (_, i) => start(role, `${role}${i + 1}`)));
		// The main process makes the tables.
		const main = await start('main', 'main');
		const rest = await connect(main.url);
		const [workers, webhooks] = await Promise.all([
			several('worker', wanted.workers),
			several('webhook', wanted.webhooks),
		]);
		return { main, workers, webhooks, rest, database, frontPort, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

interface ProcessOptions {
	/** Of the cluster; each process gets a folder of its own in it, as each container has. */
	folder: string;
	role: N8nRole;
	name: string;
	env: NodeJS.ProcessEnv;
	webhookUrl: string;
}

async function startProcess(
	n8n: InstalledN8n,
	{ folder, role, name, env, webhookUrl }: ProcessOptions,
): Promise<ClusterProcess> {
	const userFolder = join(folder, name);
	await cp(join(folder, 'packed'), userFolder, { recursive: true });
	const port = await freePort();
	const health = role === 'worker' ? workerHealth(port) : {};
	const options = { userFolder, role, port, webhookUrl, env: { ...env, ...health } };
	const start = () => startN8n(n8n, options);
	let running = await start();
	const { url, logFile } = running;
	return {
		name,
		url,
		logFile,
		kill: () => running.kill(),
		held: async () => {
			const log = await readFile(logFile, 'utf8');
			return difference(idsIn(log, 'started'), idsIn(log, 'finished'));
		},
		start: async () => {
			running = await start();
		},
	};
}

const idsIn = (log: string, event: string) =>
	[...log.matchAll(new RegExp(`Worker ${event} execution (\\d+)`, 'g'))].map(([, id]) => id!);

const workerHealth = (port: number) => ({
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	QUEUE_HEALTH_CHECK_PORT: String(port),
	N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
});
