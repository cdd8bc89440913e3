// developerSite/ imitates the part of SAP's developer site that shows who signs deliveries: a page and the files of
// certificates. Which certificate signs, and when it is renewed, is decided in events/signing/.

// The test authority: a root, and an intermediate that signs the certificates of hosts. Only tests trust it.
import type { JsonName } from '@peculiar/x509';
import type { KeyPair, KeyPairs } from '../company/keyPairs.mts';
import { makeCertificate, type Content } from './certificate.mts';

/** The impostor uses the same names, and has its own keys. */
export type Authority = 'simulator' | 'impostor';

/** What the certificate of a host says, whoever signs it. */
export type HostContent = Omit<Content, 'issuer' | 'issuerKeys'>;

const rootName: JsonName = [{ O: ['SAP Concur Simulator'] }, { CN: ['Simulator Test Root'] }];
const intermediateName: JsonName = [
	{ O: ['SAP Concur Simulator'] },
	{ CN: ['Simulator Test TLS RSA SHA256 CA'] },
];
const rootKeys = (keyPairs: KeyPairs, authority: Authority) => keyPairs(`root of the ${authority}`);
const intermediateKeys = (keyPairs: KeyPairs, authority: Authority) =>
	keyPairs(`intermediate of the ${authority}`);

const ownContent = (subject: JsonName, { publicKey }: KeyPair) => ({
	subject,
	publicKey,
	validFrom: Date.UTC(2020, 0),
	validTo: Date.UTC(2045, 0),
	hash: 'SHA-256' as const,
});

/** Returns the certificate that a client must trust beforehand, as PEM. */
export async function rootCertificate(keyPairs: KeyPairs, authority: Authority): Promise<string> {
	const keys = await rootKeys(keyPairs, authority);
	return await makeCertificate({
		...ownContent(rootName, keys),
		isAuthority: true,
		issuer: rootName,
		issuerKeys: keys,
	});
}

/**
 * Returns the certificate between root and host, as PEM.
 *
 * @param isAuthority False for one that must not sign certificates, although it has.
 */
export async function intermediateCertificate(
	keyPairs: KeyPairs,
	authority: Authority,
	isAuthority: boolean,
): Promise<string> {
	return await makeCertificate({
		...ownContent(intermediateName, await intermediateKeys(keyPairs, authority)),
		isAuthority,
		...(isAuthority && { pathLength: 0 }),
		issuer: rootName,
		issuerKeys: await rootKeys(keyPairs, authority),
	});
}

/** Returns the certificate of a host, as PEM. */
export async function hostCertificate(
	keyPairs: KeyPairs,
	authority: Authority,
	content: HostContent,
): Promise<string> {
	return await makeCertificate({
		...content,
		issuer: intermediateName,
		issuerKeys: await intermediateKeys(keyPairs, authority),
	});
}
