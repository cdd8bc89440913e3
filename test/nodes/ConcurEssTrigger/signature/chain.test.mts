import { createHash, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { digiCertRoots } from '../../../../nodes/ConcurEssTrigger/signature/authorities.ts';
import { checkChain, withIssuers } from '../../../../nodes/ConcurEssTrigger/signature/chain.ts';
import { publicKey } from '../signedDelivery.mts';

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
const [leaf, intermediate, root] = blocksOf(read('goodWithRoot')) as [string, string, string];

const secondAuthority = new X509Certificate(read('secondAuthority'));
const otherAuthority = new X509Certificate(read('otherAuthority'));
const smallAuthority = new X509Certificate(read('secondSmallAuthority'));
const secondGood = read('secondGood');
const secondGoodLeaf =
	'8D:34:19:D7:79:4E:69:A9:26:01:7E:3A:09:6B:CC:12:E4:95:E5:8A:21:37:05:29:A3:EF:1A:83:79:E3:19:B8';
const [secondLeaf, secondIntermediate] = blocksOf(secondGood) as [string, string];

const noCertificate = 'The file contains no certificate.';
const unreadable = 'The file contains a certificate that cannot be read.';
const tooLarge = 'The file is too large for certificates.';
const tooMany = 'The file contains too many certificates.';
const privateKey = 'The file contains a private key.';
const authorityFirst = 'The first certificate belongs to an authority, not to SAP.';
const otherName = 'The certificate is not for the name webhook.api.concursolutions.com.';
const otherOrganization = 'The certificate is not for the organization SAP SE.';
const notInOrder = 'The certificates are not in order: each must be issued by the next.';
const notTrusted = 'The certificates do not lead to a trusted authority.';
const weakKey = 'The key of a certificate is too weak.';
const otherUses = 'A certificate is not for secure connections.';
const otherAlgorithm = 'A certificate is not signed with SHA-256, SHA-384 or SHA-512.';
const notYetValid = 'A certificate is not valid yet.';
const expired = 'A certificate has expired.';

function expectCertificate(
	text: string,
	fingerprint: string,
	authorities = testAuthorities,
	at = now,
) {
	const { certificate, problem } = checkChain(text, authorities, at);
	expect(problem).toBeUndefined();
	expect(certificate?.fingerprint256).toBe(fingerprint);
	return certificate!;
}

/** @param sentence the whole problem */
function expectProblem(text: string, sentence: string, authorities = testAuthorities, at = now) {
	const { certificate, problem } = checkChain(text, authorities, at);
	expect(certificate?.fingerprint256).toBeUndefined();
	expect(problem).toBe(sentence);
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
		['2026', sap2026, '2025-09-28T23:59:59Z', notYetValid],
		['2026', sap2026, '2013-01-01T00:00:00Z', notYetValid],
		['2026', sap2026, '2026-09-29T00:00:00Z', expired],
		['2027', sap2027, '2026-09-09T23:59:59Z', notYetValid],
		['2027', sap2027, '2027-03-28T00:00:00Z', expired],
		['2027', sap2027, '2050-01-01T00:00:00Z', expired],
	])('are rejected out of their time: that of %s', (_, text, moment, sentence) => {
		expectProblem(text, sentence, digiCertRoots, new Date(moment));
	});

	it('count without their root', () => {
		const [own, issuer, theirRoot] = blocksOf(sap2027) as [string, string, string];
		expect(theirRoot).toBeDefined();
		expectCertificate(own + issuer, leaf2027, digiCertRoots);
	});

	it('count whichever place their authority has among the trusted ones', () => {
		expectCertificate(sap2027, leaf2027, [...digiCertRoots].reverse());
		expectCertificate(sap2027, leaf2027, [authority, ...digiCertRoots]);
		expectCertificate(sap2027, leaf2027, digiCertRoots.slice(0, 1));
	});

	it('are rejected without the certificate between', () => {
		const [own, , theirRoot] = blocksOf(sap2027) as [string, string, string];
		expectProblem(own, notTrusted, digiCertRoots);
		expectProblem(own + theirRoot, notInOrder, digiCertRoots);
	});

	it('are rejected below other authorities, and below none', () => {
		expectProblem(sap2027, notTrusted, [authority]);
		expectProblem(sap2027, notTrusted, digiCertRoots.slice(1));
		expectProblem(sap2027, notTrusted, []);
	});

	it("are rejected with another chain's certificate in the first place", () => {
		const [, issuer, theirRoot] = blocksOf(sap2027) as [string, string, string];
		expectProblem(leaf + issuer + theirRoot, notInOrder, digiCertRoots);
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
		['secondGood', secondGoodLeaf],
		[
			'secondNoUsage',
			'2D:2C:34:B9:7B:14:2F:F6:D8:60:1D:0C:EA:F6:65:A1:C0:D5:AE:16:47:1E:D0:66:D2:07:FD:0F:BD:A5:5E:00',
		],
		[
			'secondUsageServer',
			'0E:07:4B:F3:F8:6F:39:8C:F5:07:9D:E6:FD:0D:36:59:1D:D1:F9:41:3B:0A:31:3E:9E:75:6E:01:4E:02:51:C9',
		],
		[
			'secondUsageClient',
			'F6:EC:E8:57:3E:5D:B8:46:3F:CA:BF:03:B5:B9:35:20:B0:61:B8:E1:B4:8F:BE:DE:A8:B3:12:19:C5:18:27:F5',
		],
		[
			'secondSerial1',
			'09:6B:D0:C2:D3:41:8D:54:88:13:FA:57:27:A3:AD:99:92:AD:28:56:15:B5:BD:95:D6:6B:FF:35:71:A1:8D:58',
		],
		[
			'secondSerial20',
			'25:14:E5:18:46:13:65:7C:C9:36:9C:2C:4A:33:20:1D:66:BD:65:9C:E4:5F:65:C0:34:A3:FF:5C:A0:7A:34:B2',
		],
	])('takes the first certificate of %s', (name, fingerprint) => {
		expectCertificate(read(name), fingerprint, [secondAuthority]);
	});

	it('takes a small certificate, whose lengths take fewer bytes', () => {
		const fingerprint =
			'60:28:53:D9:68:79:E8:E1:99:12:8C:72:45:80:7E:32:69:C7:B8:0C:7F:3C:10:3C:B9:1A:D6:3D:25:FD:3A:47';
		const { raw } = expectCertificate(read('secondSmallEc'), fingerprint, [smallAuthority]);
		// What is signed: its length takes one byte after the 81, and that of the whole takes two.
		expect(raw.subarray(0, 7).toString('hex')).toMatch(/^3082....3081..$/);
	});

	it.each(['secondCrossSigned', 'secondCrossSignedWithOtherRoot'])(
		'takes %s below either of its authorities',
		(name) => {
			expectCertificate(read(name), secondGoodLeaf, [secondAuthority]);
			expectCertificate(read(name), secondGoodLeaf, [otherAuthority]);
			expectCertificate(read(name), secondGoodLeaf, [authority, otherAuthority]);
			expectCertificate(read(name), secondGoodLeaf, [otherAuthority, secondAuthority]);
		},
	);

	it('takes a chain whatever follows its authority', () => {
		const second = read('secondAuthority');
		expectCertificate(good + secondIntermediate, goodLeaf);
		expectCertificate(good + secondLeaf, goodLeaf);
		expectCertificate(good + root + secondIntermediate, goodLeaf);
		expectCertificate(good + leaf, goodLeaf);
		expectCertificate(good + blocksOf(read('expired'))[0], goodLeaf);
		expectCertificate(secondGood + second + root, secondGoodLeaf, [secondAuthority]);
	});

	it('takes a chain with the intermediate certificate twice', () => {
		expectCertificate(leaf + intermediate + intermediate, goodLeaf);
		expectCertificate(secondGood + secondIntermediate, secondGoodLeaf, [secondAuthority]);
	});

	it('takes six certificates', () => {
		const ladder = blocksOf(read('secondLadder'));
		const fingerprint =
			'AE:8E:F5:BB:D0:CE:E2:E0:E4:77:39:05:79:55:51:0E:4C:E8:C7:B1:38:4D:A2:A4:9D:B5:96:15:4E:71:10:F0';
		const highest = new X509Certificate(ladder[6]!);
		expectCertificate(ladder.slice(0, 6).join(''), fingerprint, [highest]);
		expectProblem(ladder.slice(0, 6).join(''), notTrusted, [secondAuthority]);
		expectProblem(ladder.join(''), tooMany, [highest]);
	});

	it.each([
		['2026-08-31T23:59:59Z', notYetValid],
		['2026-09-01T00:00:00Z', undefined],
		['2027-03-18T23:59:59Z', undefined],
		['2027-03-19T00:00:00Z', expired],
	])('takes a chain in its time only: %s', (moment, sentence) => {
		if (sentence) expectProblem(good, sentence, testAuthorities, new Date(moment));
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
	it.each([
		['wrongName', otherName],
		['nameElsewhere', otherName],
		['nameOnlyInCommonName', otherName],
		['wildcard', otherName],
		['otherOrganization', otherOrganization],
		['noOrganization', otherOrganization],
		['organizationWithMore', otherOrganization],
		['organizationalUnit', otherOrganization],
		['twoOrganizations', otherOrganization],
		['twoOrganizationsInOnePart', otherOrganization],
		['organizationByNewline', otherOrganization],
		['expired', expired],
		['notYetValid', notYetValid],
		['intermediateExpired', expired],
		['otherRoot', notTrusted],
		['sameNameOtherRoot', notTrusted],
		['sameNameOtherIntermediate', notInOrder],
		['sameKeyOtherName', notInOrder],
		['intermediateMayNotSign', notInOrder],
		['intermediateMissing', notTrusted],
		['leafIsAuthority', authorityFirst],
		['signedByLeaf', notInOrder],
		['signedByUnmarked', notInOrder],
		['wrongOrder', notInOrder],
		['rootFirst', authorityFirst],
		['twoLeaves', notInOrder],
		['sha1', otherAlgorithm],
		['sha1Intermediate', otherAlgorithm],
		['weakKey', weakKey],
		['weakIntermediate', weakKey],
		['otherCurve', weakKey],
		['ed25519', weakKey],
		['broken', unreadable],
		['privateKeyInside', privateKey],
	])('rejects %s', (name, sentence) => {
		expectProblem(read(name), sentence);
	});

	it.each([
		['secondOnlyCommonName', otherName],
		['secondOrganizationByPlus', otherOrganization],
		['secondUsageCodeSigning', otherUses],
		['secondIntermediateUsageEmail', otherUses],
		['secondSha1LongSerial', otherAlgorithm],
		['secondSha256LongSerial', otherAlgorithm],
		['secondRsaPss', otherAlgorithm],
		['secondTwoAlgorithms', notInOrder],
		['secondUnknownKey', unreadable],
		['secondKeyOffCurve', unreadable],
		['secondPair', notTrusted],
		['secondLadder', tooMany],
	])('rejects %s', (name, sentence) => {
		expectProblem(read(name), sentence, [secondAuthority]);
	});

	it.each(['secondUnknownKey', 'secondKeyOffCurve'])(
		'rejects the key of %s in every place of a chain',
		(name) => {
			const withoutKey = blocksOf(read(name))[0]!;
			expectProblem(secondLeaf + withoutKey, unreadable, [secondAuthority]);
			expectProblem(secondLeaf + withoutKey + secondIntermediate, unreadable, [secondAuthority]);
			expectProblem(secondGood + withoutKey, unreadable, [secondAuthority]);
		},
	);

	it('rejects a long serial number with SHA-256 in the place where a careless reader looks', () => {
		const { raw } = new X509Certificate(read('secondSha1LongSerial'));
		const lengthAt = raw.indexOf(Buffer.from('a003020102028196', 'hex')) + 6;
		const looksLike = raw.subarray(lengthAt + 1 + raw[lengthAt]!);
		expect(looksLike.subarray(0, 15).toString('hex')).toBe('300d06092a864886f70d01010b0500');
	});

	it('rejects the test chains below the embedded authorities', () => {
		for (const name of ['good', 'goodWithRoot', 'goodEc', 'goodEc521', 'leafDirectlyUnderRoot']) {
			expectProblem(read(name), notTrusted, digiCertRoots);
		}
	});

	it('rejects a chain below an authority of another kind of key, and below none', () => {
		expectProblem(good, notTrusted, [authorityEc]);
		expectProblem(read('goodEc'), notTrusted, [authority]);
		expectProblem(read('goodWithRoot'), notTrusted, []);
	});

	it('rejects a chain whose authority has ended', () => {
		const ended = new X509Certificate(read('authorityEnded'));
		expectCertificate(good, goodLeaf, [ended], new Date('2026-10-31T23:59:59Z'));
		expectProblem(good, expired, [ended], new Date('2026-11-01T00:00:00Z'));
		expectProblem(good + read('authorityEnded'), expired, [ended]);
	});

	it("rejects a chain with SAP's certificate twice", () => {
		expectProblem(leaf + leaf + intermediate, notInOrder);
	});

	it('rejects a chain with an unrelated certificate before its authority', () => {
		expectProblem(secondLeaf + intermediate + secondIntermediate, notInOrder, [secondAuthority]);
		expectProblem(read('otherAuthority') + secondGood, authorityFirst, [secondAuthority]);
	});

	it('rejects a cross-signed chain below neither of its authorities', () => {
		expectProblem(read('secondCrossSigned'), notTrusted, [authority]);
		expectProblem(read('secondCrossSignedWithOtherRoot'), notTrusted, [authority]);
		expectProblem(secondGood, notTrusted, [otherAuthority]);
	});

	it('rejects an authority alone', () => {
		expectProblem(root, authorityFirst);
		expectProblem(intermediate + root, authorityFirst);
	});

	it('rejects a chain at a moment that is none', () => {
		expectProblem(good, notYetValid, testAuthorities, new Date(NaN));
	});

	it('rejects a certificate in which one letter of the signature was changed', () => {
		const at = leaf.indexOf('-----END') - 20;
		const changed = leaf.slice(0, at) + (leaf[at] === 'A' ? 'B' : 'A') + leaf.slice(at + 1);
		expectProblem(changed + intermediate, notInOrder);
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
	])('rejects %s', (_, text) => {
		expectProblem(text, noCertificate);
	});

	it('rejects a block without a content', () => {
		const empty = '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n';
		expectProblem(empty, unreadable);
		expectProblem(good + empty, unreadable);
	});

	it('rejects a chain whose second block is cut off', () => {
		expectProblem(good.slice(0, -400), notTrusted);
	});

	it.each([
		['more than 100 KB after the chain', good + 'a comment\n'.repeat(11_000), tooLarge],
		['more than 100 KB before the chain', 'a comment\n'.repeat(11_000) + good, tooLarge],
		['two hundred certificates', leaf.repeat(200), tooLarge],
		['fifty small certificates', blocksOf(read('goodEc'))[0]!.repeat(50), tooMany],
		['seven certificates', good + leaf.repeat(5), tooMany],
	])('rejects %s', (_, text, sentence) => {
		expectProblem(text, sentence);
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
	])('rejects thousands %s', (_, text) => {
		expectProblem(text, noCertificate);
	});

	it('rejects thousands of first lines beyond the largest file', () => {
		expectProblem('-----BEGIN CERTIFICATE-----\n'.repeat(100_000), tooLarge);
	});
});

describe('withIssuers', () => {
	const broken = read('broken');

	it.each([
		['alone', [intermediate]],
		['behind a leaf', [good]],
		['beside others', [read('goodEc'), secondGood, read('sap-2027'), intermediate]],
		['behind a file that cannot be read', [broken, 'Not found', '', intermediate]],
		['with line ends of Windows', [read('textAround')]],
	])('adds the one that issued a certificate: %s', (_, others) => {
		expectProblem(leaf, notTrusted);
		expect(withIssuers(leaf, others)).toBe(leaf + intermediate);
		expectCertificate(withIssuers(leaf, others), goodLeaf);
	});

	it("makes SAP's certificate count by the file of the year before", () => {
		const [own, issuer, theirRoot] = blocksOf(read('sap-2027')) as [string, string, string];
		const whole = withIssuers(own, [read('sap-2026')]);
		expect(whole).toBe(own + issuer + theirRoot);
		expect(checkChain(whole, digiCertRoots, now).problem).toBeUndefined();
	});

	it('adds one after the other up to the root, once, from any number of files in any order', () => {
		expect(withIssuers(leaf, [root + intermediate])).toBe(leaf + intermediate + root);
		expect(withIssuers(leaf, [root, intermediate])).toBe(leaf + intermediate + root);
		expect(withIssuers(leaf, [good, good, read('goodWithRoot')])).toBe(leaf + intermediate + root);
	});

	it.each([
		['no other file', leaf, []],
		['itself', leaf, [leaf]],
		['files of others', leaf, [read('goodEc'), secondGood, read('sap-2027')]],
		['a file with a certificate that cannot be read', leaf, [intermediate + broken]],
		['one of that name with another key', secondLeaf, [read('secondIntermediateOtherKey')]],
		['one of that key with another name', leaf, [read('sameKeyOtherName')]],
		['one that is no authority', ...aloneAndWhole('signedByLeaf')],
		['one that is not marked as an authority', ...aloneAndWhole('signedByUnmarked')],
		['one that may not sign', ...aloneAndWhole('intermediateMayNotSign')],
	])('adds nothing from %s', (_, alone, others) => {
		expect(withIssuers(alone, others)).toBe(alone);
	});

	it('adds the right one behind one of that name with another key', () => {
		const others = [read('secondIntermediateOtherKey'), secondIntermediate];
		expect(withIssuers(secondLeaf, others)).toBe(secondGood);
		expectCertificate(withIssuers(secondLeaf, others), secondGoodLeaf, [secondAuthority]);
	});

	it.each([
		['two certificates', good],
		['two certificates that do not belong together', leaf + secondIntermediate],
		['three certificates', read('goodWithRoot')],
		['more certificates than count', leaf.repeat(8)],
		['no certificate', 'Not found'],
		['nothing', ''],
		['a public key', publicKey],
		['a certificate that cannot be read', blocksOf(broken)[0]],
		['a certificate whose key cannot be read', blocksOf(read('secondUnknownKey'))[0]],
	])('gives back unchanged a text with %s', (_, text) => {
		expect(withIssuers(text!, [read('goodWithRoot'), secondGood])).toBe(text);
	});

	it('leaves a private key to be seen', () => {
		const key = read('privateKeyInside').match(/-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*/)![0];
		const text = leaf + key.slice(0, key.lastIndexOf('PRIVATE KEY-----') + 16);
		expectProblem(text, privateKey);
		expectProblem(withIssuers(text, [good]), privateKey);
	});

	it('never makes more than six of them', () => {
		const [first, ...steps] = blocksOf(read('secondLadder'));
		const six = [first, ...steps.slice(0, 5)].join('');
		expect(steps).toHaveLength(6);
		expect(withIssuers(first!, [steps.join('')])).toBe(six);
		expect(withIssuers(first!, [...steps].reverse())).toBe(six);
		expect(withIssuers(first!, [...steps, read('secondAuthority')])).toBe(six);
	});

	it('ends with two authorities that issued each other', () => {
		const [own, one, other] = blocksOf(read('secondPair')) as [string, string, string];
		expect(new X509Certificate(one).checkIssued(new X509Certificate(other))).toBe(true);
		expect(new X509Certificate(other).checkIssued(new X509Certificate(one))).toBe(true);
		expect(withIssuers(own, [one + other])).toBe(own + one + other);
		expect(withIssuers(own, [other, one, other, one])).toBe(own + one + other);
	});

	function aloneAndWhole(name: string): [string, string[]] {
		return [blocksOf(read(name))[0]!, [read(name)]];
	}
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
