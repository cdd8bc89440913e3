// What a person sees: n8n's editor in a real browser.
import axios from 'axios';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { credentialFor, importExample } from '../../scripts/examples.mts';
import { connect } from '../../scripts/n8n-rest.mts';
import { defaultOauthSettings } from '../../simulator/oauth/settings.mts';
import { openEditor, type Editor } from './editor.mts';

const url = inject('n8nUrl');

// n8n's own editor complains about itself; anything else that is not ours has to be looked at once.
const n8nsOwn = [
	/\/rest\/login/,
	// Not all of n8n's own nodes have output schemas, and n8n asks for one of every node.
	/\/schemas\/(?!n8n-nodes-sap-concur)/,
	/injectNDVStore\(\)/,
	/\/executions\/last-successful/,
	/\/rest\/ai\/sessions\/metadata/,
	/Failed to fetch sessions metadata/,
	// n8n 1 asks for the secrets of a license whenever a credential is opened.
	/\/external-secrets\/secrets/,
	/Cannot read properties of undefined \(reading 'enabled'\)/,
];

describe('the editor', () => {
	let editor: Editor;
	let page: Page;
	let workflowId: string;

	beforeAll(async () => {
		const rest = await connect(url);
		workflowId = await importExample(rest, 'onboarding', inject('credential'));
		editor = await openEditor();
		page = editor.page;
	});

	afterAll(() => editor?.close());

	const byTestId = (id: string) => editor.byTestId(id);
	const picture = (name: string, part?: Locator) => editor.picture(name, part);
	const openWorkflow = () => editor.openWorkflow(workflowId);

	it('shows the onboarding example with every node known and its icon drawn', async () => {
		await openWorkflow();
		await byTestId('zoom-to-fit').click();
		await expect.poll(() => brokenPictures(page)).toEqual([]);
		for (const name of ['Create identity', 'Add expense and travel', 'How did it end?']) {
			const icon = editor.node(name).locator('img');
			expect(await icon.first().getAttribute('src')).toContain('n8n-nodes-sap-concur');
		}
		await picture('onboarding');
	});

	it('lists all nodes with their icons when somebody searches for concur', async () => {
		await openWorkflow();
		await byTestId('node-creator-plus-button').click();
		await byTestId('node-creator-search-bar').fill('concur');
		const listed = async () => {
			const names = await byTestId('node-creator-item-name').allInnerTexts();
			return names.map((name) => name.trim()).sort();
		};
		await expect.poll(listed).toEqual([
			// n8n leaves the word "Trigger" out of its list.
			'SAP Concur Event',
			'SAP Concur Identity',
			'SAP Concur Provisioning',
			'SAP Concur Provisioning Status',
		]);
		await expect.poll(() => brokenPictures(page)).toEqual([]);
		await picture('node-creator');
	});

	it.each([
		['Create identity', ['User name', 'First name', 'Last name', 'Work email', 'Employee number']],
		['Add expense and travel', ['Reimbursement currency', 'Custom 3', 'Report approver']],
		['How did it end?', ['Provisioning ID', 'Maximum Wait']],
	])('opens the form of "%s" with its fields by their labels', async (name, labels) => {
		await openWorkflow();
		await editor.node(name).dblclick();
		const form = byTestId('node-parameters');
		await form.waitFor();
		for (const label of labels) await form.getByText(label).first().waitFor();
		await picture(`form ${name.replace(/\W+/g, ' ').trim()}`);
	});

	it('opens the credential with its fields, and its test succeeds', async () => {
		await openWorkflow();
		await editor.node('Create identity').dblclick();
		await byTestId('credential-edit-button').click();
		const dialog = byTestId('credential-edit-dialog');
		for (const label of [
			'Data Center',
			'Host',
			'Client ID',
			'Company UUID',
			'Company Request Token',
		]) {
			await dialog.getByText(label).first().waitFor();
		}
		await byTestId('credentials-config-container-test-success').waitFor();
		await picture('credential');
	});

	it('names in the credential what the scopes of its app do not allow', async () => {
		const simulatorUrl = inject('simulatorUrl');
		const setScopes = async (scopes: string[]) =>
			await axios.post(`${simulatorUrl}/_simulator/settings`, { app: { scopes } });
		const { scopes: all } = defaultOauthSettings().app;
		await setScopes(all.filter((scope) => scope !== 'user.provision.read'));
		const rest = await connect(url);
		const data = await credentialFor(simulatorUrl);
		const id = await rest.createCredential('Few scopes', 'concurApi', data);
		expect(await rest.testCredential(id)).toMatchObject({ status: 'OK' });
		await setScopes(all);

		await page.goto(`${url}/home/credentials/${id}`);
		const dialog = byTestId('credential-edit-dialog');
		await dialog.waitFor();
		await dialog
			.getByText('The scopes of the app do not allow SAP Concur Provisioning Status.')
			.waitFor();
		expect(await dialog.getByText('The scopes of the app do not allow').count()).toBe(1);
		await picture('credential with few scopes');
	});

	it('lists users with their names, employee numbers, and emails, and finds them by name', async () => {
		await axios.post(`${inject('simulatorUrl')}/_simulator/reset`, { users: 2_000 });
		const rest = await connect(url);
		const name = 'Look up';
		const { id } = await rest.createWorkflow({
			name: 'List of users',
			settings: { executionOrder: 'v1' },
			nodes: [
				{
					id: '1',
					name,
					type: 'n8n-nodes-sap-concur.concurIdentity',
					typeVersion: 1,
					position: [0, 0],
					parameters: { operation: 'get' },
					credentials: { concurApi: inject('credential') },
				},
			],
			connections: {},
		});
		await editor.openWorkflow(id);
		await editor.node(name).dblclick();
		await byTestId('rlc-input').first().click();
		const listed = async () => {
			const names = await byTestId('rlc-item').allInnerTexts();
			return names.map((text) => text.trim());
		};
		await byTestId('rlc-item').first().waitFor();
		const [first, second] = await listed();
		expect(first).toMatch(/^Abbott, Ada \(E\d+, \S+@example\.com\)$/);
		expect(second).toMatch(/^Abbott, /);
		const search = byTestId('rlc-search');
		const form = byTestId('node-parameters');
		for (const typed of ['Ines Weber', 'ines.weber@', 'Weber, Ines']) {
			await search.fill('Nobody');
			await expect.poll(listed, { timeout: 20_000 }).toEqual([]);
			await search.fill(typed);
			const ines = ['Weber, Ines (1003, ines.weber@example.com)'];
			await expect.poll(listed, { timeout: 20_000 }).toEqual(ines);
		}
		await search.fill('Fischer, Fel');
		await expect.poll(async () => (await listed()).length, { timeout: 20_000 }).toBeGreaterThan(2);
		expect((await listed()).filter((one) => !one.startsWith('Fischer, Felix ('))).toEqual([]);
		await picture('list of users');
		await picture('list of users, form', form);
	});

	it('logs no error that is ours', () => {
		const ours = editor.complaints.filter((text) => !n8nsOwn.some((known) => known.test(text)));
		expect(ours).toEqual([]);
	});
});

/** Addresses of pictures on the page that did not load; pictures still on their way count, too. */
async function brokenPictures(page: Page): Promise<string[]> {
	return await page
		.locator('img:visible')
		.evaluateAll((images) =>
			(images as Array<{ complete: boolean; naturalWidth: number; src: string }>)
				.filter(({ complete, naturalWidth }) => !complete || naturalWidth === 0)
				.map(({ src }) => src),
		);
}
