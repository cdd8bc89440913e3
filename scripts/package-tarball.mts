// Installs this package into an n8n the way n8n does it: from the tarball that npm would publish.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tar from 'tar';
import { run } from './children.mts';

/** The checkout's top folder. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/** Packs the built checkout and unpacks the tarball into `folder`, which is made new. */
export async function packInto(folder: string): Promise<void> {
	const scratch = await mkdtemp(join(tmpdir(), 'sap-concur-pack-'));
	try {
		await run('npm', ['pack', '--pack-destination', scratch], { cwd: projectFolder });
		const [tarball] = await readdir(scratch);
		if (!tarball) throw new Error('npm pack made no tarball');
		await rm(folder, { recursive: true, force: true });
		await mkdir(folder, { recursive: true });
		await tar.x({ file: join(scratch, tarball), cwd: folder, strip: 1 });
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
}

/** Puts the packed package where n8n keeps community nodes below its user folder. */
export async function installInto(userFolder: string): Promise<void> {
	const { name, version } = JSON.parse(await readFile(join(projectFolder, 'package.json'), 'utf8'));
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	await packInto(join(nodesFolder, 'node_modules', name));
	const list = { name: 'installed-nodes', private: true, dependencies: { [name]: version } };
	await writeFile(join(nodesFolder, 'package.json'), JSON.stringify(list, undefined, '\t'));
}
