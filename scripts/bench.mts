// `npm run bench`: speed as ratios measured in one run on one machine. Nothing here passes or fails; each figure with a goal says
// whether it is met.
//   npm run bench -- --people 1000 --rounds 1 --only beside,memory
//   --full              every cell of the table as often as --rounds says, nothing computed: many hours
//   --write             also writes docs/benchmark.md
//   --profile FOLDER    n8n leaves a profile of its processor there
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { beside } from './bench/beside.mts';
import { completion } from './bench/completion.mts';
import { deliveries } from './bench/deliveries.mts';
import { createInEngine } from './bench/engine/create.mts';
import { growth } from './bench/engine/growth.mts';
import { identityCreate } from './bench/identityCreate.mts';
import { memory } from './bench/memory.mts';
import { startRealN8n, type RealN8n } from './bench/n8n/realN8n.mts';
import { oneCall } from './bench/oneCall.mts';
import { pageOf } from './bench/page.mts';
import type { Finding, Size } from './bench/report.mts';
import { upsert } from './bench/upsert.mts';
import { waitForSingles } from './bench/waitForSingles.mts';
import { projectFolder } from './package-tarball.mts';

const { values: flags } = parseArgs({
	options: {
		people: { type: 'string', default: '10000' },
		rounds: { type: 'string', default: '3' },
		only: { type: 'string' },
		full: { type: 'boolean', default: false },
		write: { type: 'boolean', default: false },
		profile: { type: 'string' },
	},
});
const size: Size = {
	people: Number(flags.people),
	rounds: Number(flags.rounds),
	full: flags.full,
};

/** In a real n8n, beside n8n's own nodes. */
const inN8n: Record<string, (n8n: RealN8n, size: Size) => Promise<Finding>> = {
	beside,
	oneCall,
	completion,
	identity: identityCreate,
	wait: waitForSingles,
	upsert,
};
/** In n8n-core alone, or in n8n's of their own. */
const others: Record<string, (size: Size) => Promise<Finding>> = {
	memory,
	growth,
	deliveries,
	engine: createInEngine,
};
/** Without --only: what docs/benchmark.md shows. */
const usual = ['beside', 'oneCall', 'completion', 'memory', 'growth', 'deliveries'];

const known = [...Object.keys(inN8n), ...Object.keys(others)];
const wanted = flags.only?.split(',') ?? usual;
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
	throw new Error(`--only knows ${known.join(', ')} (sent: ${unknown.join(', ')})`);
}

const findings: Finding[] = [];
const isWanted = ([name]: [string, unknown]) => wanted.includes(name);
try {
	const sections = Object.entries(inN8n).filter(isWanted);
	if (sections.length > 0) {
		const n8n = await startRealN8n({ profileFolder: flags.profile });
		try {
			for (const [name, section] of sections) {
				console.log(`\n${name}`);
				findings.push(await section(n8n, size));
			}
		} finally {
			await n8n.stop();
		}
	}
	for (const [name, section] of Object.entries(others).filter(isWanted)) {
		console.log(`\n${name}`);
		findings.push(await section(size));
	}
} finally {
	const page = await pageOf(findings);
	console.log(`\n${page}`);
	if (flags.write) await writeFile(join(projectFolder, 'docs', 'benchmark.md'), page);
}
