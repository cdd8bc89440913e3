import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { pauseBefore } from '../../../../nodes/shared/concur/transport.ts';
import { startSimulator } from '../../../../simulator/index.mts';
import {
	apiRequests,
	concurCredential,
	located,
	steer,
	type RunningSimulator,
} from '../../../support/concur.mts';
import { runNode } from '../../../support/executeNode.mts';
import { fastTimers } from '../../../support/fastTimers.mts';
import type { CredentialsByType } from '../../../support/storedCredentials.mts';

const failure = {
	headers: {},
	body: undefined,
	grantEnded: false,
	fromCredential: false,
	message: '',
};

describe('the pause before the next try', () => {
	it.each([
		['429 with Retry-After 0', { status: 429, headers: { 'retry-after': '0' } }, 1, 1000, 1500],
		[
			'429 with Retry-After 20',
			{ status: 429, headers: { 'retry-after': '20' } },
			1,
			20_000,
			20_000,
		],
		['503 grows', { status: 503 }, 3, 4000, 6000],
		[
			'a Retry-After that is a date counts as none',
			{ status: 503, headers: { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' } },
			1,
			1000,
			1500,
		],
		['a lost connection', { networkCode: 'ECONNRESET' }, 1, 1000, 1500],
		['a refresh token that another worker may have used', { grantEnded: true }, 1, 1000, 2000],
	])('%s', (_name, part, attempt, least, most) => {
		const ms = pauseBefore({ ...failure, ...part }, attempt);
		expect(ms).toBeGreaterThanOrEqual(least);
		expect(ms).toBeLessThanOrEqual(most);
	});

	it.each([
		['a refusal of the data', { status: 400 }, 1],
		['a missing scope', { status: 403 }, 1],
		['an unknown user', { status: 404 }, 1],
		['the fifth try', { status: 503 }, 5],
		['more than five minutes', { status: 503, headers: { 'retry-after': '301' } }, 1],
		['a wrong credential', {}, 1],
		['a refresh token that stays refused', { grantEnded: true }, 2],
	])('there is none after %s', (_name, part, attempt) => {
		expect(pauseBefore({ ...failure, ...part }, attempt)).toBeUndefined();
	});
});

describe('while somebody waits', () => {
	const urgent = { maxAttempts: 2, longestPauseMs: 3000 };

	it('there is one more try, soon', () => {
		expect(pauseBefore({ ...failure, status: 503 }, 1, urgent)).toBeLessThanOrEqual(1500);
		expect(pauseBefore({ ...failure, status: 503 }, 2, urgent)).toBeUndefined();
	});

	it('there is none when Concur asks for a longer pause', () => {
		const asked = { ...failure, status: 429, headers: { 'retry-after': '20' } };
		expect(pauseBefore(asked, 1, urgent)).toBeUndefined();
	});
});

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
