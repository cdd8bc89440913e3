// What the headings of a sheet do, and expressions that lose what a column holds.
import { mapped } from '../../support/concur.mts';
import { identity, provisioning, type Form, type Table } from './badInput.mts';
import { enterLoginName, isMissing, isNotEmail, useEmail } from './valueSentences.mts';

const person = (first: string, last: string, no: string) => ({
	'\ufeffUser name': `${first}.${last}@example.com`.toLowerCase(),
	'First name': first,
	last_name: last,
	'WORK EMAIL': `${first}.${last}@example.com`.toLowerCase(),
	'Employee number ': no,
});

const headings: Form = {
	title: 'Identity, Create: headings of a sheet',
	node: identity,
	operation: 'create',
	parameters: { fields: { mappingMode: 'autoMapInputData', value: null, schema: [] } },
	good: person('Jane', 'Doe', '20001'),
	other: person('John', 'Roe', '20002'),
	goodSends: ['POST /profile/identity/v4.1/Users'],
};

const expenseHeadings: Form = {
	...headings,
	title: 'Provisioning, Create: headings of a sheet',
	node: provisioning,
	goodSends: ['POST /profile/v4/Bulk'],
};

const values = {
	userName: '={{ $json.mail }}',
	workEmail: '={{ $json.mail }}',
	givenName: '={{ $json.Vorname }}',
	familyName: '={{ $json.Nachname }}',
};
const columns = { Eintritt: '05.01.2026', Nummer: '4711', Privat: 'x@example.com', Satz: '{}' };

const expressions: Form = {
	title: 'Provisioning, Create: expressions',
	node: provisioning,
	operation: 'create',
	good: { mail: 'jane.doe@example.com', Vorname: 'Jane', Nachname: 'Doe', ...columns },
	other: { mail: 'john.roe@example.com', Vorname: 'John', Nachname: 'Roe', ...columns },
	goodSends: ['POST /profile/v4/Bulk'],
};

const withField = (field: string, expression: string) => ({
	fields: mapped({ ...values, [field]: expression }),
});

const hasNoValue = 'has no value: its expression';
const correct = 'Correct the value in the column, or the expression.';
const onPurpose = `${correct} To send nothing for such a value on purpose, let the expression return ''.`;
const removeColumn = 'Remove one of the columns, or map the fields manually.';
const toDay = 'DateTime.fromFormat($json.Eintritt, "dd.MM.yyyy")';

export const columnInputs: Table[] = [
	{
		form: headings,
		cases: [
			{
				name: 'two columns are the cost center',
				row: { cost_center: '4711', 'Cost center': '4712' },
				says: 'Cost center is filled by two columns: "cost_center" and "Cost center"',
				cure: `Cost center: ${removeColumn}`,
			},
			{
				name: 'two columns are the first name',
				row: { givenname: 'Johnny' },
				says: 'First name is filled by two columns: "First name" and "givenname"',
				cure: `First name: ${removeColumn}`,
			},
			{
				name: 'two columns are the work email',
				row: { 'Dienstliche E-Mail': 'other@example.com' },
				says: 'Work email is filled by two columns: "WORK EMAIL" and "Dienstliche E-Mail"',
				cure: `Work email: ${removeColumn}`,
			},
			{
				name: 'the cell below the byte order mark is empty',
				row: { '\ufeffUser name': '' },
				says: `User name ${isMissing}`,
				cure: `User name: ${enterLoginName}`,
			},
			{
				name: 'the column in capitals holds no address',
				row: { 'WORK EMAIL': 'at work' },
				says: `Work email ${isNotEmail} (sent: "at work")`,
				cure: `Work email: ${useEmail}`,
			},
			{
				name: 'a node before has made no date of the start date',
				row: { 'Start Date': 'Invalid DateTime' },
				says: 'Start date contains a date that could not be read',
				cure: `Start date: ${correct}`,
			},
		],
	},
	{
		form: expenseHeadings,
		cases: [
			{
				name: 'a column can be that of two approvers',
				row: { Approver: '1002' },
				says: 'The column "Approver" fits two fields: Report approver and Request approver',
				cure: 'Rename the column "Approver" to "Report approver" or "Request approver", or map the fields manually.',
				sends: [],
			},
			{
				name: 'a column has a name that no field has, and the form says to stop',
				parameters: { unknownColumns: 'stop' },
				row: { 'Shoe size': '43' },
				says: 'The column "Shoe size" matches no field',
				cure: 'Remove it, rename it like a field, or set Unknown Columns to "Ignore With a Hint".',
				sends: [],
			},
			{
				name: 'two columns with keys name two managers',
				row: { 'Manager ID': '1002', Vorgesetzter: '1003' },
				says: 'Manager is filled by two columns: "Manager ID" and "Vorgesetzter"',
				cure: `Manager: ${removeColumn}`,
			},
		],
	},
	{
		form: expressions,
		cases: [
			{
				name: 'the expression makes no date of a day that does not exist',
				parameters: withField('startDate', `={{ ${toDay}.toISODate() }}`),
				row: { Eintritt: '31.02.2024' },
				says: `Start date (column "Eintritt") ${hasNoValue} turns "31.02.2024" into nothing`,
				cure: `Start date: ${onPurpose}`,
			},
			{
				name: 'the expression formats a day that does not exist',
				parameters: withField('startDate', `={{ ${toDay}.toFormat("yyyy-MM-dd") }}`),
				row: { Eintritt: '31.02.2024' },
				says: `Start date (column "Eintritt") ${hasNoValue} cannot read "31.02.2024" as a date`,
				cure: `Start date: ${correct}`,
			},
			{
				name: 'the expression fails for a word',
				parameters: withField('title', '={{ $json.Nummer.toNumber() }}'),
				row: { Nummer: 'keine' },
				says: `Job title (column "Nummer") ${hasNoValue} fails for "keine" (cannot convert to number)`,
				cure: `Job title: ${correct}`,
			},
			{
				name: 'the expression treats a number like a text',
				parameters: withField('title', '={{ $json.Nummer.trim() }}'),
				row: { Nummer: 4711 },
				says: `Job title (column "Nummer") ${hasNoValue} turns 4711 into nothing`,
				cure: `Job title: ${onPurpose}`,
			},
			{
				name: 'the expression cuts all letters of a word',
				parameters: withField('title', "={{ $json.Nummer.replace(/[^0-9]/g, '') }}"),
				row: { Nummer: 'keine' },
				says: `Job title (column "Nummer") ${hasNoValue} turns "keine" into nothing`,
				cure: `Job title: ${onPurpose}`,
			},
			{
				name: 'the expression makes no number of a word',
				parameters: withField('title', '={{ Number($json.Nummer) }}'),
				row: { Nummer: 'viel' },
				says: `Job title (column "Nummer") ${hasNoValue} turns "viel" into something that is not a number`,
				cure: `Job title: ${onPurpose}`,
			},
			{
				name: 'the expression has a slip',
				parameters: withField('title', '={{ $json.Nummer.trim( }}'),
				says: `Job title (column "Nummer") ${hasNoValue} fails for "4711" (invalid syntax)`,
				cure: `Job title: ${correct}`,
				sends: [],
			},
			{
				name: 'the expression names a node that is not there',
				parameters: withField('title', "={{ $('HR').item.json.Nummer }}"),
				says: `Job title (column "Nummer") ${hasNoValue} fails (Referenced node doesn't exist)`,
				cure: `Job title: ${correct}`,
				sends: [],
			},
			{
				name: 'the column has a name of its own',
				parameters: withField('homeEmail', '={{ $json["Privat"] }}'),
				row: { Privat: 'keine' },
				says: `Home email (column "Privat") ${isNotEmail} (sent: "keine")`,
				cure: `Home email: ${useEmail}`,
			},
			{
				name: 'the expression of the JSON field loses what its column holds',
				parameters: {
					fields: mapped(values),
					additionalAttributes: '={{ $json.Satz.replace("n/a", "") }}',
				},
				row: { Satz: 'n/a' },
				says: `The field 'Additional Attributes (JSON)' ${hasNoValue} turns "n/a" into nothing`,
				cure: onPurpose,
			},
			{
				name: 'the values stand without the mapper around them, and one is no field',
				parameters: { fields: { ...values, costCentre: '4711' } },
				says: 'costCentre is not a field of this node (sent: "4711")',
				cure: `costCentre: Use one of the fields that this node offers, or 'Additional Attributes (JSON)'. Did you mean "costCenter"?`,
				sends: [],
			},
		],
	},
];
