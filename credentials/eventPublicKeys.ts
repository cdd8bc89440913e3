// Reads the field Event Public Keys: what signatures of events may be checked with beside SAP's published keys, in
// whatever shape it was copied.
import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import uniqWith from 'lodash/uniqWith';
import { UserError } from 'n8n-workflow';
import { pemBlocks } from './pemBlocks';

export interface EventPublicKeys {
	/** Public keys, and those of certificates that are no authority's. */
	keys: KeyObject[];
	/** Certificates of authorities: what they sign for SAP's event service is trusted. */
	authorities: X509Certificate[];
	/** Why nothing could be read, in words for the user, with the line. */
	problem?: UserError;
}

/** The name in the certificates of SAP's event service. SAP: Event Subscription v4, ESS Authentication. */
export const eventHost = 'webhook.api.concursolutions.com';

/** Room for some twenty chains of certificates. */
const longestText = 100_000;

/**
 * Reads any number of PEM blocks (PUBLIC KEY, RSA PUBLIC KEY, CERTIFICATE), or the bare base64 of them. A certificate's
 * last day does not end the trust in its key: SAP may go on signing with a key whose certificate is over
 * (open-questions 18), and rejecting that would lose events; a key ends when the user takes it out of the field.
 * @param text as it stands in the credential; empty gives nothing
 * @returns all of it or, with a problem, nothing; a problem never repeats the text. Never throws.
 */
export function readEventPublicKeys(text: string): EventPublicKeys {
	try {
		// Line breaks that were written out stay on the line on which the user sees them.
		return parse(text.replace(/\\r|\\n/g, '  '));
	} catch (caught) {
		return { keys: [], authorities: [], problem: caught as UserError };
	}
}

const mostKept = 50;

/**
 * Makes a reader that reads the same text once: it comes with each delivery, and parsing costs more than verifying.
 * @returns readEventPublicKeys, which gives the same object again for the same text
 */
export function createEventKeyReader(): typeof readEventPublicKeys {
	const kept = new Map<string, EventPublicKeys>();
	return (text) => {
		const found = kept.get(text) ?? readEventPublicKeys(text);
		if (kept.size >= mostKept && !kept.has(text)) kept.clear();
		kept.set(text, found);
		return found;
	};
}

/** Base64 of keys and certificates in the sizes that SAP uses; any other text around a key is a remark. */
const bareKey = /(?<=^|\s)(?:MII|MFkw|MHYw|MIGb)/g;
/** A line of base64; digits and letters of a fingerprint are none. */
const damagedKey = /(?<=^|\s)(?![0-9A-Fa-f]+\s)[A-Za-z0-9+/]{60,}={0,2}(?=\s|$)/;

function parse(text: string): EventPublicKeys {
	if (text.trim() === '') return { keys: [], authorities: [] };
	if (text.length > longestText) {
		throw unusable('is too long', 'Keep only the keys and certificates that are needed');
	}
	const lineAt = (index: number) => text.slice(0, index).split('\n').length;
	const privateKey = text.search(/BEGIN[A-Z0-9\s]{0,100}PRIVATE\s{0,100}KEY/);
	if (privateKey >= 0) {
		throw unusable(
			`contains a private key (line ${lineAt(privateKey)}), which must stay with its owner`,
			'Remove it, and paste only the public key that SAP publishes. If the private key is yours, replace it, because others may have seen it',
		);
	}
	const blocks = pemBlocks(text);
	// Blanks in their place keep the lines of what is left.
	const parts = blocks.map(({ at, end }, n) => {
		const blank = text.slice(at, end).replace(/[^\n]/g, ' ');
		return text.slice(blocks[n - 1]?.end ?? 0, at) + blank;
	});
	const rest = parts.join('') + text.slice(blocks.at(-1)?.end ?? 0);
	const cut = rest.search(/-----\s*(?:BEGIN|END)/);
	if (cut >= 0) {
		throw unusable(
			`contains a key that is cut off (line ${lineAt(cut)})`,
			'Copy the whole block again, from -----BEGIN to the line with -----END',
		);
	}
	const starts = [...rest.matchAll(bareKey)].map(({ index }) => index);
	const bare = starts.map((at, n) => ({ label: '', base64: rest.slice(at, starts[n + 1]), at }));
	const damaged = rest.slice(0, starts[0]).search(damagedKey);
	if (damaged >= 0) throw unreadable(lineAt(damaged));
	if (blocks.length + bare.length === 0) {
		const line = lineAt(text.search(/\S/));
		throw unusable('contains no public key', `${howToPaste} (line ${line} is neither)`);
	}
	const found = [...blocks, ...bare].map(({ label, base64, at }) => {
		const key = keyIn(label, Buffer.from(base64, 'base64'));
		if (!key) throw unreadable(lineAt(at));
		if (!isStrongEnough(key instanceof X509Certificate ? key.publicKey : key)) {
			throw unusable(
				`contains a key that SAP does not sign with (line ${lineAt(at)})`,
				'SAP signs with RSA keys of 2048 bits or more, or with EC keys on the curves P-256, P-384 and P-521. Paste the certificate or the public key that SAP publishes',
			);
		}
		return key;
	});
	const keys = found.flatMap((key) => {
		if (!(key instanceof X509Certificate)) return key;
		// Whoever signs for himself is his own authority.
		return !key.ca || key.checkHost(eventHost) ? key.publicKey : [];
	});
	return {
		keys: uniqWith(keys, (one, other) => one.equals(other)),
		authorities: found.filter((key) => key instanceof X509Certificate).filter(({ ca }) => ca),
	};
}

function keyIn(label: string, der: Buffer): KeyObject | X509Certificate | undefined {
	for (const readDer of readersOf(label)) {
		try {
			return readDer(der);
		} catch {
			// OpenSSL's own words say nothing to a user; the caller says which line it is.
		}
	}
	return undefined;
}

const asSpki = (key: Buffer) => createPublicKey({ key, format: 'der', type: 'spki' });
const asPkcs1 = (key: Buffer) => createPublicKey({ key, format: 'der', type: 'pkcs1' });

function readersOf(label: string): Array<(der: Buffer) => KeyObject | X509Certificate> {
	switch (label) {
		case 'PUBLICKEY':
			return [asSpki];
		case 'RSAPUBLICKEY':
			return [asPkcs1];
		case '':
			return [asSpki, asPkcs1, certificateFrom];
		default:
			return label.endsWith('CERTIFICATE') ? [certificateFrom] : [];
	}
}

/**
 * Reads a certificate whose key can be used.
 * @throws Error of OpenSSL when it cannot be read, or its key cannot
 */
export function certificateFrom(der: Buffer): X509Certificate {
	const certificate = new X509Certificate(der);
	// Read at first use only.
	void certificate.publicKey;
	return certificate;
}

const curves = ['prime256v1', 'secp384r1', 'secp521r1'];

/** Whether a key is strong enough to sign events, or certificates of those who do. */
export function isStrongEnough({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
	const { modulusLength = 0, namedCurve = '' } = asymmetricKeyDetails ?? {};
	return asymmetricKeyType === 'rsa'
		? modulusLength >= 2048
		: asymmetricKeyType === 'ec' && curves.includes(namedCurve);
}

const howToPaste =
	'Paste the complete public key or certificate that SAP publishes, from -----BEGIN PUBLIC KEY----- or -----BEGIN CERTIFICATE----- to the line with -----END';

function unreadable(line: number): UserError {
	return unusable(`contains a key that cannot be read (line ${line})`, howToPaste);
}

function unusable(problem: string, whatToDo: string): UserError {
	return new UserError(`'Event Public Keys' of the SAP Concur API credential ${problem}`, {
		description: whatToDo,
	});
}
