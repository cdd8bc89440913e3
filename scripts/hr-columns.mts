// Writes docs/hr-columns.md: which headings and values the nodes understand, as the nodes themselves say.
// A test holds that the page is what this script makes of the data.
import { writeFile } from 'node:fs/promises';
import groupBy from 'lodash/groupBy.js';
import { toFlatFields } from '../nodes/shared/person/flatRow.ts';
import { toUserDocument } from '../nodes/shared/person/userDocument.ts';
import { fieldCatalog, separator, type CatalogEntry } from '../nodes/shared/form/fieldCatalog.ts';
import { headingKeys } from '../nodes/shared/row/headings/headingKeys.ts';
import { fieldsById, type FlatField } from '../nodes/shared/schema/flatFields.ts';

export const page = new URL('../docs/hr-columns.md', import.meta.url);

interface Example {
	field: string;
	/** What a cell can hold, each read on its own unless `column` says otherwise. */
	values: unknown[];
	/** Other cells of the column or of the row that decide. */
	column?: unknown[];
	row?: Record<string, unknown>;
	when?: string;
}

const examples: Record<string, Example[]> = {
	Dates: [
		{
			field: 'dateOfBirth',
			values: [
				'1990-05-17',
				'17.05.1990',
				'17/05/1990',
				'19900517',
				33010,
				'/Date(642902400000)/',
				'1990-05-17-08:00',
				'17-May-1990',
				'17. Mai 1990',
				'17 mai 1990',
				'17 de mayo de 1990',
				'0000-00-00',
				'05/06/1990',
				'17.05.90',
			],
		},
		{
			field: 'dateOfBirth',
			values: ['05/06/1990'],
			column: ['05/06/1990', '17/05/1990'],
			when: 'another row has 17/05/1990',
		},
		{
			field: 'dateOfBirth',
			values: ['05/06/1990'],
			column: ['05/06/1990', '05/17/1990'],
			when: 'another row has 05/17/1990',
		},
		{ field: 'terminationDate', values: ['31.12.9999'] },
	],
	'Yes, no, and status': [
		{ field: 'workEmailNotifications', values: ['Ja', 'Oui', 'Sí', 'No', 'N', 0] },
		{
			field: 'active',
			values: [
				'Active',
				'On Leave',
				'Elternzeit',
				'En congé',
				'Excedencia',
				'Terminated',
				'Ausgeschieden',
				'Sorti',
				'Baja',
				'Suspended',
				'T',
			],
		},
		{
			field: 'active',
			values: ['Full-Time', 'CDI'],
			column: ['Full-Time', 'CDI', 'Terminated'],
			when: 'another row has Terminated',
		},
		{ field: 'expenseUser', values: ['Yes', 'Nein'] },
		{ field: 'travelGender', values: ['weiblich', 'Homme', 'M'] },
		{ field: 'travelGender', values: ['M'], column: ['M', 'F'], when: 'another row has F' },
		{ field: 'travelGender', values: ['M'], column: ['M', 'H'], when: 'another row has H' },
	],
	'Countries, currencies, languages, and time zones': [
		{
			field: 'spendCountry',
			values: ['de', 'DEU', 'Deutschland', 'Allemagne', 'Alemania', 'UK', 'USA', 'Korea'],
		},
		{
			field: 'reimbursementCurrency',
			values: ['eur', '€', 'US Dollar', 'Schweizer Franken', 'livre sterling', '$'],
		},
		{
			field: 'preferredLanguage',
			values: ['German', 'Französisch', 'deu', 'en_US', 'English (United Kingdom)', 'English'],
		},
		{
			field: 'preferredLanguage',
			values: ['English'],
			row: { spendCountry: 'GB' },
			when: 'the row has the country GB',
		},
		{ field: 'spendLocale', values: ['en_US', 'German (Austria)', 'German'] },
		{
			field: 'spendLocale',
			values: ['German'],
			row: { spendCountry: 'Österreich' },
			when: 'the row has the country Österreich',
		},
		{
			field: 'timezone',
			values: ['Asia/Kolkata', 'Berlin', '(GMT+01:00) Berlin', 'W. Europe Standard Time', 'CST'],
		},
		{ field: 'spendStateProvince', values: ['WA', 'US-WA', 'Washington'] },
	],
	Amounts: [
		{
			field: 'reportApprovalLimit',
			values: ['1250.50', '1.250,50', '1,250.50', '1.250,50 €', '1.000'],
		},
		{
			field: 'reportApprovalLimit',
			values: ['1.000'],
			row: { spendLocale: 'de-DE' },
			when: 'the row has the locale de-DE',
		},
	],
	'Empty cells': [
		{ field: 'department', values: ['-', '--', 'N/A', 'None', 'NULL', '(blank)', 'k. A.', 'Null'] },
		{ field: 'employeeNumber', values: ['-'] },
	],
	'Products and roles': [
		{ field: 'entitlements', values: ['Expense; Travel', 'Concur Expense'] },
		{ field: 'roles', values: ['Expense Approver, Request Approver', 'EXP_APPROVER'] },
	],
};

/** What the nodes make of each value of an example, one line of the table each. */
function readings({ field: fieldId, values, column, row, when }: Example): string[] {
	const field = fieldsById.get(fieldId) as FlatField;
	return values.map((sent) => {
		const columnOf = (id: string) => (id === fieldId ? column : undefined);
		const read = toUserDocument({ ...row, [fieldId]: sent }, undefined, { zone: 'utc', columnOf });
		const issue = read.issues.find((one) => one.fieldId === fieldId);
		const path = field.valueKind === 'product' ? 'entitlements' : fieldId;
		const value = toFlatFields(read.document)[path];
		const outcome = issue
			? `Rejected: ${issue.problem}. ${issue.cure}`
			: value === undefined
				? 'Nothing is sent'
				: `\`${[value].flat().map(String).join(', ')}\``;
		const written = `\`${String(sent)}\`${when ? `, if ${when}` : ''}`;
		return `| ${field.label} | ${written} | ${outcome} |`;
	});
}

const valueTable = (list: Example[]) =>
	['| Field | In the row | Sent |', '| --- | --- | --- |', ...list.flatMap(readings)].join('\n');

/** The label stands before them. */
function headingsIn({ id, label, headings }: CatalogEntry): string {
	const named = new Set([id, label].flatMap(headingKeys));
	const others = headings.split(separator).filter((heading) => {
		return !headingKeys(heading).some((key) => named.has(key));
	});
	return others.join(separator);
}

const fieldList = (entries: CatalogEntry[]) =>
	entries
		.map((entry) => `- **${entry.label}** (\`${entry.id}\`): ${headingsIn(entry)}${formIn(entry)}`)
		.join('\n');

const formIn = ({ form, example }: CatalogEntry) =>
	form === 'text' ? '' : `. *Form:* ${form}, such as \`${example}\``;

/** The whole page. */
export function hrColumns(): string {
	return `# Columns of HR systems

**Map Automatically** recognizes the columns of an HR export by their headings, and the nodes read the values as HR writes them. This page lists what
they understand. It is made from the data that the nodes use.

## Headings

A heading matches if it is the ID, the label, or one of the headings below. Case, blanks, punctuation, brackets, and accents do not matter: *Cost Center*,
\`COST_CENTER\`, and *cost-center* are the same, and so are *Prénom* and *Prenom*. A note about the form in brackets is ignored, as in *Hire Date (MM/DD/YYYY)*. The labels
of your company's employee form match, too.

A heading is never guessed. A column that matches nothing is not used, and the output panel and \`notices\` name it. To stop instead, set **Unknown
Columns** to *Stop*. If two columns fill the same field with different values, or one column fits two fields, nothing is sent for the row, and the error names both.
Some headings are left out on purpose, because HR systems use them for different things: *City*, *Street*, and *ZIP* (home or office), *Phone* (office or
private), *User ID*, *Company Code*. *Name* is the last name only beside a column for the first name that it does not repeat.

When users are created and no column has the user name, the work email is used. Without a column for the expense locale, it is made of language and
country, as in *de-DE*, if the language is that of the country. *Country*, *Locale*, and *Currency* alone do not make an expense profile: if one of the three is missing
in the whole file, and nothing else asks for expense data, they are not sent, and the output panel warns.

## Values

Each value that is read in another way than it is written is told in \`notices\`. What can be read in two ways is rejected with both readings. The
following values show what happens with each kind.

${Object.entries(examples)
	.map(([title, list]) => `### ${title}\n\n${valueTable(list)}`)
	.join('\n\n')}

### People

*Manager*, the approvers, *BI manager*, and *Travel approver* take an employee number, a user name, an email, or a UUID, also in brackets behind a name: *Martin
Doyle (1002)*. The nodes look all of them up before they send anything. Somebody who is created in the same run can be named, too.

## Fields

*Get Form Fields* of SAP Concur Provisioning with **Form For > All Fields and Their Headings** returns this list as items, with the labels of your company.

${Object.entries(groupBy(fieldCatalog(), 'group'))
	.map(([group, entries]) => `### ${group}\n\n${fieldList(entries)}`)
	.join('\n\n')}
`;
}

if (import.meta.filename === process.argv[1]) await writeFile(page, hrColumns());
