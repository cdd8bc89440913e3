// The proxies of docs/proxy, run from the very files that users copy: only addresses and the certificate are the test's own.
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, startProgram, type Program } from './cluster/programs.mts';

export interface ProxyOptions {
	/** On 127.0.0.1. */
	port: number;
	/** Address of n8n's main process, such as `http://127.0.0.1:5678`. */
	main: string;
	/** Those of its webhook processes; that of the main process when there are none. */
	webhooks: string[];
	/** False lets each delivery of an event go to any process, as other proxies do. */
	isHashed?: boolean;
}

/** What stands in a file, and what takes its place. */
type Replacement = [shown: string, own: string];

interface Proxy {
	/** In docs/proxy. */
	file: string;
	debianPackage: string;
	program: string;
	/** It has printed this when it accepts connections. */
	ready: RegExp;
	/** The line that sends all deliveries of an event to one process. */
	hash: string;
	replacements(options: ProxyOptions): Replacement[];
	/** Writes what the file needs around it; returns the arguments of the program. */
	prepare(folder: string, file: string): Promise<string[]>;
}

const hostOf = (url: string) => new URL(url).host;

const proxies = {
	Caddy: {
		file: 'Caddyfile',
		debianPackage: 'caddy',
		program: 'caddy',
		ready: /serving initial configuration/,
		hash: 'lb_policy header Concur-Correlationid\n',
		replacements: ({ port, main, webhooks }) => [
			['\nn8n.example.com {', `\n{\n\tadmin off\n}\nhttp://127.0.0.1:${port} {`],
			['reverse_proxy 127.0.0.1:5678', `reverse_proxy ${hostOf(main)}`],
			['127.0.0.1:5679 127.0.0.1:5680 {', `${webhooks.map(hostOf).join(' ')} {`],
		],
		prepare: async (_, file) => ['run', '--adapter', 'caddyfile', '--config', file],
	},
	nginx: {
		file: 'nginx.conf',
		debianPackage: 'nginx',
		program: 'nginx',
		ready: /start worker process/,
		hash: 'hash $n8n_hash_key consistent;\n',
		replacements: ({ port, main, webhooks }) => [
			['listen 443 ssl;', `listen 127.0.0.1:${port};`],
			['ssl_certificate /etc/ssl/certs/n8n.example.com.pem;', ''],
			['ssl_certificate_key /etc/ssl/private/n8n.example.com.key;', ''],
			['server 127.0.0.1:5678;', `server ${hostOf(main)};`],
			[
				'server 127.0.0.1:5679 max_fails=0;\n\tserver 127.0.0.1:5680 max_fails=0;',
				webhooks.map((url) => `server ${hostOf(url)} max_fails=0;`).join(' '),
			],
		],
		prepare: async (folder, file) => {
			const main = join(folder, 'main.conf');
			await writeFile(main, nginxMain(file));
			return ['-p', folder, '-c', main, '-e', 'stderr'];
		},
	},
} satisfies Record<string, Proxy>;

export type ProxyName = keyof typeof proxies;
export const proxyNames = Object.keys(proxies) as ProxyName[];

/** Names of the files in docs/proxy that this runs. */
export const proxyFiles = Object.values(proxies).map(({ file }) => file);

/** Starts a proxy of Debian's packages; resolves once it accepts connections. */
export async function startProxy(name: ProxyName, options: ProxyOptions): Promise<Program> {
	const proxy: Proxy = proxies[name];
	const folder = await mkdtemp(join(tmpdir(), 'sap-concur-proxy-'));
	// nginx's workers belong to another user, and keep large bodies there.
	await chmod(folder, 0o755);
	const file = join(folder, proxy.file);
	const hash: Replacement[] = options.isHashed === false ? [[proxy.hash, '\n']] : [];
	await writeFile(file, await configuration(proxy, [...proxy.replacements(options), ...hash]));
	const args = await proxy.prepare(folder, file);
	const program = await findProgram(proxy.program, proxy.debianPackage);
	// Caddy keeps what it was told below these.
	const settings = ['XDG_DATA_HOME', 'XDG_CONFIG_HOME'].map((variable) => `${variable}=${folder}`);
	const { stop } = await startProgram('env', [...settings, program, ...args], proxy.ready, {
		cwd: folder,
	});
	return {
		stop: async () => {
			await stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

async function configuration({ file }: Proxy, replacements: Replacement[]): Promise<string> {
	let text = await readFile(new URL(`../../docs/proxy/${file}`, import.meta.url), 'utf8');
	for (const [shown, own] of replacements) {
		if (!text.includes(shown)) throw new Error(`docs/proxy/${file} has no "${shown.trim()}"`);
		text = text.replace(shown, () => own);
	}
	return text;
}

/** What Debian's /etc/nginx/nginx.conf is on a server: it includes the file, here with everything in one folder. */
const nginxMain = (file: string) => `
daemon off;
pid nginx.pid;
error_log stderr notice;
events {}
http {
	access_log off;
	client_body_temp_path body;
	proxy_temp_path proxied;
	fastcgi_temp_path fastcgi;
	uwsgi_temp_path uwsgi;
	scgi_temp_path scgi;
	include ${file};
}
`;
