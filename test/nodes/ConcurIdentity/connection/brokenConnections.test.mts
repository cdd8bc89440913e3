// SAP Concur Identity, Check: exactly the right lines are not ok for each broken connection.
import axios from 'axios';
import { describe, expect, it, vi } from 'vitest';
import type { FaultRequest } from '../../../../simulator/control/faults.mts';
import { concurCredential, shownCredentials, steer } from '../../../support/concur.mts';
import { checked, checks, connectedCompany, notOk, withoutToken, type States } from './checked.mts';

const company = connectedCompany();

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
		company.simulator.settings({
			app: { scopes: company.allScopes.filter((one) => !missing.includes(one)) },
		});
		const { items } = await checked(company, company.connected);
		expect(notOk(items)).toEqual(expected);
		const cures = items.map(({ cure }) => cure).join(' ');
		if (Object.keys(expected).length > 0) expect(cures).toContain(missing[0]);
	});

	it('half of its scopes, it checks the rest', async () => {
		company.simulator.settings({
			app: { scopes: company.allScopes.filter((_, index) => index % 2 === 0) },
		});
		const { items } = await checked(company, company.connected);
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
			() => company.simulator.settings({ app: { disabled: true } }),
			{ ...withoutToken, 'Company token': 'failed' },
		],
		[
			'whose company has moved to a place that is not SAP Concur',
			() => company.simulator.settings({ app: { livesElsewhere: 'https://concur.example.com' } }),
			{ ...withoutToken, 'Company token': 'warning', 'Data center': 'failed' },
		],
		[
			'without the grant refresh_token',
			() => company.simulator.settings({ app: { grants: ['password', 'client_credentials'] } }),
			{ ...withoutToken, 'Company token': 'failed' },
		],
		[
			'without the grant client_credentials',
			() => company.simulator.settings({ app: { grants: ['password', 'refresh_token'] } }),
			{ 'App token': 'failed', 'Event topics': 'warning', 'Event subscriptions': 'warning' },
		],
		[
			'whose refresh token is over',
			async () => {
				const { accessToken } = company.connected.concurApi!;
				await axios.delete(`${company.simulator.url}/app-mgmt/v0/connections`, {
					headers: { Authorization: `Bearer ${String(accessToken)}` },
					proxy: false,
				});
				company.connected.concurApi!.requestTokenExchangedAt = '2026-06-01T12:00:00Z';
			},
			{ ...withoutToken, 'Company token': 'failed', 'End of the connection': 'failed' },
		],
		[
			'whose last day has passed while the token service is away',
			async () => {
				company.connected.concurApi!.refreshTokenExpiresAt = '2026-11-30T12:00:00Z';
				await steer(company.simulator, 'faults', fault('POST /oauth2', { status: 503 }));
			},
			{ ...withoutToken, 'Company token': 'warning', 'End of the connection': 'failed' },
		],
		[
			'that has too many requests',
			() => company.simulator.settings({ rateLimit: { perMinute: 0 } }),
			{
				...{ 'Rate limit': 'warning', Company: 'warning', 'Employee form': 'warning' },
				...{ 'Event topics': 'warning', 'Event subscriptions': 'warning' },
			},
		],
		[
			'whose token service asks n8n to slow down',
			() => steer(company.simulator, 'faults', fault('POST /oauth2', { status: 429 })),
			{ ...withoutToken, 'Company token': 'warning', 'Rate limit': 'warning' },
		],
		[
			'to an n8n with another time',
			() => steer(company.simulator, 'clock', { advanceMs: 10 * 60_000 }),
			{ Clock: 'warning' },
		],
		[
			'whose employee form is forbidden',
			() => steer(company.simulator, 'faults', fault('GET /profile/spend', { status: 403 })),
			{ 'Employee form': 'failed' },
		],
		[
			'whose employee form is a page of a gateway',
			() =>
				steer(
					company.simulator,
					'faults',
					fault('GET /profile/spend', { kind: 'html', status: 200 }),
				),
			{ 'Employee form': 'warning' },
		],
		[
			'whose expense service is away',
			() => steer(company.simulator, 'faults', fault('GET /profile/spend', { status: 503 })),
			{ 'Employee form': 'warning' },
		],
		[
			'whose expense service does not answer',
			() => steer(company.simulator, 'faults', fault('GET /profile/spend', { kind: 'drop' })),
			{ 'Employee form': 'warning' },
		],
		[
			'whose company does not use Expense',
			() => steer(company.simulator, 'faults', fault('GET /profile/spend', { status: 404 })),
			{},
		],
		[
			'that rejects its own tokens',
			() => steer(company.simulator, 'faults', fault('GET /profile', { status: 401 })),
			{
				...{ 'Company token': 'failed', Company: 'warning', Clock: 'ok' },
				'Employee form': 'warning',
			} as never,
		],
		[
			'with a paste that is no key',
			() => (company.connected.concurApi!.eventPublicKeys = 'not a key'),
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
		[
			'after the key of events has ended, with another key that may be older still',
			async () => {
				vi.setSystemTime(new Date('2027-04-10T12:00:00Z'));
				const { webhookPublicKeys } = await shownCredentials(company.simulator);
				company.connected.concurApi!.eventPublicKeys = webhookPublicKeys[0]!;
			},
			{ 'Event keys': 'warning' },
		],
	])('%s, it finds exactly that', async (_, breakIt, expected) => {
		await breakIt();
		const { items } = await checked(company, company.connected);
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
		company.simulator.settings({ app });
		const { items } = await checked(company, await concurCredential(company.simulator));
		expect(notOk(items)).toEqual(expected);
	});

	it.each([
		['does not know the app', { clientId: 'ffffffff-ffff-4fff-8fff-ffffffffffff' }],
		['does not know the company', { companyUuid: 'ffffffff-ffff-4fff-8fff-ffffffffffff' }],
		['does not answer', { customHost: 'http://127.0.0.1:9' }],
	])('to a data center that %s, it names the data center', async (_, typed) => {
		const { concurApi } = await concurCredential(company.simulator);
		const { items } = await checked(company, { concurApi: { ...concurApi, ...typed } });
		expect(notOk(items)).toEqual({
			...neverConnected,
			...{ 'Company token': 'warning', 'Data center': 'failed' },
		});
	});
});
