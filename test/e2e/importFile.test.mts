// An employee import file in a real n8n: every record reaches SAP Concur, the second run changes nothing, and what a person sees.
import axios from 'axios';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { importExample, migrateName, startNode } from '../../scripts/examples.mts';
import { connect, type Execution, type N8nRest } from '../../scripts/n8n-rest.mts';
import { keepOtherColumnsLow, openEditor, type Editor } from './editor.mts';

const control = axios.create({ baseURL: `${inject('simulatorUrl')}/_simulator`, proxy: false });

let rest: N8nRest;
let editor: Editor;
let output: Locator;

beforeAll(async () => {
	await control.post('/reset', {});
	rest = await connect(inject('n8nUrl'));
	editor = await openEditor({ width: 1800, height: 1000 });
	output = editor.byTestId('output-panel');
}, 300_000);
afterAll(async () => {
	await editor?.close();
	await control.post('/reset', {});
});

const numbersAt = ({ outputs }: Execution, node: string) =>
	(outputs[node] ?? []).flatMap(([items = []]) => items).map(({ json }) => json.employeeNumber);

const wrongRecord = /^Line 10, record 350, column 8 \(Date of Birth\) .*\(sent: "19851304"\)$/;

it('brings everybody of the file to SAP Concur but the one with a wrong record, and again changes nothing', async () => {
	const id = await importExample(rest, migrateName, inject('credential'));
	const others = ['40001', '40002', '40003', '40005', '1003'];
	for (const [renamed, operations] of [
		['1002', ['create', 'create', 'create', 'create', 'update', 'update']],
		['41002', Array<string>(6).fill('unchanged')],
	] as const) {
		const execution = await rest.runWorkflow(id, startNode);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		expect(numbersAt(execution, 'Worked').sort()).toEqual([...others, renamed].sort());
		expect(numbersAt(execution, 'Failed')).toEqual(['40004']);
		const sent = execution.outputs['Create or update']![0]![0]!.map(({ json }) => json);
		expect(
			sent.filter(({ outcome }) => outcome !== 'failed').map((json) => json.operation),
		).toEqual(operations);
		expect(sent.find(({ outcome }) => outcome === 'failed')!.why).toMatch(wrongRecord);
	}
}, 300_000);

it('shows each person with the lines of the file, and what cannot be converted', async () => {
	const id = await importExample(rest, migrateName, inject('credential'));
	await editor.openWorkflow(id);
	await editor.runWorkflow();
	await editor.picture('import file workflow');
	await editor.node('Convert').dblclick();
	await output.waitFor();
	// n8n shows it only above the panel.
	await output.hover();
	await output.locator('[data-test-id="radio-button-table"]').click();
	await editor.widenOutput();
	await keepOtherColumnsLow(output, 'why');
	expect(await output.innerText()).toContain('6 converted, 1 failed');
	const rows = await output.locator('tbody tr').allInnerTexts();
	expect(rows.filter((row) => row.includes('converted'))).toHaveLength(6);
	expect(rows.find((row) => row.includes('failed'))).toContain('Line 10, record 350, column 8');
	await editor.page.setViewportSize({ width: 1800, height: 700 });
	await editor.picture('import-file', output);
});
