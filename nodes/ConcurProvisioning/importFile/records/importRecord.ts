/** One record of the file. */
export interface ImportRecord {
	/** Where it begins, counted from 1. */
	line: number;
	/** As the file has it, e.g. '305'. */
	type: string;
	/** All cells as texts, the record type first: SAP's column n is `cells[n - 1]`. Columns at the end can be missing. */
	cells: readonly string[];
}

/** What is wrong in a record. */
export interface RecordFault {
	line: number;
	/** Undefined where the line does not say one. */
	recordType?: string;
	/** SAP's number of the column, from 1; undefined where the whole record is wrong. */
	column?: number;
	/** SAP's name of the column, e.g. 'Date of Birth'. */
	name?: string;
	/** ID of the flat field that the column fills. */
	field?: string;
	/** Never that of a secret. */
	sent?: string;
	problem: string;
	cure: string;
}

/** A column that has a value and no place in SAP Concur's API. */
export interface NotSupported {
	line: number;
	recordType: string;
	column: number;
	name: string;
	/** Never that of a secret. */
	sent?: string;
	/** Why, e.g. 'SAP's list of roles does not have it'. */
	reason?: string;
}

/** What record 100 says. */
export interface ImportSettings {
	/** Whether a blank cell clears its field (REPLACE) or keeps it (UPDATE). */
	blankClears: boolean;
}
