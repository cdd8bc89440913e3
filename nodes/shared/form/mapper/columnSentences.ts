import memoize from 'lodash/memoize';
import { headingsOf, isNameOf, onlyAsWritten } from '../../row/headings/knownHeadings';
import type { Column } from '../../row/headings/column';
import type { Table } from '../../row/headings/readTable';
import { damageIn } from '../../row/damage/damagedValues';
import { notUsed, type UnderstoodColumns } from '../../run/understood';
import { shortened } from '../../schema/fieldIssue';
import type { FlatField } from '../../schema/flatFields';
import { nearest } from '../../schema/nearest';

/** Columns that a sentence names; nobody reads more. */
const mostNamed = 20;

/** What all rows say about their columns, a sentence each. */
export interface ColumnSentences extends UnderstoodColumns {
	/** Whether a heading looks like a slip, or something that people miss is not sent. */
	isDoubtful: boolean;
}

/** `column "A"`, or `columns "A", "B", and 5 more`. */
export const named = (headings: string[]) =>
	`${headings.length === 1 ? 'column' : 'columns'} ${listed(
		headings.map((heading) => `"${shortened(heading)}"`),
		mostNamed,
	)}`;

function listed(texts: string[], most: number): string {
	const more = texts.length - most;
	return [...texts.slice(0, most), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

/** What a person should know about the columns of their row that fill no field, as `notices` holds it. */
export const unusedNotices = (unused: string[]) =>
	unused.length > 0 ? [`${notUsed}the ${named(unused)}`] : [];

/** Of this many letters one may differ: with a third, "Surname" would be a slip of "User name". */
const lettersPerSlip = 6;

/** Among thousands of headings of HR systems, "Country of site" is similar to "Country of birth", and short ones to anything. */
const lettersPerSlipOfSystems = 10;
const shortestProposed = 7;

/**
 * What the run made of the columns of all rows: recognized ones, in their order, and those that are not used. Pure.
 * @param offered the fields of this form
 */
export function columnSentences(table: Table, offered: ReadonlySet<FlatField>): ColumnSentences {
	const filled = table.columns.filter(({ isFilled }) => isFilled);
	const of = (use: Column['use']) =>
		filled.filter((column) => column.use === use).map(({ heading }) => heading);
	const [unknown, spare, alone] = [of('unknown'), of('spare'), of('alone')];
	const [names, types] = [of('names'), of('types')];
	const notOffered = of('notOffered');
	const slips = slipsIn(unknown, filled, offered);
	const others =
		notOffered.length > 0
			? [`Only SAP Concur Provisioning can send expense and travel data: ${named(notOffered)}.`]
			: [];
	const unknownSentences =
		unknown.length > 0 ? [`Not used, because no field has this name: ${named(unknown)}.`] : [];
	const spareSentences =
		spare.length > 0
			? [`Not used, because another column fills the same field: ${named(spare)}.`]
			: [];
	const aloneSentences =
		alone.length > 0
			? [`Not used, because a travel profile requires a travel rule class: ${named(alone)}.`]
			: [];
	const namesSentences =
		names.length > 0
			? [
					`Not used, because two people can have the same name: ${named(names)}. Use a column with employee numbers, user names, emails, or UUIDs.`,
				]
			: [];
	const typesSentences =
		types.length > 0
			? [`Not used, because kinds of employment do not say who is active: ${named(types)}.`]
			: [];
	const aboutSlips = slips.length > 0 ? [slips.join(' ')] : [];
	return {
		recognized: recognizedIn(filled),
		hint: [
			...unknownSentences,
			...aboutSlips,
			...spareSentences,
			...aloneSentences,
			...namesSentences,
			...typesSentences,
			...others,
		],
		notices: [...unusedNotices([...unknown, ...spare, ...alone, ...names, ...types]), ...others],
		isDoubtful: slips.length > 0 || names.length > 0,
	};
}

/** Columns that have another name than their field. */
const recognizedIn = (filled: Column[]) =>
	filled.flatMap(({ use, heading, fields: [field] }) =>
		use === 'field' && field && !isNameOf(field, heading)
			? [`"${shortened(heading)}" → ${field.label}`]
			: [],
	);

function slipsIn(unknown: string[], filled: Column[], offered: ReadonlySet<FlatField>): string[] {
	const taken = new Set(filled.flatMap(({ use, fields }) => (use === 'field' ? fields : [])));
	const open = [...offered].filter((field) => !taken.has(field));
	const own = open.flatMap(({ id, label }) => (onlyAsWritten.has(id) ? [label] : [label, id]));
	const ofSystems = open
		.flatMap(({ id }) => headingsOf(id))
		.filter((heading) => heading.length >= shortestProposed);
	return unknown.slice(0, mostNamed).flatMap((heading) => {
		const damage = damageIn(heading);
		if (damage) return [`"${shortened(heading)}" ${damage.problem}. ${damage.cure}`];
		const start = startOf(heading);
		const name =
			nearest(heading, own, lettersPerSlip) ??
			(heading.length >= shortestProposed
				? nearest(
						heading,
						ofSystems.filter((one) => knownStart(one) === start),
						lettersPerSlipOfSystems,
					)
				: undefined);
		return name === undefined ? [] : [`Did you mean "${name}" by "${shortened(heading)}"?`];
	});
}

/** First letter and digits: with another number, a heading means something else. */
const startOf = (heading: string) =>
	heading.slice(0, 1).toLowerCase() + heading.replace(/\P{N}/gu, '');

/** Of headings of HR systems: each heading that is not known is compared with thousands of them. */
const knownStart = memoize(startOf);
