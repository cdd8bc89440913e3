// What is asked for when a token has to be renewed, and what of it n8n stores, whatever the token service does.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { fastTimers } from '../support/fastTimers.mts';
import { runNode } from '../support/executeNode.mts';
import { requestNode } from './requestNode.mts';
import { startTokenServer, typedCredential, type Reply, type TokenServer } from './tokenServer.mts';

fastTimers();

let server: TokenServer;
beforeAll(async () => {
	server = await startTokenServer();
});
afterAll(async () => await server.close());
beforeEach(() => {
	server.replies.length = 0;
	server.extra = {};
});

const hour = 3_600_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const ended =
	'The connection to SAP Concur has ended, because its refresh token was revoked or not used for six months. Generate a new Company Request Token (Administration > Company > Authentication Admin > Company Request Token in SAP Concur) and enter it in this credential';

async function run(credential: object) {
	const { outputs, error, credentials } = await runNode({
		node: requestNode,
		items: [{ url: '/profile' }],
		credentials: { concurApi: credential as never },
	});
	return { outputs, message: error?.message, stored: credentials.concurApi! };
}

/** A credential whose access token has expired, with nothing in the log of the server. */
async function expired(changes: object = {}): Promise<Record<string, unknown>> {
	const { stored } = await run(typedCredential(server.url));
	server.seen.length = 0;
	return { ...stored, tokenExpiresAt: ago(1000), ...changes };
}

const grants = () => server.seen.map(({ form }) => form.grant_type).filter(Boolean);
const refused = (code: number, grant: Reply['grant'] = 'refresh_token'): Reply => ({
	grant,
	status: 400,
	body: { code, error: 'invalid_grant' },
});

describe('the refresh token', () => {
	it('is used last, so that a new one is stored before anything else happens', async () => {
		const { message, stored } = await run(await expired());
		expect(message).toBeUndefined();
		expect(grants()).toEqual(['client_credentials', 'refresh_token']);
		expect(stored.appToken).toMatch(/^app-/);
	});

	it.each<Reply>([
		{ status: 403, body: { code: 60 } },
		{ status: 400, body: { code: 16, geolocation: 'https://evil.example/' } },
		{ status: 200, body: '<html>Welcome</html>' },
		{ status: 200, body: { access_token: 5 } },
		{ status: 503, body: 'maintenance' },
	])('that is new is stored although there is no app token: %o', async (reply) => {
		const before = await expired();
		server.replies.push(
			...[1, 2, 3].map(() => ({ ...reply, grant: 'client_credentials' as const })),
		);
		const { message, stored } = await run(before);
		expect(message).toBeUndefined();
		expect(stored.refreshToken).toMatch(/^refresh-\d+$/);
		expect(stored.refreshToken).not.toBe(before.refreshToken);
		expect(stored.appTokenRefusal).not.toBe('');
	});

	it('that is new is stored although its response names a foreign host, which nothing is sent to', async () => {
		const before = await expired();
		server.extra = { geolocation: 'https://evil.example' };
		const { message, stored } = await run(before);
		expect(message).toBeUndefined();
		expect(stored.refreshToken).not.toBe(before.refreshToken);
		expect(stored.tokenGeolocation).toBe(server.url);
	});

	it.each<unknown>([
		'',
		' ',
		null,
		7,
		true,
		{},
		{ toString: 1 },
		['refresh-9'],
		'two words',
		undefined,
	])('is kept when the response has %o in its place', async (refresh_token) => {
		const before = await expired();
		server.extra = { refresh_token };
		const { message, stored } = await run(before);
		expect(message).toBeUndefined();
		expect(stored.refreshToken).toBe(before.refreshToken);
		expect(stored.accessToken).not.toBe(before.accessToken);
	});
});

describe('an app token that is good', () => {
	const outage: Reply = { grant: 'client_credentials', status: 503, body: 'maintenance' };

	it('outlasts an outage of the token service', async () => {
		const before = await expired();
		server.replies.push(outage, outage, outage);
		const { stored } = await run(before);
		expect(stored).toMatchObject({
			appToken: before.appToken,
			appTokenExpiresAt: before.appTokenExpiresAt,
			appTokenRefusal: 'The token service of SAP Concur is not available. Try again later',
		});
	});

	it('is dropped when SAP Concur refuses the next one', async () => {
		const before = await expired();
		server.replies.push(refused(60, 'client_credentials'));
		expect((await run(before)).stored).toMatchObject({ appToken: '', appTokenExpiresAt: '' });
	});

	it('is dropped when the app is another one', async () => {
		const before = await expired({ clientId: 'another' });
		server.replies.push(outage, outage, outage);
		expect((await run(before)).stored.appToken).toBe('');
	});
});

describe('a connection that SAP Concur says has ended (code 108)', () => {
	const afterwards = ['client_credentials', 'refresh_token', 'password'];

	it('is made again with the company request token of the last 24 hours, because a response may have been lost', async () => {
		const before = await expired();
		server.replies.push(refused(108));
		const { message, stored } = await run(before);
		expect(message).toBeUndefined();
		expect(grants()).toEqual(afterwards);
		expect(server.seen.find(({ form }) => form.password)?.form).toMatchObject({
			username: 'the-company',
			password: 'at-first',
			credtype: 'authtoken',
		});
		expect(stored.refreshToken).not.toBe(before.refreshToken);
		expect(stored.appToken).toMatch(/^app-/);
	});

	it('is made again as long as the first exchange, not the latest one, is less than 24 hours ago', async () => {
		const requestTokenExchangedAt = ago(23.9 * hour);
		const before = await expired({ requestTokenExchangedAt });
		server.replies.push(refused(108));
		expect((await run(before)).stored.requestTokenExchangedAt).toBe(requestTokenExchangedAt);
	});

	it.each([5, 19, 136, 64])(
		'is what the user reads when SAP Concur refuses the request token with %i',
		async (code) => {
			const before = await expired();
			server.replies.push(refused(108), refused(code, 'password'));
			const { message, stored } = await run(before);
			expect(message).toBe(ended);
			expect(grants()).toEqual(afterwards);
			expect(stored).toEqual(before);
		},
	);

	it('is what the user reads when the request token meets a foreign host', async () => {
		const before = await expired();
		server.replies.push(refused(108), {
			...refused(16, 'password'),
			body: { code: 16, geolocation: 'https://evil.example' },
		});
		expect((await run(before)).message).toBe(ended);
	});

	it.each([
		['is older', { requestTokenExchangedAt: ago(24 * hour + 1000) }],
		['was exchanged at an unknown time', { requestTokenExchangedAt: '' }],
		['has an odd time', { requestTokenExchangedAt: 'yesterday' }],
		['was taken out', { companyRequestToken: '' }],
	])('stays so when the request token %s', async (_, changes) => {
		const before = await expired(changes);
		server.replies.push(refused(108));
		expect((await run(before)).message).toBe(ended);
		expect(grants()).toEqual(['client_credentials', 'refresh_token']);
	});

	it.each([107, 64, 53])('and nothing is exchanged after code %i', async (code) => {
		const before = await expired();
		server.replies.push(refused(code));
		await run(before);
		expect(grants()).toEqual(['client_credentials', 'refresh_token']);
	});
});

describe('a node finds in the cause of the error', () => {
	async function tagsAfter(...replies: Reply[]) {
		const before = await expired({ requestTokenExchangedAt: '' });
		server.replies.push(...replies);
		const { outputs } = await runNode({
			node: requestNode,
			items: [{ url: '/profile' }],
			credentials: { concurApi: before as never },
			onError: 'continueRegularOutput',
		});
		return outputs[0]![0]!.json;
	}
	const outage = (status: Reply['status'], headers?: Reply['headers']): Reply => ({
		grant: 'refresh_token',
		status,
		headers,
	});

	it('that the connection has ended', async () => {
		expect(await tagsAfter(refused(108))).toEqual({ concurCode: 108, concurStatus: 400 });
	});

	it.each([408, 429, 500, 503] as const)(
		'that %i is an outage, after three tries',
		async (status) => {
			const failed = outage(status);
			expect(await tagsAfter(failed, failed, failed)).toEqual({
				concurStatus: status,
				concurIsPassing: true,
				concurRetryAfterMs: 0,
			});
			expect(server.replies).toEqual([]);
		},
	);

	it('how long SAP Concur wants to be left alone, without waiting for it here', async () => {
		expect(await tagsAfter(outage(429, { 'retry-after': '45' }))).toEqual({
			concurStatus: 429,
			concurIsPassing: true,
			concurRetryAfterMs: 45_000,
		});
	});
});
