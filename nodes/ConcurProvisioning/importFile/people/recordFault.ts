import type { FoundRecord } from '../file/recordsIn';
import type { ImportRecord, RecordFault } from '../records/importRecord';
import { recordTypeOf, type RecordType } from '../records/recordTypes';
import type { KeptRecord } from './filePerson';
import { shiftedCell } from './shiftedCell';

/** What is wrong with a record as such, whatever its columns mean. Says no value, because passwords stand among them. */
export function recordFault(
	{ line, cells, reading, fault }: FoundRecord,
	type: string,
	known: RecordType | undefined,
): RecordFault | undefined {
	const place = { line, recordType: known?.type };
	if (fault) return { ...place, ...fault };
	if (reading === 'damaged') {
		const column = cells.findIndex((cell) => /[\0\uFFFD]/.test(cell)) + 1;
		return { ...place, column, ...damaged };
	}
	if (!known) {
		const recordType = /^\d{1,5}$/.test(type) ? type : undefined;
		return { line, recordType, column: 1, name: 'Record Type', ...unknownType };
	}
	const torn = shiftedCell(cells, known);
	if (torn) return { ...place, ...torn };
	const { columns } = known;
	const tooFar = cells.findIndex((cell, at) => at >= columns && cell.trim() !== '');
	if (tooFar < 0) return undefined;
	const problem = `has a value, although this record has ${columns} columns`;
	return { ...place, column: tooFar + 1, problem, cure: tooMany };
}

const damaged = {
	problem: 'has characters that an earlier program could not read',
	cure: 'Export the file again as UTF-8.',
};
const unknownType = {
	problem: 'is no record type that SAP Concur knows',
	cure: 'Each line begins with its record type, such as 305. A cell with a line break needs quotation marks.',
};
const tooMany = 'Put a cell that contains the separator in quotation marks.';

/** A record that says nobody. */
export const nobody = (line: number, { type, employeeIdColumn }: RecordType): RecordFault => ({
	line,
	recordType: type,
	column: employeeIdColumn,
	name: 'Employee ID',
	problem: 'is missing, so nobody knows whose record this is',
	cure: 'Enter the employee ID.',
});

/** A record of which a line break has torn something off. */
export const tornOff = (line: number, recordType: string, next: number): RecordFault => ({
	line,
	recordType,
	problem: `is too short, and line ${next} looks like the rest of it`,
	cure: 'Put a cell that contains a line break in quotation marks.',
});

/** A record without its last columns, where a blank cell would clear what SAP Concur has. */
export const tooShort = ({ line, type, short }: KeptRecord): RecordFault => ({
	line,
	recordType: type,
	problem: `ends at column ${short} of ${recordTypeOf(type)?.columns}, and with REPLACE what is missing would be cleared`,
	cure: 'Export all columns, or write UPDATE in record 100.',
});

/** The same where a blank cell changes nothing. */
export const readAsBlank = ({ line, type, short }: KeptRecord) =>
	`Line ${line}, record ${type}: ends at column ${short} of ${recordTypeOf(type)?.columns}; what is missing was read as blank`;

/** A record that cannot be read as the encoding of all others. */
export const otherEncoding = (
	{ line, type }: KeptRecord,
	{ cells }: ImportRecord,
): RecordFault => ({
	line,
	recordType: type,
	column: cells.findIndex((cell) => /[^\0-\u007F]/.test(cell)) + 1,
	problem: 'is not UTF-8, although other lines are',
	cure: 'Export the whole file as UTF-8.',
});
