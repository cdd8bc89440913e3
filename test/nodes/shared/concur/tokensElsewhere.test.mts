// Another worker has renewed the tokens, and this one has not seen the new ones yet.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { startSimulator } from '../../../../simulator/index.mts';
import { concurCredential, located, type RunningSimulator } from '../../../support/concur.mts';
import { runNode } from '../../../support/executeNode.mts';
import { startProxy } from '../../../support/rewritingProxy.mts';
import { startVirtualClock, type VirtualClock } from '../../../support/virtualClock.mts';

let clock: VirtualClock;
let simulator: RunningSimulator;
beforeAll(async () => {
	clock = startVirtualClock();
	simulator = await startSimulator();
});
afterAll(async () => {
	await simulator.close();
	clock.stop();
});

it.each([
	['goes on when they are stored within 15 seconds', 5, undefined],
	[
		'says that the connection has ended when none come',
		1000,
		/^The connection to SAP Concur has ended/,
	],
])('%s', async (_name, refusals, message) => {
	simulator.reset();
	let left = refusals;
	const proxy = await startProxy(simulator.url, ({ path, body }, answer) => {
		if (!path.startsWith('/oauth2') || !body.includes('grant_type=refresh_token')) return answer;
		return left-- > 0 ? { status: 400, body: '{"code":108,"message":"bad or expired"}' } : answer;
	});
	const parameters = { operation: 'get', user: located('employeeNumber', '1001') };
	const node = new ConcurIdentity();
	const { concurApi } = await concurCredential(simulator);
	const first = await runNode({
		node,
		parameters,
		credentials: { concurApi: { ...concurApi, customHost: proxy.url } },
	});
	const stored = first.credentials.concurApi;
	const started = clock.now();
	const { error, outputs } = await runNode({
		node,
		parameters,
		credentials: {
			concurApi: {
				...stored,
				tokenExpiresAt: '2026-01-01T00:00:00.000Z',
				requestTokenExchangedAt: '2026-01-01T00:00:00.000Z',
			},
		},
	});
	await proxy.close();
	expect(clock.now() - started).toBeGreaterThan(15_000);
	expect(clock.now() - started).toBeLessThan(45_000);
	if (message) expect(error?.message).toMatch(message);
	else expect(outputs[0]![0]!.json).toMatchObject({ employeeNumber: '1001' });
});
