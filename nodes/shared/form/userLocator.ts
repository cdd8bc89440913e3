// How a person is chosen in every form, and how the choice becomes Concur's UUID.
import { NodeOperationError } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeParameterResourceLocator,
	INodeProperties,
	INodePropertyMode,
} from 'n8n-workflow';
import { comparison } from '../concur/filter';
import { searchOnce, searchPage } from '../concur/identitySearch';
import { urn } from '../schema/attributes';
import { isUuid } from '../schema/uuid';

const { enterprise } = urn;

/** The ways to name a person besides the UUID, and the attribute that Concur searches for each. */
const lookups: Record<string, { label: string; attribute: string; placeholder: string }> = {
	userName: { label: 'User Name', attribute: 'userName', placeholder: 'e.g. jane.doe@example.com' },
	employeeNumber: {
		label: 'Employee Number',
		attribute: `${enterprise}:employeeNumber`,
		placeholder: 'e.g. 10023',
	},
	email: { label: 'Email', attribute: 'emails.value', placeholder: 'e.g. jane.doe@example.com' },
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

/** What the parameter `user` of one item says: a UUID, or what to look the person up by. */
export interface ChosenUser {
	value: string;
	/** Undefined for a UUID. */
	lookup?: { label: string; attribute: string };
}

/**
 * Reads the choice without asking Concur.
 * @throws NodeOperationError when it is empty or no UUID
 */
export function chosenUser(this: IExecuteFunctions, itemIndex: number): ChosenUser {
	const { mode, value } = this.getNodeParameter('user', itemIndex) as INodeParameterResourceLocator;
	const chosen = { value: String(value ?? '').trim(), lookup: lookups[mode] };
	const refuse = (message: string, description: string) =>
		new NodeOperationError(this.getNode(), message, { itemIndex, description });
	if (chosen.value === '') {
		throw refuse(
			"The field 'User' is empty",
			'Choose a person, or check the expression in this field.',
		);
	}
	if (!chosen.lookup && !isUuid(chosen.value)) {
		throw refuse(
			`The field 'User' holds '${chosen.value}', which is not a Concur UUID`,
			'A UUID looks like 1b3f5d0c-8f0e-4f57-9c63-0d5f2f7f2a11. To find a person by name or number, choose User Name or Employee Number in this field.',
		);
	}
	return chosen;
}

/**
 * The UUID of a chosen person, looked up where the choice is none.
 * @throws NodeOperationError when nobody or more than one person is found
 */
export async function findUserId(
	this: IExecuteFunctions,
	{ value, lookup }: ChosenUser,
	itemIndex: number,
): Promise<string> {
	if (!lookup) return value.toLowerCase();
	const filter = comparison(lookup.attribute, 'eq', value);
	const found = await searchOnce.call(this, filter, ['id', 'userName'], 2);
	if (found.length === 1) return found[0].id;
	const by = `the ${lookup.label.toLowerCase()} '${value}'`;
	throw found.length === 0
		? new NodeOperationError(this.getNode(), `No person with ${by} was found in SAP Concur`, {
				itemIndex,
				description: "Check the value, and that the person belongs to the credential's company.",
			})
		: new NodeOperationError(this.getNode(), `More than one person has ${by} in SAP Concur`, {
				itemIndex,
				description: 'Choose the person by UUID or user name.',
			});
}

/** The UUID of the person chosen in the parameter `user` of one item; throws as the two functions above. */
export async function userIdOf(this: IExecuteFunctions, itemIndex: number): Promise<string> {
	return await findUserId.call(this, chosenUser.call(this, itemIndex), itemIndex);
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
