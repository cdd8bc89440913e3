// What to do about a message of SAP Concur. The texts that are matched come from SAP's pages and from real traffic
// (v4.user-provisioning, Provision Status; SAP KBA 3587183).

import { catalog, urn } from '../schema/attributes';
import { namedCharacters } from '../schema/fieldIssue';
import { alreadyExistsText } from './failure';

const hints: Array<[RegExp, string]> = [
	[
		alreadyExistsText,
		'Another user in SAP Concur, perhaps an inactive one, already has this value. Find that user with SAP Concur Identity (Get). If it is the same person, update that user; otherwise, send another value.',
	],
	[/invalid list item/i, 'Send the code of an item as shown in SAP Concur under List Management.'],
	[
		/invalid permissions.*:Delegate:/i,
		'A delegate must be active and must have the same product, for example Expense. Choose another delegate, or correct that user first.',
	],
	[
		/invalid permissions.*:Approver:/i,
		'The user named as approver lacks the approver role for this kind of approval. Assign that role first (for example Role: Expense Approver).',
	],
	[
		/invalid permissions/i,
		'SAP Concur does not allow this value for this user. Check which roles and products the user has.',
	],
	[
		/invalid user id/i,
		'SAP Concur does not know the user that this field names. Check the employee number or UUID, and create that user first.',
	],
	[/required|missing/i, 'SAP Concur requires this field. Enter a value.'],
	[/size/i, 'The value is too long or too short for this field. Change its length.'],
	[
		/unparsable/i,
		"SAP Concur could not read a part of the data. Check dates, numbers, and 'Additional Attributes (JSON)'.",
	],
	[
		/attribute path/i,
		"SAP Concur does not have this attribute. Check its spelling in 'Additional Attributes (JSON)'.",
	],
	[/no ?target/i, 'This user does not have the entry to change yet. Send the whole entry.'],
	[/inactive/i, 'The user is inactive in SAP Concur. Reactivate the user first.'],
];

const correct = 'Correct the value of this field.';

/**
 * @param otherwise for an unknown message
 * @returns what to correct because of `message`, never empty. How it is sent again depends on what else has happened, so it
 *          is not said here. Pure.
 */
export function hintFor(message: string, otherwise = correct): string {
	return hints.find(([pattern]) => pattern.test(message))?.[1] ?? otherwise;
}

/** What to do about a user name that SAP Concur has rejected, where a disputed character can be the reason. */
export function loginCure(userName: unknown): string | undefined {
	const { disputedCharacters } = catalog[urn.core]?.userName ?? {};
	const characters = namedCharacters(userName, disputedCharacters);
	return (
		characters &&
		`SAP Concur probably does not allow ${characters} in a user name. Use another user name.`
	);
}
