// HR exports made after the public documentation of the systems, with planted faults and odd-but-right rows, and what SAP Concur
// must hold of each good row. What is expected is said here a second time, by hand: nothing is taken from the nodes or their data.
import type { RunningSimulator } from '../../support/concur.mts';

/** A row as n8n's Extract from File gives it: empty cells are left out. */
export type Row = Record<string, string | number>;

/** Everything that SAP Concur holds of a person beyond its own defaults; managers and approvers by their employee number. */
export type Holding = Record<string, unknown>;

export interface Fault {
	/** The column that is named; where it is called like the field, or the value is missing, the label of the field. */
	column: string;
	/** What the cell holds; undefined where it is empty. */
	sent?: string;
	/** The row of the manager, who cannot be sent: corrected there, this row is right. */
	dependsOn?: number;
	/** SAP Concur Identity has no such field, so the row is good there. */
	expenseOnly?: true;
}

export interface HrExport {
	/** System, language, form of the file. */
	name: string;
	file: string;
	/** Options of Extract from File. */
	options?: { delimiter?: string; encoding?: 'latin1' };
	/** What the company has beside the simulator's defaults. */
	company?: Parameters<RunningSimulator['settings']>[0]['company'];
	/** By row; the first one is 1. */
	faults: Record<number, Fault>;
	/** A row that is no person; whatever is said about it. */
	noPerson?: number;
	/** Columns that belong to no field, in the order of the file. */
	notUsed: string[];
	/** Columns that may be used or not, because their meaning is open. */
	open?: string[];
	/** What SAP Concur must hold, from the cells of a good row. */
	expected(cell: (column: string) => string): Holding;
	/** The same for some rows, written out. */
	literal: Record<number, Holding>;
}

/** The Concur words of a table, for values as a system writes them. */
export const from = (table: Record<string, string>, value: string): string | undefined =>
	value === '' ? undefined : (table[value] ?? `"${value}" is not in the table`);

/** Rows of dates such as 31/12/2026, by the places of year, month and day. */
export const dayFrom = (text: string, order: 'dmy' | 'mdy'): string | undefined => {
	const [, first = '', second = '', year = ''] = /^(\d+)[./](\d+)[./](\d{4})$/.exec(text) ?? [];
	const [day, month] = order === 'dmy' ? [first, second] : [second, first];
	return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined;
};

/** The day of a serial of a spreadsheet. */
export const dayOfSerial = (serial: string): string | undefined =>
	/^\d{5}$/.test(serial)
		? new Date((Number(serial) - 25569) * 86_400_000).toISOString().slice(0, 10)
		: undefined;

/** The roles of somebody with or without Expense, who approves or not. */
export const rolesOf = (isUser: boolean, isApprover: boolean): string[] | undefined => {
	const roles = [...(isUser ? ['EXP_USER'] : []), ...(isApprover ? ['EXP_APPROVER'] : [])];
	return roles.length > 0 ? roles : undefined;
};
