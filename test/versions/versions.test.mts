// Workflows that published versions of the package have saved open and run as they did. A version's files are never
// changed; `npm run freeze` writes those of the next one.
import cloneDeep from 'lodash/cloneDeep.js';
import difference from 'lodash/difference.js';
import isEqual from 'lodash/isEqual.js';
import omit from 'lodash/omit.js';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../../scripts/package-tarball.mts';
import { wrongThenRight } from '../nodes/operations.mts';
import { fastTimers } from '../support/fastTimers.mts';
import type { Beside } from './frozen.mts';
import { internalName, resultOf, type SavedItem } from './savedResults.mts';
import { presentNodes, type SavedNode, type SavedWorkflow } from './savedNodes.mts';
import { losses } from './understood.mts';

fastTimers();

const folder = join(projectFolder, 'test', 'versions');
const versions = readdirSync(folder).filter((name) => /^\d/.test(name));
const read = <T,>(version: string, file: string) =>
	JSON.parse(readFileSync(join(folder, version, `${file}.json`), 'utf8')) as T;

const saved = versions.flatMap((version) =>
	Object.keys(presentNodes).flatMap((name) => {
		const { nodes } = read<SavedWorkflow>(version, name);
		const { defaults, results } = read<Beside>(version, `${name}.results`);
		return nodes.map((node) => ({
			title: `${version}: ${name}, ${node.name}`,
			node,
			defaults: defaults[node.name] ?? {},
			result: results[node.name],
		}));
	}),
);

const descriptionOf = (node: SavedNode) => presentNodes[internalName(node)]!.description;

it('keeps a workflow of the first version and of the present one', () => {
	const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
	expect(versions).toEqual(expect.arrayContaining(['0.1.0', version]));
});

it('keeps every operation of every node', () => {
	const kept = saved.map(({ node }) => `${internalName(node)} ${node.name}`);
	const operations = wrongThenRight.map(([{ description }, name]) => `${description.name} ${name}`);
	expect(difference(operations, kept)).toEqual([]);
});

for (const { title, node, defaults } of saved) {
	it(`${title}, loses nothing in the form`, () => {
		expect(losses(descriptionOf(node), node, defaults)).toEqual([]);
	});
}

/** What an item said then it says now, perhaps with more keys. */
const says = (item: SavedItem, then: SavedItem) =>
	isEqual(omit(item, 'keys'), omit(then, 'keys')) && difference(then.keys, item.keys).length === 0;

for (const { title, node, result } of saved) {
	if (!result) continue;
	it(`${title}, ends as it did`, async () => {
		const outputs = await resultOf(node);
		expect(outputs).toHaveLength(result.length);
		const gone = result.flatMap((items, index) =>
			items.filter((then) => !outputs[index]!.some((item) => says(item, then))),
		);
		expect(gone).toEqual([]);
	});
}

describe('a change that saved workflows do not survive is found:', () => {
	const { node, defaults } = saved.find(({ node: { name } }) => name === 'terminate')!;
	const form = saved.find(({ node: { name } }) => name === 'terminate, form 1')!.node;
	const mapped = saved.find(({ node: { name } }) => name === 'create')!.node;

	function lossesAfter(
		change: (properties: INodeProperties[], description: INodeTypeDescription) => void,
		of: SavedNode = node,
	): string[] {
		const description = cloneDeep(descriptionOf(of));
		change(description.properties, description);
		return losses(description, of, of === node ? defaults : {});
	}
	const ofTerminate = (properties: INodeProperties[], wanted: string) =>
		properties.find(
			({ name, displayOptions }) =>
				name === wanted && displayOptions?.show?.operation?.includes('terminate'),
		)!;

	it('a parameter with another name', () => {
		expect(lossesAfter((properties) => (ofTerminate(properties, 'lastDay').name = 'day'))).toEqual([
			'lastDay is no longer a parameter here, or not with this value',
		]);
	});

	it('another default', () => {
		expect(
			lossesAfter((properties) => (ofTerminate(properties, 'accessEnds').default = 'immediately')),
		).toEqual(['the default of accessEnds was "onLastDay"']);
	});

	it('a value that cannot be selected', () => {
		expect(
			lossesAfter((properties) => (ofTerminate(properties, 'accessEnds').options = []), form),
		).toEqual(['accessEnds no longer knows "byConcur"']);
	});

	it('an option that is gone', () => {
		expect(
			lossesAfter((properties) => (ofTerminate(properties, 'options').options = []), form),
		).toEqual(['options is no longer a parameter here, or not with this value']);
	});

	it('a version of the node that is gone', () => {
		expect(lossesAfter((_, description) => (description.version = 2))).toEqual([
			'version 1 of the node is gone',
		]);
	});

	it('a field of SAP Concur with another ID', () => {
		const renamed = { ...mapped, parameters: cloneDeep(mapped.parameters) };
		Object.assign((renamed.parameters.fields as { value: object }).value, { lastName: 'Doe' });
		expect(losses(descriptionOf(renamed), renamed, {})).toEqual([
			'fields no longer knows "lastName"',
		]);
	});
});
