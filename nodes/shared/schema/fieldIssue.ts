import { DateTime } from 'luxon';

/** What is wrong with a value, in words for the person who owns the data. */
export interface Finding {
	/** Continues the label: 'must be yes or no'. */
	problem: string;
	/** What to do, as a sentence. */
	cure: string;
}

/** A value of a user that SAP Concur would reject. */
export interface FieldIssue extends Finding {
	/** ID of the flat field; absent when only the JSON field can hold the value. */
	fieldId?: string;
	label: string;
	sent: unknown;
}

/** The field for attributes without a field of their own, as cures name it. */
export const jsonField = "'Additional Attributes (JSON)'";

/** What was sent, shortened, for a message. */
export function quoted(sent: unknown): string {
	if (DateTime.isDateTime(sent)) return `"${sent.toISO() ?? 'invalid date'}"`;
	const text = typeof sent === 'string' ? `"${sent}"` : (JSON.stringify(sent) ?? String(sent));
	return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/** Returns the label with what is wrong, e.g. 'Active must be yes or no (sent: "maybe")'. */
export function problemOf({ label, problem, sent }: FieldIssue): string {
	return `${label} ${problem}${sent === undefined || sent === '' ? '' : ` (sent: ${quoted(sent)})`}`;
}
