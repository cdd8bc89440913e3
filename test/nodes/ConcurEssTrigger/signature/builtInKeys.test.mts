import { describe, expect, it } from 'vitest';
import { digiCertRoots } from '../../../../nodes/ConcurEssTrigger/signature/authorities.ts';
import { builtInKeys } from '../../../../nodes/ConcurEssTrigger/signature/builtInKeys.ts';
import { isInUse } from '../../../../nodes/ConcurEssTrigger/signature/verify.ts';

describe("SAP's published keys", () => {
	it('are those of the certificates of 2027, 2026 and 2025', () => {
		expect(builtInKeys.map(({ fingerprint, source }) => `${source} ${fingerprint}`)).toEqual([
			'builtIn BIgfv7NYKIebj2xunOvxhNVlju+H432rLJ27tippl4A=',
			'builtIn 7p5ZCdjTwrSr5mKRhqw8cC05+0o/kVkNdveRnjjzPwk=',
			'builtIn 5omNl80Y8/FxqpfbH/B7H07hFDrBM43sQkcFeArbEyw=',
		]);
	});

	// open-questions 18
	it.each([
		['2025-10-01T00:00:00Z', [false, false, true]],
		['2025-10-22T12:00:00Z', [false, true, true]],
		['2026-01-03T23:59:58Z', [false, true, true]],
		['2026-01-03T23:59:59Z', [false, true, false]],
		['2026-09-09T23:59:59Z', [false, true, false]],
		['2026-09-10T00:00:00Z', [true, true, false]],
		['2026-11-23T23:59:58Z', [true, true, false]],
		['2026-11-23T23:59:59Z', [true, false, false]],
		['2027-05-22T23:59:58Z', [true, false, false]],
		['2027-05-22T23:59:59Z', [false, false, false]],
	])('are in use at %s: %j', (moment, expected) => {
		const at = new Date(moment);
		expect(builtInKeys.map((key) => isInUse(key, at))).toEqual(expected);
	});
});

describe('the authorities', () => {
	it("are DigiCert's roots of today and of 2027", () => {
		expect(digiCertRoots.map(({ fingerprint256 }) => fingerprint256)).toEqual([
			'CB:3C:CB:B7:60:31:E5:E0:13:8F:8D:D3:9A:23:F9:DE:47:FF:C3:5E:43:C1:14:4C:EA:27:D4:6A:5A:B1:CB:5F',
			'37:1A:00:DC:05:33:B3:72:1A:7E:EB:40:E8:41:9E:70:79:9D:2B:0A:0F:2C:1D:80:69:31:65:F7:CE:C4:AD:75',
			'01:8E:13:F0:77:25:32:CF:80:9B:D1:B1:72:81:86:72:83:FC:48:C6:E1:3B:E9:C6:98:12:85:4A:49:0C:1B:05',
		]);
	});
});
