// People whom SAP Concur has already, and what the row says about others: manager, products, and roles.
import {
	identity,
	ines,
	jane,
	john,
	locatedBy,
	martin,
	provisioning,
	spend,
	type Form,
	type Prepare,
	type Table,
} from './badInput.mts';
import { isNotUuid, isUnknownValue, useUserUuid } from './valueSentences.mts';

const users = '/profile/identity/v4.1/Users';
const create = `POST ${users}`;
const search = `${create}/.search`;

const newPerson: Form = {
	title: 'Identity, Create: people who are there',
	node: identity,
	operation: 'create',
	mapper: 'identityCreateFields',
	parameters: { additionalAttributes: '={{ $json.more }}' },
	good: { fields: jane, more: '{}' },
	other: { fields: john, more: '{}' },
	goodSends: [create],
};
const newEmployee: Form = {
	...newPerson,
	title: 'Provisioning, Create: products and roles',
	node: provisioning,
	mapper: 'provisioningCreateFields',
	parameters: { submitAs: 'single' },
	good: { fields: { ...jane, ...spend } },
	other: { fields: { ...john, ...spend } },
	goodSends: ['POST /profile/v4/Users'],
};
const change: Form = {
	title: 'Provisioning, Update: roles',
	node: provisioning,
	operation: 'update',
	mapper: 'provisioningUpdateFields',
	parameters: { user: locatedBy('id'), submitAs: 'single' },
	good: { user: ines, fields: { title: 'Director' } },
	other: { user: martin, fields: {} },
	goodSends: [],
};

const inesLeft: Prepare = async ({ first }) => {
	await first(identity, {
		operation: 'deactivate',
		user: { __rl: true, mode: 'id', value: ines },
	});
};
const rename =
	'change the old user name first, for example to OLD_ines.weber@example.com, or give the new person another user name.';
const sends = [create, search];
const useKey = 'Send the employee number, user name, email, or UUID of the person.';
const checkKey =
	'Send the employee number, user name, email, or UUID of a user in SAP Concur. Create and Create or Update also find people in other rows of the same run.';

export const people: Table[] = [
	{
		form: newPerson,
		cases: [
			{
				name: 'somebody who left has the user name',
				prepare: inesLeft,
				row: { fields: { userName: 'ines.weber@example.com' } },
				says: 'Already exists in SAP Concur: the user name ines.weber@example.com belongs to Ines Weber (employee number 1003, inactive)',
				cure: `The employee numbers differ, so this is another person. Do not update that user with this data: the new person would get the other one's expenses. Instead, ${rename}`,
				sends,
			},
			{
				name: 'the person left and comes back',
				prepare: inesLeft,
				row: { fields: { userName: 'ines.weber@example.com', employeeNumber: '1003' } },
				says: 'Already exists in SAP Concur: the user name ines.weber@example.com belongs to Ines Weber (employee number 1003, inactive)',
				cure: 'This is the same person: use Create or Update with Inactive People set to Reactivate.',
				sends,
			},
			{
				name: 'the person is there',
				row: { fields: { userName: 'ines.weber@example.com', employeeNumber: '1003' } },
				says: 'Already exists in SAP Concur: the user name ines.weber@example.com belongs to Ines Weber (employee number 1003)',
				cure: 'This is the same person: use Create or Update instead of Create.',
				sends,
			},
			{
				name: 'nobody knows whether it is the same person',
				row: { fields: { userName: 'ines.weber@example.com', employeeNumber: undefined } },
				says: 'Already exists in SAP Concur: the user name ines.weber@example.com belongs to Ines Weber (employee number 1003)',
				cure: `If this is the same person, use Create or Update instead of Create. Otherwise, ${rename}`,
				sends,
			},
			{
				name: 'somebody has the employee number',
				row: { fields: { employeeNumber: '1003' } },
				says: 'Already exists in SAP Concur: the employee number 1003 belongs to Ines Weber (user name ines.weber@example.com)',
				cure: 'If this is the same person, use Create or Update instead of Create. Otherwise, correct the employee number.',
				sends,
			},
			{
				name: 'two people have the user name and the employee number',
				row: { fields: { userName: 'ines.weber@example.com', employeeNumber: '1002' } },
				says: 'Already exists in SAP Concur: the user name ines.weber@example.com belongs to Ines Weber (employee number 1003), and the employee number 1002 belongs to Martin Doyle (user name martin.doyle@example.com)',
				cure: 'Correct the user name or the employee number: they belong to different users.',
				sends,
			},
			{
				name: 'SAP Concur does not allow the apostrophe in the user name',
				row: { fields: { userName: "siobhan.o'brien@example.com" } },
				says: 'User name: SAP Concur rejects a character of the value (sent: "siobhan.o\'brien@example.com")',
				cure: "SAP Concur probably does not allow ' (apostrophe) in a user name. Use another user name.",
				sends: [create],
			},
			{
				name: 'the manager is an email',
				row: { fields: { managerId: 'martin.doyle@example.com' } },
				says: `Manager (UUID) ${isNotUuid} (sent: "martin.doyle@example.com")`,
				cure: `Manager (UUID): ${useUserUuid}`,
			},
			{
				name: 'the manager is a name',
				row: { fields: { manager: 'Doyle, Martin' } },
				says: 'Manager is the name of a person (sent: "Doyle, Martin")',
				cure: `Manager: ${useKey}`,
			},
			{
				name: 'the manager is a name with the status in brackets',
				row: { fields: { manager: 'Martin Doyle (On Leave)' } },
				says: 'Manager is the name of a person (sent: "Martin Doyle (On Leave)")',
				cure: `Manager: ${useKey}`,
			},
			{
				name: 'the manager has two keys',
				row: { fields: { manager: 'martin.doyle@example.com (1003)' } },
				says: 'Manager can be read as martin.doyle@example.com or as 1003 (sent: "martin.doyle@example.com (1003)")',
				cure: 'Manager: Send one of the two.',
			},
			{
				name: 'nobody has the employee number of the manager',
				row: { fields: { manager: '99999' } },
				says: 'Manager names nobody in SAP Concur (sent: "99999")',
				cure: `Manager: ${checkKey}`,
				sends: [search],
			},
			{
				name: 'nobody has the UUID of the manager',
				row: { fields: { manager: '00000000-0000-4000-8000-000000000000' } },
				says: 'Manager names nobody in SAP Concur (sent: "00000000-0000-4000-8000-000000000000")',
				cure: `Manager: ${checkKey}`,
				sends: [search],
			},
			{
				name: 'the manager and the UUID of the manager are two people',
				row: { fields: { manager: '1002', managerId: ines } },
				says: 'Manager and Manager (UUID) name two people: Martin Doyle (1002) and Ines Weber (1003) (sent: "1002")',
				cure: 'Manager: Send only one of the two.',
				sends: [search],
			},
			{
				name: 'nobody is the manager',
				row: { fields: { managerId: '00000000-0000-4000-8000-000000000000' } },
				says: 'Manager (UUID): SAP Concur does not know this user (sent: "00000000-0000-4000-8000-000000000000")',
				cure: 'SAP Concur does not know the user that this field names. Create that user first, or correct the value of this field.',
				sends: [create],
			},
			{
				name: 'a path in the JSON does not say which email it means',
				row: { more: '{ "emails.value": "j@example.com" }' },
				says: 'emails.value does not say which entry of the list is meant (sent: "j@example.com")',
				cure: 'emails.value: Add a filter, such as emails[type eq "work"].value, or use a list of objects.',
			},
			{
				name: 'a path in the JSON contradicts a field',
				row: { more: '{ "name.givenName": "Jack" }' },
				says: 'First name has two values: "John" and "Jack" (sent: "Jack")',
				cure: "First name: Send it once, in a field or in 'Additional Attributes (JSON)'.",
			},
			{
				name: 'the email in the JSON is primary, as Entra writes it',
				row: {
					more: '{ "emails": [{ "type": "home", "value": "j@example.com", "primary": true }] }',
				},
				says: 'emails[type eq "home"].primary is not an attribute of SAP Concur (sent: true)',
				cure: 'emails[type eq "home"].primary: Correct its name in \'Additional Attributes (JSON)\', or remove it.',
			},
			{
				name: 'the manager in the JSON is a text, as Entra writes it',
				row: {
					more: '{ "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "manager": "1002" } }',
				},
				says: 'Manager (UUID) is not a JSON object (sent: "1002")',
				cure: 'Manager (UUID): Use an object with value, employeeNumber, displayName, $ref.',
			},
			{
				name: 'a path in the JSON has a slip',
				row: { more: '{ "name.midleName": "J" }' },
				says: 'name.midleName is not an attribute of SAP Concur (sent: "J")',
				cure: "name.midleName: Correct its name in 'Additional Attributes (JSON)', or remove it.",
			},
		],
	},
	{
		form: newEmployee,
		cases: [
			{
				name: 'nobody has the email of the approver',
				row: { fields: { reportApprover: 'nobody@example.com' } },
				says: 'Report approver names nobody in SAP Concur (sent: "nobody@example.com")',
				cure: `Report approver: ${checkKey}`,
				sends: [search],
			},
			{
				name: 'the approver is a name',
				row: { fields: { budgetApprover: 'Grace Palmer' } },
				says: 'Budget approver is the name of a person (sent: "Grace Palmer")',
				cure: `Budget approver: ${useKey}`,
			},
			{
				name: 'a list as JSON text names an unknown product',
				row: { fields: { entitlements: '["Expense","Travl"]' } },
				says: `Products (Expense, Invoice, Request, Travel) ${isUnknownValue} (sent: "Travl")`,
				cure: 'Products (Expense, Invoice, Request, Travel): Use one of Expense, Invoice, Request, Travel, Locate, Analytics, Unified Analytics. Did you mean "Travel"?',
			},
			{
				name: 'a role comes with a product that is not sent',
				row: { fields: { roles: '["EXP_USER"]' } },
				says: 'Roles includes a role that comes with a product (sent: "EXP_USER")',
				cure: 'Roles: Add Expense to Products. The role comes with it.',
			},
		],
	},
	{
		form: change,
		cases: [
			{
				name: 'a role comes with a product that the user does not have',
				row: { fields: { roles: 'Invoice User' } },
				says: 'Roles includes a role that comes with a product (sent: "INV_PMT_USER")',
				cure: 'Add Invoice to Products. The role comes with it.',
				sends: [`GET /profile/spend/v4.1/Users/${martin}`],
			},
		],
	},
];
