import { fromWindows1252 } from '../../../shared/row/damage/characters';

/**
 * How the bytes of a record can be read. `plain` ones are the same in both encodings; `damaged` is what an earlier program could not
 * read and wrote as U+FFFD.
 */
export type Reading = 'plain' | 'utf8' | 'windows1252' | 'damaged';

const replacement = '\uFFFD';

/** The text of some bytes: UTF-8 where they are that, otherwise Windows-1252, which any bytes are. Pure. */
export function textOf(bytes: Buffer): { text: string; reading: Reading } {
	const text = bytes.toString('utf8');
	if (!text.includes(replacement)) {
		if (text.includes('\0')) return { text, reading: 'damaged' };
		return { text, reading: text.length === bytes.length ? 'plain' : 'utf8' };
	}
	if (Buffer.from(text).equals(bytes)) return { text, reading: 'damaged' };
	return { text: fromWindows1252(bytes), reading: 'windows1252' };
}
