// What SAP Concur leaves out of all users, without a word, when the app lacks a scope. SAP: v4.scope-mapping.
import isNil from 'lodash/isNil';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { IdentityUser } from '../../shared/concur/identitySearch';
import { itemError } from '../../shared/run/nodeError';
import { urn } from '../../shared/schema/attributes';

interface Part {
	/** As a person calls it. */
	name: string;
	scope: string;
	/** Each user in SAP Concur has at least one of them. */
	attributes: string[];
}

const names: Part = {
	name: 'names',
	scope: 'identity.user.core.read',
	attributes: ['active', 'displayName', 'name'],
};

const otherParts: Part[] = [
	{ name: 'emails', scope: 'identity.user.coresensitive.read', attributes: ['emails'] },
	{
		name: 'employee numbers and the rest of Company and Employment',
		scope: 'identity.user.enterprise.read',
		attributes: [urn.enterprise],
	},
];

/**
 * @param asked the attributes that were asked for, none for SAP Concur's own choice
 * @throws NodeOperationError if names were asked for and no user has one
 */
export function requireNames(
	this: IExecuteFunctions,
	users: IdentityUser[],
	asked: string[],
	itemIndex: number,
): void {
	if (!isLeftOut(names, users, asked)) return;
	const message = 'SAP Concur returned users without names';
	const cure = `The app in the credential needs the scope ${names.scope}. Add the scope to the app in SAP Concur, then save the credential again to get a new token. To get users without names, select only User Name in 'Attributes'.`;
	throw itemError.call(this, itemIndex, message, cure);
}

/** Runs that have said it: it is true for all items of a run. */
const told = new WeakSet<IExecuteFunctions>();

/** Tells the person what else no user has; an app may lack these scopes on purpose. */
export function hintAtLeftOut(
	this: IExecuteFunctions,
	users: IdentityUser[],
	asked: string[],
): void {
	const leftOut = otherParts.filter((part) => isLeftOut(part, users, asked));
	if (leftOut.length === 0 || told.has(this)) return;
	told.add(this);
	const parts = leftOut.map(({ name }) => name).join(' and ');
	const scopes = leftOut.map(({ scope }) => scope).join(' and ');
	const message = `SAP Concur returned no ${parts}. If you miss them, add ${scopes} to the scopes of the app in SAP Concur, then save the credential again to get a new token.`;
	this.addExecutionHints?.({ message, location: 'outputPane', type: 'warning' });
}

function isLeftOut({ attributes }: Part, users: IdentityUser[], asked: string[]): boolean {
	const isAsked = asked.length === 0 || asked.some((name) => attributes.includes(name));
	return (
		isAsked &&
		users.length > 0 &&
		users.every((user) => attributes.every((name) => isNil(user[name])))
	);
}
