// SAP renews its key, and nobody touches n8n. The node fetches from https://developer.concur.com, over TLS and through the
// proxy of n8n, what the simulator publishes there.
import type { IDataObject } from 'n8n-workflow';
import chunk from 'lodash/chunk.js';
import countBy from 'lodash/countBy.js';
import times from 'lodash/times.js';
import { randomUUID, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSimulator, type RunningSimulator } from '../../../../simulator/index.mts';
import { factor } from '../../../fuzz/counts.mts';
import { concurCredential, shownCredentials } from '../../../support/concur.mts';
import { n8nLog } from '../../../support/n8nLog.mts';
import { restartedTrigger } from '../../../support/restartedTrigger.mts';
import { startSapSite, useSapSite, type SapSite } from '../../../support/sapSite.mts';
import { startWebhookNode, type WebhookNode } from '../../../support/webhookNode.mts';

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

/** What the node says in n8n's log. */
const foundNew = 'found the new SAP key';
const foundNone = 'found no new SAP key';
const noPublicKey = "'Event Public Keys' of the SAP Concur API credential contains no public key";

beforeEach(async () => {
	// One clock for SAP Concur and n8n, which stands still between two calls of later().
	vi.useFakeTimers({ toFake: ['Date'] });
	simulator = await startSimulator();
	site = await startSapSite(simulator.url);
	leaveSite = useSapSite(site);
	authority = (await shownCredentials(simulator)).webhookAuthority;
});
afterEach(async () => {
	leaveSite();
	await trigger?.close();
	await site.close();
	await simulator.close();
	vi.useRealTimers();
});

/** In an n8n that has just started, and so knows neither events nor keys. */
async function activate(
	parameters: IDataObject = {},
	eventPublicKeys = authority,
	before?: WebhookNode,
): Promise<void> {
	const { concurApi } = await concurCredential(simulator);
	trigger = await startWebhookNode({
		node: await restartedTrigger(),
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

const patience = { timeout: 30_000, interval: 20 };
/** Not what a fetch of an earlier test says that ends only now. */
const own = () => log.filter(({ text }) => text.includes(trigger.workflowId));
const said = (words: string) => own().filter(({ text }) => text.includes(words));
/** How often SAP's page was asked for. */
const fetches = () => site.requests().filter(({ path }) => path === page).length;
const onlySap = () => [...new Set(site.connects())];

const events = async () =>
	(await trigger.runs()).map(([item]) => item!.json.event as Record<string, unknown>);

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
		expect(said(foundNew).map(({ level }) => level)).toEqual(['info']);
		const { level, text } = own()[0]!;
		expect(level).toBe('warn');
		expect(text).toContain(
			"rejected a delivery with status 403: The signature of the delivery matches no trusted key. n8n is fetching SAP's certificates.",
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

	it.each(['intermediateMissing', 'signedByLeaf', 'wrongOrder'] as const)(
		'is found when one file is right, whatever is wrong with another: %s',
		async (certificateFault) => {
			simulator.settings({ events: { certificateFault } });
			await activate();
			publish();
			await accepted();
		},
	);

	it('is trusted until eight weeks after the end of its certificate', async () => {
		const madeAt = Date.now();
		await activate();
		publish();
		await accepted();
		await later(madeAt + 199 * day + 8 * 7 * day - minute - Date.now());
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
		await logged(foundNew);
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
			expect(Object.keys(headers)).not.toEqual(
				expect.arrayContaining([expect.stringMatching(/^(authorization|cookie|proxy-.*)$/)]),
			);
			expect(JSON.stringify(headers)).not.toMatch(/Bearer|eyJ/);
		}
	});

	it('is one fetch in three minutes, however many deliveries are forged', async () => {
		// 10,000 in a thorough run (test/fuzz/counts.mts).
		const many = Math.min(2500, 100 * factor);
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
		await flood(many);
		await logged(foundNew);
		await flood(many);
		expect(fetches()).toBe(1);
		vi.setSystemTime(begunAt + 3 * minute - 1);
		await flood(many);
		expect(fetches()).toBe(1);
		vi.setSystemTime(begunAt + 3 * minute);
		await flood(many);
		await vi.waitFor(() => expect(fetches()).toBe(2), patience);
		expect(await events()).toEqual([]);
		expect(onlySap()).toEqual(['developer.concur.com:443']);
	}, 60_000);

	it('is nothing while every signature fits, is missing, or is not looked at', async () => {
		await activate({}, ''); // The keys of the credential come below.
		const { concurApi } = trigger.credentials();
		concurApi!.eventPublicKeys = (await shownCredentials(simulator)).webhookPublicKeys.join('\n');
		publish();
		publish({ tamper: 'unsigned' });
		expect((await later()).sort()).toEqual([200, 401]);
		trigger.setParameters({ events: ['identityUpdated'], verification: 'off', confirmOff: true });
		publish({ tamper: 'wrongKey' });
		expect((await later()).at(-1)).toBe(200);
		expect(site.connects()).toEqual([]);
	});

	it("is nothing with 'Fetch New SAP Keys' off, and the log says what to do", async () => {
		await activate({ fetchKeys: false });
		publish();
		expect(await later()).toEqual([403]);
		expect(site.connects()).toEqual([]);
		expect(own().map(({ text }) => text)).toEqual([
			expect.stringContaining(
				"turn on 'Fetch New SAP Keys' in this node, or paste SAP's new certificate into 'Event Public Keys'",
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
		['no text', () => ({ pem: { toString: 1 }, foundAt: { toString: 1 } })],
	])('counts only when it is checked again: kept, but %s', async (_, make) => {
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
		['wrongName', 'The certificate is not for the name webhook.api.concursolutions.com.'],
		['otherOrganization', 'The certificate is not for the organization SAP SE.'],
		['expired', 'A certificate has expired.'],
		['notYetValid', 'A certificate is not valid yet.'],
		['otherRoot', 'The certificates do not lead to a trusted authority.'],
		['leafIsAuthority', 'The first certificate belongs to an authority, not to SAP.'],
		['twoLeaves', 'The certificates are not in order: each must be issued by the next.'],
		['sha1', 'A certificate is not signed with SHA-256, SHA-384 or SHA-512.'],
		['weakKey', 'The key of a certificate is too weak.'],
		['huge', 'The response of https://developer.concur.com is larger than 64000 bytes.'],
		[
			'notPem',
			'https://developer.concur.com has no certificate for webhook.api.concursolutions.com.',
		],
	] as const)('is never trusted: %s', async (certificateFault, words) => {
		simulator.settings({ events: { certificateFault } });
		await activate();
		publish();
		await later();
		await logged(foundNone);
		expect(said(foundNone).map(({ text }) => text)).toEqual([
			expect.stringContaining(`${foundNone}. ${words} If events are missing, paste`),
		]);
		await later(minute);
		await later(minute);
		expect(countBy(await later(minute))).toEqual({ 403: simulator.deliveries().length });
		expect(trigger.staticData()).not.toHaveProperty('eventCertificates');
		expect(onlySap()).toEqual(['developer.concur.com:443']);
		simulator.settings({ events: { certificateFault: null } });
		await passing(() => said(foundNew).length > 0);
		await accepted();
	});

	it('is never trusted: the valid certificate of another name', async () => {
		await activate();
		publish({ tamper: 'otherName' });
		await later();
		await logged(foundNew);
		publish({ tamper: 'otherName' });
		expect(await later()).toEqual([403, 403]);
	});

	it('is never trusted: keys and certificates without an authority of the credential', async () => {
		await activate({}, '');
		publish();
		await later();
		await logged(foundNone);
		expect((await later(minute)).at(-1)).toBe(403);
	});

	it.each(['elsewhere', 'redirect'] as const)(
		'is not looked for on another host: %s',
		async (certificatePage) => {
			simulator.settings({ events: { certificatePage, certificateFault: 'wrongName' } });
			await activate();
			publish();
			await later();
			await logged(foundNone);
			expect((await later(minute)).at(-1)).toBe(403);
			expect(onlySap()).toEqual(['developer.concur.com:443']);
		},
	);
});

describe("SAP's site", () => {
	let odd: Server;
	/** Answers of its own by path; everything else comes from the simulator. */
	let answers: Record<string, string>;
	beforeEach(async () => {
		answers = {};
		odd = createServer((request, response) => {
			const { pathname } = new URL(request.url ?? '/', 'http://site');
			const own = answers[pathname];
			if (own !== undefined) response.writeHead(200).end(own);
			else void passOn(pathname, response);
		}).listen(0, '127.0.0.1');
		await once(odd, 'listening');
		site.target = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`;
	});
	afterEach(() => void odd.close());
	async function passOn(path: string, response: ServerResponse): Promise<void> {
		try {
			const answer = await fetch(simulator.url + path);
			response.writeHead(answer.status).end(await answer.text());
		} catch {
			// The test has ended, and the simulator with it.
			response.destroy();
		}
	}

	const folder = '/api-reference/ess/';
	const fileOf = async (name: string) =>
		await (await fetch(`${simulator.url}${folder}${name}`)).text();
	/** The present names of the files, which are those of years. */
	const stem = () =>
		`${new Date(Date.now() + 199 * day).getUTCFullYear()}.webhook.api.concursolutions.com`;
	const blocks = (text: string) => text.split(/(?<=-----END CERTIFICATE-----\n)/);
	/** The site has the certificate at this link and nowhere else. */
	async function moveTo(link: string, path: string, text: string): Promise<void> {
		for (const ending of ['.fullchain.pem', '.chain.pem', '.pem']) {
			answers[folder + stem() + ending] = 'Not here any more';
		}
		answers[page] = `<p><a href="${link}">x509 certificate</a></p>`;
		answers[path] = text;
	}

	it.each([
		['with a path', 'other.pem'],
		['with a query', 'other.pem?version=2#top'],
		['with a whole address', 'https://developer.concur.com/api-reference/ess/other.pem'],
		['without a scheme', '//developer.concur.com/api-reference/ess/other.pem'],
		[
			'with a name and a password',
			'https://user:word@developer.concur.com/api-reference/ess/other.pem',
		],
	])('may link the certificate %s, and gets no credential for it', async (_, link) => {
		const chain = await fileOf(`${stem()}.fullchain.pem`);
		await moveTo(link, `${folder}other.pem`, chain);
		await activate();
		publish();
		await accepted();
		expect(JSON.stringify(site.requests())).not.toMatch(/authorization|Basic|user:|word@/i);
		expect(onlySap()).toEqual(['developer.concur.com:443']);
	});

	it.each([
		['http', 'http://developer.concur.com/api-reference/ess/other.pem'],
		['another port', 'https://developer.concur.com:8443/api-reference/ess/other.pem'],
		['another host', 'https://developer.concur.com.evil.example/api-reference/ess/other.pem'],
		['another host with its name before it', 'https://developer.concur.com@evil.example/other.pem'],
		['no address', 'https://['],
	])('is asked for no link to %s', async (_, link) => {
		await moveTo(link, `${folder}other.pem`, await fileOf(`${stem()}.fullchain.pem`));
		await activate();
		publish();
		await later();
		await logged(foundNone);
		expect(said(foundNone)[0]!.text).toContain('has no certificate for webhook');
		expect(onlySap()).toEqual(['developer.concur.com:443']);
		expect(site.requests().map(({ path }) => path)).not.toContain(`${folder}other.pem`);
	});

	it('may link the certificate behind many others', async () => {
		const chain = await fileOf(`${stem()}.fullchain.pem`);
		const name = `new.webhook.api.concursolutions.com.pem`;
		await moveTo(name, folder + name, chain);
		const others = times(60, (n) => `<a href="other${n}.pem">other</a>`).join('');
		answers[page] = others + answers[page];
		await activate();
		publish();
		await accepted();
		expect(site.requests().length).toBeLessThan(40);
	});

	it('may have no more than the certificate alone, when its issuer stands in another file', async () => {
		const [leaf, ...issuers] = blocks(await fileOf(`${stem()}.fullchain.pem`));
		await moveTo('other.pem', `${folder}other.pem`, leaf!);
		answers[`${folder}notifications.api.concursolutions.com.fullchain.pem`] = issuers.join('');
		answers[page] += '<a href="notifications.api.concursolutions.com.pem">another</a>';
		await activate();
		publish();
		await accepted();
	});

	it('may still have an old chain beside the new certificate', async () => {
		const old = await fileOf(`${stem()}.fullchain.pem`);
		simulator.settings({ events: { renewCertificate: true } });
		answers[`${folder}${stem()}.fullchain.pem`] = old;
		await activate();
		publish();
		await accepted();
	});

	it('that knows no new key yet is said to, once', async () => {
		await activate();
		publish();
		await accepted();
		simulator.settings({ events: { signingKey: 'next' } });
		publish();
		await passing(() => said(foundNone).length > 0);
		const { length } = site.connects();
		await passing(() => site.connects().length > length);
		await later();
		expect(said(foundNone).map(({ text }) => text)).toEqual([
			expect.stringContaining(
				`${foundNone}. All keys that SAP publishes are known already. If events are missing, paste SAP's new certificate into`,
			),
		]);
	});

	it('that has a new certificate which cannot be trusted beside a right one is said to', async () => {
		await activate();
		publish();
		await accepted();
		simulator.settings({ events: { renewCertificate: true } });
		simulator.settings({ events: { certificateFault: 'otherOrganization' } });
		publish();
		await passing(() => said(foundNone).length > 0);
		expect(said(foundNone)[0]!.text).toContain('not for the organization SAP SE');
	});
});

describe('while developer.concur.com cannot be read', () => {
	const redirect = (location: string) => (response: ServerResponse) =>
		void response.writeHead(302, { location }).end();
	const send = (status: number, body: string) => (response: ServerResponse) =>
		void response.writeHead(status, { 'Content-Type': 'text/html' }).end(body);
	const out = 'https://developer.concur.com';
	const failures: Array<[string, (response: ServerResponse) => void, string]> = [
		[
			'answers with 503',
			send(503, '<html>Maintenance</html>'),
			`${out} or a proxy returned status 503.`,
		],
		['answers with 404', send(404, ''), `${out} has no certificate for webhook`],
		['answers with another page', send(200, '<html>We have moved</html>'), 'has no certificate'],
		['answers with nothing', send(200, ''), `${out} has no certificate`],
		['answers with null', send(200, 'null'), `${out} has no certificate`],
		[
			'sends too much',
			send(200, 'x'.repeat(2_000_001)),
			`The response of ${out} is larger than 64000 bytes.`,
		],
		['breaks off', (response) => void response.socket?.destroy(), 'returned status 502.'],
		['breaks off in the middle', breakOff, `n8n cannot reach ${out} (`],
		['leads to another host', redirect('https://elsewhere.example/'), 'redirects to another host'],
		['leads to http', redirect('http://developer.concur.com/'), 'redirects to another host'],
		['leads nowhere', redirect('http://['), `${out} redirects to another host, which the node`],
		['leads to itself', redirect(page), `${out} redirects too many times.`],
		[
			'is out of reach',
			() => {},
			`n8n cannot reach ${out} (ECONNRESET). Allow this connection, directly or`,
		],
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
			await logged(foundNone);
			for (let again = 0; again < 2; again++) {
				const { length } = site.connects();
				await passing(() => site.connects().length > length);
			}
			expect(countBy(await later())).toEqual({ 403: simulator.deliveries().length });
			expect(said(foundNone)).toEqual([{ level: 'warn', text: expect.stringContaining(words) }]);
			expect(said(foundNone)[0]!.text).toMatch(
				/If events are missing, paste SAP's new certificate into 'Event Public Keys' of the SAP Concur API credential\. SAP Concur sends a rejected event again for 72 hours\.$/,
			);
			expect(onlySap()).toEqual(['developer.concur.com:443']);

			site.target = simulator.url;
			site.setReachable(true);
			await passing(() => said(foundNew).length > 0);
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
		const { webhookPublicKeys } = await shownCredentials(simulator);
		trigger.credentials().concurApi!.eventPublicKeys = webhookPublicKeys[0]!;
		await later(minute);
		expect(await events()).toMatchObject([{ signedBy: { source: 'credential' } }]);
	});

	it('and a paste cannot be read, new keys are looked for all the same', async () => {
		await activate();
		trigger.credentials().concurApi!.eventPublicKeys = 'no key';
		publish();
		expect(await later()).toEqual([503]);
		await logged(foundNone);
		expect(said(noPublicKey)).not.toEqual([]);
		expect(fetches()).toBe(1);
	});

	it('and a paste cannot be read, what SAP has signed with a known key is let in', async () => {
		// As if the authority of the simulator were one of DigiCert's, for all that is loaded from here to the end of the test.
		vi.resetModules();
		vi.doMock('../../../../nodes/ConcurEssTrigger/signature/authorities.ts', () => ({
			digiCertRoots: [new X509Certificate(authority)],
		}));
		try {
			await activate({}, '');
		} finally {
			vi.doUnmock('../../../../nodes/ConcurEssTrigger/signature/authorities.ts');
			vi.resetModules();
		}
		publish();
		await accepted();
		trigger.credentials().concurApi!.eventPublicKeys = 'no key';
		await later(2 * minute);
		publish();
		expect((await later()).at(-1)).toBe(200);
		publish({ tamper: 'wrongKey' });
		expect((await later()).at(-1)).toBe(503);
		expect(said(noPublicKey)).toHaveLength(1);
	});
});
