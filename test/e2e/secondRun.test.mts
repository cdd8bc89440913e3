// A second click on an example, with the people of the first still in SAP Concur.
import axios from 'axios';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import {
	importExample,
	onboardingNames,
	personOutcomes,
	sampleFile,
	startNode,
	syncName,
	syncOutcomes,
	type PersonOutcome,
} from '../../scripts/examples.mts';
import { connect } from '../../scripts/n8n-rest.mts';

const control = axios.create({ baseURL: `${inject('simulatorUrl')}/_simulator`, proxy: false });
const examples = [...onboardingNames, syncName] as const;

/** Who left a run through which output. */
async function runTwice(name: (typeof examples)[number]): Promise<PersonOutcome[][]> {
	await control.post('/reset', {});
	// Nobody is to be waited for: whoever is still pending would be so in both runs.
	await control.post('/settings', { provisioning: { slowUserNames: [] } });
	const rest = await connect(inject('n8nUrl'));
	const id = await importExample(rest, name, inject('credential'));
	const runs: PersonOutcome[][] = [];
	for (let run = 0; run < 2; run += 1) {
		const execution = await rest.runWorkflow(id, startNode);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		runs.push(await (name === syncName ? syncOutcomes(execution) : personOutcomes(execution)));
	}
	return runs;
}

describe.each(examples)('examples/%s.json, run twice', (name) => {
	let first: PersonOutcome[];
	let second: PersonOutcome[];

	beforeAll(async () => {
		[first, second] = (await runTwice(name)) as [PersonOutcome[], PersonOutcome[]];
	}, 300_000);

	afterAll(async () => {
		await control.post('/reset', {});
	});

	it('has people in the first run who succeed', () => {
		expect(first.filter(({ outcome }) => outcome === 'succeeded').length).toBeGreaterThan(10);
	});

	it('loses nobody', () => {
		const people = (found: PersonOutcome[]) => found.map(({ email }) => email).sort();
		expect(people(second)).toEqual(people(first));
	});

	it('lets everybody succeed again who did before', () => {
		const worked = first.filter(({ outcome }) => outcome === 'succeeded');
		const again = worked.map(({ email }) => second.find((each) => each.email === email));
		expect(again.filter((each) => each?.outcome !== 'succeeded')).toEqual([]);
	});
});

describe('examples/onboarding-resume-on-event.json, run twice', () => {
	it('does not wait for an event where nothing had to be sent', async () => {
		await control.post('/reset', {});
		const rest = await connect(inject('n8nUrl'));
		const [header] = (await sampleFile()).split('\n');
		const person = '20030,Kim,Doe,kim.doe@example.com,Clerk,2026-04-01,DE,de-DE,EUR,EMEA,4711,no,,';
		const id = await importExample(rest, 'onboarding-resume-on-event', inject('credential'), {
			tables: inject('tables'),
			hrFile: `${header}\n${person}\n`,
			waitSeconds: 5,
		});
		const ended = async (count: number) => {
			await rest.runWorkflow(id, startNode);
			return await vi.waitFor(
				async () => {
					const runs = await rest.listExecutions(id);
					const own = runs.filter(({ mode }) => mode === 'integrated');
					expect(own.map(({ status }) => status)).toEqual(Array(count).fill('success'));
					return await rest.readExecution(own[0]!.id);
				},
				{ timeout: 100_000, interval: 500 },
			);
		};

		const first = await ended(1);
		const second = await ended(2);

		expect(first.outputs).toHaveProperty(['Wait for SAP Concur']);
		expect(second.outputs).not.toHaveProperty(['Wait for SAP Concur']);
		expect(personOutcomes(second)).toMatchObject([{ outcome: 'succeeded' }]);
	});
});
