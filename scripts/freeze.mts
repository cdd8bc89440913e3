// `npm run freeze`: saves a workflow with every operation, and what it gives back, as the present version of the package
// saves it. test/versions opens what each published version has saved. A release runs it; a published version stays as it is.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import prepareUserFolder from '../test/support/userFolder.mts';
import { run } from './children.mts';
import { projectFolder } from './package-tarball.mts';

process.env.N8N_LOG_LEVEL ??= 'silent';
process.once('exit', prepareUserFolder());
// Imported only now: n8n-core looks for its user folder when it is loaded.
const { frozen } = await import('../test/versions/frozen.mts');

const { version } = JSON.parse(await readFile(join(projectFolder, 'package.json'), 'utf8'));
const tags = await run('git', ['tag', '--list', version], { cwd: projectFolder });
if (tags.includes(version)) throw new Error(`Version ${version} is published`);

const folder = join(projectFolder, 'test', 'versions', version);
await mkdir(folder, { recursive: true });
for (const [name, file] of Object.entries(await frozen())) {
	await writeFile(join(folder, `${name}.json`), file);
}
