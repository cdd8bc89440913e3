import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { startSimulator } from '../../../../simulator/index.mts';
import {
	apiRequests,
	concurCredential,
	located,
	mapped,
	steer,
	type RunningSimulator,
} from '../../../support/concur.mts';
import { runNode } from '../../../support/executeNode.mts';
import { fastTimers } from '../../../support/fastTimers.mts';
import type { CredentialsByType } from '../../../support/storedCredentials.mts';

describe('tokens while a node runs', () => {
	let simulator: RunningSimulator;
	let credentials: CredentialsByType;
	fastTimers();
	beforeAll(async () => {
		simulator = await startSimulator();
	});
	beforeEach(async () => {
		simulator.reset();
		credentials = await concurCredential(simulator);
	});
	afterAll(async () => await simulator.close());

	const get = async () =>
		await runNode({
			node: new ConcurIdentity(),
			credentials,
			parameters: { operation: 'get', user: located('employeeNumber', '1001') },
		});

	const allRequests = async () => {
		const response = await fetch(`${simulator.url}/_simulator/requests`);
		return ((await response.json()) as Array<{ path: string }>).map(({ path }) => path);
	};

	it.each([401, 403])(
		'renews a token that Concur calls expired with %i, once',
		async (expiredTokenStatus) => {
			await steer(simulator, 'settings', { expiredTokenStatus });
			({ credentials } = await get());
			simulator.advance(61 * 60_000);
			const result = await get();
			expect(result.error).toBeUndefined();
			expect(result.outputs[0]![0]!.json).toMatchObject({ employeeNumber: '1001' });
			expect(result.credentials.concurApi!.accessToken).not.toBe(
				credentials.concurApi!.accessToken,
			);
			expect(await apiRequests(simulator)).toHaveLength(5);
		},
	);

	it('goes on with the next token when two renewed ones were revoked before their first use', async () => {
		({ credentials } = await get());
		await steer(simulator, 'faults', [{ match: '* /profile', times: 4, kind: 'expireToken' }]);
		const result = await get();
		expect(result.error).toBeUndefined();
		expect(result.outputs[0]![0]!.json).toMatchObject({ employeeNumber: '1001' });
	});

	it('creates everybody once while tokens are revoked that several requests are using', async () => {
		const people = Array.from({ length: 40 }, (_, n) => `pat${n}@example.com`);
		simulator.faults({ seed: 10, match: 'POST /profile', rates: { expireTokens: 0.02 } });
		const { error, outputs } = await runNode({
			node: new ConcurIdentity(),
			credentials,
			parameters: {
				operation: 'create',
				fields: mapped({
					userName: '={{ $json.email }}',
					workEmail: '={{ $json.email }}',
					employeeNumber: '={{ $json.email }}',
					givenName: 'Pat',
					familyName: 'Doe',
				}),
			},
			items: people.map((email) => ({ email })),
		});
		expect(error).toBeUndefined();
		expect(outputs[0]!.map(({ json }) => json.userName)).toEqual(people);
	});

	it('renews tokens at most six times for a token that SAP Concur never takes', async () => {
		({ credentials } = await get());
		const before = (await allRequests()).length;
		await steer(simulator, 'faults', [
			{ match: '* /profile', times: 1000, kind: 'status', status: 401 },
		]);
		expect((await get()).error?.message).toContain('SAP Concur rejected the access token');
		const paths = (await allRequests()).slice(before);
		// Each time a company token and an app token.
		expect(paths.filter((path) => path.startsWith('/oauth2'))).toHaveLength(12);
	});

	it('renews tokens once for a missing scope, not for each item or each run', async () => {
		({ credentials } = await get());
		await steer(simulator, 'faults', [
			{ match: '* /profile', times: 1000, kind: 'status', status: 403 },
		]);
		const tokenRequests = async () =>
			(await allRequests()).filter((path) => path.startsWith('/oauth2')).length;
		const before = await tokenRequests();
		for (let run = 0; run < 10; run++) {
			const { error, credentials: stored } = await get();
			credentials = stored;
			expect(error?.description).toContain('identity.user.core.read');
		}
		// A company token and an app token.
		expect((await tokenRequests()) - before).toBe(2);
	});

	it('keeps secrets and tokens out of errors', async () => {
		({ credentials } = await get());
		await steer(simulator, 'faults', [
			{ match: 'POST /profile/identity/v4.1/Users/.search', times: 9, kind: 'status', status: 500 },
		]);
		const { error } = await get();
		const shown = JSON.stringify({
			...error,
			message: error?.message,
			stack: error?.stack,
			cause: error?.cause,
		});
		for (const field of ['clientSecret', 'accessToken', 'refreshToken', 'companyRequestToken']) {
			expect(shown).not.toContain(credentials.concurApi![field]);
		}
		expect(error?.description).toMatch(/Correlation ID/);
	});
});
