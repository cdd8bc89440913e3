// How a person is chosen in every form, and how the choice becomes Concur's UUID.
import { NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeParameterResourceLocator,
	INodeProperties,
	INodePropertyMode,
} from 'n8n-workflow';
import { comparison } from './filter';
import { concurRequest } from './transport';

export interface IdentityUser extends IDataObject {
	id: string;
	userName?: string;
	active?: boolean;
	displayName?: string;
	meta?: { created?: string };
}

export interface UserList {
	Resources?: IdentityUser[];
	totalResults?: number;
	nextCursor?: string;
}

export const identityPath = '/profile/identity/v4.1/Users';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const uuidPattern = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';
const uuid = new RegExp(`^${uuidPattern}$`);

/** The ways to name a person besides the UUID, and the attribute that Concur searches for each. */
const lookups: Record<string, { label: string; attribute: string; placeholder: string }> = {
	userName: { label: 'User Name', attribute: 'userName', placeholder: 'e.g. jane.doe@example.com' },
	employeeNumber: {
		label: 'Employee Number',
		attribute: `${enterprise}:employeeNumber`,
		placeholder: 'e.g. 10023',
	},
	email: { label: 'E-Mail', attribute: 'emails.value', placeholder: 'e.g. jane.doe@example.com' },
	externalId: { label: 'External ID', attribute: 'externalId', placeholder: 'e.g. HR-10023' },
};

const type = 'string';
const searchModes: INodePropertyMode[] = Object.entries(lookups).map(
	([name, { label: displayName, placeholder }]) => ({ displayName, name, type, placeholder }),
);

export const userLocator: INodeProperties = {
	displayName: 'User',
	name: 'user',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The person in SAP Concur',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a user...',
			typeOptions: { searchListMethod: 'searchUsers', searchable: true },
		},
		{
			displayName: 'UUID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1b3f5d0c-8f0e-4f57-9c63-0d5f2f7f2a11',
			hint: 'The ID that SAP Concur gave the person',
		},
		...searchModes,
	],
};

/**
 * The UUID of the person chosen in the parameter `user` of one item.
 * @throws NodeOperationError when the choice is empty, no UUID, unknown or not unique
 */
export async function userIdOf(this: IExecuteFunctions, itemIndex: number): Promise<string> {
	const { mode, value } = this.getNodeParameter('user', itemIndex) as INodeParameterResourceLocator;
	const wanted = String(value ?? '').trim();
	const refuse = (message: string, description: string) =>
		new NodeOperationError(this.getNode(), message, { itemIndex, description });
	if (wanted === '') {
		throw refuse(
			"The field 'User' is empty",
			'Choose a person, or check the expression in this field.',
		);
	}
	const lookup = lookups[mode];
	if (!lookup) {
		if (uuid.test(wanted)) return wanted.toLowerCase();
		throw refuse(
			`The field 'User' holds '${wanted}', which is not a Concur UUID`,
			'A UUID looks like 1b3f5d0c-8f0e-4f57-9c63-0d5f2f7f2a11. To find a person by name or number, choose By User Name or Employee Number in this field.',
		);
	}
	const found = await searchOnce.call(
		this,
		comparison(lookup.attribute, 'eq', wanted),
		['id', 'userName'],
		2,
	);
	if (found.length === 1) return found[0].id;
	throw found.length === 0
		? refuse(
				`No person with the ${lookup.label.toLowerCase()} '${wanted}' was found in SAP Concur`,
				"Check the value, and that the person belongs to the credential's company.",
			)
		: refuse(
				`More than one person has the ${lookup.label.toLowerCase()} '${wanted}' in SAP Concur`,
				'Choose the person by UUID or user name.',
			);
}

/** The first page of a search, at most `count` users (1-1000). SAP: v4.1.identity, Search. */
export async function searchOnce(
	this: IExecuteFunctions | ILoadOptionsFunctions,
	filter: string,
	attributes: string[],
	count: number,
): Promise<IdentityUser[]> {
	return (await searchPage.call(this, { filter, attributes, count })).Resources ?? [];
}

/** One page of a search; `cursor` is the last page's nextCursor, sent with the whole body again. */
export async function searchPage(
	this: IExecuteFunctions | ILoadOptionsFunctions,
	search: { filter?: string; attributes?: string[]; count: number; cursor?: string },
): Promise<UserList> {
	const { body } = await concurRequest(this, {
		method: 'POST',
		path: `${identityPath}/.search`,
		body: { schemas: ['urn:ietf:params:scim:api:messages:concur:2.0:SearchRequest'], ...search },
	});
	return body as UserList;
}

/**
 * A user of this name that did not exist before `sentAt`: what a create request made whose answer was lost.
 * Half a minute is granted, because Concur's clock is not ours.
 */
export async function findCreated(
	this: IExecuteFunctions,
	userName: string,
	sentAt: Date,
): Promise<IdentityUser | undefined> {
	const [user] = await searchOnce.call(
		this,
		comparison('userName', 'eq', userName),
		['id', 'userName', 'meta'],
		1,
	);
	const created = Date.parse(user?.meta?.created ?? '');
	return created >= sentAt.getTime() - 30_000 ? user : undefined;
}

/** `{}` once nobody has this UUID any more: what a delete request did whose answer was lost. */
export async function findDeleted(
	this: IExecuteFunctions,
	userId: string,
): Promise<Record<string, never> | undefined> {
	const found = await searchOnce.call(this, comparison('id', 'eq', userId), ['id'], 1);
	return found.length ? undefined : {};
}

/** n8n's list of people for the resource locator, searched by the server as the user types. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	typed?: string,
	cursor?: string,
): Promise<INodeListSearchResult> {
	const filter = typed
		? [
				comparison('userName', 'sw', typed),
				comparison('name.familyName', 'sw', typed),
				comparison('name.givenName', 'sw', typed),
				comparison(lookups.employeeNumber.attribute, 'sw', typed),
			].join(' or ')
		: undefined;
	const attributes = ['id', 'userName', 'displayName', 'active', `${enterprise}:employeeNumber`];
	const page = await searchPage.call(this, { filter, attributes, count: 50, cursor });
	const results = (page.Resources ?? []).map((user) => ({
		name: `${user.displayName ?? user.userName} (${user.userName})${user.active === false ? ', inactive' : ''}`,
		value: user.id,
		description: (user[enterprise] as { employeeNumber?: string } | undefined)?.employeeNumber,
	}));
	return { results, paginationToken: page.nextCursor };
}
