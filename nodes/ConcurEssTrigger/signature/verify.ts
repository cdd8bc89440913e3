// Tells whether SAP Concur signed a delivery. Pure: bytes, header, keys and time in, the state of the signature out.
// SAP: Event Subscription v4, ESS Authentication. It publishes the keys, not the algorithm (open-questions 17).
import {
	constants,
	verify as isSignedBy,
	type KeyObject,
	type KeyType,
	type VerifyKeyObjectInput,
} from 'node:crypto';

export interface TrustedKey {
	/** Others than RSA and EC never match. */
	key: KeyObject;
	/** SHA-256 of the key as SPKI, in base64. */
	fingerprint: string;
	/** How it came: with this package, in the credential, or from SAP's site. */
	source: 'builtIn' | 'credential' | 'fetched';
	/** First moment of its use; without it, since ever. */
	from?: Date;
	/** First moment after its use; without it, for ever. */
	until?: Date;
}

export type SignatureState = 'valid' | 'invalid' | 'missing';

const schemes: Partial<Record<KeyType, Array<Omit<VerifyKeyObjectInput, 'key'>>>> = {
	rsa: [
		{ padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO },
		{ padding: constants.RSA_PKCS1_PADDING },
	],
	ec: [{ dsaEncoding: 'der' }, { dsaEncoding: 'ieee-p1363' }],
};

/**
 * Checks the SHA-256 signature of a delivery: RSA-PSS with any salt length, PKCS#1 v1.5, or ECDSA. Never throws.
 * @param body the bytes as they came; an empty one is never valid
 * @param signature the header Concur-Signature: base64, exactly as an encoder writes it
 * @param keys several may be in use while SAP changes its key (open-questions 18, 71)
 * @returns the state, and whose signature it is when it is valid
 */
export function verify(
	body: Buffer,
	signature: string | undefined,
	keys: TrustedKey[],
	now: Date,
): { signature: SignatureState; signedBy?: TrustedKey } {
	if (!signature) return { signature: 'missing' };
	const bytes = Buffer.from(signature, 'base64');
	// Buffer.from passes over what is no base64, so only an exact way back proves the encoding.
	if (body.length === 0 || bytes.toString('base64') !== signature) return { signature: 'invalid' };
	const signedBy = keys
		.filter((trusted) => isInUse(trusted, now))
		.find(({ key }) => hasSigned(key, body, bytes));
	return signedBy ? { signature: 'valid', signedBy } : { signature: 'invalid' };
}

/** Whether a key counts at a moment. */
export function isInUse({ from, until }: TrustedKey, now: Date): boolean {
	return !(from && now < from) && !(until && now >= until);
}

function hasSigned(key: KeyObject, body: Buffer, signature: Buffer): boolean {
	const usable = key.asymmetricKeyType && schemes[key.asymmetricKeyType];
	return (usable ?? []).some((scheme) => {
		try {
			return isSignedBy('sha256', body, { key, ...scheme }, signature);
		} catch {
			return false; // What cannot even be checked is not signed.
		}
	});
}
