// Expense and travel data, and whole sets of rows that go to provisioning together.
import {
	ines,
	jane,
	john,
	locatedBy,
	martin,
	nobody,
	provisioning,
	spend,
	type Form,
	type Table,
} from './badInput.mts';

const users = '/profile/v4/Users';
/** Several rows go in bulk, also when only one of them is good. */
const bulk = ['POST /profile/v4/Bulk'];

const create: Form = {
	title: 'Provisioning, Create',
	node: provisioning,
	operation: 'create',
	mapper: 'provisioningCreateFields',
	good: { fields: { ...jane, ...spend } },
	other: { fields: { ...john, ...spend } },
	goodSends: bulk,
};
const single: Form = {
	...create,
	title: 'Provisioning, Create, one by one',
	parameters: { submitAs: 'single' },
};

const update: Form = {
	title: 'Provisioning, Update',
	node: provisioning,
	operation: 'update',
	mapper: 'provisioningUpdateFields',
	parameters: { user: locatedBy('id') },
	good: { user: ines, fields: { ledgerCode: 'EMEA' } },
	other: { user: martin, fields: { ledgerCode: 'EMEA' } },
	goodSends: bulk,
};
const replace: Form = {
	title: 'Provisioning, Replace',
	node: provisioning,
	operation: 'replace',
	mapper: 'provisioningCreateFields',
	parameters: { user: locatedBy('id'), confirmReplace: '={{ $json.confirmed }}' },
	good: {
		user: ines,
		confirmed: true,
		fields: { ...jane, userName: 'ines.weber@example.com', ...spend },
	},
	other: {
		user: martin,
		confirmed: true,
		fields: { ...john, userName: 'martin.doyle@example.com', ...spend },
	},
	goodSends: bulk,
};
const remove: Form = {
	title: 'Provisioning, Delete',
	node: provisioning,
	operation: 'delete',
	parameters: { user: locatedBy('id') },
	good: { user: ines },
	other: { user: martin },
	goodSends: [`DELETE ${users}/${ines}`],
};

export const provisioningFields: Table[] = [
	{
		form: create,
		cases: [
			{
				name: 'the user name is missing',
				row: { fields: { userName: '' } },
				says: 'User name is missing',
				cure: 'User name: Give the login name, e.g. jane.doe@example.com.',
			},
			{
				name: 'expense data come without their country',
				row: { fields: { spendCountry: undefined } },
				says: 'Expense country is missing',
				cure: 'Expense country: Give it too: SAP Concur needs it for every person with expense data.',
			},
			{
				name: 'expense data come without their currency and locale',
				row: { fields: { spendLocale: '', reimbursementCurrency: '' } },
				says: 'Expense locale is missing; Reimbursement currency is missing',
				cure: 'Expense locale: Give it too: SAP Concur needs it for every person with expense data. Reimbursement currency: Give it too: SAP Concur needs it for every person with expense data.',
			},
			{
				name: 'the country is a word',
				row: { fields: { spendCountry: 'USA' } },
				says: 'Expense country is not a country code (sent: "USA")',
				cure: 'Expense country: Use the two letters of ISO 3166, e.g. DE or US.',
			},
			{
				name: 'the currency is a symbol',
				row: { fields: { reimbursementCurrency: '€' } },
				says: 'Reimbursement currency is not a currency code (sent: "€")',
				cure: 'Reimbursement currency: Use the three letters of ISO 4217, e.g. EUR or USD.',
			},
			{
				name: 'the currency is a word',
				row: { fields: { reimbursementCurrency: 'Dollar' } },
				says: 'Reimbursement currency is not a currency code (sent: "Dollar")',
				cure: 'Reimbursement currency: Use the three letters of ISO 4217, e.g. EUR or USD.',
			},
			{
				name: 'the locale is a language only',
				row: { fields: { spendLocale: 'en' } },
				says: 'Expense locale is not a locale (sent: "en")',
				cure: 'Expense locale: Use language, hyphen and country, e.g. de-DE or en-US.',
			},
			{
				name: 'the locale is a word',
				row: { fields: { spendLocale: 'English (US)' } },
				says: 'Expense locale is not a locale (sent: "English (US)")',
				cure: 'Expense locale: Use language, hyphen and country, e.g. de-DE or en-US.',
			},
			{
				name: 'the state is too long',
				row: { fields: { spendStateProvince: 'Ohio' } },
				says: 'State or province is too long: 4 characters (sent: "Ohio")',
				cure: 'State or province: SAP Concur takes at most 2. Shorten it.',
			},
			{
				name: 'the ledger is too long',
				row: { fields: { ledgerCode: 'GENERAL LEDGER OF EUROPE' } },
				says: 'Ledger is too long: 24 characters (sent: "GENERAL LEDGER OF EUROPE")',
				cure: 'Ledger: SAP Concur takes at most 20. Shorten it.',
			},
			{
				name: 'test user is a word',
				row: { fields: { testEmployee: 'temporary' } },
				says: 'Test user is neither yes nor no (sent: "temporary")',
				cure: 'Test user: Use yes or no (or true/false, 1/0, Y/N, ja/nein).',
			},
			{
				name: 'the approval limit is written the German way',
				row: { fields: { reportApprovalLimit: '1.250,50', reportApprovalLimitCurrency: 'EUR' } },
				says: 'Report approval limit is not a number (sent: "1.250,50")',
				cure: 'Report approval limit: Use digits with a point before the decimals and nothing else, e.g. 1250.50.',
			},
			{
				name: 'the approver is a list',
				row: { fields: { reportApprover: ['1001', '1002'] } },
				says: 'Report approver (employee number) is a list or an object where one text belongs (sent: ["1001","1002"])',
				cure: 'Report approver (employee number): Pick the one value that belongs here.',
			},
			{
				name: 'a role is misspelt',
				row: { fields: { roles: 'Expense Aprover' } },
				says: 'Roles names a role that SAP Concur does not know (sent: "Expense Aprover")',
				cure: 'Roles: Use a role\'s code or name, e.g. EXP_APPROVER or Expense Approver. Did you mean "Expense Approver"?',
			},
			{
				name: 'a role is nothing like any',
				row: { fields: { roles: 'Boss' } },
				says: 'Roles names a role that SAP Concur does not know (sent: "Boss")',
				cure: "Roles: Use a role's code or name, e.g. EXP_APPROVER or Expense Approver.",
			},
			{
				name: 'two roles exclude each other',
				row: { fields: { roles: 'EXP_PROCESSOR, EXP_PROCESSOR_AUDIT' } },
				says: 'Role: Expense Processor cannot be held together with Expense Processor (Audit) (sent: "EXP_PROCESSOR")',
				cure: 'Role: Expense Processor: Give either Expense Processor or Expense Processor (Audit).',
			},
			{
				name: 'two role fields exclude each other',
				row: { fields: { roleExpenseProcessor: 'yes', roleExpenseProcessorAudit: 'yes' } },
				says: 'Role: Expense Processor cannot be held together with Expense Processor (Audit) (sent: "EXP_PROCESSOR")',
				cure: 'Role: Expense Processor: Give either Expense Processor or Expense Processor (Audit).',
			},
			{
				name: 'a role needs another one',
				row: { fields: { roleStatementApprover: 'yes' } },
				says: 'Role: Company Bill Statement Approver needs the role Expense Approver too (sent: "STATEMENT_APPROVER")',
				cure: 'Role: Company Bill Statement Approver: Give Expense Approver as well.',
			},
			{
				name: 'a role is retired',
				row: { fields: { roles: ['Dashboard User'] } },
				says: 'Roles names a role that SAP has retired: Dashboard User (sent: "REPORTING_DASHBOARD_USER")',
				cure: 'Roles: Leave it out.',
			},
			{
				name: 'a role comes with a product',
				row: { fields: { roles: 'Expense User' } },
				says: 'Roles names a role that comes with a product (sent: "EXP_USER")',
				cure: 'Roles: Add Expense to Products instead and leave this role out.',
			},
			{
				name: 'a role is answered with a word',
				row: { fields: { roleExpenseApprover: 'deputy' } },
				says: 'Role: Expense Approver is neither yes nor no (sent: "deputy")',
				cure: 'Role: Expense Approver: Use yes or no (or true/false, 1/0, Y/N, ja/nein).',
			},
			{
				name: 'a role is given in a field and refused in the list',
				row: { fields: { roles: 'EXP_APPROVER', roleExpenseApprover: 'no' } },
				says: 'Role: Expense Approver is given twice, as "yes" and as "no" (sent: null)',
				cure: 'Role: Expense Approver: Give it once, in a field or in the JSON field.',
			},
			{
				name: 'travel data come without a rule class',
				row: { fields: { travelGender: 'Female' } },
				says: 'Travel rule class (name or ID) is missing',
				cure: 'Travel rule class (name or ID): Give the name or ID of the travel rule class; a travel profile cannot be without it.',
			},
			{
				name: 'the gender is not known',
				row: { fields: { travelRuleClass: 'Standard Travel', travelGender: 'X' } },
				says: 'Gender on travel documents is not a value that SAP Concur knows (sent: "X")',
				cure: 'Gender on travel documents: Use one of Female, Male.',
			},
			{
				name: 'the travel groups are words',
				row: { fields: { travelRuleClass: 101, travelGroups: 'Sales, Legal' } },
				says: 'Travel groups (IDs) is not a whole number (sent: "Sales, Legal")',
				cure: 'Travel groups (IDs): Use digits only, e.g. 12.',
			},
			{
				name: 'the payroll data are incomplete',
				row: { fields: { adpCompanyCode: 'ACME' } },
				says: 'ADP deduction code is missing; ADP employee file number is missing',
				cure: 'ADP deduction code: Give it too: SAP Concur takes company code, deduction code and file number together. ADP employee file number: Give it too: SAP Concur takes company code, deduction code and file number together.',
			},
			{
				name: 'the expense audit is not known',
				row: { fields: { expenseAuditRequired: 'SOMETIMES' } },
				says: 'Expense audit is not a value that SAP Concur knows (sent: "SOMETIMES")',
				cure: 'Expense audit: Use one of NEVER, REQUIRED, ALWAYS.',
			},
			{
				name: 'the data are larger than a request may be',
				row: { fields: { officeLocationCity: '漢'.repeat(150_000) } },
				says: 'The data of this person take 450671 bytes, SAP Concur accepts 400000 in one request',
				cure: 'Shorten the longest values, or send them in two updates.',
			},
			{
				name: 'two rows have one user name',
				before: [{ fields: { ...john, ...spend, employeeNumber: '20003' } }],
				says: 'This item is about the same person as item 0: they have the same user name',
				cure: 'Send one item per person, for example with the Remove Duplicates node before this one.',
			},
			{
				name: 'two rows have one employee number',
				before: [{ fields: { ...john, ...spend, userName: 'j.roe@example.com' } }],
				says: 'This item is about the same person as item 0: they have the same employee number',
				cure: 'Send one item per person, for example with the Remove Duplicates node before this one.',
			},
		],
	},
	{
		form: single,
		cases: [
			{
				name: 'somebody has the user name already',
				row: { fields: { userName: 'ines.weber@example.com' } },
				says: 'SAP Concur has this person already: somebody has the same User name',
				cure: 'Somebody in Concur has this value already, perhaps an inactive user. Look the person up with SAP Concur Identity (Get) and update them, or send another value.',
				sends: [`POST ${users}`],
			},
			{
				name: 'somebody has the employee number already',
				row: { fields: { employeeNumber: '1003' } },
				says: 'SAP Concur has this person already: somebody has the same Employee number',
				cure: 'Somebody in Concur has this value already, perhaps an inactive user. Look the person up with SAP Concur Identity (Get) and update them, or send another value.',
				sends: [`POST ${users}`],
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
				name: 'a user name stands where the UUID belongs',
				row: { user: 'martin.doyle@example.com' },
				says: "The field 'User' holds 'martin.doyle@example.com', which is not a Concur UUID",
				cure: 'A UUID looks like 1b3f5d0c-8f0e-4f57-9c63-0d5f2f7f2a11. To find a person by name or number, choose User Name or Employee Number in this field.',
			},
			{
				name: 'there is nothing to change',
				row: { fields: { ledgerCode: '' } },
				says: 'There is nothing to change',
				cure: 'All fields are empty, or SAP Concur has these values already.',
			},
			{
				name: 'the currency is a word',
				row: { fields: { reimbursementCurrency: 'Euro' } },
				says: 'Reimbursement currency is not a currency code (sent: "Euro")',
				cure: 'Reimbursement currency: Use the three letters of ISO 4217, e.g. EUR or USD.',
			},
			{
				name: 'the company is to be changed',
				row: { fields: { companyId: nobody } },
				says: 'Company UUID cannot be changed (sent: "00000000-0000-4000-8000-000000000000")',
				cure: 'Company UUID: Leave it out.',
			},
			{
				name: 'two rows are about one person',
				before: [{ user: martin.toUpperCase(), fields: { ledgerCode: 'EMEA' } }],
				says: 'This item is about the same person as item 0: they have the same user',
				cure: 'Send one item per person, for example with the Remove Duplicates node before this one.',
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
		form: replace,
		cases: [
			{
				name: 'the switch for deleting the rest is off',
				row: { confirmed: false },
				says: "Replace deletes everything about the person that is not sent, and 'Delete What Is Not Sent' is off",
				cure: "Use Update to change some fields only, or turn on 'Delete What Is Not Sent'.",
			},
			{
				name: 'the first name is missing',
				row: { fields: { givenName: '' } },
				says: 'First name is missing',
				cure: 'First name: Give a value.',
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
		form: remove,
		cases: [
			{
				name: 'an employee number stands where the UUID belongs',
				row: { user: '1002' },
				says: "The field 'User' holds '1002', which is not a Concur UUID",
				cure: 'A UUID looks like 1b3f5d0c-8f0e-4f57-9c63-0d5f2f7f2a11. To find a person by name or number, choose User Name or Employee Number in this field.',
			},
			{
				name: 'the person is unknown',
				row: { user: nobody },
				says: "SAP Concur has no user with the UUID '00000000-0000-4000-8000-000000000000'",
				cure: 'Check the user, and that the credential belongs to their company.',
				sends: [`DELETE ${users}/${nobody}`],
			},
			{
				name: 'two rows are about one person',
				before: [{ user: martin }],
				says: 'This item is about the same person as item 0: they have the same user',
				cure: 'Send one item per person, for example with the Remove Duplicates node before this one.',
				goodSends: [`DELETE ${users}/${martin}`, `DELETE ${users}/${ines}`],
			},
		],
	},
];
