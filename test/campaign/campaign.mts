// One campaign: from starting SAP Concur to the comparison.
import countBy from 'lodash/countBy.js';
import { startSimulator } from '../../simulator/index.mts';
import { concurCredential, type RunningSimulator } from '../support/concur.mts';
import { startVirtualClock } from '../support/virtualClock.mts';
import { conditions, faults } from './conditions.mts';
import { bulkFlow, identityFlow, type Told, type Workflow } from './flows.mts';
import { hitsOf, type Hits } from './hits.mts';
import { makePeople, takenUsers } from './people.mts';
import { readTruth } from './truth.mts';
import { judge, provisionIdsOf, type Deviation } from './verdict.mts';

export interface CampaignOptions {
	/** Decides the people and the faults; which request a fault hits depends on the order of parallel ones, too. */
	seed: number;
	/** People through Provisioning Create and Wait. */
	people: number;
	/** People through Identity Create, Provisioning Update and Wait. */
	second: number;
	onError: Workflow['onError'];
	/** 30 by default, in which a token expires once. */
	maximumWaitMinutes?: number;
	/** Seconds that SAP Concur takes for a request; real ones took 3 to 40. */
	finishesAfter?: number;
	/** Multiplies the rates of all faults. */
	level?: number;
	/** Ends the campaign, which then throws. */
	cancel?: Promise<unknown>;
	onStep?(step: string): void;
}

export interface CampaignResult extends Hits {
	/** How many people ended with each outcome. */
	outcomes: Record<string, number>;
	deviations: Deviation[];
	virtualMinutes: number;
	seconds: number;
}

/**
 * Sends people through the nodes, in n8n's own engine, while SAP Concur misbehaves.
 *
 * @throws Error when it was canceled.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
	const clock = startVirtualClock();
	const simulator = await startSimulator({ users: takenUsers, seed: options.seed });
	try {
		const begin = { real: performance.now(), virtual: clock.now() };
		const result = await runFlows(simulator, options);
		return {
			...result,
			virtualMinutes: (clock.now() - begin.virtual) / 60_000,
			seconds: (performance.now() - begin.real) / 1000,
		};
	} finally {
		await simulator.close();
		clock.stop();
	}
}

async function runFlows(
	simulator: RunningSimulator,
	options: CampaignOptions,
): Promise<Omit<CampaignResult, 'virtualMinutes' | 'seconds'>> {
	const {
		seed,
		people,
		second,
		onError,
		level = 1,
		maximumWaitMinutes = 30,
		finishesAfter = 30,
	} = options;
	const { cancel = new Promise(() => {}), onStep = () => {} } = options;
	const first = makePeople({ flow: 'bulk', seed, count: people, withTakenNumbers: true });
	// In Identity Create a rejected row would end the node for all who come after it.
	const withTakenNumbers = onError !== 'stopWorkflow';
	const others = makePeople({ flow: 'identity', seed, count: second, withTakenNumbers });
	const all = [...first, ...others];

	const told: Told = { final: [], earlier: [], stopped: [] };
	const credentials = await concurCredential(simulator);
	const workflow = { credentials, onError, maximumWaitMinutes, cancel, onStep };
	simulator.settings(conditions({ seed, people: all, finishesAfterMs: finishesAfter * 1000 }));
	simulator.faults(faults(seed, level));
	await bulkFlow(workflow, first, told);
	await identityFlow(workflow, others, told);

	const hits = hitsOf(simulator.requests());
	const truth = await readTruth(simulator, all, provisionIdsOf(told));
	return {
		outcomes: countBy(told.final, ({ outcome }) => outcome),
		deviations: judge(all, told, truth),
		...hits,
	};
}
