// SAP Concur Identity, Check: a service that answers badly is not the token, and what is said about it fits.
import { describe, expect, it } from 'vitest';
import type { FaultRequest } from '../../../../simulator/control/faults.mts';
import { concurCredential, steer } from '../../../support/concur.mts';
import { checked, connectedCompany, notOk, type States } from './checked.mts';

const company = connectedCompany();

const identity = (rest: Partial<FaultRequest>): FaultRequest => ({
	match: 'GET /profile/identity',
	times: 9,
	kind: 'status',
	...rest,
});

/** What a line says. */
const lineOf = (items: Array<Record<string, unknown>>, name: string) =>
	items.find(({ check }) => check === name) as { found: string; cure: string };

describe('while only the Identity service', () => {
	it.each<[string, Partial<FaultRequest>, RegExp, RegExp, States]>([
		['forbids', { status: 403 }, /does not allow/, /has the scopes for this, so contact/, {}],
		['is not there', { status: 404 }, /no such service/, /^Run this check again later/, {}],
		['is away', { status: 503 }, /temporarily unable/, /later/, {}],
		['does not answer', { kind: 'drop' }, /could not be reached/, /ECONNRESET|failed/, {}],
		['is a page of a gateway', { kind: 'html', status: 200 }, /HTML page/, /proxy/, {}],
		[
			'asks n8n to slow down',
			{ status: 429 },
			/: SAP Concur asked n8n to slow down\.$/,
			/^Wait a few minutes.* then run this check again\.$/,
			{ 'Rate limit': 'warning' },
		],
	])(
		'%s, the line Company says so and the others are checked',
		async (_, fault, found, cure, more) => {
			await steer(company.simulator, 'faults', [identity(fault)]);
			const { items, requests } = await checked(company, company.connected);
			expect(notOk(items)).toEqual({ Company: 'warning', ...more });
			expect(lineOf(items, 'Company').found).toMatch(found);
			expect(lineOf(items, 'Company').cure).toMatch(cure);
			expect(requests.filter(({ path }) => path === '/oauth2/v0/token')).toHaveLength(2);
		},
	);

	it('forbids at the first use of a credential, the line Company says so', async () => {
		await steer(company.simulator, 'faults', [identity({ status: 403 })]);
		const { items } = await checked(company, await concurCredential(company.simulator));
		expect(notOk(items)).toEqual({ Company: 'warning' });
	});
});

describe('does not mind', () => {
	it.each<[string, FaultRequest['match'], Partial<FaultRequest>, States]>([
		['a 503', 'GET /profile/identity', { status: 503 }, {}],
		['a lost connection', 'GET /profile/identity', { kind: 'drop' }, {}],
		['a 429', 'GET /profile/identity', { status: 429 }, { 'Rate limit': 'warning' }],
		['a 503 of the form', 'GET /profile/spend', { status: 503 }, {}],
		['a lost connection of the topics', 'GET /events/v4/topics', { kind: 'drop' }, {}],
		['a lost connection of the tokens', 'POST /oauth2', { kind: 'drop' }, {}],
	])('%s that happens once', async (_, match, rest, expected) => {
		await steer(company.simulator, 'faults', [{ match, kind: 'status', times: 1, ...rest }]);
		const { items } = await checked(company, company.connected);
		expect(notOk(items)).toEqual(expected);
	});
});

it('stays below 12 requests while all services but that of the tokens are away', async () => {
	await steer(
		company.simulator,
		'faults',
		['GET /profile', 'GET /events'].map((match) => ({ ...identity({ status: 503 }), match })),
	);
	const { items } = await checked(company, company.connected);
	expect(Object.values(notOk(items))).not.toContain('failed');
});

it('blames the data center if no service answers at all', async () => {
	await steer(
		company.simulator,
		'faults',
		['GET /profile', 'GET /events'].map((match) => ({ ...identity({ kind: 'drop' }), match })),
	);
	const { items } = await checked(company, company.connected);
	expect(notOk(items)).toMatchObject({ 'Company token': 'warning', 'Data center': 'failed' });
});

describe('of an app without any scope', () => {
	it('names all that a line needs, and nothing that only other operations do', async () => {
		company.simulator.settings({ app: { scopes: ['openid'] } });
		const { items } = await checked(company, company.connected);
		const cures = ['Company', 'Employee form', 'Event topics', 'Event subscriptions'].map(
			(name) => lineOf(items, name).cure,
		);
		const events =
			'Add the scopes events.topic.read, user.provision.read, identity.user.event.read, spend.user.event.read, travel.profile.user.event.read or travel.user.event.read to the app in SAP Concur, then run this check again.';
		expect(cures).toEqual([
			'Add the scopes identity.user.ids.read, identity.user.core.read, identity.user.coresensitive.read, identity.user.enterprise.read to the app in SAP Concur, then run this check again.',
			'Add the scope spend.user.general.read to the app in SAP Concur, then run this check again.',
			...[events, events],
		]);
	});

	it('takes the time from responses that refuse', async () => {
		company.simulator.settings({ app: { scopes: ['openid'] } });
		const { items } = await checked(company, company.connected);
		expect(notOk(items)).not.toHaveProperty('Clock');
	});
});

it('says that the clock needs a token where there is none', async () => {
	company.simulator.settings({ app: { disabled: true } });
	const { items } = await checked(company, company.connected);
	expect(lineOf(items, 'Clock').found).toBe(
		"Could not be checked: there is no new token. See 'Company token'.",
	);
});
