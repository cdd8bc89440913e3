// Room mapper: from the mapper of the form, or the columns of the row, to one value for each field.
// What the values mean is read in nodes/shared/row; this room only finds them and the columns that they come from.
import type { NodeExecutionHint } from 'n8n-workflow';
import type { JsonObject } from '../../schema/attributes';
import { readColumns } from '../../row/headings';
import { panelText } from '../../run/panelText';
import type { FlatField } from '../../schema/flatFields';
import { nearest } from '../../schema/nearest';

/** Columns that a sentence names; nobody reads more. */
const mostNamed = 20;

/** `column "A"`, or `columns "A", "B", and 5 more`. */
function named(headings: string[]): string {
	const names = headings.slice(0, mostNamed).map((heading) => `"${heading}"`);
	const more = headings.length - names.length;
	const list = [...names, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
	return `${headings.length === 1 ? 'column' : 'columns'} ${list}`;
}

/** What a person should know about the columns of their row that match no field, as `notices` holds it. */
export const unusedNotices = (unused: string[]) =>
	unused.length > 0 ? [`Not used: the ${named(unused)}`] : [];

/** Of this many letters one may differ: with a third, "Surname" would be a slip of "User name". */
const lettersPerSlip = 6;

/**
 * The hint about the columns of all rows that were not used; undefined if there are none. Pure.
 * @param offered the fields of this form
 */
export function columnHint(
	rows: JsonObject[],
	offered: ReadonlySet<FlatField>,
): NodeExecutionHint | undefined {
	const read = rows.map((row) => readColumns(row, offered));
	const unused = [...new Set(read.flatMap((columns) => columns.unused))];
	const notOffered = [...new Set(read.flatMap((columns) => columns.notOffered))];
	const filled = new Set(read.flatMap(({ headings }) => Object.keys(headings)));
	const open = [...offered].filter(({ id }) => !filled.has(id));
	const names = open.flatMap(({ id, label }) => [label, id]);
	const slips = unused.slice(0, mostNamed).flatMap((heading) => {
		const name = nearest(heading, names, lettersPerSlip);
		return name === undefined ? [] : [`Did you mean "${name}" by "${heading}"?`];
	});
	const sentences = [
		unused.length > 0 ? `Not used, because no field has this name: ${named(unused)}.` : '',
		...slips,
		notOffered.length > 0
			? `Only SAP Concur Provisioning can send expense and travel data: ${named(notOffered)}.`
			: '',
	].filter(Boolean);
	if (sentences.length === 0) return undefined;
	return {
		message: panelText(sentences.join(' ')),
		type: slips.length > 0 ? 'warning' : 'info',
		location: 'outputPane',
	};
}
