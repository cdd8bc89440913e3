// `npm run bench`: speed as ratios measured in one run on one machine. Nothing here passes or fails; each line with a limit says
// whether it is met.
//   npm run bench -- --people 1000 --rounds 1 --only create,identity
//   --profile FOLDER      n8n leaves a profile of its processor there
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { createAndWait } from './bench/createAndWait.mts';
import { benchDeliveries, benchJudging } from './bench/deliveries.mts';
import { benchEngine } from './bench/engine.mts';
import { identityCreate } from './bench/identityCreate.mts';
import { startRealN8n, type RealN8n } from './bench/n8n/realN8n.mts';
import { tableOf, verdictOf, type Line, type Row } from './bench/report.mts';
import { upsert } from './bench/upsert.mts';
import { waitForSingles } from './bench/waitForSingles.mts';

const { values: flags } = parseArgs({
	options: {
		people: { type: 'string', default: '10000' },
		rounds: { type: 'string', default: '2' },
		only: { type: 'string' },
		profile: { type: 'string' },
	},
});
const size = { people: Number(flags.people), rounds: Number(flags.rounds) };

/** Wall times of a busy machine say little; CPU and the ratios of turns are good all the same. */
function loadNote(): string {
	const [, , load = 0] = loadavg();
	return `Load of the machine in the last 15 minutes: ${load.toFixed(1)} on ${availableParallelism()} cores`;
}

type Section = (n8n: RealN8n, given: typeof size) => Promise<{ rows: Row[]; lines: Line[] }>;

/** In a real n8n, beside n8n's own nodes. */
const sections: Record<string, Section> = {
	create: createAndWait,
	identity: identityCreate,
	wait: waitForSingles,
	upsert,
};
/** In n8n-core alone, or in n8n's of their own. */
const others: Record<string, () => AsyncGenerator<string>> = {
	engine: benchEngine,
	deliveries: async function* () {
		yield await benchJudging();
		yield* benchDeliveries();
	},
};

const wanted = flags.only?.split(',') ?? [...Object.keys(sections), ...Object.keys(others)];
const unknown = wanted.filter((name) => !(name in sections) && !(name in others));
if (unknown.length > 0) {
	const known = [...Object.keys(sections), ...Object.keys(others)].join(', ');
	throw new Error(`--only knows ${known} (sent: ${unknown.join(', ')})`);
}

if (wanted.some((name) => name in sections)) {
	const n8n = await startRealN8n(flags.profile);
	const rows: Row[] = [];
	const lines: Line[] = [];
	try {
		for (const [name, measureSection] of Object.entries(sections)) {
			if (!wanted.includes(name)) continue;
			console.log(`\n${name}`);
			const found = await measureSection(n8n, size);
			rows.push(...found.rows);
			lines.push(...found.lines);
		}
	} finally {
		await n8n.stop();
		console.log(`\n${tableOf(rows)}\n\n${verdictOf(lines)}\n\n${loadNote()}\n`);
	}
}
for (const [name, linesOf] of Object.entries(others)) {
	if (!wanted.includes(name)) continue;
	for await (const line of linesOf()) console.log(line);
}
