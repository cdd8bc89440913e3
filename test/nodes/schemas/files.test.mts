// The output schemas are where n8n looks for them, are up to date, and show in the editor.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resolveOutputSchemaPath } from 'n8n-core';
import type { INodeType } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurEssTrigger } from '../../../nodes/ConcurEssTrigger/ConcurEssTrigger.node.ts';
import { nodesFolder, written } from '../../../scripts/schemas.mts';
import { schemaFiles } from '../../../scripts/schemas/files.mts';
import { identity, provisioning, status } from '../operations.mts';
import { fileOf, schemaOf, type Operation } from './schemaOf.mts';

const trigger = new ConcurEssTrigger();

/** Everything that the menus of a node offer. */
function operationsOf(node: INodeType): Operation[] {
	const menus = node.description.properties.filter(({ name }) => name === 'operation');
	return menus.flatMap(({ options = [], displayOptions }) =>
		(displayOptions?.show?.resource ?? []).flatMap((resource) =>
			options.flatMap((option) =>
				'value' in option
					? [{ node, resource: String(resource), operation: String(option.value) }]
					: [],
			),
		),
	);
}

const everyOperation: Operation[] = [
	...[identity, provisioning, status].flatMap(operationsOf),
	{ node: trigger },
];
const named = everyOperation.map((one) => ({
	...one,
	name: [one.node.constructor.name, one.resource, one.operation].filter(Boolean).join(' '),
}));

it('the files are what `npm run schemas` makes, no more and no less', async () => {
	const entries = await readdir(nodesFolder, { recursive: true, withFileTypes: true });
	const there = entries
		.filter((entry) => entry.isFile() && entry.parentPath.includes('__schema__'))
		.map((entry) => join(entry.parentPath, entry.name));
	const made = [...schemaFiles()].map(([path, schema]) => [
		join(nodesFolder, path),
		written(schema),
	]);
	const found = there.map(async (file) => [file, await readFile(file, 'utf8')]);
	expect((await Promise.all(found)).sort()).toEqual(made.sort());
});

describe.each(named)('$name', (operation) => {
	it('has a schema where n8n 2.x and 1.x look for it', () => {
		const { node, resource, operation: verb } = operation;
		expect(fileOf(operation)).toSatisfy(existsSync);
		// n8n 1.x has no function for it: load-nodes-and-credentials, resolveSchema.
		const [major, minor = 0] = String(node.description.version).split('.');
		const parts = ['__schema__', `v${major}.${minor}.0`, resource, verb].filter(Boolean).join('/');
		expect(fileOf(operation)).toBe(join(nodesFolder, node.constructor.name, `${parts}.json`));
	});

	it('shows fields in the editor, who and what became of it first', () => {
		const { type, properties = {} } = schemaOf(operation);
		expect(type).toBe('object');
		const [first] = Object.keys(properties);
		expect(['userName', 'check', 'name']).toContain(first);
		expect(Object.values(properties).every((one) => [one.type].flat().length > 0)).toBe(true);
	});

	it('names no field twice and none that an expression could not reach', () => {
		expect(namesIn(schemaOf(operation)).filter((name) => !/^[A-Za-z]\w*$/.test(name))).toEqual([]);
	});
});

it('the trigger has its schema also where n8n’s AI builder looks for nodes without operations', () => {
	const output = resolveOutputSchemaPath({
		nodeDir: join(nodesFolder, 'ConcurEssTrigger'),
		version: String(trigger.description.version),
		resource: 'output',
	})!;
	expect(schemaOf({ node: trigger, resource: 'output' })).toEqual(schemaOf({ node: trigger }));
	expect(output).toSatisfy(existsSync);
});

interface Named {
	properties?: Record<string, Named>;
	items?: Named;
}

function namesIn({ properties = {}, items }: Named): string[] {
	const own = Object.entries(properties).flatMap(([name, below]) => [name, ...namesIn(below)]);
	return [...own, ...(items ? namesIn(items) : [])];
}
