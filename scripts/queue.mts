// `npm run e2e:queue`: the packed package in n8n's queue mode, with Redis, PostgreSQL, workers and webhook processes.
//   npm run e2e:queue -- --people 500 --executions 20 --events 200      a smaller load, to try something
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { run, startChild, stopChildrenOnSignal } from './children.mts';
import { ensureN8n, n8nVersions } from './install-n8n.mts';
import { projectFolder } from './package-tarball.mts';
import { withProgress } from './progress.mts';

const { values: flags } = parseArgs({
	options: {
		people: { type: 'string', default: '5000' },
		executions: { type: 'string', default: '200' },
		events: { type: 'string', default: '2000' },
	},
});

stopChildrenOnSignal();
await withProgress('Building the package', () =>
	run('npm', ['run', 'build'], { cwd: projectFolder }),
);
await ensureN8n(n8nVersions[0]);
const vitest = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs');
const config = join(projectFolder, 'test', 'queue', 'vitest.config.mts');
const { exit } = startChild(process.execPath, [vitest, 'run', '--config', config], {
	cwd: projectFolder,
	env: {
		...process.env,
		QUEUE_PEOPLE: flags.people,
		QUEUE_EXECUTIONS: flags.executions,
		QUEUE_EVENTS: flags.events,
	},
	onLine: (line) => console.log(line),
});
process.exitCode = (await exit) === 0 ? 0 : 1;
