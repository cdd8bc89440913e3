import type { IExecuteFunctions } from 'n8n-workflow';
import { itemError } from '../../run/nodeError';
import { comparison, type FilterOperator } from '../../concur/filter';
import { isBlank, readValue } from '../../row/readValue';
import type { Reading } from '../../schema/reading';
import { problemOf, quoted, type Finding } from '../../schema/fieldIssue';
import { isJsonObject } from '../../schema/attributes';
import { parsePath, rulesAt } from '../../schema/scimPath';
import { filterable } from './filterFields';

interface Condition {
	attribute: string;
	operator: FilterOperator;
	value?: unknown;
}

const mustBeText: Finding = {
	problem: 'must be a text',
	cure: 'Write the filter as a text, or check its expression.',
};

/**
 * The filter of one item; undefined for all users.
 * @throws NodeOperationError for an empty filter (it would find all users), and for a value that cannot be compared with
 * its attribute
 */
export function searchFilter(this: IExecuteFunctions, itemIndex: number): string | undefined {
	const read = (name: string) => this.getNodeParameter(name, itemIndex, undefined) as unknown;
	const invalid = (message: string, cure: string) => itemError.call(this, itemIndex, message, cure);
	const filterType = read('filterType');
	if (filterType === 'none') return undefined;
	if (filterType === 'expression') {
		const filter = read('filter');
		if (typeof filter === 'string' && filter.trim() !== '') return filter.trim().normalize('NFC');
		if (!isBlank(filter)) {
			const label = "The field 'Filter Expression'";
			throw invalid(problemOf({ ...mustBeText, label, sent: filter }), mustBeText.cure);
		}
		throw invalid(
			"The field 'Filter Expression' is empty",
			"Write a filter, or set 'Filter By' to No Filter to get all users.",
		);
	}
	const conditions = conditionsIn(read('conditions'));
	if (conditions.length === 0) {
		throw invalid(
			'No condition is set',
			"Add a condition, or set 'Filter By' to No Filter to get all users.",
		);
	}
	const comparisons = conditions.map((condition) => {
		if (!isCondition(condition)) {
			throw invalid(
				`A condition has no field or no operator (sent: ${quoted(condition)})`,
				'Select both, or check their expressions.',
			);
		}
		const { attribute, operator, value: sent } = condition;
		const compared = comparable(condition, this.getTimezone());
		if ('value' in compared) return comparison(attribute, operator, compared.value);
		const label = `The condition on '${nameOf(attribute)}'`;
		throw invalid(problemOf({ ...compared, label, sent }), compared.cure);
	});
	return comparisons.join(` ${String(read('match'))} `);
}

function conditionsIn(sent: unknown): unknown[] {
	const { condition } = isJsonObject(sent) ? sent : {};
	return Array.isArray(condition) ? condition : [];
}

/** One left out would find more users, and an expression can give anything for a choice. */
function isCondition(sent: unknown): sent is Condition {
	if (!isJsonObject(sent)) return false;
	const { attribute, operator } = sent;
	return [attribute, operator].every((part) => typeof part === 'string' && /^[\w.:-]+$/.test(part));
}

function nameOf(attribute: string): string {
	return filterable.find(({ value }) => value === attribute)?.name ?? attribute;
}

/** The value in a type that its attribute can be compared with. Texts stay as they are: damaged ones can be searched, too. */
function comparable({ attribute, operator, value }: Condition, zone: string): Reading {
	if (operator === 'pr') return { value: '' };
	if (isBlank(value)) {
		return {
			problem: 'has no value',
			cure: 'Enter a value, check its expression, or use the operator Has a Value.',
		};
	}
	const { type = 'string' } = rulesAt(parsePath(attribute)) ?? {};
	if (type === 'date' || type === 'dateTime') return comparableDate(attribute, value, zone);
	if (type === 'boolean' || typeof value === 'object') return readValue({ type }, value, { zone });
	return { value };
}

/** What was written as SAP Concur takes it stays so: a day does not compare like its first second. */
function comparableDate(attribute: string, value: unknown, zone: string): Reading {
	const isWritten = typeof value === 'string' && /^\d{4}-\d\d-\d\d(?!Z|[+-])/.test(value);
	const isMoment = attribute.startsWith('meta.') || isWritten;
	const rules = isMoment ? { type: 'dateTime', format: 'ISO8601' } : { type: 'date' };
	const reading = readValue(rules, value, { zone });
	if ('value' in reading && reading.value === undefined) {
		const cure = 'Enter a date, or use the operator Has a Value.';
		return { problem: 'stands for no value', cure };
	}
	return 'problem' in reading || reading.notice || !isWritten ? reading : { value };
}
