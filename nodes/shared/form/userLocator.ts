// How a user is chosen in each form, and how the choice becomes SAP Concur's UUID.
import isNil from 'lodash/isNil';
import type {
	IExecuteFunctions,
	INodeProperties,
	INodePropertyMode,
	NodeOperationError,
} from 'n8n-workflow';
import { comparison } from '../concur/filter';
import type { Key } from '../concur/existing/keys';
import { searchOnce, type IdentityUser } from '../concur/identitySearch';
import type { Names } from '../concur/lostUsers';
import { nodeOf } from '../concur/pause';
import { namesIn } from '../person/namesIn';
import type { UserDocument } from '../person/userDocument';
import { isJsonObject, urn } from '../schema/attributes';
import { quoted, shortened } from '../schema/fieldIssue';
import { isUuid } from '../schema/uuid';
import { itemError, lackingError } from '../run/nodeError';
import { parameterOf, withoutN8n } from '../run/parameters/parameterOf';

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

const emptyCure = 'Choose a user, or check the expression in this field.';

/**
 * Reads the choice without a request. A plain text or number in place of the whole locator, as AI and the API of n8n write
 * it, counts as a UUID.
 * @throws NodeOperationError if it is empty or not a UUID
 */
export function chosenUser(this: IExecuteFunctions, itemIndex: number): ChosenUser {
	const given = locatorOf.call(this, itemIndex);
	const isLocator = isJsonObject(given) && ('mode' in given || 'value' in given);
	const { mode, value } = isLocator ? given : { mode: undefined, value: given };
	if (!isNil(value) && typeof value !== 'string' && typeof value !== 'number') {
		const message = `The field 'User' must be a text (sent: ${quoted(value)})`;
		throw itemError.call(this, itemIndex, message, emptyCure);
	}
	const key = String(value ?? '').trim();
	if (key === '') throw lackingError.call(this, itemIndex, "The field 'User' is empty", emptyCure);
	const searchKey = Object.entries(searchKeys).find(([name]) => name === mode)?.[1];
	if (!searchKey && !isUuid(key)) throw notUuid.call(this, itemIndex, key, isLocator);
	const names = mode === 'userName' || mode === 'employeeNumber' ? { [mode]: key } : {};
	return { value: key, searchKey, names };
}

/** The locator of one item, by n8n only where its mode or value is more than the name of a column. */
function locatorOf(this: IExecuteFunctions, itemIndex: number): unknown {
	const { user: written } = nodeOf(this).parameters;
	if (!isJsonObject(written) || !('mode' in written))
		return parameterOf.call(this, 'user', itemIndex);
	const [mode, value] = [written.mode, written.value].map((one) =>
		withoutN8n.call(this, one, itemIndex),
	);
	return mode && value
		? { mode: mode.value, value: value.value }
		: this.getNodeParameter('user', itemIndex);
}

/** What somebody may mean who gives something else than a UUID, and how a user is chosen by that. */
const meanings: Array<{ pattern: RegExp; name: string; mode: string; choice: string }> = [
	{
		pattern: /@/,
		name: 'a user name or an email',
		mode: 'userName',
		choice: 'User Name or Email',
	},
	{
		pattern: /^(?=\S*\d)[\w.-]{1,20}$/,
		name: 'an employee number',
		mode: 'employeeNumber',
		choice: 'Employee Number',
	},
];

function notUuid(
	this: IExecuteFunctions,
	itemIndex: number,
	key: string,
	isLocator: boolean,
): NodeOperationError {
	const meaning = meanings.find(({ pattern }) => pattern.test(key));
	const looks = meaning ? ` but looks like ${meaning.name}` : '';
	const message = `The field 'User' contains '${shortened(key)}', which is not a UUID${looks}`;
	const { mode = 'userName', choice = 'User Name or Employee Number' } = meaning ?? {};
	const choose = `To find a user by ${meaning?.name ?? 'name or number'}, choose ${choice} in this field.`;
	const cure = [
		meaning ? '' : 'A UUID looks like 1b3f5d0c-8f0e-4f57-9c63-0d5f2f7f2a11.',
		choose,
		isLocator
			? ''
			: `In the JSON of a workflow, this is { "__rl": true, "mode": "${mode}", "value": "..." }.`,
	];
	return itemError.call(this, itemIndex, message, cure.filter(Boolean).join(' '));
}

/**
 * The chosen user, searched for if the choice is not a UUID.
 * @returns the UUID, and the user's name and number as far as they were chosen or found
 * @throws NodeOperationError if no user or more than one is found
 */
export async function findUser(
	this: IExecuteFunctions,
	{ value, searchKey, names }: ChosenUser,
	itemIndex: number,
): Promise<{ id: string; names: Names }> {
	if (!searchKey) return { id: value.toLowerCase(), names };
	const filter = comparison(searchKey.attribute, 'eq', value);
	const attributes = ['id', 'userName', employeeNumber.attribute];
	const found = await searchOnce(this, filter, attributes, 2);
	const user = onlyUser.call(this, { value, searchKey, names }, itemIndex, found);
	return { id: user.id, names: { ...names, ...namesIn(user) } };
}

/** By what SAP Concur knows the chosen user. */
export function keyOf({ value, searchKey }: ChosenUser): Key {
	const kinds = Object.keys(searchKeys) as Array<Key['kind']>;
	const kind = kinds.find((name) => searchKeys[name]?.attribute === searchKey?.attribute);
	return { kind: kind ?? 'id', value };
}

/**
 * The chosen user among those who were found.
 * @throws NodeOperationError if there is none or more than one
 */
export function onlyUser(
	this: IExecuteFunctions,
	{ value, searchKey }: ChosenUser,
	itemIndex: number,
	[found, another]: IdentityUser[],
): IdentityUser {
	if (found && !another) return found;
	// Inside a sentence only abbreviations keep their capitals.
	const noun = (searchKey?.label ?? 'UUID').replace(/[A-Z][a-z]+/g, (word) => word.toLowerCase());
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
	return (await findUser.call(this, chosenUser.call(this, itemIndex), itemIndex)).id;
}

/**
 * What names the user of a form, to tell the forms of a run that are for the same one: the choice, and the names that the
 * document gives them. Pure.
 */
export function keysOfUser(user: ChosenUser | undefined, document: UserDocument = {}): string[] {
	const names = namesIn(document);
	const keys = Object.entries(names).map(([name, value]) => [searchKeys[name]?.attribute, value]);
	const chosen = user ? [[user.searchKey?.attribute ?? 'id', user.value]] : [];
	return [...keys, ...chosen].map(([attribute, value]) => `${attribute} ${value}`.toLowerCase());
}
