import type { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { IdentityUser } from '../shared/concur/identitySearch';
import { isJsonObject } from '../shared/schema/attributes';
import { quoted } from '../shared/schema/fieldIssue';
import { itemError } from '../shared/run/nodeError';
import type { ItemOperation } from '../shared/run/operation';
import { optionsField } from '../shared/run/parameters/optionsField';
import { filterFields } from '../shared/form/filter/filterFields';
import { searchFilter } from '../shared/form/filter/searchFilter';
import { flatUser, simplifiedAll, simplifyField } from '../shared/form/simplify';
import { attributesField, attributesOf } from './read/attributesField';
import { hintAtLeftOut, requireNames } from './read/leftOut';
import { searchUpTo } from './read/searchUpTo';
import { changedFilter, requirePast, sinceOf } from './read/since';

const changedSince: INodeProperties = {
	displayName: 'Changed Since',
	name: 'changedSince',
	type: 'dateTime',
	default: '',
	description:
		'Only users whose identity has changed at this time or later, e.g. 2026-01-31T08:00:00. Without a time zone, it is a time in that of the workflow.',
};

interface Form {
	filter?: string;
	limit: number;
	since?: DateTime<true>;
}

export const getAll: ItemOperation<Form> = {
	name: 'Get Many',
	action: 'Get many users',
	description: 'Find users by conditions, or list all users',
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
		...filterFields,
		simplifyField,
		attributesField,
		optionsField([changedSince]),
	],

	check(itemIndex) {
		const filter = searchFilter.call(this, itemIndex);
		const since = sinceIn.call(this, itemIndex);
		return {
			filter: since ? changedFilter(filter, since) : filter,
			limit: limitOf.call(this, itemIndex),
			since,
		};
	},

	async execute(itemIndex, { filter, limit, since }) {
		const attributes = attributesOf.call(this, itemIndex);
		const search = {
			filter,
			attributes: attributes.length ? attributes : undefined,
			count: Math.min(limit, 1000),
		};
		const users = await searchUpTo.call(this, itemIndex, search, limit);
		if (since) requirePast.call(this, since, changedSince.displayName, itemIndex);
		requireNames.call(this, users, attributes, itemIndex);
		hintAtLeftOut.call(this, users, attributes);
		const toItem = (user: IdentityUser, isSimple: boolean) => (isSimple ? flatUser(user) : user);
		return await simplifiedAll.call(this, users, itemIndex, toItem);
	},
};

/** @throws NodeOperationError for a value that is no time: it would find all users */
function sinceIn(this: IExecuteFunctions, itemIndex: number): DateTime<true> | undefined {
	const options = this.getNodeParameter('options', itemIndex, {}) as unknown;
	if (!isJsonObject(options) || !(changedSince.name in options)) return undefined;
	return sinceOf.call(this, options[changedSince.name], changedSince.displayName, itemIndex);
}

/** @throws NodeOperationError for a limit that is not a number because of its expression */
function limitOf(this: IExecuteFunctions, itemIndex: number): number {
	if (this.getNodeParameter('returnAll', itemIndex) === true) return Infinity;
	const limit = this.getNodeParameter('limit', itemIndex) as unknown;
	const number = ['number', 'string'].includes(typeof limit) ? Number(limit) : NaN;
	if (Number.isInteger(number) && number >= 1) return number;
	const message = `The field 'Limit' must be a whole number of at least 1 (sent: ${quoted(limit)})`;
	const cure = 'Enter the maximum number of users, e.g. 50, or turn on Return All.';
	throw itemError.call(this, itemIndex, message, cure);
}
