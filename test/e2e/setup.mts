// One n8n with the packed package, beside one simulator, for all end-to-end tests of a run.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { stopChildrenOnSignal } from '../../scripts/children.mts';
import { createExampleTables, credentialFor, sampleSettings } from '../../scripts/examples.mts';
import { ensureN8n, n8nVersions } from '../../scripts/install-n8n.mts';
import { connect } from '../../scripts/n8n-rest.mts';
import { startN8n } from '../../scripts/n8n-server.mts';
import { installInto } from '../../scripts/package-tarball.mts';
import { withProgress } from '../../scripts/progress.mts';
import { startSimulator } from '../../simulator/index.mts';
import { removeUserFolder } from '../support/secrets/removeUserFolder.mts';

declare module 'vitest' {
	interface ProvidedContext {
		n8nVersion: string;
		n8nUrl: string;
		simulatorUrl: string;
		credential: { id: string; name: string };
		/** Ids of the examples' Data Tables by their names. */
		tables: Record<string, string>;
	}
}

export default async function setUp(project: TestProject) {
	stopChildrenOnSignal();
	const version = process.env.E2E_N8N_VERSION ?? n8nVersions[0];
	const n8n = await ensureN8n(version);
	const userFolder = await mkdtemp(join(tmpdir(), 'sap-concur-e2e-'));
	const tearDown: Array<() => Promise<void>> = [];
	const end = async () => {
		for (const step of tearDown.reverse()) await step();
	};
	try {
		await installInto(userFolder);
		const simulator = await startSimulator({ settings: sampleSettings });
		tearDown.push(() => simulator.close());
		const server = await withProgress(`Starting n8n ${version}`, () =>
			startN8n(n8n, { userFolder }),
		);
		tearDown.push(() => removeUserFolder(userFolder, n8n));
		tearDown.push(() => server.stop());
		const rest = await connect(server.url);
		const name = 'SAP Concur API';
		const id = await rest.createCredential(name, 'concurApi', await credentialFor(simulator.url));
		project.provide('n8nVersion', version);
		project.provide('n8nUrl', server.url);
		project.provide('simulatorUrl', simulator.url);
		project.provide('credential', { id, name });
		project.provide('tables', await createExampleTables(rest));
		return end;
	} catch (error) {
		await end();
		await rm(userFolder, { recursive: true, force: true });
		throw error;
	}
}
