// Which examples there are, whether each is run in a real n8n, and what the examples for one person's days are made of.
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fieldsOfHeading } from '../nodes/shared/row/headings/knownHeadings.ts';
import { flatFields } from '../nodes/shared/schema/flatFields.ts';
import {
	exampleNames,
	joinerFormName,
	moverName,
	moversFile,
	readExample,
} from '../scripts/examples.mts';
import { exampleRuns } from './e2e/exampleRuns.mts';

interface Mapping {
	value: Record<string, string>;
	schema: Array<{ id: string; displayName: string }>;
}

const labels = new Map(flatFields.map(({ id, label }) => [id, label]));

describe('the examples', () => {
	it('are all known by name', async () => {
		const files = await readdir(new URL('../examples/', import.meta.url));
		const workflows = files.filter((file) => /\.json$/.test(file) && !/^expected-/.test(file));
		expect(workflows.sort()).toEqual(exampleNames.map((name) => `${name}.json`).sort());
	});

	it.each(Object.entries(exampleRuns))(
		'are run by an end-to-end test: %s',
		async (_, [file, words]) => {
			expect(await readFile(new URL(file, import.meta.url), 'utf8')).toContain(words);
		},
	);
});

describe(`examples/${moverName}.json`, () => {
	it('carries the file of people who move as it lies beside it', async () => {
		const { nodes } = await readExample(moverName);
		expect(nodes.find(({ name }) => name === 'Sample movers')?.parameters).toMatchObject({
			assignments: { assignments: [{ name: 'csv', value: await moversFile() }] },
		});
	});

	it('sends plain columns that the file has, to fields that the form has, under their labels', async () => {
		const { nodes } = await readExample(moverName);
		const { value, schema } = nodes.find(({ name }) => name === 'Create or update')!.parameters
			.fields as Mapping;
		expect(schema.map(({ id }) => id).sort()).toEqual(Object.keys(value).sort());
		expect(schema.filter(({ id, displayName }) => labels.get(id) !== displayName)).toEqual([]);
		const columns = (await moversFile()).split('\r\n')[0]!.split(';');
		const plain = Object.values(value).map(
			(expression) => /^=\{\{ \$json\['([^']+)'\] \}\}$/.exec(expression)?.[1],
		);
		expect(plain.filter((column) => !columns.includes(column!))).toEqual([]);
	});
});

describe(`examples/${joinerFormName}.json`, () => {
	it('has a form whose fields are all recognized by their labels', async () => {
		const { nodes } = await readExample(joinerFormName);
		const { values } = nodes.find(({ type }) => type.endsWith('.formTrigger'))!.parameters
			.formFields as { values: Array<{ fieldLabel: string }> };
		const unclear = values.filter(({ fieldLabel }) => fieldsOfHeading(fieldLabel).length !== 1);
		expect(values.length).toBeGreaterThan(10);
		expect(unclear).toEqual([]);
	});
});
