// Which people Get Many finds: the fields that ask for it, and the filter in Concur's language.
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { urn } from '../../shared/schema/attributes';
import { problemOf } from '../../shared/schema/fieldIssue';
import { comparison, type FilterOperator } from '../../shared/concur/filter';
import { isBlank, readValue, type Reading } from '../../shared/row/readValue';
import { parsePath, rulesAt } from '../../shared/schema/scimPath';

const { enterprise } = urn;

/** What Concur can filter by. SAP: identity-search guide, Filterable attributes. */
const filterable: INodePropertyOptions[] = [
	{ name: 'Active', value: 'active' },
	{ name: 'Address City', value: 'addresses.locality' },
	{ name: 'Address Country', value: 'addresses.country' },
	{ name: 'Address Kind', value: 'addresses.type' },
	{ name: 'Address State or Region', value: 'addresses.region' },
	{ name: 'Cost Center', value: `${enterprise}:costCenter` },
	{ name: 'Department', value: `${enterprise}:department` },
	{ name: 'Division', value: `${enterprise}:division` },
	{ name: 'Email', value: 'emails.value' },
	{ name: 'Email Kind', value: 'emails.type' },
	{ name: 'Email Verified', value: 'emails.verified' },
	{ name: 'Employee Number', value: `${enterprise}:employeeNumber` },
	{ name: 'End Date', value: `${enterprise}:terminationDate` },
	{ name: 'Entitlement', value: 'entitlements' },
	{ name: 'External ID', value: 'externalId' },
	{ name: 'First Name', value: 'name.givenName' },
	{ name: 'Last Change', value: 'meta.lastModified' },
	{ name: 'Last Name', value: 'name.familyName' },
	{ name: 'Manager Employee Number', value: `${enterprise}:manager.employeeNumber` },
	{ name: 'Manager UUID', value: `${enterprise}:manager.value` },
	{ name: 'Nickname', value: 'nickName' },
	{
		name: 'SAP Global User ID',
		value: 'urn:ietf:params:scim:schemas:extension:sap:2.0:User:userUuid',
	},
	{ name: 'Start Date', value: `${enterprise}:startDate` },
	{ name: 'Time of Creation', value: 'meta.created' },
	{ name: 'User Name', value: 'userName' },
	{ name: 'UUID', value: 'id' },
];

const operators: INodePropertyOptions[] = [
	{ name: 'After or Greater Than', value: 'gt' },
	{ name: 'Before or Less Than', value: 'lt' },
	{ name: 'Begins With', value: 'sw' },
	{ name: 'Contains', value: 'co' },
	{ name: 'Ends With', value: 'ew' },
	{ name: 'Has a Value', value: 'pr' },
	{ name: 'Is', value: 'eq' },
	{ name: 'Is Not', value: 'ne' },
	{ name: 'Not Before or at Least', value: 'ge' },
	{ name: 'Not After or at Most', value: 'le' },
];

interface Condition {
	attribute: string;
	operator: FilterOperator;
	value?: string;
}

export const filterFields: INodeProperties[] = [
	{
		displayName: 'Filter By',
		name: 'filterType',
		type: 'options',
		default: 'none',
		options: [
			{ name: 'Conditions', value: 'conditions' },
			{
				name: 'Filter Expression',
				value: 'expression',
				description: "Write the filter in SAP Concur's own language",
			},
			{ name: 'Nothing', value: 'none' },
		],
	},
	{
		displayName: 'Must Match',
		name: 'match',
		type: 'options',
		default: 'and',
		options: [
			{ name: 'All Conditions', value: 'and' },
			{ name: 'Any Condition', value: 'or' },
		],
		displayOptions: { show: { filterType: ['conditions'] } },
	},
	{
		displayName: 'Conditions',
		name: 'conditions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		placeholder: 'Add Condition',
		displayOptions: { show: { filterType: ['conditions'] } },
		options: [
			{
				displayName: 'Condition',
				name: 'condition',
				values: [
					{
						displayName: 'Attribute',
						name: 'attribute',
						type: 'options',
						default: 'userName',
						options: filterable,
					},
					{
						displayName: 'Operator',
						name: 'operator',
						type: 'options',
						default: 'eq',
						options: operators,
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description:
							"For dates use 2026-01-31 or 2026-01-31T00:00:00Z; for 'Active' true or false",
						displayOptions: { hide: { operator: ['pr'] } },
					},
				],
			},
		],
	},
	{
		displayName: 'Filter Expression',
		name: 'filter',
		type: 'string',
		default: '',
		placeholder: 'e.g. active eq true and name.familyName sw "Do"',
		displayOptions: { show: { filterType: ['expression'] } },
	},
];

/**
 * The filter of one item, or undefined for everybody.
 * @throws NodeOperationError for a filter that is asked for and empty (it would find everybody), and for a value
 * that cannot be compared with its attribute
 */
export function searchFilter(this: IExecuteFunctions, itemIndex: number): string | undefined {
	const read = (name: string) => this.getNodeParameter(name, itemIndex, undefined) as unknown;
	const refuse = (message: string, description: string) =>
		new NodeOperationError(this.getNode(), message, { itemIndex, description });
	const filterType = read('filterType');
	if (filterType === 'none') return undefined;
	if (filterType === 'expression') {
		const filter = read('filter');
		if (!isBlank(filter)) return String(filter).trim();
		throw refuse(
			"The field 'Filter Expression' is empty",
			"Write a filter, or set 'Filter By' to Nothing to get everybody.",
		);
	}
	const { condition: conditions = [] } = (read('conditions') ?? {}) as { condition?: Condition[] };
	if (conditions.length === 0) {
		throw refuse(
			'No condition is set',
			"Add a condition, or set 'Filter By' to Nothing to get everybody.",
		);
	}
	const comparisons = conditions.map((condition) => {
		const { attribute, operator, value: sent } = condition;
		const compared = comparable(condition);
		if ('value' in compared) return comparison(attribute, operator, compared.value);
		const label = `The condition on '${nameOf(attribute)}'`;
		throw refuse(problemOf({ ...compared, label, sent }), compared.cure);
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
			cure: 'Enter one, check its expression, or use the operator Has a Value.',
		};
	}
	const rules = rulesAt(parsePath(attribute));
	const reading = rules && readValue({ ...rules, multiValued: false }, value);
	// A day stays as it was written: it compares otherwise than its first second.
	return reading && ('problem' in reading || rules?.type === 'boolean') ? reading : { value };
}
