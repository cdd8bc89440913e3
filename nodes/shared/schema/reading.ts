import { quoted, type FieldIssue, type Finding } from './fieldIssue';

/**
 * A value as SAP Concur takes it, with what the person should know about how it was read (continues "Label: "). Undefined
 * is a value that stands for none, such as 0000-00-00: it is not sent.
 */
export type Reading = { value: unknown; notice?: string } | Finding;

/** What a value stands beside, because a value alone can mean two things. */
export interface Beside {
	/** The workflow's time zone (IANA), by which a moment is a day. */
	zone: string;
	/** The field's values in all rows, blank ones included; undefined where they are not known. */
	column?: readonly unknown[];
	/** The country of the person in the same row, such as DE. */
	country?: string;
	/** The locale or language of the person in the same row, such as de-DE or de. */
	language?: string;
}

/** What reading one row needs and finds. */
export interface RowReading {
	/** What all values of the row stand beside. */
	beside: Beside;
	issues: FieldIssue[];
	/** '<Label>: <notice>' of each value that was not taken as it stands. */
	notices: string[];
}

/** The reading of a text, with a notice where it is not what was written. */
export const readAs = (written: string, value: string): { value: string; notice?: string } =>
	value === written ? { value } : { value, notice: `${quoted(written)} was read as ${value}` };
