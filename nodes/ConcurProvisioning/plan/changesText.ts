// Room plan: what a run would do, person by person, and whether it can still be done as it was planned.
// How rows become what is sent is the same as for Create or Update: form/existing and submit/.
import type { IDataObject } from 'n8n-workflow';
import { quoted } from '../../shared/schema/fieldIssue';

/** Changes that a sentence can name and stay readable. */
const mostNamed = 3;

/**
 * What changes, in one sentence, e.g. 'Department: "Sales" becomes "Support"; and 2 more'. Pure.
 * @param textOf one change in words
 */
export function changesText(changes: IDataObject[], textOf = changeText): string {
	const named = changes.slice(0, mostNamed).map((change) => textOf(change));
	const more = changes.length - named.length;
	return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function changeText({ label, from, to }: IDataObject): string {
	// What the credential cannot read is cleared without being known.
	if (isNone(to)) {
		return isNone(from)
			? `${String(label)} is cleared`
			: `${String(label)}: ${shown(from)} is cleared`;
	}
	if (isNone(from)) return `${String(label)}: ${shown(to)} is set`;
	return `${String(label)}: ${shown(from)} becomes ${shown(to)}`;
}

/** A value inside of a sentence. */
export function shown(value: unknown): string {
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	return quoted(Array.isArray(value) ? value.map(String).join(', ') : value);
}

export const isNone = (value: unknown) => value === null || value === undefined || value === '';
