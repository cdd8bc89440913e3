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
import {
	checkUser,
	chooseUser,
	chooseNumber,
	isNumber,
	chooseLoginName,
	isLoginName,
	unknownUser,
	userIsEmpty,
} from './userSentences.mts';
import {
	cannotBeChanged,
	enterAdp,
	enterExpense,
	enterLoginName,
	enterRuleClass,
	enterValue,
	isMissing,
	isNotCountry,
	isNotCurrency,
	isNotLocale,
	isNotState,
	isWithoutCountry,
	isNotNumber,
	isNotWholeNumber,
	isTooLong,
	isUnknownRole,
	isUnknownValue,
	mustBeSingleValue,
	mustBeYesOrNo,
	sendOnce,
	useAtMost,
	useCountry,
	useCurrency,
	useLocale,
	useLocaleSuchAs,
	useNumber,
	useOneValue,
	useRole,
	useState,
	useWholeNumber,
	useYesOrNo,
} from './valueSentences.mts';

const users = '/profile/v4/Users';
/** Several rows go in bulk, also when only one of them is good. */
/** Who was chosen by UUID is named for the output. */
const search = 'POST /profile/identity/v4.1/Users/.search';
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
	goodSends: [search, ...bulk],
};
const replace: Form = {
	title: 'Provisioning, Replace',
	node: provisioning,
	operation: 'replace',
	mapper: 'provisioningCreateFields',
	parameters: { user: locatedBy('id'), confirmReplace: true },
	good: {
		user: ines,
		fields: { ...jane, userName: 'ines.weber@example.com', active: 'yes', ...spend },
	},
	other: {
		user: martin,
		fields: { ...john, userName: 'martin.doyle@example.com', active: 'yes', ...spend },
	},
	goodSends: [search, ...bulk],
};
const remove: Form = {
	title: 'Provisioning, Delete',
	node: provisioning,
	operation: 'delete',
	parameters: { user: locatedBy('id'), confirmDelete: true },
	good: { user: ines },
	other: { user: martin },
	goodSends: [search, `DELETE ${users}/${ines}`],
};

export const provisioningFields: Table[] = [
	{
		form: create,
		cases: [
			{
				name: 'the user name is missing',
				row: { fields: { userName: '' } },
				says: `User name ${isMissing}`,
				cure: `User name: ${enterLoginName}`,
			},
			{
				name: 'expense data come without their country',
				row: { fields: { spendCountry: undefined } },
				says: `Expense country ${isMissing}`,
				cure: `Expense country: ${enterExpense}`,
			},
			{
				name: 'expense data come without their currency and locale',
				row: { fields: { spendLocale: '', reimbursementCurrency: '' } },
				says: `Expense locale ${isMissing}; Reimbursement currency ${isMissing}`,
				cure: `Expense locale: ${enterExpense} Reimbursement currency: ${enterExpense}`,
			},
			{
				name: 'the country is a word for none',
				row: { fields: { spendCountry: 'EMEA' } },
				says: `Expense country ${isNotCountry} (sent: "EMEA")`,
				cure: `Expense country: ${useCountry}`,
			},
			{
				name: 'the currency is a symbol of none',
				row: { fields: { reimbursementCurrency: '¤' } },
				says: `Reimbursement currency ${isNotCurrency} (sent: "¤")`,
				cure: `Reimbursement currency: ${useCurrency}`,
			},
			{
				name: 'the currency is a word for several',
				row: { fields: { reimbursementCurrency: 'Dollar' } },
				says: 'Reimbursement currency can be read as USD (US Dollar) or as CAD (Canadian Dollar) or as AUD (Australian Dollar) or as NZD (New Zealand Dollar) (sent: "Dollar")',
				cure: 'Reimbursement currency: Use the code that is meant, such as USD, CAD, AUD, or NZD.',
			},
			{
				name: 'the locale is a language only',
				row: { fields: { spendCountry: 'JP', spendLocale: 'fr' } },
				says: `Expense locale ${isWithoutCountry} (sent: "fr")`,
				cure: `Expense locale: ${useLocaleSuchAs('fr-FR')}`,
			},
			{
				name: 'the locale is a word',
				row: { fields: { spendLocale: 'Klingon (US)' } },
				says: `Expense locale ${isNotLocale} (sent: "Klingon (US)")`,
				cure: `Expense locale: ${useLocale}`,
			},
			{
				name: 'the state is a word',
				row: { fields: { spendStateProvince: 'Midwest' } },
				says: `Expense state or province ${isNotState} (sent: "Midwest")`,
				cure: `Expense state or province: ${useState}`,
			},
			{
				name: 'the ledger is too long',
				row: { fields: { ledgerCode: 'GENERAL LEDGER OF EUROPE' } },
				says: `Ledger ${isTooLong(24)} (sent: "GENERAL LEDGER OF EUROPE")`,
				cure: `Ledger: ${useAtMost(20)}`,
			},
			{
				name: 'test user is a word',
				row: { fields: { testEmployee: 'temporary' } },
				says: `Test user ${mustBeYesOrNo} (sent: "temporary")`,
				cure: `Test user: ${useYesOrNo}`,
			},
			{
				name: 'the approval limit is two amounts',
				row: {
					fields: { reportApprovalLimit: '1.250,50 - 2.000', reportApprovalLimitCurrency: 'EUR' },
				},
				says: `Report approval limit ${isNotNumber} (sent: "1.250,50 - 2.000")`,
				cure: `Report approval limit: ${useNumber}`,
			},
			{
				name: 'the approver is a list',
				row: { fields: { reportApprover: ['1001', '1002'] } },
				says: `Report approver ${mustBeSingleValue} (sent: ["1001","1002"])`,
				cure: `Report approver: ${useOneValue}`,
			},
			{
				name: 'a role is misspelt',
				row: { fields: { roles: 'Expense Aprover' } },
				says: `Roles ${isUnknownRole} (sent: "Expense Aprover")`,
				cure: `Roles: ${useRole} Did you mean "Expense Approver"?`,
			},
			{
				name: 'a role is nothing like any',
				row: { fields: { roles: 'Boss' } },
				says: `Roles ${isUnknownRole} (sent: "Boss")`,
				cure: `Roles: ${useRole}`,
			},
			{
				name: 'two roles exclude each other',
				row: { fields: { roles: 'EXP_PROCESSOR, EXP_PROCESSOR_AUDIT' } },
				says: 'Role: Expense Processor cannot be combined with Expense Processor (Audit) (sent: "EXP_PROCESSOR")',
				cure: 'Role: Expense Processor: Assign either Expense Processor or Expense Processor (Audit).',
			},
			{
				name: 'two role fields exclude each other',
				row: { fields: { roleExpenseProcessor: 'yes', roleExpenseProcessorAudit: 'yes' } },
				says: 'Role: Expense Processor cannot be combined with Expense Processor (Audit) (sent: "EXP_PROCESSOR")',
				cure: 'Role: Expense Processor: Assign either Expense Processor or Expense Processor (Audit).',
			},
			{
				name: 'a role needs another one',
				row: { fields: { roleStatementApprover: 'yes' } },
				says: 'Role: Company Bill Statement Approver requires the role Expense Approver (sent: "STATEMENT_APPROVER")',
				cure: 'Role: Company Bill Statement Approver: Assign Expense Approver too.',
			},
			{
				name: 'a role is retired',
				row: { fields: { roles: ['Dashboard User'] } },
				says: 'Roles includes a role that SAP has retired: Dashboard User (sent: "REPORTING_DASHBOARD_USER")',
				cure: 'Roles: Remove it.',
			},
			{
				name: 'a role comes with a product',
				row: { fields: { roles: 'Expense User' } },
				says: 'Roles includes a role that comes with a product (sent: "EXP_USER")',
				cure: 'Roles: Add Expense to Products. The role comes with it.',
			},
			{
				name: 'a role is answered with a word',
				row: { fields: { roleExpenseApprover: 'deputy' } },
				says: `Role: Expense Approver ${mustBeYesOrNo} (sent: "deputy")`,
				cure: `Role: Expense Approver: ${useYesOrNo}`,
			},
			{
				name: 'a role is given in a field and refused in the list',
				row: { fields: { roles: 'EXP_APPROVER', roleExpenseApprover: 'no' } },
				says: 'Role: Expense Approver has two values: "yes" and "no" (sent: null)',
				cure: `Role: Expense Approver: ${sendOnce}`,
			},
			{
				name: 'travel data come without a rule class',
				row: { fields: { travelGender: 'Female' } },
				says: `Travel rule class (name or ID) ${isMissing}`,
				cure: `Travel rule class (name or ID): ${enterRuleClass}`,
			},
			{
				name: 'the gender is not known',
				row: { fields: { travelRuleClass: 'Standard Travel', travelGender: 'Ms.' } },
				says: `Gender on travel documents ${isUnknownValue} (sent: "Ms.")`,
				cure: 'Gender on travel documents: Use one of Female, Male.',
			},
			{
				name: 'the travel groups are words',
				row: { fields: { travelRuleClass: 101, travelGroups: 'Sales, Legal' } },
				says: `Travel groups (IDs) ${isNotWholeNumber} (sent: "Sales, Legal")`,
				cure: `Travel groups (IDs): ${useWholeNumber}`,
			},
			{
				name: 'the payroll data are incomplete',
				row: { fields: { adpCompanyCode: 'ACME' } },
				says: `ADP deduction code ${isMissing}; ADP employee file number ${isMissing}`,
				cure: `ADP deduction code: ${enterAdp} ADP employee file number: ${enterAdp}`,
			},
			{
				name: 'the expense audit is not known',
				row: { fields: { expenseAuditRequired: 'SOMETIMES' } },
				says: `Expense audit ${isUnknownValue} (sent: "SOMETIMES")`,
				cure: 'Expense audit: Use one of NEVER, REQUIRED, ALWAYS.',
			},
			{
				name: 'the data are larger than a request may be',
				row: { fields: { officeLocationCity: '漢'.repeat(150_000) } },
				says: 'The data of this user has 450671 bytes, but SAP Concur accepts at most 400000 in one request',
				cure: 'Shorten the longest values, or send them in two updates.',
			},
			{
				name: 'two rows have one user name',
				before: [{ fields: { ...john, ...spend, employeeNumber: '20003' } }],
				says: 'This row is for the same user as row 1: both have the same user name',
				cure: 'Send one item per user. The Remove Duplicates node can drop the others before this node.',
			},
			{
				name: 'two rows have one employee number',
				before: [{ fields: { ...john, ...spend, userName: 'j.roe@example.com' } }],
				says: 'This row is for the same user as row 1: both have the same employee number',
				cure: 'Send one item per user. The Remove Duplicates node can drop the others before this node.',
			},
		],
	},
	{
		form: single,
		cases: [
			{
				name: 'somebody has the user name already',
				row: { fields: { userName: 'ines.weber@example.com' } },
				says: 'Already exists in SAP Concur: the user name ines.weber@example.com belongs to Ines Weber (employee number 1003)',
				cure: "The employee numbers differ, so this is another person. Do not update that user with this data: the new person would get the other one's expenses. Instead, change the old user name first, for example to OLD_ines.weber@example.com, or give the new person another user name.",
				sends: [`POST ${users}`, 'POST /profile/identity/v4.1/Users/.search'],
			},
			{
				name: 'somebody has the employee number already',
				row: { fields: { employeeNumber: '1003' } },
				says: 'Already exists in SAP Concur: the employee number 1003 belongs to Ines Weber (user name ines.weber@example.com)',
				cure: 'If this is the same person, use Create or Update instead of Create. Otherwise, correct the employee number.',
				sends: [`POST ${users}`, 'POST /profile/identity/v4.1/Users/.search'],
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
				name: 'a user name stands where the UUID belongs',
				row: { user: 'martin.doyle@example.com' },
				says: isLoginName('martin.doyle@example.com'),
				cure: chooseLoginName,
			},
			{
				name: 'the currency is a word',
				row: { fields: { reimbursementCurrency: 'Taler' } },
				says: `Reimbursement currency ${isNotCurrency} (sent: "Taler")`,
				cure: `Reimbursement currency: ${useCurrency}`,
			},
			{
				name: 'the company is to be changed',
				row: { fields: { companyId: nobody } },
				says: `Company UUID ${cannotBeChanged} (sent: "00000000-0000-4000-8000-000000000000")`,
				cure: 'Company UUID: Leave it out.',
			},
			{
				name: 'two rows are about one person',
				before: [{ user: martin.toUpperCase(), fields: { ledgerCode: 'EMEA' } }],
				says: 'This row is for the same user as row 1: both have the same user ID',
				cure: 'Send one item per user. The Remove Duplicates node can drop the others before this node.',
			},
			{
				name: 'the person is unknown',
				row: { user: nobody },
				says: unknownUser('00000000-0000-4000-8000-000000000000'),
				cure: checkUser,
				sends: [search, `PATCH ${users}/${nobody}`],
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
				name: 'the first name is missing',
				row: { fields: { givenName: '' } },
				says: `First name ${isMissing}`,
				cure: `First name: ${enterValue}`,
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
				sends: [search, `PUT ${users}/${nobody}`],
			},
		],
	},
	{
		form: remove,
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
				name: 'an employee number stands where the UUID belongs',
				row: { user: '1002' },
				says: isNumber('1002'),
				cure: chooseNumber,
			},
			{
				name: 'the person is unknown',
				row: { user: nobody },
				says: unknownUser('00000000-0000-4000-8000-000000000000'),
				cure: checkUser,
				sends: [search, `DELETE ${users}/${nobody}`],
			},
			{
				name: 'two rows are about one person',
				before: [{ user: martin }],
				says: 'This row is for the same user as row 1: both have the same user ID',
				cure: 'Send one item per user. The Remove Duplicates node can drop the others before this node.',
				goodSends: [search, `DELETE ${users}/${martin}`, `DELETE ${users}/${ines}`],
			},
		],
	},
];
