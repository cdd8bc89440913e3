// One real n8n with the packed package for all cases, and companies in simulators that it is connected to.
import axios from 'axios';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SettingsChange } from '../../../simulator/control/settings.mts';
import { startSimulator, type RunningSimulator } from '../../../simulator/index.mts';
import { run, stopChildrenOnSignal } from '../../children.mts';
import { credentialFor } from '../../examples.mts';
import { ensureN8n, n8nVersions } from '../../install-n8n.mts';
import { connect, type N8nRest } from '../../n8n-rest.mts';
import { startN8n } from '../../n8n-server.mts';
import { installInto, projectFolder } from '../../package-tarball.mts';
import { withProgress } from '../../progress.mts';

export interface RealN8n {
	rest: N8nRest;
	stop(): Promise<void>;
}

/** A company in a simulator of its own, to which n8n has a credential. */
export interface Company {
	simulator: RunningSimulator;
	/** Milliseconds that each answer takes longer. */
	latency: number;
	companyUuid: string;
	/** What a node of ours, or an HTTP Request node, gets as `credentials`. */
	credentials: { concurApi: { id: string; name: string } };
	/** Headers of someone who has the credential's token. */
	headers(): Promise<Record<string, string>>;
}

/**
 * Builds and packs the package and starts n8n with it.
 * @param options.profileFolder where n8n leaves a profile of its processor when it ends, if anywhere
 * @param options.heapFile where n8n notes how much memory it uses, if anywhere; it is slower then
 */
export async function startRealN8n({
	profileFolder,
	heapFile,
}: { profileFolder?: string; heapFile?: string } = {}): Promise<RealN8n> {
	stopChildrenOnSignal();
	await withProgress('Building the package', () =>
		run('npm', ['run', 'build'], { cwd: projectFolder }),
	);
	const n8n = await ensureN8n(n8nVersions[0]);
	const userFolder = await mkdtemp(join(tmpdir(), 'sap-concur-bench-'));
	await installInto(userFolder);
	const profile = profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : [];
	const server = await withProgress(`Starting n8n ${n8n.version}`, () =>
		startN8n(n8n, {
			userFolder,
			env: {
				NODE_OPTIONS: ['--max-old-space-size=8000', ...profile].join(' '),
				N8N_PAYLOAD_SIZE_MAX: '256',
				N8N_RUNNERS_TASK_TIMEOUT: '600',
				...(heapFile ? { BENCH_HEAP_FILE: heapFile } : {}),
			},
			preload: heapFile ? [fileURLToPath(new URL('noteHeap.cjs', import.meta.url))] : [],
		}),
	);
	const rest = await connect(server.url);
	rest.http.defaults.timeout = 15 * 60_000;
	return {
		rest,
		stop: async () => {
			await server.stop();
			await rm(userFolder, { recursive: true, force: true });
		},
	};
}

/** Starts a simulator and gives n8n a credential for it, with a token. */
export async function startCompany(
	{ rest }: RealN8n,
	latency = 0,
	settings: SettingsChange = {},
): Promise<Company> {
	const simulator = await startSimulator({ latency, settings });
	const data = await credentialFor(simulator.url);
	const name = `SAP Concur API, ${latency} ms`;
	const id = await rest.createCredential(name, 'concurApi', data);
	// n8n fetches the first token now, so that no case pays for it.
	await rest.testCredential(id);
	return {
		simulator,
		latency,
		companyUuid: data.companyUuid!,
		credentials: { concurApi: { id, name } },
		headers: async () => ({ authorization: `Bearer ${await tokenFor(simulator.url, data)}` }),
	};
}

async function tokenFor(url: string, credential: Record<string, string>): Promise<string> {
	const body = new URLSearchParams({
		client_id: credential.clientId!,
		client_secret: credential.clientSecret!,
		grant_type: 'password',
		credtype: 'authtoken',
		username: credential.companyUuid!,
		password: credential.companyRequestToken!,
	});
	// Without a charset, which fetch would add by itself.
	const headers = { 'content-type': 'application/x-www-form-urlencoded' };
	const { data } = await axios.post(`${url}/oauth2/v0/token`, body.toString(), { headers });
	return data.access_token;
}
