// Holds the layout of the folders: each rule of .dependency-cruiser.mjs catches the import that it forbids, and rooms and files stay small.
import groupBy from 'lodash/groupBy.js';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path/posix';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../scripts/children.mts';
import { projectFolder } from '../scripts/package-tarball.mts';

const ruledFolders = ['nodes', 'credentials', 'simulator'];

type Import = [from: string, to: string];

/** Imports that each rule forbids. */
const forbidden: Record<string, Import[]> = {
	'no-circles': [['nodes/shared/row/first.ts', 'nodes/shared/row/second.ts']],
	'schema-is-the-lowest-floor': [['nodes/shared/schema/field.ts', 'nodes/shared/row/cell.ts']],
	'concur-and-row-stand-on-schema': [
		['nodes/shared/concur/request.ts', 'nodes/shared/row/cell.ts'],
		['nodes/shared/concur/request.ts', 'nodes/shared/check/required.ts'],
		['nodes/shared/row/cell.ts', 'nodes/shared/form/locator.ts'],
	],
	'check-person-run-and-status-stand-on-concur-and-row': [
		['nodes/shared/status/verdict.ts', 'nodes/shared/check/required.ts'],
		['nodes/shared/check/leaves.ts', 'nodes/shared/status/result.ts'],
		['nodes/shared/check/required.ts', 'nodes/shared/person/patch.ts'],
		['nodes/shared/person/patch.ts', 'nodes/shared/form/locator.ts'],
		['nodes/shared/run/loop.ts', 'nodes/shared/form/locator.ts'],
		['nodes/shared/run/loop.ts', 'nodes/shared/completion/wait.ts'],
		['nodes/shared/status/verdict.ts', 'nodes/shared/completion/wait.ts'],
	],
	'completion-stands-on-run-and-status': [
		['nodes/shared/completion/wait.ts', 'nodes/shared/form/locator.ts'],
		['nodes/shared/completion/wait.ts', 'nodes/shared/person/patch.ts'],
	],
	'shared-knows-no-node': [['nodes/shared/form/locator.ts', 'nodes/ConcurIdentity/get.ts']],
	'no-node-to-node': [
		['nodes/ConcurIdentity/write/update.ts', 'nodes/ConcurProvisioning/create.ts'],
		['nodes/ConcurProvisioning/create.ts', 'nodes/ConcurProvisioningStatus/read.ts'],
	],
	'signature-stands-alone': [
		['nodes/ConcurEssTrigger/signature/verify.ts', 'nodes/ConcurEssTrigger/delivery/receive.ts'],
		['nodes/ConcurEssTrigger/signature/keys.ts', 'nodes/ConcurEssTrigger/subscription/make.ts'],
	],
	'delivery-and-subscription-apart': [
		['nodes/ConcurEssTrigger/delivery/choose.ts', 'nodes/ConcurEssTrigger/subscription/make.ts'],
		['nodes/ConcurEssTrigger/subscription/remove.ts', 'nodes/ConcurEssTrigger/delivery/receive.ts'],
	],
	'credentials-know-no-node': [['credentials/tokens.ts', 'nodes/shared/schema/path.ts']],
	'shipped-imports-only-shipped': [
		['nodes/ConcurIdentity/get.ts', 'simulator/scim/users.mts'],
		['nodes/ConcurIdentity/get.ts', 'test/support/concur.mts'],
		['credentials/tokens.ts', 'scripts/start.mts'],
	],
	'simulator-stands-alone': [
		['simulator/scim/patch.mts', 'nodes/shared/schema/path.ts'],
		['simulator/scim/patch.mts', 'credentials/hosts.ts'],
		['simulator/scim/users.mts', 'test/support/concur.mts'],
		['simulator/scim/users.mts', 'scripts/start.mts'],
	],
	'shipped-imports-only-what-n8n-brings': [
		['nodes/ConcurIdentity/get.ts', 'axios'],
		['nodes/ConcurIdentity/get.ts', 'lodash'],
		['credentials/tokens.ts', 'fs'],
		['nodes/shared/row/cell.ts', 'a-package-that-is-not-there'],
	],
};

const allowed: Import[] = [
	// Closes the circle.
	['nodes/shared/row/second.ts', 'nodes/shared/row/first.ts'],
	['nodes/ConcurIdentity/get.ts', 'nodes/ConcurIdentity/write/rows.ts'],
	['nodes/ConcurIdentity/get.ts', 'nodes/shared/form/mapper.ts'],
	['nodes/ConcurEssTrigger/delivery/receive.ts', 'nodes/ConcurEssTrigger/signature/trusted.ts'],
	['nodes/ConcurEssTrigger/signature/trusted.ts', 'credentials/hosts.ts'],
	['nodes/shared/form/mapper.ts', 'nodes/shared/check/roles.ts'],
	['nodes/shared/form/mapper.ts', 'nodes/shared/schema/path.ts'],
	['nodes/shared/person/rows.ts', 'nodes/shared/row/number.ts'],
	['nodes/shared/check/roles.ts', 'nodes/shared/concur/hints.ts'],
	['nodes/shared/status/pages.ts', 'nodes/shared/concur/request.ts'],
	['nodes/shared/run/loop.ts', 'nodes/shared/concur/request.ts'],
	['nodes/shared/form/mapper.ts', 'nodes/shared/run/item.ts'],
	['nodes/shared/concur/hints.ts', 'nodes/shared/schema/path.ts'],
	['nodes/shared/form/mapper.ts', 'nodes/shared/completion/pauses.ts'],
	['nodes/shared/completion/wait.ts', 'nodes/shared/run/item.ts'],
	['nodes/shared/completion/wait.ts', 'nodes/shared/status/pages.ts'],
	['nodes/shared/completion/wait.ts', 'nodes/shared/concur/request.ts'],
	['nodes/shared/row/number.ts', 'luxon'],
	['nodes/shared/row/number.ts', 'lodash/get'],
	['nodes/shared/row/number.ts', 'zod'],
	['credentials/hosts.ts', 'n8n-workflow'],
	['credentials/hosts.ts', 'crypto'],
	['simulator/scim/numbers.mts', 'axios'],
];

/** Packages of the tree that the rules are tried on, with the file that stands for each. */
const packages = {
	axios: 'node_modules/axios/index.js',
	lodash: 'node_modules/lodash/lodash.js',
	'lodash/get': 'node_modules/lodash/get.js',
	luxon: 'node_modules/luxon/build/node/luxon.js',
	'n8n-workflow': 'node_modules/n8n-workflow/dist/cjs/index.js',
	zod: 'node_modules/zod/index.cjs',
};

/** Writes files with these imports, all of them of types alone. */
async function build(folder: string, imports: Import[]): Promise<void> {
	const files = new Map<string, string>();
	const add = (file: string, line: string) =>
		files.set(file, `${files.get(file) ?? 'export type Value = number;\n'}${line}\n`);
	for (const [index, [from, to]] of imports.entries()) {
		const isFile = /\.m?ts$/.test(to);
		if (isFile) add(to, '');
		const target = isFile ? relative(dirname(from), to).replace(/^(?!\.)/, './') : to;
		add(from, `import type { Value as Value${index} } from '${target}';`);
	}
	for (const [name, main] of Object.entries(packages)) {
		add(main, '');
		if (name.includes('/')) continue;
		const own = relative(`node_modules/${name}`, main);
		files.set(`node_modules/${name}/package.json`, JSON.stringify({ name, main: own }));
	}
	for (const [file, text] of files) {
		await mkdir(join(folder, dirname(file)), { recursive: true });
		await writeFile(join(folder, file), text);
	}
}

interface Report {
	summary: {
		violations: Array<{ rule: { name: string }; from: string; to: string }>;
		ruleSetUsed: { forbidden: Array<{ name: string }> };
	};
}

/** What `npm run lint` would say of that folder. */
async function cruise(folder: string): Promise<Report['summary']> {
	const program = join(projectFolder, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
	const config = join(projectFolder, '.dependency-cruiser.mjs');
	const output = ['--output-type', 'json', '--output-to', 'report.json'];
	const args = [program, '--config', config, ...output, ...ruledFolders];
	await run(process.execPath, args, { cwd: folder });
	return (JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as Report).summary;
}

describe('the rules of .dependency-cruiser.mjs', () => {
	let folder: string;
	let summary: Report['summary'];

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'sap-concur-rooms-'));
		await build(folder, [...Object.values(forbidden).flat(), ...allowed]);
		summary = await cruise(folder);
	}, 60_000);

	afterAll(() => rm(folder, { recursive: true, force: true }));

	it.each(Object.entries(forbidden))(
		'%s catches what it forbids, and nothing else',
		(name, imports) => {
			const asWritten = (to: string) =>
				Object.entries(packages).find(([, file]) => file === to)?.[0] ?? to;
			const caught = summary.violations
				.filter(({ rule }) => rule.name === name)
				.map(({ from, to }) => [from, asWritten(to)]);
			expect(caught.sort()).toEqual([...imports].sort());
		},
	);

	it('are all tried here', () => {
		const names = summary.ruleSetUsed.forbidden.map(({ name }) => name);
		expect(Object.keys(forbidden).sort()).toEqual(names.sort());
	});
});

describe('the rooms', async () => {
	const tops = ['nodes', 'simulator'];
	const entries = await Promise.all(
		tops.map((top) => readdir(join(projectFolder, top), { recursive: true, withFileTypes: true })),
	);
	const files = entries
		.flat()
		.filter((entry) => entry.isFile())
		.map((entry) => relative(projectFolder, join(entry.parentPath, entry.name)))
		// The folders of output schemas are n8n's: a file for each operation.
		.filter((file) => !file.includes('/__schema__/'));
	const sources = files.filter((file) => /\.m?ts$/.test(file)).sort();
	const read = (file: string) => readFile(join(projectFolder, file), 'utf8');

	it.each(Object.entries(groupBy(files, dirname)))('%s has at most 12 files', (_, own) => {
		expect(own.length).toBeLessThanOrEqual(12);
	});

	it.each(Object.entries(groupBy(sources, dirname)))(
		'%s says in its first file what belongs there',
		async (_, [first = '']) => {
			expect((await read(first)).split('\n', 1)[0]).toMatch(/^\/\/ /);
		},
	);

	it('nodes/shared has rooms only, and no file of its own', () => {
		expect(files.filter((file) => dirname(file) === 'nodes/shared')).toEqual([]);
	});

	it('no file of nodes/ is longer than 250 lines, except the table of fields', async () => {
		const shipped = sources.filter((file) => file.startsWith('nodes/'));
		const lengths = await Promise.all(
			shipped.map(async (file) => [file, (await read(file)).split('\n').length - 1] as const),
		);
		const long = lengths.filter(([, length]) => length > 250).map(([file]) => file);
		expect(long).toEqual(['nodes/shared/schema/fieldTable.ts']);
	});
});
