// Whom the row means, and what Update, Replace, Delete and Deactivate are asked for.
import {
	identity,
	ines,
	jane,
	john,
	locatedBy,
	martin,
	nobody,
	provisioning,
	type Form,
	type Table,
} from './badInput.mts';

const users = '/profile/identity/v4.1/Users';
const search = `POST ${users}/.search`;

const get = (mode: string, good: string, goodSends: string[]): Form => ({
	title: `Identity, Get: person by ${mode}`,
	node: identity,
	operation: 'get',
	parameters: { user: locatedBy(mode) },
	good: { user: good },
	other: {},
	goodSends,
});
const looked = [search, `GET ${users}/${ines}`];

const update: Form = {
	title: 'Identity, Update',
	node: identity,
	operation: 'update',
	mapper: 'identityUpdateFields',
	parameters: { user: locatedBy('id'), send: 'fields' },
	good: { user: ines, fields: { title: 'Director' } },
	other: { user: martin, fields: { title: 'Director' } },
	goodSends: [`PATCH ${users}/${ines}`],
};
const replace: Form = {
	title: 'Identity, Replace',
	node: identity,
	operation: 'replace',
	mapper: 'identityCreateFields',
	parameters: { user: locatedBy('id'), confirmReplace: '={{ $json.confirmed }}' },
	good: { user: ines, confirmed: true, fields: { ...jane, userName: 'ines.weber@example.com' } },
	other: {
		user: martin,
		confirmed: true,
		fields: { ...john, userName: 'martin.doyle@example.com' },
	},
	goodSends: [`PUT ${users}/${ines}`],
};
const oneOf = (operation: string, method: string): Form => ({
	title: `Identity, ${operation}`,
	node: identity,
	operation,
	parameters: { user: locatedBy('id') },
	good: { user: ines },
	other: {},
	goodSends: [`${method} ${users}/${ines}`],
});
const profile: Form = {
	title: 'Provisioning, Get Profile',
	node: provisioning,
	operation: 'getProfile',
	parameters: { user: locatedBy('id') },
	good: { user: ines },
	other: {},
	goodSends: [
		`GET ${users}/${ines}`,
		`GET /profile/spend/v4.1/Users/${ines}`,
		`GET /profile/travel/v4/Users/${ines}`,
	],
};
const formFields: Form = {
	title: "Provisioning, Get Form Fields of a user's form",
	node: provisioning,
	operation: 'getFormFields',
	parameters: { user: locatedBy('id'), formOf: 'user' },
	good: { user: ines },
	other: {},
	goodSends: ['GET /profile/spend/v4.1/FormFields'],
};

export const changesAndPeople: Table[] = [
	{
		form: get('id', ines, [`GET ${users}/${ines}`]),
		cases: [
			{
				name: 'the expression finds nothing',
				row: { user: undefined },
				says: "The field 'User' is empty",
				cure: 'Choose a person, or check the expression in this field.',
			},
			{
				name: 'the cell is blank',
				row: { user: ' ' },
				says: "The field 'User' is empty",
				cure: 'Choose a person, or check the expression in this field.',
			},
			{
				name: 'the UUID lacks a character',
				row: { user: ines.slice(1) },
				says: "The field 'User' holds '0030000-0000-4000-8000-000000001003', which is not a Concur UUID",
				cure: 'A UUID looks like 1b3f5d0c-8f0e-4f57-9c63-0d5f2f7f2a11. To find a person by name or number, choose User Name or Employee Number in this field.',
			},
			{
				name: 'a user name stands where the UUID belongs',
				row: { user: 'ines.weber@example.com' },
				says: "The field 'User' holds 'ines.weber@example.com', which is not a Concur UUID",
				cure: 'A UUID looks like 1b3f5d0c-8f0e-4f57-9c63-0d5f2f7f2a11. To find a person by name or number, choose User Name or Employee Number in this field.',
			},
			{
				name: 'an employee number stands where the UUID belongs',
				row: { user: 1003 },
				says: "The field 'User' holds '1003', which is not a Concur UUID",
				cure: 'A UUID looks like 1b3f5d0c-8f0e-4f57-9c63-0d5f2f7f2a11. To find a person by name or number, choose User Name or Employee Number in this field.',
			},
			{
				name: 'the UUID is of nobody',
				row: { user: nobody },
				says: "SAP Concur has no user with the UUID '00000000-0000-4000-8000-000000000000'",
				cure: 'Check the user, and that the credential belongs to their company.',
				sends: [`GET ${users}/${nobody}`],
			},
		],
	},
	{
		form: get('list', ines, [`GET ${users}/${ines}`]),
		cases: [
			{
				name: 'nobody is chosen',
				row: { user: '' },
				says: "The field 'User' is empty",
				cure: 'Choose a person, or check the expression in this field.',
			},
		],
	},
	{
		form: get('userName', 'ines.weber@example.com', looked),
		cases: [
			{
				name: 'the cell is empty',
				row: { user: null },
				says: "The field 'User' is empty",
				cure: 'Choose a person, or check the expression in this field.',
			},
			{
				name: 'nobody has the user name',
				row: { user: 'nobody@example.com' },
				says: "No person with the user name 'nobody@example.com' was found in SAP Concur",
				cure: "Check the value, and that the person belongs to the credential's company.",
				sends: [search],
			},
		],
	},
	{
		form: get('employeeNumber', '1003', looked),
		cases: [
			{
				name: 'nobody has the employee number',
				row: { user: '9"9' },
				says: "No person with the employee number '9\"9' was found in SAP Concur",
				cure: "Check the value, and that the person belongs to the credential's company.",
				sends: [search],
			},
		],
	},
	{
		form: get('email', 'ines.weber@example.com', looked),
		cases: [
			{
				name: 'nobody has the email',
				row: { user: 'nobody@example.com' },
				says: "No person with the email 'nobody@example.com' was found in SAP Concur",
				cure: "Check the value, and that the person belongs to the credential's company.",
				sends: [search],
			},
			{
				name: 'two people share the email',
				prepare: async ({ first }) => {
					for (const person of [jane, john]) {
						const fields = {
							mappingMode: 'defineBelow',
							value: { ...person, workEmail: 'hr@example.com' },
						};
						await first(identity, { operation: 'create', fields });
					}
				},
				row: { user: 'hr@example.com' },
				says: "More than one person has the email 'hr@example.com' in SAP Concur",
				cure: 'Choose the person by UUID or user name.',
				sends: [search],
			},
		],
	},
	{
		form: { ...get('externalId', 'x', []), title: 'Identity, Get: person by external ID' },
		cases: [
			{
				name: 'nobody has the external ID',
				row: { user: 'HR-9' },
				says: "No person with the external id 'HR-9' was found in SAP Concur",
				cure: "Check the value, and that the person belongs to the credential's company.",
				sends: [search],
			},
		],
	},
	{
		form: update,
		cases: [
			{
				name: 'no person is chosen',
				row: { user: '' },
				says: "The field 'User' is empty",
				cure: 'Choose a person, or check the expression in this field.',
			},
			{
				name: 'the person is unknown',
				row: { user: nobody },
				says: "SAP Concur has no user with the UUID '00000000-0000-4000-8000-000000000000'",
				cure: 'Check the user, and that the credential belongs to their company.',
				sends: [`PATCH ${users}/${nobody}`],
			},
			{
				name: 'the person is unknown and a list is to be changed',
				row: { user: nobody, fields: { homeEmail: 'h@example.com' } },
				says: "SAP Concur has no user with the UUID '00000000-0000-4000-8000-000000000000'",
				cure: 'Check the user, and that the credential belongs to their company.',
				sends: [`GET ${users}/${nobody}`],
			},
			{
				name: 'the company is to be changed',
				row: { fields: { companyId: '11111111-2222-4333-8444-555555555555' } },
				says: 'Company UUID cannot be changed (sent: "11111111-2222-4333-8444-555555555555")',
				cure: 'Company UUID: Leave it out.',
			},
			{
				name: 'the job title is too long',
				row: { fields: { title: 'x'.repeat(256) } },
				says: 'Job title is too long: 256 characters (sent: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…)',
				cure: 'Job title: SAP Concur takes at most 255. Shorten it.',
			},
			{
				name: 'the email is no address',
				row: { fields: { workEmail: 'n/a' } },
				says: 'Work email is not an email address (sent: "n/a")',
				cure: 'Work email: Use an address such as jane.doe@example.com.',
			},
			{
				name: 'the employee number belongs to somebody else',
				row: { fields: { employeeNumber: '1003' } },
				says: 'SAP Concur has this person already: somebody has the same Employee number',
				cure: 'Somebody in Concur has this value already, perhaps an inactive user. Look the person up with SAP Concur Identity (Get) and update them, or send another value.',
				sends: [`PATCH ${users}/${martin}`],
			},
		],
	},
	{
		form: replace,
		cases: [
			{
				name: 'the switch for deleting the rest is off',
				row: { confirmed: false },
				says: "Replace deletes everything about the person that is not sent, and 'Delete What Is Not Sent' is off",
				cure: "Use Update to change some fields only, or turn on 'Delete What Is Not Sent'.",
			},
			{
				name: 'the last name is missing',
				row: { fields: { familyName: '' } },
				says: 'Last name is missing',
				cure: 'Last name: Give a value.',
			},
			{
				name: 'no person is chosen',
				row: { user: '' },
				says: "The field 'User' is empty",
				cure: 'Choose a person, or check the expression in this field.',
			},
			{
				name: 'the person is unknown',
				row: { user: nobody },
				says: "SAP Concur has no user with the UUID '00000000-0000-4000-8000-000000000000'",
				cure: 'Check the user, and that the credential belongs to their company.',
				sends: [`PUT ${users}/${nobody}`],
			},
		],
	},
	{
		form: oneOf('deactivate', 'PATCH'),
		cases: [
			{
				name: 'a name stands where the UUID belongs',
				row: { user: 'Ines Weber' },
				says: "The field 'User' holds 'Ines Weber', which is not a Concur UUID",
				cure: 'A UUID looks like 1b3f5d0c-8f0e-4f57-9c63-0d5f2f7f2a11. To find a person by name or number, choose User Name or Employee Number in this field.',
			},
			{
				name: 'the person is unknown',
				row: { user: nobody },
				says: "SAP Concur has no user with the UUID '00000000-0000-4000-8000-000000000000'",
				cure: 'Check the user, and that the credential belongs to their company.',
				sends: [`PATCH ${users}/${nobody}`],
			},
		],
	},
	{
		form: oneOf('reactivate', 'PATCH'),
		cases: [
			{
				name: 'no person is chosen',
				row: { user: '' },
				says: "The field 'User' is empty",
				cure: 'Choose a person, or check the expression in this field.',
			},
		],
	},
	{
		form: oneOf('delete', 'DELETE'),
		cases: [
			{
				name: 'no person is chosen',
				row: { user: '' },
				says: "The field 'User' is empty",
				cure: 'Choose a person, or check the expression in this field.',
			},
			{
				name: 'the person is unknown',
				row: { user: nobody },
				says: "SAP Concur has no user with the UUID '00000000-0000-4000-8000-000000000000'",
				cure: 'Check the user, and that the credential belongs to their company.',
				sends: [`DELETE ${users}/${nobody}`],
			},
		],
	},
	{
		form: profile,
		cases: [
			{
				name: 'a user name stands where the UUID belongs',
				row: { user: 'ines.weber@example.com' },
				says: "The field 'User' holds 'ines.weber@example.com', which is not a Concur UUID",
				cure: 'A UUID looks like 1b3f5d0c-8f0e-4f57-9c63-0d5f2f7f2a11. To find a person by name or number, choose User Name or Employee Number in this field.',
			},
			{
				name: 'the person is unknown',
				row: { user: nobody },
				says: "SAP Concur has no user with the UUID '00000000-0000-4000-8000-000000000000'",
				cure: 'Check the user, and that the credential belongs to their company.',
				sends: [`GET ${users}/${nobody}`],
			},
		],
	},
	{
		form: formFields,
		cases: [
			{
				name: 'no person is chosen',
				row: { user: '' },
				says: "The field 'User' is empty",
				cure: 'Choose a person, or check the expression in this field.',
			},
			{
				name: 'the person is unknown',
				row: { user: nobody },
				says: "The user '00000000-0000-4000-8000-000000000000' has no spend profile in SAP Concur",
				cure: 'Check the user. The profile exists once spend or travel data were provisioned; send them with SAP Concur Provisioning (Update).',
				sends: ['GET /profile/spend/v4.1/FormFields'],
			},
		],
	},
];
