import { readFile } from 'node:fs/promises';
import { secretsIn } from '../../support/secrets/findSecrets.mts';
import type { Database } from './database.mts';
import type { Redis } from './redis.mts';

/**
 * Looks through all that n8n has stored and printed; its processes have ended. Credentials are encrypted in the database.
 *
 * @throws Error when there is a secret in it
 */
export async function lookForSecrets(
	database: Database,
	redis: Redis,
	logFiles: string[],
): Promise<void> {
	const rows = await database.dump();
	// Otherwise it is not the database of n8n.
	if (!rows.includes('COPY public.execution_data ')) throw new Error('The dump has no executions');
	const logs = await Promise.all(logFiles.map((file) => readFile(file, 'utf8')));
	const places: Array<[string, string]> = [
		['PostgreSQL', rows],
		['Redis', await redis.dump()],
		...logFiles.map((file, index): [string, string] => [file, logs[index]!]),
	];
	const found = places.flatMap(([place, text]) =>
		secretsIn(text).map((secret) => `${place}: ${secret}`),
	);
	if (found.length > 0) throw new Error(`n8n has stored secrets:\n${found.join('\n')}`);
	const sizes = places.map(([place, { length }]) => `${place} ${Math.ceil(length / 1024)} KB`);
	console.log(`No secret in what n8n has stored and printed: ${sizes.slice(0, 2).join(', ')}`);
}
