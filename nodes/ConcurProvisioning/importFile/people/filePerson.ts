import type { Line } from '../file/linesIn';
import type { FoundRecord } from '../file/recordsIn';
import type { Reading } from '../file/textOf';
import type { RecordFault } from '../records/importRecord';

/**
 * Where a record stands. Its cells are read again when its person is converted: those of 100,000 records would not fit in memory.
 */
export interface KeptRecord extends Line {
	type: string;
	reading: Reading;
	/** The login that the record of an employee gives. */
	login?: string;
	/** How many columns a record has that is shorter than SAP documents. */
	short?: number;
	/** Whether it is wrong as such, so that its cells may not be what they seem. */
	isWrong: boolean;
}

/** Somebody who has records in a file. */
export interface FilePerson {
	/** As the file has it last. */
	employeeNumber: string;
	/** Those that a record 320 has taken from them. */
	earlierNumbers: string[];
	records: KeptRecord[];
	faults: RecordFault[];
}

/** Whose records those of a file are. */
export interface Gathered {
	/** In the order of their first record. */
	people: Set<FilePerson>;
	/** What is wrong in records that belong to nobody. */
	strays: RecordFault[];
}

/** By whom the people of a file are found, in the form in which keys are the same. */
export type ByNumber = Map<string, FilePerson>;

/** SAP: Employee Import Specification, 320 Level. */
export const idChange = { type: '320', newNumber: 3, newLogin: 4 };

/**
 * What a record has in one of SAP's columns, without blanks around it. It is a copy, because a part of a text keeps the whole text in
 * memory.
 */
export const cellOf = ({ cells }: Pick<FoundRecord, 'cells'>, column = 0) =>
	Buffer.from(cells[column - 1]?.trim() ?? '').toString();
