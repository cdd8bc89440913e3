// Room filter: the fields of a form that describe which users are meant, and the filter in SAP Concur's language that they make.
// What SAP Concur takes for one comparison is in concur/filter.ts.
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { urn } from '../../schema/attributes';

const { enterprise } = urn;

/** What SAP Concur can filter by. SAP: identity-search guide, Filterable attributes. */
export const filterable: INodePropertyOptions[] = [
	{ name: 'Active', value: 'active' },
	{ name: 'Address City', value: 'addresses.locality' },
	{ name: 'Address Country', value: 'addresses.country' },
	{ name: 'Address State or Province', value: 'addresses.region' },
	{ name: 'Address Type', value: 'addresses.type' },
	{ name: 'Cost Center', value: `${enterprise}:costCenter` },
	{ name: 'Department', value: `${enterprise}:department` },
	{ name: 'Division', value: `${enterprise}:division` },
	{ name: 'Email', value: 'emails.value' },
	{ name: 'Email Type', value: 'emails.type' },
	{ name: 'Email Verified', value: 'emails.verified' },
	{ name: 'Employee Number', value: `${enterprise}:employeeNumber` },
	{ name: 'External ID', value: 'externalId' },
	{ name: 'First Name', value: 'name.givenName' },
	{ name: 'Last Change', value: 'meta.lastModified' },
	{ name: 'Last Name', value: 'name.familyName' },
	{ name: 'Manager (UUID)', value: `${enterprise}:manager.value` },
	{ name: 'Manager Employee Number', value: `${enterprise}:manager.employeeNumber` },
	{ name: 'Preferred Name', value: 'nickName' },
	{ name: 'Product', value: 'entitlements' },
	{
		name: 'SAP Global User ID',
		value: 'urn:ietf:params:scim:schemas:extension:sap:2.0:User:userUuid',
	},
	{ name: 'Start Date', value: `${enterprise}:startDate` },
	{ name: 'Termination Date', value: `${enterprise}:terminationDate` },
	{ name: 'Time of Creation', value: 'meta.created' },
	{ name: 'User Name', value: 'userName' },
	{ name: 'UUID', value: 'id' },
];

const operators: INodePropertyOptions[] = [
	{ name: 'Begins With', value: 'sw' },
	{ name: 'Contains', value: 'co' },
	{ name: 'Ends With', value: 'ew' },
	{ name: 'Has a Value', value: 'pr' },
	{ name: 'Is', value: 'eq' },
	{ name: 'Is After or Greater Than', value: 'gt' },
	{ name: 'Is Before or Less Than', value: 'lt' },
	{ name: 'Is Not', value: 'ne' },
	{ name: 'Is On or After, or at Least', value: 'ge' },
	{ name: 'Is On or Before, or at Most', value: 'le' },
];

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
				description: "Write the filter in SAP Concur's filter language",
			},
			{ name: 'No Filter', value: 'none' },
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
						displayName: 'Field',
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
							"For dates, use 2026-01-31 or 2026-01-31T00:00:00Z; for 'Active', use true or false",
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
