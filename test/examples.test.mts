import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { eventDefinitions } from '../nodes/shared/concur/events/eventDefinitions.ts';
import { fieldsOfHeading } from '../nodes/shared/row/headings/knownHeadings.ts';
import { flatFields } from '../nodes/shared/schema/flatFields.ts';
import {
	agentName,
	approvedName,
	connectionName,
	driftName,
	eventExampleNames,
	exampleNames,
	exampleTables,
	leaverCheckName,
	importFile,
	joinerFormName,
	leaverName,
	migrateName,
	moverName,
	onboardingNames,
	queueName,
	readExample,
	rehireName,
	repairName,
	sampleFile,
	syncFile,
	syncName,
	tableExampleNames,
	uploadName,
} from '../scripts/examples.mts';

interface Mapping {
	value: Record<string, string>;
	schema: Array<{ id: string; displayName: string; removed: boolean }>;
}

const labels = new Map(flatFields.map(({ id, label }) => [id, label]));

describe.each([...onboardingNames, queueName, 'onboarding-resume-on-event'] as const)(
	'examples/%s.json',
	(name) => {
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

		it('hands every column to its field as it is, so that no value is swallowed', async () => {
			const { nodes } = await readExample(name);
			const plain = /^=\{\{ (\$json|\$\('[^']+'\)\.(item|first\(\))\.json)\['[^']+'\] \}\}$/;
			const expressions = nodes
				.flatMap(({ parameters }) => (parameters.fields ?? parameters.changes ?? []) as Mapping)
				.flatMap(({ value }) => Object.values(value))
				.filter((value) => value.startsWith('='));
			expect(expressions.length).toBeGreaterThan(10);
			expect(expressions.filter((expression) => !plain.test(expression))).toEqual([]);
		});

		it('reads only columns that the sample HR file has', async () => {
			const header = (await sampleFile()).split('\n')[0]!;
			const columns = header.split(',');
			const text = JSON.stringify(await readExample(name));
			const read = [...text.matchAll(/json\['([^']+)'\]/g)].map(([, column]) => column);
			expect(read.length).toBeGreaterThan(10);
			expect(read.filter((column) => !columns.includes(column!))).toEqual([]);
		});

		it('carries the sample HR file as it lies beside it, or some of its people', async () => {
			const { nodes } = await readExample(name);
			const file = nodes.find((node) => node.name === 'Sample HR file');
			const { assignments } = file?.parameters.assignments as {
				assignments: Array<{ name: string; value: string }>;
			};
			expect(assignments).toMatchObject([{ name: 'csv' }]);
			const lines = assignments[0]!.value.split('\n');
			const all = (await sampleFile()).split('\n');
			expect(lines[0]).toBe(all[0]);
			expect(lines.filter((line) => !all.includes(line))).toEqual([]);
			if (name !== 'onboarding-resume-on-event') expect(lines).toEqual(all);
		});
	},
);

describe.each([syncName, approvedName, driftName] as const)('examples/%s.json', (name) => {
	it('carries the German HR file as it lies beside it', async () => {
		const { nodes } = await readExample(name);
		const parametersOf = (nodeName: string) =>
			nodes.find((node) => node.name === nodeName)?.parameters;
		expect(parametersOf('Sample HR file')).toMatchObject({
			assignments: { assignments: [{ name: 'csv', value: await syncFile() }] },
		});
		expect(parametersOf('As a file')).toMatchObject({ options: { addBOM: true } });
	});
});

describe(`examples/${migrateName}.json`, () => {
	it('carries the import file as it lies beside it, with a byte-order mark', async () => {
		const { nodes } = await readExample(migrateName);
		const parametersOf = (nodeName: string) =>
			nodes.find((node) => node.name === nodeName)?.parameters;
		expect(parametersOf('Sample import file')).toMatchObject({
			assignments: { assignments: [{ name: 'file', value: await importFile() }] },
		});
		expect(parametersOf('As a file')).toMatchObject({ options: { addBOM: true } });
	});
});

describe(`examples/${syncName}.json`, () => {
	it('has headings that are recognized, except for the remarks of HR', async () => {
		const [header] = (await syncFile()).split('\r\n');
		const columns = header!.split(';');
		const fields = columns.map((column) => fieldsOfHeading(column));
		expect(fields.filter((found) => found.length > 1)).toEqual([]);
		expect(columns.filter((_, index) => fields[index]!.length === 0)).toEqual(['Bemerkung']);
	});
});

describe.each([
	[syncName, 'Sample HR file'],
	[approvedName, 'Sample HR file'],
	[leaverName, 'Sample leavers'],
	[driftName, 'Sample HR file'],
	[leaverCheckName, 'Sample leavers'],
	[connectionName, 'Check the connection'],
] as const)('examples/%s.json', (name, first) => {
	it('starts by a schedule, and by hand', async () => {
		const { nodes, connections } = await readExample(name);
		const triggers = nodes.filter(({ type }) => type.endsWith('Trigger'));
		expect(triggers.map(({ type }) => type.split('.')[1]).sort()).toEqual([
			'manualTrigger',
			'scheduleTrigger',
		]);
		for (const trigger of triggers) {
			expect(connections[trigger.name]).toEqual({
				main: [[{ node: first, type: 'main', index: 0 }]],
			});
		}
	});

	it('says that its schedule starts nothing before it is published', async () => {
		const notes = notesOf((await readExample(name)).nodes);
		expect(notes).toMatch(/publish the workflow \(n8n 1: activate it\)/);
	});
});

describe(`examples/${connectionName}.json`, () => {
	it.each([
		[1, '1 of 19 checks is not ok'],
		[2, '2 of 19 checks are not ok'],
	])('counts %i in the subject of its email', async (count, expected) => {
		const { nodes } = await readExample(connectionName);
		const { assignments } = nodes.find(({ name }) => name === 'As one text')!.parameters
			.assignments as { assignments: Array<{ name: string; value: string }> };
		const { value } = assignments.find(({ name }) => name === 'subject')!;
		const $ = (node: string) => ({ all: () => Array(node === 'Not ok' ? count : 19) });
		const subject = value
			.slice(1)
			.replace(/\{\{(.*?)\}\}/g, (_, code: string) => String(runInNewContext(code, { $ })));
		expect(subject).toBe(`SAP Concur: ${expected}`);
	});

	it('names the lines about events to whoever uses none', async () => {
		const notes = notesOf((await readExample(connectionName)).nodes);
		expect(notes).toContain('`check` **does not start with** Event');
		expect(notes).toContain('`check` **is not equal to** App token');
	});
});

describe.each([
	...[syncName, approvedName, leaverName, migrateName],
	...[joinerFormName, moverName, rehireName, uploadName],
] as const)('examples/%s.json', (name) => {
	it('says at each of the four outputs what to do there', async () => {
		const { nodes } = await readExample(name);
		const notes = notesOf(nodes);
		for (const output of ['Succeeded', 'Partial', 'Failed', 'Pending']) {
			expect(notes).toContain(`## ${output}\n`);
		}
	});
});

describe.each([approvedName, leaverCheckName, repairName] as const)('examples/%s.json', (name) => {
	it('says in an output where the form is, and in a note who is to be told', async () => {
		const { nodes, connections } = await readExample(name);
		const form = nodes.find(({ type }) => type.endsWith('.wait'))!;
		expect(form.parameters).toMatchObject({ resume: 'form', formTitle: expect.any(String) });
		const telling = nodes.find(({ parameters }) =>
			JSON.stringify(parameters).includes('$execution.resumeFormUrl'),
		)!;
		expect(connections[telling.name]).toEqual({
			main: [[{ node: form.name, type: 'main', index: 0 }]],
		});
		expect(notesOf(nodes)).toContain(`*${telling.name}*`);
	});
});

describe(`examples/${leaverCheckName}.json`, () => {
	it('names who is left to decide before it waits for the form: n8n runs the upper branch first', async () => {
		const { nodes } = await readExample(leaverCheckName);
		const heightOf = (name: string) =>
			(nodes.find((node) => node.name === name)?.position as [number, number])[1];
		expect(heightOf('Without an answer')).toBeLessThan(heightOf('Proposed'));
	});
});

describe(`examples/${agentName}.json`, () => {
	it('lets the agent write with no tool before a person has allowed it', async () => {
		const { nodes } = await readExample(agentName);
		const tools = nodes.filter(({ type }) => /\.concur\w+Tool$/.test(type));
		const written = tools.filter(({ parameters }) => parameters.operation === 'update');
		expect(written).toHaveLength(1);
		expect(tools.filter(({ parameters }) => 'letAgentsWrite' in parameters)).toEqual([]);
	});

	it('holds no credential but the one for SAP Concur, by its name', async () => {
		const { nodes } = await readExample(agentName);
		const held = nodes.flatMap(({ credentials = {} }) => Object.entries(credentials));
		expect(new Set(held.map(([type, { name }]) => `${type}: ${name}`))).toEqual(
			new Set(['concurApi: SAP Concur API']),
		);
	});

	it('names only tools that it has to the model', async () => {
		const { nodes } = await readExample(agentName);
		const { options } = nodes.find(({ type }) => type.endsWith('.agent'))!.parameters;
		const names = nodes.map(({ name }) => name.replaceAll(' ', '_'));
		const { systemMessage } = options as { systemMessage: string };
		const named = systemMessage.match(/[A-Z][a-z]+(_[a-z]+)+/g) ?? [];
		expect(named.length).toBeGreaterThan(0);
		expect(named.filter((tool) => !names.includes(tool))).toEqual([]);
	});
});

describe.each(exampleNames)('examples/%s.json', (name) => {
	it('explains by the sentences of an item, not by the lists that programs read', async () => {
		const text = JSON.stringify((await readExample(name)).nodes);
		expect(text).not.toMatch(/\.(errors|warnings|extensions)\b/);
	});

	it('connects only nodes that it has', async () => {
		const { nodes, connections } = await readExample(name);
		const names = nodes.map((node) => node.name);
		const ends = [...JSON.stringify(connections).matchAll(/"node":"([^"]+)"/g)];
		const connected = [...Object.keys(connections), ...ends.map(([, end]) => end)];
		expect(new Set(names).size).toBe(names.length);
		expect(connected.filter((end) => !names.includes(end!))).toEqual([]);
		const asked = [...JSON.stringify(nodes).matchAll(/\$\('([^']+)'\)/g)].map(([, node]) => node);
		expect(asked.filter((node) => !names.includes(node!))).toEqual([]);
	});

	it('says how to start by hand where the button of n8n starts something else: it takes manual triggers last', async () => {
		const { nodes, connections } = await readExample(name);
		const startOf = (trigger: string) => JSON.stringify(connections[trigger]);
		const triggers = nodes.filter(({ type }) => /(?<!executeWorkflow)Trigger$/.test(type));
		const byHand = triggers.find(({ type }) => type.endsWith('.manualTrigger'));
		const others = triggers.filter(
			(trigger) => startOf(trigger.name) !== startOf(byHand?.name ?? ''),
		);
		if (!byHand || others.length === 0) return;
		const way = `${byHand.name}(\\* \\(select it)? with the arrow next to Execute workflow`;
		expect(notesOf(nodes)).toMatch(new RegExp(way));
	});
});

describe.each(tableExampleNames)('examples/%s.json', (name) => {
	it('names in its notes only nodes, columns and workflows that there are', async () => {
		const { nodes } = await readExample(name);
		const workflows = await Promise.all(exampleNames.map(readExample));
		const columns = [...(await exampleTables()).values()].flat();
		const known = [...nodes, ...columns, ...workflows].map((each) => each.name);
		const named = [...notesOf(nodes).matchAll(/(?<!\*)\*([^*]+)\*(?!\*)/g)].map(([, word]) => word);
		expect(named.length).toBeGreaterThan(0);
		expect(named.filter((word) => !known.includes(word!))).toEqual([]);
	});

	it('says which Data Table is to be made, with which columns, and in which nodes it is chosen', async () => {
		const { nodes } = await readExample(name);
		const tables = await exampleTables();
		const notes = notesOf(nodes);
		for (const node of nodes.filter(({ type }) => type.endsWith('.dataTable'))) {
			const { cachedResultName: table } = node.parameters.dataTableId as Record<string, string>;
			expect(notes).toContain(`**${table}**`);
			expect(notes).toContain(`*${node.name}*`);
			if (!node.parameters.columns) continue;
			for (const column of tables.get(table!) ?? []) expect(notes).toContain(`*${column.name}*`);
		}
	});
});

describe.each(eventExampleNames)('examples/%s.json', (name) => {
	it('listens to events that the trigger has, or waits for a workflow that does', async () => {
		const { nodes } = await readExample(name);
		const triggers = nodes.filter(({ type }) => type.endsWith('.concurEssTrigger'));
		const events = triggers.flatMap(({ parameters }) => parameters.events as string[]);
		expect(events.length > 0).toBe(name !== 'onboarding-resume-on-event');
		const kinds = eventDefinitions.map((kind) => kind.name);
		expect(events.filter((event) => !kinds.includes(event))).toEqual([]);
	});
});

type Nodes = Awaited<ReturnType<typeof readExample>>['nodes'];

const notesOf = (nodes: Nodes) =>
	nodes
		.filter(({ type }) => type.endsWith('.stickyNote'))
		.map(({ parameters }) => String(parameters.content))
		.join('\n');
