// What to do about a message of SAP Concur. The texts that are matched come from SAP's pages and from real traffic
// (v4.user-provisioning, Provision Status; SAP KBA 3587183).

import { alreadyExistsText } from './failure';

const hints: Array<[RegExp, string]> = [
	[
		alreadyExistsText,
		'Another user in SAP Concur, perhaps an inactive one, already has this value. Find that user with SAP Concur Identity (Get) and update it, or send another value.',
	],
	[
		/invalid list item/i,
		'The value is not in the list behind this field. Send the code of an item as shown in SAP Concur under List Management.',
	],
	[
		/invalid permissions/i,
		'The user named as approver lacks the approver role for this kind of approval. Assign that role first (for example Role: Expense Approver), then send this again.',
	],
	[
		/invalid user id/i,
		'SAP Concur does not know the user that this field names. Check the employee number or UUID, and create that user first.',
	],
	[/required|missing/i, 'SAP Concur requires this field. Enter a value and send it again.'],
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

const sendAgain =
	'Correct the value of this field, then send this part again with SAP Concur Provisioning (Update).';

/**
 * @param otherwise for an unknown message; by default what is right for a part of a provisioning request
 * @returns what to do about `message`, never empty. Pure.
 */
export function hintFor(message: string, otherwise = sendAgain): string {
	return hints.find(([pattern]) => pattern.test(message))?.[1] ?? otherwise;
}
