import { describe, expect, it } from 'vitest';
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
