import isEqual from 'lodash/isEqual';
import type { JsonObject } from '../../schema/attributes';
import type { FieldIssue } from '../../schema/fieldIssue';
import type { FlatField } from '../../schema/flatFields';
import { isClearWord } from '../words/clearWord';
import { isEmploymentType } from '../words/readStatus';
import { readField } from '../readField';
import { doesSomething, isSameCell, saysSomething } from './cells';
import type { Column } from './column';
import { isSamePerson } from './peopleColumns';
import type { Table } from './readTable';

/** What the columns of one row say. */
export interface Columns {
	/** The values by ID of the field. */
	values: JsonObject;
	/** The heading of each value by ID of the field. */
	headings: Record<string, string>;
	/** Fields that two columns fill with different values. */
	issues: FieldIssue[];
	/** Headings of filled columns that are not used, although another node could not use them either. */
	unused: string[];
	/** Values of fields that only another node has. They are not sent, but a country says how a language is meant. */
	elsewhere: JsonObject;
}

/** Reads the columns of one row. Pure. @param rowIndex of the table's rows */
export function readColumns(table: Table, rowIndex: number): Columns {
	const row = table.rows[rowIndex] ?? {};
	const columns: Columns = { values: {}, headings: {}, issues: [], unused: [], elsewhere: {} };
	for (const column of table.columnsOf(rowIndex)) {
		const value = row[column.heading];
		if (column.use === 'field') take(columns, column, value, table.wordOf(row));
		else if (column.use === 'notOffered') {
			const [field] = column.fields;
			if (field) columns.elsewhere[field.id] ??= value;
		} else if (column.use !== 'own' && saysSomething(value)) columns.unused.push(column.heading);
	}
	return columns;
}

function take(
	{ values, headings, issues }: Columns,
	column: Column,
	value: unknown,
	clearWith: string | undefined,
): void {
	const { heading, fields } = column;
	const [field] = fields;
	if (!field) return;
	const { id: fieldId, valueKind } = field;
	// "Full-Time" beside "Inactive" is no second answer to who is active.
	const isLess = (cell: unknown) => valueKind === 'status' && isEmploymentType(cell);
	const earlier = headings[fieldId];
	if (earlier !== undefined && doesSomething(values[fieldId], clearWith)) {
		if (!doesSomething(value, clearWith) || column.agreesWith?.includes(earlier) || isLess(value))
			return;
		const isSame =
			(isClearWord(values[fieldId], clearWith) && isClearWord(value, clearWith)) ||
			isSameCell(values[fieldId], value) ||
			isSamePerson(column, values[fieldId], value) ||
			isReadAlike(field, values[fieldId], value);
		if (isSame) return;
		if (!isLess(values[fieldId])) issues.push(filledTwice(field, earlier, heading));
	}
	values[fieldId] = value;
	headings[fieldId] = heading;
}

function filledTwice({ id, label }: FlatField, one: string, other: string): FieldIssue {
	const problem = `is filled by two columns: "${one}" and "${other}"`;
	const cure = 'Remove one of the columns, or map the fields manually.';
	return { fieldId: id, label, sent: undefined, problem, cure };
}

/** "Country" with Germany beside "Country Code" with DE says one thing twice. */
function isReadAlike({ valueKind, rules }: FlatField, one: unknown, other: unknown): boolean {
	const [first, second] = [one, other].map((sent) =>
		readField(valueKind, rules, sent, { zone: 'utc' }),
	);
	if (!first || !second || 'problem' in first || 'problem' in second) return false;
	return first.value !== undefined && isEqual(first.value, second.value);
}
