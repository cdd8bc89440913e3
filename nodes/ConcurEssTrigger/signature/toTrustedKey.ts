// Makes what verify.ts takes.
import { createHash, type KeyObject } from 'node:crypto';
import type { TrustedKey } from './verify';

/** SAP may go on signing with a key for a while after its certificate (open-questions 18). */
const weeksBeyond = 8;

/**
 * A key whose certificate, if known, limits its use: until eight weeks after the certificate's end.
 * @param period without `from` since ever, without `certificateEnd` for ever
 */
export function toTrustedKey(
	key: KeyObject,
	source: TrustedKey['source'],
	{ from, certificateEnd }: { from?: Date; certificateEnd?: Date } = {},
): TrustedKey {
	const spki = key.export({ type: 'spki', format: 'der' });
	const fingerprint = createHash('sha256').update(spki).digest('base64');
	const until =
		certificateEnd && new Date(certificateEnd.getTime() + weeksBeyond * 7 * 24 * 3_600_000);
	return { key, fingerprint, source, ...(from && { from }), ...(until && { until }) };
}
