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
	/** The heading of the row's column that the value comes from; absent when that is not known. */
	column?: string;
	sent: unknown;
}

/** The field for attributes without a field of their own, as cures name it. */
export const jsonField = "'Additional Attributes (JSON)'";

/** Characters of what somebody else wrote that a sentence can take in and stay readable. */
const mostQuoted = 100;

/** A text for a message, cut where it is longer than anybody reads. */
export function shortened(written: string): string {
	// The byte-order mark of a file stands in its first heading, where nobody sees it.
	const text = written.replace(/^\uFEFF/, '');
	if (text.length <= mostQuoted) return text;
	// Half of an emoji is no character.
	return `${text.slice(0, mostQuoted).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** What was sent, shortened, for a message. Takes any value. */
export function quoted(sent: unknown): string {
	if (DateTime.isDateTime(sent)) return `"${sent.toISO() ?? 'invalid date'}"`;
	// JSON has no NaN.
	if (typeof sent === 'number') return String(sent);
	return shortened(typeof sent === 'string' ? `"${sent.slice(0, mostQuoted)}"` : asJson(sent));
}

/** JSON takes neither what stands too deep in itself nor a value that only a program can have. */
function asJson(sent: unknown): string {
	try {
		return JSON.stringify(sent) ?? String(sent);
	} catch {
		return `[${typeof sent}]`;
	}
}

/** Of one item; nobody reads more, and the rest is often the same mistake. */
export const mostIssues = 20;

/** Returns the label with what is wrong, e.g. 'Active (column "Aktiv") must be yes or no (sent: "maybe")'. */
export function problemOf({ label, column, problem, sent }: FieldIssue): string {
	const from = column ? ` (column "${column}")` : '';
	return `${label}${from} ${problem}${sent === undefined || sent === '' ? '' : ` (sent: ${quoted(sent)})`}`;
}

const characterNames: Record<string, string> = { "'": 'apostrophe', '`': 'grave accent' };

/** Those of the characters that a text contains, for a sentence: "' (apostrophe)"; undefined for none. */
export function namedCharacters(text: unknown, characters = ''): string | undefined {
	const found = [...characters].filter((one) => typeof text === 'string' && text.includes(one));
	const named = found.map((one) => (characterNames[one] ? `${one} (${characterNames[one]})` : one));
	return named.length > 0 ? named.join(' and ') : undefined;
}
