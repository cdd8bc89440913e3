// What a person can do about a message of Concur's. The texts that are matched were seen in SAP's pages and
// in real traffic (v4.user-provisioning, Provision Status; SAP KBA 3587183).

const hints: Array<[RegExp, string]> = [
	[
		/already exists/i,
		'Somebody in Concur has this value already, perhaps an inactive user. Look the person up with SAP Concur Identity (Get) and update them, or send another value.',
	],
	[
		/invalid list item/i,
		'The value is not in the list behind this field. Send the code of an item as it stands in Concur under List Management.',
	],
	[
		/invalid permissions/i,
		'The person named as approver lacks the approver role for this kind of approval. Give that person the role first (for example Role: Expense Approver), then send this again.',
	],
	[
		/invalid user id/i,
		'Concur does not know the person that this field names. Check the employee number or UUID, and create that person first.',
	],
	[/required|missing/i, 'Concur needs this field. Fill it in and send it again.'],
	[/size/i, 'The value is too long or too short for this field. Shorten it or write it out.'],
	[
		/unparsable/i,
		'Concur could not read a part of the data. Check dates, numbers and the JSON field.',
	],
	[/attribute path/i, 'Concur does not know this attribute. Check its spelling in the JSON field.'],
	[/no ?target/i, 'The entry to change does not exist for this person yet. Send the whole entry.'],
	[/inactive/i, 'The person is inactive in Concur. Reactivate them first.'],
];

const sendThisPartAgain =
	'Correct the value of this field and send this part again with SAP Concur Provisioning (Update).';

/**
 * @param otherwise for a message that is not known; what is right for a part of a provisioning request by default
 * @returns what to do about `message`, never empty. Pure.
 */
export function hintFor(message: string, otherwise = sendThisPartAgain): string {
	return hints.find(([pattern]) => pattern.test(message))?.[1] ?? otherwise;
}
