import get from 'lodash/get';
import type { IDataObject } from 'n8n-workflow';
import { missing } from '../../check/checkRequired';
import type { Holders } from '../../concur/company/findPeople';
import type { Key } from '../../concur/existing/readUsers';
import { employeeNumberOf, textAt, type IdentityUser } from '../../concur/identitySearch';
import { namesIn } from '../../person/namesIn';
import { described } from '../../run/holders';
import { isJsonObject } from '../../schema/attributes';
import { quoted, type FieldIssue } from '../../schema/fieldIssue';
import { fieldsById } from '../../schema/flatFields';
import { isSameText } from '../../schema/listEntries';
import { fieldOfKind, type MatchKind } from './matchFields';

/** Whom a row is about: a user in SAP Concur, nobody who is there, or why that has to be decided first. */
export type Meant =
	| { match: Key; user?: IdentityUser; issue?: undefined }
	| { match?: undefined; user?: undefined; issue: FieldIssue };

/** What a row says that can name a user. */
export interface RowKeys {
	/** By which it is matched; undefined where the row lacks it. */
	match?: Key;
	/** Those that SAP Concur keeps unique: whoever has one of them must be the same user. */
	unique: Key[];
	/** The user name that only a new user would get. */
	ifNew?: Key;
	/** The employee number that takes the place of the one by which the row is matched. */
	newNumber?: Key;
}

/**
 * The keys that a row says. Pure.
 * @param ifNew fields that are only for a new user
 * @param currentNumber the employee number that the person has until now, by which the row is matched then
 */
export function keysIn(
	document: IDataObject,
	matchBy: MatchKind,
	ifNew: readonly string[] = [],
	currentNumber?: string,
): RowKeys {
	const { userName, employeeNumber } = namesIn(document);
	const { externalId } = document;
	const values = { userName, employeeNumber, externalId, email: workEmailIn(document.emails) };
	const value = values[matchBy];
	const unique: Key[] = [];
	if (employeeNumber !== undefined) unique.push({ kind: 'employeeNumber', value: employeeNumber });
	const login: Key | undefined =
		userName === undefined ? undefined : { kind: 'userName', value: userName };
	const isOnlyNew = ifNew.includes('userName');
	if (login && !isOnlyNew) unique.push(login);
	if (currentNumber !== undefined) {
		const newNumber: Key = { kind: 'employeeNumber', value: employeeNumber ?? currentNumber };
		return { unique, match: { kind: 'employeeNumber', value: currentNumber }, newNumber };
	}
	return {
		unique,
		...(typeof value === 'string' ? { match: { kind: matchBy, value } } : {}),
		...(login && isOnlyNew ? { ifNew: login } : {}),
	};
}

function workEmailIn(emails: unknown): unknown {
	const entries = (Array.isArray(emails) ? (emails as unknown[]) : []).filter(isJsonObject);
	const work = entries.find(({ type }) => isSameText(type, 'work')) ?? entries[0];
	return work?.value;
}

/** What a key is called inside of a sentence. */
export const nouns: Record<Key['kind'], string> = {
	userName: 'user name',
	employeeNumber: 'employee number',
	externalId: 'external ID',
	email: 'email',
	id: 'UUID',
};

/** A key inside of a sentence, e.g. 'the employee number "10023"'. */
export const inWords = ({ kind, value }: Key) => `the ${nouns[kind]} ${quoted(value)}`;

/** What is wrong about a key of a row. */
export const issueOf = ({ kind, value }: Key, problem: string, cure: string): FieldIssue => {
	const fieldId = fieldOfKind[kind as MatchKind];
	const label = fieldsById.get(fieldId)?.label ?? fieldId;
	return { fieldId, label, sent: value, problem, cure };
};

/** People who are named in a sentence. */
const mostNamed = 3;

/**
 * Whom a row is about. A row never changes a user whom one of its keys contradicts: the data of one person would go to
 * another. Pure.
 * @param usersOf who has a key; no Error among them
 */
export function whoIsThere(
	{ match, unique, ifNew, newNumber }: RowKeys,
	matchBy: MatchKind,
	usersOf: (key: Key) => Exclude<Holders, Error>,
	document: IDataObject,
): Meant {
	if (!match) return { issue: lacking(matchBy) };
	const [holder, ...others] = usersOf(match);
	// Whoever has the new number already was renamed before.
	const user = holder ?? (newNumber && usersOf(newNumber)[0]);
	if (newNumber && !user) return { issue: nobodyToRename(match, newNumber) };
	if (others.length > 0) return { issue: severalUsers(match, usersOf(match)) };
	const claimed = [...unique, ...(user ? [] : [ifNew ?? []].flat())];
	const claims = claimed.map((key) => ({ key, holder: usersOf(key)[0] }));
	const contrary = claims.find((claim) => claim.holder && claim.holder.id !== user?.id);
	if (contrary?.holder) {
		return {
			issue: user
				? twoUsers(match, user, contrary.key, contrary.holder)
				: anotherUser(match, contrary.key, contrary.holder),
		};
	}
	const number = unique.find(({ kind }) => kind === 'employeeNumber');
	const theirs = user && employeeNumberOf(user);
	if (user && !newNumber && number && theirs && !isSameText(theirs, number.value)) {
		return { issue: otherNumber(match, user, number) };
	}
	if (user && isSomebodyElse(user, document)) return { issue: anotherPerson(match, user) };
	return { match, user };
}

/**
 * Whether all that names the person differs, so that the key is probably mistyped or was given again: user name, first and
 * last name, and work email, of which a row has to have three at least.
 */
function isSomebodyElse(user: IdentityUser, document: IDataObject): boolean {
	const own = [
		document.userName,
		get(document, 'name.givenName'),
		get(document, 'name.familyName'),
		workEmailIn(document.emails),
	];
	const theirs = [
		textAt(user, 'userName'),
		textAt(user, 'name.givenName'),
		textAt(user, 'name.familyName'),
		workEmailIn(user.emails),
	];
	const compared = own.flatMap((value, index) => {
		const other = theirs[index];
		return typeof value === 'string' && typeof other === 'string' ? [isSameText(value, other)] : [];
	});
	return compared.length >= 3 && !compared.includes(true);
}

function lacking(matchBy: MatchKind): FieldIssue {
	const label = fieldsById.get(fieldOfKind[matchBy])?.label ?? matchBy;
	const cure = 'Enter it, or choose another field in Match By.';
	return { fieldId: fieldOfKind[matchBy], label, sent: undefined, problem: missing, cure };
}

function nobodyToRename(match: Key, newNumber: Key): FieldIssue {
	const also = isSameText(match.value, newNumber.value) ? '' : `, nor ${inWords(newNumber)}`;
	return issueOf(
		match,
		`belongs to no user in SAP Concur${also}, so nobody gets a new number or user name`,
		'Correct the current employee number in the row.',
	);
}

function severalUsers(match: Key, users: IdentityUser[]): FieldIssue {
	const names = users.slice(0, mostNamed).map((user) => described(user, 'externalId'));
	const more = users.length > mostNamed ? ' and others' : '';
	return issueOf(
		match,
		`belongs to ${users.length} users in SAP Concur: ${names.join(' and ')}${more}`,
		'Match by another field, or remove the duplicates in SAP Concur.',
	);
}

function twoUsers(match: Key, user: IdentityUser, key: Key, holder: IdentityUser): FieldIssue {
	const own = described(user, match.kind);
	const other = described(holder, key.kind);
	return issueOf(
		match,
		`belongs to ${own} in SAP Concur, but ${inWords(key)} belongs to ${other}`,
		'Correct one of the two values in the row. If another row of this file gives the value up, run the file once more.',
	);
}

function anotherUser(match: Key, key: Key, holder: IdentityUser): FieldIssue {
	const noun = nouns[key.kind];
	return issueOf(
		key,
		`belongs to ${described(holder, key.kind)} in SAP Concur, who does not have ${inWords(match)}`,
		`If this is the same person, correct the ${nouns[match.kind]} in SAP Concur or in the row${holder.active === false ? ', and set Inactive People to Reactivate' : ''}. Otherwise, give the new person another ${noun}.`,
	);
}

function otherNumber(match: Key, user: IdentityUser, number: Key): FieldIssue {
	return issueOf(
		number,
		`differs from the employee number of the user with ${inWords(match)}, ${described(user, match.kind)}, so this may be another person`,
		'If this is the same person, correct the number in SAP Concur or in the row. Otherwise, give the new person another user name and email.',
	);
}

function anotherPerson(match: Key, user: IdentityUser): FieldIssue {
	return issueOf(
		match,
		`belongs to ${described(user, match.kind)} in SAP Concur, whose names and email all differ from those of this row`,
		`If this is the same person, send the new names with Update first. Otherwise, correct the ${nouns[match.kind]}.`,
	);
}
