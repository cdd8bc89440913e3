// What arrives when somebody other than SAP Concur sends an event, or when a connection damages it.
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../http/json.mts';
import type { SigningContext } from '../signing/certificates.mts';
import { signBody, type SigningAlgorithm, type SigningKey } from '../signing/keys.mts';

export const tamperings = [
	/** Without a signature. */
	'unsigned',
	/** Signed by a key that nobody has published. */
	'wrongKey',
	/** Signed by the key of a certificate that the same authority has made for another host. */
	'otherName',
	/** Signed by the right key, with SHA-1. */
	'wrongAlgorithm',
	/** The right signature in hexadecimal digits. */
	'wrongEncoding',
	/** Changed after it was signed, and still an event. */
	'changedBody',
	/** The first half of what was signed. */
	'cut',
	/** Correctly signed, but empty. */
	'empty',
	/** Correctly signed, but a sentence. */
	'notJson',
	/** Correctly signed, but two million characters too long. */
	'huge',
] as const;

export type Tampering = (typeof tamperings)[number];

/** Returns body and signature of a tampered event; undefined where there is no signature. */
export async function forge(
	simulator: SigningContext,
	event: JsonObject,
	tampering: Tampering,
): Promise<{ body: Buffer; signature?: string }> {
	const genuine = Buffer.from(JSON.stringify(event));
	const sign = async (
		body: Buffer,
		key: SigningKey = 'current',
		algorithm: SigningAlgorithm = 'pss',
		encoding: BufferEncoding = 'base64',
	) => (await signBody(simulator, body, key, algorithm)).toString(encoding);
	const signed = async (body: Buffer) => ({ body, signature: await sign(body) });
	switch (tampering) {
		case 'unsigned':
			return { body: genuine };
		case 'wrongKey':
			return { body: genuine, signature: await sign(genuine, 'unknown') };
		case 'otherName':
			return { body: genuine, signature: await sign(genuine, 'otherName') };
		case 'wrongAlgorithm':
			return { body: genuine, signature: await sign(genuine, 'current', 'sha1') };
		case 'wrongEncoding':
			return { body: genuine, signature: await sign(genuine, 'current', 'pss', 'hex') };
		case 'changedBody': {
			const changed = Buffer.from(JSON.stringify({ ...event, correlationId: randomUUID() }));
			return { body: changed, signature: await sign(genuine) };
		}
		case 'cut':
			return { body: genuine.subarray(0, genuine.length / 2), signature: await sign(genuine) };
		case 'empty':
			return await signed(Buffer.alloc(0));
		case 'notJson':
			return await signed(Buffer.from('This is no event.'));
		case 'huge':
			return await signed(Buffer.from(JSON.stringify({ ...event, padding: 'x'.repeat(2e6) })));
	}
}
