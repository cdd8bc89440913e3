import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { comparison, type FilterOperator } from '../shared/filter';
import type { ItemOperation } from '../shared/operation';
import { simplifyField, simplified } from '../shared/simplify';
import { searchPage, type IdentityUser } from '../shared/user';
import { attributesField } from './attributes';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

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
	{ name: 'E-Mail', value: 'emails.value' },
	{ name: 'E-Mail Kind', value: 'emails.type' },
	{ name: 'E-Mail Verified', value: 'emails.verified' },
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

export const getAll: ItemOperation = {
	name: 'Get Many',
	action: 'Get many users',
	description: 'Find people by what is known of them, or list everybody',
	fields: [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { returnAll: [false] } },
		},
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
		simplifyField,
		attributesField,
	],

	async execute(itemIndex) {
		const returnAll = this.getNodeParameter('returnAll', itemIndex) as boolean;
		const limit = returnAll ? Infinity : (this.getNodeParameter('limit', itemIndex) as number);
		const attributes = this.getNodeParameter('attributes', itemIndex, []) as string[];
		const search = {
			filter: filterOf((name) => this.getNodeParameter(name, itemIndex, undefined)),
			attributes: attributes.length ? attributes : undefined,
			count: Math.min(limit, 1000),
		};
		const users = new Map<string, IdentityUser>();
		const cursors = new Set<string>();
		let cursor: string | undefined;
		do {
			const page = await searchPage.call(this, { ...search, cursor });
			// Users may move between pages while others are created: by id, each counts once.
			for (const user of page.Resources ?? []) users.set(user.id, user);
			cursor = page.nextCursor;
			if (cursor && cursors.has(cursor)) {
				throw new NodeOperationError(this.getNode(), 'SAP Concur answered the same page twice', {
					itemIndex,
					description: 'Run this again, or narrow the filter.',
				});
			}
			if (cursor) cursors.add(cursor);
		} while (cursor && users.size < limit);
		return [...users.values()]
			.slice(0, Math.min(limit, users.size))
			.map((user) => simplified.call(this, user, itemIndex));
	},
};

/** The filter in Concur's language, or undefined for everybody. `read` answers a parameter's value. */
function filterOf(read: (name: string) => unknown): string | undefined {
	if (read('filterType') === 'expression') return String(read('filter') ?? '').trim() || undefined;
	if (read('filterType') !== 'conditions') return undefined;
	const { condition = [] } = (read('conditions') ?? {}) as IDataObject & {
		condition?: Condition[];
	};
	const parts = condition.map(({ attribute, operator, value }) =>
		comparison(attribute, operator, value ?? ''),
	);
	return parts.join(` ${String(read('match'))} `) || undefined;
}
