import type { IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import type { Area } from '../../check/purpose';
import { fieldsOfHeading, type CompanyLabels } from '../../row/headings/knownHeadings';
import type { Column } from '../../row/headings/column';
import { readTable, type Table } from '../../row/headings/readTable';
import { itemError } from '../../run/nodeError';
import { understoodIn } from '../../run/understood';
import { shortened } from '../../schema/fieldIssue';
import type { FlatField } from '../../schema/flatFields';
import { offeredBy } from '../userFields';
import { clearWordIn, clearWordOf } from './clearWord';
import { columnSentences, named } from './columnSentences';

/** What all items of a run hold, read by their headings. */
export interface TableOfRun {
	table: Table;
	/** Why the run cannot be sent as a whole; undefined where each row is asked for itself. */
	refusal?: { message: string; cure: string };
}

const tables = new WeakMap<IExecuteFunctions, TableOfRun & { labels?: CompanyLabels }>();
const sets = new Map<Area, ReadonlySet<FlatField>>();

function offeredSet(area: Area): ReadonlySet<FlatField> {
	const offered = sets.get(area) ?? new Set(offeredBy(area));
	sets.set(area, offered);
	return offered;
}

/**
 * The columns of all items of a run, found once, and told to who reads the hint.
 * @param labels what the company calls its fields; a change of them reads the columns again
 */
export function tableOfRun(
	this: IExecuteFunctions,
	area: Area,
	labels?: CompanyLabels,
): TableOfRun {
	const known = tables.get(this);
	if (known && known.labels === labels) return known;
	const offered = offeredSet(area);
	const rows = this.getInputData().map(({ json }) => json);
	const word = clearWordOf.call(this);
	const table = readTable(rows, offered, labels, (row) => clearWordIn.call(this, row) ?? word);
	const { isDoubtful, ...columns } = columnSentences(table, offered);
	Object.assign(understoodIn(this), { columns, isDoubtful });
	const stops = this.getNodeParameter('unknownColumns', 0, 'ignore') === 'stop';
	const filled = table.columns.filter(({ isFilled }) => isFilled);
	const refusal = unclear(filled, labels) ?? (stops ? unknown(filled) : undefined);
	const read = { table, labels, ...(refusal ? { refusal } : {}) };
	tables.set(this, read);
	return read;
}

/** The error of each item while the run as a whole is refused. */
export function refusalError(
	this: IExecuteFunctions,
	itemIndex: number,
	{ message, cure }: NonNullable<TableOfRun['refusal']>,
): NodeOperationError {
	return itemError.call(this, itemIndex, message, cure);
}

/** A column that fits two fields: sending it as one of them would be a guess. */
function unclear(filled: Column[], labels: CompanyLabels | undefined): TableOfRun['refusal'] {
	const columns = filled.filter(({ use }) => use === 'unclear');
	if (columns.length === 0) return undefined;
	const problems = columns.map(({ heading, fields }) => {
		const count = fields.length === 2 ? 'two' : fields.length;
		return `the column "${shortened(heading)}" fits ${count} fields: ${inWords(fields, 'and')}`;
	});
	const message = problems.join('; ').replace(/^the/, 'The');
	const cures = columns.flatMap(({ heading, fields }) => {
		// Renamed to a label that means two fields itself, it would be refused again.
		const names = fields.filter(({ label }) => fieldsOfHeading(label, labels).length === 1);
		return names.length > 0
			? [`the column "${shortened(heading)}" to ${inWords(names, 'or', '"')}`]
			: [];
	});
	const cure =
		cures.length > 0
			? `Rename ${cures.join(', and ')}, or map the fields manually.`
			: 'Map the fields manually.';
	return { message, cure };
}

function inWords(fields: readonly FlatField[], word: string, mark = ''): string {
	const names = fields.map(({ label }) => `${mark}${label}${mark}`);
	const last = names.at(-1) ?? '';
	const others = names.slice(0, -1);
	if (others.length === 0) return last;
	return `${others.join(', ')}${others.length > 1 ? ',' : ''} ${word} ${last}`;
}

function unknown(filled: Column[]): TableOfRun['refusal'] {
	const headings = filled.filter(({ use }) => use === 'unknown').map(({ heading }) => heading);
	if (headings.length === 0) return undefined;
	const [verb, it] = headings.length === 1 ? ['matches', 'it'] : ['match', 'them'];
	return {
		message: `The ${named(headings)} ${verb} no field`,
		cure: `Remove ${it}, rename ${it} like a field, or set Unknown Columns to "Ignore With a Hint".`,
	};
}
