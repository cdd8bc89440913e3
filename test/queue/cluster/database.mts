import { execFile, execFileSync } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { run } from '../../../scripts/children.mts';
import { freePort } from '../../../scripts/n8n-server.mts';
import { findProgram, startProgram } from './programs.mts';

export interface Database {
	/** Where n8n finds it. */
	env: NodeJS.ProcessEnv;
	/** The rows of a query, each as the texts of its columns. */
	query(sql: string): Promise<string[][]>;
	stop(): Promise<void>;
}

const user = 'n8n';
/** Every new cluster has it. */
const name = 'postgres';
const separator = '\t';

/** Starts an empty PostgreSQL of our own, whether or not another one runs on this machine. */
export async function startDatabase(): Promise<Database> {
	const folder = await mkdtemp(join(tmpdir(), 'sap-concur-postgres-'));
	const owner = databaseOwner();
	if (owner) await chown(folder, owner.uid, owner.gid);
	const as = { cwd: folder, ...owner };
	const [initdb, postgres, psql] = await Promise.all(
		['initdb', 'postgres', 'psql'].map((program) => findProgram(program, 'postgresql')),
	);
	await run(initdb!, ['-D', folder, '-A', 'trust', '-U', user, '--no-sync'], as);
	const port = String(await freePort());
	const settings = [
		'listen_addresses=127.0.0.1',
		'unix_socket_directories=',
		'max_connections=200',
		// Nothing here has to survive a power cut.
		'fsync=off',
	].flatMap((setting) => ['-c', setting]);
	const args = ['-D', folder, '-p', port, ...settings];
	const server = await startProgram(postgres!, args, /ready to accept connections/, as);
	const connection = ['-h', '127.0.0.1', '-p', port, '-U', user, '-d', name];
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: port,
			DB_POSTGRESDB_DATABASE: name,
			DB_POSTGRESDB_USER: user,
			DB_POSTGRESDB_PASSWORD: 'trusted',
			DB_POSTGRESDB_POOL_SIZE: '5',
		},
		query: async (sql) => {
			const columns = ['-At', '-F', separator, '-c', sql];
			const { stdout } = await promisify(execFile)(psql!, [...connection, ...columns], {
				maxBuffer: 2 ** 30,
			});
			return stdout.split('\n').flatMap((line) => (line ? [line.split(separator)] : []));
		},
		stop: async () => {
			await server.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** PostgreSQL does not start as root, and its package makes a user for it. */
function databaseOwner(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const id = (kind: string) => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}
