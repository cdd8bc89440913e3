// Who gets which tokens inside one process of n8n, when each refresh token can be used once.
import { describe, expect, it, vi } from 'vitest';

import { readCredential, type ConcurCredential } from '../../credentials/concurCredential.ts';
import { createTokenRenewal } from '../../credentials/tokenRenewal.ts';
import { typedCredential } from './tokenServer.mts';

/** A token service in memory. Tokens are called company-1 and refresh-1, company-2 and refresh-2 … */
function tokenService({ expires_in = 3600 } = {}) {
	const good = new Set<string>();
	const asked: string[] = [];
	let issued = 0;
	let isOut = false;
	let gate: Promise<unknown> = Promise.resolve();
	const httpRequest = async ({ body }: { body: string }) => {
		const form = Object.fromEntries(new URLSearchParams(body));
		if (form.grant_type === 'client_credentials') return answer({ access_token: 'app' });
		asked.push(form.refresh_token ?? form.password ?? '');
		await gate;
		if (isOut) return answer({ code: 59 }, 400);
		const isGood = form.grant_type === 'password' || good.delete(form.refresh_token ?? '');
		if (!isGood) return answer({ code: 108 }, 400);
		issued += 1;
		good.add(`refresh-${issued}`);
		const token = { access_token: `company-${issued}`, refresh_token: `refresh-${issued}` };
		return answer({ ...token, expires_in });
	};
	const answer = (body: object, statusCode = 200) => ({ statusCode, headers: {}, body });
	const renewAs =
		(renewal: ReturnType<typeof createTokenRenewal>) => async (credential: ConcurCredential) => ({
			...credential,
			...(await renewal({ helpers: { httpRequest } } as never, credential)),
		});
	return {
		/** What has been sent for a company token, one after the other. */
		asked,
		/** What n8n does for a request that was rejected with this credential; returns what it stores. */
		renew: renewAs(createTokenRenewal()),
		/** The same in another process. */
		renewElsewhere: renewAs(createTokenRenewal()),
		fail: (fails: boolean) => {
			isOut = fails;
		},
		/** Answers wait for this. */
		holdUntil: (event: Promise<unknown>) => {
			gate = event;
		},
	};
}

const typed = readCredential(typedCredential('https://us2.api.concursolutions.com'));
/** So that a dead refresh token stays dead. */
const longAgo = '2020-01-01T00:00:00.000Z';

/** The stored credentials after so many renewals, the first one at index 1. */
async function generations(service: ReturnType<typeof tokenService>, count: number) {
	const all = [typed];
	while (all.length <= count) {
		const renewed = await service.renew(all.at(-1)!);
		all.push({ ...renewed, requestTokenExchangedAt: longAgo });
	}
	return all;
}

describe('a request whose rejection comes late', () => {
	it('gets the newest tokens, not those that replaced its own and were replaced, too', async () => {
		const service = tokenService();
		const [, first, second, , fourth] = await generations(service, 4);
		const asked = service.asked.length;
		expect((await service.renew(first!)).refreshToken).toBe('refresh-4');
		expect((await service.renew(second!)).accessToken).toBe(fourth!.accessToken);
		expect(service.asked).toHaveLength(asked);
	});

	it('is told to read the credential again when another process can have stored newer ones', async () => {
		const service = tokenService();
		const all = await generations(service, 2);
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
		try {
			await expect(service.renew(all[1]!)).rejects.toMatchObject({ tags: { concurCode: 108 } });
			// Who still has the old ones then has nowhere else to get them from.
			expect(await service.renew(all[1]!)).toMatchObject({ accessToken: 'company-2' });
			expect(service.asked).toHaveLength(2);
		} finally {
			vi.useRealTimers();
		}
	});

	it('waits for newer tokens that are on their way', async () => {
		const service = tokenService();
		const [, first, second] = await generations(service, 2);
		let open = (): void => undefined;
		service.holdUntil(new Promise<void>((resolve) => (open = resolve)));
		const renewals = [service.renew(second!), service.renew(first!), service.renew(second!)];
		open();
		const tokens = (await Promise.all(renewals)).map(({ refreshToken }) => refreshToken);
		expect(tokens).toEqual(['refresh-3', 'refresh-3', 'refresh-3']);
		expect(service.asked).toEqual(['at-first', 'refresh-1', 'refresh-2']);
	});

	it('gets new ones, made of the newest, when these have ended', async () => {
		const service = tokenService({ expires_in: 1 });
		const [, first, , third] = await generations(service, 3);
		const end = Date.parse(third!.tokenExpiresAt);
		while (Date.now() <= end) await new Promise((resolve) => setTimeout(resolve, 50));
		expect((await service.renew(first!)).refreshToken).toBe('refresh-4');
		expect(service.asked.at(-1)).toBe('refresh-3');
	});
});

describe('a request that holds the newest tokens', () => {
	it('gets new ones each time, because it was rejected with those', async () => {
		const service = tokenService();
		const all = await generations(service, 4);
		expect(all.map(({ refreshToken }) => refreshToken).slice(1)).toEqual([
			'refresh-1',
			'refresh-2',
			'refresh-3',
			'refresh-4',
		]);
	});

	it('asks again after a renewal that failed', async () => {
		const service = tokenService();
		const [, first] = await generations(service, 1);
		service.fail(true);
		await expect(service.renew(first!)).rejects.toThrow('The app is disabled');
		service.fail(false);
		expect((await service.renew(first!)).refreshToken).toBe('refresh-2');
	});
});

describe('nobody gets the tokens of another credential', () => {
	it.each([
		{ clientSecret: 'another' },
		{ companyUuid: 'another' },
		{ dataCenter: 'eu2' },
		{ companyRequestToken: 'at-second' },
	])('after an edit: %o', async (edit) => {
		const service = tokenService();
		const [, first] = await generations(service, 3);
		const asked = service.asked.length;
		await service.renew({ ...first!, ...edit }).catch(() => undefined);
		expect(service.asked).toHaveLength(asked + 1);
	});

	it('that was typed alike and has tokens of its own', async () => {
		const service = tokenService();
		const [, one] = await generations(service, 1);
		const other = await service.renew(typed);
		const [renewedOne, renewedOther] = [await service.renew(one!), await service.renew(other)];
		expect([renewedOne.refreshToken, renewedOther.refreshToken]).toEqual([
			'refresh-3',
			'refresh-4',
		]);
	});

	it('by changing what was handed out', async () => {
		const service = tokenService();
		const [, first] = await generations(service, 2);
		Object.assign(await service.renew(first!), { accessToken: 'changed' });
		expect((await service.renew(first!)).accessToken).toBe('company-2');
	});
});

describe('a process that another one was faster than', () => {
	it('learns that its tokens have ended, and goes on with those that n8n has stored meanwhile', async () => {
		const service = tokenService();
		const [, first, second] = await generations(service, 2);
		await expect(service.renewElsewhere(first!)).rejects.toThrow('has ended');
		expect((await service.renewElsewhere(second!)).refreshToken).toBe('refresh-3');
	});

	it('makes up for it with the company request token of the last 24 hours', async () => {
		const service = tokenService();
		const first = await service.renew(typed);
		await service.renew(first);
		expect((await service.renewElsewhere(first)).refreshToken).toBe('refresh-3');
		expect(service.asked).toEqual(['at-first', 'refresh-1', 'refresh-1', 'at-first']);
	});
});

describe('a credential without tokens', () => {
	it('gets its first ones once for many requests at the same time', async () => {
		const service = tokenService();
		await Promise.all([1, 2, 3].map(async () => await service.renew(typed)));
		expect(service.asked).toEqual(['at-first']);
	});

	it('gets others when it asks again', async () => {
		const service = tokenService();
		await service.renew(typed);
		expect((await service.renew(typed)).refreshToken).toBe('refresh-2');
	});
});

it('no more than 200 generations are remembered', async () => {
	const service = tokenService();
	const all = await generations(service, 210);
	await expect(service.renew(all[5]!)).rejects.toThrow('The connection to SAP Concur has ended');
	expect((await service.renew(all[20]!)).refreshToken).toBe('refresh-210');
});
