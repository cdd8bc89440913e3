import { tmpdir } from 'node:os';
import { freePort } from '../../../scripts/n8n-server.mts';
import { findProgram, startProgram, type Program } from './programs.mts';

export interface Redis extends Program {
	/** Where n8n finds it. */
	env: NodeJS.ProcessEnv;
}

/** Starts a Redis of our own that keeps nothing on the disk. */
export async function startRedis(): Promise<Redis> {
	const program = await findProgram('redis-server', 'redis-server');
	const port = String(await freePort());
	const args = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	const server = await startProgram(program, args, /Ready to accept connections/, {
		cwd: tmpdir(),
	});
	return {
		...server,
		env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: port },
	};
}
