// The watch of the harness: it sees a secret in whatever leaves a node, and says so without telling the secret.
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { NodeApiError, NodeConnectionTypes } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator } from '../../../simulator/index.mts';
import { concurCredential, type RunningSimulator } from '../concur.mts';
import { runNode } from '../executeNode.mts';
import type { CredentialsByType } from '../storedCredentials.mts';
import { secretsIn } from './findSecrets.mts';
import { textsIn } from './textsIn.mts';

let simulator: RunningSimulator;
let typed: CredentialsByType;
let connected: Record<string, string>;
beforeAll(async () => {
	simulator = await startSimulator();
	typed = await concurCredential(simulator);
	const { credentials } = await runNode({ node: nodeThat(callConcur), credentials: typed });
	connected = credentials.concurApi as Record<string, string>;
});
afterAll(async () => await simulator.close());

async function callConcur(self: IExecuteFunctions): Promise<void> {
	await self.helpers.httpRequestWithAuthentication.call(self, 'concurApi', {
		url: '/profile/identity/v4.1/Users',
		json: true,
	});
}

/** A node with the credential that does this and then hands on its items. */
function nodeThat(act: (self: IExecuteFunctions) => unknown): INodeType {
	return {
		description: {
			displayName: 'Talkative',
			name: 'talkative',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Talkative' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: 'concurApi', required: true }],
			properties: [],
		},
		async execute() {
			const json = await act(this);
			return [[{ json: typeof json === 'object' && json !== null ? { ...json } : {} }]];
		},
	};
}

const secretFields = [
	'clientSecret',
	'companyRequestToken',
	'accessToken',
	'refreshToken',
	'appToken',
];
const ways: Array<[string, (secret: string) => string]> = [
	['as it is', (secret) => secret],
	['with its first 12 characters', (secret) => `${secret.slice(0, 12)}...`],
	['in base64', (secret) => Buffer.from(secret).toString('base64')],
	['in base64 behind a name', (secret) => Buffer.from(`id:${secret}`).toString('base64')],
	['in base64 for URLs', (secret) => Buffer.from(`id=${secret}`).toString('base64url')],
	['in JSON in JSON', (secret) => JSON.stringify(JSON.stringify({ secret }))],
	['in a form', (secret) => new URLSearchParams({ secret }).toString()],
];

it.each(secretFields.flatMap((field) => ways.map(([way, write]) => ({ field, way, write }))))(
	'knows $field of the simulator $way',
	({ field, write }) => {
		const secret = connected[field]!;
		const found = secretsIn(`before it ${write(secret)} behind it`);
		expect(found).toHaveLength(1);
		expect(found[0]).not.toContain(secret.slice(3, 12));
	},
);

it.each(ways)('knows any secret of a credential %s', (_, write) => {
	const secret = 'a "secret" & more/of it? ~\\ü';
	expect(secretsIn(write(secret), [['clientSecret', secret]])).toEqual([
		expect.stringMatching(/^clientSecret stands behind "/),
	]);
});

it('knows private keys, and takes neither public keys, other texts, nor short words for secrets', () => {
	expect(secretsIn('-----BEGIN RSA PRIVATE KEY-----\nMII')).toHaveLength(1);
	const { clientId, companyUuid } = typed.concurApi as Record<string, string>;
	const text = `-----BEGIN PUBLIC KEY----- ${clientId} ${companyUuid} wrong eyJhbGciOiJIUzI1NiJ9.e30.x`;
	expect(secretsIn(text, [['clientSecret', 'wrong']])).toEqual([]);
});

it('reads all texts of a value: names, errors with cause and stack, maps, bytes, and circles', () => {
	const cause = Object.assign(new Error('the cause'), { config: { header: 'in the cause' } });
	const error = new Error('the message', { cause });
	error.stack = 'the stack';
	const value: Record<string, unknown> = {
		name: [error, new Map([['key', { deep: 'in a map' }]]), Buffer.from('in bytes'), null, 5],
	};
	value.circle = value;
	const texts = textsIn(value).split('\n');
	expect(texts).toEqual(
		expect.arrayContaining([
			'name',
			'the message',
			'the stack',
			'the cause',
			'in the cause',
			'key',
			'in a map',
			'in bytes',
		]),
	);
});

describe('a secret', () => {
	const fails = (message: string, extra: object = {}): never => {
		throw Object.assign(new Error(message), extra);
	};
	it.each<[string, (self: IExecuteFunctions, secret: string) => unknown]>([
		['in an item', (_, secret) => ({ deep: [{ in: `Bearer ${secret}` }] })],
		['in the message of an error', (_, secret) => fails(`Rejected: ${secret}`)],
		[
			'beside the message of an error',
			(_, secret) => fails('no', { config: { headers: [secret] } }),
		],
		[
			'in the description of an error',
			(self, secret) => {
				throw new NodeApiError(self.getNode(), {}, { message: 'no', description: secret });
			},
		],
		['in the log', (self, secret) => self.logger.info(`Renewed ${secret}`)],
		['beside a line of the log', (self, secret) => self.logger.warn('Renewed', { secret })],
		['in a message to the editor', (self, secret) => self.sendMessageToUI(secret)],
		['in a hint', (self, secret) => self.addExecutionHints({ message: secret })],
		['in static data', (self, secret) => (self.getWorkflowStaticData('node').kept = secret)],
	])('%s fails the test', async (_, leak) => {
		const node = nodeThat(async (self) => {
			const { accessToken } = await self.getCredentials<{ accessToken: string }>('concurApi');
			return leak(self, accessToken);
		});
		const credentials = { concurApi: connected };
		const failure = await runNode({ node, credentials }).catch((error: Error) => error.message);
		expect(failure).toMatch(/^A secret got out: an access token stands behind "/);
		expect(failure).not.toContain(connected.accessToken!.slice(12, 30));
	});

	it('that was renewed during the run fails it, too', async () => {
		let old = '';
		const node = nodeThat(async (self) => {
			old = (await self.getCredentials<{ refreshToken: string }>('concurApi')).refreshToken;
			simulator.settings({ refreshTokenRotates: true });
			await self.helpers.httpRequestWithAuthentication.call(self, 'concurApi', {
				url: '/profile/identity/v4.1/Users',
				headers: { Authorization: '' },
				json: true,
			});
			return { old };
		});
		await expect(runNode({ node, credentials: { concurApi: connected } })).rejects.toThrow(
			/A secret got out/,
		);
		expect(old).toBe(connected.refreshToken);
	});
});
