// What the documentation shows and no other test sees: a whole onboarding, its results, the trigger, and a resumed run.
import axios from 'axios';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { importExample, sampleSettings, startNode } from '../../scripts/examples.mts';
import { connect, type N8nRest } from '../../scripts/n8n-rest.mts';
import { openEditor, type Editor } from './editor.mts';

const control = axios.create({ baseURL: `${inject('simulatorUrl')}/_simulator`, proxy: false });
const credential = inject('credential');
const tables = inject('tables');

let rest: N8nRest;
let editor: Editor;

beforeAll(async () => {
	await control.post('/reset', {});
	await control.post('/settings', sampleSettings);
	rest = await connect(inject('n8nUrl'));
	editor = await openEditor({ width: 1440, height: 900 });
});
afterAll(async () => {
	await editor?.close();
	await control.post('/reset', {});
});

it('shows of an onboarding how many people took which way, and of each of them why', async () => {
	await editor.openWorkflow(await importExample(rest, 'onboarding', credential));
	await editor.runWorkflow();
	await editor.byTestId('zoom-to-fit').click();
	await editor.picture('onboarding, run');
	await editor.node('How did it end?').dblclick();
	const output = editor.byTestId('output-panel');
	await output.waitFor();
	// n8n shows it only above the panel.
	await output.hover();
	await output.locator('[data-test-id="radio-button-table"]').click();
	await editor.widenOutput();
	await output.getByText(/^Partial Branch/).click();
	await expect.poll(() => output.locator('tbody tr').count()).toBeGreaterThan(1);
	const headings = await output.locator('thead th').allInnerTexts();
	expect(headings.slice(0, 4).map((each) => each.trim())).toEqual([
		...['userName', 'employeeNumber', 'outcome', 'why'],
	]);
	await editor.picture('results of the onboarding', output);
});

it('shows the form of the trigger with its events and how it checks them', async () => {
	await editor.openWorkflow(
		await importExample(rest, 'identity-change-audit', credential, { tables }),
	);
	await editor.node('Identity changed').dblclick();
	const form = editor.byTestId('node-parameters');
	await form.getByText('Check Signature').first().waitFor();
	await editor.picture('event trigger');
});

it('shows of a run that waited for its event the way that it took', async () => {
	const example = 'onboarding-resume-on-event';
	const partnerId = await importExample(rest, `${example}-partner`, credential, { tables });
	await rest.activateWorkflow(partnerId);
	try {
		const id = await importExample(rest, example, credential, { tables, waitSeconds: 20 });
		await rest.runWorkflow(id, startNode);
		const ended = await vi.waitFor(
			async () => {
				const runs = await rest.listExecutions(id);
				const run = runs.find(({ mode, status }) => mode === 'integrated' && status === 'success');
				expect(run).toBeDefined();
				return run!;
			},
			{ timeout: 120_000, interval: 500 },
		);
		await editor.page.goto(`${inject('n8nUrl')}/workflow/${id}/executions/${ended.id}`);
		await editor.byTestId('canvas-node').first().waitFor();
		await editor.picture('resumed run');
	} finally {
		await rest.deactivateWorkflow(partnerId);
	}
});
