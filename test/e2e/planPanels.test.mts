// What a person sees of a plan, of its approval, and of a user who was repaired.
import axios from 'axios';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import {
	approvedName,
	importExample,
	repairName,
	startNode,
	syncFile,
	syncName,
} from '../../scripts/examples.mts';
import { connect, type N8nRest } from '../../scripts/n8n-rest.mts';
import { executionIn, formAddress, formPage, submitForm } from './forms.mts';
import { keepOtherColumnsLow, openEditor, type Editor } from './editor.mts';
import { monthLater } from './monthLater.mts';
import { takePicture } from './takePicture.mts';

const control = axios.create({ baseURL: `${inject('simulatorUrl')}/_simulator`, proxy: false });

let rest: N8nRest;
let editor: Editor;
let output: Locator;

beforeAll(async () => {
	await control.post('/reset', {});
	rest = await connect(inject('n8nUrl'));
	editor = await openEditor({ width: 1800, height: 1000 });
	output = editor.byTestId('output-panel');
	const id = await importExample(rest, syncName, inject('credential'));
	await rest.runWorkflow(id, startNode);
}, 300_000);
afterAll(async () => {
	await editor?.close();
	await control.post('/reset', {});
});

/** Some of the sample file a month later. */
async function nextFile(): Promise<string> {
	const whole = monthLater(await syncFile());
	const lines = whole.split('\r\n');
	const line = (number: string) => lines.find((each) => each.startsWith(number));
	const numbers = ['Personalnummer', '30015', '30011', '30017', '30020', '30024', '30014'];
	return numbers.map(line).join('\r\n');
}

/** Clicks Execute, and opens the form once the run waits for it. */
async function executeUntilForm(workflowId: string, teller: string): Promise<Page> {
	await editor.byTestId('execute-workflow-button').click();
	const execution = await vi.waitFor(
		async () => {
			const [newest] = await rest.listExecutions(workflowId);
			expect(newest?.status).toBe('waiting');
			return await executionIn(rest, newest!.id, ['waiting']);
		},
		{ timeout: 60_000, interval: 500 },
	);
	const form = await editor.page
		.context()
		.browser()!
		.newPage({
			viewport: { width: 640, height: 800 },
		});
	await form.goto(formAddress(execution, teller));
	return form;
}

async function open(node: string) {
	await editor.node(node).dblclick();
	await output.waitFor();
	// n8n shows it only above the panel.
	await output.hover();
	await output.locator('[data-test-id="radio-button-table"]').click();
}

const headings = async () =>
	(await output.locator('thead th').allInnerTexts()).map((heading) => heading.trim());

it('shows of each row what would be done and why, and asks a person by a form that says the same', async () => {
	const hrFile = await nextFile();
	const id = await importExample(rest, approvedName, inject('credential'), { hrFile });
	await editor.openWorkflow(id);
	const form = await executeUntilForm(id, 'Tell the approver');
	const text = await form.locator('body').innerText();
	expect(text).toContain('6 rows: 1 to create, 3 to update, 1 unchanged, 1 refused');
	expect(text).toMatch(/Lose access[^]*Oskar Nowak, 30020[^]*New[^]*Vera Tietz, 30024/);
	await takePicture(form, editor.pictureFile('approval'), { fullPage: true });
	await editor.picture('approved workflow');

	await open('Plan');
	await editor.widenOutput();
	await keepOtherColumnsLow(output, 'why');
	expect((await headings()).slice(0, 4)).toEqual(['userName', 'employeeNumber', 'verdict', 'why']);
	await editor.page.setViewportSize({ width: 1800, height: 1160 });
	const rows = await output.locator('tbody tr').allInnerTexts();
	expect(rows.map((row) => row.match(/create|update|unchanged|refused/)?.[0])).toEqual([
		...['unchanged', 'update', 'update', 'update', 'create', 'refused'],
	]);
	await editor.picture('plan', output);
	await editor.page.setViewportSize({ width: 1800, height: 1000 });
	await form.close();
});

it('shows of a repaired person that all is there now, and what was rejected before', async () => {
	const id = await importExample(rest, repairName, inject('credential'));
	await editor.openWorkflow(id);
	const form = await executeUntilForm(id, 'Tell HR');
	expect(await form.locator('body').innerText()).toContain('SEK');
	await takePicture(form, editor.pictureFile('correction'), { fullPage: true });
	await form.locator('input').first().fill('EUR');
	await form.getByRole('button').click();
	// By then, the first one is repaired.
	await expect
		.poll(() => formPage(form.url()).catch(() => ''), { timeout: 60_000, interval: 500 })
		.toContain('elena.rossi');
	const next = await executionIn(rest, (await rest.listExecutions(id))[0]!.id, ['waiting']);
	await submitForm(formAddress(next, 'Tell HR'), ['', '4711', '']);
	await executionIn(rest, (await rest.listExecutions(id))[0]!.id, ['success']);
	await editor.picture('repair workflow');
	await open('Repaired?');
	await editor.widenOutput();
	const [row] = await output.locator('tbody tr').allInnerTexts();
	expect(row).toMatch(/elena\.rossi[^]*succeeded[^]*Rejected before: Custom 3[^]*9999/);
	await editor.page.setViewportSize({ width: 1800, height: 460 });
	await editor.picture('repaired', output);
});
