// Filters and limits of Get Many.
import { identity, type Form, type Table } from './badInput.mts';
import { formatAsDate, isNotDate, mustBeYesOrNo, useDate, useYesOrNo } from './valueSentences.mts';

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
				cure: 'Enter a value, check its expression, or use the operator Has a Value.',
			},
			{
				name: 'the value is blank',
				row: { value: '  ' },
				says: 'The condition on \'Email\' has no value (sent: "  ")',
				cure: 'Enter a value, check its expression, or use the operator Has a Value.',
			},
		],
	},
	{
		form: byCondition(`${enterprise}:startDate`, 'gt', '2020-01-31'),
		cases: [
			{
				name: 'day and month can be swapped',
				row: { value: '01/05/2026' },
				says: `The condition on 'Start Date' can be read as 2026-01-05 or as 2026-05-01 (sent: "01/05/2026")`,
				cure: formatAsDate,
			},
			{
				name: 'the date stands for none',
				row: { value: '0000-00-00' },
				says: `The condition on 'Start Date' stands for no value (sent: "0000-00-00")`,
				cure: 'Enter a date, or use the operator Has a Value.',
			},
		],
	},
	{
		form: byCondition('meta.lastModified', 'gt', '2020-01-31T00:00:00Z'),
		cases: [
			{
				name: 'the time is a word',
				row: { value: 'yesterday' },
				says: `The condition on 'Last Change' ${isNotDate} (sent: "yesterday")`,
				cure: useDate,
			},
		],
	},
	{
		form: byCondition('active', 'eq', 'yes'),
		cases: [
			{
				name: 'the value is neither true nor false',
				row: { value: 'perhaps' },
				says: `The condition on 'Active' ${mustBeYesOrNo} (sent: "perhaps")`,
				cure: useYesOrNo,
			},
		],
	},
	{
		form: byExpression,
		cases: [
			{
				name: 'the attribute cannot be searched',
				row: { filter: 'displayName eq "Ines"' },
				says: 'SAP Concur cannot search by Display name',
				cure: "Correct the filter, or set 'Filter By' to Conditions, which offers what SAP Concur can search by.",
				sends: search,
			},
			{
				name: 'the quotes are missing',
				row: { filter: 'userName eq ines' },
				says: 'SAP Concur could not read the filter',
				cure: "Correct the filter, or set 'Filter By' to Conditions, which offers what SAP Concur can search by.",
				sends: search,
			},
			{
				name: 'the operator is not known',
				row: { filter: 'userName is "ines"' },
				says: 'SAP Concur could not read the filter',
				cure: "Correct the filter, or set 'Filter By' to Conditions, which offers what SAP Concur can search by.",
				sends: search,
			},
			{
				name: 'the filter is missing',
				row: { filter: undefined },
				says: "The field 'Filter Expression' is empty",
				cure: "Write a filter, or set 'Filter By' to No Filter to get all users.",
			},
			{
				name: 'conditions are asked for and none is set',
				parameters: { filterType: 'conditions' },
				says: 'No condition is set',
				cure: "Add a condition, or set 'Filter By' to No Filter to get all users.",
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
				says: "The field 'Limit' must be a whole number of at least 1 (sent: 0)",
				cure: 'Enter the maximum number of users, e.g. 50, or turn on Return All.',
			},
			{
				name: 'the limit is negative',
				row: { limit: -5 },
				says: "The field 'Limit' must be a whole number of at least 1 (sent: -5)",
				cure: 'Enter the maximum number of users, e.g. 50, or turn on Return All.',
			},
			{
				name: 'the limit is a word',
				row: { limit: 'all' },
				says: 'The field \'Limit\' must be a whole number of at least 1 (sent: "all")',
				cure: 'Enter the maximum number of users, e.g. 50, or turn on Return All.',
			},
		],
	},
];
