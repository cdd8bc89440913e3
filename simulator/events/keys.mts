// The keys that sign deliveries. SAP names neither algorithm nor salt (open-questions 17) and changes the key with each
// certificate (18).
import {
	constants,
	sign,
	type KeyPairKeyObjectResult,
	type SigningOptions,
	type SignKeyObjectInput,
} from 'node:crypto';
import { promisify } from 'node:util';
import type { Simulator } from '../context.mts';
import { keyPair, publicKeyText } from '../keyPairs.mts';
import { currentCertificate, nextCertificate, type SigningCertificate } from './renewals.mts';

/**
 * current is that of the current certificate, next that of the one after it; nobody knows the unknown one; otherName is
 * that of a certificate for another name of SAP.
 */
export type SigningKey = 'current' | 'next' | 'unknown' | 'otherName';

/** pss and pkcs1 go with SHA-256; sha1 is what nobody signs with. An EC key has no padding, only the hash. */
export type SigningAlgorithm = 'pss' | 'pkcs1' | 'sha1';

const signInBackground = promisify(sign);

/** The key of a certificate of the sequence. */
export function keyOf({ generation, keyType }: SigningCertificate) {
	return keyPair(`deliveries of generation ${generation}`, keyType);
}

/** The key of the certificate for another name. */
export function otherNameKey() {
	return keyPair('another name');
}

/** The keys with which a subscriber verifies, as PEM: the current one and its successor. */
export async function publicKeys(simulator: Simulator): Promise<string[]> {
	const certificates = [currentCertificate(simulator), nextCertificate(simulator)];
	return (await Promise.all(certificates.map(keyOf))).map(publicKeyText);
}

/** Signs the bytes of a body, off the main thread, with a key of this moment. */
export async function signBody(
	simulator: Simulator,
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
	// Each kind of key ignores the options of the other.
	const input: SignKeyObjectInput = { key: privateKey, dsaEncoding, ...padding };
	return await signInBackground(digest, body, input);
}

function pairOf(simulator: Simulator, key: SigningKey): Promise<KeyPairKeyObjectResult> {
	switch (key) {
		case 'current':
			return keyOf(currentCertificate(simulator));
		case 'next':
			return keyOf(nextCertificate(simulator));
		case 'unknown':
			return keyPair('nobody', currentCertificate(simulator).keyType);
		case 'otherName':
			return otherNameKey();
	}
}
