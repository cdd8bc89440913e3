// Sends people through the nodes while SAP Concur misbehaves, and compares what the nodes say with what it holds.
//   npm run campaign -- --people 10000 --seeds 10      in a real n8n, which is killed while it sends and while it waits
//   npm run campaign -- --where engine --seed 3        in n8n's engine alone, with a clock of its own
// Exit code 1 on any deviation, or when the time is over.
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import groupBy from 'lodash/groupBy.js';
import range from 'lodash/range.js';
import type { CampaignResult } from '../test/campaign/campaign.mts';
import prepareUserFolder from '../test/support/userFolder.mts';
import { run } from './children.mts';
import { projectFolder } from './package-tarball.mts';
import { withProgress } from './progress.mts';

const { values: flags } = parseArgs({
	options: {
		/** One seed, or several such as 1-10. */
		seed: { type: 'string', default: '1' },
		/** The same as --seed 1-10 for 10. */
		seeds: { type: 'string' },
		/** n8n, engine, or both. */
		where: { type: 'string', default: 'n8n' },
		people: { type: 'string', default: '2000' },
		second: { type: 'string', default: '500' },
		/** In the engine: continueRegularOutput, stopWorkflow, or both. */
		'on-error': { type: 'string', default: 'both' },
		/** Multiplies the rates of all faults. */
		level: { type: 'string', default: '1' },
		/** Seconds that SAP Concur takes for a request. */
		finishes: { type: 'string', default: '30' },
		/** Real time for each campaign, at most. */
		minutes: { type: 'string', default: '20' },
		/** Deviations of a kind that are printed. */
		details: { type: 'string', default: '5' },
	},
});

// n8n reports each error of a node, and here they are expected.
process.env.N8N_LOG_LEVEL ??= 'silent';
const removeUserFolder = prepareUserFolder();
process.once('exit', removeUserFolder);
// Imported only now: n8n-core looks for its user folder when it is loaded.
const { runCampaign } = await import('../test/campaign/campaign.mts');
const { runKilledCampaign } = await import('../test/campaign/killed/killedCampaign.mts');

/** How the nodes run: on which setting of On Error in the engine, or in a real n8n that is killed. */
type Mode = 'continueRegularOutput' | 'stopWorkflow' | 'killed n8n';

/** Every seed in every mode, in their order. @throws Error for a flag that is not understood */
function campaigns(): Array<{ seed: number; mode: Mode }> {
	const seeds = flags.seeds ? `1-${flags.seeds}` : flags.seed;
	const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(seeds) ?? [];
	const wanted = range(Number(first), Number(last) + 1);
	const isIn = (place: string) => flags.where === place || flags.where === 'both';
	const inEngine = (['continueRegularOutput', 'stopWorkflow'] as const).filter(
		(mode) => flags['on-error'] === 'both' || flags['on-error'] === mode,
	);
	const modes: Mode[] = [
		...(isIn('engine') ? inEngine : []),
		...(isIn('n8n') ? ['killed n8n' as const] : []),
	];
	if (wanted.length === 0 || modes.length === 0) {
		throw new Error('Wrong --seed, --seeds, --where, or --on-error');
	}
	return wanted.flatMap((seed) => modes.map((mode) => ({ seed, mode })));
}

/** Told when the time of one campaign is over or the user presses Ctrl+C. */
function limit(): { cancel: Promise<unknown>; end(): void } {
	const over = new AbortController();
	const cancel = once(over.signal, 'abort');
	const stop = () => over.abort();
	const timer = setTimeout(stop, Number(flags.minutes) * 60_000);
	process.once('SIGINT', stop);
	return {
		cancel,
		end: () => {
			clearTimeout(timer);
			process.off('SIGINT', stop);
		},
	};
}

function row(seed: number, mode: Mode, result: CampaignResult) {
	const { succeeded = 0, partial = 0, failed = 0, pending = 0, unknown = 0 } = result.outcomes;
	const count = (kind: RegExp) => result.deviations.filter((one) => kind.test(one.kind)).length;
	return {
		seed,
		mode,
		succeeded,
		partial,
		failed,
		pending,
		unknown,
		requests: result.requests,
		faults: Object.values(result.faults).reduce((sum, hits) => sum + hits, 0),
		lost: count(/^lost/),
		doubled: count(/^doubled/),
		deviations: result.deviations.length,
		'virtual min': Math.round(result.virtualMinutes),
		seconds: Math.round(result.seconds),
	};
}

function print({ faults, deviations, hitWrites }: CampaignResult): void {
	const counts = Object.entries(faults).map(([fault, count]) => `${count} ${fault}`);
	console.log(`- requests that a fault has hit: ${counts.sort().join(', ')}`);
	if (deviations.length === 0) return;
	for (const [kind, all] of Object.entries(groupBy(deviations, 'kind'))) {
		console.log(`- ${kind}: ${all.length}`);
		for (const { about, details } of all.slice(0, Number(flags.details)))
			console.log(`    ${about}: ${details}`);
	}
	console.log(['- writes that a fault has hit:', ...hitWrites].join('\n    '));
}

async function campaign(seed: number, mode: Mode): Promise<CampaignResult> {
	const { cancel, end } = limit();
	const onStep = (step: string) =>
		console.log(`${Math.round(performance.now() / 1000)} s: seed ${seed}, ${mode}: ${step}`);
	const options = {
		seed,
		people: Number(flags.people),
		second: Number(flags.second),
		level: Number(flags.level),
		finishesAfter: Number(flags.finishes),
		cancel,
		onStep,
	};
	try {
		if (mode === 'killed n8n') return await runKilledCampaign(options);
		return await runCampaign({ ...options, onError: mode });
	} finally {
		end();
	}
}

const table: Array<ReturnType<typeof row>> = [];
let failed = false;
try {
	const all = campaigns();
	if (all.some(({ mode }) => mode === 'killed n8n')) {
		await withProgress('Building the package', () =>
			run('npm', ['run', 'build'], { cwd: projectFolder }),
		);
	}
	for (const { seed, mode } of all) {
		const result = await campaign(seed, mode);
		print(result);
		failed ||= result.deviations.length > 0;
		table.push(row(seed, mode, result));
	}
} catch (error) {
	failed = true;
	console.log(String(error));
}
if (table.length > 0) console.table(table);
process.exit(failed ? 1 : 0);
