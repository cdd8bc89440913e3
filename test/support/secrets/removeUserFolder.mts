// What a real n8n leaves behind: executions, static data and settings in its database, its log, and its other files.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../../scripts/children.mts';
import type { InstalledN8n } from '../../../scripts/install-n8n.mts';
import { secretsIn } from './findSecrets.mts';

/**
 * Removes the folder of an n8n that has ended, and looks through all that n8n has stored in it. Credentials are encrypted there.
 * @throws Error when there is a secret in it
 */
export async function removeUserFolder(userFolder: string, n8n: InstalledN8n): Promise<void> {
	const folder = join(userFolder, '.n8n');
	const dump = join(folder, 'rows of the database.jsonl');
	const program = fileURLToPath(new URL('dumpTables.cjs', import.meta.url));
	const database = join(folder, 'database.sqlite');
	await run(join(n8n.nodeBin, 'node'), [program, database, dump], { cwd: userFolder });
	const rows = (await readFile(dump, 'utf8')).split('\n');
	if (!rows.some((row) => row.startsWith('["user",'))) throw new Error(`No user in ${database}`);
	// The file of the database itself still holds rows that were deleted.
	const entries = await readdir(userFolder, { recursive: true, withFileTypes: true });
	// The package itself, and what n8n says of all types of nodes and credentials to its editor.
	const published = /node_modules|\.cache/;
	const files = entries.filter((entry) => entry.isFile() && !published.test(entry.parentPath));
	const found: string[] = [];
	for (const { parentPath, name } of files) {
		const text = await readFile(join(parentPath, name), 'latin1');
		found.push(...secretsIn(text).map((secret) => `${name}: ${secret}`));
	}
	await rm(userFolder, { recursive: true, force: true });
	if (found.length > 0) throw new Error(`n8n has stored secrets:\n${found.join('\n')}`);
	console.log(`No secret in ${rows.length - 1} rows of n8n's database and ${files.length} files`);
}
