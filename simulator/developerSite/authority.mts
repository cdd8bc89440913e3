// The test authority, made once per process: a root, and an intermediate that signs the certificates of hosts. Nothing
// but a test trusts it.
import type { JsonName } from '@peculiar/x509';
import type { KeyPairKeyObjectResult } from 'node:crypto';
import { keyPair } from '../keyPairs.mts';
import { makeCertificate, type Content } from './certificate.mts';

/** The impostor calls itself by the same names, and has keys of its own. */
export type Authority = 'simulator' | 'impostor';

/** What the certificate of a host says, whoever says it. */
export type HostContent = Omit<Content, 'issuer' | 'issuerKeys'>;

const rootName: JsonName = [{ O: ['SAP Concur Simulator'] }, { CN: ['Simulator Test Root'] }];
const intermediateName: JsonName = [
	{ O: ['SAP Concur Simulator'] },
	{ CN: ['Simulator Test TLS RSA SHA256 CA'] },
];
const rootKeys = (authority: Authority) => keyPair(`root of the ${authority}`);
const intermediateKeys = (authority: Authority) => keyPair(`intermediate of the ${authority}`);

const ownContent = (subject: JsonName, { publicKey }: KeyPairKeyObjectResult) => ({
	subject,
	publicKey,
	validFrom: Date.UTC(2020, 0),
	validTo: Date.UTC(2045, 0),
	hash: 'SHA-256' as const,
});

/** The certificate that a client has to trust beforehand, as PEM. */
export async function rootCertificate(authority: Authority): Promise<string> {
	const keys = await rootKeys(authority);
	return await makeCertificate({
		...ownContent(rootName, keys),
		isAuthority: true,
		issuer: rootName,
		issuerKeys: keys,
	});
}

/**
 * The certificate between root and host, as PEM.
 *
 * @param isAuthority False for one that must not sign certificates, though it has.
 */
export async function intermediateCertificate(
	authority: Authority,
	isAuthority: boolean,
): Promise<string> {
	return await makeCertificate({
		...ownContent(intermediateName, await intermediateKeys(authority)),
		isAuthority,
		...(isAuthority && { pathLength: 0 }),
		issuer: rootName,
		issuerKeys: await rootKeys(authority),
	});
}

/** The certificate of a host, as PEM. */
export async function hostCertificate(authority: Authority, content: HostContent): Promise<string> {
	return await makeCertificate({
		...content,
		issuer: intermediateName,
		issuerKeys: await intermediateKeys(authority),
	});
}
