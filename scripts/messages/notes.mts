const asItSays = 'Do what the message says.';
const ownWords =
	"SAP Concur's own words stand at the end of `hint`, and in `details` of `errors`. If they do not help, send the [support details](support.md) to SAP Concur support.";
const withoutWords =
	'Compare what was sent with a user that SAP Concur has taken, or send the [support details](support.md) to SAP Concur support.';
const otherRow =
	'What follows says which part of the user it is, and why. Set it with *Update* once both users are there.';
const listed = 'The lines below it name each row, what is wrong, and what to do.';
const newToken =
	'Generate a new Company Request Token in SAP Concur, and enter it in the credential.';
const never = 'Report it to the authors of this node, with the workflow.';

/**
 * What to do about messages where the source says no more than that: most of them hold another message. A message without
 * advice of its own has to stand here; a test holds it.
 */
export const notes: Record<string, string> = {
	"'Data Center' does not have the option '…'": 'Select a data center in the credential.',
	"'Host' must be an address that starts with https://, such as https://us2.api.concursolutions.com (http:// is allowed only for a simulator on this machine)":
		asItSays,
	"Enter the 'Client ID'": 'Copy it from the app in SAP Concur.',
	"Enter the 'Client Secret'": 'Copy it from the app in SAP Concur.',
	"Enter the 'Company UUID'":
		'The page that generates the Company Request Token in SAP Concur shows it.',
	"Enter the 'Host', because 'Data Center' is 'Custom'": asItSays,
	'Could not be checked: …': 'The line says why, and what to do.',
	'The connection ends on …, in … days.': newToken,
	'The connection ends on …, in 1 day.': newToken,
	'The connection ends on …, today or tomorrow.': newToken,
	'The connection has ended on ….': newToken,
	'The scopes of the app do not allow …':
		'Add the scopes that the line names to the app in SAP Concur, then run this check again.',
	'Nobody in SAP Concur has the …, so this would be a new user: …':
		'Correct the value by which the row finds its user. For a new user, fill the fields that the message names.',
	"The field 'Changed Since' …": 'Enter a time such as 2026-01-31T08:00:00.',
	"The field 'Additional Attributes (JSON)' …":
		'Enter one JSON object such as { "nickName": "Kim" }, or {} for none. If an expression makes it, check the columns that it uses.',
	"The field 'PATCH Operations' contains a value that cannot be read: …": 'Correct this value.',
	"The field 'User' contains '…', which is not a UUID but looks like …":
		'Choose what it looks like in the list before the field.',
	'Line …, …, …, and … more': 'Correct each of the lines.',
	'The file …, and … more': 'Correct the file, then convert it again.',
	'Send Repair cannot send again what Replace has sent, because Replace also deletes':
		'Send the row again with Replace, or what is missing with Update.',
	'… may not have been set, because …': otherRow,
	'… was not set, because …': otherRow,
	'Not sent, because an earlier request failed: …':
		'Nothing was done for this user. Correct the reason, then run the items with this message again.',
	'… of … rows cannot be looked up in SAP Concur.': listed,
	'… of … rows cannot be sent to SAP Concur. Nothing was sent.': listed,
	'… of … rows were not sent to SAP Concur.': listed,
	"The operation '…' does not exist":
		'Select an operation in the node. An expression there can be wrong.',
	'Already exists in SAP Concur':
		'The message names the user who has this user name or employee number. If it is the same person, update that user. Otherwise, send another value.',
	'Looking for the user failed: …':
		'The reason follows. Look for the user before you send anything again.',
	'SAP Concur does not say when the user was created':
		'Look at the user in SAP Concur before you send anything again.',
	'SAP Concur gave a reason that is not known here': ownWords,
	'SAP Concur rejected the request and gave a reason that is not known here': ownWords,
	'SAP Concur rejected this part and gave a reason that is not known here': ownWords,
	'SAP Concur rejects the value and gave a reason that is not known here': ownWords,
	'SAP Concur gave no reason': withoutWords,
	'SAP Concur rejected the request and gave no reason': withoutWords,
	'SAP Concur rejected this part and gave no reason': withoutWords,
	'SAP Concur rejects the value and gave no reason': withoutWords,
	'The execution was canceled': 'Somebody has stopped the run. What was sent before stays sent.',
	'SAP Concur does not say which operation of the request belongs to this item':
		'Look at the user with SAP Concur Provisioning (Get Profile) before you send anything again.',
	'SAP Concur has finished this request and does not say whether anything was applied':
		'Look at the user with SAP Concur Provisioning (Get Profile) before you send anything again.',
	'SAP Concur has not finished this request yet':
		'Check the status again later. The item leaves through *Pending*.',
	'SAP Concur lists only … of the … operations of this request':
		'Check the status again later, or look at the user with SAP Concur Provisioning (Get Profile).',
	'SAP Concur may have carried out this request':
		'Check with SAP Concur Identity (Get) or SAP Concur Provisioning (Get Profile) what is there, before you send anything again.',
	'n8n has no address for this webhook.':
		'Set the environment variable WEBHOOK\\_URL of n8n to its public address.',
	'SAP Concur did not issue a token for event subscriptions. …, then publish this workflow again.':
		'The app lacks the grant `client_credentials`, or is disabled. The message says which.',
	'SAP Concur rejected the subscription … with the filter …':
		"SAP Concur's own words follow. Send them to SAP Concur support.",
	"Select at least one event in 'Events'.": asItSays,
	'The event does not contain the UUID of a provisioning request': never,
	'The event does not contain the UUID of a user': never,
};
