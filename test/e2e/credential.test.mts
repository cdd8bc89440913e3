import axios from 'axios';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { credentialFor } from '../../scripts/examples.mts';
import { connect, type N8nRest } from '../../scripts/n8n-rest.mts';
import { defaultOauthSettings } from '../../simulator/oauth/settings.mts';

const simulatorUrl = inject('simulatorUrl');

const settings = async (changes: object) =>
	await axios.post(`${simulatorUrl}/_simulator/settings`, changes);
const allScopes = defaultOauthSettings().app.scopes;

describe('the credential in n8n', () => {
	let rest: N8nRest;
	beforeAll(async () => {
		rest = await connect(inject('n8nUrl'));
	});

	it('passes its test at once, before there is any token', async () => {
		const id = await rest.createCredential('New', 'concurApi', await credentialFor(simulatorUrl));
		expect(await rest.testCredential(id)).toMatchObject({ status: 'OK' });
	});

	it('says which fields are wrong when the secret is', async () => {
		const data = { ...(await credentialFor(simulatorUrl)), clientSecret: 'wrong' };
		const id = await rest.createCredential('Wrong secret', 'concurApi', data);
		const answer = await rest.testCredential(id);
		expect(answer.status).toBe('Error');
		expect(answer.message).toContain("'Client Secret'");
	});

	it('says which line of Event Public Keys cannot be read', async () => {
		const eventPublicKeys = 'The new key:\n-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkq';
		const data = { ...(await credentialFor(simulatorUrl)), eventPublicKeys };
		const id = await rest.createCredential('Damaged key', 'concurApi', data);
		expect(await rest.testCredential(id)).toMatchObject({
			status: 'Error',
			message:
				"'Event Public Keys' of the SAP Concur API credential contains a key that is cut off (line 2). Copy the whole block again, from -----BEGIN to the line with -----END",
		});
	});

	it('keeps the scopes that are missing for the notices in its dialog', async () => {
		await settings({ app: { scopes: ['identity.user.ids.read', 'identity.user.core.read'] } });
		const id = await rest.createCredential('Few', 'concurApi', await credentialFor(simulatorUrl));
		expect(await rest.testCredential(id)).toMatchObject({ status: 'OK' });
		const missing = async () =>
			(await rest.http.get(`/credentials/${id}?includeData=true`)).data.data.data.missingScopes;
		expect(await missing()).toContain('user.provision.write');
		await settings({ app: { scopes: allScopes } });
		expect(await rest.testCredential(id)).toMatchObject({ status: 'OK' });
		expect(await missing()).toBe('');
	});

	it('never hands a secret or a token to the browser', async () => {
		const { data } = await rest.http.get(
			`/credentials/${inject('credential').id}?includeData=true`,
		);
		const { clientSecret, companyRequestToken } = await credentialFor(simulatorUrl);
		const shown = JSON.stringify(data);
		expect(shown).not.toContain(clientSecret);
		expect(shown).not.toContain(companyRequestToken);
		expect(shown).not.toMatch(/eyJ[\w-]+\./);
	});

	it('serves n8n’s own HTTP Request node', async () => {
		const { id } = await rest.createWorkflow({
			name: 'HTTP Request with the SAP Concur credential',
			settings: { executionOrder: 'v1' },
			nodes: [
				{
					id: '1',
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					id: '2',
					name: 'HTTP Request',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					position: [220, 0],
					parameters: {
						url: `${simulatorUrl}/profile/identity/v4.1/Users?count=2`,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: 'concurApi',
					},
					credentials: { concurApi: inject('credential') },
				},
			],
			connections: { Start: { main: [[{ node: 'HTTP Request', type: 'main', index: 0 }]] } },
		});
		const execution = await rest.runWorkflow(id, 'Start');
		expect(execution.error).toBeUndefined();
		const { json } = execution.outputs['HTTP Request']![0]![0]![0]!;
		expect(json.Resources).toHaveLength(2);
	});

	it('goes on when Concur has forgotten the token', async () => {
		await axios.post(`${simulatorUrl}/_simulator/clock`, { advanceMs: 2 * 3_600_000 });
		const { id } = await rest.createWorkflow({
			name: 'One look after the token has expired',
			settings: { executionOrder: 'v1' },
			nodes: [
				{
					id: '1',
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					id: '2',
					name: 'People',
					type: 'n8n-nodes-sap-concur.concurIdentity',
					typeVersion: 1,
					position: [220, 0],
					parameters: { operation: 'getAll', limit: 2 },
					credentials: { concurApi: inject('credential') },
				},
			],
			connections: { Start: { main: [[{ node: 'People', type: 'main', index: 0 }]] } },
		});
		const execution = await rest.runWorkflow(id, 'Start');
		expect(execution.error).toBeUndefined();
		expect(execution.outputs.People![0]![0]).toHaveLength(2);
	});
});
