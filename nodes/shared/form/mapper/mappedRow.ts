import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Area, Purpose } from '../../check/purpose';
import { headingKey, readColumns } from '../../row/headings';
import { evaluated } from '../../run/evaluated';
import { asNodeError } from '../../run/nodeError';
import { isJsonObject, type JsonObject } from '../../schema/attributes';
import { shortened, type FieldIssue } from '../../schema/fieldIssue';
import { fieldsById, type FlatField } from '../../schema/flatFields';
import { offeredBy, parameterOf } from '../userFields';
import { columnHint, unusedNotices } from './columnHint';
import { columnsIn } from './columnsInExpression';
import { failedExpression, swallowedValue } from './swallowedValues';

/** What the mapper of the form makes of one item. */
export interface MappedRow {
	/** The values by ID of the field. */
	values: IDataObject;
	/** What could not be found out or is said twice; a field with an issue is none that is missing. */
	issues: FieldIssue[];
	notices: string[];
	/** The column of the row that a field comes from, if it has another name than the field. */
	columnOf(fieldId: string): string | undefined;
}

/**
 * The row's values by field ID. The parameter is read as a whole: for 'fields.value', n8n would cast the values first
 * and reject "ja", a blank cell of an options field, or a value that only this company has.
 * @throws NodeOperationError when n8n cannot read the parameter, and no single field is the reason
 */
export function mappedRow(
	this: IExecuteFunctions,
	itemIndex: number,
	area: Area,
	purpose: Purpose,
): MappedRow {
	const name = parameterOf(purpose);
	const written = valuesIn(this.getNode().parameters[name]);
	const { value, issues } = readParameter.call(this, itemIndex, name, written);
	if (isJsonObject(value) && value.mappingMode === 'autoMapInputData') {
		return rowOfColumns.call(this, itemIndex, offeredSet(area));
	}
	const values = valuesIn(value);
	const lost = Object.entries(values).flatMap(([fieldId, sent]) => {
		const finding = swallowedValue.call(this, itemIndex, written[fieldId], sent);
		return finding ? [{ ...named(fieldId), ...finding }] : [];
	});
	return {
		values,
		issues: [...issues, ...lost],
		notices: [],
		columnOf(fieldId) {
			const headings = new Set(columnsIn(written[fieldId]).map(({ heading }) => heading));
			const [heading] = headings;
			return headings.size === 1 ? columnName(fieldId, heading) : undefined;
		},
	};
}

/** AI and the API of n8n write the values without what n8n's mapper puts around them. */
function valuesIn(parameter: unknown): IDataObject {
	if (!isJsonObject(parameter)) return {};
	const isMapper = 'mappingMode' in parameter || 'value' in parameter;
	const values = isMapper ? parameter.value : parameter;
	return isJsonObject(values) ? ({ ...values } as IDataObject) : {};
}

/** One expression that fails makes n8n fail for all fields, so each is evaluated alone then. */
function readParameter(
	this: IExecuteFunctions,
	itemIndex: number,
	name: string,
	written: IDataObject,
): { value: unknown; issues: FieldIssue[] } {
	try {
		return { value: this.getNodeParameter(name, itemIndex, null), issues: [] };
	} catch (caught) {
		const issues: FieldIssue[] = [];
		const value: JsonObject = {};
		for (const [fieldId, parameter] of Object.entries(written)) {
			const result = evaluated.call(this, parameter, itemIndex);
			if (!result.failure) {
				value[fieldId] = result.value;
				continue;
			}
			const reason = shortened(result.failure.message);
			const finding = failedExpression.call(this, itemIndex, parameter, reason);
			issues.push({ ...named(fieldId), ...finding });
		}
		if (issues.length === 0) throw asNodeError.call(this, caught);
		return { value: { value }, issues };
	}
}

const named = (fieldId: string) => ({
	fieldId,
	label: fieldsById.get(fieldId)?.label ?? shortened(fieldId),
	sent: undefined,
});

/** A heading that says more than the field's own names do. */
function columnName(fieldId: string, heading = ''): string | undefined {
	const names = [fieldId, fieldsById.get(fieldId)?.label ?? ''].map(headingKey);
	return names.includes(headingKey(heading)) ? undefined : shortened(heading);
}

const sets = new Map<Area, ReadonlySet<FlatField>>();

function offeredSet(area: Area): ReadonlySet<FlatField> {
	const offered = sets.get(area) ?? new Set(offeredBy(area));
	sets.set(area, offered);
	return offered;
}

/** Runs whose rows are known to the hint. */
const hinted = new WeakSet<IExecuteFunctions>();

/** Map Automatically: the columns whose headings are fields. */
function rowOfColumns(
	this: IExecuteFunctions,
	itemIndex: number,
	offered: ReadonlySet<FlatField>,
): MappedRow {
	const items = this.getInputData();
	if (!hinted.has(this)) {
		hinted.add(this);
		const hint = columnHint(
			items.map(({ json }) => json),
			offered,
		);
		if (hint) this.addExecutionHints?.(hint);
	}
	const columns = readColumns(items[itemIndex]?.json ?? {}, offered);
	const { values, headings, issues, unused } = columns;
	const lost = Object.entries(values).flatMap(([fieldId, sent]) => {
		const finding = swallowedValue.call(this, itemIndex, undefined, sent);
		return finding ? [{ ...named(fieldId), ...finding }] : [];
	});
	return {
		values: values as IDataObject,
		issues: [...issues, ...lost],
		notices: unusedNotices(unused),
		columnOf: (fieldId) => columnName(fieldId, headings[fieldId] ?? fieldId),
	};
}
