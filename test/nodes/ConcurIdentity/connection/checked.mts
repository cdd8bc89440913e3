// Runs Check against a company whose connection works until a test breaks it.
import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, expect, vi } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { startSimulator } from '../../../../simulator/index.mts';
import { concurCredential, type RunningSimulator } from '../../../support/concur.mts';
import { runNode } from '../../../support/executeNode.mts';
import { fastTimers } from '../../../support/fastTimers.mts';
import { standingClock } from '../../../support/standingClock.mts';
import type { CredentialsByType } from '../../../support/storedCredentials.mts';

/** All lines, in their order. */
export const checks = [
	...['Company token', 'Data center', 'Company', 'App token', 'End of the connection'],
	'Find and read users (Identity)',
	'Create and change users (Identity)',
	'Create and change users (Provisioning)',
	...['Provisioning status', 'Send expense data', 'Read expense data', 'Read travel data'],
	...['Delete users', 'Clock', 'Rate limit', 'Employee form'],
	...['Event topics', 'Event subscriptions', 'Event keys'],
];

export type States = Record<string, 'warning' | 'failed'>;

/** Of what needs a token. */
export const withoutToken: States = {
	...{ Company: 'warning', 'App token': 'warning', Clock: 'warning' },
	...{ 'Employee form': 'warning', 'Event topics': 'warning', 'Event subscriptions': 'warning' },
};

export interface Company {
	simulator: RunningSimulator;
	/** As n8n has it once the connection works. */
	connected: CredentialsByType;
	allScopes: string[];
}

/** The company of all tests of a file, connected anew before each of them. */
export function connectedCompany(): Company {
	const company = {} as Company;
	fastTimers();
	standingClock();
	beforeAll(async () => {
		company.simulator = await startSimulator();
		company.allScopes = [...company.simulator.settings({}).app.scopes];
	});
	beforeEach(async () => {
		vi.setSystemTime(new Date('2026-12-01T12:00:00Z'));
		// Nothing leaves this machine.
		vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9');
		company.simulator.reset();
		const connecting = { parameters: { operation: 'getAll' } };
		const typed = await concurCredential(company.simulator);
		company.connected = (await run(typed, connecting)).credentials;
	});
	afterAll(async () => {
		vi.unstubAllEnvs();
		await company.simulator.close();
	});
	return company;
}

export async function run(credentials: CredentialsByType, options: object = {}) {
	return await runNode({
		node: new ConcurIdentity(),
		credentials,
		parameters: { resource: 'connection', operation: 'check' },
		...options,
	});
}

/** Runs the check, and returns its items and what it asked for; whatever is broken, this holds. */
export async function checked(
	{ simulator }: Company,
	credentials: CredentialsByType,
	options: object = {},
) {
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

export const notOk = (items: IDataObject[]) =>
	Object.fromEntries(
		items.filter(({ state }) => state !== 'ok').map(({ check, state }) => [check, state]),
	);
