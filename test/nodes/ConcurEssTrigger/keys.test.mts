import { createHash, createPublicKey } from 'node:crypto';
import { UserError } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { readKeys } from '../../../nodes/ConcurEssTrigger/keys.ts';
import { publishedKeys } from '../../../nodes/ConcurEssTrigger/publishedKeys.ts';
import { verify } from '../../../nodes/ConcurEssTrigger/verify.ts';
import {
	authority,
	body,
	certificate,
	ecPublicKey,
	publicKey,
	rsaPublicKey,
	shortKey,
	signatures,
} from './signedDelivery.mts';

const now = new Date('2027-02-01T00:00:00Z');
const base64 = publicKey.replace(/-----[^-]+-----/g, '').trim();

/** A second key, of the authority above, as openssl x509 -pubkey gives it. */
const otherKey = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAx2fRJ0PLj9OoK4ZeXGNg
PhxQiQhwGduSjdZhKUUmWy/PmxNazh9GrBADNsSABN0XHH76DPxmrl1CnaMUzFKk
TQ82b0lAYevbWUhV3ogQCSKDKE28c9EUdd015iuxsOJgGrKDEybQa2hA6Y9tP/sK
DRtVVGndt83Bj5+7KczBAEcNyE5IRKoyHn+9ZaL613KTFR+3FYu02h2rIV6UFEg+
0Vp0hxX/RxpaZDKpd4xW3O3Xv5sxXS1vA5gCsVeGFK+ZsaDCluGaFLtsAnxWvrUo
vKa77II/zLy+/okO/qEWy9JGam9ox4JhG+TM5fjXdnnpjo2b6pkD9xuNIGwOEJ17
7QIDAQAB
-----END PUBLIC KEY-----`;

/** Which of the two keys a text gives. */
function found(text: string): string[] {
	return readKeys(text).map(({ key }) => {
		if (key.equals(createPublicKey(publicKey))) return 'key';
		return key.equals(createPublicKey(otherKey)) ? 'otherKey' : 'unknown';
	});
}

function refusalOf(text: string): unknown {
	try {
		readKeys(text);
	} catch (error) {
		return error;
	}
	return undefined;
}

describe('shapes in which a key is pasted', () => {
	const oneLine = (text: string) => text.replaceAll('\n', ' ');
	const cases: Array<[string, string, string[]]> = [
		['a public key', publicKey, ['key']],
		['a public key with line ends of Windows', publicKey.replaceAll('\n', '\r\n'), ['key']],
		['a public key on one line, with blanks', oneLine(publicKey), ['key']],
		['a public key on one line, without', publicKey.replaceAll('\n', ''), ['key']],
		['a public key without any white space', publicKey.replace(/\s/g, ''), ['key']],
		['a public key with \\n written out', publicKey.replaceAll('\n', '\\n'), ['key']],
		['a public key with \\r\\n written out', publicKey.replaceAll('\n', '\\r\\n'), ['key']],
		['a public key that is indented', publicKey.replaceAll('\n', '\n\t  '), ['key']],
		['a public key between remarks', `After October 2026:\n${publicKey}\nSAP Concur`, ['key']],
		['an RSA public key', rsaPublicKey, ['key']],
		['the base64 of a public key', base64, ['key']],
		['the base64 of a public key on one line', base64.replace(/\s/g, ''), ['key']],
		['the base64 of a certificate', certificate.replace(/-----[^-]+-----/g, ''), ['key']],
		['a certificate', certificate, ['key']],
		['a trusted certificate', certificate.replaceAll('CERT', 'TRUSTED CERT'), ['key']],
		['a certificate with its authority', `${certificate}\n${authority}`, ['key']],
		['a chain that starts with the authority', `${authority}\n${certificate}`, ['key']],
		['two keys', `${publicKey}\n${otherKey}`, ['key', 'otherKey']],
		['two keys on one line', oneLine(`${publicKey} ${otherKey}`), ['key', 'otherKey']],
		['two keys without anything between', publicKey + otherKey, ['key', 'otherKey']],
		['a block and base64', `${otherKey}\n\nnext one:\n${base64}`, ['otherKey', 'key']],
		['one key three times', `${publicKey}\n${rsaPublicKey}\n${certificate}`, ['key']],
		['nothing', '', []],
		['blanks', ' \n ', []],
	];

	it.each(cases)('reads %s', (_, text, names) => {
		expect(found(text)).toEqual(names);
	});

	it('trusts the key of a certificate beyond its last day, because SAP changes late', () => {
		const keys = readKeys(certificate);
		expect(verify(Buffer.from(body), signatures.pss32, keys, now)).toBe('valid');
	});

	it('verifies with each key of a longer list', () => {
		const keys = readKeys(`${otherKey}\n${publicKey}`);
		const { pss32, wrongKeyPss, sha512 } = signatures;
		const verdicts = [pss32, wrongKeyPss, sha512].map((signature) =>
			verify(Buffer.from(body), signature, keys, now),
		);
		expect(verdicts).toEqual(['valid', 'valid', 'invalid']);
	});
});

describe('texts that give no key', () => {
	const privateKey =
		'-----BEGIN PRIVATE KEY-----\nMIIEvgIBADANBgkqSECRET\n-----END PRIVATE KEY-----';
	const cases: Array<[string, string, RegExp, RegExp]> = [
		['a private key', privateKey, /private key/, /Remove it/],
		['a private key beside a public one', publicKey + privateKey, /private key/, /Remove it/],
		[
			'an encrypted RSA private key',
			privateKey.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE'),
			/private key/,
			/Remove it/,
		],
		['plain words', 'SECRET words', /holds no public key/, /-----BEGIN PUBLIC KEY-----/],
		['a key without its end', publicKey.slice(0, 300), /cut off/, /whole block/],
		['a key without its start', publicKey.slice(200), /cut off/, /whole block/],
		['a key with a missing part', publicKey.replace(base64.slice(80, 120), ''), /read/, /Paste/],
		['a whole key and one cut off', `${publicKey}\n${otherKey.slice(0, 90)}`, /cut off/, /block/],
		['a shortened base64', base64.slice(0, 200), /cannot be read/, /Paste/],
		[
			'a request for a certificate',
			certificate.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST'),
			/cannot be read/,
			/Paste/,
		],
		[
			'a block of another kind',
			publicKey.replaceAll('PUBLIC KEY', 'EC PARAMETERS'),
			/read/,
			/Paste/,
		],
		['an EC key', ecPublicKey, /does not sign with/, /RSA/],
		['an RSA key that is too short', shortKey, /does not sign with/, /2048/],
		['an authority alone', authority, /only certificates of certificate authorities/, /CN/],
	];

	it.each(cases)('says what is wrong with %s, and never repeats it', (_, text, problem, advice) => {
		const error = refusalOf(text);
		expect(error).toBeInstanceOf(UserError);
		const { message, description } = error as UserError;
		expect(message).toMatch(problem);
		expect(message).toContain("'Event Public Keys' of the SAP Concur API credential");
		expect(description).toMatch(advice);
		expect(`${message} ${description} ${(error as Error).stack}`).not.toMatch(/MII|SECRET/);
	});

	it('says so again the next time', () => {
		expect(() => readKeys('no key')).toThrow(/holds no public key/);
		expect(() => readKeys('no key')).toThrow(/holds no public key/);
	});
});

it('reads a text once, so that each delivery stays cheap', () => {
	expect(readKeys(publicKey)).toBe(readKeys(publicKey));
	const kept = readKeys(publicKey);
	for (let n = 0; n < 60; n++) readKeys(`${n}\n${otherKey}`);
	expect(readKeys(publicKey)).not.toBe(kept);
	expect(found(publicKey)).toEqual(['key']);
});

describe("SAP's published keys", () => {
	const digests = publishedKeys.map(({ key }) =>
		createHash('sha256')
			.update(key.export({ type: 'spki', format: 'der' }))
			.digest('base64'),
	);

	it('are the current and the previous one', () => {
		expect(digests).toEqual([
			'7p5ZCdjTwrSr5mKRhqw8cC05+0o/kVkNdveRnjjzPwk=',
			'5omNl80Y8/FxqpfbH/B7H07hFDrBM43sQkcFeArbEyw=',
		]);
	});

	it.each([
		['2025-10-01T00:00:00Z', [false, true]],
		['2025-10-22T12:00:00Z', [true, true]],
		['2025-10-25T12:00:00Z', [true, true]],
		['2025-10-27T00:00:00Z', [true, false]],
		['2026-11-24T00:00:00Z', [true, false]],
	])('are in use at %s: %j', (moment, expected) => {
		const at = new Date(moment);
		expect(
			publishedKeys.map(({ from, until }) => !(from && at < from) && !(until && at >= until)),
		).toEqual(expected);
	});
});
