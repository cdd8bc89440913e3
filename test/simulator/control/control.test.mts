import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator, type RunningSimulator } from '../../../simulator/index.mts';
import { connect, person, send, users } from '../client.mts';

let simulator: RunningSimulator;
beforeAll(async () => {
	simulator = await startSimulator({ users: 3, settings: { statusPageSize: 7 } });
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const control = (route: string, body: unknown) =>
	send(simulator, 'POST', `/_simulator/${route}`, body);

describe('The control routes', () => {
	it('show the credentials with public keys for deliveries and the authority behind them', async () => {
		const { body } = await send(simulator, 'GET', '/_simulator/credentials');
		expect(Object.keys(body)).toEqual([
			'clientId',
			'clientSecret',
			'companyId',
			'companyRequestToken',
			'webhookPublicKeys',
			'webhookAuthority',
		]);
		expect((body.webhookPublicKeys as string[])[0]).toContain('BEGIN PUBLIC KEY');
		expect(body.webhookAuthority).toContain('BEGIN CERTIFICATE');
	});

	it('make the same users again for the same seed', async () => {
		const call = await connect(simulator);
		const names = async () => {
			const { body } = await call('GET', `${users}?attributes=userName`);
			return (body.Resources as Array<{ userName: string }>).map(({ userName }) => userName);
		};
		const first = await names();
		expect(first).toHaveLength(6);
		await control('reset', { seed: 2 });
		expect(await names()).not.toEqual(first);
		await control('reset', {});
		expect(await names()).toEqual(first);
		await control('reset', { users: 0 });
		expect(await names()).toEqual([
			'grace.palmer@example.com',
			'martin.doyle@example.com',
			'ines.weber@example.com',
		]);
	});

	it('keep tokens over a reset and bring settings, faults and the log back to the start', async () => {
		const call = await connect(simulator);
		simulator.settings({ duplicateStatus: 400, statusPageSize: 9 });
		simulator.faults([{ match: `GET ${users}`, kind: 'status', status: 500 }]);
		await control('reset', {});
		expect((await call('GET', users)).status).toBe(200);
		expect(simulator.settings({})).toMatchObject({ duplicateStatus: 409, statusPageSize: 7 });
		expect(simulator.requests()).toHaveLength(1);
	});

	it('merge settings deeply, replace lists and switch a setting off with null', async () => {
		await control('settings', { company: { lists: { custom1: ['A'] }, ledgers: ['X'] } });
		await control('settings', { rateLimit: { perMinute: 1, retryAfter: 0 } });
		const { body } = await control('settings', { rateLimit: null });
		expect(body.company).toMatchObject({
			ledgers: ['X'],
			lists: { custom1: ['A'], custom3: ['4711', '4712', '4713'] },
		});
		expect(body).not.toHaveProperty('rateLimit');
	});

	it.each([
		['settings', { legacyStatusPaths: true }],
		['settings', { provisioning: { finishesAfterPoll: 1 } }],
		['settings', { identityCreateStatus: 204 }],
		['settings', { tokenError: { code: 9999 } }],
		['clock', { advanceMs: -1 }],
		['reset', { people: 3 }],
		['faults', [{ match: '/profile', kind: 'drop' }]],
		['faults', 'no JSON'],
	])('reject %s %j', async (route, body) => {
		const { status, body: answer } = await control(route, body);
		expect(status).toBe(400);
		expect(answer.errors).toHaveLength(1);
	});

	it('log method, path, status and time of every request, never a body or a token', async () => {
		const call = await connect(simulator);
		await call('GET', `${users}?count=1`);
		await call('POST', '/nowhere', { secret: 'body' });
		const { body } = await send(simulator, 'GET', '/_simulator/requests');
		expect(body).toMatchObject([
			{ method: 'POST', path: '/oauth2/v0/token', status: 200 },
			{ method: 'GET', path: users, query: 'count=1', status: 200 },
			{ method: 'POST', path: '/nowhere', status: 404 },
		]);
		expect(JSON.stringify(body)).not.toMatch(/secret|Bearer/);
	});
});

describe('A fault', () => {
	it('answers with status and headers as often as it says', async () => {
		const call = await connect(simulator);
		const headers = { 'retry-after': '0' };
		await control('faults', [
			{ match: `GET ${users}`, times: 2, kind: 'status', status: 429, headers },
		]);
		for (const status of [429, 429, 200]) {
			const answer = await call('GET', users);
			expect(answer.status).toBe(status);
			if (status === 429) {
				expect(answer.headers.get('retry-after')).toBe('0');
				expect(answer.body).toMatchObject({ error: { id: 'security.rate.limit.reached' } });
			}
		}
	});

	it('drops a request before or after it was carried out', async () => {
		const call = await connect(simulator);
		const document = await person(simulator, 'lost');
		await control('faults', [
			{ match: `POST ${users}`, kind: 'drop' },
			{ match: `POST ${users}`, kind: 'dropAfterCommit' },
		]);
		await expect(call('POST', users, document)).rejects.toThrow('fetch failed');
		await expect(call('POST', users, document)).rejects.toThrow('fetch failed');
		expect((await call('POST', users, document)).status).toBe(409);
		const statuses = simulator.requests().map(({ status }) => status);
		expect(statuses.slice(1)).toEqual([0, 0, 409]);
	});

	it('shows the page of a gateway', async () => {
		await control('faults', [{ match: 'GET /profile/*', kind: 'html', status: 502 }]);
		const answer = await fetch(simulator.url + users);
		expect(answer.status).toBe(502);
		expect(await answer.text()).toMatch(/^<html>/);
	});

	it('matches whole segments of a path, or a pattern, and lets all else through', async () => {
		const call = await connect(simulator);
		await control('faults', [
			{ match: 'GET /profile/identity/v4', kind: 'status', status: 500 },
			{ match: 'GET /profile/*/v4.1/Schemas', kind: 'delay', delayMs: 1 },
		]);
		expect((await call('GET', users)).status).toBe(200);
		expect((await call('GET', '/profile/identity/v4.1/Schemas')).status).toBe(200);
		expect((await call('GET', '/profile/identity/v4/Users')).status).toBe(500);
	});
});

describe('Every answer', () => {
	it('carries a correlation id, that of the request when it is a UUID', async () => {
		const id = '0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f';
		const sent = await send(simulator, 'GET', users, undefined, { 'concur-correlationid': id });
		expect(sent.headers.get('concur-correlationid')).toBe(id);
		const other = await send(simulator, 'GET', users, undefined, { 'concur-correlationid': 'x' });
		expect(other.headers.get('concur-correlationid')).toMatch(/^[0-9a-f-]{36}$/);
	});

	it('is 429 with Retry-After beyond the rate limit, until a minute has passed', async () => {
		const call = await connect(simulator);
		simulator.settings({ rateLimit: { perMinute: 2, retryAfter: 5 } });
		const statuses = [];
		for (let n = 0; n < 3; n += 1) statuses.push((await call('GET', users)).status);
		expect(statuses).toEqual([200, 200, 429]);
		simulator.advance(60_000);
		expect((await call('GET', users)).status).toBe(200);
	});

	it('is 429 beyond the rate limit of a second, until a second has passed', async () => {
		const call = await connect(simulator);
		simulator.settings({ rateLimit: { perSecond: 2 } });
		const statuses = [];
		for (let n = 0; n < 3; n += 1) statuses.push((await call('GET', users)).status);
		expect(statuses).toEqual([200, 200, 429]);
		simulator.advance(1000);
		expect((await call('GET', users)).status).toBe(200);
	});
});

describe('The command', () => {
	const command = ['--import', 'tsx', 'simulator/cli.mts'];

	it('says where it is ready and ends on a signal', async () => {
		const started = spawn(process.execPath, [...command, '--port', '0', '--users', '2']);
		const [line] = (await once(started.stdout.setEncoding('utf8'), 'data')) as [string];
		expect(line).toMatch(/^Simulator ready at http:\/\/127\.0\.0\.1:\d+\n$/);
		const { status } = await fetch(`${line.slice(19).trim()}/_simulator/credentials`);
		expect(status).toBe(200);
		started.kill('SIGTERM');
		expect(await once(started, 'exit')).toEqual([0, null]);
	});

	it('rejects a text that is not a number', async () => {
		const run = promisify(execFile)(process.execPath, [...command, '--users', 'many']);
		await expect(run).rejects.toMatchObject({
			code: 2,
			stderr: "--users must be a whole number, not 'many'\n",
		});
	});
});
