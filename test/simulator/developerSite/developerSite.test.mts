// SAP: api-reference/ess/v4.event-subscription, ESS Authentication.
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSimulator, type RunningSimulator } from '../../../simulator/index.mts';
import { standingClock } from '../../support/standingClock.mts';
import {
	certificates,
	folder,
	keyIn,
	keysOnPage,
	linkedCertificate,
	linkedFile,
	notifications,
	pagePath,
	read,
	trusted,
} from './developerSiteClient.mts';

standingClock();
let simulator: RunningSimulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
// A certificate of that day ends in September, one of 150 days later in the next year.
beforeEach(() => {
	vi.setSystemTime(new Date('2026-03-01T12:00:00.500Z'));
	simulator.reset();
});
afterAll(() => simulator.close());

const day = 24 * 3_600_000;
const webhook = 'webhook.api.concursolutions.com';
const file2026 = `2026.${webhook}.pem`;
const file2027 = `2027.${webhook}.pem`;
const endings = ['.pem', '.chain.pem', '.fullchain.pem'];

const renew = (days: number) => {
	simulator.advance(days * day);
	simulator.settings({ events: { renewCertificate: true } });
};

describe('The page about event subscriptions', () => {
	it('links the file of the current certificate, named by the year in which it ends', async () => {
		const { status, type } = await read(simulator, pagePath);
		expect([status, type]).toEqual([200, 'text/html; charset=UTF-8']);
		expect(await linkedFile(simulator)).toBe(file2026);
		renew(150);
		expect(await linkedFile(simulator)).toBe(file2027);
	});

	it('shows the bare key, and beside it the one before', async () => {
		const { keys } = await trusted(simulator);
		expect(await keysOnPage(simulator)).toEqual([keys[0]]);
		renew(150);
		expect(await keysOnPage(simulator)).toEqual([keys[1], keys[0]]);
	});

	it('links SAP’s repository and the certificate of another host', async () => {
		const { text } = await read(simulator, pagePath);
		expect(text).toContain(
			'<a href="https://github.com/SAP-docs/preview.developer.concur.com/tree/main/src/api-reference/ess">',
		);
		expect(text).toContain(`<a href="./${notifications}.pem">`);
	});

	it('still links the certificate before while the current one is there already', async () => {
		const before = await linkedCertificate(simulator);
		const { keys } = await trusted(simulator);
		simulator.settings({ events: { certificatePage: 'previous' } });
		expect(await linkedFile(simulator)).toBe(file2026);
		renew(150);
		expect(await linkedFile(simulator)).toBe(file2026);
		expect((await linkedCertificate(simulator)).raw).toEqual(before.raw);
		expect(await keysOnPage(simulator)).toEqual([keys[0]]);
		expect((await certificates(simulator, file2027)).map(keyIn)).toEqual([keys[1]]);
	});

	it('links files of another host, and the site has none of the current certificate', async () => {
		renew(150);
		simulator.settings({ events: { certificatePage: 'elsewhere' } });
		expect(await linkedFile(simulator)).toBe(`https://certificates.example.com/${file2027}`);
		expect(await keysOnPage(simulator)).toHaveLength(2);
		for (const ending of endings)
			expect(await read(simulator, folder + file2027.replace('.pem', ending))).toMatchObject({
				status: 404,
			});
		expect(await certificates(simulator, file2026)).toHaveLength(1);
	});

	it('leads to another host, and the files stay', async () => {
		simulator.settings({ events: { certificatePage: 'redirect' } });
		const { status, headers } = await read(simulator, pagePath);
		expect([status, headers.get('location')]).toEqual([302, 'https://certificates.example.com/']);
		expect(await certificates(simulator, file2026)).toHaveLength(1);
	});
});

describe('The certificate of deliveries', () => {
	it('says what SAP’s says', async () => {
		const certificate = await linkedCertificate(simulator);
		expect(certificate.subject).toBe(
			`C=DE\nST=Baden-Württemberg\nL=Walldorf\nO=SAP SE\nCN=${webhook}`,
		);
		expect(certificate.subjectAltName).toBe(`DNS:${webhook}`);
		expect(certificate.ca).toBe(false);
		// serverAuth and clientAuth
		expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
		expect(certificate.publicKey.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048 });
		expect(keyIn(certificate)).toBe((await trusted(simulator)).keys[0]);
	});

	it('is valid from an hour before it was made until 199 days later, by the simulator’s clock', async () => {
		const validity = async () => {
			const { validFrom, validTo } = await linkedCertificate(simulator);
			return [validFrom, validTo].map((text) => new Date(text).toISOString());
		};
		expect(await validity()).toEqual(['2026-03-01T11:00:00.000Z', '2026-09-16T12:00:00.000Z']);
		renew(150);
		expect(await validity()).toEqual(['2026-07-29T11:00:00.000Z', '2027-02-13T12:00:00.000Z']);
	});

	it('stands below an intermediate and a root, which is published', async () => {
		const [alone, chain, fullchain] = await Promise.all(
			endings.map((ending) => certificates(simulator, file2026.replace('.pem', ending))),
		);
		const [leaf, intermediate, root] = fullchain!;
		const raw = (list: X509Certificate[]) => list.map((one) => one.raw.toString('base64'));
		expect(raw(alone!)).toEqual(raw([leaf!]));
		expect(raw(chain!)).toEqual(raw([leaf!, intermediate!]));
		expect(fullchain).toHaveLength(3);
		expect(raw([root!])).toEqual(raw([(await trusted(simulator)).root]));
		expect(leaf!.checkIssued(intermediate!) && leaf!.verify(intermediate!.publicKey)).toBe(true);
		expect(intermediate!.checkIssued(root!) && intermediate!.verify(root!.publicKey)).toBe(true);
		expect(root!.checkIssued(root!) && root!.verify(root!.publicKey)).toBe(true);
		expect([intermediate!.ca, root!.ca]).toEqual([true, true]);
		for (const { subject, validFrom, validTo } of [intermediate!, root!]) {
			expect(subject).toContain('O=SAP Concur Simulator');
			expect([validFrom, validTo]).toEqual([
				'Jan  1 00:00:00 2020 GMT',
				'Jan  1 00:00:00 2045 GMT',
			]);
		}
	});

	it('gives way to the next one of the same year', async () => {
		const { keys } = await trusted(simulator);
		renew(1);
		expect(await linkedFile(simulator)).toBe(file2026);
		expect(keyIn(await linkedCertificate(simulator))).toBe(keys[1]);
	});

	it('keeps its file beside the next one of another year', async () => {
		const before = await linkedCertificate(simulator);
		renew(150);
		const [still] = await certificates(simulator, file2026);
		expect(still!.raw).toEqual(before.raw);
	});

	it('has a serial number of its own', async () => {
		const serials = new Set<string>();
		for (const days of [0, 1, 150]) {
			renew(days);
			serials.add((await linkedCertificate(simulator)).serialNumber);
		}
		for (const { serialNumber } of await certificates(simulator, `${notifications}.fullchain.pem`))
			serials.add(serialNumber);
		expect(serials.size).toBe(6);
	});
});

describe('The certificate of another host', () => {
	it('has the same owner and authority, another name and another key', async () => {
		const { root, keys } = await trusted(simulator);
		const [leaf, intermediate, top] = await certificates(
			simulator,
			`${notifications}.fullchain.pem`,
		);
		expect(top!.raw).toEqual(root.raw);
		expect(intermediate!.verify(root.publicKey) && leaf!.verify(intermediate!.publicKey)).toBe(
			true,
		);
		expect(leaf!.subject).toContain(`O=SAP SE\nCN=${notifications}`);
		expect([leaf!.checkHost(notifications), leaf!.checkHost(webhook)]).toEqual([
			notifications,
			undefined,
		]);
		expect(keys).not.toContain(keyIn(leaf!));
		expect(await certificates(simulator, `${notifications}.pem`)).toHaveLength(1);
		expect(await certificates(simulator, `${notifications}.chain.pem`)).toHaveLength(2);
	});
});

describe('The developer site', () => {
	it.each([
		`2031.${webhook}.pem`,
		`${webhook}.pem`,
		`2026.${webhook}.crt`,
		'v4.event-topics.html',
		'deeper/page.html',
	])('answers 404 with HTML for %s', async (name) => {
		const { status, type } = await read(simulator, folder + name);
		expect([status, type]).toEqual([404, 'text/html; charset=UTF-8']);
	});

	it('asks for no login, and its requests are logged', async () => {
		await read(simulator, pagePath);
		await read(simulator, folder + file2026);
		expect(simulator.requests().map(({ path, status }) => [path, status])).toEqual([
			[pagePath, 200],
			[folder + file2026, 200],
		]);
	});

	it('fails as any other service does', async () => {
		simulator.faults([
			{ match: `GET ${pagePath}`, kind: 'html' },
			{ match: `GET ${folder}*.pem`, kind: 'drop' },
		]);
		expect(await read(simulator, pagePath)).toMatchObject({ status: 503 });
		await expect(read(simulator, folder + file2026)).rejects.toThrow('fetch failed');
		expect(await certificates(simulator, file2026)).toHaveLength(1);
	});

	it('has the first certificate again after a reset', async () => {
		const before = await linkedCertificate(simulator);
		renew(150);
		simulator.settings({ events: { certificatePage: 'redirect', certificateFault: 'notPem' } });
		simulator.reset();
		expect((await linkedCertificate(simulator)).raw).toEqual(before.raw);
		expect(await certificates(simulator, file2027)).toEqual([]);
	});
});
