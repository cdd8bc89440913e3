import { createHash, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { digiCertRoots } from '../../../nodes/ConcurEssTrigger/authorities.ts';
import { judgeChain } from '../../../nodes/ConcurEssTrigger/chain.ts';
import { publicKey } from './signedDelivery.mts';

const folder = new URL('chains/', import.meta.url);
const read = (name: string) => readFileSync(new URL(`${name}.pem`, folder), 'utf8');
const blocksOf = (text: string) =>
	[...text.matchAll(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/g)].map(String);

const authority = new X509Certificate(read('authority'));
const authorityEc = new X509Certificate(read('authorityEc'));
const testAuthorities = [authority, authorityEc];
const now = new Date('2026-11-16T18:08:52Z');

const good = read('good');
const goodLeaf =
	'68:94:32:D2:18:73:1D:C6:A4:6D:94:6B:44:98:CF:0E:94:96:9D:8E:DA:BA:58:AF:D3:24:C4:E3:21:91:13:A7';
const [leaf, intermediate, root] = blocksOf(read('goodWithRoot'));

function expectCertificate(
	text: string,
	fingerprint: string,
	authorities = testAuthorities,
	at = now,
) {
	const { certificate, refusal } = judgeChain(text, authorities, at);
	expect(refusal).toBeUndefined();
	expect(certificate?.fingerprint256).toBe(fingerprint);
	return certificate!;
}

/** @param words what the refusal must speak of; it never repeats the text */
function expectRefusal(text: string, words: RegExp, authorities = testAuthorities, at = now) {
	const { certificate, refusal } = judgeChain(text, authorities, at);
	expect(certificate?.fingerprint256).toBeUndefined();
	expect(refusal).toMatch(words);
	expect(refusal).not.toMatch(/MII|-----|\n/);
}

describe("SAP's real chains", () => {
	const sap2026 = read('sap-2026');
	const sap2027 = read('sap-2027');
	const leaf2026 =
		'12:F7:4E:C6:CA:3E:5C:F6:D5:50:B4:35:95:66:BC:41:51:C8:08:03:5C:77:3C:79:D0:B9:65:6A:3A:22:52:04';
	const leaf2027 =
		'32:4E:EA:55:FC:B2:EA:BE:29:F4:19:E3:87:EA:61:A7:70:AA:A1:A5:6C:A7:ED:16:B0:D6:8A:03:1B:23:6E:3D';

	it.each([
		['2025-09-29T00:00:00Z'],
		['2026-01-15T12:00:00Z'],
		['2026-09-10T00:00:00Z'],
		['2026-09-28T23:59:59Z'],
	])('count for the certificate of 2026 at %s', (moment) => {
		const found = expectCertificate(sap2026, leaf2026, digiCertRoots, new Date(moment));
		expect(keyDigest(found)).toBe('7p5ZCdjTwrSr5mKRhqw8cC05+0o/kVkNdveRnjjzPwk=');
	});

	it.each([
		['2026-09-10T00:00:00Z'],
		['2026-11-16T18:08:52Z'],
		['2027-01-01T00:00:00Z'],
		['2027-03-27T23:59:59Z'],
	])('count for the certificate of 2027 at %s', (moment) => {
		const found = expectCertificate(sap2027, leaf2027, digiCertRoots, new Date(moment));
		expect(keyDigest(found)).toBe('BIgfv7NYKIebj2xunOvxhNVlju+H432rLJ27tippl4A=');
	});

	it.each([
		['2026', sap2026, '2025-09-28T23:59:59Z', /not yet|not valid yet/],
		['2026', sap2026, '2013-01-01T00:00:00Z', /not yet|not valid yet/],
		['2026', sap2026, '2026-09-29T00:00:00Z', /ended|expired/],
		['2027', sap2027, '2026-09-09T23:59:59Z', /not yet|not valid yet/],
		['2027', sap2027, '2027-03-28T00:00:00Z', /ended|expired/],
		['2027', sap2027, '2050-01-01T00:00:00Z', /ended|expired/],
	])('are refused out of their time: that of %s', (_, text, moment, words) => {
		expectRefusal(text, words, digiCertRoots, new Date(moment));
	});

	it('count without their root', () => {
		const [own, issuer, theirRoot] = blocksOf(sap2027);
		expect(theirRoot).toBeDefined();
		expectCertificate(own + issuer, leaf2027, digiCertRoots);
	});

	it('count whichever place their authority has among the trusted ones', () => {
		expectCertificate(sap2027, leaf2027, [...digiCertRoots].reverse());
		expectCertificate(sap2027, leaf2027, [authority, ...digiCertRoots]);
		expectCertificate(sap2027, leaf2027, digiCertRoots.slice(0, 1));
	});

	it('are refused without the certificate between', () => {
		const [own, , theirRoot] = blocksOf(sap2027);
		expectRefusal(own, /authority|issued/, digiCertRoots);
		expectRefusal(own + theirRoot, /authority|issued/, digiCertRoots);
	});

	it('are refused below other authorities, and below none', () => {
		expectRefusal(sap2027, /authority/, [authority]);
		expectRefusal(sap2027, /authority/, digiCertRoots.slice(1));
		expectRefusal(sap2027, /authority/, []);
	});

	it("are refused with another chain's certificate in the first place", () => {
		const [, issuer, theirRoot] = blocksOf(sap2027);
		expectRefusal(leaf + issuer + theirRoot, /issued|order|authority/, digiCertRoots);
	});
});

describe('chains that count', () => {
	it.each([
		['good', goodLeaf],
		['goodWithRoot', goodLeaf],
		['textAround', goodLeaf],
		[
			'goodEc',
			'43:ED:8F:AB:78:C9:BA:91:9C:EA:77:D2:9E:A0:29:CA:CE:2D:81:99:93:71:D4:D2:1F:F6:B0:51:D9:F3:6D:04',
		],
		[
			'goodEc521',
			'9C:43:8C:2A:0B:B4:E4:F8:FC:DF:DB:B3:16:F6:A9:EA:58:54:94:EB:08:58:2A:06:42:49:93:BF:42:A3:89:8E',
		],
		[
			'leafDirectlyUnderRoot',
			'E7:E1:BF:80:D8:FE:A6:C6:8D:73:F6:44:EB:D1:23:82:7B:07:20:46:6C:9E:02:A9:6F:50:ED:3B:1B:CB:4B:86',
		],
	])('takes the first certificate of %s', (name, fingerprint) => {
		expectCertificate(read(name), fingerprint);
	});

	it.each([
		['2026-08-31T23:59:59Z', /not yet|not valid yet/],
		['2026-09-01T00:00:00Z', undefined],
		['2027-03-18T23:59:59Z', undefined],
		['2027-03-19T00:00:00Z', /ended|expired/],
	])('takes a chain in its time only: %s', (moment, words) => {
		if (words) expectRefusal(good, words, testAuthorities, new Date(moment));
		else expectCertificate(good, goodLeaf, testAuthorities, new Date(moment));
	});

	it.each([
		['line ends of Windows', good.replaceAll('\n', '\r\n')],
		['a byte order mark before it', `\uFEFF${good}`],
		['no line end at its end', good.trimEnd()],
		['empty lines between', good.replaceAll('-----END CERTIFICATE-----\n', '$&\n\n')],
	])('takes a chain with %s', (_, text) => {
		expect(text).not.toBe(good);
		expectCertificate(text, goodLeaf);
	});

	it('has line ends of Windows in the file with text around', () => {
		expect(read('textAround')).toContain('-----BEGIN CERTIFICATE-----\r\n');
	});

	it('takes an authority that another one issued', () => {
		expectCertificate(good, goodLeaf, [new X509Certificate(intermediate)]);
		expectCertificate(leaf, goodLeaf, [new X509Certificate(intermediate)]);
	});

	it('does not mind how an authority signed itself', () => {
		const sha1 = read('authoritySha1');
		expectCertificate(good, goodLeaf, [new X509Certificate(sha1)]);
		expectCertificate(good + sha1, goodLeaf, [new X509Certificate(sha1)]);
	});
});

describe('chains with a fault', () => {
	it.each<[string, RegExp]>([
		['wrongName', /name|webhook\.api/],
		['nameElsewhere', /name|webhook\.api/],
		['nameOnlyInCommonName', /name|webhook\.api/],
		['wildcard', /name|webhook\.api/],
		['otherOrganization', /organization/i],
		['noOrganization', /organization/i],
		['organizationWithMore', /organization/i],
		['organizationalUnit', /organization/i],
		['twoOrganizations', /organization/i],
		['twoOrganizationsInOnePart', /organization/i],
		['organizationByNewline', /organization/i],
		['expired', /ended|expired/],
		['notYetValid', /not yet|not valid yet/],
		['intermediateExpired', /ended|expired/],
		['otherRoot', /authority/],
		['sameNameOtherRoot', /authority|issued/],
		['sameNameOtherIntermediate', /issued|signed|authority/],
		['sameKeyOtherName', /issued|authority|order/],
		['intermediateMayNotSign', /issued|authority|order/],
		['intermediateMissing', /authority/],
		['leafIsAuthority', /authority/],
		['signedByLeaf', /issued|authority|order/],
		['signedByUnmarked', /issued|authority|order/],
		['wrongOrder', /issued|order/],
		['rootFirst', /first|order|name|authority/],
		['twoLeaves', /issued|authority|order/],
		['sha1', /SHA-1|SHA-256|signed with/],
		['sha1Intermediate', /SHA-1|SHA-256|signed with/],
		['weakKey', /2048|weak|short/],
		['weakIntermediate', /2048|weak|short/],
		['otherCurve', /key|curve|weak/],
		['ed25519', /key|curve|weak/],
		['broken', /read|damaged|broken/],
		['privateKeyInside', /private/i],
	])('refuses %s', (name, words) => {
		expectRefusal(read(name), words);
	});

	it('refuses the test chains below the embedded authorities', () => {
		for (const name of ['good', 'goodWithRoot', 'goodEc', 'goodEc521', 'leafDirectlyUnderRoot']) {
			expectRefusal(read(name), /authority/, digiCertRoots);
		}
	});

	it('refuses a chain below an authority of another kind of key, and below none', () => {
		expectRefusal(good, /authority/, [authorityEc]);
		expectRefusal(read('goodEc'), /authority/, [authority]);
		expectRefusal(read('goodWithRoot'), /authority/, []);
	});

	it('refuses a chain whose authority has ended', () => {
		const ended = new X509Certificate(read('authorityEnded'));
		expectCertificate(good, goodLeaf, [ended], new Date('2026-10-31T23:59:59Z'));
		expectRefusal(good, /ended|expired/, [ended], new Date('2026-11-01T00:00:00Z'));
		expectRefusal(good + read('authorityEnded'), /ended|expired/, [ended]);
	});

	it('refuses a chain with a certificate twice', () => {
		expectRefusal(leaf + leaf + intermediate, /issued|order|authority/);
		expectRefusal(leaf + intermediate + intermediate, /issued|order|authority/);
	});

	it('refuses an authority alone', () => {
		expectRefusal(root, /authority|name/);
		expectRefusal(intermediate + root, /authority|name/);
	});

	it('refuses a chain at a moment that is none', () => {
		expectRefusal(good, /./, testAuthorities, new Date(NaN));
	});

	it('refuses a certificate in which one letter of the signature was changed', () => {
		const at = leaf.indexOf('-----END') - 20;
		const changed = leaf.slice(0, at) + (leaf[at] === 'A' ? 'B' : 'A') + leaf.slice(at + 1);
		expectRefusal(changed + intermediate, /issued|signed|order|authority/);
	});
});

describe('texts that hold no chain', () => {
	it.each([
		['nothing', ''],
		['blanks', ' \r\n\t'],
		['words', 'Not found'],
		['a public key alone', publicKey],
		['HTML', '<!doctype html><html><body><h1>503 Service Unavailable</h1></body></html>'],
		['JSON', JSON.stringify({ error: 'not_found' })],
		['base64 without its frame', leaf.replace(/-----[^-]+-----\n/g, '')],
		['another kind of block', good.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST')],
		['a beginning without an end', leaf.slice(0, 600)],
		['an end without a beginning', leaf.slice(600)],
		['a block without a content', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'],
	])('refuses %s', (_, text) => {
		expectRefusal(text, /certificate/i);
	});

	it('refuses a chain whose second block is cut off', () => {
		expectRefusal(good.slice(0, -400), /./);
	});

	it.each([
		['more than 100 KB after the chain', good + 'a comment\n'.repeat(11_000)],
		['more than 100 KB before the chain', 'a comment\n'.repeat(11_000) + good],
		['two hundred certificates', leaf.repeat(200)],
		['fifty small certificates', blocksOf(read('goodEc'))[0].repeat(50)],
	])('refuses %s', (_, text) => {
		expectRefusal(text, /large|long|many/);
	});

	it.each([
		['of beginnings', '-----BEGIN'.repeat(6_000)],
		['of whole first lines', '-----BEGIN CERTIFICATE-----\n'.repeat(2_200)],
		['of last lines', '-----END CERTIFICATE-----\n'.repeat(2_400)],
		['of beginnings and blanks', '-----BEGIN CERTIFICATE-----\n \n\t'.repeat(1_800)],
		['of hyphens', '-'.repeat(60_000)],
		['of blanks', ' '.repeat(60_000)],
		['of line ends', '\r\n'.repeat(30_000)],
		['of letters after one beginning', `-----BEGIN CERTIFICATE-----${'A'.repeat(60_000)}`],
		['of letters in one label', `-----BEGIN ${'A'.repeat(60_000)}`],
		['of beginnings, beyond every limit', '-----BEGIN CERTIFICATE-----\n'.repeat(100_000)],
	])('is done soon with thousands %s', (_, text) => {
		expectRefusal(text, /./);
	});
});

describe('the embedded authorities', () => {
	const fingerprints = [
		'CB:3C:CB:B7:60:31:E5:E0:13:8F:8D:D3:9A:23:F9:DE:47:FF:C3:5E:43:C1:14:4C:EA:27:D4:6A:5A:B1:CB:5F',
		'37:1A:00:DC:05:33:B3:72:1A:7E:EB:40:E8:41:9E:70:79:9D:2B:0A:0F:2C:1D:80:69:31:65:F7:CE:C4:AD:75',
		'01:8E:13:F0:77:25:32:CF:80:9B:D1:B1:72:81:86:72:83:FC:48:C6:E1:3B:E9:C6:98:12:85:4A:49:0C:1B:05',
	];

	it("are DigiCert's three roots and no other", () => {
		expect(digiCertRoots.map(({ fingerprint256 }) => fingerprint256).sort()).toEqual(
			[...fingerprints].sort(),
		);
	});

	it('each stand among the authorities that Node itself trusts', () => {
		const trusted = rootCertificates.map((pem) => new X509Certificate(pem).fingerprint256);
		expect(trusted).toEqual(expect.arrayContaining(fingerprints));
	});

	it('issued themselves and are authorities', () => {
		for (const one of digiCertRoots) {
			expect(one.ca && one.checkIssued(one) && one.verify(one.publicKey)).toBe(true);
		}
	});
});

describe('the files of chains', () => {
	it('are public: no line of a real private key is among them', () => {
		const names = readdirSync(folder).filter((name) => name.endsWith('.pem'));
		const withPrivateKey = names.filter((name) =>
			readFileSync(new URL(name, folder), 'utf8').includes('PRIVATE KEY'),
		);
		expect(withPrivateKey).toEqual(['privateKeyInside.pem']);
	});
});

function keyDigest({ publicKey: key }: X509Certificate): string {
	return createHash('sha256')
		.update(key.export({ type: 'spki', format: 'der' }))
		.digest('base64');
}
