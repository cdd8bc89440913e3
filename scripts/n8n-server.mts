// Starts a real n8n that speaks to nobody but the local machine, and ends it again.
import axios from 'axios';
import pick from 'lodash/pick.js';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startChild, stopChild } from './children.mts';
import type { InstalledN8n } from './install-n8n.mts';

export interface N8nServer {
	url: string;
	/** Everything that n8n printed. */
	logFile: string;
	/** Resolves when n8n has ended, for whatever reason. */
	ended: Promise<unknown>;
	stop(): Promise<void>;
	/** Ends n8n without letting it finish anything, as a power cut would. */
	kill(): Promise<void>;
}

/** The wanted port of 127.0.0.1 when it is free, otherwise one that is. */
export async function freePort(wanted = 0): Promise<number> {
	const listen = (port: number) =>
		new Promise<number>((resolve, reject) => {
			const server = createServer();
			server.once('error', reject);
			server.listen(port, '127.0.0.1', () => {
				const { port: found } = server.address() as AddressInfo;
				server.close(() => resolve(found));
			});
		});
	try {
		return await listen(wanted);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		return await listen(0);
	}
}

// No telemetry, no banners, no look-ups of versions, templates or licences: n8n-docs, environment variables.
const quiet = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '1',
	NO_COLOR: '1',
};

// What only one of the lines knows; the other does not start with it or warns.
const quietOn = (version: string): NodeJS.ProcessEnv =>
	version.startsWith('1.')
		? // Without a pool its Data Tables share one connection, and transactions that overlap end the database for good.
			{ N8N_RUNNERS_ENABLED: 'true', DB_SQLITE_POOL_SIZE: '3' }
		: // Its list of MCP servers is fetched from n8n.io at every start.
			{ N8N_DISABLED_MODULES: 'mcp-registry' };

/** What an n8n is there for; a worker and a webhook process are of use only beside a main process in queue mode. */
export type N8nRole = 'main' | 'worker' | 'webhook';

const commands: Record<N8nRole, string[]> = {
	main: ['start'],
	worker: ['worker'],
	webhook: ['webhook'],
};

// /healthz answers before the API is mounted; the settings are the first thing the editor itself asks for.
const readyPaths: Record<N8nRole, string> = {
	main: '/rest/settings',
	worker: '/healthz/readiness',
	webhook: '/healthz/readiness',
};

/**
 * Starts n8n with everything it stores below `userFolder` and waits until it is ready (at most 10 minutes). The same
 * folder again goes on with the same log.
 * `webhookUrl` is the address that n8n gives to others for its webhooks, when something stands in front of it.
 * Rejects with the last lines of n8n's output when it ends before that.
 */
export async function startN8n(
	n8n: InstalledN8n,
	options: {
		userFolder: string;
		/** 'main' unless set. */
		role?: N8nRole;
		port?: number;
		webhookUrl?: string;
		/** More of n8n's own settings. */
		env?: NodeJS.ProcessEnv;
		/** CommonJS files that are loaded into n8n before n8n itself. */
		preload?: string[];
	},
): Promise<N8nServer> {
	const port = await freePort(options.port);
	const brokerPort = await freePort();
	await mkdir(options.userFolder, { recursive: true });
	const logFile = join(options.userFolder, 'n8n.log');
	const log = createWriteStream(logFile, { flags: 'a' });
	const url = `http://127.0.0.1:${port}`;
	const leash = fileURLToPath(new URL('end-with-parent.cjs', import.meta.url));
	const required = [leash, ...(options.preload ?? [])].flatMap((file) => ['--require', file]);
	const role = options.role ?? 'main';
	const args = [...required, n8n.program, ...commands[role]];
	const child = startChild(join(n8n.nodeBin, 'node'), args, {
		cwd: options.userFolder,
		env: {
			...pick(process.env, inherited),
			...quiet,
			...quietOn(n8n.version),
			PATH: [n8n.nodeBin, process.env.PATH].filter(Boolean).join(delimiter),
			N8N_USER_FOLDER: options.userFolder,
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_HOST: '127.0.0.1',
			N8N_PORT: String(port),
			N8N_EDITOR_BASE_URL: url,
			WEBHOOK_URL: options.webhookUrl ?? `${url}/`,
			N8N_SECURE_COOKIE: 'false',
			N8N_RUNNERS_BROKER_PORT: String(brokerPort),
			N8N_ENCRYPTION_KEY: 'a local demonstration, nothing to protect',
			...options.env,
		},
		onLine: (line) => log.write(`${line}\n`),
	});
	let code: number | undefined;
	void child.exit.then((exitCode) => {
		code = exitCode;
		log.end();
	});
	const giveUpAt = Date.now() + 600_000;
	while (!(await answers(`${url}${readyPaths[role]}`))) {
		if (code !== undefined || Date.now() > giveUpAt) {
			await stopChild(child.process);
			const what = code === undefined ? 'was not ready within 10 minutes' : `ended with ${code}`;
			throw new Error(
				`n8n ${n8n.version} (${role}) ${what}:\n${child.lines.slice(-40).join('\n')}`,
			);
		}
		await pause(250);
	}
	return {
		url,
		logFile,
		ended: child.exit,
		stop: () => stopChild(child.process),
		kill: async () => {
			child.process.kill('SIGKILL');
			await child.exit;
		},
	};
}

// Nothing else of the caller's environment reaches n8n: a developer's own n8n settings, a proxy or a test runner's
// NODE_ENV would make it another n8n.
const inherited = ['HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'TEMP', 'SystemRoot'];

async function answers(url: string): Promise<boolean> {
	try {
		const { status, data } = await axios.get(url, {
			timeout: 5000,
			proxy: false,
			validateStatus: () => true,
		});
		return status === 200 && typeof data === 'object';
	} catch (error) {
		if (axios.isAxiosError(error)) return false;
		throw error;
	}
}
