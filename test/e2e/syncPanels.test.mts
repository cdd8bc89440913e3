// What a person sees of the nightly sync in the editor: that the second run changes nothing, and what an update has changed.
import axios from 'axios';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { importExample, startNode, syncFile, syncName } from '../../scripts/examples.mts';
import { connect, type N8nRest } from '../../scripts/n8n-rest.mts';
import { openEditor, type Editor } from './editor.mts';

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
afterAll(() => editor?.close());

/** Runs the example with this HR file by the button of the editor. */
async function run(hrFile?: string) {
	const id = await importExample(rest, syncName, inject('credential'), { hrFile });
	await editor.openWorkflow(id);
	await editor.runWorkflow();
}

async function open(node: string) {
	await editor.node(node).dblclick();
	await output.waitFor();
}

/** The columns of the table that are drawn first. */
const headings = async () => (await output.locator('thead th').allInnerTexts()).slice(0, 6);

it('says after the second run that everybody is unchanged but the row that cannot be sent', async () => {
	await run();
	await editor.picture('sync second run');
	await open('Create or update');
	await output.getByText('19 unchanged, 1 failed', { exact: true }).waitFor();
	await editor.picture('sync second run, output', output);
});

it('shows of an update each field with what was there and what was sent, without scrolling', async () => {
	await run((await syncFile()).replace('+49 171 5550017', '+49 171 5550099'));
	await open('Create or update');
	await output.getByText('1 submitted, 18 unchanged, 1 failed', { exact: true }).waitFor();
	await editor.widenOutput();
	await output.locator('[data-test-id="radio-button-table"]').click();
	const first = ['userName', 'employeeNumber', 'outcome', 'why', 'operation', 'changes'];
	expect((await headings()).map((heading) => heading.trim())).toEqual(first);
	const to = output.getByText('+49 171 5550099');
	await to.scrollIntoViewIfNeeded();
	const drawn = await to.boundingBox();
	expect(drawn!.x + drawn!.width).toBeLessThan(1800);
	const row = output.locator('tbody tr').filter({ hasText: '+49 171 5550099' });
	expect(await row.innerText()).toMatch(
		/joerg\.huebner@example\.com[\s\S]*Mobile phone[\s\S]*\+49 171 5550017/,
	);
	await editor.picture('changes', output);
});
