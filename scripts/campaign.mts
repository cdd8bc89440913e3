// Sends people through the nodes while SAP Concur misbehaves, and compares what the nodes say with what it holds.
//   npm run campaign -- --seed 3        or --seed 1-10
// Exit code 1 on any deviation, or when the time is over.
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import groupBy from 'lodash/groupBy.js';
import range from 'lodash/range.js';
import prepareUserFolder from '../test/support/userFolder.mts';

const { values: flags } = parseArgs({
	options: {
		seed: { type: 'string', default: '1' },
		people: { type: 'string', default: '2000' },
		second: { type: 'string', default: '500' },
		/** continueRegularOutput, stopWorkflow, or both. */
		'on-error': { type: 'string', default: 'both' },
		/** Multiplies the rates of all faults. */
		level: { type: 'string', default: '1' },
		/** Seconds that SAP Concur takes for a request. */
		finishes: { type: 'string', default: '30' },
		/** Real time for each campaign, at most. */
		minutes: { type: 'string', default: '5' },
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
type Options = Parameters<typeof runCampaign>[0];
type Result = Awaited<ReturnType<typeof runCampaign>>;

/** Every seed in every mode, in their order. @throws Error for a flag that is not understood */
function campaigns(): Array<Pick<Options, 'seed' | 'onError'>> {
	const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(flags.seed) ?? [];
	const seeds = range(Number(first), Number(last) + 1);
	const modes = (['continueRegularOutput', 'stopWorkflow'] as const).filter(
		(mode) => flags['on-error'] === 'both' || flags['on-error'] === mode,
	);
	if (seeds.length === 0 || modes.length === 0) throw new Error('Wrong --seed or --on-error');
	return seeds.flatMap((seed) => modes.map((onError) => ({ seed, onError })));
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

function row(seed: number, onError: string, result: Result) {
	const { succeeded = 0, partial = 0, failed = 0, pending = 0, unknown = 0 } = result.outcomes;
	return {
		seed,
		onError,
		succeeded,
		partial,
		failed,
		pending,
		unknown,
		requests: result.requests,
		faults: Object.values(result.faults).reduce((sum, count) => sum + count, 0),
		deviations: result.deviations.length,
		'virtual min': Math.round(result.virtualMinutes),
		seconds: Math.round(result.seconds),
	};
}

function print({ faults, deviations, hitWrites }: Result): void {
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

async function campaign(seed: number, onError: Options['onError']): Promise<Result> {
	const { cancel, end } = limit();
	const onStep = (step: string) =>
		console.log(`${Math.round(performance.now() / 1000)} s: seed ${seed}, ${onError}: ${step}`);
	try {
		return await runCampaign({
			seed,
			onError,
			people: Number(flags.people),
			second: Number(flags.second),
			level: Number(flags.level),
			finishesAfter: Number(flags.finishes),
			cancel,
			onStep,
		});
	} finally {
		end();
	}
}

const table: Array<ReturnType<typeof row>> = [];
let failed = false;
try {
	for (const { seed, onError } of campaigns()) {
		const result = await campaign(seed, onError);
		print(result);
		failed ||= result.deviations.length > 0;
		table.push(row(seed, onError, result));
	}
} catch (error) {
	failed = true;
	console.log(String(error));
}
if (table.length > 0) console.table(table);
process.exit(failed ? 1 : 0);
