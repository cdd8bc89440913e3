// `npm run e2e`: the end-to-end tests on both lines of n8n, at the same time.
//   npm run e2e -- --n8n 1.123.81      on this one only
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { run, startChild, stopChildrenOnSignal } from './children.mts';
import { inTurn, type Turn } from './in-turn.mts';
import { ensureN8n, n8nVersions } from './install-n8n.mts';
import { projectFolder } from './package-tarball.mts';
import { withProgress } from './progress.mts';

const { values: flags } = parseArgs({ options: { n8n: { type: 'string', multiple: true } } });
const versions = flags.n8n ?? n8nVersions;

/** Each version has its own n8n, simulator, ports, user folder, and pictures; only the built package is shared. */
async function test(version: string, turn: Turn): Promise<number> {
	turn.print(`\nn8n ${version}`);
	const vitest = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs');
	const config = join(projectFolder, 'test', 'e2e', 'vitest.config.mts');
	const { exit } = startChild(process.execPath, [vitest, 'run', '--config', config], {
		cwd: projectFolder,
		env: { ...process.env, E2E_N8N_VERSION: version },
		onLine: (line) => turn.print(line),
	});
	try {
		return await exit;
	} finally {
		turn.end();
	}
}

stopChildrenOnSignal();
await withProgress('Building the package', () =>
	run('npm', ['run', 'build'], { cwd: projectFolder }),
);
for (const version of versions) await ensureN8n(version);
const turns = inTurn(versions.length, (line) => console.log(line));
// Also when the run is cut off, what was printed by then is what there is to look at.
process.once('exit', () => turns.forEach((turn) => turn.end()));
const codes = await Promise.all(versions.map((version, index) => test(version, turns[index]!)));
process.exitCode = codes.some((code) => code !== 0) ? 1 : 0;
