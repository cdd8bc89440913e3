// Room signature: whether SAP Concur signed a delivery: the check itself, the keys it trusts, and how a new key is found.
// Nothing here knows what a delivery says or which subscription it belongs to.
import { X509Certificate } from 'node:crypto';
import { roots } from '../../shared/concur/events/certificates.json';

/**
 * Trusted to say who SAP is, whatever the machine itself trusts. SAP: API release notes of August and October 2026: DigiCert
 * Global Root G2 today, DigiCert's G5 roots from April 2027 on, from DigiCert's list of trusted root authorities.
 */
export const digiCertRoots = roots.map(
	({ der }) => new X509Certificate(Buffer.from(der, 'base64')),
);
