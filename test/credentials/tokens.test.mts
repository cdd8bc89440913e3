// Rare answers of a token service, and what goes over the wire.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { ConcurApi } from '../../credentials/ConcurApi.credentials.ts';
import { runNode } from '../support/executeNode.mts';
import { fastTimers } from '../support/fastTimers.mts';
import { testCredential } from '../support/testCredential.mts';
import { requestNode } from './requestNode.mts';
import { startTokenServer, typedCredential, type Reply, type TokenServer } from './tokenServer.mts';

let server: TokenServer;
fastTimers();
beforeAll(async () => {
	server = await startTokenServer();
});
afterAll(async () => await server.close());
beforeEach(() => {
	server.seen.length = 0;
	server.replies.length = 0;
	server.extra = {};
	server.redirect = '';
});

const otherDataCenter = "The company is not in this data center. Select another 'Data Center'";
const foreignHost = (address: string) =>
	`${server.url} says that your company is at '${address}', which is neither an address of SAP Concur nor the 'Host' of this credential. Nothing was sent there. Check 'Data Center' and 'Host'`;
const notSapConcur = (url: string) =>
	`${url} did not issue a token and does not respond like SAP Concur. Check 'Data Center'`;

const grants = () => server.seen.map(({ form }) => form.grant_type).filter(Boolean);
const items = [{ url: '/profile' }];

async function run(
	credential: Record<string, unknown> = typedCredential(server.url),
	rows: object[] = items,
) {
	const { error, outputs, credentials } = await runNode({
		node: requestNode,
		items: rows as never,
		credentials: { concurApi: credential as never },
	});
	return { message: error?.message, outputs, stored: credentials.concurApi! };
}

describe('the first token', () => {
	it('is asked for with a form of exactly the content type that SAP reads, in one piece', async () => {
		const { message } = await run();
		expect(message).toBeUndefined();
		const { method, path, headers, form } = server.seen[0]!;
		expect({ method, path, form }).toEqual({
			method: 'POST',
			path: '/oauth2/v0/token',
			form: {
				client_id: 'the-client',
				client_secret: 'the-secret&=+',
				grant_type: 'password',
				credtype: 'authtoken',
				username: 'the-company',
				password: 'at-first',
			},
		});
		expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
		expect(headers['content-length']).toBe('132');
		expect(headers['transfer-encoding']).toBeUndefined();
		expect(headers.accept).toBe('application/json');
	});

	it('is stored with everything that has to last', async () => {
		server.extra = { refresh_expires_in: 4102444800, geolocation: `${server.url}/oauth2/v0/token` };
		const before = Date.now();
		const { stored } = await run();
		expect(stored).toEqual({
			...typedCredential(server.url),
			accessToken: expect.stringMatching(/^company-\d+$/),
			refreshToken: expect.stringMatching(/^refresh-\d+$/),
			tokenExpiresAt: expect.any(String),
			refreshTokenExpiresAt: '2100-01-01T00:00:00.000Z',
			tokenGeolocation: server.url,
			tokenScopes: 'user.provision.write user.provision.read',
			missingScopes: expect.stringMatching(/^identity\.user\.ids\.read .* identity\.user\.delete$/),
			exchangedRequestToken: createHash('sha256')
				.update('the-client\nthe-company\nat-first')
				.digest('hex'),
			requestTokenExchangedAt: expect.any(String),
			tokenSource: createHash('sha256')
				.update(`custom\n${server.url}\nthe-client\nthe-secret&=+\nthe-company\nat-first`)
				.digest('hex'),
			appToken: expect.stringMatching(/^app-\d+$/),
			appTokenExpiresAt: expect.any(String),
			appTokenRefusal: '',
		});
		const minutes = (Date.parse(String(stored.tokenExpiresAt)) - before) / 60_000;
		expect(minutes).toBeGreaterThan(58.9);
		expect(minutes).toBeLessThan(59.1);
	});

	it('needs no blanks around what was pasted', async () => {
		const pasted = Object.entries(typedCredential(server.url)).map(([key, value]) =>
			key === 'dataCenter' ? [key, value] : [key, ` ${value}\n`],
		);
		const { message } = await run(Object.fromEntries(pasted));
		expect(message).toBeUndefined();
		expect(server.seen[0]!.form).toMatchObject({ client_id: 'the-client', password: 'at-first' });
	});

	it.each([
		[7200, 59],
		['3600', 59],
		['600', 9],
		[100, 1.5],
		[undefined, 54],
		['soon', 54],
	])('that lasts %s seconds is used for %s minutes', async (expires_in, minutes) => {
		server.extra = { expires_in };
		const before = Date.now();
		const { stored } = await run();
		const lasts = (Date.parse(String(stored.tokenExpiresAt)) - before) / 60_000;
		expect(lasts).toBeCloseTo(minutes, 1);
	});
});

describe('a company that lives elsewhere (code 16)', () => {
	const elsewhere = (geolocation?: string) => ({
		status: 400 as const,
		body: { code: 16, error: 'invalid_request', error_description: 'lives elsewhere', geolocation },
	});

	it('is followed once', async () => {
		server.replies.push(elsewhere(`${server.url.toUpperCase()}/oauth2/v0/token`));
		const { message, stored } = await run();
		expect(message).toBeUndefined();
		expect(grants()).toEqual(['password', 'password', 'client_credentials']);
		expect(stored.tokenGeolocation).toBe(server.url);
	});

	it('is not followed twice', async () => {
		server.replies.push(elsewhere(server.url), elsewhere(server.url));
		const { message } = await run();
		expect(message).toBe(otherDataCenter);
		expect(grants()).toEqual(['password', 'password']);
	});

	it('is not followed when SAP does not say where', async () => {
		server.replies.push(elsewhere());
		const { message } = await run();
		expect(message).toBe(otherDataCenter);
	});

	it('is never followed to a foreign host', async () => {
		const foreign = await startTokenServer();
		server.replies.push(elsewhere(foreign.url));
		const { message, stored } = await run();
		expect(message).toBe(foreignHost(foreign.url));
		expect(foreign.seen).toEqual([]);
		expect(stored).toEqual(typedCredential(server.url));
		await foreign.close();
	});
});

it('refuses a first token whose geolocation is foreign', async () => {
	server.extra = { geolocation: 'https://us2.api.concursolutions.com.evil.example/a?b=c' };
	const { message, stored } = await run();
	expect(message).toBe(foreignHost('https://us2.api.concursolutions.com.evil.example'));
	expect(stored).toEqual(typedCredential(server.url));
});

describe('no token', () => {
	it.each([
		[{ status: 404, body: '<html>Not Found</html>' }, notSapConcur],
		[{ status: 200, body: '<html>Welcome</html>' }, notSapConcur],
		[{ status: 302, headers: { location: 'https://evil.example/' } }, notSapConcur],
		[
			{ status: 401, body: { code: '64', error: 'invalid_client' } },
			() =>
				"'Client ID' and 'Client Secret' do not match, or the secret was rotated. Enter the newest secret of this app",
		],
		[
			{ status: 429, headers: { 'retry-after': '600' } },
			() => 'SAP Concur asked n8n to slow down. Try again in a few minutes',
		],
	] as const)('when the answer is %o', async (reply, sentence) => {
		server.replies.push(reply, reply, reply);
		expect((await run()).message).toBe(sentence(server.url));
	});

	it.each([
		['clientId', "Enter the 'Client ID'"],
		['clientSecret', "Enter the 'Client Secret'"],
		['companyUuid', "Enter the 'Company UUID'"],
		[
			'companyRequestToken',
			"Enter the 'Company Request Token'. Generate it under Administration > Company > Authentication Admin > Company Request Token in SAP Concur. It is valid for 24 hours",
		],
	])('when %s is empty, and nothing is sent', async (field, sentence) => {
		const { message } = await run({ ...typedCredential(server.url), [field]: '' });
		expect(message).toBe(sentence);
		expect(server.seen).toEqual([]);
	});

	it('and no message, stored value or error holds a secret', async () => {
		server.replies.push({
			status: 400,
			body: { code: 64, error: 'invalid_client', error_description: 'the-secret&=+ is wrong' },
		});
		const result = await runNode({
			node: requestNode,
			items,
			credentials: { concurApi: typedCredential(server.url) },
		});
		const seenByUser = JSON.stringify([result.error, result.runData]);
		expect(seenByUser).toContain('do not match');
		expect(seenByUser).not.toContain('the-secret');
		expect(seenByUser).not.toContain('at-first');
	});
});

it('a passing refusal is asked again after a pause', async () => {
	server.replies.push({ status: 503, body: 'maintenance' });
	const { message } = await run();
	expect(message).toBeUndefined();
	expect(grants()).toEqual(['password', 'password', 'client_credentials']);
});

describe('an app without the grant for app tokens', () => {
	it('works, and why it has none is remembered', async () => {
		server.replies.push(
			{ body: { access_token: 'company-9', expires_in: 3600 } },
			{ status: 403, body: { code: 60, error: 'invalid_grant' } },
		);
		const { message, stored } = await run();
		expect(message).toBeUndefined();
		expect(stored.appToken).toBe('');
		expect(stored.appTokenRefusal).toBe(
			"The app is not allowed to use the grant 'client_credentials'. Ask its owner to allow the grants 'password', 'refresh_token' and 'client_credentials', on the OAuth 2.0 Application Management page in SAP Concur",
		);
	});

	it('and without refresh tokens says so when the token has ended, and burns no request token', async () => {
		server.replies.push({ body: { access_token: 'company-9', expires_in: 3600 } });
		const { stored } = await run();
		server.seen.length = 0;
		const { message } = await run({ ...stored, tokenExpiresAt: '2020-01-01T00:00:00.000Z' });
		expect(message).toBe(
			"SAP Concur did not issue a refresh token for this 'Company Request Token', and a request token is exchanged only once. Ask the owner of the app to allow the grant 'refresh_token', then generate a new request token and enter it",
		);
		expect(grants()).toEqual([]);
	});
});

describe('a company request token', () => {
	it('that is typed anew is exchanged at once, although the old tokens would still do', async () => {
		const { stored } = await run();
		server.seen.length = 0;
		const { message, stored: renewed } = await run({ ...stored, companyRequestToken: 'at-second' });
		expect(message).toBeUndefined();
		expect(server.seen.map(({ form, path }) => form.password ?? form.grant_type ?? path)).toEqual([
			'/profile',
			'at-second',
			'client_credentials',
			'/profile',
		]);
		expect(renewed.exchangedRequestToken).not.toBe(stored.exchangedRequestToken);
	});

	it('that was refused is sent again at the next try, after the cause may have been mended', async () => {
		server.replies.push({ status: 400, body: { code: 53, error: 'invalid_client' } });
		const { message, stored } = await run();
		expect(message).toContain('The company is not enabled for this app');
		expect(stored).toEqual(typedCredential(server.url));
		expect((await run(stored)).message).toBeUndefined();
	});
});

describe('the token of a request', () => {
	it('is the app token for event subscriptions and the company token for everything else', async () => {
		const { outputs, stored } = await run(typedCredential(server.url), [
			{ url: '/profile' },
			{ url: '/events/v4/topics' },
		]);
		expect(outputs[0]!.map(({ json }) => json.answer)).toEqual([
			{ path: '/profile', authorization: `Bearer ${stored.accessToken}` },
			{ path: '/events/v4/topics', authorization: `Bearer ${stored.appToken}` },
		]);
	});

	it('never reaches another host, nor does it by a redirect', async () => {
		const foreign = await startTokenServer();
		const { stored } = await run();
		const { message } = await run(stored, [{ url: `${foreign.url}/profile` }]);
		expect(message).toBe('Authorization failed - please check your credentials');
		expect(foreign.seen.map(({ headers }) => headers.authorization)).toEqual([
			undefined,
			undefined,
		]);

		server.redirect = foreign.url;
		await run(stored, [{ url: '/moved' }]);
		expect(foreign.seen.at(-1)).toMatchObject({ path: '/moved' });
		expect(foreign.seen.map(({ headers }) => headers.authorization).filter(Boolean)).toEqual([]);
		await foreign.close();
	});
});

describe('at a production data center', () => {
	/** Calls preAuthentication with an http helper that answers per host. */
	async function connect(dataCenter: string, answers: Record<string, object>) {
		const asked: string[] = [];
		const helpers = {
			httpRequest: async ({ url, body }: { url: string; body: string }) => {
				const host = new URL(url).hostname.split('.')[0]!;
				asked.push(`${host} ${new URLSearchParams(body).get('grant_type')}`);
				return { statusCode: 200, headers: {}, body: {}, ...answers[host] };
			},
		};
		const typed = { ...typedCredential(''), dataCenter };
		const renewal = new ConcurApi().preAuthentication.call({ helpers } as never, typed as never);
		const [outcome] = await Promise.allSettled([renewal]);
		return { asked, outcome };
	}
	const token = (geolocation: string) => ({ body: { access_token: 'company-1', geolocation } });
	const refused = (code: number) => ({ statusCode: 400, body: { code } });

	it('the landing zone says where the company lives, and everything else goes there', async () => {
		const { asked, outcome } = await connect('us2', {
			glz: token('https://eu2.api.concursolutions.com'),
			eu2: { body: { access_token: 'app-1' } },
		});
		expect(asked).toEqual(['glz password', 'eu2 client_credentials']);
		expect(outcome).toMatchObject({
			value: { tokenGeolocation: 'https://eu2.api.concursolutions.com', appToken: 'app-1' },
		});
	});

	it.each([61, 100])(
		'the data center itself is asked when the landing zone answers %i',
		async (code) => {
			const { asked } = await connect('us2', {
				glz: refused(code),
				us2: token('https://us2.api.concursolutions.com'),
			});
			expect(asked).toEqual(['glz password', 'us2 password', 'us2 client_credentials']);
		},
	);

	it.each([5, 64, 53])('nobody else is asked when the landing zone answers %i', async (code) => {
		const { asked, outcome } = await connect('us2', { glz: refused(code) });
		expect(asked).toEqual(['glz password']);
		expect(outcome.status).toBe('rejected');
	});

	it('the public sector never asks the landing zone', async () => {
		const { asked } = await connect('usg', { usg: token('https://usg.api.concursolutions.com') });
		expect(asked).toEqual(['usg password', 'usg client_credentials']);
	});
});

describe('the test of the credential', () => {
	it('passes before there is any token and stores the first one', async () => {
		const { status, message, stored } = await testCredential(typedCredential(server.url));
		expect({ status, message }).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(stored.accessToken).toMatch(/^company-/);
		expect(server.seen.at(-1)).toMatchObject({
			method: 'GET',
			path: '/profile/identity/v4.1/Users',
		});
	});

	it('shows the sentence of a refused token', async () => {
		server.replies.push({ status: 400, body: { code: 5, error: 'invalid_grant' } });
		expect(await testCredential(typedCredential(server.url))).toMatchObject({
			status: 'Error',
			message:
				'SAP Concur rejected the Company UUID or the Company Request Token. Copy both again from Administration > Company > Authentication Admin > Company Request Token in SAP Concur. A request token is valid for 24 hours, so generate a new one if yours is older',
		});
	});

	it('asks for a new token after an edit, so that a wrong secret does not pass', async () => {
		const { stored } = await testCredential(typedCredential(server.url));
		server.seen.length = 0;
		const wrong: Reply = { status: 401, body: { code: 64, error: 'invalid_client' } };
		server.replies.push(wrong, wrong);
		const { message } = await testCredential({ ...stored, clientSecret: 'mistyped' });
		expect(message).toContain("'Client ID' and 'Client Secret' do not match");
		expect(grants()).toEqual(['client_credentials', 'refresh_token']);
	});

	it('says what to do when the address is wrong', async () => {
		expect(await testCredential(typedCredential('http://concur.example.com'))).toMatchObject({
			status: 'Error',
			message:
				"'Host' must be an address that starts with https://, such as https://us2.api.concursolutions.com (http:// is allowed only for a simulator on this machine)",
		});
	});
});
