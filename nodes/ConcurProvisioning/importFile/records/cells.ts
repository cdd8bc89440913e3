// Room records: what one record of an employee import file says, by SAP's mapping pages.
// It knows no n8n and no bytes: records come in as texts, and a person's row and what is wrong go out.
import { withoutEnds } from '../../../shared/row/damage/characters';
import { shortened, type Finding } from '../../../shared/schema/fieldIssue';
import type { ImportRecord, NotSupported, RecordFault } from './importRecord';
import type { Column, RecordType } from './recordTypes';

/** One cell of a record, and its column. */
export interface Cell {
	line: number;
	recordType: string;
	column: Column;
	/** Without blanks around it. */
	text: string;
}

/** What is found out about the records of one person besides their values. */
export interface Findings {
	faults: RecordFault[];
	notSupported: NotSupported[];
	/** '<SAP's name of the column>: <sentence>' */
	notices: string[];
}

/** The cells of the columns that SAP documents, empty ones and missing ones included. Pure. */
export function cellsOf({ line, type, cells }: ImportRecord, { documented }: RecordType): Cell[] {
	return documented.map((column) => {
		const text = withoutEnds(cells[column.column - 1] ?? '');
		return { line, recordType: type, column, text };
	});
}

/** The marker of SAP's Employee Import Specification for an empty value. */
const blankMarker = '$BLANK$';

/**
 * Whether a cell clears its field: $BLANK$ in any letter case, or CLEAR, which SAP's specification does not have and some
 * companies use; somebody can be called Clear.
 */
export const isClearing = ({ text }: Cell) =>
	text.toUpperCase() === blankMarker || text === 'CLEAR';

/** Where a cell is, and what it says unless nobody may see it. */
function placeOf({ line, recordType, column, text }: Cell): NotSupported {
	const { column: number, name, secret } = column;
	return { line, recordType, column: number, name, ...(secret ? {} : { sent: shortened(text) }) };
}

/** What is wrong about a cell, with dates as import files have them: whoever corrects the file may still send it to SAP's own import. Pure. */
export function faultAt(cell: Cell, { problem, cure }: Finding): RecordFault {
	const { field } = cell.column;
	const found = { problem: withFileDates(problem), cure: withFileDates(cure) };
	return { ...placeOf(cell), ...(field ? { field } : {}), ...found };
}

const withFileDates = (sentence: string) =>
	sentence.replace(/\b(\d{4}|YYYY)-(\d\d|MM)-(\d\d|DD)\b/g, '$1$2$3');

/** A cell whose value has no place in SAP Concur's API. Pure. */
export const unsupported = (cell: Cell, reason = cell.column.notSupported): NotSupported => ({
	...placeOf(cell),
	...(reason ? { reason } : {}),
});
