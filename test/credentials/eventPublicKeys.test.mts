import { createPublicKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { UserError } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { createEventKeyReader, readEventPublicKeys } from '../../credentials/eventPublicKeys.ts';
import {
	authority,
	certificate,
	ecPublicKey,
	ecPublicKeyP384,
	ecPublicKeyP521,
	otherKinds,
	publicKey,
	rsaPublicKey,
	shortKey,
} from '../nodes/ConcurEssTrigger/signedDelivery.mts';
import { spentMs } from '../support/spentTime.mts';

const base64 = publicKey.replace(/-----[^-]+-----/g, '').trim();

/** A second key, of the authority, as openssl x509 -pubkey gives it. */
const otherKey = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAx2fRJ0PLj9OoK4ZeXGNg
PhxQiQhwGduSjdZhKUUmWy/PmxNazh9GrBADNsSABN0XHH76DPxmrl1CnaMUzFKk
TQ82b0lAYevbWUhV3ogQCSKDKE28c9EUdd015iuxsOJgGrKDEybQa2hA6Y9tP/sK
DRtVVGndt83Bj5+7KczBAEcNyE5IRKoyHn+9ZaL613KTFR+3FYu02h2rIV6UFEg+
0Vp0hxX/RxpaZDKpd4xW3O3Xv5sxXS1vA5gCsVeGFK+ZsaDCluGaFLtsAnxWvrUo
vKa77II/zLy+/okO/qEWy9JGam9ox4JhG+TM5fjXdnnpjo2b6pkD9xuNIGwOEJ17
7QIDAQAB
-----END PUBLIC KEY-----`;

const bareEcKeys = [ecPublicKey, ecPublicKeyP384, ecPublicKeyP521]
	.join('\n')
	.replace(/-----[^-]+-----/g, '');

/** A file of certificates, which are described beside it. */
const chain = (name: string) =>
	readFileSync(
		new URL(`../nodes/ConcurEssTrigger/signature/chains/${name}.pem`, import.meta.url),
		'utf8',
	);

/** Which keys a text gives. */
function found(text: string): string[] {
	return readEventPublicKeys(text).keys.map((key) => {
		if (key.equals(createPublicKey(publicKey))) return 'key';
		if (key.equals(createPublicKey(otherKey))) return 'otherKey';
		return key.asymmetricKeyDetails?.namedCurve ?? 'unknown';
	});
}

describe('what is no key', () => {
	const most = 99_000;
	const filled = (unit: string) => unit.repeat(Math.ceil(most / unit.length)).slice(0, most);
	const cases: Array<[string, string]> = [
		['begins without ends', filled('BEGIN ')],
		['begins on lines of their own', filled('BEGIN\n')],
		['private keys that are none', filled('BEGIN PRIVATE ')],
		['blocks without a key', filled('-----BEGIN A----------END A-----')],
		[
			'blocks with a damaged key',
			filled('-----BEGIN PUBLIC KEY-----MIIB-----END PUBLIC KEY-----\n'),
		],
		['open blocks', filled('-----BEGIN A-----x')],
		['one begin with blanks', `-----BEGIN${' '.repeat(most)}`],
		['a key with blanks inside', `MIIB${' '.repeat(most)}x`],
		['hyphens', filled('-')],
		['line breaks', `MIIB${'\n'.repeat(most)}x`],
	];

	// Two of them took more than two seconds for 99 kB, and four times as long for each doubling.
	it.each(cases)('is refused at once: %s', async (_, text) => {
		const ms = await spentMs(() =>
			expect(readEventPublicKeys(text).problem).toBeInstanceOf(UserError),
		);
		expect(ms).toBeLessThan(1000);
	});
});

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
		['a public key below a fingerprint', `${'0a1B'.repeat(16)}\n${publicKey}`, ['key']],
		['a public key that a remark calls so', `Not a PRIVATE KEY:\n${publicKey}`, ['key']],
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
		['a P-256 key', ecPublicKey, ['prime256v1']],
		['a P-384 key', ecPublicKeyP384, ['secp384r1']],
		['a P-521 key', ecPublicKeyP521, ['secp521r1']],
		['the base64 of EC keys', bareEcKeys, ['prime256v1', 'secp384r1', 'secp521r1']],
		['nothing', '', []],
		['blanks', ' \n ', []],
	];

	it.each(cases)('reads %s', (_, text, names) => {
		expect(found(text)).toEqual(names);
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
		['plain words', 'SECRET words', /contains no public key/, /-----BEGIN PUBLIC KEY-----/],
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
		['an RSA key that is too short', shortKey, /does not sign with/, /2048/],
		['a key on another curve', otherKinds.secp256k1, /does not sign with/, /P-256/],
		['a key of another kind', otherKinds.ed25519, /does not sign with/, /RSA/],
		['base64 without its first line', base64.slice(66), /cannot be read/, /Paste/],
		['a key and base64 without its first line', publicKey + base64.slice(65), /read/, /Paste/],
		['a certificate whose key is of an unknown kind', chain('secondUnknownKey'), /read/, /Paste/],
		['far too much', `${publicKey}\n${'remark '.repeat(15_000)}`, /too long/, /only/],
	];

	it.each(cases)('says what is wrong with %s, and never repeats it', (_, text, problem, advice) => {
		const { problem: error, ...found } = readEventPublicKeys(text);
		expect(found).toEqual({ keys: [], authorities: [] });
		expect(error).toBeInstanceOf(UserError);
		const { message, description } = error as UserError;
		expect(message).toMatch(problem);
		expect(message).toContain("'Event Public Keys' of the SAP Concur API credential");
		expect(description).toMatch(advice);
		expect(`${message} ${description} ${error?.stack}`).not.toMatch(/MII|SECRET/);
	});

	const lines = (text: string) => `First line\n\n${text}`;
	it.each([
		['a private key', lines(privateKey), 3],
		['a private key on line 1', privateKey, 1],
		['plain words', '\n\n words', 3],
		['a key without its end', lines(publicKey.slice(0, 300)), 3],
		[
			'a key without its start',
			lines(publicKey.slice(200)),
			3 + publicKey.slice(200).split('\n').length - 1,
		],
		['a damaged block behind a good one', `${publicKey}\n${otherKey.replace('IjAN', '')}`, 10],
		['a damaged base64 behind a good block', `${publicKey}\n\n${base64.slice(0, 200)}`, 11],
		['base64 without its first line', lines(base64.slice(65)), 3],
		['a weak key behind a good one', `${publicKey}\r\n${shortKey}`, 10],
		[
			'a damaged key on one line, with \\n written out',
			`${publicKey.replaceAll('\n', '\\n')}\n${otherKey.replace('IjAN', '').replaceAll('\n', '\\n')}`,
			2,
		],
	])('names the line of %s', (_, text, line) => {
		const { message, description } = readEventPublicKeys(text).problem!;
		expect(`${message}. ${description}`).toMatch(new RegExp(`\\(line ${line}( is neither)?\\)`));
	});

	it('says so again the next time', () => {
		const read = createEventKeyReader();
		for (const time of ['first', 'second']) {
			const { problem } = read('no key');
			expect(problem?.message, time).toContain('contains no public key');
		}
	});
});

describe('certificates of authorities', () => {
	const subjects = (text: string) =>
		readEventPublicKeys(text).authorities.map(({ subject }) => subject);

	it.each([
		['alone', authority, 0],
		['as bare base64', authority.replace(/-----[^-]+-----/g, ''), 0],
		['behind the certificate that it issued', `${certificate}\n${authority}`, 1],
		['before it', `${authority}\n${certificate}`, 1],
	])('are told from keys: %s', (_, text, keys) => {
		expect(subjects(text)).toEqual([new X509Certificate(authority).subject]);
		expect(found(text)).toHaveLength(keys);
	});

	it('count as keys, too, when they are for the name of the event service', () => {
		const selfMade = chain('leafIsAuthority');
		const { keys, authorities } = readEventPublicKeys(selfMade);
		expect(authorities).toHaveLength(2);
		expect(keys.map((key) => key.equals(new X509Certificate(selfMade).publicKey))).toEqual([true]);
	});

	it('are none when only keys are pasted', () => {
		expect(subjects(publicKey + certificate)).toEqual([]);
	});
});

it('a text is read once by a reader, so that each delivery stays cheap', () => {
	const read = createEventKeyReader();
	const kept = read(publicKey);
	expect(read(publicKey)).toBe(kept);
	for (let n = 0; n < 60; n++) read(`${n}\n${otherKey}`);
	expect(read(publicKey)).not.toBe(kept);
	expect(read(publicKey).keys.map((key) => key.equals(createPublicKey(publicKey)))).toEqual([true]);
});
