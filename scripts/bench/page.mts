// The page docs/benchmark.md: on which machine, with which versions, and what was found.
import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { n8nVersions } from '../install-n8n.mts';
import { projectFolder } from '../package-tarball.mts';
import { reportOf, type Finding } from './report.mts';

/** @returns Markdown, as it is printed and written down */
export async function pageOf(findings: Finding[]): Promise<string> {
	const { version } = JSON.parse(await readFile(join(projectFolder, 'package.json'), 'utf8'));
	const memory = Math.round(totalmem() / 2 ** 30);
	const machine = `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${memory} GB of memory`;
	// Wall times of a busy machine say little; CPU and ratios of runs in turn are good all the same.
	const load = loadavg()[2]!.toFixed(1);
	return `# Benchmark

What \`npm run bench -- --write\` has measured: our nodes beside chains that a user would build from n8n's own nodes, in one real n8n, against
the local SAP Concur. Ratios matter; seconds belong to the machine. Where several rounds were run, cases took turns and the median
counts.

Machine: ${machine}, for n8n, SQLite, and the local SAP Concur together. Load of the last 15 minutes at the end: ${load}.
Versions: n8n ${n8nVersions[0]} on Node 24, n8n-nodes-sap-concur ${version}.

${reportOf(findings)}
`;
}
