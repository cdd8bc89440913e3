// Nothing that a token service, or a gateway in front of it, responds breaks the credential or gets out of it.
import { UserError } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { ConcurApi } from '../../credentials/ConcurApi.credentials.ts';
import { readCredential, requestTokenOf } from '../../credentials/concurCredential.ts';
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

const run = async (credential: object) =>
	await runNode({
		node: requestNode,
		items: [{ url: '/profile' }],
		credentials: { concurApi: credential as never },
	});
const threeTimes = (reply: Reply): Reply[] => [reply, reply, reply];

describe('a response that holds no token', () => {
	it.each([
		['<html>Welcome</html>'],
		[''],
		[null],
		[7],
		[true],
		['"text"'],
		[[]],
		[[{ access_token: 'company-9' }]],
		[{}],
		[{ access_token: '' }],
		[{ access_token: 7 }],
		[{ access_token: null }],
		[{ access_token: { toString: 1 } }],
		[{ access_token: ['company-9'] }],
		[{ access_token: 'two\r\nlines' }],
		[{ access_token: 'x'.repeat(20_000) }],
	])('is called that, with the address and what to check: %o', async (body) => {
		server.replies.push(...threeTimes({ body }));
		const { error } = await run(typedCredential(server.url));
		expect(error?.message).toBe(
			`${server.url} did not issue a token and does not respond like SAP Concur. Check 'Data Center'`,
		);
	});

	it.each([
		[{ code: { toString: 1 } }],
		[{ code: [64] }],
		[{ code: true }],
		[{ code: 'invalid' }],
		[{ code: 1e99 }],
		[{ code: -1 }],
		[{ code: null, error: {}, error_description: 5 }],
		[{ error: 'invalid_grant' }],
		[null],
		[7],
		[[]],
		['<html>Bad Request</html>'],
	])('and no code of SAP Concur either: %o', async (body) => {
		server.replies.push({ status: 400, body });
		const { error } = await run(typedCredential(server.url));
		expect(error?.message).toBe(
			`${server.url} did not issue a token and does not respond like SAP Concur. Check 'Data Center'`,
		);
	});

	it('may have its code as text', async () => {
		server.replies.push({ status: 400, body: { code: '59' } });
		const { error } = await run(typedCredential(server.url));
		expect(error?.message).toContain('The app is disabled in SAP Concur');
	});
});

describe('a token', () => {
	const odd: unknown[] = [
		undefined,
		null,
		'',
		0,
		-1,
		7,
		1e300,
		true,
		'soon',
		[],
		{},
		{ toString: 1 },
		'x'.repeat(9999),
	];

	it.each(odd)('is used although everything else in its response is %o', async (value) => {
		server.extra = {
			token_type: value,
			expires_in: value,
			refresh_expires_in: value,
			scope: value,
			id_token: value,
			...(typeof value !== 'string' && { geolocation: value }),
		};
		const { error, credentials } = await run(typedCredential(server.url));
		expect(error).toBeUndefined();
		const stored = credentials.concurApi!;
		expect(stored).toMatchObject({ tokenGeolocation: server.url, tokenExpiresAt: isoTime });
		expect(Object.values(stored).every((one) => typeof one === 'string')).toBe(true);
	});
	const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

describe('what was typed or stored as no text', () => {
	it.each<unknown>([{ toString: 1 }, [], true, null, { nested: { deeply: [] } }])(
		'counts as empty: %o',
		async (value) => {
			const credential = { ...typedCredential(server.url), companyUuid: value, accessToken: '' };
			const outcome = await preAuthenticate(credential, []);
			expect(outcome).toMatchObject({ reason: new UserError("Enter the 'Company UUID'") });
		},
	);
});

/** Calls the hook of the credential alone, with a token service that gives these answers, then the last one again. */
async function preAuthenticate(data: object, answers: unknown[]) {
	const left = [...answers];
	const httpRequest = async () => (left.length > 1 ? left.shift() : left[0]);
	const hook = new ConcurApi().preAuthentication.call(
		{ helpers: { httpRequest } } as never,
		data as never,
	);
	return (await Promise.allSettled([hook]))[0];
}

describe('a thousand damaged responses', () => {
	const values = [
		null, 0, -1, 1e300, NaN, true, '', ' ', 'text', '\u0000\r\n', 'x'.repeat(100_000), [], {}, [[]],
		{ toString: 1 }, { valueOf: null, toString: null }, 'https://evil.example', '//', 'https://[', '1e999',
		JSON.parse('['.repeat(5000) + ']'.repeat(5000)),
	]; // prettier-ignore
	const token = {
		access_token: 'CANARY-access',
		refresh_token: 'CANARY-refresh',
		expires_in: '3600',
		refresh_expires_in: 4102444800,
		scope: 'CANARY-scope',
		geolocation: 'https://us2.api.concursolutions.com',
	};
	const refusal = {
		code: 16,
		error: 'CANARY-error',
		error_description: 'CANARY',
		geolocation: 'CANARY',
	};
	const credential = {
		...typedCredential(''),
		dataCenter: 'us2',
		clientSecret: 'CANARY-secret',
		companyRequestToken: 'CANARY-request',
		refreshToken: 'CANARY-stored',
		requestTokenExchangedAt: new Date().toISOString(),
	};
	const exchangedRequestToken = requestTokenOf(readCredential(credential));

	/** Park and Miller's generator. */
	function random(seed: number) {
		let state = seed;
		return (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
	}

	it('end as tokens of texts or as a sentence without anything of them', async () => {
		const next = random(12);
		const pick = <T,>(list: readonly T[]): T => list[next(list.length)]!;
		const damaged = () => {
			if (next(8) === 0) return pick(values);
			const body: Record<string, unknown> = { ...pick([token, refusal]) };
			for (let left = 1 + next(3); left > 0; left--) body[pick(Object.keys(body))] = pick(values);
			return body;
		};
		const answer = () => ({
			statusCode: pick([200, 200, 200, 400, 401, 403, 404, 429, 500, 503]),
			headers: pick([{}, { 'retry-after': pick(values) }]),
			body: damaged(),
		});
		const outcomes = await Promise.all(
			Array.from({ length: 1000 }, async (_, index) => {
				const isConnected = index % 2 === 0;
				// The company differs, so that none waits for the tokens of another.
				const data = { ...credential, clientId: `client-${index}` };
				const fingerprint = requestTokenOf(readCredential(data));
				const connected = { accessToken: 'CANARY-old', exchangedRequestToken: fingerprint };
				return await preAuthenticate({ ...data, ...(isConnected && connected) }, [
					answer(),
					answer(),
					answer(),
					answer(),
				]);
			}),
		);
		const counts = { tokens: 0, sentences: 0 };
		for (const outcome of outcomes) {
			if (outcome.status === 'fulfilled') {
				counts.tokens++;
				expect(Object.values(outcome.value).filter((one) => typeof one !== 'string')).toEqual([]);
				expect(outcome.value.accessToken).toMatch(/^[!-~]{1,16000}$/);
				expect(outcome.value.appTokenRefusal).not.toContain('CANARY');
			} else {
				counts.sentences++;
				expect(outcome.reason).toBeInstanceOf(UserError);
				expect(everythingIn(outcome.reason)).not.toContain('CANARY');
				expect(outcome.reason.message.length).toBeLessThan(500);
			}
		}
		expect(counts.tokens).toBeGreaterThan(100);
		expect(counts.sentences).toBeGreaterThan(100);
	});

	it('and the typed request token is known by a fingerprint only', () => {
		expect(exchangedRequestToken).toMatch(/^[0-9a-f]{64}$/);
	});
});

/** All texts that can be reached from a value, hidden properties included. */
function everythingIn(value: unknown, seen = new Set<unknown>()): string {
	if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value : '';
	if (seen.has(value)) return '';
	seen.add(value);
	const names = Object.getOwnPropertyNames(value);
	return names
		.map((name) => name + everythingIn((value as Record<string, unknown>)[name], seen))
		.join('\n');
}

describe('a gateway that repeats the request leaves no secret in the run', () => {
	const secrets = ['the-secret', 'at-first', 'refresh-', 'company-', 'app-', 'Bearer'];
	const page = (form: object) =>
		`<html><body>Bad Gateway <pre>${JSON.stringify(form)}</pre></html>`;
	const echo = (fields: object) => (form: Record<string, string>) => ({
		message: JSON.stringify(form),
		error: form,
		error_description: `client_secret=${form.client_secret}`,
		request: { form, body: new URLSearchParams(form).toString() },
		...fields,
	});
	const secretIn = (place: (secret: string) => string) => (form: Record<string, string>) => ({
		code: 16,
		geolocation: place(
			encodeURIComponent(`${form.client_secret}${form.refresh_token ?? form.password}`),
		),
	});

	it.each<Reply>([
		{ status: 400, body: echo({}) },
		{ status: 400, body: echo({ code: 108 }) },
		{ status: 400, body: echo({ code: 999 }) },
		{ status: 401, body: echo({ code: 64 }) },
		{ status: 403, body: page },
		{ status: 404, body: page },
		{ status: 429, body: echo({}) },
		{ status: 500, body: page },
		{ status: 503, body: echo({ code: 134 }) },
		{ status: 200, body: page },
		{ status: 200, body: echo({ access_token: { value: 'company-9' } }) },
		{ status: 302, headers: { location: 'https://evil.example/?client_secret=the-secret' } },
		{ status: 400, body: (form) => ({ code: form.client_secret! }) },
		{
			status: 400,
			body: secretIn((secret) => `https://evil.example/${secret}?${secret}#${secret}`),
		},
		{ status: 400, body: secretIn((secret) => `https://u:${secret}@evil.example`) },
		{ status: 400, body: secretIn((secret) => `secret:${secret}`) },
		{ status: 400, body: secretIn((secret) => secret) },
	])('%o', async (reply) => {
		server.replies.push(...threeTimes(reply));
		const first = await run(typedCredential(server.url));
		expect(first.error?.message).toMatch(
			/^(SAP Concur|http|The token service|'Client ID'|The connection)/,
		);

		server.replies.length = 0;
		const { credentials } = await run(typedCredential(server.url));
		const expired = { ...credentials.concurApi, tokenExpiresAt: '2020-01-01T00:00:00.000Z' };
		server.replies.push(...threeTimes(reply), ...threeTimes(reply), ...threeTimes(reply));
		const later = await run(expired);
		expect(later.error).toBeDefined();

		for (const { error, runData } of [first, later]) {
			const told = everythingIn([error, runData]);
			for (const secret of secrets) expect(told).not.toContain(secret);
		}
	});

	it('nor does one that ends the connection', async () => {
		const gone = await startTokenServer();
		await gone.close();
		const { error, runData } = await run(typedCredential(gone.url));
		expect(error?.message).toBe(
			`${gone.url} did not respond. Check 'Data Center', and check whether n8n can reach this address`,
		);
		const told = everythingIn([error, runData]);
		for (const secret of secrets) expect(told).not.toContain(secret);
	});

	it('and why there is no app token is told without it', async () => {
		server.replies.push({ grant: 'client_credentials', status: 400, body: echo({ code: 60 }) });
		const { credentials } = await run(typedCredential(server.url));
		const { appToken, appTokenRefusal } = credentials.concurApi!;
		expect(appToken).toBe('');
		for (const secret of secrets) expect(appTokenRefusal).not.toContain(secret);
	});
});
