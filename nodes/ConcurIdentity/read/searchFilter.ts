// The filter of Get Many in SAP Concur's language.
import type { IExecuteFunctions } from 'n8n-workflow';
import { itemError } from '../../shared/form/nodeError';
import { comparison, type FilterOperator } from '../../shared/concur/filter';
import { isBlank, readValue, type Reading } from '../../shared/row/readValue';
import { problemOf } from '../../shared/schema/fieldIssue';
import { parsePath, rulesAt } from '../../shared/schema/scimPath';
import { filterable } from './filterFields';

interface Condition {
	attribute: string;
	operator: FilterOperator;
	value?: string;
}

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
		if (!isBlank(filter)) return String(filter).trim();
		throw invalid(
			"The field 'Filter Expression' is empty",
			"Write a filter, or set 'Filter By' to No Filter to get all users.",
		);
	}
	const { condition: conditions = [] } = (read('conditions') ?? {}) as { condition?: Condition[] };
	if (conditions.length === 0) {
		throw invalid(
			'No condition is set',
			"Add a condition, or set 'Filter By' to No Filter to get all users.",
		);
	}
	const comparisons = conditions.map((condition) => {
		const { attribute, operator, value: sent } = condition;
		const compared = comparable(condition);
		if ('value' in compared) return comparison(attribute, operator, compared.value);
		const label = `The condition on '${nameOf(attribute)}'`;
		throw invalid(problemOf({ ...compared, label, sent }), compared.cure);
	});
	return comparisons.join(` ${String(read('match'))} `);
}

function nameOf(attribute: string): string {
	return filterable.find(({ value }) => value === attribute)?.name ?? attribute;
}

/** The value in a type that its attribute can be compared with. */
function comparable({ attribute, operator, value }: Condition): Reading {
	if (operator === 'pr') return { value: '' };
	if (isBlank(value)) {
		return {
			problem: 'has no value',
			cure: 'Enter a value, check its expression, or use the operator Has a Value.',
		};
	}
	const rules = rulesAt(parsePath(attribute));
	const reading = rules && readValue({ ...rules, multiValued: false }, value);
	// A day stays as it was written: it does not compare like its first second.
	return reading && ('problem' in reading || rules?.type === 'boolean') ? reading : { value };
}
