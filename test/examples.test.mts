import { describe, expect, it } from 'vitest';
import { flatFields } from '../nodes/shared/flatFields.ts';
import { onboardingNames, readExample, sampleFile } from '../scripts/examples.mts';

interface Mapping {
	value: Record<string, string>;
	schema: Array<{ id: string; displayName: string; removed: boolean }>;
}

const labels = new Map(flatFields.map(({ id, label }) => [id, label]));

describe.each(onboardingNames)('examples/%s.json', (name) => {
	it('fills only fields that the forms have, under their labels', async () => {
		const { nodes } = await readExample(name);
		const mappings = nodes.flatMap(
			({ parameters }) => ((parameters.fields ?? parameters.changes) as Mapping) ?? [],
		);
		expect(mappings.length).toBeGreaterThan(0);
		for (const { value, schema } of mappings) {
			const shown = schema.filter(({ removed }) => !removed);
			expect(shown.map(({ id }) => id).sort()).toEqual(Object.keys(value).sort());
			expect(schema.filter(({ id, displayName }) => labels.get(id) !== displayName)).toEqual([]);
		}
	});

	it('reads only columns that the sample HR file has', async () => {
		const [header] = (await sampleFile()).split('\n');
		const columns = header.split(',');
		const text = JSON.stringify(await readExample(name));
		const read = [...text.matchAll(/json\['([^']+)'\]/g)].map(([, column]) => column);
		expect(read.length).toBeGreaterThan(10);
		expect(read.filter((column) => !columns.includes(column))).toEqual([]);
	});

	it('carries the sample HR file as it lies beside it', async () => {
		const { nodes } = await readExample(name);
		const file = nodes.find((node) => node.name === 'Sample HR file');
		expect(file?.parameters).toMatchObject({
			assignments: { assignments: [{ name: 'csv', value: await sampleFile() }] },
		});
	});
});
