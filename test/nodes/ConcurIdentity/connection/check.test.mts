// SAP Concur Identity, Check: what it does whatever is broken, and that a connection that works is found to.
import { expect, it } from 'vitest';
import { concurCredential, steer } from '../../../support/concur.mts';
import { checked, checks, connectedCompany, notOk, run } from './checked.mts';

const company = connectedCompany();

it('finds nothing in a connection that works, by 7 requests that change nothing', async () => {
	const { items, requests } = await checked(company, company.connected);
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
	const { items } = await checked(company, await concurCredential(company.simulator));
	expect(notOk(items)).toEqual({});
});

it('runs once for all items, and its items are linked to all of them', async () => {
	const { outputs } = await run(company.connected, { items: [{}, {}, {}] });
	expect(outputs[0]).toHaveLength(checks.length);
	expect(outputs[0]![0]!.pairedItem).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
});

it.each(['continueRegularOutput', 'continueErrorOutput'])(
	'leaves by the first output whatever is wrong, with On Error %s',
	async (onError) => {
		company.simulator.settings({ app: { disabled: true } });
		const { outputs, hints } = await run(company.connected, { onError });
		expect(outputs[0]).toHaveLength(checks.length);
		expect(outputs.slice(1).flat()).toEqual([]);
		expect(hints).toMatchObject([
			{ message: '12 ok, 6 with a warning, 1 failed', type: 'warning' },
		]);
	},
);

it('is open to an AI agent', async () => {
	const { outputs, error } = await run(company.connected, { asTool: true });
	expect(error).toBeUndefined();
	expect(outputs[0]).toHaveLength(checks.length);
});

it('ends when the user presses Stop', async () => {
	await steer(company.simulator, 'faults', [
		{ match: 'GET /profile', kind: 'delay', delayMs: 100 },
	]);
	const { status } = await run(company.connected, { cancelAfter: 20 });
	expect(status).toBe('canceled');
});
