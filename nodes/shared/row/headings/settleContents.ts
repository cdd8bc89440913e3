import type { JsonObject } from '../../schema/attributes';
import { fieldsById, type FlatField } from '../../schema/flatFields';
import { readYesNo } from '../words/readYesNo';
import { isFilled, isOnlyName } from './cells';
import { fillsField, isEach, type Column } from './column';
import { headingKey } from './headingKeys';

const personalTitles = new Set(
	'mr mrs ms miss mx dr prof sir madam herr frau m mme mlle monsieur madame sr sra srta'.split(' '),
);

const isPersonalTitle = (value: unknown) =>
	typeof value === 'string' &&
	value.split(/[\s.]+/).every((word) => word === '' || personalTitles.has(word.toLowerCase()));

/**
 * Oracle writes MR. and MS. under "Title" (docs.oracle.com, HCM Data Loader, Worker: Person Name), and nobody has such a job. It is
 * the name prefix, or nothing where another column is. Changes the columns.
 * @param offered the fields of this form
 */
export function settleTitles(
	rows: readonly JsonObject[],
	columns: readonly Column[],
	offered: ReadonlySet<FlatField>,
): void {
	const prefix = fieldsById.get('honorificPrefix');
	if (!prefix) return;
	const filled = columns.filter(fillsField);
	const isTaken = !offered.has(prefix) || filled.some(({ fields: [field] }) => field === prefix);
	for (const column of filled) {
		if (column.fields[0]?.id !== 'title' || !isEach(rows, column, isPersonalTitle)) continue;
		Object.assign(column, isTaken ? { use: 'spare' } : { fields: [prefix] });
	}
}

const roleOf: Record<string, string> = {
	reportApprover: 'roleExpenseApprover',
	requestApprover: 'roleRequestApprover',
	invoiceApprover: 'roleInvoiceApprover',
	purchaseRequestApprover: 'rolePurchaseRequestApprover',
	statementApprover: 'roleStatementApprover',
	budgetApprover: 'roleBudgetApprover',
};

/**
 * SAP Concur's employee import has "Request Approver" with Y and N (Employee Import Specification, record 305), which says who has
 * the role and not who approves. Changes the columns.
 * @param offered the fields of this form
 */
export function settleApproverFlags(
	rows: readonly JsonObject[],
	columns: readonly Column[],
	offered: ReadonlySet<FlatField>,
): void {
	for (const column of columns.filter(fillsField)) {
		const role = fieldsById.get(roleOf[column.fields[0]?.id ?? ''] ?? '');
		if (!role || !isEach(rows, column, isYesOrNo)) continue;
		Object.assign(column, offered.has(role) ? { fields: [role] } : { use: 'notOffered' });
	}
}

/** 1 and 0 can be numbers of people. */
const isYesOrNo = (value: unknown) =>
	(typeof value === 'boolean' || isOnlyName(value)) && 'value' in readYesNo(value);

/**
 * German lists have the last name under "Name" beside "Vorname"; elsewhere "Name" is the whole name, and then it holds the first
 * name of some row, too, or marks. Changes the columns.
 */
export function settleLastNames(rows: readonly JsonObject[], columns: readonly Column[]): void {
	const field = fieldsById.get('familyName');
	const filledBy = (fieldId: string) =>
		columns.find((column) => fillsField(column) && column.fields[0]?.id === fieldId);
	const first = filledBy('givenName');
	if (!field || !first || filledBy('familyName')) return;
	const isName = ({ use, heading }: Column) => use === 'unknown' && headingKey(heading) === 'name';
	const [column, ...others] = columns.filter((one) => one.isFilled && isName(one));
	if (!column || others.length > 0 || !isEach(rows, column, isLastName)) return;
	const isWhole = rows.some((row) => {
		const firstNames = wordsIn(row[first.heading]);
		return wordsIn(row[column.heading]).some((word) => firstNames.includes(word));
	});
	if (!isWhole) Object.assign(column, { use: 'field', fields: [field] });
}

/** "Doe, Jane" is a whole name, and so is one with a number behind it. */
const isLastName = (value: unknown) => isOnlyName(value) && !/[,;()]/.test(String(value));

const wordsIn = (value: unknown) =>
	isFilled(value)
		? String(value)
				.toLowerCase()
				.split(/[\s-]+/)
		: [];
