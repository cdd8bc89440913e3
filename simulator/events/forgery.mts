// What somebody sends who is not Concur, or what a broken line makes of an event.
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../context.mts';
import { signBody } from './keys.mts';

export const tamperings = [
	/** Without a signature. */
	'unsigned',
	/** Signed by a key that nobody has published. */
	'wrongKey',
	/** Signed by the right key, with SHA-1. */
	'wrongAlgorithm',
	/** The right signature in hexadecimal digits. */
	'wrongEncoding',
	/** Changed after it was signed, and still an event. */
	'changedBody',
	/** The first half of what was signed. */
	'cut',
	/** Rightly signed, but nothing. */
	'empty',
	/** Rightly signed, but a sentence. */
	'notJson',
	/** Rightly signed, but two million characters too long. */
	'huge',
] as const;

export type Tampering = (typeof tamperings)[number];

/** Body and signature of a tampered event; undefined where there is no signature. */
export async function forge(
	event: JsonObject,
	tampering: Tampering,
): Promise<{ body: Buffer; signature?: string }> {
	const genuine = Buffer.from(JSON.stringify(event));
	switch (tampering) {
		case 'unsigned':
			return { body: genuine };
		case 'wrongKey':
			return { body: genuine, signature: base64(await signBody(genuine, 'unknown', 'pss')) };
		case 'wrongAlgorithm':
			return { body: genuine, signature: base64(await signBody(genuine, 'current', 'sha1')) };
		case 'wrongEncoding': {
			const signature = await signBody(genuine, 'current', 'pss');
			return { body: genuine, signature: signature.toString('hex') };
		}
		case 'changedBody': {
			const changed = Buffer.from(JSON.stringify({ ...event, correlationId: randomUUID() }));
			return { body: changed, signature: base64(await signBody(genuine, 'current', 'pss')) };
		}
		case 'cut': {
			const half = genuine.subarray(0, genuine.length / 2);
			return { body: half, signature: base64(await signBody(genuine, 'current', 'pss')) };
		}
		case 'empty':
			return await signed(Buffer.alloc(0));
		case 'notJson':
			return await signed(Buffer.from('This is no event.'));
		case 'huge':
			return await signed(Buffer.from(JSON.stringify({ ...event, padding: 'x'.repeat(2e6) })));
	}
}

async function signed(body: Buffer) {
	return { body, signature: base64(await signBody(body, 'current', 'pss')) };
}

function base64(signature: Buffer): string {
	return signature.toString('base64');
}
