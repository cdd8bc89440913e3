import { createPublicKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toTrustedKey } from '../../../../nodes/ConcurEssTrigger/signature/toTrustedKey.ts';
import {
	verify as verifyAndName,
	type TrustedKey,
} from '../../../../nodes/ConcurEssTrigger/signature/verify.ts';
import {
	authority,
	body,
	ecPublicKey,
	ecPublicKeyP384,
	ecPublicKeyP521,
	otherKinds,
	publicKey,
	secondEcPublicKey,
	signatures,
} from '../signedDelivery.mts';

const fromPem = (pem: string) => toTrustedKey(createPublicKey(pem), 'credential');
const key = fromPem(publicKey);
const otherKey = toTrustedKey(new X509Certificate(authority).publicKey, 'fetched');
const ecKey = fromPem(ecPublicKey);
const verify = (...given: Parameters<typeof verifyAndName>) => verifyAndName(...given).signature;
const bytes = Buffer.from(body);
const now = new Date('2026-11-16T18:08:52Z');

const { pss32 } = signatures;

describe('signatures of either algorithm that SAP may mean (open-questions 17)', () => {
	it.each(['pss32', 'pss222', 'pss20', 'pss0', 'pkcs1'] as const)('takes %s', (name) => {
		expect(verify(bytes, signatures[name], [key], now)).toBe('valid');
	});

	it.each([
		['ecdsa', ecPublicKey],
		['ecdsaP1363', ecPublicKey],
		['ecdsaP384', ecPublicKeyP384],
		['ecdsaP521', ecPublicKeyP521],
	] as const)('takes %s by an EC key', (name, pem) => {
		expect(verify(bytes, signatures[name], [fromPem(pem)], now)).toBe('valid');
		expect(verify(bytes, signatures[name], [key, fromPem(secondEcPublicKey)], now)).toBe('invalid');
	});

	it.each(['ecdsaSha1', 'ecdsaSha384'] as const)('rejects %s by an EC key', (name) => {
		expect(verify(bytes, signatures[name], [fromPem(secondEcPublicKey)], now)).toBe('invalid');
	});

	it.each([
		'wrongKeyPss',
		'wrongKeyPkcs1',
		'sha1Pss',
		'sha1',
		'sha512Pss',
		'sha512',
		'ecdsa',
		'emptyBody',
	] as const)('rejects %s', (name) => {
		expect(verify(bytes, signatures[name], [key], now)).toBe('invalid');
	});
});

describe('signatures that are not as they came from SAP', () => {
	const cases: Array<[string, string]> = [
		['one changed letter', pss32.replace(/^e/, 'f')],
		['the last four letters cut off', pss32.slice(0, -4)],
		['half of it', pss32.slice(0, 172)],
		['a second signature behind a comma, as of a repeated header', `${pss32}, ${pss32}`],
		['base64 without padding', pss32.replace(/=+$/, '')],
		['base64url', pss32.replaceAll('+', '-').replaceAll('/', '_')],
		['a blank before it', ` ${pss32}`],
		['a line break in it', `${pss32.slice(0, 76)}\n${pss32.slice(76)}`],
		['hexadecimal', Buffer.from(pss32, 'base64').toString('hex')],
		['leftover bits in the last letter', pss32.replace(/w==$/, 'x==')],
		['an algorithm before it', `sha256=${pss32}`],
		['plain words', 'let me in'],
		['a blank', ' '],
		['letters beyond ASCII', 'ü'.repeat(344)],
		['a very long text', 'A'.repeat(16_000)],
	];

	it.each(cases)('rejects %s', (_, signature) => {
		expect(signature).not.toBe(pss32);
		expect(verify(bytes, signature, [key, otherKey, ecKey], now)).toBe('invalid');
	});

	it.each([undefined, ''])('tells a signature that is missing (%j)', (signature) => {
		expect(verify(bytes, signature, [key], now)).toBe('missing');
	});
});

describe('bodies that are not as SAP signed them', () => {
	it.each([
		['a changed letter', body.replace('IdentityProfileCreated', 'IdentityProfileDeleted')],
		['one blank more', `${body} `],
		['the same JSON with other blanks', JSON.stringify(JSON.parse(body), null, 1)],
		['a cut end', body.slice(0, -1)],
		['another body', '{}'],
	])('rejects %s', (_, text) => {
		expect(verify(Buffer.from(text), pss32, [key], now)).toBe('invalid');
	});

	it('rejects an empty body even when that is what was signed', () => {
		expect(verify(Buffer.alloc(0), signatures.emptyBody, [key], now)).toBe('invalid');
	});
});

describe('several keys (open-questions 18, 71)', () => {
	it.each<[string, TrustedKey[], 'valid' | 'invalid']>([
		['the only one', [key], 'valid'],
		['the first one', [key, otherKey], 'valid'],
		['the last one', [ecKey, otherKey, key], 'valid'],
		['none of them', [otherKey, ecKey], 'invalid'],
		['none at all', [], 'invalid'],
	])('tries each: signed by %s', (_, keys, result) => {
		expect(verify(bytes, pss32, keys, now)).toBe(result);
		expect(verify(bytes, signatures.pkcs1, keys, now)).toBe(result);
	});

	it('takes the other signature by the other key', () => {
		expect(verify(bytes, signatures.wrongKeyPss, [key, otherKey], now)).toBe('valid');
	});

	it('passes over keys of a kind that nobody signs events with', () => {
		const keys = [...Object.values(otherKinds).map(fromPem), key];
		expect(verify(bytes, pss32, keys, now)).toBe('valid');
		expect(verify(bytes, signatures.ecdsa, keys, now)).toBe('invalid');
	});

	it('names the key that signed, by its fingerprint and how it came', () => {
		const { wrongKeyPss, sha512, ecdsa } = signatures;
		const signedBy = [pss32, wrongKeyPss, ecdsa, sha512, undefined].map(
			(signature) => verifyAndName(bytes, signature, [ecKey, otherKey, key], now).signedBy,
		);
		expect(signedBy).toEqual([key, otherKey, ecKey, undefined, undefined]);
		// openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64
		expect(signedBy.slice(0, 3)).toMatchObject([
			{ fingerprint: 'oHInLE3tcMR2zZNg92bryxFGa7PAvV1iTshAZJ3NVbo=', source: 'credential' },
			{ fingerprint: 'JZ3At9d3D+uEWLRdNWYRemWTRA9TjOnc4Qdk/0o1VdU=', source: 'fetched' },
			{ fingerprint: '70QdwzTd/jX0iqPNAmyM4erPJT04sE37kFU4wi19zHY=', source: 'credential' },
		]);
	});

	const period = {
		from: new Date('2026-10-01T00:00:00Z'),
		until: new Date('2026-12-01T00:00:00Z'),
	};
	it.each([
		['2026-09-30T23:59:59.999Z', 'invalid'],
		['2026-10-01T00:00:00.000Z', 'valid'],
		['2026-11-30T23:59:59.999Z', 'valid'],
		['2026-12-01T00:00:00.000Z', 'invalid'],
	])('trusts a key in its period only: %s is %s', (moment, result) => {
		expect(verify(bytes, pss32, [{ ...key, ...period }], new Date(moment))).toBe(result);
	});
});

describe('the file itself', () => {
	const source = readFileSync(
		new URL('../../../../nodes/ConcurEssTrigger/signature/verify.ts', import.meta.url),
		'utf8',
	);

	it('stays below 75 lines and imports nothing but node:crypto', () => {
		expect(source.split('\n').length).toBeLessThan(75);
		expect([...source.matchAll(/from '([^']+)'/g)].map(([, name]) => name)).toEqual([
			'node:crypto',
		]);
	});
});
