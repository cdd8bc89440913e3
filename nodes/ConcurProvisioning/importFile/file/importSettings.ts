import type { NotSupported } from '../records/importRecord';
import { linesIn } from './linesIn';
import type { FileFault } from './openFile';
import { textOf } from './textOf';

/** What record 100 says about users whom SAP Concur has already. */
export type Handling = 'UPDATE' | 'REPLACE' | 'WARN' | 'IGNORE';

/** Record 100, Import Settings. */
export interface Settings {
	handling: Handling;
	/** What it says besides, without a place in SAP Concur's API. */
	notSupported: NotSupported[];
}

export const settingsType = '100';
const recordType = settingsType;
const handlings: Handling[] = ['UPDATE', 'REPLACE', 'WARN', 'IGNORE'];
const otherSeparators: Record<string, string> = { ';': 'semicolons', '\t': 'tabs' };

/** By SAP's numbers. Column 2, the error threshold, is no longer used by SAP Concur itself. */
const handlingColumn = { column: 4, name: 'Existing Record Handling' };
const columnsWithoutPlace = [
	{ column: 3, name: 'Password Generation' },
	{ column: 5, name: 'Language Code' },
	{ column: 6, name: 'Validate Expense Group' },
	{ column: 7, name: 'Validate Payment Group' },
];

const cure =
	'Begin the file with record 100, separated by commas or pipes, such as 100,0,SSO,UPDATE,EN,N,N.';

/** The separator of a file: what stands behind the 100 of its first line that has any text. Pure. */
export function separatorIn(bytes: Buffer): ',' | '|' | FileFault {
	for (const { line, start, end } of linesIn(bytes)) {
		const { text } = textOf(bytes.subarray(start, end));
		if (text.trim() === '') continue;
		const [, separator] = /^\s*(?:"100"|100)(\W|$)/.exec(text) ?? [];
		if (separator === ',' || separator === '|') return separator;
		const problem = separator
			? `has cells that are separated by ${otherSeparators[separator] ?? `"${separator}"`}`
			: 'does not begin with record type 100 (Import Settings)';
		return { line, problem, cure };
	}
	return { line: 1, problem: 'is empty', cure };
}

/** Reads a record 100. SAP: Employee Import Specification, 100 Level Import Settings. Pure. */
export function settingsIn(cells: readonly string[], line: number): Settings | FileFault {
	const cell = (column: number) => cells[column - 1]?.trim().slice(0, 40) ?? '';
	const sent = cell(handlingColumn.column);
	const handling = handlings.find((one) => one === sent.toUpperCase());
	if (!handling) {
		const problem = 'must be UPDATE, REPLACE, WARN, or IGNORE';
		return { line, recordType, ...handlingColumn, sent, problem, cure };
	}
	const notSupported = columnsWithoutPlace.flatMap(({ column, name }) =>
		cell(column) ? { line, recordType, column, name, sent: cell(column) } : [],
	);
	return { handling, notSupported };
}

/** That a later record 100 says something else, as in files that were put together. */
export const otherHandling = (line: number, { handling }: Settings, sent: string): FileFault => ({
	line,
	recordType,
	...handlingColumn,
	sent,
	problem: `must be ${handling}, as record ${recordType} before it says`,
	cure: 'Convert the two parts as two files.',
});
