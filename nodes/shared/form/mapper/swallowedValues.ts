// An expression that makes nothing of a filled column would leave the field out, and nobody would know.
import get from 'lodash/get';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { isFilled } from '../../row/headings';
import { isBlank } from '../../row/readValue';
import { quoted, type Finding } from '../../schema/fieldIssue';
import { canGive, columnsIn, isComputed, type NamedColumn } from './columnsInExpression';

/** What n8n makes of a date that could not be read. */
const invalidDate = /^\s*invalid date(time)?\s*$/i;

const correct = 'Correct the value in the column, or the expression.';

/**
 * What is wrong with a value that an expression has lost, or undefined. An error inside of an expression is nothing to
 * n8n, too. Deliberate is what the expression names itself: an empty text, null or undefined; and with several columns,
 * one that is empty can be the reason.
 * @param parameter the field as it stands in the form
 * @param value what n8n made of it
 */
export function swallowedValue(
	this: IExecuteFunctions,
	itemIndex: number,
	parameter: unknown,
	value: unknown,
): Finding | undefined {
	if (isInvalidDate(value)) return invalid.call(this, itemIndex, parameter);
	if (!isBlank(value) && !Number.isNaN(value)) return undefined;
	if (!isComputed(parameter) || canGive(parameter, value)) return undefined;
	const contents = columnsIn(parameter).map((column) => contentOf.call(this, itemIndex, column));
	if (contents.length === 0 || !contents.every(isFilled)) return undefined;
	const result = Number.isNaN(value) ? 'something that is not a number' : 'nothing';
	return {
		problem: `has no value: its expression turns ${contents.map(quoted).join(' and ')} into ${result}`,
		cure: `${correct} To send nothing for such a value on purpose, let the expression return ''.`,
	};
}

/** Finding of a field whose expression fails, as n8n words it. */
export function failedExpression(
	this: IExecuteFunctions,
	itemIndex: number,
	parameter: unknown,
	reason: string,
): Finding {
	const contents = columnsIn(parameter).map((column) => contentOf.call(this, itemIndex, column));
	const filled = contents.filter(isFilled).map(quoted).join(' and ');
	return {
		problem: `has no value: its expression fails${filled ? ` for ${filled}` : ''} (${reason})`,
		cure: correct,
	};
}

function isInvalidDate(value: unknown): boolean {
	if (typeof value === 'string') return invalidDate.test(value);
	if (DateTime.isDateTime(value)) return !value.isValid;
	return value instanceof Date && Number.isNaN(value.getTime());
}

function invalid(this: IExecuteFunctions, itemIndex: number, parameter: unknown): Finding {
	const contents = columnsIn(parameter)
		.map((column) => contentOf.call(this, itemIndex, column))
		.filter(isFilled);
	return {
		problem:
			contents.length > 0
				? `has no value: its expression cannot read ${contents.map(quoted).join(' and ')} as a date`
				: 'contains a date that could not be read',
		cure: correct,
	};
}

/** What a column holds in one item. */
function contentOf(this: IExecuteFunctions, itemIndex: number, column: NamedColumn): unknown {
	const json: IDataObject = this.getInputData()[itemIndex]?.json ?? {};
	if (column.isOfItem) return get(json, column.path);
	try {
		return this.evaluateExpression(`{{ ${column.text} }}`, itemIndex);
	} catch {
		// A node that did not run holds nothing.
		return undefined;
	}
}
