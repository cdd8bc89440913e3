// Tells whether SAP Concur signed a delivery. Pure: bytes, header, keys and time in, verdict out.
// SAP: Event Subscription v4, ESS Authentication. It publishes the keys, not the algorithm (open-questions 17).
import { constants, verify as isSignedBy, type KeyObject } from 'node:crypto';

export interface TrustedKey {
	key: KeyObject;
	/** First moment of its use; without it, since ever. */
	from?: Date;
	/** First moment after its use; without it, for ever. */
	until?: Date;
}

export type SignatureVerdict = 'valid' | 'invalid' | 'missing';

const paddings = [
	{ padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO },
	{ padding: constants.RSA_PKCS1_PADDING },
];

/**
 * Checks the SHA-256 signature of a delivery: RSA-PSS with any salt length, or PKCS#1 v1.5. Never throws.
 * @param body the bytes as they came; an empty one is never valid
 * @param signature the header Concur-Signature: base64, exactly as an encoder writes it
 * @param keys several may be in use while SAP changes its key (open-questions 18, 71); others than RSA are passed over
 */
export function verify(
	body: Buffer,
	signature: string | undefined,
	keys: TrustedKey[],
	now: Date,
): SignatureVerdict {
	if (!signature) return 'missing';
	const bytes = Buffer.from(signature, 'base64');
	// Buffer.from passes over what is no base64, so only an exact way back proves the encoding.
	if (body.length === 0 || bytes.toString('base64') !== signature) return 'invalid';
	const inUse = keys.filter(
		({ key, from, until }) =>
			key.asymmetricKeyType === 'rsa' && !(from && now < from) && !(until && now >= until),
	);
	return inUse.some(({ key }) => hasSigned(key, body, bytes)) ? 'valid' : 'invalid';
}

function hasSigned(key: KeyObject, body: Buffer, signature: Buffer): boolean {
	return paddings.some((padding) => {
		try {
			return isSignedBy('sha256', body, { key, ...padding }, signature);
		} catch {
			return false; // What cannot even be checked is not signed.
		}
	});
}
