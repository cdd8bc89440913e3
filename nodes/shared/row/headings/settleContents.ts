import type { JsonObject } from '../../schema/attributes';
import { fieldsById, type FlatField } from '../../schema/flatFields';
import { readYesNo } from '../words/readYesNo';
import { isOnlyName } from './cells';
import { fillsField, isEach, type Column } from './column';

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
