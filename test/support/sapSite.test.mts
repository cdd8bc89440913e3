import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import type { IN8nHttpFullResponse, INodeType, IWebhookFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import tls from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';

import { startSapSite, useSapSite, type SapSite } from './sapSite.mts';
import { startWebhookNode, type WebhookNode } from './webhookNode.mts';

const app = new Hono();
app.get('/keys', (c) =>
	c.body('{"keys": [] }\n', 200, { 'Content-Type': 'application/jose+json' }),
);
app.get('/moved', (c) => c.redirect('https://elsewhere.example/keys', 301));
app.get('/endless', (c) =>
	stream(c, async (body) => {
		while (!body.aborted) {
			await body.write('.');
			await body.sleep(50);
		}
	}),
);

// Fetches what its parameter names, and answers the delivery with what came of it.
const fetcher: INodeType = {
	description: {
		displayName: 'Fetcher',
		name: 'fetcher',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'Fetcher' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [{ name: 'default', httpMethod: 'POST', path: 'fetch' }],
		properties: [{ displayName: 'URL', name: 'url', type: 'string', default: '' }],
	},
	webhookMethods: {
		default: {
			checkExists: async () => true,
			create: async () => true,
			delete: async () => true,
		},
	},
	async webhook(this: IWebhookFunctions) {
		try {
			const answer: IN8nHttpFullResponse = await this.helpers.httpRequest({
				url: this.getNodeParameter('url') as string,
				encoding: 'stream',
				returnFullResponse: true,
				disableFollowRedirect: true,
				ignoreHttpStatusErrors: true,
				timeout: 5000,
			});
			const { statusCode: status, headers } = answer;
			const body = await text(answer.body as Readable);
			return {
				webhookResponse: { status, type: headers['content-type'], to: headers.location, body },
			};
		} catch (error) {
			const { code, message } = error as NodeJS.ErrnoException;
			return { webhookResponse: { code, message } };
		}
	},
};

let server: ServerType;
let site: SapSite;
let leaveSite: () => void;
let node: WebhookNode;

beforeAll(async () => {
	server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
	await once(server, 'listening');
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(async () => {
	site = await startSapSite(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	leaveSite = useSapSite(site);
	node = await startWebhookNode({ node: fetcher, credentials: {} });
	await node.activate();
});
afterEach(async () => {
	leaveSite();
	await node.close();
	await site.close();
});

async function fetched(url: string): Promise<unknown> {
	node.setParameters({ url });
	return await (await fetch(node.url, { method: 'POST' })).json();
}

it('answers a node of n8n in the name of developer.concur.com', async () => {
	expect(await fetched('https://developer.concur.com/keys?a=b')).toEqual({
		status: 200,
		type: 'application/jose+json',
		body: '{"keys": [] }\n',
	});
	expect(site.connects()).toEqual(['developer.concur.com:443']);
	expect(site.requests()).toMatchObject([
		{ method: 'GET', path: '/keys?a=b', headers: { host: 'developer.concur.com' } },
	]);
});

it('hands back a redirect', async () => {
	expect(await fetched('https://developer.concur.com/moved')).toMatchObject({
		status: 301,
		to: 'https://elsewhere.example/keys',
	});
	expect(site.connects()).toEqual(['developer.concur.com:443']);
});

it('answers from another target when told to', async () => {
	site.target = 'http://127.0.0.1:1';
	expect(await fetched('https://developer.concur.com/keys')).toMatchObject({ status: 502 });
});

it('refuses every other host and remembers who asked', async () => {
	// n8n takes the proxy's answer for that of the host.
	const refused = { status: 403, body: '' };
	expect(await fetched('https://www.concur.com/keys')).toEqual(refused);
	expect(await fetched('https://developer.concur.com:8443/keys')).toEqual(refused);
	const plain = request(site.proxyUrl, { path: 'http://developer.concur.com/keys' }).end();
	const [{ statusCode }] = await once(plain, 'response');
	expect(statusCode).toBe(403);
	expect(site.connects()).toEqual([
		'www.concur.com:443',
		'developer.concur.com:8443',
		'developer.concur.com:80',
	]);
	expect(site.requests()).toEqual([]);
});

it('is believed only with its own authority', async () => {
	const other = await startSapSite(site.target);
	const leaveOther = useSapSite({
		proxyUrl: other.proxyUrl,
		authorityFile: site.authorityFile,
	});
	const answer = await fetched('https://developer.concur.com/keys');
	leaveOther();
	await other.close();
	expect(answer).toMatchObject({ code: expect.stringContaining('SIGNATURE') });
	expect(other.requests()).toEqual([]);
});

it('is left behind as if it had never been used', () => {
	leaveSite();
	const { createSecureContext } = tls;
	const environment = { ...process.env };
	const leave = useSapSite(site);
	expect(process.env).not.toEqual(environment);
	leave();
	expect(process.env).toEqual(environment);
	expect(tls.createSecureContext).toBe(createSecureContext);
});

it('gives an error with a code while it is out of reach', async () => {
	site.setReachable(false);
	expect(await fetched('https://developer.concur.com/keys')).toMatchObject({
		code: 'ECONNRESET',
	});
	site.setReachable(true);
	expect(await fetched('https://developer.concur.com/keys')).toMatchObject({ status: 200 });
});

it('breaks off what is under way when it is closed', async () => {
	const under = fetched('https://developer.concur.com/endless');
	await expect.poll(() => site.requests()).toHaveLength(1);
	await site.close();
	expect(await under).toHaveProperty('code');
	expect(existsSync(site.authorityFile)).toBe(false);
	site = await startSapSite(site.target);
});
