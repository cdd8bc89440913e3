// Writes employee import files, by SAP's mapping pages (fixtures/mapping) and SAP's rule that each record has all its columns.
import { readFileSync } from 'node:fs';

interface Column {
	number: number;
	/** Last number, where one line of the page stands for several columns. */
	to?: number;
	name: string;
	api: string;
	extension: string;
	notes?: string;
}

/** What SAP's page says of a record type. */
export function pageOf(type: string): { page: string; columns: Column[] } {
	const file = new URL(`fixtures/mapping/${type}.json`, import.meta.url);
	return JSON.parse(readFileSync(file, 'utf8')) as { page: string; columns: Column[] };
}

/** Every documented column by its number. */
export function columnsOf(type: string): Map<number, Column> {
	return new Map(
		pageOf(type).columns.flatMap((column) => {
			const numbers = range(column.number, column.to ?? column.number);
			return numbers.map((number): [number, Column] => [number, column]);
		}),
	);
}

/** Numbers of the columns that the page marks as not supported. */
export const notSupportedOf = (type: string): number[] =>
	[...columnsOf(type)].flatMap(([number, { api }]) => (/NOT SUPPORTED/.test(api) ? [number] : []));

export const range = (first: number, last: number) =>
	Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** The full width of a record (SAP: Shared: Employee Import Specification, revised January 26, 2024). */
export const widths: Record<string, number> = {
	...{ 100: 7, 300: 86, 305: 137, 310: 24, 320: 9, 350: 67, 360: 35, 370: 30, 400: 13 },
	...{ 500: 11, 550: 18, 700: 16, 710: 17, 720: 17, 750: 13, 760: 13 },
};

/** A record with these cells, by SAP's number of the column, and all others empty. */
export function record(type: string, cells: Record<number, string>): string[] {
	const width = widths[type] ?? Math.max(1, ...Object.keys(cells).map(Number));
	return range(1, width).map((number) => (number === 1 ? type : (cells[number] ?? '')));
}

/** The usual first record: sign-on by SSO, and what is blank stays as it is. */
export const settingsRecord = (handling = 'UPDATE') => [
	'100',
	'0',
	'SSO',
	handling,
	'EN',
	'N',
	'N',
];

interface Style {
	separator?: string;
	newline?: string;
	/** Quotes around every cell that is not empty, as some programs write. */
	quoteAll?: boolean;
	handling?: string;
}

/** The text of a file, with record 100 before the others. */
export function fileOf(records: string[][], style: Style = {}): string {
	const { separator = ',', newline = '\r\n', quoteAll = false, handling } = style;
	const cellOf = (cell: string) =>
		(quoteAll && cell !== '') || new RegExp(`[${separator}"\\r\\n]`).test(cell)
			? `"${cell.replaceAll('"', '""')}"`
			: cell;
	const lines = [settingsRecord(handling), ...records].map((cells) =>
		cells.map(cellOf).join(separator),
	);
	return lines.join(newline) + newline;
}

const bom = '\u{FEFF}';

/** The same text as the bytes that different programs write. */
export const encodings: Record<string, (text: string) => Buffer> = {
	'UTF-8': (text) => Buffer.from(text),
	'UTF-8 with a byte order mark': (text) => Buffer.from(bom + text),
	'UTF-16': (text) => Buffer.from(bom + text, 'utf16le'),
	'UTF-16, big-endian': (text) => Buffer.from(bom + text, 'utf16le').swap16(),
	'Windows-1252': (text) => Buffer.from(Array.from(text, windows1252)),
};

/** Of the bytes 80 to 9F, by hand: the decoder of Node 20 takes them for control characters (nodejs/node issue 56542). */
const typographic = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ'];
const bytes = new Map(
	range(0, 255).map((byte) => [typographic[byte - 0x80] ?? String.fromCharCode(byte), byte]),
);

/** @throws for a character that Windows-1252 does not have */
function windows1252(character: string): number {
	const byte = bytes.get(character);
	if (byte === undefined) throw new RangeError(`Windows-1252 has no ${character}`);
	return byte;
}
