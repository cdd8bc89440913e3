// Fetches a pinned n8n, and the Node that it needs, into a cache folder once.
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { run } from './children.mts';
import { withProgress } from './progress.mts';

/** The n8n that `npm start` uses, and the last of the 1.x line that many installations still run. */
export const n8nVersions = ['2.41.1', '1.123.81'] as const;

const nodeMajor = 24;
const nodeVersion = '24.21.0';

// n8n 1.x points at a tarball of xlsx that lies outside the npm registry.
const overridesOf = (version: string) =>
	version.startsWith('1.') ? { xlsx: '0.18.5' } : undefined;

/** N8N_NODES_SAP_CONCUR_CACHE, or a folder below the user's cache folder. */
export function cacheFolder(): string {
	const own = process.env.N8N_NODES_SAP_CONCUR_CACHE;
	if (own) return own;
	return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-sap-concur');
}

/** A copy of the environment in which `binFolder` comes first on the path and npm asks nothing. */
function environment(binFolder: string): NodeJS.ProcessEnv {
	const env: NodeJS.ProcessEnv = {
		...process.env,
		PATH: [binFolder, process.env.PATH].filter(Boolean).join(delimiter),
		// `npm start` hands the settings of this project's .npmrc down to every npm below it.
		npm_config_ignore_scripts: 'false',
		npm_config_fund: 'false',
		npm_config_audit: 'false',
		npm_config_update_notifier: 'false',
	};
	for (const name of ['prefix', 'local_prefix', 'global_prefix', 'package_lock_only']) {
		delete env[`npm_config_${name}`];
	}
	// sqlite3 is compiled against N-API, so the headers of the machine's own Node serve every major.
	if (!env.npm_config_nodedir && existsSync('/usr/include/node')) env.npm_config_nodedir = '/usr';
	return env;
}

/**
 * Makes `folder` appear whole or not at all: `fill` works in a folder beside it that is renamed at the end,
 * so that an interrupted installation is never taken for a finished one.
 */
async function installWhole(
	folder: string,
	fill: (partial: string) => Promise<void>,
): Promise<void> {
	const parent = dirname(folder);
	await mkdir(parent, { recursive: true });
	const partial = `${folder}.partial-${process.pid}`;
	await rm(partial, { recursive: true, force: true });
	await removeAbandoned(folder);
	await mkdir(partial);
	try {
		await fill(partial);
		await writeFile(join(partial, '.complete'), `${new Date().toISOString()}\n`);
		await rename(partial, folder);
	} catch (error) {
		await rm(partial, { recursive: true, force: true });
		// Another run finished the same folder in the meantime; one whole copy is all that is wanted.
		if (!isComplete(folder)) throw error;
	}
}

/** Removes what runs that no longer exist left half done. */
async function removeAbandoned(folder: string): Promise<void> {
	for (const name of await readdir(dirname(folder))) {
		const path = join(dirname(folder), name);
		const pid = path.startsWith(`${folder}.partial-`) && Number(path.split('.partial-')[1]);
		if (pid && !isAlive(pid)) await rm(path, { recursive: true, force: true });
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

const isComplete = (folder: string) => existsSync(join(folder, '.complete'));

/** True when the folder was marked whole, or proves to be by `check` (it is marked then). Removes it otherwise. */
async function isUsable(
	folder: string,
	check: (folder: string) => Promise<void>,
): Promise<boolean> {
	if (isComplete(folder)) return true;
	if (!existsSync(folder)) return false;
	try {
		await check(folder);
		await writeFile(join(folder, '.complete'), `${new Date().toISOString()}\n`);
		return true;
	} catch (error) {
		console.log(`Downloading ${folder} again: ${(error as Error).message.split('\n')[0]}`);
		await rm(folder, { recursive: true, force: true });
		return false;
	}
}

/** Says how many packages npm has asked for and how much fuller the disk has become. */
async function downloadMeter(folder: string) {
	const freeBytes = async () => {
		const { bavail, bsize } = await statfs(folder);
		return bavail * bsize;
	};
	const before = await freeBytes();
	let requests = 0;
	let now = before;
	const timer = setInterval(() => void freeBytes().then((free) => (now = free)), 2000);
	return {
		onLine: (line: string) => {
			if (line.includes('http fetch GET 200')) requests += 1;
		},
		detail: () =>
			`${requests} downloads, ${Math.max(0, Math.round((before - now) / 1e6))} MB on disk`,
		end: () => clearInterval(timer),
	};
}

async function npmInstall(
	what: string,
	folder: string,
	packageJson: object,
	env: NodeJS.ProcessEnv,
) {
	await writeFile(join(folder, 'package.json'), JSON.stringify(packageJson, undefined, '\t'));
	const meter = await downloadMeter(folder);
	const args = [
		'install',
		'--ignore-scripts',
		'--no-progress',
		'--loglevel=http',
		'--prefix',
		folder,
	];
	try {
		await withProgress(
			what,
			() => run('npm', args, { cwd: folder, env, onLine: meter.onLine }),
			meter.detail,
		);
	} finally {
		meter.end();
	}
}

/** What the npm package `node` would fetch with an install script: the binary for this machine. */
function nodePackage(): string {
	const isAppleSilicon = process.platform === 'darwin' && process.arch === 'arm64';
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	return `${isAppleSilicon ? 'node-bin' : 'node'}-${platform}-${process.arch}`;
}

/** The folder with a `node` that n8n 2 accepts: the running one's, or one from the npm registry. */
export async function ensureNode24(): Promise<string> {
	if (Number(process.versions.node.split('.')[0]) >= nodeMajor) return dirname(process.execPath);
	const folder = join(cacheFolder(), 'node');
	const bin = (root: string) => join(root, 'node_modules', '.bin');
	const check = async (root: string) => {
		await run(join(bin(root), 'node'), ['--version'], { cwd: root });
	};
	if (!(await isUsable(folder, check))) {
		await installWhole(folder, async (partial) => {
			const packageJson = { private: true, dependencies: { [nodePackage()]: nodeVersion } };
			const env = environment(dirname(process.execPath));
			await npmInstall(`Downloading Node ${nodeVersion}`, partial, packageJson, env);
			await check(partial);
		});
	}
	return bin(folder);
}

export interface InstalledN8n {
	version: string;
	/** n8n's own start file. */
	program: string;
	/** Folder of the `node` to run it with. */
	nodeBin: string;
}

/** The given n8n, from the cache folder or fetched into it (minutes, and up to 3 GB). */
export async function ensureN8n(version: string): Promise<InstalledN8n> {
	const nodeBin = await ensureNode24();
	const folder = join(cacheFolder(), `n8n-${version}`);
	const env = environment(nodeBin);
	const program = (root: string) => join(root, 'node_modules', 'n8n', 'bin', 'n8n');
	const check = async (root: string) => {
		const node = join(nodeBin, 'node');
		await run(node, ['-e', "require('sqlite3')"], { cwd: join(root, 'node_modules', 'n8n'), env });
		const lines = await run(node, [program(root), '--version'], { cwd: root, env });
		if (!lines.includes(version))
			throw new Error(`expected n8n ${version}, found ${lines.join(' ')}`);
	};
	if (!(await isUsable(folder, check))) {
		await installWhole(folder, async (partial) => {
			const packageJson = {
				private: true,
				dependencies: { n8n: version },
				overrides: overridesOf(version),
			};
			await npmInstall(`Downloading n8n ${version}`, partial, packageJson, env);
			await withProgress('Compiling sqlite3 for n8n', () =>
				run('npm', ['rebuild', 'sqlite3', '--prefix', partial], { cwd: partial, env }),
			);
			await check(partial);
		});
	}
	return { version, program: program(folder), nodeBin };
}
