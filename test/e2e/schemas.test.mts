// What a person can map before anything has run: the fields of each node, as its output schemas say.
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { connect } from '../../scripts/n8n-rest.mts';
import { openEditor, type Editor } from './editor.mts';

const ours = 'n8n-nodes-sap-concur';
let editor: Editor;

beforeAll(async () => {
	editor = await openEditor({ width: 1440, height: 900 });
});
afterAll(() => editor?.close());

interface Given {
	type: string;
	typeVersion?: number;
	parameters?: Record<string, unknown>;
}

/** Opens the second node of a workflow that has never run. */
async function openBehind(first: Given): Promise<void> {
	const rest = await connect(inject('n8nUrl'));
	// n8n shows no fields in front of its core nodes, such as Edit Fields, until something has run.
	const nodes = [first, { type: 'concurProvisioning', parameters: { operation: 'create' } }];
	const names = ['First', 'Second'];
	const { id } = await rest.createWorkflow({
		name: `Never run: ${first.type}`,
		settings: { executionOrder: 'v1' },
		nodes: nodes.map(({ type, typeVersion = 1, parameters = {} }: Given, index) => ({
			id: `00000000-0000-4000-8000-00000000000${index}`,
			name: names[index]!,
			type: `${ours}.${type}`,
			typeVersion,
			position: [300 * index, 0],
			parameters,
			credentials: { concurApi: inject('credential') },
		})),
		connections: { First: { main: [[{ node: 'Second', type: 'main', index: 0 }]] } },
	});
	await editor.openWorkflow(id);
	await editor.node('Second').dblclick();
}

const fieldsIn = async () => {
	const panel = editor.byTestId('ndv-input-panel');
	const shown = await panel.locator('[data-test-id="run-data-schema-item"]').allInnerTexts();
	return shown.map((text) => text.trim().split(/\s/)[0]!);
};

it.each([
	['concurIdentity', 'create', ['userName', 'employeeNumber', 'outcome', 'why', 'id']],
	['concurIdentity', 'get', ['userName', 'employeeNumber', 'id', 'active', 'givenName']],
	['concurProvisioning', 'upsert', ['userName', 'outcome', 'why', 'provisionId']],
	['concurProvisioningStatus', 'wait', ['userName', 'outcome', 'why', 'hint', 'provisionId']],
])('the node behind %s, %s shows its fields', async (type, operation, fields) => {
	await openBehind({ type, parameters: { operation } });
	await expect.poll(fieldsIn, { timeout: 20_000 }).toEqual(expect.arrayContaining(fields));
	await editor.picture(`fields before the first run, ${type} ${operation}`);
});
