import { describe, expect, it } from 'vitest';
import {
	casual,
	mayHaveBeenDone,
	pauseBefore,
	urgent,
} from '../../../../nodes/shared/concur/patience.ts';

const failure = {
	headers: {},
	body: undefined,
	grantEnded: false,
	fromCredential: false,
	message: '',
};
const first = { attempts: 1, broken: 1, ended: 1, rejected: 1, pausedMs: 0 };

describe('the pause before the next try', () => {
	it.each([
		['429 with Retry-After 0', { status: 429, headers: { 'retry-after': '0' } }, {}, 1000, 1500],
		[
			'429 with Retry-After 20',
			{ status: 429, headers: { 'retry-after': '20' } },
			{},
			20_000,
			20_000,
		],
		[
			'429 for the seventh time',
			{ status: 429 },
			{ attempts: 7, pausedMs: 89_000 },
			60_000,
			60_000,
		],
		['503 grows', { status: 503 }, { attempts: 3 }, 4000, 6000],
		['503 for a minute', { status: 503 }, { attempts: 6, pausedMs: 60_000 }, 32_000, 48_000],
		[
			'a Retry-After that is a date counts as none',
			{ status: 503, headers: { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' } },
			{},
			1000,
			1500,
		],
		['a lost connection', { networkCode: 'ECONNRESET' }, {}, 1000, 1500],
		['a page instead of data', { status: 200, unreadable: 'an HTML page' }, {}, 1000, 1500],
		['a refresh token that another worker may have used', { grantEnded: true }, {}, 1200, 1800],
		['a token that was revoked for another request', { status: 401 }, {}, 1000, 1500],
	])('%s', (_name, part, spent, least, most) => {
		const ms = pauseBefore({ ...failure, ...part }, { ...first, ...spent });
		expect(ms).toBeGreaterThanOrEqual(least);
		expect(ms).toBeLessThanOrEqual(most);
	});

	it.each([
		['a refusal of the data', { status: 400 }, {}],
		['a missing scope', { status: 403 }, {}],
		['an unknown user', { status: 404 }, {}],
		['the eighth response that is missing', { networkCode: 'ETIMEDOUT' }, { broken: 8 }],
		['the fourth try at a host without an address', { networkCode: 'ENOTFOUND' }, { broken: 4 }],
		['two minutes of 429', { status: 429 }, { pausedMs: 120_000 }],
		['more than five minutes', { status: 503, headers: { 'retry-after': '301' } }, {}],
		['a wrong credential', {}, {}],
		['a refresh token that stays refused', { grantEnded: true }, { ended: 6 }],
		['a sixth token that SAP Concur does not take', { status: 401 }, { rejected: 6 }],
	])('there is none after %s', (_name, part, spent) => {
		expect(pauseBefore({ ...failure, ...part }, { ...first, ...spent })).toBeUndefined();
	});

	it.each([429, 503])('is at least 90 seconds in all under %i', (status) => {
		const spent = { ...first };
		for (let ms: number | undefined = 0; ms !== undefined; spent.attempts++) {
			spent.pausedMs += ms;
			ms = pauseBefore({ ...failure, status }, spent);
			expect(ms ?? 0).toBeLessThanOrEqual(60_000);
		}
		expect(spent.pausedMs).toBeGreaterThanOrEqual(90_000);
		expect(spent.attempts).toBeLessThanOrEqual(10);
	});

	it('is 15 to 30 seconds in all while another worker may store the tokens that it has renewed', () => {
		const spent = { ...first };
		let inAll = 0;
		for (let ms: number | undefined = 0; ms !== undefined; spent.ended++) {
			inAll += ms;
			ms = pauseBefore({ ...failure, grantEnded: true }, spent);
		}
		expect(inAll).toBeGreaterThanOrEqual(15_000);
		expect(inAll).toBeLessThanOrEqual(30_000);
	});
});

describe('while somebody waits', () => {
	it('there is one more try, soon', () => {
		expect(pauseBefore({ ...failure, status: 503 }, first, urgent)).toBeLessThanOrEqual(1500);
		const second = { attempts: 2, broken: 2, ended: 0, rejected: 0, pausedMs: 1200 };
		expect(pauseBefore({ ...failure, status: 503 }, second, urgent)).toBeUndefined();
		expect(pauseBefore({ ...failure, networkCode: 'ECONNRESET' }, second, urgent)).toBeUndefined();
	});

	it('there is none when Concur asks for a longer pause', () => {
		const asked = { ...failure, status: 429, headers: { 'retry-after': '20' } };
		expect(pauseBefore(asked, first, urgent)).toBeUndefined();
	});
});

it('a run waits a quarter of a minute at most for what it can do without', () => {
	const timedOut = { ...failure, networkCode: 'ECONNABORTED' };
	const pauseMs = pauseBefore(timedOut, first, casual) ?? 0;
	const second = { attempts: 2, broken: 2, ended: 0, rejected: 0, pausedMs: pauseMs };
	expect(pauseBefore(timedOut, second, casual)).toBeUndefined();
	expect(pauseMs + 2 * casual.timeoutMs).toBeLessThan(15_000);
});

describe('what may have been carried out', () => {
	it.each([
		['a connection that broke', { networkCode: 'ECONNRESET' }, true],
		['a time-out', { networkCode: 'ECONNABORTED' }, true],
		['a page with 200', { status: 200, unreadable: 'an HTML page' }, true],
		['500', { status: 500 }, true],
		['502', { status: 502 }, true],
		['504', { status: 504 }, true],
		['408', { status: 408 }, true],
		['503', { status: 503 }, false],
		['429', { status: 429 }, false],
		['400', { status: 400 }, false],
		['a connection that was refused', { networkCode: 'ECONNREFUSED' }, false],
		['a host without an address', { networkCode: 'ENOTFOUND' }, false],
		['a certificate that is not trusted', { networkCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, false],
		['a request that n8n did not send', {}, false],
		['a refusal by the credential', { fromCredential: true, networkCode: 'X' }, false],
	])('%s', (_name, part, expected) => {
		expect(mayHaveBeenDone({ ...failure, ...part })).toBe(expected);
	});
});
