import get from 'lodash/get';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Area, Purpose } from '../../check/purpose';
import { nodeOf } from '../../concur/pause';
import { isNameOf, type CompanyLabels } from '../../row/headings/knownHeadings';
import { readColumns } from '../../row/headings/readColumns';
import { shortened, type FieldIssue } from '../../schema/fieldIssue';
import { fieldsById } from '../../schema/flatFields';
import { parameterOf } from '../userFields';
import { columnsIn, onlyColumn } from './columnsInExpression';
import { unusedNotices } from './columnSentences';
import { ownColumns, ownMeaning, type OwnColumns } from './ownColumns';
import { isAutomatic, namedField, readParameter, valuesIn } from './parameter';
import { swallowedValue } from './swallowedValues';
import { refusalError, tableOfRun } from './tableOfRun';

/** What the mapper of the form makes of one item. */
export interface MappedRow {
	/** The values by ID of the field. */
	values: IDataObject;
	/** What could not be found out or is said twice; a field with an issue is none that is missing. */
	issues: FieldIssue[];
	notices: string[];
	/** With Map Automatically, whether the table has a column for a field, be it empty. */
	hasColumn?(fieldId: string): boolean;
	/** What the row says in columns that are no fields. */
	own: OwnColumns;
	/** Values of columns whose fields only another node has, by ID of the field. */
	elsewhere: IDataObject;
	/** The column of the row that a field comes from, if it has another name than the field. */
	columnOf(fieldId: string): string | undefined;
	/**
	 * What the column of a field holds in all items, empty cells included; undefined where the field is not simply a column.
	 * The same array for all items of a run.
	 */
	valuesOf(fieldId: string): readonly unknown[] | undefined;
}

/**
 * The row's values by field ID. The parameter is read as a whole: for 'fields.value', n8n would cast the values first
 * and reject "ja", a blank cell of an options field, or a value that only this company has.
 * @param labels what the company calls its fields, by ID of the field: headings that are recognized, too
 * @throws NodeOperationError when n8n cannot read the parameter, and no single field is the reason, or when the columns of
 * all rows are not clear
 */
export function mappedRow(
	this: IExecuteFunctions,
	itemIndex: number,
	area: Area,
	purpose: Purpose,
	labels?: CompanyLabels,
): MappedRow {
	const name = parameterOf(purpose);
	const parameter = nodeOf(this).parameters[name];
	if (isAutomatic(parameter)) return rowOfColumns.call(this, itemIndex, area, purpose, labels);
	const written = valuesIn(parameter);
	const { value, issues } = readParameter.call(this, itemIndex, name, parameter, written);
	if (isAutomatic(value)) return rowOfColumns.call(this, itemIndex, area, purpose, labels);
	const values = valuesIn(value);
	const lost = Object.entries(values).flatMap(([fieldId, sent]) => {
		const finding = swallowedValue.call(this, itemIndex, written[fieldId], sent);
		return finding ? [{ ...namedField(fieldId), ...finding }] : [];
	});
	return {
		values,
		issues: [...issues, ...lost],
		notices: [],
		own: ownMeaning.call(this, itemIndex, area, purpose),
		elsewhere: {},
		columnOf(fieldId) {
			const headings = new Set(columnsIn(written[fieldId]).map(({ heading }) => heading));
			const [heading] = headings;
			return headings.size === 1 ? columnName(fieldId, heading) : undefined;
		},
		valuesOf: (fieldId) => valuesOfExpression.call(this, written[fieldId]),
	};
}

/** A heading that says more than the field's own names do. */
function columnName(fieldId: string, heading = ''): string | undefined {
	const label = fieldsById.get(fieldId)?.label ?? '';
	return isNameOf({ id: fieldId, label }, heading) ? undefined : shortened(heading);
}

/** By run and expression, what the column that it names holds in all items. */
const columns = new WeakMap<IExecuteFunctions, Map<unknown, readonly unknown[] | undefined>>();

function valuesOfExpression(
	this: IExecuteFunctions,
	parameter: unknown,
): readonly unknown[] | undefined {
	const known = columns.get(this) ?? new Map<unknown, readonly unknown[] | undefined>();
	columns.set(this, known);
	if (!known.has(parameter)) {
		const column = onlyColumn(parameter);
		const items = this.getInputData();
		known.set(parameter, column && items.map(({ json }) => get(json, column.path) as unknown));
	}
	return known.get(parameter);
}

/** Map Automatically: the columns whose headings are fields. */
function rowOfColumns(
	this: IExecuteFunctions,
	itemIndex: number,
	area: Area,
	purpose: Purpose,
	labels?: CompanyLabels,
): MappedRow {
	const own = ownColumns.call(this, itemIndex, area, purpose);
	const { table, refusal } = tableOfRun.call(this, area, labels);
	if (refusal) throw refusalError.call(this, itemIndex, refusal);
	const { values, headings, issues, unused, elsewhere } = readColumns(table, itemIndex);
	const lost = Object.entries(values).flatMap(([fieldId, sent]) => {
		const finding = swallowedValue.call(this, itemIndex, undefined, sent);
		return finding ? [{ ...namedField(fieldId), ...finding }] : [];
	});
	const filledTwice = new Set(issues.map(({ fieldId }) => fieldId));
	return {
		values: values as IDataObject,
		issues: [...issues, ...own.issues, ...lost],
		own,
		notices: unusedNotices(unused),
		hasColumn: (fieldId) => table.valuesOf(fieldId) !== undefined,
		elsewhere: elsewhere as IDataObject,
		// Who reads that two columns fill a field reads both names.
		columnOf: (fieldId) =>
			filledTwice.has(fieldId) ? undefined : columnName(fieldId, headings[fieldId] ?? fieldId),
		valuesOf: (fieldId) => table.valuesOf(fieldId),
	};
}
