// n8n's editor in a real browser, for the tests that look at what a person sees.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Locator, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { owner } from '../../scripts/n8n-rest.mts';
import { madeFolder } from '../../scripts/pictures/documented.mts';
import { takePicture } from './takePicture.mts';

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

export interface Editor {
	page: Page;
	/** What the editor wrote to the browser's console as errors, and requests that failed. */
	complaints: string[];
	byTestId(id: string): Locator;
	/** A node on the canvas of the open workflow. */
	node(name: string): Locator;
	openWorkflow(id: string): Promise<void>;
	/** Runs the open workflow by its button; resolves once it has ended, however. */
	runWorkflow(): Promise<void>;
	/** What a person does who wants to see more of the output of the open node: pulls the form aside. */
	widenOutput(): Promise<void>;
	/** Where the picture of this name is stored, without its ending. */
	pictureFile(name: string): string;
	/** Stores a picture of the window, or of one part of it. */
	picture(name: string, part?: Locator): Promise<void>;
	close(): Promise<void>;
}

/** Opens a browser and logs in as the owner of a local n8n; pictures go to test-results/. */
export async function openEditor(
	viewport = { width: 1500, height: 950 },
	url = inject('n8nUrl'),
): Promise<Editor> {
	const pictures = madeFolder(inject('n8nVersion'));
	await mkdir(pictures, { recursive: true });
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: quiet,
	});
	const page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
	page.setDefaultTimeout(100_000);
	const complaints: string[] = [];
	page.on('pageerror', ({ message }) => complaints.push(message));
	page.on('console', (message) => {
		if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
	});
	page.on('response', (response) => {
		if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
	});
	await page.goto(`${url}/signin`);
	await page.locator('input[name=emailOrLdapLoginId]').fill(owner.email);
	await page.locator('input[name=password]').fill(owner.password);
	await page.getByRole('button', { name: /sign in/i }).click();
	await page.waitForURL(/home|workflow/);
	const pictureFile = (name: string) => join(pictures, name);
	const byTestId = (id: string) => page.locator(`[data-test-id="${id}"]`);
	return {
		page,
		complaints,
		byTestId,
		node: (name) => page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`),
		openWorkflow: async (id) => {
			await page.goto(`${url}/workflow/${id}`);
			await byTestId('canvas-node').first().waitFor();
			// It lies over the panels for some seconds.
			await page.addStyleTag({ content: '.el-notification { display: none }' });
		},
		runWorkflow: async () => {
			const ended = page.waitForResponse(
				(response) => /\/rest\/executions\/\d+/.test(response.url()),
				{ timeout: 120_000 },
			);
			await byTestId('execute-workflow-button').click();
			await ended;
		},
		widenOutput: async () => {
			const { mouse } = page;
			// n8n 1 shows the handle only while the pointer is above the form.
			await byTestId('node-parameters').hover();
			await byTestId('panel-drag-button').hover({ force: true });
			await mouse.down();
			await mouse.move(150, 60, { steps: 10 });
			await mouse.up();
		},
		pictureFile,
		picture: async (name, part) => {
			await takePicture(page, pictureFile(name), { part });
		},
		close: () => browser.close(),
	};
}

/** Presses the button in the heading of a column that makes all others of a table one line high. */
export async function keepOtherColumnsLow(output: Locator, column: string): Promise<void> {
	const heading = output.locator('th').filter({ hasText: column });
	await heading.hover();
	await heading.locator('button').first().click();
}
