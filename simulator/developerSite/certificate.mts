// Makes one certificate as RFC 5280 defines it. The same content leads to the same certificate, byte for byte, and it is made
// once: a client that asks for credentials is shown an authority each time.
import type { Extension, JsonName } from '@peculiar/x509';
import memoize from 'lodash/memoize.js';
import { createHash, webcrypto, type KeyObject } from 'node:crypto';
import type { KeyPair } from '../company/keyPairs.mts';

/** What a certificate says, and who signs it. */
export interface Content {
	subject: JsonName;
	publicKey: KeyObject;
	/** Clock times, cut to whole seconds. */
	validFrom: number;
	validTo: number;
	/** Whether the subject may sign certificates. */
	isAuthority: boolean;
	/** How many authorities may follow below it; any number when not said. */
	pathLength?: number;
	/** The host that it is for; an authority has none. */
	host?: string;
	issuer: JsonName;
	issuerKeys: KeyPair;
	/** Of the issuer's signature. */
	hash: 'SHA-256' | 'SHA-1';
}

/** Returns the certificate as PEM, signed with RSA. */
export async function makeCertificate(content: Content): Promise<string> {
	return await made(serialNumber(content), content);
}

const made = memoize(async (serial: string, content: Content): Promise<string> => {
	const { X509CertificateGenerator, PublicKey } = await library();
	const { subject, issuer, issuerKeys, validFrom, validTo, hash } = content;
	const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash };
	const privateKey = issuerKeys.privateKey.export({ type: 'pkcs8', format: 'der' });
	const certificate = await X509CertificateGenerator.create({
		serialNumber: serial,
		subject,
		issuer,
		notBefore: new Date(validFrom),
		notAfter: new Date(validTo),
		publicKey: new PublicKey(encoded(content.publicKey)),
		signingAlgorithm: algorithm,
		signingKey: await webcrypto.subtle.importKey('pkcs8', privateKey, algorithm, false, ['sign']),
		extensions: await extensions(content),
	});
	return `${certificate.toString('pem')}\n`;
});

async function extensions(content: Content): Promise<Extension[]> {
	const x509 = await library();
	const { publicKey, isAuthority, pathLength, host, issuerKeys } = content;
	const usages = await keyUsages(content);
	return [
		await x509.AuthorityKeyIdentifierExtension.create(encoded(issuerKeys.publicKey)),
		await x509.SubjectKeyIdentifierExtension.create(encoded(publicKey)),
		new x509.BasicConstraintsExtension(isAuthority, pathLength, true),
		...(usages === 0 ? [] : [new x509.KeyUsagesExtension(usages, true)]),
		...(host === undefined
			? []
			: [
					new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }]),
					new x509.ExtendedKeyUsageExtension([
						x509.ExtendedKeyUsage.serverAuth,
						x509.ExtendedKeyUsage.clientAuth,
					]),
				]),
	];
}

/** 0 for neither a host nor an authority. */
async function keyUsages({ publicKey, isAuthority, host }: Content): Promise<number> {
	const { KeyUsageFlags: flag } = await library();
	// RFC 8813: an EC key does not encipher keys.
	const encipherment = publicKey.asymmetricKeyType === 'rsa' ? flag.keyEncipherment : 0;
	return (
		(host === undefined ? 0 : flag.digitalSignature | encipherment) |
		(isAuthority ? flag.keyCertSign | flag.cRLSign : 0)
	);
}

/** Returns a number that no other certificate of the authority has, and the same one when it is made again. */
function serialNumber({ publicKey, issuerKeys, ...content }: Content): string {
	const keys = [publicKey, issuerKeys.publicKey].map((key) => encoded(key).toString('base64'));
	const digest = createHash('sha256')
		.update(JSON.stringify([content, keys]))
		.digest('hex');
	// A first digit above 7 would be a sign.
	return `1${digest.slice(1, 32)}`;
}

function encoded(key: KeyObject): Buffer {
	return key.export({ type: 'spki', format: 'der' });
}

/** Loaded when it is needed: it takes a fifth of a second, by which every start would be slower. */
async function library() {
	await import('reflect-metadata');
	return await import('@peculiar/x509');
}
