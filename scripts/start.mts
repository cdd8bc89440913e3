// `npm start`: a real n8n with this package beside a local SAP Concur, and the onboarding of a sample HR file.
//   npm start                    leaves the editor open until Ctrl-C
//   npm start -- --once          ends after the onboarding; exit code 0 if everybody got the expected outcome
//   npm start -- --port 5690     uses this port instead of 5678
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startSimulator } from '../simulator/index.mts';
import { run, stopChildrenOnSignal } from './children.mts';
import { demoWaitSeconds, importDemo, nextSteps, outcomeLines } from './demo.mts';
import {
	createExampleTables,
	credentialFor,
	differences,
	personOutcomes,
	sampleSettings,
	startNode,
} from './examples.mts';
import { cacheFolder, ensureN8n, n8nVersions } from './install-n8n.mts';
import { connect } from './n8n-rest.mts';
import { freePort, startN8n } from './n8n-server.mts';
import { installInto, projectFolder } from './package-tarball.mts';
import { withProgress } from './progress.mts';

const { values: flags } = parseArgs({
	options: {
		once: { type: 'boolean', default: false },
		port: { type: 'string', default: '5678' },
	},
});

async function main(): Promise<number> {
	stopChildrenOnSignal();
	await withProgress('Building the package', () =>
		run('npm', ['run', 'build'], { cwd: projectFolder }),
	);
	const n8n = await ensureN8n(n8nVersions[0]);
	const userFolder = join(cacheFolder(), 'start');
	await rm(userFolder, { recursive: true, force: true });
	await mkdir(userFolder, { recursive: true });
	await withProgress('Installing the package from its tarball', () => installInto(userFolder));

	const simulator = await startSimulator({ port: await freePort(4010), settings: sampleSettings });
	console.log(`The local SAP Concur listens at ${simulator.url}`);
	const server = await withProgress(`Starting n8n ${n8n.version}`, () =>
		startN8n(n8n, { userFolder, port: Number(flags.port) }),
	);
	const rest = await connect(server.url);
	const credential = { name: 'SAP Concur API', id: '' };
	const data = await credentialFor(simulator.url);
	credential.id = await rest.createCredential(credential.name, 'concurApi', data);
	const onboardingId = await importDemo(rest, credential, await createExampleTables(rest));

	const execution = await withProgress('Onboarding the people in examples/people.csv', () =>
		rest.runWorkflow(onboardingId, startNode),
	);
	const found = personOutcomes(execution);
	console.log(`\n${(await outcomeLines(found)).join('\n')}\n`);
	console.log(
		`This run waited at most ${demoWaitSeconds} seconds for SAP Concur; examples/onboarding.json waits a minute.\n`,
	);
	const wrong = await differences('onboarding', found);
	if (execution.error) console.log(`The workflow ended with an error: ${execution.error}`);
	if (wrong.length > 0) console.log(`Not as expected:\n  ${wrong.join('\n  ')}`);
	const exitCode = execution.status === 'success' && wrong.length === 0 ? 0 : 1;

	if (!flags.once) {
		console.log((await nextSteps(`${server.url}/workflow/${onboardingId}`)).join('\n'));
		await server.ended;
	}
	await server.stop();
	await simulator.close();
	return exitCode;
}

process.exitCode = await main();
