import uniqBy from 'lodash/uniqBy';
import { isJsonObject } from '../../schema/attributes';
import { isUuid } from '../../schema/uuid';
import { comparison } from '../filter';
import { employeeNumberOf, employeeNumberPath, textAt, type IdentityUser } from '../identitySearch';

export type Kind = 'userName' | 'employeeNumber' | 'externalId' | 'email' | 'id';

/** By what a user is named. */
export interface Key {
	kind: Kind;
	value: string;
}

/** A text that is looked for, and what it can be. */
export interface Wanted {
	value: string;
	kinds: Kind[];
}

/** Who has a key: nobody, one user or several; or why that cannot be known. */
export type Holders = IdentityUser[] | Error;

/** The form in which keys are the same: letter case and the way of writing an accent make no other person. */
export const comparable = (key: string) => key.normalize('NFC').toLowerCase();

const paths: Record<Kind, string> = {
	userName: 'userName',
	employeeNumber: employeeNumberPath,
	externalId: 'externalId',
	email: 'emails.value',
	id: 'id',
};

/** SAP: v4.1.identity; others can belong to several users. */
const unique: Kind[] = ['id', 'userName', 'employeeNumber'];

/** Whether at most one user has it. */
export const isUnique = ({ kinds }: Wanted) => kinds.every((kind) => unique.includes(kind));

/** What a text about another person can be: with @ a user name or email, otherwise an employee number. */
export function anyKind(value: string): Wanted {
	if (isUuid(value)) return { value, kinds: ['id'] };
	return { value, kinds: value.includes('@') ? ['userName', 'email'] : ['employeeNumber'] };
}

/** The same for all spellings of a key. */
export const nameOf = ({ kinds, value }: Wanted) => `${kinds.join()} ${comparable(value)}`;

/**
 * Each once, as it is spelled first: whether SAP Concur minds the letter case of a number is not documented. Nobody has an
 * empty key.
 */
export const distinct = (wanted: Wanted[]): Wanted[] =>
	uniqBy(
		wanted.filter(({ value }) => value !== ''),
		nameOf,
	);

/** The condition of a filter for those who have it. */
export const conditionFor = ({ value, kinds }: Wanted): string =>
	kinds.map((kind) => comparison(paths[kind], 'eq', value)).join(' or ');

/** The condition for those who have any key of a kind. */
export const presenceOf = (kind: Kind): string => comparison(paths[kind], 'pr', '');

/** The keys of one kind that a user has; undefined where the response shows none. */
export function valuesOf(user: IdentityUser, kind: Kind): string[] | undefined {
	if (kind === 'email') return emailsOf(user);
	const value = kind === 'employeeNumber' ? employeeNumberOf(user) : textAt(user, kind);
	return value === undefined ? undefined : [value];
}

function emailsOf({ emails }: IdentityUser): string[] | undefined {
	if (!Array.isArray(emails)) return undefined;
	return (emails as unknown[]).flatMap((email) =>
		isJsonObject(email) && typeof email.value === 'string' ? [email.value] : [],
	);
}

/** Whether all have a user name, or none because of a missing scope; otherwise a part of the response was lost. */
export function areNamed(users: IdentityUser[]): boolean {
	const named = users.filter((user) => valuesOf(user, 'userName'));
	return named.length === 0 || named.length === users.length;
}

/** All texts by which others can name a user. */
export const keysOf = (user: IdentityUser): string[] =>
	(['id', 'userName', 'employeeNumber', 'email'] as const)
		.flatMap((kind) => valuesOf(user, kind) ?? [])
		.filter((key) => key !== '');
