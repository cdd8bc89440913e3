// SAP Concur Identity, Check: which lines are not ok for which broken connection, and that the check itself does no harm.
import axios from 'axios';
import omit from 'lodash/omit.js';
import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import type { FaultRequest } from '../../../../simulator/control/faults.mts';
import { startSimulator } from '../../../../simulator/index.mts';
import { concurCredential, steer, type RunningSimulator } from '../../../support/concur.mts';
import { runNode } from '../../../support/executeNode.mts';
import { fastTimers } from '../../../support/fastTimers.mts';
import { startProxy, type Answer, type ProxiedRequest } from '../../../support/rewritingProxy.mts';
import { standingClock } from '../../../support/standingClock.mts';
import type { CredentialsByType } from '../../../support/storedCredentials.mts';

/** All lines, in their order. */
const checks = [
	...['Company token', 'Data center', 'Company', 'App token', 'End of the connection'],
	'Find and read users (Identity)',
	'Create and change users (Identity)',
	'Create and change users (Provisioning)',
	...['Provisioning status', 'Send expense data', 'Read expense data', 'Read travel data'],
	...['Delete users', 'Clock', 'Rate limit', 'Employee form'],
	...['Event topics', 'Event subscriptions', 'Event keys'],
];

type States = Record<string, 'warning' | 'failed'>;

let simulator: RunningSimulator;
/** As n8n has it once the connection works. */
let connected: CredentialsByType;
let allScopes: string[];

fastTimers();
standingClock();
beforeAll(async () => {
	simulator = await startSimulator();
	allScopes = [...simulator.settings({}).app.scopes];
});
beforeEach(async () => {
	vi.setSystemTime(new Date('2026-12-01T12:00:00Z'));
	// Nothing leaves this machine.
	vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9');
	simulator.reset();
	const connecting = { parameters: { operation: 'getAll' } };
	connected = (await run(await concurCredential(simulator), connecting)).credentials;
});
afterAll(async () => {
	vi.unstubAllEnvs();
	await simulator.close();
});

async function run(credentials: CredentialsByType, options: object = {}) {
	return await runNode({
		node: new ConcurIdentity(),
		credentials,
		parameters: { resource: 'connection', operation: 'check' },
		...options,
	});
}

/** Runs the check, and returns its items and what it asked for; whatever is broken, this holds. */
async function checked(credentials: CredentialsByType, options: object = {}) {
	const before = simulator.requests().length;
	const { outputs, error, credentials: stored } = await run(credentials, options);
	expect(error).toBeUndefined();
	const items = outputs[0]!.map(({ json }) => json);
	const requests = simulator.requests().slice(before);
	expect(requests.length).toBeLessThanOrEqual(12);
	const writes = requests.filter(
		({ method, path }) => method !== 'GET' && path !== '/oauth2/v0/token',
	);
	expect(writes).toEqual([]);
	expect(items.map(({ check }) => check)).toEqual(checks);
	for (const item of items) {
		expect(Object.keys(item)).toEqual(['check', 'state', 'found', 'cure']);
		expect(item.found).toMatch(/^[A-Z'h].*[.)]$/s);
		expect(item.cure).toMatch(item.state === 'ok' ? /^$/ : /^[A-Z'].{10,}[.)]$/s);
	}
	const text = JSON.stringify(items);
	for (const secret of secretsOf(credentials, stored)) expect(text).not.toContain(secret);
	return { items, requests };
}

const secret = /token$|secret|^exchanged|^tokenSource/i;

/** What was typed or stored and is nobody's business. */
const secretsOf = (...all: CredentialsByType[]) =>
	all
		.flatMap(({ concurApi }) => Object.entries(concurApi!))
		.filter(([name, value]) => secret.test(name) && value !== '')
		.map(([, value]) => String(value));

const notOk = (items: IDataObject[]) =>
	Object.fromEntries(
		items.filter(({ state }) => state !== 'ok').map(({ check, state }) => [check, state]),
	);

it('finds nothing in a connection that works, by 7 requests that change nothing', async () => {
	const { items, requests } = await checked(connected);
	expect(notOk(items)).toEqual({});
	expect(requests.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
		'GET /profile/identity/v4.1/Users 401',
		...Array<string>(2).fill('POST /oauth2/v0/token 200'),
		'GET /profile/identity/v4.1/Users 200',
		'GET /profile/spend/v4.1/FormFields 200',
		'GET /events/v4/topics 200',
		'GET /events/v4/subscriptions 200',
	]);
	expect(items.find(({ check }) => check === 'End of the connection')).toMatchObject({
		found: 'The connection ends on 2027-06-01, unless it is used before: each use moves this day.',
	});
});

it('finds nothing in a connection that is used for the first time', async () => {
	const { items } = await checked(await concurCredential(simulator));
	expect(notOk(items)).toEqual({});
});

it('runs once for all items, and its items are linked to all of them', async () => {
	const { outputs } = await run(connected, { items: [{}, {}, {}] });
	expect(outputs[0]).toHaveLength(checks.length);
	expect(outputs[0]![0]!.pairedItem).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
});

it.each(['continueRegularOutput', 'continueErrorOutput'])(
	'leaves by the first output whatever is wrong, with On Error %s',
	async (onError) => {
		simulator.settings({ app: { disabled: true } });
		const { outputs, hints } = await run(connected, { onError });
		expect(outputs[0]).toHaveLength(checks.length);
		expect(outputs.slice(1).flat()).toEqual([]);
		expect(hints).toMatchObject([
			{ message: '12 ok, 6 with a warning, 1 failed', type: 'warning' },
		]);
	},
);

it('is open to an AI agent', async () => {
	const { outputs, error } = await run(connected, { asTool: true });
	expect(error).toBeUndefined();
	expect(outputs[0]).toHaveLength(checks.length);
});

it('ends when the user presses Stop', async () => {
	await steer(simulator, 'faults', [{ match: 'GET /profile', kind: 'delay', delayMs: 100 }]);
	const { status } = await run(connected, { cancelAfter: 20 });
	expect(status).toBe('canceled');
});

/** Of what needs a token. */
const withoutToken: States = {
	...{ Company: 'warning', 'App token': 'warning', Clock: 'warning' },
	...{ 'Employee form': 'warning', 'Event topics': 'warning', 'Event subscriptions': 'warning' },
};
/** Of what a credential without any token says less of. */
const neverConnected: States = {
	...withoutToken,
	...{ 'Data center': 'warning', 'End of the connection': 'warning' },
	...Object.fromEntries(checks.slice(5, 13).map((check) => [check, 'warning'])),
};

describe('of an app without', () => {
	it.each<[string[], States]>([
		[['identity.user.ids.read'], { 'Find and read users (Identity)': 'warning' }],
		[['identity.user.core.read'], { 'Find and read users (Identity)': 'warning' }],
		[
			['identity.user.enterprise.read'],
			{ Company: 'warning', 'Find and read users (Identity)': 'warning' },
		],
		[
			['identity.user.coreenterprise.writeonly'],
			{
				'Create and change users (Identity)': 'failed',
				'Create and change users (Provisioning)': 'failed',
			},
		],
		[['identity.user.externalID.writeonly'], { 'Create and change users (Identity)': 'warning' }],
		[['user.provision.write'], { 'Create and change users (Provisioning)': 'failed' }],
		[['user.provision.read'], { 'Provisioning status': 'failed', 'Event topics': 'warning' }],
		[['spend.user.general.writeonly'], { 'Send expense data': 'failed' }],
		[['spend.user.general.read'], { 'Read expense data': 'failed', 'Employee form': 'failed' }],
		[['travel.user.general.read'], { 'Read travel data': 'failed' }],
		[['travel.user.private.read'], { 'Read travel data': 'warning' }],
		[['identity.user.delete'], {}],
		[['events.topic.read'], { 'Event topics': 'failed', 'Event subscriptions': 'warning' }],
		[['identity.user.event.read'], { 'Event topics': 'warning' }],
		[['travel.profile.user.event.read'], {}],
	])('%s, it finds %j', async (missing, expected) => {
		simulator.settings({ app: { scopes: allScopes.filter((one) => !missing.includes(one)) } });
		const { items } = await checked(connected);
		expect(notOk(items)).toEqual(expected);
		const cures = items.map(({ cure }) => cure).join(' ');
		if (Object.keys(expected).length > 0) expect(cures).toContain(missing[0]);
	});

	it('half of its scopes, it checks the rest', async () => {
		simulator.settings({ app: { scopes: allScopes.filter((_, index) => index % 2 === 0) } });
		const { items } = await checked(connected);
		expect(items.filter(({ state }) => state === 'ok').length).toBeGreaterThan(6);
		expect(notOk(items)).not.toHaveProperty('Company token');
	});
});

const fault = (match: string, rest: Partial<FaultRequest>): FaultRequest[] => [
	{ match, times: 9, kind: 'status', ...rest },
];

describe('of a connection', () => {
	it.each<[string, () => unknown, States]>([
		[
			'whose app is disabled',
			() => simulator.settings({ app: { disabled: true } }),
			{ ...withoutToken, 'Company token': 'failed' },
		],
		[
			'whose company has moved to a place that is not SAP Concur',
			() => simulator.settings({ app: { livesElsewhere: 'https://concur.example.com' } }),
			{ ...withoutToken, 'Company token': 'warning', 'Data center': 'failed' },
		],
		[
			'without the grant refresh_token',
			() => simulator.settings({ app: { grants: ['password', 'client_credentials'] } }),
			{ ...withoutToken, 'Company token': 'failed' },
		],
		[
			'without the grant client_credentials',
			() => simulator.settings({ app: { grants: ['password', 'refresh_token'] } }),
			{ 'App token': 'failed', 'Event topics': 'warning', 'Event subscriptions': 'warning' },
		],
		[
			'whose refresh token is over',
			async () => {
				const { accessToken } = connected.concurApi!;
				await axios.delete(`${simulator.url}/app-mgmt/v0/connections`, {
					headers: { Authorization: `Bearer ${String(accessToken)}` },
					proxy: false,
				});
				connected.concurApi!.requestTokenExchangedAt = '2026-06-01T12:00:00Z';
			},
			{ ...withoutToken, 'Company token': 'failed', 'End of the connection': 'failed' },
		],
		[
			'whose last day has passed while the token service is away',
			async () => {
				connected.concurApi!.refreshTokenExpiresAt = '2026-11-30T12:00:00Z';
				await steer(simulator, 'faults', fault('POST /oauth2', { status: 503 }));
			},
			{ ...withoutToken, 'Company token': 'warning', 'End of the connection': 'failed' },
		],
		[
			'that has too many requests',
			() => simulator.settings({ rateLimit: { perMinute: 0 } }),
			{
				...{ 'Rate limit': 'warning', Company: 'warning', Clock: 'warning' },
				...{ 'Employee form': 'warning', 'Event topics': 'warning' },
				'Event subscriptions': 'warning',
			},
		],
		[
			'whose token service asks n8n to slow down',
			() => steer(simulator, 'faults', fault('POST /oauth2', { status: 429 })),
			{ ...withoutToken, 'Company token': 'warning', 'Rate limit': 'warning' },
		],
		[
			'to an n8n with another time',
			() => steer(simulator, 'clock', { advanceMs: 10 * 60_000 }),
			{ Clock: 'warning' },
		],
		[
			'whose employee form is forbidden',
			() => steer(simulator, 'faults', fault('GET /profile/spend', { status: 403 })),
			{ 'Employee form': 'failed' },
		],
		[
			'whose employee form is a page of a gateway',
			() => steer(simulator, 'faults', fault('GET /profile/spend', { kind: 'html', status: 200 })),
			{ 'Employee form': 'warning' },
		],
		[
			'whose expense service is away',
			() => steer(simulator, 'faults', fault('GET /profile/spend', { status: 503 })),
			{ 'Employee form': 'warning' },
		],
		[
			'whose expense service does not answer',
			() => steer(simulator, 'faults', fault('GET /profile/spend', { kind: 'drop' })),
			{ 'Employee form': 'warning' },
		],
		[
			'whose company does not use Expense',
			() => steer(simulator, 'faults', fault('GET /profile/spend', { status: 404 })),
			{},
		],
		[
			'that rejects its own tokens',
			() => steer(simulator, 'faults', fault('GET /profile', { status: 401 })),
			{
				...{ 'Company token': 'failed', Company: 'warning', Clock: 'ok' },
				'Employee form': 'warning',
			} as never,
		],
		[
			'with a paste that is no key',
			() => (connected.concurApi!.eventPublicKeys = 'not a key'),
			{ 'Event keys': 'failed' },
		],
		[
			'seventeen days before the key of events ends, without a way to the next one',
			() => vi.setSystemTime(new Date('2027-03-10T12:00:00Z')),
			{ 'Event keys': 'warning' },
		],
		[
			'after the key of events has ended, without a way to the next one',
			() => vi.setSystemTime(new Date('2027-04-10T12:00:00Z')),
			{ 'Event keys': 'failed' },
		],
	])('%s, it finds exactly that', async (_, breakIt, expected) => {
		await breakIt();
		const { items } = await checked(connected);
		const { Clock, ...rest } = expected as Record<string, string>;
		expect(notOk(items)).toEqual(Clock === 'ok' ? rest : expected);
	});

	it.each<[string, object, States]>([
		[
			'without the grant password',
			{ grants: ['refresh_token', 'client_credentials'] },
			{ ...neverConnected, 'Company token': 'failed' },
		],
		[
			'whose company is not enabled for the app',
			{ companyEnabled: false },
			{ ...neverConnected, 'Company token': 'failed' },
		],
	])('that is new, %s, it finds exactly that', async (_, app, expected) => {
		simulator.settings({ app });
		const { items } = await checked(await concurCredential(simulator));
		expect(notOk(items)).toEqual(expected);
	});

	it.each([
		['does not know the app', { clientId: 'ffffffff-ffff-4fff-8fff-ffffffffffff' }],
		['does not know the company', { companyUuid: 'ffffffff-ffff-4fff-8fff-ffffffffffff' }],
		['does not answer', { customHost: 'http://127.0.0.1:9' }],
	])('to a data center that %s, it names the data center', async (_, typed) => {
		const { concurApi } = await concurCredential(simulator);
		const { items } = await checked({ concurApi: { ...concurApi, ...typed } });
		expect(notOk(items)).toEqual({
			...neverConnected,
			...{ 'Company token': 'warning', 'Data center': 'failed' },
		});
	});
});

describe('of a connection whose responses say', () => {
	const subscription = (companyIds: unknown) =>
		JSON.stringify([{ id: 'n8n-1-identity-prod', topic: 'public.concur.user', companyIds }]);

	it.each<[string, RegExp, (body: string) => string, States]>([
		[
			'that the connection ends in 20 days',
			/oauth2/,
			(body) =>
				body.replace(
					/("refresh_expires_in":)\d+/,
					`$1${Date.parse('2026-12-21T12:00:00Z') / 1000}`,
				),
			{ 'End of the connection': 'warning' },
		],
		[
			'that a subscription has no company',
			/subscriptions/,
			() => subscription([]),
			{ 'Event subscriptions': 'failed' },
		],
		[
			'that a subscription is for another company',
			/subscriptions/,
			() => subscription(['ffffffff-ffff-4fff-8fff-ffffffffffff']),
			{ 'Event subscriptions': 'failed' },
		],
		[
			'that a subscription of two is for another company, with which the app may be shared',
			/subscriptions/,
			() =>
				`[${[['.*'], ['ffffffff-ffff-4fff-8fff-ffffffffffff']].map((ids) => subscription(ids).slice(1, -1)).join()}]`,
			{ 'Event subscriptions': 'warning' },
		],
		['that a subscription is for all', /subscriptions/, () => subscription(['.*']), {}],
		['that there is no topic', /topics/, () => '[]', { 'Event topics': 'failed' }],
		[
			'that the tokens are those of another company',
			/identity/,
			(body) => body.replace(/("companyId":")[^"]+/, '$1ffffffff-ffff-4fff-8fff-ffffffffffff'),
			{ Company: 'failed' },
		],
		[
			'something else than the ID of a company',
			/identity/,
			(body) => body.replace(/("companyId":")[^"]+/, '$1Jane Doe'),
			{ Company: 'warning' },
		],
		[
			'nothing of scopes',
			/oauth2/,
			(body) => body.replace(/"scope":"[^"]*"/, '"scope":""'),
			Object.fromEntries(checks.slice(5, 13).map((check) => [check, 'warning'])),
		],
	])('%s, it finds exactly that', async (_, path, rewrite, expected) => {
		const answers = ({ status, body }: Answer) => ({ status, body: rewrite(body) });
		const proxy = await startProxy(simulator.url, (request, answer) =>
			path.test(request.path) ? answers(answer) : answer,
		);
		try {
			const { concurApi } = await concurCredential(simulator);
			const { items } = await checked({ concurApi: { ...concurApi, customHost: proxy.url } });
			expect(notOk(items)).toEqual(expected);
		} finally {
			await proxy.close();
		}
	});
});

describe('of a connection that worked, and whose address now', () => {
	const limited = { status: 429, body: '{}' };
	it.each<[string, (request: ProxiedRequest, answer: Answer) => Answer, States]>([
		[
			'is that of another site',
			() => ({ status: 404, body: '<html>Not found</html>' }),
			{ ...withoutToken, 'Company token': 'warning', 'Data center': 'failed' },
		],
		[
			'needs no token',
			({ path }, answer) =>
				path.includes('identity') ? { status: 200, body: '{"Resources":[]}' } : answer,
			{ ...omit(withoutToken, 'Clock'), 'Company token': 'warning' },
		],
		[
			'issues no app token, because there were too many requests',
			({ body }, answer) => (body.includes('client_credentials') ? limited : answer),
			{ 'App token': 'warning', 'Rate limit': 'warning' },
		],
	])('%s, it finds exactly that', async (_, answers, expected) => {
		let hasChanged = false;
		const proxy = await startProxy(simulator.url, (request, answer) =>
			hasChanged ? answers(request, answer) : answer,
		);
		try {
			const { concurApi } = await concurCredential(simulator);
			const first = await run({ concurApi: { ...concurApi, customHost: proxy.url } });
			hasChanged = true;
			const { items } = await checked(first.credentials);
			expect(notOk(items)).toEqual(expected);
			expect(JSON.stringify(items)).not.toContain('Check the user');
		} finally {
			await proxy.close();
		}
	});
});
