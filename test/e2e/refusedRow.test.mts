// Three rows of which the second one is wrong, with On Error = Continue: in a real n8n nobody gets lost.
import axios from 'axios';
import { beforeAll, expect, inject, it } from 'vitest';
import { connect, type N8nRest } from '../../scripts/n8n-rest.mts';

const control = axios.create({ baseURL: `${inject('simulatorUrl')}/_simulator`, proxy: false });
let rest: N8nRest;

beforeAll(async () => {
	await control.post('/reset', {});
	await control.post('/settings', { provisioning: { finishesAfterMs: 1000 } });
	rest = await connect(inject('n8nUrl'));
});

const rows = [
	{ mail: 'ada.first@example.com', number: '81001' },
	{ mail: 'not an address', number: '81002' },
	{ mail: 'cy.third@example.com', number: '81003' },
];
const credentials = { concurApi: inject('credential') };
const names = ['Start', 'Rows', 'Each row', 'Create', 'Wait'];

function nodeOf(
	name: string,
	type: string,
	parameters: Record<string, unknown>,
	more: object = {},
) {
	const id = `00000000-0000-4000-8000-00000000000${names.indexOf(name)}`;
	const position = [names.indexOf(name) * 220, 0];
	return { id, name, type, typeVersion: 1, position, parameters, ...more };
}

async function onboard() {
	const ours = 'n8n-nodes-sap-concur';
	const { id } = await rest.createWorkflow({
		name: 'Refused row',
		settings: { executionOrder: 'v1' },
		nodes: [
			nodeOf('Start', 'n8n-nodes-base.manualTrigger', {}),
			nodeOf(
				'Rows',
				'n8n-nodes-base.set',
				{ mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} },
				{ typeVersion: 3.4 },
			),
			nodeOf('Each row', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'rows', options: {} }),
			nodeOf(
				'Create',
				`${ours}.concurProvisioning`,
				{
					resource: 'user',
					operation: 'create',
					fields: {
						mappingMode: 'defineBelow',
						value: {
							userName: '={{ $json.mail }}',
							givenName: 'Pat',
							familyName: 'Doe',
							workEmail: '={{ $json.mail }}',
							employeeNumber: '={{ $json.number }}',
							spendCountry: 'US',
							spendLocale: 'en-US',
							reimbursementCurrency: 'USD',
						},
					},
				},
				{ credentials, onError: 'continueRegularOutput' },
			),
			nodeOf(
				'Wait',
				`${ours}.concurProvisioningStatus`,
				{ resource: 'provisioningRequest', operation: 'wait' },
				{ credentials },
			),
		],
		connections: Object.fromEntries(
			names
				.slice(0, -1)
				.map((name, index) => [
					name,
					{ main: [[{ node: names[index + 1], type: 'main', index: 0 }]] },
				]),
		),
	});
	return await rest.runWorkflow(id, 'Start');
}

it('gives two outcomes of SAP Concur, and one Failed with name and reason', async () => {
	const { status, error, outputs } = await onboard();
	expect({ status, error }).toEqual({ status: 'success', error: undefined });
	const [succeeded, partial, failed, pending] = outputs
		.Wait![0]!.concat([[], [], [], []])
		.slice(0, 4)
		.map((items) => (items ?? []).map(({ json }) => json));
	expect(succeeded).toMatchObject([
		{ userName: 'ada.first@example.com', employeeNumber: '81001', outcome: 'succeeded' },
		{ userName: 'cy.third@example.com', employeeNumber: '81003', outcome: 'succeeded' },
	]);
	expect(failed).toMatchObject([
		{
			userName: 'not an address',
			employeeNumber: '81002',
			outcome: 'failed',
			why: expect.stringMatching(/User name/),
		},
	]);
	expect([partial, pending]).toEqual([[], []]);
});
