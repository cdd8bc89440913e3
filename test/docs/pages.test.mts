// Room docs: the pages for users against the nodes, so that no page says what is no longer so.
// What a page says in prose is for readers to check; here are its tables, its links, and the names of things.
import { readdirSync, readFileSync } from 'node:fs';
import difference from 'lodash/difference.js';
import uniq from 'lodash/uniq.js';
import type { INodeProperties, INodeType } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurEssTrigger } from '../../nodes/ConcurEssTrigger/ConcurEssTrigger.node.ts';
import { eventDefinitions } from '../../nodes/shared/concur/events/eventDefinitions.ts';
import { outputNames } from '../../nodes/shared/status/readOperation.ts';
import { exampleNames } from '../../scripts/examples.mts';
import { identity, provisioning, status } from '../nodes/operations.mts';
import { tableUnder } from './tables.mts';

const docs = new URL('../../docs/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, docs), 'utf8');

const optionsOf = ({ options = [] }: INodeProperties) =>
	options.flatMap((option) => ('value' in option ? [option] : []));

/** What the menus of a node offer, as [operation, resource]. */
function menuOf({ description: { properties } }: INodeType): string[][] {
	const resources = properties.filter(({ name }) => name === 'resource').flatMap(optionsOf);
	const labels = new Map(resources.map(({ name, value }) => [value, name]));
	const menus = properties.filter(({ name }) => name === 'operation');
	return menus.flatMap((menu) => {
		const [resource = ''] = (menu.displayOptions?.show?.resource ?? []) as string[];
		return optionsOf(menu).map(({ name }) => [name, labels.get(resource) ?? '']);
	});
}

describe.each([
	{ page: 'nodes/identity.md', node: identity },
	{ page: 'nodes/provisioning.md', node: provisioning },
	{ page: 'nodes/provisioning-status.md', node: status },
])('docs/$page', ({ page, node }) => {
	it('has a row for each operation of the node, and for no other', () => {
		const told = tableUnder(read(page), 'Operation').map(([name = '']) => plain(name));
		const offered = uniq(menuOf(node).map(([name = '']) => name));
		expect(told.sort()).toEqual(offered.sort());
	});

	it('names each resource that a person can choose', () => {
		const resources = new Set(menuOf(node).map(([, resource]) => resource));
		const shown = resources.size > 1 ? [...resources] : [];
		expect(shown.filter((resource) => !read(page).includes(`*${resource}*`))).toEqual([]);
	});
});

const plain = (cell: string) => cell.replaceAll('*', '');

it('docs/nodes/provisioning-status.md has a row for each output, in their order', () => {
	const told = tableUnder(read('nodes/provisioning-status.md'), 'Output');
	expect(told.map(([name = '']) => plain(name).toLowerCase())).toEqual([...outputNames]);
});

describe('docs/nodes/event-trigger.md', () => {
	const page = read('nodes/event-trigger.md');

	it('has a row for each event, in the order of the menu', () => {
		const told = tableUnder(page, 'Event').map(([name = '']) => plain(name));
		expect(told).toEqual(eventDefinitions.map(({ label }) => label));
	});

	it('has a row for each field of the form', () => {
		const { properties } = new ConcurEssTrigger().description;
		const shown = properties.filter(({ type }) => !['hidden', 'notice'].includes(type));
		const told = tableUnder(page, 'Field').map(([name = '']) => plain(name));
		expect(told.sort()).toEqual(uniq(shown.map(({ displayName }) => displayName)).sort());
	});
});

it('docs/recipes.md has an entry for each template', () => {
	const told = [...read('recipes.md').matchAll(/examples\/([\w-]+)\.json/g)].map(
		([, name]) => name,
	);
	expect(difference(exampleNames, told as string[])).toEqual([]);
});

it('docs/README.md leads to every page', () => {
	const pages = readdirSync(docs, { recursive: true, encoding: 'utf8' });
	const markdown = pages.filter(
		(name) => name.endsWith('.md') && !/^(README|concur\/(?!README))/.test(name),
	);
	const linked = new Set([...read('README.md').matchAll(/\]\(([^)#]+)/g)].map(([, link]) => link));
	expect(markdown.filter((name) => !linked.has(name))).toEqual([]);
});

describe('README.md', () => {
	const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

	it('stays on two screens', () => {
		expect(readme.split('\n').length).toBeLessThanOrEqual(110);
	});

	it('promises the two commands for a fresh clone', () => {
		expect(readme).toContain('npm ci && npm start');
		expect(readme).toContain('npm ci && npm test');
	});

	it('has the sections of n8n’s template for nodes', () => {
		const sections = [...readme.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
		expect(sections).toEqual(
			expect.arrayContaining([
				'Installation',
				'Operations',
				'Credentials',
				'Compatibility',
				'Usage',
				'Resources',
				'Version history',
			]),
		);
	});
});

it.each(['identity', 'provisioning', 'provisioning-status', 'event-trigger'])(
	'docs/nodes/%s.md shows an item that is JSON',
	(name) => {
		const blocks = [...read(`nodes/${name}.md`).matchAll(/```json\n([^`]+)```/g)];
		expect(blocks).toHaveLength(1);
		expect(Object.keys(JSON.parse(blocks[0]![1]!))).not.toEqual([]);
	},
);
