// Tells whether a file of certificates speaks for SAP's event service. Pure: text, authorities and time in, certificate or problem out.
// SAP: Event Subscription v4, ESS Authentication; it advises to check the name, since each certificate lasts months only.
import type { X509Certificate } from 'node:crypto';
import maxBy from 'lodash/maxBy';
import { certificateFrom, eventHost, isStrongEnough } from '../../../credentials/eventPublicKeys';
import { pemBlocks, type PemBlock } from '../../../credentials/pemBlocks';

type CheckedChain =
	| { certificate: X509Certificate; problem?: undefined }
	| { certificate?: undefined; problem: string };

const organization = 'SAP SE';

/** A problem that is to be expected of a file of some age. */
export const expired = 'A certificate has expired.';

/** SAP's files have three certificates and about 6,000 characters. */
const mostCertificates = 6;
export const longestText = 64_000;

/**
 * Checks the certificates in a text: SAP's own first, then the one that issued it, and so on. Revocation, name constraints
 * and the lengths of paths are not checked.
 * @param text PEM; other words around the blocks do not matter
 * @param authorities one of them must stand in the chain or have issued one of it; what follows there does not count
 * @param at the moment at which all of them must be valid
 * @returns SAP's own certificate, or a sentence that says what is wrong and repeats nothing of the text. Never throws.
 */
export function checkChain(text: string, authorities: X509Certificate[], at: Date): CheckedChain {
	if (text.length > longestText) return { problem: 'The file is too large for certificates.' };
	const blocks = pemBlocks(text);
	// Whoever can read it can sign.
	if (blocks.some(({ label }) => label.endsWith('PRIVATEKEY'))) {
		return { problem: 'The file contains a private key.' };
	}
	const chain = certificatesIn(blocks);
	if (chain === undefined) {
		return { problem: 'The file contains a certificate that cannot be read.' };
	}
	const [own] = chain;
	if (!own) return { problem: 'The file contains no certificate.' };
	if (chain.length > mostCertificates) {
		return { problem: 'The file contains too many certificates.' };
	}
	const path = pathToAuthority(chain, authorities, at);
	const problem = whyNotSap(own) ?? whyNotCertified(path, authorities) ?? whyNotNow(path, at);
	return problem ? { problem } : { certificate: own };
}

/**
 * Adds to a certificate that stands alone those that have issued it, where other files contain them: SAP's page links
 * no more than its own certificate.
 * @param text PEM
 * @param others PEM; those that cannot be read are passed over
 */
export function withIssuers(text: string, others: string[]): string {
	const chain = certificatesIn(pemBlocks(text)) ?? [];
	if (chain.length !== 1) return text;
	const candidates = others.flatMap((other) => certificatesIn(pemBlocks(other)) ?? []);
	let [last] = chain;
	while (last && chain.length < mostCertificates) {
		const certificate = last;
		const issuers = candidates.filter((candidate) => hasIssued(candidate, certificate));
		// An authority may have renewed its own certificate.
		const newest = maxBy(issuers, ({ validTo }) => Number(new Date(validTo)));
		if (!newest || isOneOf(chain, newest)) break;
		chain.push(newest);
		last = newest;
	}
	return text + chain.slice(1).join('');
}

/** Undefined when one of them cannot be read. */
function certificatesIn(blocks: PemBlock[]): X509Certificate[] | undefined {
	try {
		return blocks
			.filter(({ label }) => label === 'CERTIFICATE')
			.slice(0, mostCertificates + 1)
			.map(({ base64 }) => certificateFrom(Buffer.from(base64, 'base64')));
	} catch {
		return undefined;
	}
}

/** The certificates up to the first that an authority has issued, and that authority. */
function pathToAuthority(
	chain: X509Certificate[],
	authorities: X509Certificate[],
	at: Date,
): X509Certificate[] {
	for (const [index, certificate] of chain.entries()) {
		const issuers = authorities.filter((authority) => hasIssued(authority, certificate));
		const issuer = issuers.find((authority) => !whyNotNow([authority], at)) ?? issuers[0];
		if (issuer) return [...chain.slice(0, index + 1), issuer];
	}
	return chain;
}

function isOneOf(certificates: X509Certificate[], { fingerprint256 }: X509Certificate): boolean {
	return certificates.some((certificate) => certificate.fingerprint256 === fingerprint256);
}

function whyNotSap(certificate: X509Certificate): string | undefined {
	if (certificate.ca) return 'The first certificate belongs to an authority, not to SAP.';
	if (!certificate.checkHost(eventHost, { subject: 'never', wildcards: false })) {
		return `The certificate is not for the name ${eventHost}.`;
	}
	// Parts of a name stand on lines of their own, or joined by a plus. (Node's object of them is no way: for an EC key on
	// a curve without a NIST name, Node 24 ends the process.)
	const organizations = certificate.subject
		.split(/\n| \+ /)
		.filter((part) => part.startsWith('O='));
	if (organizations.join() !== `O=${organization}`) {
		return `The certificate is not for the organization ${organization}.`;
	}
	return undefined;
}

function whyNotCertified(
	path: X509Certificate[],
	authorities: X509Certificate[],
): string | undefined {
	const isInOrder = path.every((certificate, index) => {
		const issuer = path[index + 1];
		return !issuer || hasIssued(issuer, certificate);
	});
	if (!isInOrder) {
		return 'The certificates are not in order: each must be issued by the next.';
	}
	const last = path.at(-1);
	if (!last || !isOneOf(authorities, last)) {
		return 'The certificates do not lead to a trusted authority.';
	}
	if (!path.every(({ publicKey }) => isStrongEnough(publicKey))) {
		return 'The key of a certificate is too weak.';
	}
	const certified = path.slice(0, -1);
	if (!certified.every(isForConnections)) {
		return 'A certificate is not for secure connections.';
	}
	if (!certified.every(isSignedStrongly)) {
		return 'A certificate is not signed with SHA-256, SHA-384 or SHA-512.';
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
	return certificates.every(({ validTo }) => at <= new Date(validTo)) ? undefined : expired;
}

/** Extended key usages of servers, of clients and of all (RFC 5280, 4.2.1.12); a certificate without any is for all. */
const connections = ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2', '2.5.29.37.0'];

function isForConnections({ keyUsage }: Partial<X509Certificate>): boolean {
	return keyUsage === undefined || keyUsage.some((usage) => connections.includes(usage));
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

/** Version 3, then the tag of the serial number, which has at most 20 bytes (RFC 5280, 4.1.2.2). */
const beforeSerialNumber = Buffer.from('a00302010202', 'hex');
const longestSerialNumber = 20;

/**
 * Node tells the algorithm from 24.9 on only. It follows two headers, the version and the serial number; verify() has
 * made sure that it is the one of the signature (RFC 5280, 4.1.1.2).
 */
function isSignedStrongly({ raw }: X509Certificate): boolean {
	const outer = headerLength(raw, 0);
	const version = outer + headerLength(raw, outer);
	const lengthAt = version + beforeSerialNumber.length;
	const length = raw[lengthAt] ?? Infinity;
	const algorithm = raw.subarray(lengthAt + 1 + length);
	return (
		raw.subarray(version, lengthAt).equals(beforeSerialNumber) &&
		length <= longestSerialNumber &&
		strongAlgorithms.some((strong) => algorithm.subarray(0, strong.length).equals(strong))
	);
}

/** Of a DER value: its tag and its length, which takes more bytes from 128 on. */
function headerLength(der: Buffer, at: number): number {
	const length = der[at + 1] ?? 0;
	return length < 128 ? 2 : 2 + (length - 128);
}
