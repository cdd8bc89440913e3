import { DateTime } from 'luxon';

/** One thing about a person's data that Concur would refuse, in words for the person who owns the data. */
export interface FieldIssue {
	/** Id of the flat field; absent when only the JSON field can hold the value. */
	fieldId?: string;
	label: string;
	sent: unknown;
	/** What is wrong, continuing the label: 'is neither yes nor no'. */
	problem: string;
	/** What to do, as a sentence. */
	cure: string;
}

/** What was sent, shortened, for a message. */
export function quoted(sent: unknown): string {
	if (DateTime.isDateTime(sent)) return `"${sent.toISO() ?? 'invalid date'}"`;
	const text = typeof sent === 'string' ? `"${sent}"` : (JSON.stringify(sent) ?? String(sent));
	return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/** What is wrong, e.g. 'Active is neither yes nor no (sent: "maybe")'. */
export function problemOf({ label, problem, sent }: FieldIssue): string {
	return `${label} ${problem}${sent === undefined || sent === '' ? '' : ` (sent: ${quoted(sent)})`}`;
}

/** The same with what to do: 'Active is neither yes nor no (sent: "maybe"). Use yes or no.' */
export function describeIssue(issue: FieldIssue): string {
	return `${problemOf(issue)}. ${issue.cure}`;
}
