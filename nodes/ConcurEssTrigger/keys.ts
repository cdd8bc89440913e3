// Reads the public keys that a user adds when SAP changes its own, in whatever shape they were copied.
import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import uniqWith from 'lodash/uniqWith';
import { UserError } from 'n8n-workflow';
import type { TrustedKey } from './verify';

/** A label and base64; white space may have been lost or added anywhere on the way through a field of one line. */
const block = /-----\s*BEGIN([A-Z0-9\s]+)-----([^-]*)-----\s*END[A-Z0-9\s]+-----/g;

/** Parsing costs more than verifying, and the same text comes with each delivery. */
const read = new Map<string, TrustedKey[]>();
const readLimit = 50;

/**
 * Reads RSA public keys: any number of PEM blocks (PUBLIC KEY, RSA PUBLIC KEY, CERTIFICATE), or the bare base64 of them.
 * Of a chain of certificates only those count that are no authority's. A certificate's last day does not end the trust in
 * its key: SAP has gone on signing with a key whose certificate was over (open-questions 18), and refusing that would lose
 * events; a key ends when the user takes it out of the field.
 * @param text as it stands in the credential; empty gives no keys
 * @throws UserError in words for the user; it never repeats the text
 */
export function readKeys(text: string): TrustedKey[] {
	const known = read.get(text);
	if (known) return known;
	const keys = parseKeys(text.replace(/\\r|\\n/g, '\n').trim());
	if (read.size >= readLimit) read.clear();
	read.set(text, keys);
	return keys;
}

function parseKeys(text: string): TrustedKey[] {
	if (text === '') return [];
	if (/PRIVATE\s*KEY/.test(text)) {
		throw unusable(
			'holds a private key, which must stay with its owner',
			'Remove it, and paste only the public key that SAP publishes. If the private key is yours, replace it: it may have been seen.',
		);
	}
	const parts = [...text.matchAll(block)].map(([, label, base64]) => ({
		label: label.replace(/\s/g, ''),
		base64,
	}));
	const rest = text.replace(block, '\n');
	if (/-----\s*(BEGIN|END)/.test(rest)) {
		throw unusable(
			'holds a key that is cut off',
			'Copy the whole block again, from -----BEGIN to the line with -----END.',
		);
	}
	// Every DER key and certificate of this size starts with MII; what else stands around is somebody's remark.
	const bare = rest.split(/\s+(?=MII)/).filter((words) => words.trimStart().startsWith('MII'));
	parts.push(...bare.map((base64) => ({ label: '', base64 })));
	if (parts.length === 0) {
		throw unusable('holds no public key', howToPaste);
	}
	const keys = parts.flatMap(({ label, base64 }) => keysOf(label, base64));
	if (keys.length === 0) {
		throw unusable(
			'holds only certificates of certificate authorities',
			'Paste the certificate whose name (CN) is webhook.api.concursolutions.com, or the public key that SAP publishes.',
		);
	}
	return uniqWith(keys, (one, other) => one.equals(other)).map((key) => ({ key }));
}

function keysOf(label: string, base64: string): KeyObject[] {
	const der = Buffer.from(base64, 'base64');
	for (const readDer of readersOf(label)) {
		const keys = attempt(() => readDer(der));
		if (keys) {
			keys.forEach(checkKind);
			return keys;
		}
	}
	throw unusable('holds a key that cannot be read', howToPaste);
}

/** OpenSSL's own words say nothing to a user. */
function attempt<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}

const asSpki = (key: Buffer) => [createPublicKey({ key, format: 'der', type: 'spki' })];
const asPkcs1 = (key: Buffer) => [createPublicKey({ key, format: 'der', type: 'pkcs1' })];
const asCertificate = (der: Buffer) => {
	const certificate = new X509Certificate(der);
	return certificate.ca ? [] : [certificate.publicKey];
};

function readersOf(label: string): Array<(der: Buffer) => KeyObject[]> {
	switch (label) {
		case 'PUBLICKEY':
			return [asSpki];
		case 'RSAPUBLICKEY':
			return [asPkcs1];
		case '':
			return [asSpki, asPkcs1, asCertificate];
		default:
			return label.endsWith('CERTIFICATE') ? [asCertificate] : [];
	}
}

function checkKind(key: KeyObject): void {
	const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
	if (key.asymmetricKeyType === 'rsa' && bits >= 2048) return;
	throw unusable(
		'holds a key that SAP does not sign with',
		'SAP signs with RSA keys of 2048 bits or more. Paste the public key that SAP publishes.',
	);
}

const howToPaste =
	'Paste the public key that SAP publishes, from -----BEGIN PUBLIC KEY----- to -----END PUBLIC KEY-----; a certificate will do as well.';

function unusable(problem: string, whatToDo: string): UserError {
	return new UserError(`'Event Public Keys' of the SAP Concur API credential ${problem}`, {
		description: whatToDo,
	});
}
