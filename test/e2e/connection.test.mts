// The weekly check of the connection: nothing while all is well, and an email that says what to do when it is not.
import axios from 'axios';
import without from 'lodash/without.js';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { connectionName, importExample, startNode } from '../../scripts/examples.mts';
import { connect, type Execution, type N8nRest } from '../../scripts/n8n-rest.mts';
import { defaultOauthSettings } from '../../simulator/oauth/settings.mts';
import { openEditor } from './editor.mts';
import { openMailbox, type Mailbox } from './mailbox.mts';

const control = axios.create({ baseURL: `${inject('simulatorUrl')}/_simulator`, proxy: false });
const allScopes = defaultOauthSettings().app.scopes;

let rest: N8nRest;
let mailbox: Mailbox;
let smtp: { id: string; name: string };

beforeAll(async () => {
	await control.post('/reset', {});
	rest = await connect(inject('n8nUrl'));
	mailbox = await openMailbox();
	const name = 'Mailbox';
	smtp = { id: await rest.createCredential(name, 'smtp', mailbox.credential), name };
});
afterAll(async () => {
	await control.post('/settings', { app: { scopes: allScopes } });
	// n8n would go on with the token that lacks scopes; the check gets another one.
	await check();
	await control.post('/reset', {});
	await mailbox?.close();
});

/** Those that left by the first output of a node; a Filter keeps the others in a second one. */
const itemsOf = ({ outputs }: Execution, node: string) =>
	(outputs[node]?.[0]?.[0] ?? []).map(({ json }) => json);

async function check(): Promise<Execution> {
	const id = await importExample(rest, connectionName, inject('credential'), { smtp });
	const execution = await rest.runWorkflow(id, startNode);
	expect(execution).toMatchObject({ status: 'success', error: undefined });
	return execution;
}

it(`${connectionName}.json tells nobody of a connection that works`, async () => {
	const execution = await check();
	expect(itemsOf(execution, 'Check the connection')).toHaveLength(19);
	expect(itemsOf(execution, 'Not ok')).toEqual([]);
	expect(mailbox.mails()).toEqual([]);
});

it(`${connectionName}.json writes one email about all that is not ok`, async () => {
	const scopes = without(allScopes, 'spend.user.general.writeonly', 'user.provision.read');
	await control.post('/settings', { app: { scopes } });
	const execution = await check();
	expect(itemsOf(execution, 'Not ok').map((item) => item.check)).toEqual([
		...['Provisioning status', 'Send expense data', 'Event topics'],
	]);
	const [mail, ...more] = mailbox.mails();
	expect(more).toEqual([]);
	expect(mail).toContain('Subject: SAP Concur: 3 of 19 checks are not ok\n');
	expect(mail).toContain(
		[
			'Send expense data: failed',
			'The scopes of the app do not allow expense data in SAP Concur Provisioning.',
			'What to do: Add the scope spend.user.general.writeonly to the app in SAP Concur, then run this check again.',
		].join('\n'),
	);
});

it('shows a line for each check: its state, what was found, and what to do', async () => {
	const editor = await openEditor({ width: 1800, height: 1000 });
	try {
		await editor.openWorkflow(
			await importExample(rest, connectionName, inject('credential'), { smtp }),
		);
		await editor.runWorkflow();
		await editor.picture('connection workflow');
		await editor.node('Check the connection').dblclick();
		const output = editor.byTestId('output-panel');
		await output.waitFor();
		await output.hover();
		await output.locator('[data-test-id="radio-button-table"]').click();
		await editor.widenOutput();
		const headings = await output.locator('thead th').allInnerTexts();
		expect(headings.map((each) => each.trim()).slice(0, 4)).toEqual([
			...['check', 'state', 'found', 'cure'],
		]);
		await editor.page.setViewportSize({ width: 1800, height: 900 });
		await editor.picture('check-connection', output);
	} finally {
		await editor.close();
	}
});
