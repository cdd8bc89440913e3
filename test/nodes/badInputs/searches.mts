// Filters and limits of Get Many.
import { identity, type Form, type Table } from './badInput.mts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const search = ['POST /profile/identity/v4.1/Users/.search'];

const byCondition = (attribute: string, operator: string, value: string): Form => ({
	title: `Identity, Get Many: condition on ${attribute.split(':').at(-1)}`,
	node: identity,
	operation: 'getAll',
	parameters: {
		filterType: 'conditions',
		conditions: { condition: [{ attribute, operator, value: '={{ $json.value }}' }] },
	},
	good: { value },
	other: {},
	goodSends: search,
});
const byExpression: Form = {
	title: 'Identity, Get Many: filter expression',
	node: identity,
	operation: 'getAll',
	parameters: { filterType: 'expression', filter: '={{ $json.filter }}' },
	good: { filter: 'userName eq "ines.weber@example.com"' },
	other: {},
	goodSends: search,
};
const limited: Form = {
	title: 'Identity, Get Many: limit',
	node: identity,
	operation: 'getAll',
	parameters: { limit: '={{ $json.limit }}' },
	good: { limit: 1 },
	other: {},
	goodSends: search,
};

export const searches: Table[] = [
	{
		form: byCondition('emails.value', 'eq', 'ines.weber@example.com'),
		cases: [
			{
				name: 'the value is missing',
				row: { value: undefined },
				says: "The condition on 'Email' has no value",
				cure: 'Enter one, check its expression, or use the operator Has a Value.',
			},
			{
				name: 'the value is blank',
				row: { value: '  ' },
				says: 'The condition on \'Email\' has no value (sent: "  ")',
				cure: 'Enter one, check its expression, or use the operator Has a Value.',
			},
		],
	},
	{
		form: byCondition(`${enterprise}:startDate`, 'gt', '2020-01-31'),
		cases: [
			{
				name: 'the date is written the German way',
				row: { value: '31.12.2026' },
				says: 'The condition on \'Start Date\' is not a date that can be read in one way only (sent: "31.12.2026")',
				cure: 'Write year-month-day, e.g. 2026-12-31; in n8n: {{ DateTime.fromFormat(value, "dd.MM.yyyy").toISODate() }}.',
			},
		],
	},
	{
		form: byCondition('meta.lastModified', 'gt', '2020-01-31T00:00:00Z'),
		cases: [
			{
				name: 'the time is a word',
				row: { value: 'yesterday' },
				says: 'The condition on \'Last Change\' is not a date that can be read in one way only (sent: "yesterday")',
				cure: 'Write year-month-day, e.g. 2026-12-31; in n8n: {{ DateTime.fromFormat(value, "dd.MM.yyyy").toISODate() }}.',
			},
		],
	},
	{
		form: byCondition('active', 'eq', 'yes'),
		cases: [
			{
				name: 'the value is neither true nor false',
				row: { value: 'perhaps' },
				says: 'The condition on \'Active\' is neither yes nor no (sent: "perhaps")',
				cure: 'Use yes or no (or true/false, 1/0, Y/N, ja/nein).',
			},
		],
	},
	{
		form: byExpression,
		cases: [
			{
				name: 'the attribute cannot be searched',
				row: { filter: 'displayName eq "Ines"' },
				says: "SAP Concur refused this: Attribute 'displayName' cannot be used in a filter",
				cure: "Correct the filter, or set 'Filter By' to Conditions, which offers what SAP Concur can search by.",
				sends: search,
			},
			{
				name: 'the quotes are missing',
				row: { filter: 'userName eq ines' },
				says: 'SAP Concur refused this: Invalid filter: userName eq ines',
				cure: "Correct the filter, or set 'Filter By' to Conditions, which offers what SAP Concur can search by.",
				sends: search,
			},
			{
				name: 'the operator is not known',
				row: { filter: 'userName is "ines"' },
				says: 'SAP Concur refused this: Invalid filter: userName is "ines"',
				cure: "Correct the filter, or set 'Filter By' to Conditions, which offers what SAP Concur can search by.",
				sends: search,
			},
			{
				name: 'the filter is missing',
				row: { filter: undefined },
				says: "The field 'Filter Expression' is empty",
				cure: "Write a filter, or set 'Filter By' to Nothing to get everybody.",
			},
			{
				name: 'conditions are asked for and none is set',
				parameters: { filterType: 'conditions' },
				says: 'No condition is set',
				cure: "Add a condition, or set 'Filter By' to Nothing to get everybody.",
				sends: [],
			},
		],
	},
	{
		form: limited,
		cases: [
			{
				name: 'the limit is 0',
				row: { limit: 0 },
				says: "The field 'Limit' is not a whole number of at least 1 (sent: 0)",
				cure: 'Enter how many people you want at most, e.g. 50, or turn on Return All.',
			},
			{
				name: 'the limit is negative',
				row: { limit: -5 },
				says: "The field 'Limit' is not a whole number of at least 1 (sent: -5)",
				cure: 'Enter how many people you want at most, e.g. 50, or turn on Return All.',
			},
			{
				name: 'the limit is a word',
				row: { limit: 'all' },
				says: 'The field \'Limit\' is not a whole number of at least 1 (sent: "all")',
				cure: 'Enter how many people you want at most, e.g. 50, or turn on Return All.',
			},
		],
	},
];
