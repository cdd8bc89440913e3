// n8n's own gate for verified packages, over what is written here and over what npm would publish.
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
// @ts-expect-error The scanner comes without types.
import * as scanner from '@n8n/scan-community-package/scanner/scanner.mjs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../scripts/children.mts';
import { packInto, projectFolder } from '../scripts/package-tarball.mts';
import { schemaFiles } from '../scripts/schemas/files.mts';

describe('the package', () => {
	let unpacked: string;
	let files: string[];
	let manifest: { n8n: { nodes: string[]; credentials: string[] } };

	beforeAll(async () => {
		// One of the scanner's plugins judges a file name of its own when it finds itself under test.
		vi.stubEnv('NODE_ENV', 'production');
		unpacked = await mkdtemp(join(tmpdir(), 'sap-concur-tarball-'));
		await run('npm', ['run', 'build'], { cwd: projectFolder });
		await packInto(unpacked);
		const entries = await readdir(unpacked, { recursive: true, withFileTypes: true });
		files = entries
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name).slice(unpacked.length + 1))
			.map((path) => path.split(sep).join('/'))
			.sort();
		manifest = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8'));
	}, 60_000);

	afterAll(async () => {
		vi.unstubAllEnvs();
		await rm(unpacked, { recursive: true, force: true });
	});

	it('passes the rules of n8n’s scanner as source', { timeout: 120_000 }, async () => {
		expect(await scanner.analyzePackage(projectFolder, scanner.SOURCE_FILE_PATTERNS)).toEqual({
			passed: true,
		});
	});

	it(
		'passes the rules of n8n’s scanner as the tarball that npm publishes',
		{ timeout: 120_000 },
		async () => {
			expect(await scanner.analyzePackage(unpacked, ['**/*.js', 'package.json'])).toEqual({
				passed: true,
			});
		},
	);

	it('publishes compiled nodes, credentials and icons, its description and nothing else', () => {
		const outside = files.filter((path) => !path.startsWith('dist/'));
		expect(outside).toEqual(['LICENSE.md', 'README.md', 'package.json']);
		const inside = files.filter((path) => path.startsWith('dist/'));
		expect(inside.filter((path) => !/^dist\/(nodes|credentials|icons)\//.test(path))).toEqual([]);
		expect(inside.filter((path) => !/\.(js|json|svg|png)$/.test(path))).toEqual([]);
		expect(inside.filter((path) => /test|simulator|tsbuildinfo/i.test(path))).toEqual([]);
	});

	it('contains every node and credential that its description promises', () => {
		const { nodes, credentials } = manifest.n8n;
		expect([...nodes, ...credentials].filter((path) => !files.includes(path))).toEqual([]);
	});

	it('brings the fields of every operation for n8n’s editor', async () => {
		const written = [...schemaFiles()].map(async ([path, schema]) => {
			const file = await readFile(join(unpacked, 'dist', 'nodes', path), 'utf8');
			expect(JSON.parse(file)).toEqual(schema);
			return `dist/nodes/${path}`;
		});
		const inside = files.filter((path) => path.includes('/__schema__/'));
		expect(inside).toEqual((await Promise.all(written)).sort());
	});

	it('brings the search words of every node', () => {
		const codex = manifest.n8n.nodes.map((path) => path.replace(/\.js$/, '.json'));
		expect(codex.filter((path) => !files.includes(path))).toEqual([]);
	});
});
