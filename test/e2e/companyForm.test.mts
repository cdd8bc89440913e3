// The mapper in the words of one company, and what it says where it does not know them.
import axios from 'axios';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { credentialFor } from '../../scripts/examples.mts';
import { connect } from '../../scripts/n8n-rest.mts';
import { defaultOauthSettings } from '../../simulator/oauth/settings.mts';
import { openEditor, type Editor } from './editor.mts';

const control = axios.create({ baseURL: `${inject('simulatorUrl')}/_simulator`, proxy: false });
const { scopes: allScopes } = defaultOauthSettings().app;
const company = {
	lists: { custom3: ['P100', 'P200'] },
	formFields: [
		{ name: 'Custom3', label: 'Profit center', isRequired: true },
		{ name: 'Custom5', label: 'Projekt', isRequired: true, maxLength: 10 },
		{ name: 'OrgUnit1', label: 'Plant' },
		{ name: 'Custom7', access: 'HD' },
	],
};
const lackingScope =
	"The labels and required fields are SAP's. To see your company's, add the scope spend.user.general.read to the app in SAP Concur, save the credential again, then choose Refresh Field List above.";

let editor: Editor;
beforeAll(async () => {
	editor = await openEditor({ width: 1440, height: 960 });
});
afterAll(() => editor?.close());
beforeEach(async () => {
	await control.post('/reset', {});
	await control.post('/settings', { company, app: { scopes: allScopes } });
});

const type = 'n8n-nodes-sap-concur.concurProvisioning';
const emptyMapper = { mappingMode: 'defineBelow', value: null };

/** Opens a workflow that ends with Create, and its panel. */
async function openCreate(fields: object, rows: object[] = [{}]): Promise<void> {
	const rest = await connect(inject('n8nUrl'));
	const data = await credentialFor(inject('simulatorUrl'));
	const credential = await rest.createCredential('SAP Concur API', 'concurApi', data);
	const jsonOutput = JSON.stringify({ rows });
	const parameters = [
		['Start', 'n8n-nodes-base.manualTrigger', 1, {}],
		['File', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput, options: {} }],
		['HR rows', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'rows', options: {} }],
		['Create users', type, 1, { operation: 'create', fields }],
	] as const;
	const nodes = parameters.map(([name, nodeType, typeVersion, own], index) => ({
		id: `00000000-0000-4000-8000-00000000000${index}`,
		...{ name, type: nodeType, typeVersion, parameters: own },
		position: [index * 220, 0],
		...(nodeType === type
			? { credentials: { concurApi: { id: credential, name: 'SAP Concur API' } } }
			: {}),
	}));
	const next = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	const names = parameters.map(([name]) => name);
	const connections = Object.fromEntries(names.slice(1).map((name, n) => [names[n], next(name)]));
	const settings = { executionOrder: 'v1' };
	const { id } = await rest.createWorkflow({ name: 'HR file', settings, nodes, connections });
	await editor.openWorkflow(id);
}

const openNode = async () => {
	await editor.node('Create users').dblclick();
	await editor.byTestId('resource-mapper-container').waitFor();
};
const panel = () => editor.byTestId('node-parameters');

describe('the mapper of Create', () => {
	it("shows the company's labels, and asks for what the company requires", async () => {
		await openCreate(emptyMapper);
		await openNode();
		await panel().getByText('Profit center (Custom 3)', { exact: true }).waitFor();
		await panel().getByText('Projekt (Custom 5)', { exact: true }).waitFor();
		expect(await panel().getByText("The labels and required fields are SAP's").count()).toBe(0);
		await editor.picture('company form', panel());
	});

	it('says which scope is missing where it can only show the labels of SAP', async () => {
		await control.post('/settings', {
			app: { scopes: allScopes.filter((scope) => scope !== 'spend.user.general.read') },
		});
		await openCreate(emptyMapper);
		await openNode();
		await panel().getByText(lackingScope, { exact: true }).waitFor();
		await panel().getByText('User name', { exact: true }).waitFor();
		expect(await panel().getByText('(Custom 3)').count()).toBe(0);
		expect(await panel().getByText('did not return').count()).toBe(0);
		await editor.picture('company form without scope', panel());
		expect(await editor.page.locator('.el-notification').count()).toBe(0);
	});

	it('says that it can only show the labels of SAP while SAP Concur does not respond', async () => {
		await control.post('/faults', [
			{ match: 'GET /profile/spend/v4.1/FormFields', times: 1, kind: 'status', status: 500 },
		]);
		await openCreate(emptyMapper);
		await openNode();
		await panel().getByText('SAP Concur did not return').waitFor();
		expect(await panel().getByText(lackingScope).count()).toBe(0);
		await panel().getByText('Values to Send').hover();
		const mapper = editor.byTestId('resource-mapper-container');
		await mapper.locator('[data-test-id="action-toggle"]:visible').first().click();
		await editor.page.getByRole('menuitem', { name: 'Refresh Field List' }).click();
		await panel().getByText('Profit center (Custom 3)', { exact: true }).waitFor();
		expect(await panel().getByText('SAP Concur did not return').count()).toBe(0);
	});
});

describe('the output of Create with Map Automatically', () => {
	const file = [
		['Katharina', 'Vogel', '20001', '01.04.2026', 'Deutschland', 'Ja', 'P100'],
		['Luis', 'Ortega', '20002', '15.04.2026', 'Spanien', 'Ja', 'P200'],
		['Chloé', 'Martin', '20003', '01.05.2026', 'Frankreich', 'Nein', 'P100'],
	].map(([Vorname, Nachname, Personalnummer, Eintrittsdatum, Land, Aktiv, center]) => ({
		...{ Personalnummer, Vorname, Nachname },
		'E-Mail': `${Vorname!.toLowerCase()}@example.com`,
		Login: `${Vorname!.toLowerCase().replace('é', 'e')}@example.com`,
		...{ Eintrittsdatum, Land, Aktiv },
		...{ Gebietsschema: 'de_DE', Währung: 'Euro', 'Profit center': center, Projekt: 'Alpha' },
		Schuhgröße: '42',
	}));

	it('says what the columns and values of the file were understood as', async () => {
		await openCreate({ mappingMode: 'autoMapInputData', value: null }, file);
		await editor.runWorkflow();
		await editor.node('Create users').dblclick();
		const output = editor.byTestId('output-panel');
		await output.waitFor();
		await output.getByText('Schuhgröße').first().waitFor();
		await editor.picture('understood', output);
		const text = await output.innerText();
		for (const part of ['"Vorname" → First name', '"Profit center" → ', 'Not used']) {
			expect(text).toContain(part);
		}
	});
});
