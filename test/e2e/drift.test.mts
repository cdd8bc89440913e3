// The weekly report of where HR and SAP Concur differ, and what a person sees of it.
import axios from 'axios';
import countBy from 'lodash/countBy.js';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { driftName, importExample, startNode } from '../../scripts/examples.mts';
import { connect, type Execution, type N8nRest } from '../../scripts/n8n-rest.mts';
import { openEditor, type Editor } from './editor.mts';

const control = axios.create({ baseURL: `${inject('simulatorUrl')}/_simulator`, proxy: false });

let rest: N8nRest;
let id: string;
let editor: Editor;
let output: Locator;

beforeAll(async () => {
	await control.post('/reset', {});
	rest = await connect(inject('n8nUrl'));
	id = await importExample(rest, driftName, inject('credential'));
	editor = await openEditor({ width: 1800, height: 1000 });
	output = editor.byTestId('output-panel');
}, 300_000);
afterAll(async () => {
	await editor?.close();
	await control.post('/reset', {});
});

const itemsOf = ({ outputs }: Execution, node: string) =>
	(outputs[node] ?? []).flat(2).map(({ json }) => json);

it('reports every difference in a table, a file, and a text, and changes nothing', async () => {
	const execution = await rest.runWorkflow(id, startNode);
	expect(execution).toMatchObject({ status: 'success', error: undefined });
	const report = itemsOf(execution, 'Drift report');
	expect(countBy(report, 'verdict')).toEqual({
		...{ same: 1, different: 1, missingInConcur: 16, inactiveInHr: 1, refused: 1 },
		missingInHr: 1,
	});
	expect(report.at(-1)).toMatchObject({
		userName: 'grace.palmer@example.com',
		verdict: 'missingInHr',
	});
	const lines = itemsOf(execution, 'A person per line');
	expect(lines).toHaveLength(20);
	expect(Object.keys(lines[0]!)).toEqual([
		...['userName', 'employeeNumber', 'verdict', 'why', 'lastModified'],
	]);
	const [[[told] = []] = []] = execution.outputs['Tell HR'] ?? [];
	expect(told).toMatchObject({
		json: {
			subject: 'HR and SAP Concur: 20 of 21 people differ',
			message: expect.stringMatching(
				/^21 people: 1 the same, 20 not\n\nLeft according to HR, active in SAP Concur \(1\)\n- Martin Doyle, 1002: /,
			),
		},
		binary: { data: { fileName: expect.stringMatching(/^drift-20\d\d-\d\d-\d\d\.csv$/) } },
	});
	const { data } = await control.get('/requests');
	const writes = (data as Array<{ method: string; path: string }>).filter(
		({ method, path }) => method !== 'GET' && !/oauth2|\.search$/.test(path),
	);
	expect(writes).toEqual([]);
	expect(itemsOf(execution, 'Nothing differs')).toEqual([]);
}, 120_000);

it('shows who, the verdict, and why first', async () => {
	await editor.openWorkflow(id);
	await editor.runWorkflow();
	await editor.picture('drift workflow');
	await editor.node('Drift report').dblclick();
	await output.waitFor();
	await output.hover();
	await output.locator('[data-test-id="radio-button-table"]').click();
	await editor.widenOutput();
	const heading = output.locator('th').filter({ hasText: 'why' });
	await heading.hover();
	await heading.locator('button').first().click();
	const headings = await output.locator('thead th').allInnerTexts();
	expect(headings.slice(0, 4).map((each) => each.trim())).toEqual([
		...['userName', 'employeeNumber', 'verdict', 'why'],
	]);
	await editor.picture('drift', output);
}, 120_000);
