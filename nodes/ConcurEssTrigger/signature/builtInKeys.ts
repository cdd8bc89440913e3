// SAP's own public keys when this version came out. SAP: Event Subscription v4, ESS Authentication. They are those of the
// client certificates of webhook.api.concursolutions.com, which change several times a year; later ones are fetched.
import { createPublicKey } from 'node:crypto';
import { keys } from './certificates.json';
import { toTrustedKey } from './toTrustedKey';

/** The newest first. Where SAP names a day without a time zone, `from` is its first moment on Earth. */
export const builtInKeys = keys.map(({ spki, from, certificateEnd }) =>
	toTrustedKey(
		createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' }),
		'builtIn',
		{ ...(from && { from: new Date(from) }), certificateEnd: new Date(certificateEnd) },
	),
);
