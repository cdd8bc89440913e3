// Programs of Debian's packages that run beside n8n, none of which outlives the tests.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { startChild, type ChildOptions } from '../../../scripts/children.mts';

export interface Program {
	/** Lets the program end as it does at Ctrl+C. */
	stop(): Promise<void>;
}

/**
 * Returns the path of a program.
 *
 * @throws Error when it is not installed, with the package that has it.
 */
export async function findProgram(name: string, debianPackage: string): Promise<string> {
	const path = (process.env.PATH ?? '').split(delimiter);
	const folders = [...path, '/usr/sbin', ...(await postgresFolders())];
	const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
	if (!found) throw new Error(`${name} is not installed: apt-get install ${debianPackage}`);
	return found;
}

// Debian keeps what several versions may have side by side off the path.
async function postgresFolders(): Promise<string[]> {
	const versions = await readdir('/usr/lib/postgresql').catch(() => []);
	return versions.map((version) => `/usr/lib/postgresql/${version}/bin`);
}

// Ends the program once standard input closes, which happens even when whoever started it is killed.
const leash = 'exec 3<&0; "$@" & child=$!; { cat <&3 >/dev/null; kill -INT $child; } & wait $child';

/**
 * Starts a program and resolves once it has printed that it is ready.
 *
 * @throws Error with its last lines when it ends before that.
 */
export async function startProgram(
	command: string,
	args: string[],
	ready: RegExp,
	options: Pick<ChildOptions, 'cwd' | 'uid' | 'gid'>,
): Promise<Program> {
	let resolveReady = () => {};
	const isReady = new Promise<void>((resolve) => (resolveReady = resolve));
	const child = startChild('sh', ['-c', leash, 'sh', command, ...args], {
		...options,
		env: { ...process.env, LC_ALL: 'C' },
		onLine: (line) => {
			if (ready.test(line)) resolveReady();
		},
	});
	const ended = child.exit.then((code) => {
		throw new Error(`${command} ended with ${code}:\n${child.lines.slice(-20).join('\n')}`);
	});
	await Promise.race([isReady, ended]);
	ended.catch(() => undefined);
	return {
		stop: async () => {
			child.process.stdin?.end();
			await child.exit;
		},
	};
}
