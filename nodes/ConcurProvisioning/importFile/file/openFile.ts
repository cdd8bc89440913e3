import type { RecordFault } from '../records/importRecord';

/** Why nothing of a file can be converted; without a line where the whole file is wrong. */
export type FileFault = Omit<RecordFault, 'line'> & { line?: number };

/** Bytes in which separators, quotation marks, and line breaks are those of ASCII. */
export interface FileBytes {
	bytes: Buffer;
	/** Whether the file itself says that it is UTF-8, or was UTF-16. */
	isMarked: boolean;
}

const ascii = (text: string) => [...Buffer.from(text)];

/** How files begin that hold no lines. */
const others: Array<[start: number[], kind: string]> = [
	[ascii('PK\u0003\u0004'), 'a ZIP or Excel file'],
	[[0xd0, 0xcf, 0x11, 0xe0], 'an Excel file'],
	[[0x1f, 0x8b], 'a compressed file'],
	[ascii('%PDF'), 'a PDF file'],
	[ascii('-----BEGIN PGP'), 'an encrypted file'],
];

const asText =
	'Use the text file that SAP Concur takes, decrypted and unpacked, with record 100 in its first line.';

/**
 * Takes the byte order mark off, and makes UTF-8 of UTF-16, which without a mark is recognized by its zero bytes: the first
 * character is a digit or a quotation mark. Pure.
 */
export function openFile(bytes: Buffer): FileBytes | FileFault {
	const begins = (start: number[]) => start.every((byte, index) => bytes[index] === byte);
	const other = others.find(([start]) => begins(start));
	if (other) return { problem: `is ${other[1]}`, cure: asText };
	const file = unmarked();
	const isEmpty = !file.bytes.some((byte) => byte > 0x20);
	return isEmpty ? { problem: 'is empty', cure: asText } : file;

	function unmarked(): FileBytes {
		if (begins([0xef, 0xbb, 0xbf])) return { bytes: bytes.subarray(3), isMarked: true };
		if (begins([0xff, 0xfe])) return from16(bytes.subarray(2), 'utf-16le');
		if (begins([0xfe, 0xff])) return from16(bytes.subarray(2), 'utf-16be');
		const [first, second] = bytes;
		if (first && second === 0) return from16(bytes, 'utf-16le');
		if (first === 0 && second) return from16(bytes, 'utf-16be');
		return { bytes, isMarked: false };
	}
}

const from16 = (bytes: Buffer, encoding: string): FileBytes => ({
	bytes: Buffer.from(new TextDecoder(encoding).decode(bytes)),
	isMarked: true,
});
