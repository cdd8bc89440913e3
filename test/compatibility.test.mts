// docs/compatibility.md says what is tested, and CI tests what it says.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { n8nVersions } from '../scripts/install-n8n.mts';
import { projectFolder } from '../scripts/package-tarball.mts';

const read = async (path: string) => await readFile(join(projectFolder, path), 'utf8');

/** The cell beside a heading of the table. */
async function cell(heading: RegExp): Promise<string[]> {
	const page = await read('docs/compatibility.md');
	const row = page.split('\n').find((line) => line.startsWith('|') && heading.test(line)) ?? '';
	return row
		.split('|')[2]!
		.split(',')
		.map((version) => version.trim());
}

const manifest = async () => JSON.parse(await read('package.json'));
const nodesOfCi = async () =>
	parse(await read('.github/workflows/ci.yml')).jobs.check.strategy.matrix.node;

it('names the versions of n8n that the end-to-end tests run', async () => {
	expect(await cell(/^\| n8n /)).toEqual([...n8nVersions]);
});

it('names the versions of Node that CI runs, from the oldest that is allowed', async () => {
	const nodes = await cell(/^\| Node/);
	expect(nodes).toEqual(await nodesOfCi());
	expect((await manifest()).engines.node).toBe(`>=${nodes[0]}`);
});

it('names the n8n that the unit tests are built on', async () => {
	const { devDependencies } = await manifest();
	expect((await cell(/^\| n8n /))[0]).toBe(devDependencies['n8n-core']);
});
