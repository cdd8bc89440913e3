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
import {
	checkUser,
	chooseUser,
	chooseNumber,
	isNumber,
	chooseLoginName,
	isLoginName,
	enterUuid,
	isNoUuid,
	unknownUser,
	userIsEmpty,
} from './userSentences.mts';
import {
	cannotBeChanged,
	oneNameOnly,
	isMissing,
	isNotEmail,
	isTooLong,
	useAtMost,
	useEmail,
} from './valueSentences.mts';

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
	parameters: { user: locatedBy('id'), confirmReplace: true },
	good: { user: ines, fields: { ...jane, userName: 'ines.weber@example.com' } },
	other: {
		user: martin,
		fields: { ...john, userName: 'martin.doyle@example.com' },
	},
	goodSends: [`GET ${users}/${ines}`, `PUT ${users}/${ines}`],
};
const oneOf = (operation: string, ...methods: string[]): Form => ({
	title: `Identity, ${operation}`,
	node: identity,
	operation,
	parameters: { user: locatedBy('id'), ...(operation === 'delete' && { confirmDelete: true }) },
	good: { user: ines },
	other: {},
	goodSends: methods.map((method) => `${method} ${users}/${ines}`),
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
				says: userIsEmpty,
				cure: chooseUser,
			},
			{
				name: 'the cell is blank',
				row: { user: ' ' },
				says: userIsEmpty,
				cure: chooseUser,
			},
			{
				name: 'the UUID lacks a character',
				row: { user: ines.slice(1) },
				says: isNoUuid('0030000-0000-4000-8000-000000001003'),
				cure: enterUuid,
			},
			{
				name: 'a user name stands where the UUID belongs',
				row: { user: 'ines.weber@example.com' },
				says: isLoginName('ines.weber@example.com'),
				cure: chooseLoginName,
			},
			{
				name: 'an employee number stands where the UUID belongs',
				row: { user: 1003 },
				says: isNumber('1003'),
				cure: chooseNumber,
			},
			{
				name: 'the UUID is of nobody',
				row: { user: nobody },
				says: unknownUser('00000000-0000-4000-8000-000000000000'),
				cure: checkUser,
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
				says: userIsEmpty,
				cure: chooseUser,
			},
		],
	},
	{
		form: get('userName', 'ines.weber@example.com', looked),
		cases: [
			{
				name: 'the cell is empty',
				row: { user: null },
				says: userIsEmpty,
				cure: chooseUser,
			},
			{
				name: 'nobody has the user name',
				row: { user: 'nobody@example.com' },
				says: "No user in SAP Concur has the user name 'nobody@example.com'",
				cure: "Check the value, and check that the user belongs to the credential's company.",
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
				says: "No user in SAP Concur has the employee number '9\"9'",
				cure: "Check the value, and check that the user belongs to the credential's company.",
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
				says: "No user in SAP Concur has the email 'nobody@example.com'",
				cure: "Check the value, and check that the user belongs to the credential's company.",
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
				says: "More than one user in SAP Concur has the email 'hr@example.com'",
				cure: 'Choose the user by UUID or user name.',
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
				says: "No user in SAP Concur has the external ID 'HR-9'",
				cure: "Check the value, and check that the user belongs to the credential's company.",
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
				says: userIsEmpty,
				cure: chooseUser,
			},
			{
				name: 'the person is unknown',
				row: { user: nobody },
				says: unknownUser('00000000-0000-4000-8000-000000000000'),
				cure: checkUser,
				sends: [`PATCH ${users}/${nobody}`],
			},
			{
				name: 'the person is unknown and a list is to be changed',
				row: { user: nobody, fields: { homeEmail: 'h@example.com' } },
				says: unknownUser('00000000-0000-4000-8000-000000000000'),
				cure: checkUser,
				sends: [`GET ${users}/${nobody}`],
			},
			{
				name: 'the company is to be changed',
				row: { fields: { companyId: '11111111-2222-4333-8444-555555555555' } },
				says: `Company UUID ${cannotBeChanged} (sent: "11111111-2222-4333-8444-555555555555")`,
				cure: 'Company UUID: Leave it out.',
			},
			{
				name: 'the job title is too long',
				row: { fields: { title: 'x'.repeat(256) } },
				says: `Job title ${isTooLong(256)} (sent: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…)`,
				cure: `Job title: ${useAtMost(255)}`,
			},
			{
				name: 'the email is no address',
				row: { fields: { workEmail: 'n/a' } },
				says: `Work email ${isNotEmail} (sent: "n/a")`,
				cure: `Work email: ${useEmail}`,
			},
			{
				name: 'the employee number belongs to somebody else',
				row: { fields: { employeeNumber: '1003' } },
				says: 'Already exists in SAP Concur: the employee number 1003 belongs to Ines Weber (user name ines.weber@example.com)',
				cure: 'Send another value, or change it for that user first.',
				sends: [`PATCH ${users}/${martin}`, search],
			},
		],
	},
	{
		form: replace,
		cases: [
			{
				name: 'the switch for deleting the rest is off',
				parameters: { confirmReplace: false },
				says: "Replace deletes all data of the user that is not sent, and 'Delete What Is Not Sent' is off",
				cure: "Use Update to change only some fields, or turn on 'Delete What Is Not Sent'.",
				sends: [],
			},
			{
				name: 'an expression stands in the switch for deleting the rest',
				parameters: { confirmReplace: '={{ true }}' },
				says: "'Delete What Is Not Sent' can only be turned on in the node itself, not by an expression",
				cure: "Remove the expression, then turn 'Delete What Is Not Sent' on or off.",
				sends: [],
			},
			{
				name: 'the last name is missing',
				row: { fields: { familyName: '' } },
				says: `Last name ${isMissing}`,
				cure: `Last name: ${oneNameOnly}`,
			},
			{
				name: 'no person is chosen',
				row: { user: '' },
				says: userIsEmpty,
				cure: chooseUser,
			},
			{
				name: 'the person is unknown',
				row: { user: nobody },
				says: unknownUser('00000000-0000-4000-8000-000000000000'),
				cure: checkUser,
				sends: [`GET ${users}/${nobody}`],
			},
		],
	},
	{
		form: oneOf('deactivate', 'PATCH'),
		cases: [
			{
				name: 'a name stands where the UUID belongs',
				row: { user: 'Ines Weber' },
				says: isNoUuid('Ines Weber'),
				cure: enterUuid,
			},
			{
				name: 'the person is unknown',
				row: { user: nobody },
				says: unknownUser('00000000-0000-4000-8000-000000000000'),
				cure: checkUser,
				sends: [`PATCH ${users}/${nobody}`],
			},
		],
	},
	{
		form: oneOf('reactivate', 'GET', 'PATCH'),
		cases: [
			{
				name: 'no person is chosen',
				row: { user: '' },
				says: userIsEmpty,
				cure: chooseUser,
			},
		],
	},
	{
		form: oneOf('delete', 'DELETE'),
		cases: [
			{
				name: 'the switch for deleting is off',
				parameters: { confirmDelete: false },
				says: "Delete removes the user for good, and 'Delete Permanently' is off",
				cure: "When a person leaves, use Terminate of SAP Concur Provisioning or Deactivate of SAP Concur Identity. To delete the user, turn on 'Delete Permanently'.",
				sends: [],
			},
			{
				name: 'an expression stands in the switch for deleting',
				parameters: { confirmDelete: '={{ true }}' },
				says: "'Delete Permanently' can only be turned on in the node itself, not by an expression",
				cure: "Remove the expression, then turn 'Delete Permanently' on or off.",
				sends: [],
			},
			{
				name: 'no person is chosen',
				row: { user: '' },
				says: userIsEmpty,
				cure: chooseUser,
			},
			{
				name: 'the person is unknown',
				row: { user: nobody },
				says: unknownUser('00000000-0000-4000-8000-000000000000'),
				cure: checkUser,
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
				says: isLoginName('ines.weber@example.com'),
				cure: chooseLoginName,
			},
			{
				name: 'the person is unknown',
				row: { user: nobody },
				says: unknownUser('00000000-0000-4000-8000-000000000000'),
				cure: checkUser,
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
				says: userIsEmpty,
				cure: chooseUser,
			},
			{
				name: 'the person is unknown',
				row: { user: nobody },
				says: "The user '00000000-0000-4000-8000-000000000000' has no expense profile in SAP Concur",
				cure: 'Check the user. To create the profile, send expense or travel data with SAP Concur Provisioning (Update).',
				sends: ['GET /profile/spend/v4.1/FormFields'],
			},
		],
	},
];
