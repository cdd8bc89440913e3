// What is wrong with a file of certificates, for a client that trusts one root and expects one host.
import type { X509Certificate } from 'node:crypto';
import { certificatesIn, keyIn } from './developerSiteClient.mts';

/** What the client knows beforehand. */
export interface Expected {
	root: X509Certificate;
	/** The root's intermediate, for files without one. */
	intermediate: X509Certificate;
	/** The key that signs deliveries, as PEM. */
	key: string;
	now: number;
}

const host = 'webhook.api.concursolutions.com';
// DER of sha1WithRSAEncryption and of sha256WithRSAEncryption.
const sha1 = Buffer.from('2a864886f70d010105', 'hex');
const sha256 = Buffer.from('2a864886f70d01010b', 'hex');

/**
 * All that is wrong with a file.
 *
 * @param authorities How many should stand behind the certificate: 0 alone, 1 in a chain, 2 in a full chain.
 */
export function findings(text: string, authorities: 0 | 1 | 2, expected: Expected): string[] {
	const all = certificatesIn(text);
	if (all.length === 0) return ['no certificate'];
	const roots = all.filter(isSelfIssued);
	const leaves = all.filter(
		(one) => !isSelfIssued(one) && !all.some((other) => issues(one, other)),
	);
	const intermediates = all.filter((one) => !roots.includes(one) && !leaves.includes(one));
	const ordered = [...leaves, ...intermediates, ...roots];
	const found: Record<string, boolean> = {
		'text behind the certificates': text.length > 100_000,
		'not one certificate of a host': leaves.length !== 1,
		'intermediate missing': intermediates.length !== Math.min(authorities, 1),
		'root missing': roots.length !== Math.max(authorities - 1, 0),
		order: ordered.some((one, index) => one !== all[index]),
		...findingsOfLeaf(leaves[0]!, expected),
		...findingsOfAuthorities(leaves[0]!, intermediates[0], roots[0], expected),
	};
	return Object.keys(found).filter((name) => found[name]);
}

function findingsOfLeaf(leaf: X509Certificate, { key, now }: Expected) {
	return {
		name: !leaf.subject.endsWith(`CN=${host}`) || !leaf.checkHost(host),
		organization: !leaf.subject.split('\n').includes('O=SAP SE'),
		expired: Date.parse(leaf.validTo) < now,
		'not yet valid': Date.parse(leaf.validFrom) > now,
		'is an authority': leaf.ca,
		'not signed with SHA-256': leaf.raw.includes(sha1) || !leaf.raw.includes(sha256),
		'weak key': leaf.publicKey.asymmetricKeyDetails!.modulusLength! < 2048,
		'another key': keyIn(leaf) !== key,
	};
}

function findingsOfAuthorities(
	leaf: X509Certificate,
	intermediate: X509Certificate | undefined,
	root: X509Certificate | undefined,
	expected: Expected,
) {
	const issuer = intermediate ?? expected.intermediate;
	return {
		'issued by nobody known':
			!leaf.checkIssued(issuer) ||
			!leaf.verify(issuer.publicKey) ||
			!issuer.verify(expected.root.publicKey) ||
			(root !== undefined && !root.raw.equals(expected.root.raw)),
		'intermediate is no authority': !issuer.ca,
	};
}

function isSelfIssued(certificate: X509Certificate): boolean {
	return certificate.subject === certificate.issuer;
}

function issues(one: X509Certificate, other: X509Certificate): boolean {
	return one !== other && other.issuer === one.subject;
}
