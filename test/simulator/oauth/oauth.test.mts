import { createRemoteJWKSet, jwtVerify } from 'jose';
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator, type RunningSimulator } from '../../../simulator/index.mts';
import { companyForm, connect, requestToken, send, users } from '../client.mts';

let simulator: RunningSimulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const day = 24 * 60 * 60 * 1000;

describe('A company token', () => {
	it('comes with a refresh token, the base address and an id token of the company', async () => {
		const form = await companyForm(simulator);
		const { status, body } = await requestToken(simulator, form);

		expect(status).toBe(200);
		expect(body).toMatchObject({
			token_type: 'Bearer',
			expires_in: '3600',
			geolocation: simulator.url,
		});
		expect(body.refresh_token).toMatch(/^[0-9a-f-]{36}$/);
		const keys = createRemoteJWKSet(new URL(`${simulator.url}/oauth2/v0/jwks`));
		const { payload } = await jwtVerify(body.id_token as string, keys);
		expect(payload.sub).toBe(form.username);
	});

	it('is given several times for one company request token, until it is 24 hours old', async () => {
		const form = await companyForm(simulator);
		expect((await requestToken(simulator, form)).status).toBe(200);
		simulator.advance(day - 60_000);
		expect((await requestToken(simulator, form)).status).toBe(200);
		simulator.advance(60_000);
		expect((await requestToken(simulator, form)).body).toEqual({
			code: 19,
			error: 'invalid_grant',
			error_description: 'Incorrect credentials. Please Retry',
		});
	});

	it('has a refresh token that lives six calendar months, told as seconds since 1970', async () => {
		const { body } = await requestToken(simulator, await companyForm(simulator));
		const months = ((body.refresh_expires_in as number) * 1000 - Date.now()) / day;
		expect(months).toBeGreaterThan(180);
		expect(months).toBeLessThan(185);
	});

	it('says its life as a number and its host with a path where settings say so', async () => {
		simulator.settings({ expiresInAs: 'number', geolocationWithPath: true });
		const { body } = await requestToken(simulator, await companyForm(simulator));
		expect(body.expires_in).toBe(3600);
		expect(body.geolocation).toBe(`${simulator.url.toUpperCase()}/oauth2/v0/token`);
	});
});

describe('A refresh', () => {
	const refreshForm = async (refreshToken: unknown) =>
		await companyForm(simulator, {
			grant_type: 'refresh_token',
			refresh_token: refreshToken as string,
			credtype: null,
			username: null,
			password: null,
		});

	it('answers with the same refresh token and a life that starts anew', async () => {
		const first = await requestToken(simulator, await companyForm(simulator));
		simulator.advance(30 * day);
		const form = await refreshForm(first.body.refresh_token);
		const { status, body } = await requestToken(simulator, form);
		expect(status).toBe(200);
		expect(body.refresh_token).toBe(first.body.refresh_token);
		expect(body.refresh_expires_in).toBeGreaterThan(first.body.refresh_expires_in as number);
	});

	it('answers with another refresh token and ends the old one when tokens rotate', async () => {
		simulator.settings({ refreshTokenRotates: true });
		const first = await requestToken(simulator, await companyForm(simulator));
		const form = await refreshForm(first.body.refresh_token);
		const second = await requestToken(simulator, form);
		expect(second.body.refresh_token).not.toBe(first.body.refresh_token);
		expect((await requestToken(simulator, form)).body.code).toBe(108);
	});

	it('is rejected after six months and after the connections were revoked', async () => {
		const { body } = await requestToken(simulator, await companyForm(simulator));
		const form = await refreshForm(body.refresh_token);
		simulator.advance(185 * day);
		expect((await requestToken(simulator, form)).body.code).toBe(108);

		const again = await requestToken(simulator, await companyForm(simulator));
		const revoked = await send(simulator, 'DELETE', '/app-mgmt/v0/connections', undefined, {
			authorization: `Bearer ${again.body.access_token as string}`,
		});
		expect(revoked.status).toBe(200);
		const rejected = await requestToken(simulator, await refreshForm(again.body.refresh_token));
		expect(rejected.body.code).toBe(108);
	});
});

describe('A token request is rejected', () => {
	it.each([
		[51, { username: null }],
		[52, { password: null }],
		[62, { client_id: null }],
		[63, { client_secret: null }],
		[65, { grant_type: null }],
		[106, { grant_type: 'refresh_token' }],
		[5, { password: 'at-wrong' }],
		[54, { scope: 'openid expense.report.read' }],
		[60, { grant_type: 'authorization_code' }],
		[61, { client_id: '00000000-0000-4000-8000-000000000000' }],
		[64, { client_secret: 'wrong' }],
		[100, { username: '00000000-0000-4000-8000-000000000000' }],
		[100, { credtype: 'password', username: 'nobody@example.com' }],
		[5, { credtype: 'password', username: 'ines.weber@example.com', password: 'wrong' }],
		[120, { credtype: 'sso' }],
	])('with code %i for %o', async (code, changes) => {
		const { status, body } = await requestToken(simulator, await companyForm(simulator, changes));
		expect(status).toBeGreaterThanOrEqual(400);
		expect(body).toMatchObject({ code, error_description: expect.any(String) as string });
	});

	it.each([
		[59, { disabled: true }],
		[53, { companyEnabled: false }],
		[60, { grants: ['client_credentials'] }],
	])('with code %i when the app is %o', async (code, app) => {
		simulator.settings({ app });
		const { body } = await requestToken(simulator, await companyForm(simulator));
		expect(body.code).toBe(code);
	});

	it('with code 107 when the app may not refresh', async () => {
		const { body } = await requestToken(simulator, await companyForm(simulator));
		expect(body.refresh_token).toBeDefined();
		simulator.settings({ app: { grants: ['password'] } });
		const changes = { grant_type: 'refresh_token', refresh_token: body.refresh_token as string };
		const rejected = await requestToken(simulator, await companyForm(simulator, changes));
		expect(rejected.body.code).toBe(107);
	});

	it('with code 16 and the right address when the company lives elsewhere', async () => {
		simulator.settings({ app: { livesElsewhere: 'http://127.0.0.1:9' } });
		const { body } = await requestToken(simulator, await companyForm(simulator));
		expect(body).toMatchObject({ code: 16, geolocation: 'http://127.0.0.1:9' });
	});

	it('once with any code of SAP that settings name', async () => {
		simulator.settings({ tokenError: { code: 14 } });
		const form = await companyForm(simulator);
		expect((await requestToken(simulator, form)).body).toEqual({
			code: 14,
			error: 'invalid_grant',
			error_description: 'Account Locked. Please contact support',
		});
		expect((await requestToken(simulator, form)).status).toBe(200);
	});

	it('with code 135 when a charset follows the content type or the body is JSON', async () => {
		const form = await companyForm(simulator);
		for (const type of ['application/x-www-form-urlencoded; charset=utf-8', 'application/json']) {
			const { status, body } = await send(
				simulator,
				'POST',
				'/oauth2/v0/token',
				new URLSearchParams(form).toString(),
				{ 'content-type': type },
			);
			expect([status, body.code]).toEqual([400, 135]);
		}
	});

	it('with 400 when its body is chunked', async () => {
		const form = new URLSearchParams(await companyForm(simulator)).toString();
		const status = await new Promise((resolve, reject) => {
			const chunked = request(`${simulator.url}/oauth2/v0/token`, {
				method: 'POST',
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
			});
			chunked.on('response', (response) => resolve(response.resume().statusCode));
			chunked.on('error', reject);
			chunked.write(form.slice(0, 20));
			chunked.end(form.slice(20));
		});
		expect(status).toBe(400);
	});
});

describe('An access token', () => {
	it("opens a service for 60 minutes of the simulator's clock", async () => {
		const call = await connect(simulator);
		simulator.advance(60 * 60_000 - 1000);
		expect((await call('GET', users)).status).toBe(200);
		simulator.advance(1000);
		expect((await call('GET', users)).status).toBe(401);
		simulator.settings({ expiredTokenStatus: 403 });
		expect((await call('GET', users)).status).toBe(403);
	});

	it("is asked for: without one the answer is 401 in SAP's envelope", async () => {
		const { status, body } = await send(simulator, 'GET', users);
		expect(status).toBe(401);
		expect(body).toMatchObject({
			schemas: [
				'urn:ietf:params:scim:api:messages:2.0:Error',
				'urn:ietf:params:scim:api:messages:concur:2.0:Error',
			],
			status: '401',
		});
	});

	it('of an app or of a user does not open the Identity service', async () => {
		const app = await companyForm(simulator, { grant_type: 'client_credentials' });
		const user = await companyForm(simulator, {
			credtype: null,
			username: 'ines.weber@example.com',
			password: 'password',
		});
		for (const form of [app, user]) {
			const { body } = await requestToken(simulator, form);
			const authorization = `Bearer ${body.access_token as string}`;
			const { status } = await send(simulator, 'GET', users, undefined, { authorization });
			expect(status).toBe(403);
		}
		expect((await requestToken(simulator, app)).body.refresh_token).toBeUndefined();
	});

	it('has the scopes that were asked for and no others', async () => {
		const call = await connect(simulator, 'spend.user.general.read');
		const { status } = await call('GET', users);
		expect(status).toBe(403);
	});
});
