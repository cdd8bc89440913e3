// One n8n with the packed package, which can be killed and goes on with what it has stored.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureN8n, n8nVersions } from '../../../scripts/install-n8n.mts';
import { connect, type N8nRest } from '../../../scripts/n8n-rest.mts';
import { startN8n } from '../../../scripts/n8n-server.mts';
import { installInto } from '../../../scripts/package-tarball.mts';

export interface MortalN8n {
	/** Of the n8n that runs now. */
	readonly rest: N8nRest;
	/** A folder from which its workflows may read files. */
	readonly files: string;
	/** Ends n8n as a power cut would, and starts it again. */
	killAndStart(): Promise<void>;
	/** Ends n8n and removes what it has stored. */
	stop(): Promise<void>;
}

/** Starts n8n with nothing in it; the package has to be built. */
export async function startMortalN8n(): Promise<MortalN8n> {
	const installed = await ensureN8n(n8nVersions[0]);
	const folder = await mkdtemp(join(tmpdir(), 'sap-concur-campaign-'));
	const userFolder = join(folder, 'n8n');
	const files = join(folder, 'files');
	await mkdir(files);
	await installInto(userFolder);
	const start = async () => {
		const server = await startN8n(installed, {
			userFolder,
			env: { NODE_OPTIONS: '--max-old-space-size=6000', N8N_RESTRICT_FILE_ACCESS_TO: files },
		});
		const rest = await connect(server.url);
		rest.http.defaults.timeout = 5 * 60_000;
		return { server, rest };
	};
	let now = await start();
	return {
		get rest() {
			return now.rest;
		},
		files,
		killAndStart: async () => {
			await now.server.kill();
			now = await start();
		},
		stop: async () => {
			await now.server.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
