// What `npm start` leaves behind for a person who has never seen it.
import axios from 'axios';
import { chromium } from 'playwright-core';
import { beforeAll, expect, inject, it } from 'vitest';
import { demoWaitSeconds, importDemo } from '../../scripts/demo.mts';
import { differences, personOutcomes, startNode } from '../../scripts/examples.mts';
import { connect, owner, type N8nRest } from '../../scripts/n8n-rest.mts';
import { openEditor } from './editor.mts';

let rest: N8nRest;
let onboardingId: string;

beforeAll(async () => {
	await axios.post(`${inject('simulatorUrl')}/_simulator/reset`, {}, { proxy: false });
	rest = await connect(inject('n8nUrl'));
	onboardingId = await importDemo(rest, inject('credential'), inject('tables'));
}, 300_000);

it('shows the outcomes of the onboarding after seconds, with one person who is still running', async () => {
	const execution = await rest.runWorkflow(onboardingId, startNode);
	const [waited] = execution.tookMs['How did it end?']!;
	expect(await differences('onboarding', personOutcomes(execution))).toEqual([]);
	// Not the minute of the example, however busy this machine is.
	expect(waited).toBeGreaterThan(demoWaitSeconds * 1000 - 100);
	expect(waited).toBeLessThan(40_000);
});

it('has the onboarding as the first in the list of workflows', async () => {
	const editor = await openEditor();
	try {
		await editor.page.goto(`${inject('n8nUrl')}/home/workflows`);
		const first = editor.byTestId('workflow-card-name').first();
		await first.waitFor();
		expect(await first.innerText()).toContain('SAP Concur: onboarding');
		await first.click();
		await editor.page.waitForURL(new RegExp(`/workflow/${onboardingId}`));
	} finally {
		await editor.close();
	}
});

it('leads from the address that it prints through the sign-in to the onboarding', async () => {
	const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
	const browser = await chromium.launch({
		executablePath,
		args: ['--no-sandbox', '--disable-gpu'],
	});
	try {
		const page = await browser.newPage();
		await page.goto(`${inject('n8nUrl')}/workflow/${onboardingId}`);
		await page.locator('input[name=emailOrLdapLoginId]').fill(owner.email);
		await page.locator('input[name=password]').fill(owner.password);
		await page.getByRole('button', { name: /sign in/i }).click();
		await page.waitForURL(new RegExp(`/workflow/${onboardingId}`));
		await page.locator('[data-node-name="Add expense and travel"]').first().waitFor();
	} finally {
		await browser.close();
	}
});
