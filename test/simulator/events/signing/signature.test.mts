// What is signed how, looked at with nothing but node:crypto and the published keys.
import { constants, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventRequest } from '../../../../simulator/control/eventRoutes.mts';
import { standingClock } from '../../../support/standingClock.mts';
import { send } from '../../client.mts';
import { certificates, keyIn, notifications } from '../../developerSite/developerSiteClient.mts';
import { startSubscriber, type Received } from '../eventsClient.mts';

standingClock();
let subscriber: Awaited<ReturnType<typeof startSubscriber>>;
let keys: string[];
beforeAll(async () => {
	subscriber = await startSubscriber();
	const { body } = await send(subscriber.simulator, 'GET', '/_simulator/credentials');
	keys = body.webhookPublicKeys as string[];
});
beforeEach(async () => {
	await subscriber.startAnew();
	await subscriber.subscribe('my.id');
});
afterAll(() => subscriber.close());

// 2048 bits are 256 bytes: minus 32 of the hash and two.
const longestSalt = 222;
const { RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_AUTO } = constants;

const signatureOf = ({ headers }: Received) =>
	Buffer.from(String(headers['concur-signature']), 'base64');

const isPss = (key: string, received: Received, saltLength: number = RSA_PSS_SALTLEN_AUTO) =>
	verify(
		'sha256',
		received.body,
		{ key, padding: RSA_PKCS1_PSS_PADDING, saltLength },
		signatureOf(received),
	);
const isPkcs1 = (key: string, received: Received, hash = 'sha256') =>
	verify(hash, received.body, { key, padding: RSA_PKCS1_PADDING }, signatureOf(received));

/** Which of the published keys have signed with either algorithm. */
const signers = (received: Received) =>
	keys.map((key) => isPss(key, received) || isPkcs1(key, received));

/** The delivery of one event. */
async function delivered(changes: Partial<EventRequest> = {}): Promise<Received> {
	subscriber.publish(changes);
	await subscriber.simulator.delivered();
	return subscriber.receiver.received.at(-1)!;
}

// open-questions 17
describe('The signature of a delivery', () => {
	it('is RSA-PSS with SHA-256 and the longest salt, over the bytes of the body', async () => {
		const received = await delivered({ facts: { name: 'Änne 李' } });
		expect(isPss(keys[0]!, received, longestSalt)).toBe(true);
		expect(isPss(keys[0]!, received, 32)).toBe(false);
		expect(isPkcs1(keys[0]!, received)).toBe(false);
		expect(isPss(keys[0]!, { ...received, body: received.body.subarray(1) })).toBe(false);
	});

	it('is PKCS#1 v1.5 by setting', async () => {
		subscriber.simulator.settings({ events: { signature: 'pkcs1' } });
		const received = await delivered();
		expect(isPkcs1(keys[0]!, received)).toBe(true);
		expect(isPss(keys[0]!, received)).toBe(false);
	});
});

// open-questions 18, 71
describe('The key of a delivery', () => {
	it('is one of two that are published, each a different RSA key of 2048 bits', () => {
		expect(new Set(keys).size).toBe(2);
		for (const key of keys)
			expect(key).toMatch(/^-----BEGIN PUBLIC KEY-----\nMIIBIjAN[^-]+-----END/);
	});

	it.each([
		['current', [[true, false]]],
		['next', [[false, true]]],
		['unknown', [[false, false]]],
	] as const)('is the %s one', async (signingKey, expected) => {
		subscriber.simulator.settings({ events: { signingKey } });
		expect([signers(await delivered())]).toEqual(expected);
	});

	it('alternates', async () => {
		subscriber.simulator.settings({ events: { signingKey: 'alternate' } });
		const both = [];
		for (let n = 0; n < 4; n += 1) both.push(signers(await delivered()).indexOf(true));
		expect(both.sort()).toEqual([0, 0, 1, 1]);
	});

	it('changes between two attempts when it is changed meanwhile', async () => {
		subscriber.receiver.answerWith(403);
		const first = await delivered();
		subscriber.simulator.settings({ events: { signingKey: 'next' } });
		await subscriber.after(1000);
		const second = subscriber.receiver.received.at(-1)!;
		expect(second.body.equals(first.body)).toBe(true);
		expect([signers(first), signers(second)]).toEqual([
			[true, false],
			[false, true],
		]);
	});
});

describe('A tampered event', () => {
	const event = { id: 'forged', facts: { companyId: 'one' } };
	const isEvent = ({ body }: Received) =>
		body.toString().startsWith('{"id":"forged","correlationId"');

	it('has no signature', async () => {
		const received = await delivered({ ...event, tamper: 'unsigned' });
		expect(received.headers).not.toHaveProperty('concur-signature');
		expect(received.headers).toHaveProperty('concur-correlationid');
		expect(isEvent(received)).toBe(true);
	});

	it('is signed by a key of nobody', async () => {
		const received = await delivered({ ...event, tamper: 'wrongKey' });
		expect(signatureOf(received)).toHaveLength(256);
		expect(signers(received)).toEqual([false, false]);
		expect(isEvent(received)).toBe(true);
	});

	it('is signed by the key of a certificate for another name', async () => {
		const received = await delivered({ ...event, tamper: 'otherName' });
		expect(signers(received)).toEqual([false, false]);
		const [certificate] = await certificates(subscriber.simulator, `${notifications}.pem`);
		expect(isPss(keyIn(certificate!), received)).toBe(true);
		expect(isEvent(received)).toBe(true);
	});

	it('is signed with SHA-1', async () => {
		const received = await delivered({ ...event, tamper: 'wrongAlgorithm' });
		expect(signers(received)).toEqual([false, false]);
		expect(isPkcs1(keys[0]!, received, 'sha1')).toBe(true);
		expect(isEvent(received)).toBe(true);
	});

	it('has its signature in hexadecimal digits', async () => {
		const received = await delivered({ ...event, tamper: 'wrongEncoding' });
		expect(signers(received)).toEqual([false, false]);
		const text = received.headers['concur-signature'] as string;
		expect(text).toMatch(/^[0-9a-f]{512}$/);
		const headers = { 'concur-signature': Buffer.from(text, 'hex').toString('base64') };
		expect(isPss(keys[0]!, { ...received, headers })).toBe(true);
	});

	it('was changed after it was signed', async () => {
		const received = await delivered({ ...event, tamper: 'changedBody' });
		expect(signers(received)).toEqual([false, false]);
		expect(isEvent(received)).toBe(true);
		const changed = JSON.parse(received.body.toString()) as { correlationId: string };
		const { headers } = received;
		expect(changed.correlationId).not.toBe(headers['concur-correlationid']);
		const body = Buffer.from(
			JSON.stringify({ ...changed, correlationId: headers['concur-correlationid'] }),
		);
		expect(isPss(keys[0]!, { ...received, body })).toBe(true);
	});

	it('is cut in half', async () => {
		const received = await delivered({ ...event, tamper: 'cut' });
		expect(signers(received)).toEqual([false, false]);
		expect(isEvent(received)).toBe(true);
		expect(() => JSON.parse(received.body.toString()) as unknown).toThrow(SyntaxError);
	});

	it.each([
		['empty', ''],
		['notJson', 'This is no event.'],
	] as const)('is %s, though rightly signed', async (tamper, text) => {
		const received = await delivered({ ...event, tamper });
		expect(isPss(keys[0]!, received)).toBe(true);
		expect(received.body.toString()).toBe(text);
	});

	it('is huge, though rightly signed, and only its beginning is logged', async () => {
		const received = await delivered({ ...event, tamper: 'huge' });
		expect(isPss(keys[0]!, received)).toBe(true);
		expect(isEvent(received)).toBe(true);
		expect(received.body.length).toBeGreaterThan(2_000_000);
		expect(subscriber.simulator.deliveries()[0]!.body).toHaveLength(100_000);
	});

	it.each([
		'unsigned',
		'wrongKey',
		'otherName',
		'wrongAlgorithm',
		'wrongEncoding',
		'changedBody',
		'cut',
		'empty',
		'notJson',
		'huge',
	] as const)('%s comes once to each subscription, and never again', async (tamper) => {
		await subscriber.subscribe('my.other');
		subscriber.simulator.settings({ events: { copies: 2 } });
		subscriber.receiver.answerWith(503);
		const { subscriptionIds } = subscriber.publish({ ...event, tamper });
		expect(subscriptionIds).toEqual(['my.id', 'my.other']);
		expect(await subscriber.statuses()).toEqual([503, 503]);
		await subscriber.after(60_000);
		expect(await subscriber.statuses()).toEqual([503, 503]);
	});
});
