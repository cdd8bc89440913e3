import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import { quoted } from '../shared/schema/fieldIssue';
import type { ItemOperation } from '../shared/form/operation';
import { simplifyField, simplified } from '../shared/form/simplify';
import { searchPage, type IdentityUser } from '../shared/concur/identitySearch';
import { attributesField } from './read/attributesField';
import { filterFields, searchFilter } from './read/searchFilter';

export const getAll: ItemOperation<{ filter?: string; limit: number }> = {
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
		...filterFields,
		simplifyField,
		attributesField,
	],

	check(itemIndex) {
		return { filter: searchFilter.call(this, itemIndex), limit: limitOf.call(this, itemIndex) };
	},

	async execute(itemIndex, { filter, limit }) {
		const attributes = this.getNodeParameter('attributes', itemIndex, []) as string[];
		const search = {
			filter,
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
			.slice(0, limit)
			.map((user) => simplified.call(this, user, itemIndex));
	},
};

/** @throws NodeOperationError for a limit that an expression made into no number */
function limitOf(this: IExecuteFunctions, itemIndex: number): number {
	if (this.getNodeParameter('returnAll', itemIndex) === true) return Infinity;
	const limit = this.getNodeParameter('limit', itemIndex);
	if (Number.isInteger(Number(limit)) && Number(limit) >= 1) return Number(limit);
	throw new NodeOperationError(
		this.getNode(),
		`The field 'Limit' is not a whole number of at least 1 (sent: ${quoted(limit)})`,
		{
			itemIndex,
			description: 'Enter how many people you want at most, e.g. 50, or turn on Return All.',
		},
	);
}
