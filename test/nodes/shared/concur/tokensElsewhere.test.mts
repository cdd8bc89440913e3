// Another worker has renewed the tokens, and this one has not seen the new ones yet.
import { expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { located } from '../../../support/concur.mts';
import { virtualWorld } from '../../../support/virtualWorld.mts';

const world = virtualWorld();
const get = async () =>
	await world.run(new ConcurIdentity(), 'get', { user: located('employeeNumber', '1001') });

it.each([
	['goes on when they are stored within 15 seconds', 5, undefined],
	[
		'says that the connection has ended when none come',
		1000,
		/^The connection to SAP Concur has ended/,
	],
])('%s', async (_name, refusals, message) => {
	let left = refusals;
	await world.through(({ path, body }, answer) => {
		if (!path.startsWith('/oauth2') || !body.includes('grant_type=refresh_token')) return answer;
		return left-- > 0 ? { status: 400, body: '{"code":108,"message":"bad or expired"}' } : answer;
	});
	const { credentials } = await get();
	world.changeCredential({
		...credentials.concurApi,
		tokenExpiresAt: '2026-01-01T00:00:00.000Z',
		requestTokenExchangedAt: '2026-01-01T00:00:00.000Z',
	});
	const started = world.clock.now();
	const { error, outputs } = await get();
	expect(world.clock.now() - started).toBeGreaterThan(15_000);
	expect(world.clock.now() - started).toBeLessThan(45_000);
	if (message) expect(error?.message).toMatch(message);
	else expect(outputs[0]![0]!.json).toMatchObject({ employeeNumber: '1001' });
});
