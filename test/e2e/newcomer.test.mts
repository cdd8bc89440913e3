// What a person clicks who has a new n8n, a credential, and the README: an HR file in SAP Concur, and the last day of a leaver.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { credentialFor, syncFile, uploadName } from '../../scripts/examples.mts';
import { ensureN8n } from '../../scripts/install-n8n.mts';
import { connect, type N8nRest } from '../../scripts/n8n-rest.mts';
import { startN8n, type N8nServer } from '../../scripts/n8n-server.mts';
import { installInto } from '../../scripts/package-tarball.mts';
import { startSimulator, type RunningSimulator } from '../../simulator/index.mts';
import { removeUserFolder } from '../support/secrets/removeUserFolder.mts';
import { usersInConcur } from './concurReader.mts';
import { openEditor, type Editor } from './editor.mts';
import { executionIn } from './forms.mts';

const mostClicks = 15;
const patience = { timeout: 120_000, interval: 500 };
const template = fileURLToPath(new URL(`../../examples/${uploadName}.json`, import.meta.url));

let userFolder: string;
let simulator: RunningSimulator;
let server: N8nServer;
let rest: N8nRest;
let editor: Editor;

beforeAll(async () => {
	userFolder = await mkdtemp(join(tmpdir(), 'sap-concur-newcomer-'));
	await installInto(userFolder);
	simulator = await startSimulator();
	server = await startN8n(await ensureN8n(inject('n8nVersion')), { userFolder });
	rest = await connect(server.url);
	// As n8n itself names a new one. To make it takes clicks of its own: README, Credential.
	await rest.createCredential(
		'SAP Concur account',
		'concurApi',
		await credentialFor(simulator.url),
	);
	editor = await openEditor({ width: 1440, height: 900 }, server.url);
}, 600_000);

afterAll(async () => {
	await editor?.close();
	await server?.stop();
	await simulator?.close();
	await removeUserFolder(userFolder, await ensureN8n(inject('n8nVersion')));
});

/** Clicks as a person does, and counts; what is typed is no click. */
function counted() {
	let clicks = 0;
	return {
		clicks: () => clicks,
		click: async (target: Locator) => {
			clicks += 1;
			await target.click();
		},
		open: async (node: string) => {
			clicks += 2;
			await editor.node(node).dblclick();
			await editor.byTestId('node-parameters').waitFor();
		},
	};
}

/** Opens an empty workflow, which is one click on n8n's first page. */
async function newWorkflow(): Promise<number> {
	await editor.page.goto(`${server.url}/workflow/new`);
	await editor.page.addStyleTag({ content: '.el-notification { display: none }' });
	await addFirstStep().waitFor();
	return 1;
}

// n8n 1 calls it otherwise.
const addFirstStep = () =>
	editor.byTestId('canvas-plus-button').or(editor.byTestId('canvas-add-button')).first();

// n8n 1 has a way back instead of a cross.
const closeForm = () =>
	editor.byTestId('ndv-close-button').or(editor.byTestId('back-to-canvas')).first();

/** The HR file of the sync without the rows that are wrong, or about people who have left. */
async function hrFile(): Promise<{ text: string; numbers: string[] }> {
	const lines = (await syncFile()).trim().split('\r\n');
	const kept = lines.filter((line) => !/^(30014|30023|1002);/.test(line));
	const numbers = kept.slice(1).map((line) => line.split(';')[0]!);
	return { text: `\ufeff${kept.join('\r\n')}\r\n`, numbers };
}

it(`${uploadName}.json takes a German HR file to SAP Concur with at most 15 clicks and no expression`, async () => {
	const { page, byTestId } = editor;
	const folder = await mkdtemp(join(tmpdir(), 'sap-concur-hr-'));
	const { text, numbers } = await hrFile();
	await writeFile(join(folder, 'Personal.csv'), text);
	const person = counted();
	const before = await newWorkflow();

	await person.click(byTestId('workflow-menu'));
	const entry = (name: RegExp) => page.getByRole('menuitem', { name }).last();
	// n8n 1 has the entry in the menu itself, n8n 2 behind "Import", which opens below the pointer.
	const inside = entry(/^import$/i);
	if (await inside.isVisible()) await inside.hover();
	const choosing = page.waitForEvent('filechooser');
	await person.click(entry(/from file/i));
	await (await choosing).setFiles(template);
	const picked = 1;
	await editor.node('Create or update').waitFor();

	await person.open('Create or update');
	await person.click(byTestId('node-credentials-select').locator('input').first());
	await person.click(
		page.locator('[data-test-id^="node-credentials-select-item"]').filter({ hasText: 'account' }),
	);
	await person.click(closeForm());

	const opening = page.context().waitForEvent('page');
	await person.click(byTestId('execute-workflow-button'));
	const form = await opening;
	await form.locator('input[type=file]').setInputFiles(join(folder, 'Personal.csv'));
	const chosen = 2;
	await person.click(form.getByRole('button', { name: 'Send to SAP Concur' }));

	const executionId = await vi.waitFor(async () => {
		const [newest] = await rest.listExecutions(await workflowId());
		expect(newest).toBeDefined();
		return newest!.id;
	}, patience);
	const { outputs, error } = await executionIn(rest, executionId, ['success', 'error']);
	expect(error).toBeUndefined();
	const outcomes = outputs['How did it end?']![0]!.map((items) => items.length);
	expect(outcomes).toEqual([numbers.length, 0, 0, 0]);
	const users = await usersInConcur(simulator.url);
	const there = users.map(({ employeeNumber }) => employeeNumber);
	expect(there).toEqual(expect.arrayContaining(numbers));
	await editor.picture('newcomer, after the run');
	await rm(folder, { recursive: true });

	const clicks = before + person.clicks() + picked + chosen;
	console.log(`From the import to everybody in SAP Concur: ${clicks} clicks`);
	expect(clicks).toBeLessThanOrEqual(mostClicks);

	/** The workflow that is open, which n8n stores when it is run. */
	async function workflowId(): Promise<string> {
		const { data } = (await rest.http.get('/workflows')).data;
		return (data as Array<{ id: string; name: string }>)[0]?.id ?? '';
	}
});

it('sends the last day of a leaver with one node and at most 15 clicks', async () => {
	const { page, byTestId } = editor;
	const person = counted();
	const before = await newWorkflow();
	await person.click(addFirstStep());
	await byTestId('node-creator-search-bar').fill('SAP Concur Provisioning');
	const named = (name: string) =>
		byTestId('node-creator-item-name').filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) });
	await person.click(named('SAP Concur Provisioning'));
	await person.click(named('Terminate a user'));
	await byTestId('node-parameters').waitFor();
	await person.click(byTestId('rlc-mode-selector'));
	await person.click(page.getByRole('option', { name: 'Employee Number' }));
	await person.click(byTestId('rlc-input').first());
	await byTestId('rlc-input').first().fill('1003');
	const lastDay = byTestId('parameter-input-lastDay').locator('input').first();
	await person.click(lastDay);
	await lastDay.fill('2026-01-31');
	await person.click(byTestId('node-execute-button'));
	const ines = async () =>
		(await usersInConcur(simulator.url)).find(({ employeeNumber }) => employeeNumber === '1003');
	await byTestId('output-panel').getByText('submitted').first().waitFor();
	await expect.poll(async () => (await ines())?.isActive, patience).toBe(false);
	await editor.picture('newcomer, leaver');
	const clicks = before + person.clicks();
	console.log(`From nothing to the last day of a leaver: ${clicks} clicks`);
	expect(clicks).toBeLessThanOrEqual(mostClicks);
});
