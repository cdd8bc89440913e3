// Tells whether a file of certificates speaks for SAP's event service. Pure: text, authorities and time in, verdict out.
// SAP: Event Subscription v4, ESS Authentication; it advises to check the name, since each certificate lasts months only.
import { X509Certificate } from 'node:crypto';
import { isOfUse } from '../../credentials/eventPublicKeys';
import { pemBlocks } from '../../credentials/pemBlocks';

export type ChainVerdict =
	| { certificate: X509Certificate; refusal?: undefined }
	| { certificate?: undefined; refusal: string };

const host = 'webhook.api.concursolutions.com';
const organization = 'SAP SE';

/** SAP's files have three certificates and about 6,000 characters. */
const mostCertificates = 6;
const longestText = 64_000;

/**
 * Judges the certificates in a text: SAP's own first, then the one that issued it, and so on.
 * @param text PEM; other words around the blocks do not matter
 * @param authorities one of them must stand in the chain or have issued its last certificate
 * @param at the moment at which all of them must be valid
 * @returns SAP's own certificate, or a sentence that says what is wrong and repeats nothing of the text. Never throws.
 */
export function judgeChain(text: string, authorities: X509Certificate[], at: Date): ChainVerdict {
	if (text.length > longestText) return { refusal: 'The file is too large for certificates.' };
	const found = pemBlocks(text);
	// Whoever can read it can sign.
	if (found.some(({ label }) => label.endsWith('PRIVATEKEY'))) {
		return { refusal: 'The file holds a private key.' };
	}
	const blocks = found.filter(({ label }) => label === 'CERTIFICATE');
	if (blocks.length === 0) return { refusal: 'The file holds no certificate.' };
	if (blocks.length > mostCertificates) return { refusal: 'The file holds too many certificates.' };
	const chain = blocks.map(({ base64 }) => certificateFrom(base64));
	if (!chain.every((certificate) => certificate !== undefined)) {
		return { refusal: 'The file holds a certificate that cannot be read.' };
	}
	const path = pathToAuthority(chain, authorities);
	const refusal = whyNotSap(chain[0]) ?? whyNotCertified(path, authorities) ?? whyNotNow(path, at);
	return refusal ? { refusal } : { certificate: chain[0] };
}

/** The certificates up to an authority: one that stands among them, or else one that issued the last of them. */
function pathToAuthority(
	chain: X509Certificate[],
	authorities: X509Certificate[],
): X509Certificate[] {
	const inside = chain.findIndex((certificate) => isOneOf(authorities, certificate));
	if (inside >= 0) return chain.slice(0, inside + 1);
	const issuer = authorities.find((candidate) => hasIssued(candidate, chain[chain.length - 1]));
	return issuer ? [...chain, issuer] : chain;
}

function isOneOf(authorities: X509Certificate[], { fingerprint256 }: X509Certificate): boolean {
	return authorities.some((authority) => authority.fingerprint256 === fingerprint256);
}

function certificateFrom(base64: string): X509Certificate | undefined {
	try {
		return new X509Certificate(Buffer.from(base64, 'base64'));
	} catch {
		return undefined; // judgeChain says so.
	}
}

function whyNotSap(certificate: X509Certificate): string | undefined {
	if (certificate.ca) return 'The first certificate is that of an authority, not of SAP.';
	if (!certificate.checkHost(host, { wildcards: false })) {
		return `The certificate is not for the name ${host}.`;
	}
	// A list when there are several.
	if (certificate.toLegacyObject().subject.O !== organization) {
		return `The certificate is not for the organization ${organization}.`;
	}
	return undefined;
}

function whyNotCertified(
	path: X509Certificate[],
	authorities: X509Certificate[],
): string | undefined {
	const isInOrder = path.slice(1).every((issuer, index) => hasIssued(issuer, path[index]));
	if (!isInOrder) {
		return 'The certificates do not follow one another: each must be issued by the next.';
	}
	if (!isOneOf(authorities, path[path.length - 1])) {
		return 'The certificates do not lead to an authority that is trusted.';
	}
	if (!path.every(({ publicKey }) => isOfUse(publicKey))) {
		return 'A certificate has a key that is too weak.';
	}
	if (!path.slice(0, -1).every(isSignedStrongly)) {
		return 'A certificate is signed with another algorithm than SHA-256, SHA-384 or SHA-512.';
	}
	return undefined;
}

function hasIssued(issuer: X509Certificate, certificate: X509Certificate): boolean {
	try {
		return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
	} catch {
		return false; // A key that cannot even be used has issued nothing.
	}
}

function whyNotNow(certificates: X509Certificate[], at: Date): string | undefined {
	if (!certificates.every(({ validFrom }) => at >= new Date(validFrom))) {
		return 'A certificate is not valid yet.';
	}
	return certificates.every(({ validTo }) => at <= new Date(validTo))
		? undefined
		: 'A certificate has expired.';
}

/** RFC 4055 and 5758: sha256, sha384 and sha512 with RSA, then with ECDSA. */
const strongAlgorithms = [
	'300d06092a864886f70d01010b0500',
	'300d06092a864886f70d01010c0500',
	'300d06092a864886f70d01010d0500',
	'300a06082a8648ce3d040302',
	'300a06082a8648ce3d040303',
	'300a06082a8648ce3d040304',
].map((hex) => Buffer.from(hex, 'hex'));

/** Version 3, then the tag of the serial number. */
const beforeSerialNumber = Buffer.from('a00302010202', 'hex');

/**
 * Node tells the algorithm from 24.9 on only. Behind the two headers of four bytes it follows the serial number;
 * verify() has made sure that it is the one of the signature (RFC 5280, 4.1.1.2).
 */
function isSignedStrongly({ raw }: X509Certificate): boolean {
	const algorithm = raw.subarray(15 + raw[14]);
	return (
		raw.subarray(8, 14).equals(beforeSerialNumber) &&
		strongAlgorithms.some((strong) => algorithm.subarray(0, strong.length).equals(strong))
	);
}
