// Every column of the records that say who works here.
import type { Shown } from '../people/shown.mts';
import { notSupportedOf, record } from './employeeFile.mts';
import { beside, named, numbered, type Filled, type Part } from './filled.mts';

// The list behind Custom 3 has the code 4711.
const custom = (n: number) => (n === 3 ? '4711' : `C${n}, "x"`);

/** Columns 2 to 86, which records 300 and 305 share. */
const employee = {
	...{ 2: 'Zoë', 3: 'Marie', 4: "O'Hara, Jr", 7: 'Welcome01!', 8: 'zoe.ohara@example.com' },
	...{ 9: 'en_US', 10: 'US', 11: 'US-WA', 12: 'EMEA', 13: 'CAD', 14: 'CA-100', 15: 'Y' },
	...numbered(16, 6, (n) => `OU${n}`),
	...numbered(22, 21, custom),
	...{ 43: 'Y', 44: 'N', 45: 'N', 46: 'Y', 47: 'Y', 48: 'N', 49: 'N', 50: 'Y' },
	...{ 51: 'Y', 52: 'N', 53: 'Y', 54: 'N', 55: 'N', 56: 'DETAILED', 57: 'N', 58: 'N' },
	...{ 59: '1001', 60: '1001', 61: '1001', 62: '1001' },
	...numbered(63, 13, () => 'Y'),
	...{ 76: 'ALW', 77: '1002', 78: 'Y', 79: 'Y', 80: '1002', 81: 'Y', 82: 'Y', 83: 'Y' },
	...{ 84: 'Y', 85: 'Y', 86: 'Y' },
};

const employeeShown: Part<Shown> = {
	active: true,
	name: { givenName: 'Zoë', middleName: 'Marie', familyName: "O'Hara, Jr" },
	emails: { work: 'zoe.ohara@example.com' },
	products: ['Expense', 'Invoice', 'Request'],
	expense: {
		country: 'US',
		stateProvince: 'WA',
		locale: 'en-US',
		ledgerCode: 'EMEA',
		reimbursementCurrency: 'CAD',
		cashAdvanceAccountCode: 'CA-100',
	},
	custom: { ...named('orgUnit', 6, (n) => `OU${n}`), ...named('custom', 21, custom) },
	biManager: '1002',
	approvers: {
		report: ['1001', '1002 (second)'],
		cashAdvance: ['1001'],
		request: ['1001'],
		invoice: ['1001'],
	},
	preferences: {
		emailStatusChangeOnCashAdvance: true,
		emailAwaitApprovalOnCashAdvance: false,
		emailStatusChangeOnReport: false,
		emailAwaitApprovalOnReport: true,
		promptForApproverOnReportSubmit: true,
		emailStatusChangeOnTravelRequest: false,
		emailAwaitApprovalOnTravelRequest: false,
		promptForApproverOnTravelRequestSubmit: true,
		emailStatusChangeOnPayment: true,
		emailAwaitApprovalOnPayment: false,
		promptForApproverOnPaymentSubmit: true,
		promptForCardTransactionsOnReport: false,
		allowCreditCardTransArrivalEmails: false,
		defaultReportPrintFormat: 'DETAILED',
		showInstructHelpPanel: false,
		showImagingIntro: false,
		expenseAuditRequired: 'ALWAYS',
		// Column 81, A Payment Request has been Assigned: the same words as column 23 of record 360, which names this attribute.
		emailWhenPaymentRequestAssigned: true,
	},
};

// Columns 64 to 86 by the pages. SAP's list of roles (v4.spend-role-code-definition) has neither SHD_IMPORT_EXTRACT_ADMIN
// (column 66) nor EXP_AUTH_REQUEST_APPROVER (column 68), so nobody can be given them.
const employeeRoles = [
	...['EXP_APPROVER', 'EXP_CARD_ADMIN', 'EXP_FB_TAX_ADMIN', 'EXP_RECEIPT_PROCESSOR'],
	...['INV_APPROVER', 'INV_VENDOR_ADMIN', 'REPORTING_CONFIG_ADMIN', 'REQ_APPROVER'],
];
const employeeRolesFurther = [
	...['SHD_COMPANY_INFO_ADMIN', 'SHD_IMPORT_EXTRACT_ADMIN_RO', 'SHD_TAX_ADMIN', 'TRAVEL_USER'],
];
const withoutRole = [66, 68];

export const employeeRecords: Filled[] = [
	{
		type: '300',
		records: [record('300', { ...employee, 5: '004712', 6: 'zoe.300@example.com' })],
		who: '004712',
		expected: {
			...employeeShown,
			userName: 'zoe.300@example.com',
			employeeNumber: '004712',
			roles: [...employeeRoles, ...employeeRolesFurther],
		},
		notSupported: beside('300', withoutRole),
	},
	{
		type: '305',
		records: [
			record('305', {
				...employee,
				...{ 5: '004711', 6: 'zoe.ohara@example.com', 87: 'C22', 88: '1002', 89: 'Y' },
				...{ 90: 'ADPPAYR', 91: 'F00123', 92: 'ADP1', 93: 'D7', 94: '1001' },
				...{ 95: 'Y', 96: 'Y', 97: 'Y', 98: 'Y' },
				...numbered(99, 39, (n) => `Future ${n}`),
			}),
		],
		who: '004711',
		expected: {
			...employeeShown,
			userName: 'zoe.ohara@example.com',
			employeeNumber: '004711',
			expense: {
				...employeeShown.expense,
				nonEmployee: true,
				reimbursementType: 'ADP_PAYROLL',
			},
			custom: { ...employeeShown.custom, custom22: 'C22' },
			payroll: { employeeFileNumber: 'F00123', companyCode: 'ADP1', deductionCode: 'D7' },
			approvers: {
				...employeeShown.approvers,
				request: ['1001', '1002 (second)'],
				budget: ['1001'],
			},
			roles: [
				...employeeRoles,
				...['SHD_BUDGET_ADMIN', 'SHD_BUDGET_APPROVER', 'SHD_BUDGET_OWNER', 'SHD_BUDGET_VIEWER'],
				...employeeRolesFurther,
			],
		},
		notSupported: beside('305', withoutRole),
	},
	{
		type: '310',
		records: [
			record('310', {
				...{ 2: '1003', 3: 'ines.weber@example.com', 4: 'Inés', 5: 'Lucía', 6: 'Weber-Jung' },
				...{ 7: 'ines.jung@example.com', 8: 'Welcome02!', 9: 'de_DE' },
				...{ 10: 'Y', 11: 'Y', 12: 'Y', 13: 'Y', 14: 'Y', 15: 'Y', 16: 'N', 17: 'Enrolled' },
				...{ 18: 'Y', 19: 'a', 20: 'b', 21: 'c', 22: 'd', 23: 'e', 24: 'f' },
			}),
		],
		who: '1003',
		expected: {
			userName: 'ines.weber@example.com',
			active: true,
			name: { givenName: 'Inés', middleName: 'Lucía', familyName: 'Weber-Jung' },
			emails: { work: 'ines.jung@example.com' },
			expense: { locale: 'de-DE' },
			products: ['Expense', 'Invoice', 'Request', 'Travel'],
			roles: ['EXP_APPROVER', 'INV_APPROVER', 'TRAVEL_USER'],
		},
		// 17 and 18: "Entitlement*", but SAP lists no entitlement for Locate and Alert or ExpenseIt (api-facts 4).
		notSupported: beside('310', [17, 18]),
		// 16: hasNoMiddleName is an attribute of the travel name, not of core.
		unclear: [16],
	},
	{
		type: '320',
		records: [
			record('320', {
				...{ 2: '1003', 3: '104711', 4: 'ines.jung@example.com' },
				...{ 5: 'a', 6: 'b', 7: 'c', 8: 'd', 9: 'e' },
			}),
		],
		who: '104711',
		expected: {
			userName: 'ines.jung@example.com',
			employeeNumber: '104711',
			name: { givenName: 'Ines', familyName: 'Weber' },
			approvers: { report: ['1001'] },
		},
		notSupported: notSupportedOf('320'),
	},
];
