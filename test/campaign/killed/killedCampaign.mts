// One campaign: the same two files are sent three times. n8n is killed while it sends them for the first time, and while it
// waits for the second time.
import countBy from 'lodash/countBy.js';
import { credentialFor } from '../../../scripts/examples.mts';
import { randomFrom } from '../../../simulator/company/madeUp.mts';
import { startSimulator } from '../../../simulator/index.mts';
import type { RunningSimulator } from '../../support/concur.mts';
import type { CampaignOptions, CampaignResult } from '../campaign.mts';
import { conditions, faults } from '../conditions.mts';
import { hitsOf } from '../hits.mts';
import { makePeople, takenUsers, type Person } from '../people.mts';
import { readTruth } from '../truth.mts';
import { judge, provisionIdsOf } from '../verdict.mts';
import { writeHrFile } from './hrFile.mts';
import { startMortalN8n, type MortalN8n } from './mortalN8n.mts';
import { startRun } from './run.mts';
import { toldBy } from './toldBy.mts';
import { workflowOf } from './workflows.mts';

const minute = 60_000;

type Options = Omit<CampaignOptions, 'onError' | 'maximumWaitMinutes'>;

/**
 * Sends people through the nodes in a real n8n that is killed, while SAP Concur misbehaves.
 * @throws Error when it was canceled, when n8n did not come back, or when the moment for a kill did not come
 */
export async function runKilledCampaign(options: Options): Promise<CampaignResult> {
	const { cancel = new Promise(() => {}) } = options;
	const began = performance.now();
	const simulator = await startSimulator({ users: takenUsers, seed: options.seed });
	const n8n = await startMortalN8n();
	const canceled = cancel.then(() => {
		throw new Error('The campaign was canceled');
	});
	try {
		const result = await Promise.race([sendThreeTimes(simulator, n8n, options), canceled]);
		return {
			...result,
			...hitsOf(simulator.requests()),
			virtualMinutes: aheadMinutes,
			seconds: (performance.now() - began) / 1000,
		};
	} finally {
		await n8n.stop();
		await simulator.close();
	}
}

/** SAP Concur goes on with what it has accepted; docs/sync.md says to wait a few minutes. */
const aheadMinutes = 2;

async function sendThreeTimes(
	simulator: RunningSimulator,
	n8n: MortalN8n,
	options: Options,
): Promise<Pick<CampaignResult, 'outcomes' | 'deviations'>> {
	const { seed, people, second, level = 1, finishesAfter = 30, onStep = () => {} } = options;
	const flows = [
		makePeople({ flow: 'bulk', seed, count: people, withTakenNumbers: true }),
		makePeople({ flow: 'identity', seed, count: second, withTakenNumbers: true }),
	];
	const all = flows.flat();
	const workflowIds = await createWorkflows(simulator, n8n, flows);
	const send = async () => {
		const { users } = await readTruth(simulator, all, []);
		simulator.settings(conditions({ seed, people: all, finishesAfterMs: finishesAfter * 1000 }));
		simulator.faults(faults(seed, level));
		return { before: users, run: await startRun(simulator, n8n, workflowIds) };
	};
	const judged = async ({ run, before }: Awaited<ReturnType<typeof send>>) => {
		const told = toldBy(await run.executions(), all);
		const truth = await readTruth(simulator, all, provisionIdsOf(told), run.since);
		return { told, deviations: judge(all, told, truth, before) };
	};

	const { run: sending } = await send();
	const { below, writes } = momentOf(options);
	await sending.until(() => sending.writes(below) >= writes);
	await n8n.killAndStart();
	const left = await sending.statuses();
	onStep(`n8n was killed after ${writes} writes of ${below}; executions now: ${left.join(', ')}`);
	simulator.advance(aheadMinutes * minute);

	const waiting = await send();
	await waiting.run.until(async () => !(await waiting.run.statuses()).includes('running'));
	const were = await waiting.run.statuses();
	if (!were.includes('waiting')) throw new Error('The runs ended before n8n could be killed');
	await n8n.killAndStart();
	onStep(`n8n was killed with executions: ${were.join(', ')}`);
	await waiting.run.untilEnded();
	const resumed = await judged(waiting);

	const last = await send();
	await last.run.untilEnded();
	const { told, deviations } = await judged(last);
	return {
		outcomes: countBy(told.final, ({ outcome }) => outcome),
		deviations: [...resumed.deviations, ...deviations],
	};
}

/** Writes the HR file of each flow and makes its workflow; returns the IDs of the workflows. */
async function createWorkflows(
	simulator: RunningSimulator,
	{ rest, files }: MortalN8n,
	flows: Person[][],
): Promise<string[]> {
	const name = 'SAP Concur API';
	const data = await credentialFor(simulator.url);
	const concurApi = { name, id: await rest.createCredential(name, 'concurApi', data) };
	const ids: string[] = [];
	for (const people of flows) {
		const file = await writeHrFile(files, people);
		const workflow = workflowOf(people[0]!.flow, file, { concurApi });
		ids.push((await rest.createWorkflow(workflow)).id);
	}
	return ids;
}

/** After how many writes of one of the flows n8n is killed: within nine tenths of them, while the other flow is somewhere. */
function momentOf({ seed, people, second }: Options): { below: string; writes: number } {
	const share = 0.9 * randomFrom(seed)();
	return seed % 2 === 0
		? { below: '/profile/identity/', writes: 1 + Math.floor(share * second) }
		: { below: '/profile/v4/Bulk', writes: 1 + Math.floor((share * people) / 100) };
}
