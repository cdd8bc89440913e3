// `npm start`: a real n8n with this package beside a local SAP Concur, and the onboarding of a sample HR file.
//   npm start                    leaves the editor open until Ctrl-C
//   npm start -- --once          ends after the onboarding; exit code 0 if everybody got the expected outcome
//   npm start -- --port 5690     uses this port instead of 5678
import without from 'lodash/without.js';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { startSimulator } from '../simulator/index.mts';
import { run, stopChildrenOnSignal } from './children.mts';
import {
	approvedName,
	createExampleTables,
	credentialFor,
	differences,
	exampleNames,
	importExample,
	leaverCheckName,
	personOutcomes,
	readExample,
	sampleSettings,
	samplePeople,
	startNode,
	syncName,
	type PersonOutcome,
} from './examples.mts';
import { cacheFolder, ensureN8n, n8nVersions } from './install-n8n.mts';
import { connect, owner } from './n8n-rest.mts';
import { freePort, startN8n } from './n8n-server.mts';
import { installInto, projectFolder } from './package-tarball.mts';
import { withProgress } from './progress.mts';

const { values: flags } = parseArgs({
	options: {
		once: { type: 'boolean', default: false },
		port: { type: 'string', default: '5678' },
	},
});

const outcomeInWords: Record<string, string> = {
	succeeded: 'worked',
	partial: 'partly worked',
	failed: 'failed',
	pending: 'still running',
};

/** One line per person, in the order of the sample file. */
async function report(found: PersonOutcome[]): Promise<string> {
	const lines = (await samplePeople()).map(({ email, employeeNumber, name }) => {
		const person = found.find((each) => each.email === email);
		const outcome = person ? (outcomeInWords[person.outcome] ?? person.outcome) : 'MISSING';
		return `  ${employeeNumber}  ${name.padEnd(18)} ${outcome.padEnd(14)} ${person?.why ?? ''}`.trimEnd();
	});
	return lines.join('\n');
}

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
	const tables = await createExampleTables(rest);
	const onboardingId = await importExample(rest, 'onboarding', credential, { tables });
	for (const name of without(exampleNames, 'onboarding')) {
		await importExample(rest, name, credential, { tables });
	}

	const execution = await withProgress('Onboarding the people in examples/people.csv', () =>
		rest.runWorkflow(onboardingId, startNode),
	);
	const found = personOutcomes(execution);
	console.log(`\n${await report(found)}\n`);
	const wrong = await differences('onboarding', found);
	if (execution.error) console.log(`The workflow ended with an error: ${execution.error}`);
	if (wrong.length > 0) console.log(`Not as expected:\n  ${wrong.join('\n  ')}`);
	const exitCode = execution.status === 'success' && wrong.length === 0 ? 0 : 1;

	if (!flags.once) {
		simulator.reset();
		console.log(`The editor is open at ${server.url}`);
		console.log(`  email ${owner.email}, password ${owner.password}`);
		console.log(
			'  The examples are imported. Open an onboarding example and click "Execute workflow"; if it says "from Every minute", first select Start with the arrow next to it.',
		);
		console.log(
			'  Publish (in n8n 1: activate) the examples that start on events; a note in each says why.',
		);
		const sync = await readExample(syncName);
		console.log(`  Run "${sync.name}" twice: the second run changes nothing.`);
		const approved = await readExample(approvedName);
		console.log(`  Run "${approved.name}": a form asks you before anything is sent.`);
		const check = await readExample(leaverCheckName);
		console.log(`  Then run "${check.name}": a form asks who takes their places.`);
		const waiting = await readExample('onboarding-resume-on-event');
		const waking = await readExample('onboarding-resume-on-event-partner');
		console.log(`  Publish "${waking.name}" before you run "${waiting.name}".`);
		console.log(
			'The local SAP Concur has no users now. Enter empties it again, Ctrl-C ends everything.',
		);
		const input = createInterface({ input: process.stdin });
		input.on('line', () => {
			simulator.reset();
			console.log('The local SAP Concur is empty.');
		});
		await server.ended;
	}
	await server.stop();
	await simulator.close();
	return exitCode;
}

process.exitCode = await main();
