// Key pairs, each made when it is needed: an RSA pair takes a noticeable time.
import memoize from 'lodash/memoize.js';
import { generateKeyPair, type KeyPairKeyObjectResult } from 'node:crypto';
import { promisify } from 'node:util';

/** RSA with 2048 bits, the curve P-256, and RSA with the 1024 bits that nobody accepts any more. */
export type KeyType = 'rsa' | 'ec' | 'weakRsa';

export type KeyPair = KeyPairKeyObjectResult;

/** Returns the pair of an owner and a type, RSA unless said otherwise; the same names lead to the same pair. */
export type KeyPairs = (owner: string, type?: KeyType) => Promise<KeyPair>;

const generate = promisify(generateKeyPair);

/** A store in which no pair has been made. */
export function createKeyPairs(): KeyPairs {
	return memoize(
		async (_owner: string, type: KeyType = 'rsa'): Promise<KeyPair> =>
			type === 'ec'
				? await generate('ec', { namedCurve: 'P-256' })
				: await generate('rsa', { modulusLength: type === 'rsa' ? 2048 : 1024 }),
		(owner, type = 'rsa') => `${owner}, ${type}`,
	);
}

/** Returns a public key as PEM. */
export function publicKeyText({ publicKey }: KeyPair): string {
	return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}
