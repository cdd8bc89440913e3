// SAP renews its key, and nobody touches n8n. The node fetches from https://developer.concur.com, over TLS and through the
// proxy of n8n, what the simulator publishes there.
import type { IDataObject } from 'n8n-workflow';
import chunk from 'lodash/chunk.js';
import countBy from 'lodash/countBy.js';
import times from 'lodash/times.js';
import { randomUUID, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSimulator, type RunningSimulator } from '../../../simulator/index.mts';
import { concurCredential } from '../../support/concur.mts';
import { n8nLog } from '../../support/n8nLog.mts';
import { startSapSite, useSapSite, type SapSite } from '../../support/sapSite.mts';
import { startWebhookNode, type WebhookNode } from '../../support/webhookNode.mts';

type Publication = Partial<Parameters<RunningSimulator['publish']>[0]>;

const page = '/api-reference/ess/v4.event-subscription.html';
const minute = 60_000;
const day = 24 * 60 * minute;

let simulator: RunningSimulator;
let site: SapSite;
let leaveSite: () => void;
let trigger: WebhookNode;
/** The authority that the simulator's certificates lead to. */
let authority: string;
const log = n8nLog();

beforeEach(async () => {
	// One clock for SAP Concur and n8n, which stands still between two calls of later().
	vi.useFakeTimers({ toFake: ['Date'] });
	simulator = await startSimulator();
	site = await startSapSite(simulator.url);
	leaveSite = useSapSite(site);
	authority = (await credentials()).webhookAuthority;
});
afterEach(async () => {
	leaveSite();
	await trigger?.close();
	await site.close();
	await simulator.close();
	vi.useRealTimers();
});
// The node still in memory has lived in the future.
afterAll(() => void vi.resetModules());

async function credentials() {
	const response = await fetch(`${simulator.url}/_simulator/credentials`);
	return (await response.json()) as { webhookAuthority: string; webhookPublicKeys: string[] };
}

/** In an n8n that has just started, and so knows neither events nor keys. */
async function activate(
	parameters: IDataObject = {},
	eventPublicKeys = authority,
	before?: WebhookNode,
): Promise<void> {
	vi.resetModules();
	const { ConcurEssTrigger } =
		await import('../../../nodes/ConcurEssTrigger/ConcurEssTrigger.node.ts');
	const { concurApi } = await concurCredential(simulator);
	trigger = await startWebhookNode({
		node: new ConcurEssTrigger(),
		credentials: { concurApi: { ...concurApi, eventPublicKeys } },
		parameters: { events: ['identityUpdated'], fetchUser: [], ...parameters },
	});
	Object.assign(trigger.staticData(), JSON.parse(JSON.stringify(before?.staticData() ?? {})));
	await trigger.activate();
}

const publish = (more: Publication = {}) =>
	simulator.publish({
		topic: 'public.concur.user.profile.identity',
		eventType: 'IdentityProfileUpdated',
		facts: { originator: 'com.concur.profile', userId: randomUUID() },
		...more,
	});

/** Whatever is due by then is delivered, too. Answers the statuses of all deliveries so far. */
async function later(ms = 0): Promise<number[]> {
	vi.setSystemTime(Date.now() + ms);
	await simulator.delivered();
	return simulator.deliveries().map(({ status }) => status);
}

/** Deliveries go on coming, a second apart, until one is accepted. */
async function accepted(): Promise<void> {
	await vi.waitFor(async () => expect((await later(1000)).at(-1)).toBe(200), patience);
}

/** Deliveries go on coming, three minutes apart, until something has happened. */
async function passing(hasHappened: () => boolean): Promise<void> {
	await vi.waitFor(async () => {
		await later(3 * minute);
		expect(hasHappened()).toBe(true);
	}, patience);
}

/** The node says in n8n's log what came of a fetch. */
async function logged(words: string): Promise<void> {
	await vi.waitFor(() => expect(said(words)).not.toEqual([]), patience);
}

const patience = { timeout: 10_000, interval: 20 };
const said = (words: string) => log.filter(({ text }) => text.includes(words));
/** How often SAP's page was asked for. */
const fetches = () => site.requests().filter(({ path }) => path === page).length;
const onlySap = () => [...new Set(site.connects())];

const events = async () =>
	(await trigger.runs()).map(([{ json }]) => json.event as Record<string, unknown>);

describe("SAP's new key", () => {
	it('is found while SAP Concur sends the event again, so no event is lost', async () => {
		await activate();
		publish();
		expect(await later()).toEqual([403]);
		await accepted();
		expect(await events()).toMatchObject([
			{
				signature: 'valid',
				signedBy: { source: 'fetched', fingerprint: expect.stringMatching(/^[\w+/]{43}=$/) },
			},
		]);
		expect(said("found SAP's new key").map(({ level }) => level)).toEqual(['info']);
		const [{ level, text }] = log;
		expect(level).toBe('warn');
		expect(text).toContain(
			"refused a delivery with 403: The signature of the delivery fits no trusted key. SAP's certificates are being fetched. SAP Concur sends an event again for 72 hours.",
		);
	});

	it('is found at each renewal, and the keys before it stay trusted', async () => {
		await activate();
		for (let renewal = 0; renewal < 3; renewal++) {
			publish();
			await accepted();
			simulator.settings({ events: { renewCertificate: true } });
			await later(3 * minute);
		}
		const fingerprints = (await events()).map(
			({ signedBy }) => (signedBy as IDataObject).fingerprint,
		);
		expect(new Set(fingerprints).size).toBe(3);
		expect(fetches()).toBe(3);
	});

	it.each([
		['rsa', 'der'],
		['ec', 'der'],
		['ec', 'ieee-p1363'],
	] as const)('may be of the kind %s, with signatures as %s', async (keyType, ecSignature) => {
		simulator.settings({ events: { keyType, ecSignature } });
		simulator.settings({ events: { renewCertificate: true } });
		await activate();
		publish();
		await accepted();
		expect(await events()).toMatchObject([{ signature: 'valid' }]);
	});

	it('is found before the page links its certificate', async () => {
		simulator.settings({ events: { renewCertificate: true } });
		simulator.settings({ events: { certificatePage: 'previous' } });
		await activate();
		publish();
		await accepted();
	});

	it('is trusted until eight weeks after the end of its certificate', async () => {
		await activate();
		publish();
		await accepted();
		await later(199 * day + 8 * 7 * day - minute);
		publish();
		expect((await later()).at(-1)).toBe(200);
		await later(minute);
		publish();
		expect((await later()).at(-1)).toBe(403);
	});

	it('lets events in as not valid until it is found, when that is only warned of', async () => {
		await activate({ verification: 'warn' });
		publish();
		await later();
		await logged("found SAP's new key");
		publish();
		await later();
		expect(await events()).toMatchObject([
			{ signature: 'invalid' },
			{ signature: 'valid', signedBy: { source: 'fetched' } },
		]);
		expect((await events())[0]).not.toHaveProperty('signedBy');
	});
});

describe('what is asked of SAP', () => {
	it('goes to developer.concur.com alone and carries no credential', async () => {
		await activate();
		publish();
		await accepted();
		expect(onlySap()).toEqual(['developer.concur.com:443']);
		const requests = site.requests();
		expect(requests.length).toBeGreaterThan(1);
		for (const { method, headers } of requests) {
			expect(method).toBe('GET');
			expect(Object.keys(headers).sort()).toEqual(
				expect.not.arrayContaining(['authorization', 'cookie', 'proxy-authorization']),
			);
			expect(JSON.stringify(headers)).not.toMatch(/Bearer|eyJ/);
		}
	});

	it('is one fetch in three minutes, however many deliveries are forged', async () => {
		await activate();
		const body = JSON.stringify({ id: 'forged', eventType: 'IdentityProfileUpdated', facts: {} });
		const headers = { 'concur-signature': Buffer.alloc(256, 1).toString('base64') };
		const flood = async (count: number) => {
			for (const wave of chunk(times(count), 50)) {
				const statuses = await Promise.all(
					wave.map(
						async () => (await fetch(trigger.url, { method: 'POST', headers, body })).status,
					),
				);
				expect(countBy(statuses)).toEqual({ 403: wave.length });
			}
		};
		const begunAt = Date.now();
		await flood(2500);
		await logged("found SAP's new key");
		await flood(2500);
		expect(fetches()).toBe(1);
		vi.setSystemTime(begunAt + 3 * minute - 1);
		await flood(2500);
		expect(fetches()).toBe(1);
		vi.setSystemTime(begunAt + 3 * minute);
		await flood(2500);
		await vi.waitFor(() => expect(fetches()).toBe(2), patience);
		expect(await events()).toEqual([]);
		expect(onlySap()).toEqual(['developer.concur.com:443']);
	}, 60_000);

	it('is nothing while every signature fits, is missing, or is not looked at', async () => {
		await activate({}, ''); // The keys of the credential come below.
		const { concurApi } = trigger.credentials();
		concurApi.eventPublicKeys = (await credentials()).webhookPublicKeys.join('\n');
		publish();
		publish({ tamper: 'unsigned' });
		expect((await later()).sort()).toEqual([200, 401]);
		trigger.setParameters({ events: ['identityUpdated'], verification: 'off', confirmOff: true });
		publish({ tamper: 'wrongKey' });
		expect((await later()).at(-1)).toBe(200);
		expect(site.connects()).toEqual([]);
	});

	it("is nothing with 'Fetch SAP's New Keys' off, and the log says what to do", async () => {
		await activate({ fetchKeys: false });
		publish();
		expect(await later()).toEqual([403]);
		expect(site.connects()).toEqual([]);
		expect(log.map(({ text }) => text)).toEqual([
			expect.stringContaining(
				"switch on 'Fetch SAP's New Keys' in this node, or paste SAP's new certificate into 'Event Public Keys'",
			),
		]);
	});
});

describe('a key that was found', () => {
	it('is known after a restart of n8n without another fetch', async () => {
		await activate();
		publish();
		await accepted();
		publish();
		await later();
		const before = trigger;
		await before.deactivate();
		await before.close();
		await activate({}, authority, before);
		publish();
		expect((await later()).at(-1)).toBe(200);
		expect(fetches()).toBe(1);
	});

	it('is kept no longer than it may be used', async () => {
		await activate();
		for (let renewal = 0; renewal < 3; renewal++) {
			publish();
			await accepted();
			publish();
			await later();
			expect(trigger.staticData().eventCertificates).toHaveLength(renewal + 1);
			simulator.settings({ events: { renewCertificate: true } });
			await later(3 * minute);
		}
		await later(300 * day);
		publish();
		await later();
		expect(trigger.staticData().eventCertificates).toEqual([]);
	});

	it.each([
		['of another authority', (pem: string) => ({ pem, foundAt: new Date().toISOString() })],
		['without a time', (pem: string) => ({ pem })],
		['no object', () => 'text'],
		['no text', () => ({ pem: 5, foundAt: {} })],
	])('counts only when it is judged again: kept, but %s', async (_, make) => {
		await activate();
		publish();
		await accepted();
		const [{ pem }] = trigger.staticData().eventCertificates as unknown as [{ pem: string }];
		const before = trigger;
		await before.deactivate();
		await before.close();
		before.staticData().eventCertificates = [make(pem)] as IDataObject[];
		await activate({ fetchKeys: true }, '', before);
		publish();
		expect((await later()).at(-1)).toBe(403);
	});
});

describe('what SAP does not publish', () => {
	it.each([
		['wrongName', 'not for the name webhook.api.concursolutions.com'],
		['otherOrganization', 'not for the organization SAP SE'],
		['expired', 'has expired'],
		['notYetValid', 'not valid yet'],
		['otherRoot', 'do not lead to an authority'],
		['intermediateMissing', 'do not'],
		['leafIsAuthority', 'that of an authority'],
		['signedByLeaf', 'issued by the next'],
		['wrongOrder', 'that of an authority'],
		['twoLeaves', 'issued by the next'],
		['sha1', 'another algorithm than SHA-256'],
		['weakKey', 'too weak'],
		['huge', 'not for the name'],
		['notPem', 'not for the name'],
	] as const)('is never trusted: %s', async (certificateFault, words) => {
		simulator.settings({ events: { certificateFault } });
		await activate();
		publish();
		await later();
		await logged('cannot trust the certificates');
		expect(said('cannot trust the certificates')[0].text).toContain(words);
		await later(minute);
		await later(minute);
		expect(countBy(await later(minute))).toEqual({ 403: simulator.deliveries().length });
		expect(trigger.staticData()).not.toHaveProperty('eventCertificates');
		expect(onlySap()).toEqual(['developer.concur.com:443']);
		simulator.settings({ events: { certificateFault: null } });
		await passing(() => said("found SAP's new key").length > 0);
		await accepted();
	});

	it('is never trusted: the valid certificate of another name', async () => {
		await activate();
		publish({ tamper: 'otherName' });
		await later();
		await logged("found SAP's new key");
		publish({ tamper: 'otherName' });
		expect(await later()).toEqual([403, 403]);
	});

	it('is never trusted: keys and certificates without an authority of the credential', async () => {
		await activate({}, '');
		publish();
		await later();
		await logged('cannot trust the certificates');
		expect((await later(minute)).at(-1)).toBe(403);
	});

	it.each(['elsewhere', 'redirect'] as const)(
		'is not looked for on another host: %s',
		async (certificatePage) => {
			simulator.settings({ events: { certificatePage, certificateFault: 'wrongName' } });
			await activate();
			publish();
			await later();
			await logged('cannot trust the certificates');
			expect((await later(minute)).at(-1)).toBe(403);
			expect(onlySap()).toEqual(['developer.concur.com:443']);
		},
	);
});

describe('while developer.concur.com cannot be read', () => {
	const redirect = (location: string) => (response: ServerResponse) =>
		void response.writeHead(302, { location }).end();
	const send = (status: number, body: string) => (response: ServerResponse) =>
		void response.writeHead(status, { 'Content-Type': 'text/html' }).end(body);
	const failures: Array<[string, (response: ServerResponse) => void, string]> = [
		['answers with 503', send(503, '<html>Maintenance</html>'), 'answered with 503'],
		['answers with 404', send(404, ''), 'answered with 404'],
		['answers with another page', send(200, '<html>We have moved</html>'), 'shows none'],
		['answers with nothing', send(200, ''), 'shows none'],
		['answers with null', send(200, 'null'), 'shows none'],
		['sends too much', send(200, 'x'.repeat(2_000_001)), 'sends more than 2000000 bytes'],
		['breaks off', (response) => void response.socket?.destroy(), 'answered with 502'],
		['breaks off in the middle', breakOff, 'could not be read'],
		['leads to another host', redirect('https://elsewhere.example/'), 'leads to another host'],
		['leads to http', redirect('http://developer.concur.com/'), 'leads to another host'],
		['leads nowhere', redirect('http://['), 'leads to another host'],
		['leads to itself', redirect(page), 'leads from one address to the next'],
		['is out of reach', () => {}, 'could not be read (ECONNRESET)'],
	];
	function breakOff(response: ServerResponse): void {
		response.writeHead(200, { 'Content-Length': 1000 });
		response.write('<html>', () => response.socket?.destroy());
	}

	it.each(failures)(
		'because it %s, the log says once what to do, and every event arrives later',
		async (_, answer, words) => {
			const broken = createServer((_request, response) => answer(response)).listen(0, '127.0.0.1');
			await once(broken, 'listening');
			site.target = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`;
			site.setReachable(!words.includes('ECONNRESET'));
			await activate();
			times(3, () => publish());
			await later();
			await logged("could not look for SAP's new key");
			for (let again = 0; again < 2; again++) {
				const { length } = site.connects();
				await passing(() => site.connects().length > length);
			}
			expect(countBy(await later())).toEqual({ 403: simulator.deliveries().length });
			expect(said('could not look')).toEqual([
				{ level: 'warn', text: expect.stringContaining(words) },
			]);
			expect(said('could not look')[0].text).toMatch(
				/Let n8n reach https:\/\/developer\.concur\.com, or paste SAP's new certificate into 'Event Public Keys' of the SAP Concur API credential\. SAP Concur sends an event again for 72 hours\.$/,
			);
			expect(onlySap()).toEqual(['developer.concur.com:443']);

			site.target = simulator.url;
			site.setReachable(true);
			await passing(() => said("found SAP's new key").length > 0);
			await later(minute);
			expect(await events()).toHaveLength(3);
			broken.close();
		},
	);

	it('a key or certificate that is pasted counts at once', async () => {
		site.setReachable(false);
		await activate();
		publish();
		expect(await later()).toEqual([403]);
		const { webhookPublicKeys } = await credentials();
		trigger.credentials().concurApi.eventPublicKeys = webhookPublicKeys[0];
		await later(minute);
		expect(await events()).toMatchObject([{ signedBy: { source: 'credential' } }]);
	});

	it('and a paste cannot be read, what SAP has signed with a known key is let in', async () => {
		// As if the authority of the simulator were one of DigiCert's.
		vi.doMock('../../../nodes/ConcurEssTrigger/authorities.ts', () => ({
			digiCertRoots: [new X509Certificate(authority)],
		}));
		try {
			await activate({}, '');
		} finally {
			vi.doUnmock('../../../nodes/ConcurEssTrigger/authorities.ts');
		}
		publish();
		await accepted();
		trigger.credentials().concurApi.eventPublicKeys = 'no key';
		await later(2 * minute);
		publish();
		expect((await later()).at(-1)).toBe(200);
		publish({ tamper: 'wrongKey' });
		expect((await later()).at(-1)).toBe(503);
		expect(
			said("'Event Public Keys' of the SAP Concur API credential holds no public key"),
		).toHaveLength(1);
	});
});
