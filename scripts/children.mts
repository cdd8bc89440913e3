// Programs that the scripts start, and the promise that none of them outlives the script.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const running = new Set<ChildProcess>();

export interface Child {
	process: ChildProcess;
	/** The last lines that the program printed, for a message when it fails. */
	lines: string[];
	/** Resolves with the exit code; -1 when a signal ended the program. */
	exit: Promise<number>;
}

export interface ChildOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	/** Another user whom the program runs as; only root may ask for one. */
	uid?: number;
	gid?: number;
	onLine?: (line: string) => void;
}

/** Starts a program without a shell; both of its outputs are read as lines. */
export function startChild(command: string, args: string[], options: ChildOptions): Child {
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env ?? process.env,
		uid: options.uid,
		gid: options.gid,
		stdio: 'pipe',
	});
	running.add(child);
	const lines: string[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		createInterface({ input: stream }).on('line', (line) => {
			lines.push(line);
			if (lines.length > 400) lines.shift();
			options.onLine?.(line);
		});
	}
	const exit = new Promise<number>((resolve, reject) => {
		child.once('error', (error) => {
			running.delete(child);
			reject(error);
		});
		// 'close' and not 'exit': the last lines have been read by then.
		child.once('close', (code) => {
			running.delete(child);
			resolve(code ?? -1);
		});
	});
	// A child that is stopped on purpose has nobody waiting for its exit.
	exit.catch(() => undefined);
	return { process: child, lines, exit };
}

/** Runs a program to its end; rejects with its last lines unless it exits with 0. */
export async function run(
	command: string,
	args: string[],
	options: ChildOptions,
): Promise<string[]> {
	const child = startChild(command, args, options);
	const code = await child.exit;
	if (code !== 0) {
		const shown = [command, ...args].join(' ');
		throw new Error(`"${shown}" ended with ${code}:\n${child.lines.slice(-40).join('\n')}`);
	}
	return child.lines;
}

/** Asks a program to end, and after the grace time ends it. */
export async function stopChild(child: ChildProcess, graceMs = 10_000): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = once(child, 'exit');
	child.kill('SIGTERM');
	const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
	await ended;
	clearTimeout(force);
}

/**
 * Makes Ctrl-C, a closed terminal and a kill end every started program before the script itself ends.
 * `before` runs first (for servers that live in the script's own process).
 */
export function stopChildrenOnSignal(before: () => Promise<void> = async () => undefined): void {
	const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
	let stopping = false;
	for (const signal of Object.keys(codes) as Array<keyof typeof codes>) {
		process.on(signal, () => {
			if (stopping) return;
			stopping = true;
			void Promise.allSettled([before(), ...[...running].map((child) => stopChild(child))]).then(
				() => process.exit(codes[signal]),
			);
		});
	}
	process.on('exit', () => {
		for (const child of running) child.kill('SIGKILL');
	});
}
