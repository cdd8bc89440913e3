import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../scripts/children.mts';
import { freePort } from '../../../scripts/n8n-server.mts';
import { findProgram, startProgram, type Program } from './programs.mts';

export interface Redis extends Program {
	/** Where n8n finds it. */
	env: NodeJS.ProcessEnv;
	/** All its values, among bytes of its own. */
	dump(): Promise<string>;
}

/** Starts a Redis of our own that keeps nothing on the disk. */
export async function startRedis(): Promise<Redis> {
	const [program, client] = await Promise.all(
		['redis-server', 'redis-cli'].map((name) => findProgram(name, 'redis-server')),
	);
	const folder = await mkdtemp(join(tmpdir(), 'sap-concur-redis-'));
	const port = String(await freePort());
	const settings = ['--save', '', '--appendonly', 'no', '--rdbcompression', 'no'];
	const args = ['--port', port, '--bind', '127.0.0.1', ...settings];
	const server = await startProgram(program!, args, /Ready to accept connections/, { cwd: folder });
	return {
		dump: async () => {
			const file = join(folder, 'dump.rdb');
			await run(client!, ['-p', port, '--rdb', file], { cwd: folder });
			return await readFile(file, 'latin1');
		},
		stop: async () => {
			await server.stop();
			await rm(folder, { recursive: true, force: true });
		},
		env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: port },
	};
}
