// SAP's own public keys when this version came out. SAP: Event Subscription v4, ESS Authentication. They are those of the
// client certificates of webhook.api.concursolutions.com, which change several times a year.
import { createPublicKey } from 'node:crypto';
import { keys } from './certificates.json';

/** Where SAP publishes the certificates of later ones. */
export const keySite = 'https://developer.concur.com';

/** The newest first. Where SAP names a day without a time zone, `from` is its first moment on Earth. */
export const sapKeys = keys.map(({ spki, from, certificateEnd }) => ({
	key: createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' }),
	...(from && { from: new Date(from) }),
	certificateEnd: new Date(certificateEnd),
}));
