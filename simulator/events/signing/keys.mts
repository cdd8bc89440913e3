// The keys that sign deliveries. SAP names neither algorithm nor salt (open-questions 17), and changes the key with each
// certificate (open-questions 18).
import { constants, sign, type SigningOptions, type SignKeyObjectInput } from 'node:crypto';
import { promisify } from 'node:util';
import { publicKeyText, type KeyPair } from '../../company/keyPairs.mts';
import {
	currentCertificate,
	nextCertificate,
	type SigningCertificate,
	type SigningContext,
} from './certificates.mts';

/**
 * current belongs to the current certificate, next to the one after it, otherName to a certificate for another host of
 * SAP; unknown belongs to no certificate.
 */
export type SigningKey = 'current' | 'next' | 'unknown' | 'otherName';

/** pss and pkcs1 use SHA-256; sha1 is an algorithm that SAP Concur never uses. An EC key has no padding, only the hash. */
export type SigningAlgorithm = 'pss' | 'pkcs1' | 'sha1';

const signInBackground = promisify(sign);

/** Returns the key of a certificate of the sequence. */
export function keyOf(
	{ keyPairs }: SigningContext,
	{ generation, keyType }: SigningCertificate,
): Promise<KeyPair> {
	return keyPairs(`deliveries of generation ${generation}`, keyType);
}

/** Returns the key of the certificate for another host. */
export function otherNameKey({ keyPairs }: SigningContext): Promise<KeyPair> {
	return keyPairs('another name');
}

/** Returns the keys with which a subscriber verifies, as PEM: the current one and the next one. */
export async function publicKeys(simulator: SigningContext): Promise<string[]> {
	const certificates = [currentCertificate(simulator), nextCertificate(simulator)];
	const pairs = await Promise.all(certificates.map((each) => keyOf(simulator, each)));
	return pairs.map(publicKeyText);
}

/** Signs the bytes of a body, off the main thread, with a key of this moment. */
export async function signBody(
	simulator: SigningContext,
	body: Buffer,
	key: SigningKey,
	algorithm: SigningAlgorithm,
): Promise<Buffer> {
	const dsaEncoding = simulator.settings.events.ecSignature;
	const { privateKey } = await pairOf(simulator, key);
	const padding: SigningOptions =
		algorithm === 'pss'
			? {
					padding: constants.RSA_PKCS1_PSS_PADDING,
					saltLength: constants.RSA_PSS_SALTLEN_MAX_SIGN,
				}
			: { padding: constants.RSA_PKCS1_PADDING };
	const digest = algorithm === 'sha1' ? 'sha1' : 'sha256';
	// Each type of key ignores the options of the other.
	const input: SignKeyObjectInput = { key: privateKey, dsaEncoding, ...padding };
	return await signInBackground(digest, body, input);
}

function pairOf(simulator: SigningContext, key: SigningKey): Promise<KeyPair> {
	switch (key) {
		case 'current':
			return keyOf(simulator, currentCertificate(simulator));
		case 'next':
			return keyOf(simulator, nextCertificate(simulator));
		case 'unknown':
			return simulator.keyPairs('nobody', currentCertificate(simulator).keyType);
		case 'otherName':
			return otherNameKey(simulator);
	}
}
