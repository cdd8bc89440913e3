import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IExecuteFunctions,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeType,
	JsonObject,
} from 'n8n-workflow';
import { NodeApiError, NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { callMethod, chain, runNode, runWorkflow } from './executeNode.mts';

// A token `good-<n>` is accepted as long as it is the newest one.
let issued = 0;
const seen: string[] = [];
const app = new Hono();
app.post('/token', (c) => c.json({ access_token: `good-${++issued}` }));
app.get('/things', (c) => {
	const authorization = c.req.header('authorization') ?? '';
	seen.push(authorization);
	return authorization === `Bearer good-${issued}`
		? c.json({ things: 3 })
		: c.json({ message: 'who are you' }, 401);
});

let server: ServerType;
let url: string;
beforeAll(async () => {
	url = await new Promise<string>((resolve) => {
		server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
			resolve(`http://127.0.0.1:${port}`),
		);
	});
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
	issued = 0;
	seen.length = 0;
});

class ThingApi implements ICredentialType {
	name = 'thingApi';
	displayName = 'Thing API';
	properties: ICredentialType['properties'] = [
		{ displayName: 'Host', name: 'host', type: 'string', default: '' },
		{ displayName: 'Greeting', name: 'greeting', type: 'string', default: 'hello' },
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			default: '',
			typeOptions: { expirable: true, password: true },
		},
	];
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		const answer = (await this.helpers.httpRequest({
			method: 'POST',
			url: `${credentials.host as string}/token`,
		})) as { access_token: string };
		return { accessToken: answer.access_token, undeclared: 'lost when read' };
	}
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	) => {
		options.baseURL = credentials.host as string;
		options.headers = {
			...options.headers,
			Authorization: `Bearer ${credentials.accessToken as string}`,
		};
		return options;
	};
}

function nodeType(name: string, execute: INodeType['execute']): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: 'thingApi', required: false }],
			properties: [{ displayName: 'Value', name: 'value', type: 'string', default: 'the default' }],
		},
		execute,
	};
}

const things = nodeType('things', async function (this: IExecuteFunctions) {
	try {
		const answer = await this.helpers.httpRequestWithAuthentication.call(this, 'thingApi', {
			url: '/things',
		});
		const { greeting } = await this.getCredentials('thingApi');
		return [[{ json: { ...answer, greeting }, pairedItem: { item: 0 } }]];
	} catch (error) {
		throw new NodeApiError(this.getNode(), error as JsonObject);
	}
});

const echo = nodeType('echo', async function (this: IExecuteFunctions) {
	return [
		this.getInputData().map((item, index) => ({
			json: { ...item.json, value: this.getNodeParameter('value', index) },
			pairedItem: { item: index },
		})),
	];
});

const refuse = nodeType('refuse', async function (this: IExecuteFunctions) {
	throw new NodeOperationError(this.getNode(), 'Not today', { itemIndex: 0 });
});

const complain = nodeType('complain', async function (this: IExecuteFunctions) {
	return [[{ json: { error: 'Not today' }, pairedItem: { item: 0 } }]];
});

const credentialTypes = [new ThingApi()];

describe('a node runs in the engine of n8n', () => {
	it('with the default of a parameter that is not given', async () => {
		const { outputs } = await runNode({ node: echo, items: [{ name: 'Ann' }] });
		expect(outputs).toEqual([
			[{ json: { name: 'Ann', value: 'the default' }, pairedItem: { item: 0 } }],
		]);
	});

	it('with expressions resolved for each item', async () => {
		const { outputs } = await runNode({
			node: echo,
			parameters: { value: '={{ $json.name.toUpperCase() }}' },
			items: [{ name: 'Ann' }, { name: 'Bob' }],
		});
		expect(outputs[0]!.map(({ json }) => json.value)).toEqual(['ANN', 'BOB']);
	});

	it('in a chain, where a later node reads an earlier one through item linking', async () => {
		const { outputs, runData } = await runWorkflow({
			nodes: [
				{ name: 'A', type: echo, parameters: { value: '={{ $json.name }}' } },
				{ name: 'B', type: echo },
				{ name: 'C', type: echo, parameters: { value: "={{ $('A').item.json.value }}!" } },
			],
			connections: chain('A', 'B', 'C'),
			items: [{ name: 'Ann' }, { name: 'Bob' }],
		});
		expect(outputs[0]!.map(({ json }) => json.value)).toEqual(['Ann!', 'Bob!']);
		expect(Object.keys(runData)).toEqual(['Start', 'A', 'B', 'C']);
	});

	it('and an error that it throws ends the run', async () => {
		const { status, error } = await runNode({ node: refuse });
		expect(status).toBe('error');
		expect(error?.message).toBe('Not today');
	});

	it('and an item of its own with an error goes to the error output, joined with its input', async () => {
		const { outputs, status } = await runNode({
			node: complain,
			items: [{ name: 'Ann' }],
			onError: 'continueErrorOutput',
		});
		expect(status).toBe('success');
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]![0]!.json).toEqual({ name: 'Ann', error: 'Not today' });
	});

	it('as a tool, where the agent gets the first output', async () => {
		const { outputs } = await runNode({ node: echo, items: [{ name: 'Ann' }], asTool: true });
		expect(outputs[0]![0]!.json).toEqual({ name: 'Ann', value: 'the default' });
	});

	it('until it is cancelled', async () => {
		let stop: () => void = () => {};
		const started = new Promise<void>((resolve) => (stop = resolve));
		const endless = nodeType('endless', async function (this: IExecuteFunctions) {
			const signal = this.getExecutionCancelSignal();
			stop();
			await new Promise((resolve) => signal?.addEventListener('abort', resolve));
			return [[]];
		});
		const { status } = await runNode({ node: endless, cancelAfter: started });
		expect(status).toBe('canceled');
	});
});

describe('a credential', () => {
	it('is renewed before the first request and what it returned is stored', async () => {
		const { outputs, credentials } = await runNode({
			node: things,
			credentials: { thingApi: { host: url } },
			credentialTypes,
		});
		expect(outputs[0]![0]!.json).toEqual({ things: 3, greeting: 'hello' });
		expect(seen).toEqual(['Bearer good-1']);
		expect(credentials.thingApi).toEqual({
			host: url,
			accessToken: 'good-1',
			undeclared: 'lost when read',
		});
	});

	it('is renewed once after a 401', async () => {
		const { credentials, error } = await runNode({
			node: things,
			credentials: { thingApi: { host: url, accessToken: 'stale' } },
			credentialTypes,
		});
		expect(error).toBeUndefined();
		expect(seen).toEqual(['Bearer stale', 'Bearer good-1']);
		expect(credentials.thingApi!.accessToken).toBe('good-1');
	});

	it('resolves its expressions, and a stored expression outlives a renewal', async () => {
		const { outputs, credentials } = await runNode({
			node: things,
			credentials: { thingApi: { host: url, greeting: '={{ "a" + "b" }}' } },
			credentialTypes,
		});
		expect(outputs[0]![0]!.json.greeting).toBe('ab');
		expect(credentials.thingApi!.greeting).toBe('={{ "a" + "b" }}');
	});
});

describe('a method of the editor', () => {
	it('gets the stored credential and its arguments', async () => {
		const withList: INodeType = {
			...echo,
			methods: {
				listSearch: {
					async search(filter) {
						return { results: [{ name: `${filter}!`, value: 1 }] };
					},
				},
			},
		};
		expect(
			await callMethod({ node: withList, group: 'listSearch', method: 'search', args: ['an'] }),
		).toEqual({ results: [{ name: 'an!', value: 1 }] });
	});
});
