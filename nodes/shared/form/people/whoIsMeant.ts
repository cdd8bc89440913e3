import { comparable, keysOf, type Holders } from '../../concur/company/findPeople';
import { employeeNumberOf, textAt, type IdentityUser } from '../../concur/identitySearch';
import { described } from '../../run/holders';
import type { Finding } from '../../schema/fieldIssue';

/** Somebody whom a row of this run creates. */
export interface NewPerson {
	itemIndex: number;
	userName?: string;
	employeeNumber?: string;
	/** All texts by which others can name this person. */
	keys: string[];
}

/** Whom a key means; `unknown` is a person who could not be looked up. */
export type Meant =
	{ user: IdentityUser } | { person: NewPerson } | { unknown: Error } | { finding: Finding };

const checkKey =
	'Send the employee number, user name, email, or UUID of a user in SAP Concur. Create and Create or Update also find people in other rows of the same run.';

/** People with one key; of a mailbox that all share, the first ones say enough. */
const mostCompared = 20;
const mostNamed = 3;

/**
 * Who a key means: a user in SAP Concur, otherwise somebody whom this run creates. Pure.
 * @param holders the users who have the key in SAP Concur
 * @param people those of the run who have it
 */
export function whoIsMeant(holders: Holders, people: NewPerson[]): Meant {
	const users = (Array.isArray(holders) ? holders : []).slice(0, mostCompared);
	const some = people.slice(0, mostCompared);
	const distinct = some.filter(
		(person, index) =>
			!users.some((user) => isUser(person, user)) &&
			!some.slice(0, index).some((other) => isSamePerson(person, other)),
	);
	const [user, ...otherUsers] = users;
	const [person, ...otherPeople] = distinct;
	if (user && !person && otherUsers.length === 0) return { user };
	if (person && !user && otherPeople.length === 0) return { person };
	if (user || person) {
		const names = [
			...users.map((one) => described(one, 'userName')),
			...distinct.map(({ itemIndex }) => `row ${itemIndex + 1}`),
		];
		const more = names.length > mostNamed ? ['others'] : [];
		const listed = [...names.slice(0, mostNamed), ...more].join(' and ');
		const problem = `fits more than one person: ${listed}`;
		return { finding: { problem, cure: 'Send the employee number or the UUID of the right one.' } };
	}
	if (!Array.isArray(holders)) return { unknown: holders };
	return { finding: { problem: 'names nobody in SAP Concur', cure: checkKey } };
}

/** Whether a user is the person of a row, by the two names that SAP Concur keeps unique. */
export function isUser({ userName, employeeNumber }: NewPerson, user: IdentityUser): boolean {
	return (
		isSame(userName, textAt(user, 'userName')) || isSame(employeeNumber, employeeNumberOf(user))
	);
}

/** Whether a text is a key of the user. */
export const hasKey = (user: IdentityUser, key: string) =>
	keysOf(user).some((own) => isSame(own, key));

const isSamePerson = (one: NewPerson, other: NewPerson) =>
	isSame(one.userName, other.userName) || isSame(one.employeeNumber, other.employeeNumber);

const isSame = (one?: string, other?: string) =>
	one !== undefined && other !== undefined && comparable(one) === comparable(other);
