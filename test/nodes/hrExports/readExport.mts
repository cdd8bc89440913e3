import { read, utils } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import type { HrExport, Row } from './hrExport.mts';

/**
 * The rows of a file as n8n's Extract from File gives them (n8n-nodes-base, SpreadsheetFile/v2/fromFile.operation.js): the same
 * libraries with its default options. So a byte-order mark stays in the first heading, empty cells are left out, Windows-1252 can
 * only be read as Latin1, and a date of a sheet is a number.
 */
export function readExport({ file, options = {} }: HrExport): Row[] {
	const content = readFileSync(new URL(`./files/${file}`, import.meta.url));
	if (file.endsWith('.xlsx')) {
		const { Sheets, SheetNames } = read(content);
		return utils.sheet_to_json<Row>(Sheets[SheetNames[0]!]!);
	}
	const rows = parse(content, {
		delimiter: options.delimiter ?? ',',
		encoding: options.encoding ?? 'utf-8',
		bom: false,
		columns: true,
		skip_empty_lines: true,
	}) as Record<string, string>[];
	return rows.map((row) =>
		Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '')),
	);
}

/** A cell by its heading; '' for an empty one. A heading with a byte-order mark is found without it. */
export const cellOf =
	(row: Row) =>
	(column: string): string =>
		String(row[column] ?? row[`\ufeff${column}`] ?? '');
