import { alreadyExistsText } from '../failure';
import type { Entry } from './entry';

const correct = 'Correct the value of this field.';
const unknownUser =
	'SAP Concur does not know the user that this field names. Check the employee number or UUID, and create that user first.';

/** The data of a user. */
export const aboutValues: Entry[] = [
	{
		// SAP: KBA 3587183; open-questions 13.
		said: alreadyExistsText,
		code: /^uniqueness$/,
		says: 'Already exists in SAP Concur: another user has the same {field}',
		cure: 'Another user in SAP Concur, perhaps an inactive one, already has this value. Find that user with SAP Concur Identity (Get). If it is the same person, update that user; otherwise, send another value.',
	},
	{
		// Seen in real traffic, like the next five (api-facts 9).
		said: /^Invalid List Item\b/i,
		says: 'the value is not in the list of SAP Concur',
		cure: 'Send the code of an item as shown in SAP Concur under List Management.',
	},
	{
		// SAP: v4.user-provisioning, Spend Delegate.
		said: /^Invalid Permissions\b/i,
		part: 'spend.Delegate',
		says: 'this user cannot be a delegate',
		cure: 'A delegate must be active and must have the same product, for example Expense. Choose another delegate, or correct that user first.',
	},
	{
		said: /^Invalid Permissions\b/i,
		part: 'spend.Approver',
		says: 'this user lacks the approver role',
		cure: 'The user named as approver lacks the approver role for this kind of approval. Assign that role first (for example Role: Expense Approver).',
	},
	{
		// SAP: v4.spend-role-code-definition: roles need others, and exclude others.
		said: /^Invalid Permissions\b/i,
		part: 'spend.Role',
		says: 'this user cannot have the role',
		cure: 'The role needs another role or product that the user lacks, or the user has a role that it cannot be combined with. Check the roles and products of the user.',
	},
	{
		said: /^Invalid Permissions\b/i,
		says: 'SAP Concur does not allow the value for this user',
		cure: 'Check which roles and products the user has.',
	},
	{
		// No page says which of the two SAP Concur means when it names no field.
		said: /^Invalid User ID\b/i,
		namesNoField: true,
		says: 'SAP Concur does not know this user',
		cure: 'SAP Concur does not know a user who is named here, or this user has no expense profile yet. SAP Concur Provisioning (Get Profile) shows which.',
	},
	{
		said: /^Invalid User ID\b/i,
		says: 'SAP Concur does not know this user',
		cure: unknownUser,
	},
	{
		// Documented for "Size" (v4.user-provisioning, Provision Status); the other words follow it.
		said: /^Invalid '.*' Size$/i,
		says: 'SAP Concur rejects the length of the value',
		cure: 'The value is too long or too short for this field. Change its length.',
	},
	{
		said: /^Invalid '.*' (Type|Format)$/i,
		says: 'SAP Concur rejects the form of the value',
		cure: correct,
		mayBeCharacter: true,
	},
	{
		said: /^Invalid '.*' Characters$/i,
		says: 'SAP Concur rejects a character of the value',
		cure: 'Remove the special characters from the value of this field.',
		mayBeCharacter: true,
	},
	{
		said: /^(Invalid '.*' Value|Invalid value\b.*|INVALID_VALUE|invalidValue)$/i,
		says: 'SAP Concur rejects the value',
		cure: correct,
		mayBeCharacter: true,
	},
	{
		said: /^(Missing required (attribute|field|value)\b)|\b(is required|is mandatory|(must|can) ?not be (null|empty|blank))\.?$/i,
		says: 'SAP Concur requires a value',
		cure: 'SAP Concur requires this field. Enter a value.',
	},
	{
		// Seen in real traffic for testEmployee (api-facts 8.2).
		said: /\bcannot be (updated|changed|modified)\.?$|^Attribute '.*' is read only$/i,
		code: /^mutability$/,
		says: 'SAP Concur cannot change this value',
		cure: 'Leave this field out. SAP Concur keeps the value that is there.',
	},
	{
		// SAP: v4.user-provisioning, Spend User: an empty extension is not supported.
		said: /^Empty .*extension is not supported$/i,
		says: 'nothing was sent for this part',
		cure: 'Fill at least one field of this part, or send nothing of it.',
	},
	{
		said: /^There is no value of '.*' to remove$/i,
		says: 'SAP Concur has no value to clear',
		cure: 'Leave this field out: it is empty in SAP Concur already.',
	},
	{
		// RFC 7644 3.5.2.3 (open-questions 60).
		said: /^No value of '.*' matches the filter\b|^no ?target$/i,
		code: /^noTarget$/,
		says: 'SAP Concur has no such entry for this user',
		cure: 'This user does not have the entry to change yet. Send the whole entry.',
	},
	{
		said: /\b(user|employee|delegate|approver|manager)\b.* is (inactive|not active)\b/i,
		says: 'the user is inactive in SAP Concur',
		cure: 'The user is inactive in SAP Concur. Reactivate the user first.',
	},
];
