// How a user is chosen in each form, and how the choice becomes SAP Concur's UUID.
import isNil from 'lodash/isNil';
import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyMode,
} from 'n8n-workflow';
import { comparison } from '../concur/filter';
import { searchOnce, searchPage, textAt } from '../concur/identitySearch';
import { urgent } from '../concur/patience';
import type { Names } from '../concur/lostUsers';
import { isJsonObject, urn } from '../schema/attributes';
import { quoted, shortened } from '../schema/fieldIssue';
import { isUuid } from '../schema/uuid';
import { itemError } from '../run/nodeError';

const { enterprise } = urn;

interface SearchKey {
	label: string;
	attribute: string;
	placeholder: string;
}

const employeeNumber: SearchKey = {
	label: 'Employee Number',
	attribute: `${enterprise}:employeeNumber`,
	placeholder: 'e.g. 10023',
};

/** The ways to name a user besides the UUID, and the attribute that SAP Concur searches for each. */
const searchKeys: Record<string, SearchKey> = {
	userName: { label: 'User Name', attribute: 'userName', placeholder: 'e.g. jane.doe@example.com' },
	employeeNumber,
	email: { label: 'Email', attribute: 'emails.value', placeholder: 'e.g. jane.doe@example.com' },
	externalId: { label: 'External ID', attribute: 'externalId', placeholder: 'e.g. HR-10023' },
};

const type = 'string';
const searchModes: INodePropertyMode[] = Object.entries(searchKeys).map(
	([name, { label: displayName, placeholder }]) => ({ displayName, name, type, placeholder }),
);

export const userLocator: INodeProperties = {
	displayName: 'User',
	name: 'user',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Select a user, or enter an ID, user name, employee number, email, or external ID',
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
			hint: 'The UUID of the user in SAP Concur',
		},
		...searchModes,
	],
};

/** The parameter `user` of one item: a UUID, or what to search the user by. */
export interface ChosenUser {
	value: string;
	/** Undefined for a UUID. */
	searchKey?: Pick<SearchKey, 'label' | 'attribute'>;
	/** The user's name or number, if that is what was chosen. */
	names: Names;
}

/**
 * Reads the choice without a request.
 * @throws NodeOperationError if it is empty or not a UUID
 */
export function chosenUser(this: IExecuteFunctions, itemIndex: number): ChosenUser {
	// An expression in place of the whole locator can be anything.
	const given: unknown = this.getNodeParameter('user', itemIndex);
	const { mode, value } = isJsonObject(given) ? given : { mode: undefined, value: given };
	const cure = 'Choose a user, or check the expression in this field.';
	if (!isNil(value) && typeof value !== 'string' && typeof value !== 'number') {
		const message = `The field 'User' must be a text (sent: ${quoted(value)})`;
		throw itemError.call(this, itemIndex, message, cure);
	}
	const key = String(value ?? '').trim();
	const names = mode === 'userName' || mode === 'employeeNumber' ? { [mode]: key } : {};
	const searchKey = Object.entries(searchKeys).find(([name]) => name === mode)?.[1];
	const chosen = { value: key, searchKey, names };
	if (chosen.value === '') {
		throw itemError.call(this, itemIndex, "The field 'User' is empty", cure);
	}
	if (!chosen.searchKey && !isUuid(chosen.value)) {
		const message = `The field 'User' contains '${shortened(chosen.value)}', which is not a UUID`;
		const cure =
			'A UUID looks like 1b3f5d0c-8f0e-4f57-9c63-0d5f2f7f2a11. To find a user by name or number, choose User Name or Employee Number in this field.';
		throw itemError.call(this, itemIndex, message, cure);
	}
	return chosen;
}

/**
 * The UUID of the chosen user, searched for if the choice is not a UUID.
 * @throws NodeOperationError if no user or more than one is found
 */
export async function findUserId(
	this: IExecuteFunctions,
	{ value, searchKey }: ChosenUser,
	itemIndex: number,
): Promise<string> {
	if (!searchKey) return value.toLowerCase();
	const filter = comparison(searchKey.attribute, 'eq', value);
	const [found, another] = await searchOnce(this, filter, ['id', 'userName'], 2);
	if (found && !another) return found.id;
	// Inside a sentence only abbreviations keep their capitals.
	const noun = searchKey.label.replace(/[A-Z][a-z]+/g, (word) => word.toLowerCase());
	const by = `the ${noun} '${shortened(value)}'`;
	const [message, cure] = found
		? [`More than one user in SAP Concur has ${by}`, 'Choose the user by UUID or user name.']
		: [
				`No user in SAP Concur has ${by}`,
				"Check the value, and check that the user belongs to the credential's company.",
			];
	throw itemError.call(this, itemIndex, message, cure);
}

/** The UUID of the user chosen in the parameter `user` of one item; throws like the two functions above. */
export async function userIdOf(this: IExecuteFunctions, itemIndex: number): Promise<string> {
	return await findUserId.call(this, chosenUser.call(this, itemIndex), itemIndex);
}

/** n8n's list of users for the resource locator; SAP Concur searches while the user types. */
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
				comparison(employeeNumber.attribute, 'sw', typed),
			].join(' or ')
		: undefined;
	const attributes = ['id', 'userName', 'displayName', 'active', `${enterprise}:employeeNumber`];
	// Somebody waits for the list: two quick attempts.
	const page = await searchPage(this, { filter, attributes, count: 50, cursor }, urgent);
	const results = page.Resources.map((user) => {
		const userName = textAt(user, 'userName') ?? user.id;
		const name = textAt(user, 'displayName') ?? userName;
		return {
			name: `${name} (${userName})${user.active === false ? ', inactive' : ''}`,
			value: user.id,
			description: textAt(user, [enterprise, 'employeeNumber']),
		};
	});
	const { nextCursor } = page;
	return { results, paginationToken: typeof nextCursor === 'string' ? nextCursor : undefined };
}
