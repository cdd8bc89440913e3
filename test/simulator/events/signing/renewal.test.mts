// How the key of deliveries goes from certificate to certificate (open-questions 18; api-facts 13.1).
import { constants, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator } from '../../../../simulator/index.mts';
import { standingClock } from '../../../support/standingClock.mts';
import { send } from '../../client.mts';
import { keyIn, linkedCertificate, trusted } from '../../developerSite/developerSiteClient.mts';
import { startSubscriber, type Received } from '../eventsClient.mts';

standingClock();
let subscriber: Awaited<ReturnType<typeof startSubscriber>>;
beforeAll(async () => {
	subscriber = await startSubscriber();
});
beforeEach(async () => {
	await subscriber.startAnew();
	await subscriber.subscribe('my.id');
});
afterAll(() => subscriber.close());

const renew = () => subscriber.simulator.settings({ events: { renewCertificate: true } });
const keys = async () => (await trusted(subscriber.simulator)).keys;
const linkedKey = async () => keyIn(await linkedCertificate(subscriber.simulator));

async function delivered(): Promise<Received> {
	subscriber.publish();
	await subscriber.simulator.delivered();
	return subscriber.receiver.received.at(-1)!;
}

function isSignedBy(
	key: string,
	{ headers, body }: Received,
	dsaEncoding: 'der' | 'ieee-p1363' = 'der',
): boolean {
	const signature = Buffer.from(String(headers['concur-signature']), 'base64');
	// Node ignores the padding for an EC key, and the encoding for an RSA key.
	const input = { key, padding: constants.RSA_PKCS1_PSS_PADDING, dsaEncoding };
	return verify('sha256', body, input, signature);
}

describe('Deliveries', () => {
	it('are signed by the key of the certificate on the site, from renewal to renewal', async () => {
		const seen = [];
		for (let renewals = 0; renewals <= 2; renewals += 1) {
			if (renewals > 0) renew();
			const key = await linkedKey();
			expect(isSignedBy(key, await delivered())).toBe(true);
			expect((await keys())[0]).toBe(key);
			seen.push(key);
		}
		expect(new Set(seen).size).toBe(3);
	});

	it('are signed anew by the next key when they are repeated after a renewal', async () => {
		const [before, after] = await keys();
		subscriber.receiver.answerWith(503);
		const first = await delivered();
		renew();
		await subscriber.after(1000);
		const second = subscriber.receiver.received.at(-1)!;
		expect(second.body.equals(first.body)).toBe(true);
		expect([isSignedBy(before!, first), isSignedBy(after!, first)]).toEqual([true, false]);
		expect([isSignedBy(before!, second), isSignedBy(after!, second)]).toEqual([false, true]);
	});

	it('are signed by the key after the current one by setting, which the site does not show yet', async () => {
		renew();
		const [current, next] = await keys();
		subscriber.simulator.settings({ events: { signingKey: 'next' } });
		expect(isSignedBy(next!, await delivered())).toBe(true);
		expect(await linkedKey()).toBe(current);
		renew();
		expect(await linkedKey()).toBe(next);
	});

	it('go on with the right key while the certificate is wrong', async () => {
		const [current] = await keys();
		subscriber.simulator.settings({ events: { certificateFault: 'weakKey' } });
		expect(await linkedKey()).not.toBe(current);
		expect(isSignedBy(current!, await delivered())).toBe(true);
	});
});

describe('A renewal', () => {
	it('happens once, and the setting reads false again', async () => {
		const [, next] = await keys();
		const { body } = await send(subscriber.simulator, 'POST', '/_simulator/settings', {
			events: { renewCertificate: true },
		});
		expect(body.events).toMatchObject({ renewCertificate: false });
		expect((await keys())[0]).toBe(next);
		subscriber.simulator.settings({ events: { copies: 2 } });
		expect((await keys())[0]).toBe(next);
		expect(renew().events.renewCertificate).toBe(false);
		expect((await keys())[0]).not.toBe(next);
	});

	it('does not happen when another setting of the request is rejected', async () => {
		const before = await keys();
		const { status } = await send(subscriber.simulator, 'POST', '/_simulator/settings', {
			events: { renewCertificate: true, keyType: 'dsa' },
		});
		expect(status).toBe(400);
		expect(await keys()).toEqual(before);
	});

	it('is forgotten after a reset, and leads to the same key again', async () => {
		const before = await keys();
		renew();
		subscriber.simulator.reset();
		expect(await keys()).toEqual(before);
		expect(await linkedKey()).toBe(before[0]);
	});

	it('leads to the same keys and authority in every simulator of a process', async () => {
		renew();
		const other = await startSimulator({ settings: { events: { renewCertificate: true } } });
		const [one, two] = [await trusted(subscriber.simulator), await trusted(other)];
		await other.close();
		expect(two.keys).toEqual(one.keys);
		expect(two.root.raw).toEqual(one.root.raw);
	});
});

describe('An EC key', () => {
	it('comes with the next renewal', async () => {
		const rsa = await keys();
		subscriber.simulator.settings({ events: { keyType: 'ec' } });
		const [current, next] = await keys();
		expect(current).toBe(rsa[0]);
		expect(next).not.toBe(rsa[1]);
		expect(isSignedBy(current!, await delivered())).toBe(true);
		renew();
		const { publicKey, ca } = await linkedCertificate(subscriber.simulator);
		expect(publicKey).toMatchObject({
			asymmetricKeyType: 'ec',
			asymmetricKeyDetails: { namedCurve: 'prime256v1' },
		});
		expect(ca).toBe(false);
		expect(await linkedKey()).toBe(next);
		expect((await keys())[0]).toBe(next);
	});

	it('is the first one when a simulator starts so, and an RSA key may follow', async () => {
		const other = await startSimulator({ settings: { events: { keyType: 'ec' } } });
		other.settings({ events: { keyType: 'rsa' } });
		const first = await linkedCertificate(other);
		other.settings({ events: { renewCertificate: true } });
		const second = await linkedCertificate(other);
		await other.close();
		expect([first, second].map(({ publicKey }) => publicKey.asymmetricKeyType)).toEqual([
			'ec',
			'rsa',
		]);
	});

	it.each([
		['der', 'ieee-p1363'],
		['ieee-p1363', 'der'],
	] as const)('signs with SHA-256 in the encoding %s', async (ecSignature, otherEncoding) => {
		subscriber.simulator.settings({
			events: { keyType: 'ec', ecSignature, renewCertificate: true },
		});
		const key = await linkedKey();
		const received = await delivered();
		expect(isSignedBy(key, received, ecSignature)).toBe(true);
		expect(isSignedBy(key, received, otherEncoding)).toBe(false);
	});

	it('has an EC key of nobody beside it', async () => {
		subscriber.simulator.settings({
			events: { keyType: 'ec', renewCertificate: true, signingKey: 'unknown' },
		});
		const received = await delivered();
		const signature = Buffer.from(String(received.headers['concur-signature']), 'base64');
		expect(signature.length).toBeLessThan(80);
		for (const key of await keys()) expect(isSignedBy(key, received)).toBe(false);
	});
});
