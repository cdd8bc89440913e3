// Faults by rate and seed, and what the log and the bodies tell of faults.
import countBy from 'lodash/countBy.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator, type RunningSimulator } from '../../../simulator/index.mts';
import { companyForm, connect, person, requestToken, send, users } from '../client.mts';

let simulator: RunningSimulator;
let call: Awaited<ReturnType<typeof connect>>;
beforeAll(async () => {
	simulator = await startSimulator();
	call = await connect(simulator);
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const control = (route: string, body: unknown) =>
	send(simulator, 'POST', `/_simulator/${route}`, body);

/** Sends the same request so many times and tells what became of each one. */
async function outcomes(count: number, path = users): Promise<string[]> {
	const seen: string[] = [];
	for (let n = 0; n < count; n += 1) {
		const answer = await fetch(simulator.url + path).catch(() => undefined);
		const text = await answer?.text();
		const form = text?.startsWith('<html>') ? ' html' : '';
		const after = answer?.headers.get('retry-after') ?? '';
		seen.push(answer ? `${answer.status}${form}${after && ` after ${after}`}` : 'dropped');
	}
	return seen;
}

describe('Faults by rate and seed', () => {
	const rates = { tooManyRequests: 0.2, serverError: 0.2, drop: 0.1, dropAfterCommit: 0.1 };

	it('hit about that share of the requests, in every form of their kind', async () => {
		await control('faults', { seed: 1, rates: { ...rates, html: 0.1, delay: 0.1 }, delayMs: 0 });
		await outcomes(600);
		const faults = countBy(simulator.requests(), ({ fault = 'none' }) => fault);
		const share = (...kinds: string[]) =>
			kinds.reduce((sum, kind) => sum + (faults[kind] ?? 0), 0) / 600;
		expect(share('status 429')).toBeCloseTo(0.2, 1);
		expect(share('drop')).toBeCloseTo(0.1, 1);
		expect(share('dropAfterCommit')).toBeCloseTo(0.1, 1);
		expect(share('html 200', 'html 200 after commit')).toBeCloseTo(0.1, 1);
		expect(share('delay')).toBeCloseTo(0.1, 1);
		expect(share('none')).toBeCloseTo(0.2, 1);
		expect(
			Object.keys(faults)
				.filter((kind) => /5\d\d/.test(kind))
				.sort(),
		).toEqual([
			'html 500',
			'html 500 after commit',
			'html 502',
			'html 502 after commit',
			'html 503',
			'html 504',
			'html 504 after commit',
			'status 500',
			'status 500 after commit',
			'status 502',
			'status 502 after commit',
			'status 503',
			'status 504',
			'status 504 after commit',
		]);
	});

	it('are the same for the same seed and other ones for another', async () => {
		const first = async (seed: number) => {
			simulator.reset();
			await control('faults', { seed, rates });
			return await outcomes(40);
		};
		const seven = await first(7);
		expect(new Set(seven)).toContain('429 after 2');
		expect(new Set(seven)).toContain('dropped');
		expect(await first(7)).toEqual(seven);
		expect(await first(8)).not.toEqual(seven);
	});

	it('spare the requests that do not match, which do not count either', async () => {
		const match = '* /profile';
		await control('faults', { seed: 7, match, rates: { tooManyRequests: 0.5 } });
		const alone = await outcomes(10);
		await control('faults', { seed: 7, match, rates: { tooManyRequests: 0.5 } });
		const form = await companyForm(simulator);
		const mixed: string[] = [];
		for (let n = 0; n < 10; n += 1) {
			expect((await requestToken(simulator, form)).status).toBe(200);
			mixed.push(...(await outcomes(1)));
		}
		expect(mixed).toEqual(alone);
	});

	it('come behind listed ones, and an empty list ends both', async () => {
		await control('faults', { seed: 1, rates: { tooManyRequests: 1 } });
		const { body } = await control('faults', [{ match: `GET ${users}`, kind: 'drop', times: 2 }]);
		expect(body).toEqual([{ match: `GET ${users}`, kind: 'drop', times: 2 }]);
		expect((await outcomes(3)).map((one) => one.slice(0, 3))).toEqual(['dro', 'dro', '429']);
		expect((await control('faults', [])).body).toEqual([]);
		expect((await call('GET', users)).status).toBe(200);
		simulator.faults({ seed: 1, rates: { drop: 1 } });
		simulator.reset();
		expect((await call('GET', users)).status).toBe(200);
	});

	it('carry a request out or not, as the log says', async () => {
		await control('faults', { seed: 3, rates: { serverError: 0.7, html: 0.3 } });
		for (let n = 0; n < 20; n += 1)
			await call('POST', users, await person(simulator, `person${n}`)).catch(() => undefined);
		await control('faults', []);
		const posts = simulator.requests().filter(({ method }) => method === 'POST');
		const carriedOut = posts.map(({ fault = '' }) => fault.endsWith('after commit'));
		expect(new Set(carriedOut)).toEqual(new Set([true, false]));
		const { body } = await call('GET', `${users}?attributes=userName`);
		const names = (body.Resources as Array<{ userName: string }>).map(({ userName }) => userName);
		for (const [n, isThere] of carriedOut.entries())
			expect([n, names.includes(`person${n}@example.com`)]).toEqual([n, isThere]);
	});

	it('end the token of a request, which is then answered as expired', async () => {
		const mine = await connect(simulator);
		await control('faults', { seed: 1, rates: { expireTokens: 1 } });
		expect((await mine('GET', users)).status).toBe(401);
		await control('faults', []);
		expect((await mine('GET', users)).status).toBe(401);
		expect((await call('GET', users)).status).toBe(200);
		expect(simulator.requests().map(({ fault }) => fault)).toEqual([
			undefined,
			'expireToken',
			undefined,
			undefined,
		]);
		simulator.settings({ expiredTokenStatus: 403 });
		expect((await mine('GET', users)).status).toBe(403);
	});

	it.each([
		{ rates: {} },
		{ seed: 1, rates: { tooMany: 0.1 } },
		{ seed: 1, rates: { drop: 0.7, html: 0.4 } },
		{ seed: 1, rates: { drop: -1 } },
		{ seed: 1, match: '/profile', rates: {} },
	])('are rejected as %j', async (body) => {
		expect((await control('faults', body)).status).toBe(400);
	});
});

describe('A listed fault', () => {
	it('can take the place of the answer to a request that was carried out', async () => {
		await control('faults', [
			{ match: `POST ${users}`, kind: 'status', status: 502, afterCommit: true },
			{ match: `POST ${users}`, kind: 'html', status: 200, afterCommit: true },
		]);
		expect((await call('POST', users, await person(simulator, 'ada'))).status).toBe(502);
		const page = await fetch(simulator.url + users, { method: 'POST' });
		expect([page.status, (await page.text()).slice(0, 6)]).toEqual([200, '<html>']);
		expect((await call('POST', users, await person(simulator, 'ada'))).status).toBe(409);
	});

	it('can end a token', async () => {
		const mine = await connect(simulator);
		await control('faults', [{ match: `* /profile`, kind: 'expireToken' }]);
		expect((await mine('GET', users)).status).toBe(401);
	});
});

describe('An error of the gateway', () => {
	const authorization = 'Bearer secret-token';
	const post = (kind: string) =>
		fetch(`${simulator.url}${users}?count=1`, {
			method: 'POST',
			headers: { authorization, 'x-more': '<b>' },
			body: '{"title":"<i>"}',
		}).then(async (answer) => `${kind} ${answer.status} ${await answer.text()}`);

	it.each([
		['status', 500],
		['status', 429],
		['html', 502],
	])('repeats the request where settings say so: %s %i', async (kind, status) => {
		const match = `POST ${users}`;
		await control('faults', [{ match, kind, status, times: 2 }]);
		expect(await post(kind)).not.toContain('secret-token');
		await control('settings', { echoRequests: true });
		const text = await post(kind);
		if (kind === 'html') {
			expect(text).toContain(`POST ${users}?count=1\n`);
			expect(text).toContain(`authorization: ${authorization}\n`);
			expect(text).toContain('\n\n{"title":"&lt;i&gt;"}');
			return;
		}
		const body = JSON.parse(text.slice(text.indexOf('{'))) as Record<string, unknown>;
		expect(body.request).toMatchObject({
			method: 'POST',
			path: `${users}?count=1`,
			headers: { authorization, 'x-more': '<b>' },
			body: '{"title":"<i>"}',
		});
		// Beside the repeated request, the message names the token as well.
		expect(JSON.stringify({ ...body, request: undefined })).toContain(authorization);
	});

	it('is told by the log, and has Retry-After only if the rate limit says so', async () => {
		await control('settings', { rateLimit: { perMinute: 1 }, echoRequests: true });
		await call('GET', users);
		const limited = await call('GET', users);
		expect(limited.status).toBe(429);
		expect(limited.headers.get('retry-after')).toBeNull();
		expect(limited.body.request).toMatchObject({ path: users });
		expect(simulator.requests().map(({ fault }) => fault)).toEqual([undefined, 'rateLimit']);
	});
});

it('A rate limit of 400 a minute lets 400 requests of a token through, beside random faults', async () => {
	await control('settings', { rateLimit: { perMinute: 400, retryAfter: 2 } });
	await control('faults', { seed: 5, rates: { drop: 0.1 } });
	const path = '/profile/identity/v4.1/ServiceProviderConfig';
	for (let n = 0; n < 500; n += 1) await call('GET', path).catch(() => undefined);
	const counts = countBy(
		simulator.requests(),
		({ status, fault = 'none' }) => `${status} ${fault}`,
	);
	expect(counts).toMatchObject({ '200 none': 400 });
	expect(counts['0 drop']! + counts['429 rateLimit']!).toBe(100);
	simulator.advance(60_000);
	await control('faults', []);
	expect((await call('GET', path)).status).toBe(200);
});
