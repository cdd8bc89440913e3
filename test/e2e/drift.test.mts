// The weekly report of where HR and SAP Concur differ, and what a person sees of it.
import axios from 'axios';
import countBy from 'lodash/countBy.js';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import {
	driftName,
	importExample,
	startNode,
	syncFile,
	syncName,
} from '../../scripts/examples.mts';
import { connect, type N8nRest } from '../../scripts/n8n-rest.mts';
import { openEditor, type Editor } from './editor.mts';
import { monthLater } from './monthLater.mts';
import { itemsOf } from './itemsOf.mts';
import { writesTo } from './concurReader.mts';

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
	expect(await writesTo(inject('simulatorUrl'))).toEqual([]);
	expect(itemsOf(execution, 'Nothing differs')).toEqual([]);
}, 120_000);

it('shows a line for each difference: who, the verdict, and why', async () => {
	await rest.runWorkflow(await importExample(rest, syncName, inject('credential')), startNode);
	const hrFile = monthLater(await syncFile());
	await editor.openWorkflow(await importExample(rest, driftName, inject('credential'), { hrFile }));
	await editor.runWorkflow();
	await editor.picture('drift workflow');
	await editor.node('A person per line').dblclick();
	await output.waitFor();
	await output.hover();
	await output.locator('[data-test-id="radio-button-table"]').click();
	await editor.widenOutput();
	const headings = await output.locator('thead th').allInnerTexts();
	expect(headings.slice(0, 4).map((each) => each.trim())).toEqual([
		...['userName', 'employeeNumber', 'verdict', 'why'],
	]);
	const rows = await output.locator('tbody tr').allInnerTexts();
	const verdict = /different|refused|(missing|inactive)In(Hr|Concur)/;
	expect(rows.flatMap((row) => row.match(verdict)?.[0] ?? [])).toEqual([
		...['different', 'refused', 'different', 'inactiveInHr', 'missingInConcur'],
		...['missingInHr', 'missingInHr'],
	]);
	await editor.page.setViewportSize({ width: 1800, height: 480 });
	await editor.picture('drift', output);
}, 180_000);
