// What a person sees: n8n's editor in a real browser.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { importExample } from '../../scripts/examples.mts';
import { connect, owner } from '../../scripts/n8n-rest.mts';
import { projectFolder } from '../../scripts/package-tarball.mts';

const url = inject('n8nUrl');
const pictures = join(projectFolder, 'test-results', `n8n-${inject('n8nVersion')}`);

/** Without these, Chromium keeps asking Google's servers for this and that. */
const quiet = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

// n8n's own editor complains about itself; anything else that is not ours has to be looked at once.
const n8nsOwn = [
	/\/rest\/login/,
	// Output schemas are optional, and n8n asks for one of every node.
	/\/schemas\//,
	/injectNDVStore\(\)/,
	/\/executions\/last-successful/,
	/\/rest\/ai\/sessions\/metadata/,
	/Failed to fetch sessions metadata/,
	/Cannot read properties of undefined \(reading 'enabled'\)/,
];

describe('the editor', () => {
	let browser: Browser;
	let page: Page;
	let workflowId: string;
	const complaints: string[] = [];

	beforeAll(async () => {
		await mkdir(pictures, { recursive: true });
		const rest = await connect(url);
		workflowId = await importExample(rest, 'onboarding', inject('credential'));
		browser = await chromium.launch({
			executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
			args: quiet,
		});
		page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
		page.setDefaultTimeout(20_000);
		page.on('pageerror', ({ message }) => complaints.push(message));
		page.on('console', (message) => {
			if (message.type() === 'error')
				complaints.push(`${message.text()} ${message.location().url}`);
		});
		page.on('response', (response) => {
			if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
		});
		await page.goto(`${url}/signin`);
		await page.locator('input[name=emailOrLdapLoginId]').fill(owner.email);
		await page.locator('input[name=password]').fill(owner.password);
		await page.getByRole('button', { name: /sign in/i }).click();
		await page.waitForURL(/home|workflow/);
	});

	afterAll(() => browser?.close());

	const byTestId = (id: string) => page.locator(`[data-test-id="${id}"]`);
	const picture = (name: string) => page.screenshot({ path: join(pictures, `${name}.png`) });
	const openWorkflow = async () => {
		await page.goto(`${url}/workflow/${workflowId}`);
		await byTestId('canvas-node').first().waitFor();
	};

	it('shows the onboarding example with every node known and its icon drawn', async () => {
		await openWorkflow();
		await byTestId('zoom-to-fit').click();
		await expect.poll(() => brokenPictures(page)).toEqual([]);
		for (const name of ['Create identity', 'Add expense and travel', 'How did it end?']) {
			const icon = page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"] img`);
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
			'SAP Concur ESS',
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
		await page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		const form = byTestId('node-parameters');
		await form.waitFor();
		for (const label of labels) await form.getByText(label).first().waitFor();
		await picture(`form ${name.replace(/\W+/g, ' ').trim()}`);
	});

	it('opens the credential with its fields, and its test succeeds', async () => {
		await openWorkflow();
		await page.locator('[data-test-id="canvas-node"][data-node-name="Create identity"]').dblclick();
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

	it('logs no error that is ours', () => {
		const ours = complaints.filter((text) => !n8nsOwn.some((known) => known.test(text)));
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
