// Key pairs made once per process, each when it is needed: an RSA pair takes a noticeable time. All simulators of a
// process share them, and a reset keeps them, so that a key saved in a credential stays right.
import memoize from 'lodash/memoize.js';
import { generateKeyPair, type KeyPairKeyObjectResult } from 'node:crypto';
import { promisify } from 'node:util';

/** RSA with 2048 bits, the curve P-256, and RSA with the 1024 bits that nobody takes any more. */
export type KeyType = 'rsa' | 'ec' | 'weakRsa';

const generate = promisify(generateKeyPair);

/** The pair of this owner and type; the same names lead to the same pair. */
export const keyPair = memoize(
	async (_owner: string, type: KeyType = 'rsa'): Promise<KeyPairKeyObjectResult> =>
		type === 'ec'
			? await generate('ec', { namedCurve: 'P-256' })
			: await generate('rsa', { modulusLength: type === 'rsa' ? 2048 : 1024 }),
	(owner, type = 'rsa') => `${owner}, ${type}`,
);

/** A public key as PEM. */
export function publicKeyText({ publicKey }: KeyPairKeyObjectResult): string {
	return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}
