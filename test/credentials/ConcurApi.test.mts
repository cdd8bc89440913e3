// The life of a connection, against the simulator.
import { NodeHelpers } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ConcurApi } from '../../credentials/ConcurApi.credentials.ts';
import { sentenceForCode } from '../../credentials/tokenErrors.ts';
import { startSimulator } from '../../simulator/index.mts';
import { defaultOauthSettings } from '../../simulator/oauth/settings.mts';
import { tokenErrors } from '../../simulator/oauth/tokenErrors.mts';
import {
	concurCredential,
	shownCredentials,
	steer,
	type RunningSimulator,
} from '../support/concur.mts';
import { fastTimers } from '../support/fastTimers.mts';
import { runNode } from '../support/executeNode.mts';
import { testCredential } from '../support/testCredential.mts';
import { requestNode } from './requestNode.mts';

fastTimers();

let simulator: RunningSimulator;
beforeEach(async () => {
	simulator = await startSimulator();
});
afterEach(async () => await simulator.close());

type Credential = Awaited<ReturnType<typeof concurCredential>>['concurApi'];
const typed = async (): Promise<Credential> => (await concurCredential(simulator)).concurApi;
const hour = 3_600_000;

/** Reads users `times` over at once and returns what n8n stores. */
async function readUsers(credential: Credential, times = 1) {
	const { error, credentials } = await runNode({
		node: requestNode,
		items: Array.from({ length: times }, () => ({ url: '/profile/identity/v4.1/Users?count=1' })),
		credentials: { concurApi: credential },
	});
	return { message: error?.message, stored: credentials.concurApi! };
}

/** `POST 200` for a token, `GET 401` for a refused request, in the order in which they came. */
function exchanged(): string[] {
	return simulator.requests().map(({ method, status }) => `${method} ${status}`);
}

async function connected(): Promise<Credential> {
	const { stored, message } = await readUsers(await typed());
	expect(message).toBeUndefined();
	return stored;
}

describe('a new connection', () => {
	it('gets a company token and an app token, then sends the request', async () => {
		const stored = await connected();
		expect(exchanged()).toEqual(['POST 200', 'POST 200', 'GET 200']);
		expect(stored.tokenGeolocation).toBe(simulator.url);
		expect(String(stored.tokenScopes).split(' ')).toContain('user.provision.write');
		expect(stored.appTokenRefusal).toBe('');
	});

	it('keeps scheme and host of a geolocation with a path and odd casing', async () => {
		simulator.settings({ geolocationWithPath: true });
		expect((await connected()).tokenGeolocation).toBe(simulator.url);
	});

	it('serves the next node without another token', async () => {
		const stored = await connected();
		const { message, stored: after } = await readUsers(stored);
		expect(message).toBeUndefined();
		expect(after).toEqual(stored);
		expect(exchanged()).toEqual(['POST 200', 'POST 200', 'GET 200', 'GET 200']);
	});

	it('passes its test, and an app without any scope does not', async () => {
		expect(await testCredential(await typed())).toMatchObject({ status: 'OK' });
		simulator.settings({ app: { scopes: [] } });
		expect(await testCredential(await typed())).toMatchObject({
			status: 'Error',
			message:
				'The connection works, but the app is not allowed to read users, so Get, Get Many, and all operations that look for a user fail. Add the scopes in the documentation of this credential to the app in SAP Concur, then generate a new Company Request Token and enter it. To see all that is missing, run Check of SAP Concur Identity (resource Connection)',
		});
	});
});

describe('an expired token', () => {
	it('is renewed once, and the request is sent again', async () => {
		const stored = await connected();
		simulator.advance(2 * hour);
		const { message, stored: renewed } = await readUsers(stored);
		expect(message).toBeUndefined();
		expect(exchanged().slice(3)).toEqual(['GET 401', 'POST 200', 'POST 200', 'GET 200']);
		expect(renewed.accessToken).not.toBe(stored.accessToken);
		expect(renewed.refreshToken).toBe(stored.refreshToken);
	});

	it('is not sent when its time has passed, so that an n8n that only knows 401 renews it too', async () => {
		const stored = await connected();
		simulator.settings({ expiredTokenStatus: 403 });
		simulator.advance(2 * hour);
		const { message } = await readUsers({
			...stored,
			tokenExpiresAt: new Date(Date.now() - 1000).toISOString(),
		});
		expect(message).toBeUndefined();
		expect(exchanged().slice(3)).toEqual(['GET 401', 'POST 200', 'POST 200', 'GET 200']);
	});

	it('is renewed for months while the refresh token changes each time', async () => {
		simulator.settings({ refreshTokenRotates: true });
		let stored = await connected();
		for (let month = 1; month <= 8; month++) {
			simulator.advance(30 * 24 * hour);
			const result = await readUsers(stored);
			expect(result.message).toBeUndefined();
			expect(result.stored.refreshToken).not.toBe(stored.refreshToken);
			stored = result.stored;
		}
	});

	it('is renewed once for many requests at the same time', async () => {
		simulator.settings({ refreshTokenRotates: true });
		const stored = await connected();
		simulator.advance(2 * hour);
		const { message } = await readUsers(stored, 20);
		expect(message).toBeUndefined();
		expect(
			exchanged()
				.slice(3)
				.filter((one) => one.startsWith('POST')),
		).toEqual(['POST 200', 'POST 200']);
	});

	it('is renewed once also for a request whose refusal comes late', async () => {
		simulator.settings({ refreshTokenRotates: true });
		const stored = await connected();
		simulator.advance(2 * hour);
		const first = await readUsers(stored);
		const late = await readUsers(stored);
		expect(late.message).toBeUndefined();
		expect(late.stored).toEqual(first.stored);
	});
});

describe('a renewal whose response is lost after SAP Concur has changed the refresh token', () => {
	it('does not end the connection while the company request token is valid', async () => {
		simulator.settings({ refreshTokenRotates: true });
		const stored = await connected();
		simulator.advance(2 * hour);
		// Three tries for the app token, one with the refresh token.
		const match = 'POST /oauth2/v0/token';
		await steer(simulator, 'faults', [{ match, kind: 'dropAfterCommit', times: 4 }]);
		const { message, stored: renewed } = await readUsers(stored);
		expect(message).toBeUndefined();
		expect(renewed.refreshToken).not.toBe(stored.refreshToken);
		expect(renewed.appToken).toBe(stored.appToken);
		simulator.advance(2 * hour);
		expect((await readUsers(renewed)).message).toBeUndefined();
	});
});

describe('a connection that ended', () => {
	const sentence =
		'The connection to SAP Concur has ended, because its refresh token was revoked or not used for six months. Generate a new Company Request Token (Administration > Company > Authentication Admin > Company Request Token in SAP Concur) and enter it in this credential';

	it('asks for a new company request token', async () => {
		const stored = await connected();
		simulator.advance(7 * 31 * 24 * hour);
		const longAgo = { ...stored, requestTokenExchangedAt: '2020-01-01T00:00:00.000Z' };
		expect((await readUsers(longAgo)).message).toBe(sentence);
		expect(exchanged().slice(3)).toEqual(['GET 401', 'POST 200', 'POST 400']);
	});

	it('lives again with a new company request token', async () => {
		const stored = await connected();
		simulator.advance(7 * 31 * 24 * hour);
		const { companyRequestToken } = await typed();
		const { message } = await readUsers({ ...stored, companyRequestToken: companyRequestToken! });
		expect(message).toBeUndefined();
		expect(exchanged().slice(3)).toEqual(['GET 401', 'POST 200', 'POST 200', 'GET 200']);
	});
});

describe('a credential that was not typed right', () => {
	it.each([
		[{ clientId: 'someone' }, 61],
		[{ clientSecret: 'something' }, 64],
		[{ companyUuid: 'c0a80101-0000-4000-8000-000000000000' }, 100],
		[{ companyRequestToken: 'at-made-up' }, 5],
	])('%o', async (change, code) => {
		const { message } = await readUsers({ ...(await typed()), ...change });
		expect(message).toBe(sentenceForCode(code, 'password'));
	});

	it('a company request token older than 24 hours', async () => {
		const credential = await typed();
		simulator.advance(25 * hour);
		expect((await readUsers(credential)).message).toBe(sentenceForCode(19, 'password'));
	});

	it('an address at which SAP Concur names another host', async () => {
		simulator.settings({ app: { livesElsewhere: 'https://evil.example' } });
		expect((await readUsers(await typed())).message).toBe(
			`${simulator.url} says that your company is at 'https://evil.example', which is neither an address of SAP Concur nor the 'Host' of this credential. Nothing was sent there. Check 'Data Center' and 'Host'`,
		);
	});
});

describe('an app that was not set up right', () => {
	it.each([
		[{ disabled: true }, 59],
		[{ companyEnabled: false }, 53],
		[{ grants: ['refresh_token', 'client_credentials'] }, 60],
	])('%o', async (app, code) => {
		simulator.settings({ app });
		expect((await readUsers(await typed())).message).toBe(sentenceForCode(code, 'password'));
	});

	it('an app that may not refresh says so', async () => {
		const stored = await connected();
		simulator.settings({ app: { grants: ['password', 'client_credentials'] } });
		simulator.advance(2 * hour);
		expect((await readUsers(stored)).message).toBe(sentenceForCode(107, 'refresh_token'));
	});

	it('an app without app tokens works', async () => {
		simulator.settings({ app: { grants: ['password', 'refresh_token'] } });
		const stored = await connected();
		expect(stored.appToken).toBe('');
		expect(stored.appTokenRefusal).toBe(sentenceForCode(60, 'client_credentials'));
	});
});

it('a company that lives elsewhere (code 16) is followed', async () => {
	simulator.settings({ tokenError: { code: 16 } });
	await connected();
	expect(exchanged()).toEqual(['POST 400', 'POST 200', 'POST 200', 'GET 200']);
});

const otherCodes = Object.keys(tokenErrors)
	.map(Number)
	.filter((code) => code !== 16);
it.each(otherCodes)(
	"code %i reaches the user as its sentence, through n8n's own errors",
	async (code) => {
		simulator.settings({ tokenError: { code } });
		expect((await readUsers(await typed())).message).toBe(sentenceForCode(code, 'password'));
	},
);

describe('an app that lacks scopes', () => {
	/** What the dialog of the stored credential shows, by n8n's own rules. */
	const noticesOf = (stored: Credential) => {
		const { properties } = new ConcurApi();
		return properties
			.filter(({ type }) => type === 'notice')
			.filter((property) => NodeHelpers.displayParameter(stored as never, property, null, null))
			.map(({ displayName }) => displayName);
	};
	const connectedWith = async (scopes: string[]) => {
		simulator.settings({ app: { scopes } });
		return await connected();
	};
	const { scopes: allScopes } = defaultOauthSettings().app;
	const without = (...lacking: string[]) => allScopes.filter((scope) => !lacking.includes(scope));

	it('is told nothing before the first token and when nothing is missing', async () => {
		expect(noticesOf(await typed())).toEqual([]);
		expect(noticesOf(await connectedWith([...allScopes]))).toEqual([]);
	});

	it('is told the operations that are not allowed, and the scope', async () => {
		const stored = await connectedWith(without('user.provision.read', 'identity.user.delete'));
		expect(await testCredential(stored)).toMatchObject({ status: 'OK' });
		expect(noticesOf(stored)).toEqual([
			'The scopes of the app do not allow SAP Concur Provisioning Status. If you need this, add the scope user.provision.read to the app in SAP Concur, then save the credential again.',
			'The scopes of the app do not allow Delete of SAP Concur Identity and SAP Concur Provisioning. If you need this, add the scope identity.user.delete to the app in SAP Concur, then save the credential again.',
		]);
	});

	it('is told of names without identity.user.core.read, and nothing of what only resembles it', async () => {
		expect(noticesOf(await connectedWith(without('identity.user.core.read')))).toEqual([
			expect.stringContaining('names in Get and Get Many of SAP Concur Identity.'),
		]);
	});

	it('gets the scope with the next test, which then says nothing any longer', async () => {
		const stored = await connectedWith(without('user.provision.write'));
		expect(noticesOf(stored)).toHaveLength(1);
		simulator.settings({ app: { scopes: [...allScopes] } });
		expect(noticesOf((await testCredential(stored)).stored as Credential)).toEqual([]);
	});
});

describe('Event Public Keys', () => {
	const damaged = 'First line\n\n-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkq';

	it('are refused by the test of the credential with the line that is wrong, and what to do', async () => {
		const { status, message } = await testCredential({
			...(await typed()),
			eventPublicKeys: damaged,
		});
		expect({ status, message }).toEqual({
			status: 'Error',
			message:
				"'Event Public Keys' of the SAP Concur API credential contains a key that is cut off (line 3). Copy the whole block again, from -----BEGIN to the line with -----END",
		});
	});

	it('do not lose the request token that was exchanged before they were refused', async () => {
		const { stored } = await testCredential({ ...(await typed()), eventPublicKeys: damaged });
		expect(stored.refreshToken).not.toBe('');
		const mended = { ...stored, eventPublicKeys: '' };
		expect(await testCredential(mended)).toMatchObject({ status: 'OK' });
	});

	it('that cannot be read stop no other request', async () => {
		const { message } = await readUsers({ ...(await typed()), eventPublicKeys: damaged });
		expect(message).toBeUndefined();
	});

	it('may hold the certificate of an authority', async () => {
		const { webhookAuthority } = await shownCredentials(simulator);
		const credential = { ...(await typed()), eventPublicKeys: webhookAuthority };
		expect(await testCredential(credential)).toMatchObject({ status: 'OK' });
	});
});
