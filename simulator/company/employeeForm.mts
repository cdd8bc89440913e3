// The fields of the company's employee form (SAP: v4.1.spend-form-fields).
import type { CompanySettings } from './settings.mts';

interface FormField {
	/** As FormFields spells it, such as Custom3. */
	name: string;
	label: string;
	maxLength: number;
	isRequired: boolean;
	/** HD: hidden from the user. */
	access: 'HD' | 'RW' | 'RO';
}

/** A custom field; customData has its ID, such as custom3. */
interface CustomField extends FormField {
	id: string;
}

type Row = [name: string, label: string, maxLength: number, access: FormField['access']];

/**
 * Those of SAP's sample, and the names and lengths of the older User API, whose page Form Fields repeats (SAP: user/v1.0,
 * V1-mapping). A real form has more. The labels are made up: a company writes its own.
 */
const standardRows: Row[] = [
	['EmpId', 'Employee ID', 128, 'HD'],
	['LoginId', 'User Name', 128, 'RW'],
	['FirstName', 'First Name', 32, 'RW'],
	['LastName', 'Last Name', 32, 'RW'],
	['Mi', 'Middle Initial', 1, 'RW'],
	['EmailAddress', 'Work Email', 255, 'RW'],
	['LedgerKey', 'Ledger', 20, 'RW'],
	['LocaleName', 'Expense Locale', 5, 'RW'],
	['CtryCode', 'Expense Country', 2, 'RW'],
	['CtrySubCode', 'Expense State or Province', 6, 'RW'],
	['CrnKey', 'Reimbursement Currency', 3, 'RW'],
	['CashAdvanceAccountCode', 'Cash Advance Account Code', 20, 'RW'],
	['IsTestEmp', 'Test User', 1, 'HD'],
];

/** SAP: user/v1.0, custom fields and organizational units have at most 48 characters. */
const customLength = 48;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const customRows = [
	...numbers(22).map((n) => ({
		id: `custom${n}`,
		name: `Custom${n}`,
		label: `Custom ${String(n).padStart(2, '0')}`,
	})),
	...numbers(6).map((n) => ({ id: `orgUnit${n}`, name: `OrgUnit${n}`, label: `Org Unit ${n}` })),
];

/** Returns the fields that every company has. */
export function standardFields({ formFields }: CompanySettings): FormField[] {
	return standardRows.map(([name, label, maxLength, access]) => ({
		...{ name, label, maxLength, access, isRequired: false },
		...formFields.find((field) => field.name === name),
	}));
}

/** Returns the 28 fields that each company uses as it likes. */
export function customFields({ formFields, requiredFields }: CompanySettings): CustomField[] {
	return customRows.map((row) => ({
		...row,
		maxLength: customLength,
		access: 'RW',
		isRequired: requiredFields.includes(row.id),
		...formFields.find((field) => field.name === row.name),
	}));
}
