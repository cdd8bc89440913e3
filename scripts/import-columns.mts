// Writes docs/import-columns.md: what becomes of each column of an employee import file, as the nodes' own data say.
// A test holds that the page is what this script makes of the data.
import { writeFile } from 'node:fs/promises';
import {
	recordTypeOf,
	type Column,
	type RecordType,
} from '../nodes/ConcurProvisioning/importFile/records/recordTypes.ts';
import roleCodes from '../nodes/ConcurProvisioning/importFile/records/roleCodes.json' with { type: 'json' };
import { fieldsById } from '../nodes/shared/schema/flatFields.ts';
import { findRole } from '../nodes/shared/schema/roles.ts';

export const page = new URL('../docs/import-columns.md', import.meta.url);

/** Record types that have the same columns, with what is said about them. */
const types: Array<[types: string[], note: string]> = [
	[
		['305', '300'],
		"Record 300 has the first 86 columns; of both for one person, 305 counts. A blank Expense User (63) is read as yes where country, locale, and currency are filled, as SAP's import does it. SAP's page gives column 81 the attribute of column 51; it is read as column 23 of record 360. In column 56, SAP's page expects `FAX`, `DETAILED`, or `RECEIPTS`; `Y` and `N` are of the time of faxes and not supported. A user name (6) is only for somebody new: whoever is in SAP Concur keeps theirs, unless record 320 gives another one.",
	],
	[
		['310'],
		'Locale Code is not sent for somebody without Expense or Invoice, and neither is a no for No Middle Name without a travel class: SAP Concur would reject a profile of nothing else.',
	],
	[
		['320'],
		'The user is found by the current ID. Who has the new one already was renamed before. If nobody has either, or two people have them, the row is rejected.',
	],
	[
		['350'],
		"A custom field is written `Name=value`, with the name that it has in SAP Concur; without a name, that of the column is used, with a notice. Profile sync ID is not on SAP's page, but in the specification of the import.",
	],
	[['360'], 'Default Shipping Address holds the code of an address, which becomes its street.'],
	[['370'], ''],
	[
		['400'],
		"A role that can be limited is given for the group that the segments make, joined by hyphens (`US-NW`), beside the groups that the user has for it already. SAP's page calls the segments not supported, so they are listed as such as well.",
	],
	[
		['500'],
		'Other delegates stay. `EXP`, `PMT`, and `PUR` are Expense, Invoice, and purchase requests. The delegate must be in SAP Concur, or in the file.',
	],
	[
		['550'],
		"As record 500. SAP's page gives columns 6 and 15 the same attribute; column 15 is read as the one for requests.",
	],
	[
		['720', '700', '710'],
		'`EXP`, `PMT`, `REQ`, and `PUR` are reports, invoices, requests, and purchase requests. The segments make the group, joined by hyphens; without any, the limit is for all groups. Record 700 has no level. Records 700 and 720 are about authorized approvers, 710 about cost object approvers.',
	],
	[
		['750', '760'],
		'Takes the limit of that group away: 750 that of an authorized approver, 760 that of a cost object approver.',
	],
];

/** Parts that are no attributes of SAP Concur. */
const words: Record<string, string> = {
	currentEmployeeNumber: 'how the user is found (`currentEmployeeNumber`)',
	customField: 'a travel custom field',
	delegate: 'who the delegate is',
	isTemporary: 'whether the two dates count',
	list: 'for what',
	role: 'the role',
	segment: 'the group',
};

const placeOf = ({ field = '', part, notSupported, codes, secret }: Column): string => {
	if (notSupported !== undefined) {
		return `not supported: ${notSupported.replace(/^The/, 'the')}${secret ? ', and it is never shown' : ''}`;
	}
	const label = fieldsById.get(field)?.label;
	if (label === undefined) return part === undefined ? '' : (words[part] ?? `\`${part}\``);
	const meanings = Object.entries(codes ?? {}).map(([code, name]) => `${code} is ${name}`);
	return `${label} (\`${field}\`)${meanings.length > 0 ? `: ${meanings.join(', ')}` : ''}`;
};

/** Columns beside each other that have one place are one line. */
function linesOf({ documented }: RecordType): string[] {
	const groups: Column[][] = [];
	for (const column of documented) {
		const last = groups.at(-1);
		const isSame =
			last?.[0] && column.notSupported && !column.secret && placeOf(last[0]) === placeOf(column);
		if (isSame || (last?.[0]?.part === column.part && column.part)) last?.push(column);
		else groups.push([column]);
	}
	return groups.map((columns) => {
		const [first, last] = [columns[0]!, columns.at(-1)!];
		const isOne = first === last;
		const numbers = isOne ? first.column : `${first.column}-${last.column}`;
		const name = isOne ? first.name : `${first.name} to ${last.name}`;
		return `| ${numbers} | ${name} | ${placeOf(first)} |`;
	});
}

const sectionOf = ([names, note]: (typeof types)[number]): string => {
	const known = names.map((name) => recordTypeOf(name)!);
	const title = known.map(({ type, name }) => `${type} ${name}`).join(', ');
	const table = ['| Column | Name | Place |', '| --- | --- | --- |', ...linesOf(known[0]!)];
	return [`## ${title}`, ...(note ? [note] : []), table.join('\n')].join('\n\n');
};

const roleTable = [
	'| Code | Role |',
	'| --- | --- |',
	...Object.entries(roleCodes).map(([code, name]) => `| \`${code}\` | ${findRole(name)?.name} |`),
].join('\n');

export const importColumns = (): string =>
	[
		'# The columns of an employee import file',
		'What [Convert](import-file.md) makes of each column: a field, a part of what is in `additionalAttributes`, or nothing, and then it is listed in `notSupported`.',
		'`$BLANK$` clears a field that can be empty, and so does `CLEAR`. Codes count in any letter case. Dates are `YYYYMMDD`.',
		...types.map(sectionOf),
		'## Codes of roles in record 400',
		"The codes of the file are not those of the API. The role is the one that SAP's specification and the API call alike. The API's own codes and names are read, too. `GROUP_ANALYST` (retired) and `INVOICE_RCVR` (unclear which role it is) are not supported.",
		roleTable,
	].join('\n\n') + '\n';

if (import.meta.filename === process.argv[1]) await writeFile(page, importColumns());
