// `npm run pictures`: makes the pictures of docs/pictures anew, by the end-to-end tests that see them.
//   npm run pictures -- --compare      only says which ones the last end-to-end tests have seen otherwise
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import uniq from 'lodash/uniq.js';
import { run, startChild, stopChildrenOnSignal } from './children.mts';
import { ensureN8n } from './install-n8n.mts';
import { projectFolder } from './package-tarball.mts';
import { documented, documentedN8n } from './pictures/documented.mts';
import { outOfDate, takeOver } from './pictures/outOfDate.mts';
import { withProgress } from './progress.mts';

const { values: flags } = parseArgs({ options: { compare: { type: 'boolean' } } });

/** The end-to-end tests that make pictures of the documentation; whether all of them passed. */
async function makeAll(): Promise<boolean> {
	await withProgress('Building the package', () =>
		run('npm', ['run', 'build'], { cwd: projectFolder }),
	);
	await ensureN8n(documentedN8n);
	const vitest = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs');
	const config = join(projectFolder, 'test', 'e2e', 'vitest.config.mts');
	const tests = uniq(Object.values(documented).map(({ by }) => `${by}.test.mts`));
	const { exit } = startChild(process.execPath, [vitest, 'run', '--config', config, ...tests], {
		cwd: projectFolder,
		env: { ...process.env, E2E_N8N_VERSION: documentedN8n },
		onLine: (line) => console.log(line),
	});
	return (await exit) === 0;
}

stopChildrenOnSignal();
const isMade = flags.compare ? true : await makeAll();
const problems = flags.compare ? await outOfDate() : await takeOver();
for (const problem of problems) console.error(problem);
if (!isMade || problems.length > 0) process.exitCode = 1;
