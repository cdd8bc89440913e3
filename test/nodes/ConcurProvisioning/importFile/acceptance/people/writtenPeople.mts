// Writes people of SAP Concur as the records that would make them, the other way round than the node reads: by SAP's mapping
// pages, and from what SAP Concur's own API says of the people.
import { range, record } from '../records/employeeFile.mts';
import { shown, type Json } from './shown.mts';

const yesNo = (value: unknown) => (value === undefined ? '' : value ? 'Y' : 'N');
const text = (value: unknown) => (value === undefined || value === null ? '' : String(value));
const column = (first: number, names: readonly string[], value: (name: string) => string) =>
	Object.fromEntries(names.map((name, index) => [first + index, value(name)]));

/** Attributes of columns 43 to 55, in their order. */
const preferences = [
	...['emailStatusChangeOnCashAdvance', 'emailAwaitApprovalOnCashAdvance'],
	...['emailStatusChangeOnReport', 'emailAwaitApprovalOnReport', 'promptForApproverOnReportSubmit'],
	...['emailStatusChangeOnTravelRequest', 'emailAwaitApprovalOnTravelRequest'],
	...['promptForApproverOnTravelRequestSubmit', 'emailStatusChangeOnPayment'],
	...['emailAwaitApprovalOnPayment', 'promptForApproverOnPaymentSubmit'],
	...['promptForCardTransactionsOnReport', 'allowCreditCardTransArrivalEmails'],
];
/** Roles of columns of record 305. */
const roleColumns: Record<number, string> = {
	...{ 64: 'EXP_APPROVER', 67: 'EXP_RECEIPT_PROCESSOR', 69: 'SHD_IMPORT_EXTRACT_ADMIN_RO' },
	...{ 70: 'SHD_COMPANY_INFO_ADMIN', 72: 'REPORTING_CONFIG_ADMIN', 74: 'INV_APPROVER' },
	...{ 79: 'REQ_APPROVER', 84: 'SHD_TAX_ADMIN', 85: 'EXP_FB_TAX_ADMIN' },
	...{ 95: 'SHD_BUDGET_OWNER', 96: 'SHD_BUDGET_VIEWER', 97: 'SHD_BUDGET_APPROVER' },
	98: 'SHD_BUDGET_ADMIN',
};
const products: Record<number, string> = { 63: 'Expense', 73: 'Invoice', 78: 'Request' };

const codes: Record<string, string> = {
	...{ ALWAYS: 'ALW', NEVER: 'NVR', REQUIRED: 'REQ' },
	...{ ADP_PAYROLL: 'ADPPAYR', CONCUR_PAY: 'CNQRPAY', ACCOUNTS_PAYABLE: 'APCHECK' },
};

/** Records 305, 310 and 350 of one person. Pure. */
export function recordsOf(document: Json): string[][] {
	const person = shown(document);
	const { expense, preferences: wishes, approvers } = person;
	const name = person.name as Record<string, string>;
	const first = (kind: string) => approvers[kind]?.find((one) => !one.endsWith('(second)')) ?? '';
	const second = (kind: string) =>
		(approvers[kind]?.find((one) => one.endsWith('(second)')) ?? '').replace(' (second)', '');
	const wish = (attribute: string) => yesNo((wishes as Json)[attribute]);
	const has = (list: string[], table: Record<number, string>) =>
		Object.fromEntries(
			Object.entries(table).map(([number, one]) => [Number(number), yesNo(list.includes(one))]),
		);
	const employee = record('305', {
		...{ 2: text(name.givenName), 3: text(name.middleName), 4: text(name.familyName) },
		...{ 5: text(person.employeeNumber), 6: text(person.userName), 8: text(person.emails.work) },
		...{ 9: text(expense.locale).replace('-', '_'), 10: text(expense.country) },
		11: expense.stateProvince ? `${text(expense.country)}-${text(expense.stateProvince)}` : '',
		...{ 12: text(expense.ledgerCode), 13: text(expense.reimbursementCurrency) },
		...{ 14: text(expense.cashAdvanceAccountCode), 15: yesNo(person.active) },
		...column(
			16,
			range(1, 6).map((n) => `orgUnit${n}`),
			(id) => text(person.custom[id]),
		),
		...column(
			22,
			range(1, 21).map((n) => `custom${n}`),
			(id) => text(person.custom[id]),
		),
		...column(43, preferences, wish),
		...{ 56: text((wishes as Json).defaultReportPrintFormat), 57: wish('showInstructHelpPanel') },
		58: wish('showImagingIntro'),
		...{ 59: first('report'), 60: first('cashAdvance'), 61: first('request') },
		...{ 62: first('invoice'), 77: text(person.biManager), 80: second('report') },
		76: codes[text((wishes as Json).expenseAuditRequired)] ?? '',
		81: wish('emailWhenPaymentRequestAssigned'),
		...has(person.products, products),
		...has(person.roles, roleColumns),
		...{ 87: text(person.custom.custom22), 88: second('request'), 89: yesNo(expense.nonEmployee) },
		90: codes[text(expense.reimbursementType)] ?? '',
		94: first('budget'),
	});
	const withTravel = record('310', {
		...{ 2: text(person.employeeNumber), 3: text(person.userName), 4: text(name.givenName) },
		...{ 5: text(name.middleName), 6: text(name.familyName), 7: text(person.emails.work) },
		...{ 9: text(expense.locale).replace('-', '_'), 15: yesNo(person.active) },
		...{
			10: yesNo(person.products.includes('Expense')),
			11: yesNo(person.roles.includes('EXP_APPROVER')),
		},
	});
	return [
		employee,
		withTravel,
		...(person.travelClass === undefined ? [] : [travelRecord(person)]),
	];
}

function travelRecord(person: ReturnType<typeof shown>): string[] {
	const { addresses, phones, travel } = person;
	const name = person.name as Record<string, string>;
	const [work = '', extension = ''] = text(phones.work).split(' x');
	const address = (type: string) => {
		const parts = (addresses[type] ?? {}) as Json;
		return ['streetAddress', 'locality', 'region', 'postalCode', 'country'].map((part) =>
			text(parts[part]),
		);
	};
	const cells = (start: number, values: string[]) =>
		Object.fromEntries(values.map((value, index) => [start + index, value]));
	return record('350', {
		...{ 2: text(person.employeeNumber), 3: text(name.honorificPrefix) },
		...{ 4: text(name.honorificSuffix), 5: text(person.nickName) },
		...{ 7: text(travel.gender).slice(0, 1), 8: text(person.dateOfBirth).replaceAll('-', '') },
		...{ 9: text(person.travelManager), 10: text(person.title), 11: work, 12: extension },
		...{ 13: text(phones.fax), 14: text(phones.home), 15: text(phones.mobile) },
		...{ 16: text(phones.pager), 17: text(travel.travelNameRemark), 18: text(person.travelClass) },
		...{ 19: text(travel.travelCrsName), 20: text(travel.orgUnit) },
		...cells(21, address('home')),
		...cells(26, address('work')),
		...cells(
			33,
			Object.entries(person.travelCustom).map(([key, value]) => `${key}=${text(value)}`),
		),
		58: text(travel.xmlProfileSyncId),
	});
}
