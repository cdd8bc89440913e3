// `npm run e2e`: the end-to-end tests on both lines of n8n, one after the other.
//   npm run e2e -- --n8n 1.123.81      on this one only
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { run, startChild, stopChildrenOnSignal } from './children.mts';
import { ensureN8n, n8nVersions } from './install-n8n.mts';
import { projectFolder } from './package-tarball.mts';
import { documentedN8n } from './pictures/documented.mts';
import { outOfDate } from './pictures/outOfDate.mts';
import { withProgress } from './progress.mts';

const { values: flags } = parseArgs({ options: { n8n: { type: 'string', multiple: true } } });

stopChildrenOnSignal();
await withProgress('Building the package', () =>
	run('npm', ['run', 'build'], { cwd: projectFolder }),
);
let failed = 0;
for (const version of flags.n8n ?? n8nVersions) {
	await ensureN8n(version);
	console.log(`\nn8n ${version}`);
	const vitest = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs');
	const config = join(projectFolder, 'test', 'e2e', 'vitest.config.mts');
	const { exit } = startChild(process.execPath, [vitest, 'run', '--config', config], {
		cwd: projectFolder,
		env: { ...process.env, E2E_N8N_VERSION: version },
		onLine: (line) => console.log(line),
	});
	if ((await exit) !== 0) failed += 1;
	if (version === documentedN8n) {
		const lines = await outOfDate();
		for (const line of lines) console.log(line);
		if (lines.length > 0) {
			console.log('Look at test-results/, then run: npm run pictures');
			failed += 1;
		}
	}
}
process.exitCode = failed > 0 ? 1 : 0;
