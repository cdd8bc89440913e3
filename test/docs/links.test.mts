// Every link of the documentation, the nodes, and the examples leads somewhere; nothing is asked of another computer.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path/posix';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectFolder } from '../../scripts/package-tarball.mts';
import { readMarkdown, type MarkdownPage } from './markdown.mts';

const repository = 'https://github.com/n8n-nodes-sap-concur/n8n-nodes-sap-concur';
/** What GitHub itself has below a repository. */
const ofGithub = /^(|\.git|\/(issues|security|releases|actions|discussions|pulls)(\/.*)?)$/;

const isIgnored = /(^|\/)(node_modules|dist|test-results|fixtures)(\/|$)/;

/** Files below these places, as paths from the project's folder. */
async function filesIn(places: string[], ending: RegExp): Promise<string[]> {
	const listed = await Promise.all(
		places.map(async (place) => {
			const all = await readdir(join(projectFolder, place), { recursive: true });
			return all.map((file) => join(place, file));
		}),
	);
	return listed.flat().filter((file) => ending.test(file) && !isIgnored.test(file));
}

const read = (file: string) => readFile(join(projectFolder, file), 'utf8');

const top = (await readdir(projectFolder)).filter((file) => file.endsWith('.md'));
const documents = [
	...top,
	...(await filesIn(['docs', 'simulator', 'examples', '.github'], /\.md$/)),
].sort();
const pages = new Map<string, MarkdownPage>(
	await Promise.all(documents.map(async (file) => [file, readMarkdown(await read(file))] as const)),
);

/** Why a link of a file leads nowhere; undefined if it leads somewhere. */
function faultOf(link: string, file: string): string | undefined {
	if (link.startsWith(repository)) return faultOfOwn(link.slice(repository.length));
	if (/^[a-z][a-z+.-]*:/i.test(link)) return faultOfOther(link);
	const [path = '', anchor] = link.split('#');
	return faultOfPlace(path === '' ? file : join(dirname(file), decodeURI(path)), anchor);
}

function faultOfOther(link: string): string | undefined {
	if (link.startsWith('mailto:')) return undefined;
	if (!URL.canParse(link)) return 'is no address';
	const { protocol, hostname } = new URL(link);
	const isHere = /^(localhost|127\.0\.0\.1)$/.test(hostname);
	return protocol === 'https:' || isHere ? undefined : 'does not begin with https://';
}

/** @param rest what stands behind the address of the repository */
function faultOfOwn(rest: string): string | undefined {
	const [path = '', anchor] = rest.split('#');
	if (anchor === undefined && ofGithub.test(path)) return undefined;
	if (path === '') return faultOfPlace('README.md', anchor);
	const [, place] = /^\/(?:blob|tree)\/main\/(.+)$/.exec(path) ?? [];
	return place === undefined ? 'is no place in the repository' : faultOfPlace(place, anchor);
}

function faultOfPlace(place: string, anchor?: string): string | undefined {
	if (place.startsWith('..')) return 'leaves the repository';
	if (!existsSync(join(projectFolder, place))) return 'leads to a file that does not exist';
	if (anchor === undefined) return undefined;
	const page = pages.get(place);
	return page?.anchors.has(anchor) ? undefined : 'leads to a heading that does not exist';
}

const faults = (links: string[], file: string) =>
	links.flatMap((link) => {
		const fault = faultOf(link, file);
		return fault === undefined ? [] : `${link} ${fault}`;
	});

describe('the documentation', () => {
	it.each(documents)('has no link in %s that leads nowhere', (file) => {
		const { links, pictures } = pages.get(file)!;
		expect(faults([...links, ...pictures], file)).toEqual([]);
	});

	it('shows every picture of docs/pictures, and says what is on it', async () => {
		const shown = [...pages].flatMap(([file, { links, pictures }]) =>
			[...links, ...pictures].map((picture) => join(dirname(file), picture)),
		);
		const stored = await filesIn(['docs'], /\.(png|svg|gif|jpe?g)$/);
		expect(stored.filter((file) => !shown.includes(file))).toEqual([]);
		const texts = await Promise.all(documents.map(read));
		expect(texts.flatMap((text) => text.match(/!\[\s*\]\([^)]*\)/g) ?? [])).toEqual([]);
	});

	it('keeps every page of docs/ within reach of README.md', () => {
		const reached = new Set(['README.md']);
		for (const file of reached) {
			for (const link of pages.get(file)?.links ?? []) {
				const own = link.startsWith(repository) || /^[a-z]+:/i.test(link);
				const place = own ? '' : join(dirname(file), link.split('#')[0]!);
				const index = pages.has(join(place, 'README.md')) ? join(place, 'README.md') : place;
				if (pages.has(index)) reached.add(index);
			}
		}
		const alone = documents.filter((file) => file.startsWith('docs/') && !reached.has(file));
		expect(alone).toEqual([]);
	});
});

describe('what users and reviewers read elsewhere', () => {
	let texts: Array<[file: string, text: string]>;
	beforeAll(async () => {
		const places = ['nodes', 'credentials', 'examples', 'scripts', 'simulator', '.github'];
		const files = await filesIn(places, /\.(ts|mts|json|ya?ml)$/);
		texts = await Promise.all(
			[...files, 'package.json'].map(async (file) => [file, await read(file)]),
		);
	});

	it('has no address of the repository that leads nowhere', () => {
		const found = texts.flatMap(([file, text]) => {
			const links =
				text.match(/https:\/\/github\.com\/n8n-nodes-sap-concur\/[^\s'"`)\]>\\]+/g) ?? [];
			return faults(links, file).map((fault) => `${file}: ${fault}`);
		});
		expect(found).toEqual([]);
	});

	it('has no link in a note of an example that leads nowhere', () => {
		const found = texts.flatMap(([file, text]) => {
			if (!/^examples\/.*\.json$/.test(file)) return [];
			const notes = [...text.matchAll(/"content": "((?:[^"\\]|\\.)*)"/g)];
			const links = notes.flatMap(([, note]) => readMarkdown(JSON.parse(`"${note}"`)).links);
			// A note is read inside n8n, where a path leads nowhere.
			const paths = links
				.filter((link) => !/^https:/.test(link))
				.map((link) => `${link} is a path`);
			return [...paths, ...faults(links, file)].map((fault) => `${file}: ${fault}`);
		});
		expect(found).toEqual([]);
	});
});

describe('the check of links', () => {
	it.each([
		['docs/nowhere.md', 'leads to a file that does not exist'],
		['#no-such-heading', 'leads to a heading that does not exist'],
		['SECURITY.md#no-such-heading', 'leads to a heading that does not exist'],
		['../elsewhere.md', 'leaves the repository'],
		['http://example.com', 'does not begin with https://'],
		[`${repository}/blob/main/docs/nowhere.md`, 'leads to a file that does not exist'],
		[`${repository}/wiki`, 'is no place in the repository'],
	])('catches %s', (link, fault) => {
		expect(faultOf(link, 'README.md')).toBe(fault);
	});

	it.each(['SECURITY.md', '#license', 'SECURITY.md#hosts', 'docs', `${repository}/issues`])(
		'lets %s pass',
		(link) => {
			expect(faultOf(link, 'README.md')).toBeUndefined();
		},
	);

	it('is about a page of each folder', () => {
		const folders = new Set(documents.map((file) => relative('.', dirname(file))));
		expect([...folders]).toEqual(expect.arrayContaining(['', 'docs', 'docs/concur', 'simulator']));
	});
});
