// n8n's own gate for verified packages, over what is written here and over what npm would publish.
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { objections, objectionsTo, sourcePatterns, tarballPatterns } from './packageRules.mts';
import { containsOnlyTypes, iconsOf, withWhatTheyRequire } from './packageFiles.mts';
import { run } from '../../scripts/children.mts';
import { packInto, projectFolder } from '../../scripts/package-tarball.mts';
import { schemaFiles } from '../../scripts/schemas/files.mts';

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
	}, 600_000);

	afterAll(async () => {
		vi.unstubAllEnvs();
		await rm(unpacked, { recursive: true, force: true });
	});

	it(
		'passes both versions of n8n’s rules as source, without a warning',
		{ timeout: 600_000 },
		async () => {
			const { objections: found, files: read } = await objections(projectFolder, sourcePatterns);
			expect(found).toEqual([]);
			expect(read).toBeGreaterThan(files.length / 2);
		},
	);

	it('passes them as the tarball that npm publishes', { timeout: 600_000 }, async () => {
		const { objections: found, files: read } = await objections(unpacked, tarballPatterns);
		expect(found).toEqual([]);
		expect(read).toBe(files.filter((path) => /\.js$|^package.json$/.test(path)).length);
	});

	it.each([
		[
			'nodes/Wrong.ts',
			"// eslint-disable\nimport axios from 'axios-like';",
			'no-restricted-imports',
		],
		['package.json', '{ "name": "n8n-nodes-wrong" }', 'require-homepage'],
	])('is looked at by both versions of the rules, %s as well', async (path, text, rule) => {
		const found = await objectionsTo(projectFolder, join(projectFolder, path), text);
		const named = found.map((objection) => objection.split(' ').slice(1, 3).join(' '));
		expect(named.filter((name) => name.includes(`/${rule}`))).toHaveLength(2);
	});

	it('publishes its nodes and credentials with what they need, and nothing else', () => {
		const { nodes, credentials } = manifest.n8n;
		const entries = [...nodes, ...credentials];
		const needed = withWhatTheyRequire(unpacked, entries);
		const types = files.filter(
			(path) => path.endsWith('.js') && !needed.includes(path) && containsOnlyTypes(unpacked, path),
		);
		const codex = nodes.map((path) => path.replace(/\.js$/, '.json'));
		const icons = entries.flatMap((path) => iconsOf(unpacked, path));
		const schemas = files.filter((path) =>
			/^dist\/nodes\/\w+\/__schema__\/v[\w./]+\.json$/.test(path),
		);
		const described = ['LICENSE.md', 'README.md', 'package.json'];
		const wanted = [...needed, ...types, ...codex, ...icons, ...schemas, ...described];
		expect(files).toEqual([...new Set(wanted)].sort());
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
