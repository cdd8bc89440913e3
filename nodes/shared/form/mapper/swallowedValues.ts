// An expression that makes nothing of a filled column would leave the field out, and nobody would know.
import get from 'lodash/get';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { isFilled } from '../../row/headings/cells';
import { isBlank } from '../../row/readValue';
import { checkExpression } from '../../row/damage/damagedValues';
import { quoted, type Finding } from '../../schema/fieldIssue';
import { evaluated } from '../../run/parameters/evaluated';
import {
	canGive,
	columnsIn,
	computedParts,
	isComputed,
	isUnrunExpression,
	type NamedColumn,
} from './columnsInExpression';

/** With what would be sent, where a part of it is right. */
type LossFinding = Finding & { sent?: unknown };

/** What n8n makes of a date that could not be read. */
const invalidDate = /^\s*invalid date(time)?\s*$/i;

const correct = 'Correct the value in the column, or the expression.';

/**
 * What is wrong with a value that an expression has lost, as a whole or in part, or undefined. An error inside of an
 * expression is nothing to n8n, too. Deliberate is what the expression names itself: an empty text, null or undefined; and
 * with several columns, one that is empty can be the reason.
 * @param parameter the field as it stands in the form
 * @param value what n8n made of it
 */
export function swallowedValue(
	this: IExecuteFunctions,
	itemIndex: number,
	parameter: unknown,
	value: unknown,
): LossFinding | undefined {
	if (isInvalidDate(value)) return invalid.call(this, itemIndex, parameter);
	if (isUnrunExpression(parameter)) return { ...unrun, sent: value };
	return (
		lostWhole.call(this, itemIndex, parameter, value) ??
		lostPart.call(this, itemIndex, parameter, value) ??
		madeUpPart.call(this, itemIndex, parameter, value)
	);
}

const unrun: Finding = {
	problem: 'contains an expression that n8n does not run',
	cure: 'Switch the field from Fixed to Expression.',
};

function lostWhole(
	this: IExecuteFunctions,
	itemIndex: number,
	parameter: unknown,
	value: unknown,
): Finding | undefined {
	const loss = lossOf.call(this, itemIndex, parameter, value);
	return loss === undefined
		? undefined
		: {
				problem: `has no value: its expression turns ${loss}`,
				cure: `${correct} To send nothing for such a value on purpose, let the expression return ''.`,
			};
}

/** In a longer text, an expression leaves only its own part out: "Main St" for "Main St 5". */
function lostPart(
	this: IExecuteFunctions,
	itemIndex: number,
	parameter: unknown,
	sent: unknown,
): LossFinding | undefined {
	for (const part of computedParts(parameter)) {
		const { failure, value } = evaluated.call(this, part, itemIndex);
		const loss = failure ? undefined : lossOf.call(this, itemIndex, part, value);
		if (loss === undefined) continue;
		const cure = `${correct} To leave such a part out on purpose, let the expression return ''.`;
		return { problem: `lacks a part: its expression turns ${loss}`, cure, sent };
	}
	return undefined;
}

/** What an expression makes of filled columns, such as '"n/a" into nothing'; undefined where nothing is lost. */
function lossOf(
	this: IExecuteFunctions,
	itemIndex: number,
	parameter: unknown,
	value: unknown,
): string | undefined {
	const isLost = isBlank(value) || Number.isNaN(value) || isInvalidDate(value);
	if (!isLost || !isComputed(parameter) || canGive(parameter, value)) return undefined;
	const contents = contentsOf.call(this, itemIndex, parameter);
	if (contents.length === 0 || !contents.every(isFilled)) return undefined;
	const result = Number.isNaN(value) ? 'something that is not a number' : 'nothing';
	return `${contents.map(quoted).join(' and ')} into ${result}`;
}

/** What JavaScript writes into a text for a value that is missing, or that is no text. */
const madeUp =
	/undefined|\[object Object\]|NaN|Invalid Date(?:Time)?|(?<!\p{L})null|null(?!\p{L})/u;

/** Finds such a word, unless it stands in a column or in the expression itself: then it is what somebody wrote. */
function madeUpPart(
	this: IExecuteFunctions,
	itemIndex: number,
	parameter: unknown,
	value: unknown,
): LossFinding | undefined {
	const [word] = (typeof value === 'string' && madeUp.exec(value)) || [];
	if (word === undefined || !isComputed(parameter)) return undefined;
	const contents = contentsOf.call(this, itemIndex, parameter);
	const isWritten = `${parameter} ${writtenIn(contents)}`
		.toLowerCase()
		.includes(word.toLowerCase());
	if (contents.length === 0 || isWritten) return undefined;
	const problem = `contains "${word}" in place of a missing value`;
	return { problem, cure: checkExpression, sent: value };
}

/** The texts in these values, without what stands for no value. */
const writtenIn = (contents: unknown[]) =>
	JSON.stringify(contents, (_, part: unknown) => part ?? '');

/** Finding of a field whose expression fails, as n8n words it. */
export function failedExpression(
	this: IExecuteFunctions,
	itemIndex: number,
	parameter: unknown,
	reason: string,
): Finding {
	const contents = contentsOf.call(this, itemIndex, parameter);
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
	const contents = contentsOf.call(this, itemIndex, parameter).filter(isFilled);
	return {
		problem:
			contents.length > 0
				? `has no value: its expression cannot read ${contents.map(quoted).join(' and ')} as a date`
				: 'contains a date that could not be read',
		cure: correct,
	};
}

/** What the columns that an expression names hold in one item. */
function contentsOf(this: IExecuteFunctions, itemIndex: number, parameter: unknown): unknown[] {
	return columnsIn(parameter).map((column) => contentOf.call(this, itemIndex, column));
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
