// The keys that sign deliveries. SAP names neither algorithm nor salt (open-questions 17) and changes
// the key once a year (18).
import {
	constants,
	generateKeyPair,
	sign,
	type KeyObject,
	type SignKeyObjectInput,
} from 'node:crypto';
import { promisify } from 'node:util';

/** current and next are published; nobody knows the unknown one. */
export type SigningKey = 'current' | 'next' | 'unknown';

/** pss and pkcs1 go with SHA-256; sha1 is what nobody signs with. */
export type SigningAlgorithm = 'pss' | 'pkcs1' | 'sha1';

const generate = promisify(generateKeyPair);
const signInBackground = promisify(sign);

// Made once per process, each when it is needed: an RSA pair takes a noticeable time.
const pairs = new Map<SigningKey, Promise<{ publicKey: KeyObject; privateKey: KeyObject }>>();
function pair(key: SigningKey) {
	const made = pairs.get(key) ?? generate('rsa', { modulusLength: 2048 });
	pairs.set(key, made);
	return made;
}

/** The keys with which a subscriber verifies, as PEM: the current one and its successor. */
export async function publicKeys(): Promise<string[]> {
	const made = await Promise.all([pair('current'), pair('next')]);
	return made.map(({ publicKey }) => publicKey.export({ type: 'spki', format: 'pem' }).toString());
}

/** Signs the bytes of a body, off the main thread. */
export async function signBody(
	body: Buffer,
	key: SigningKey,
	algorithm: SigningAlgorithm,
): Promise<Buffer> {
	const { privateKey } = await pair(key);
	const padding: Omit<SignKeyObjectInput, 'key'> =
		algorithm === 'pss'
			? {
					padding: constants.RSA_PKCS1_PSS_PADDING,
					saltLength: constants.RSA_PSS_SALTLEN_MAX_SIGN,
				}
			: { padding: constants.RSA_PKCS1_PADDING };
	const digest = algorithm === 'sha1' ? 'sha1' : 'sha256';
	return await signInBackground(digest, body, { key: privateKey, ...padding });
}
