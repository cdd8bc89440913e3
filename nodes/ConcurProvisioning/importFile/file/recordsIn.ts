import { cellsIn, type Cells } from './cellsIn';
import { linesIn, type Line } from './linesIn';
import { textOf, type Reading } from './textOf';

/** One record as the file has it: its first line, and where its bytes are. */
export interface FoundRecord extends Line, Pick<Cells, 'cells' | 'fault'> {
	reading: Reading;
}

/** Lines and bytes of one record at most, so that a quotation mark that is never closed does not take the rest of the file. */
const mostLines = 100;
const mostBytes = 100_000;

/**
 * The records of a file, in its order; those without any value are left out. A quotation mark that is never closed is the fault of
 * its record, which ends before the next line that begins one.
 * @param begins whether a text begins a record of a type that SAP Concur knows
 */
export function* recordsIn(
	bytes: Buffer,
	separator: string,
	begins: (text: string) => boolean,
): Generator<FoundRecord> {
	const lines = linesIn(bytes);
	let next = lines.next();
	while (!next.done) {
		const { line, start, end } = next.value;
		next = lines.next();
		const found = { line, start, end };
		let read = readIn(bytes, found, separator);
		for (let taken = 1; read.isOpen && !next.done; taken++) {
			const isTooLong = taken >= mostLines || found.end - start > mostBytes;
			if (isTooLong || begins(startOf(bytes, next.value))) break;
			found.end = next.value.end;
			next = lines.next();
			read = readIn(bytes, found, separator);
		}
		const { cells, reading, isOpen } = read;
		const fault = read.fault ?? (isOpen ? { column: cells.length, ...neverClosed } : undefined);
		if (fault || cells.some(isFilled)) yield { ...found, cells, reading, fault };
	}
}

const neverClosed = {
	problem: 'has a quotation mark that is never closed',
	cure: 'Close it, or write it twice if it belongs to the text.',
};

/** The cells of a record that was found before. */
export const readIn = (bytes: Buffer, { start, end }: Line, separator: string) => {
	const { text, reading } = textOf(bytes.subarray(start, end));
	return { ...cellsIn(text, separator), reading };
};

/** Programs of old end a file with U+001A. */
const isFilled = (cell: string) => cell.replace('\u001A', '').trim() !== '';

/** Longer than any record type with its separator. */
const startOf = (bytes: Buffer, { start, end }: Line) =>
	bytes.toString('latin1', start, Math.min(end, start + 12));
