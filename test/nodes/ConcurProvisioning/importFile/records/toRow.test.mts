// What records of one person become: values, words that clear, several records, and what is wrong with a cell.
import { describe, expect, it } from 'vitest';
import { recordTypeOf } from '../../../../../nodes/ConcurProvisioning/importFile/records/recordTypes.ts';
import { fieldsById } from '../../../../../nodes/shared/schema/flatFields.ts';
import { converted, record, replaces, type Cells } from './record.mts';

const employee = (filled: Cells, line = 2) => record('305', { 5: '004711', ...filled }, line);
const travel = (filled: Cells, line = 3) => record('350', { 2: '004711', ...filled }, line);
const spend = 'urn:ietf:params:scim:schemas:extension:spend:2.0';

describe('the value of a column', () => {
	it.each<[string, Cells, object]>([
		['a locale with an underscore', { 9: 'en_US' }, { spendLocale: 'en-US' }],
		['US-WA', { 10: 'US', 11: 'US-WA' }, { spendCountry: 'US', spendStateProvince: 'WA' }],
		['CA-BC without a country', { 11: 'CA-BC' }, { spendStateProvince: 'BC' }],
		['UK', { 10: 'UK' }, { spendCountry: 'GB' }],
		['Y for Active', { 15: 'Y' }, { active: true }],
		['n for Active', { 15: 'n' }, { active: false }],
		['Y for a role', { 64: 'Y' }, { roleExpenseApprover: true }],
		['N for a role', { 64: 'N' }, { roleExpenseApprover: false }],
		['N for a product', { 73: 'N' }, { invoiceUser: false }],
		['a number with zeros', { 59: '000123' }, { reportApprover: '000123' }],
		['an audit code', { 76: 'nvr' }, { expenseAuditRequired: 'NEVER' }],
		['REQ', { 76: 'REQ' }, { expenseAuditRequired: 'REQUIRED' }],
		['a reimbursement code', { 90: 'PMTSERV' }, { reimbursementType: 'OTHER' }],
		['CNQRPAY', { 90: 'CNQRPAY' }, { reimbursementType: 'CONCUR_PAY' }],
		['a date in a custom field, as it stands', { 22: '20270131' }, { custom1: '20270131' }],
		['blanks around it', { 2: ' Ann ' }, { givenName: 'Ann' }],
	])('%s', (_, cells, expected) => {
		const { row, faults } = converted([employee(cells)]);
		expect(faults).toEqual([]);
		expect(row).toMatchObject(expected);
	});

	it('a birthday is a date that no spreadsheet changes', () => {
		expect(converted([travel({ 8: '19800229' })]).row).toMatchObject({
			dateOfBirth: '1980-02-29',
		});
	});

	it('a locale and a no for No Middle Name do not begin a profile of somebody who only travels', () => {
		const basic = { 2: '7', 3: 'ben@example.com', 9: 'en_US', 16: 'N' };
		const traveler = record('310', { ...basic, 10: 'N', 12: 'N', 14: 'Y' });
		expect(converted([traveler])).toMatchObject({
			row: { userName: 'ben@example.com' },
			notices: [
				'Travel name: no middle name: not sent, because no is what SAP Concur takes where nothing is said, and travel data also requires a travel class',
				'Expense locale: not sent, because expense data also requires a country and a currency',
				'Role: Travel User: not sent, because roles belong to expense data, which the record says no to; travel data make the traveler',
			],
		});
		expect(converted([traveler]).row).not.toHaveProperty('roleTravelUser');
		expect(converted([traveler]).row).not.toHaveProperty('spendLocale');
		const others = [record('310', { ...basic, 10: 'Y' }), record('350', { 2: '7', 18: 'A' }, 3)];
		expect(converted(others).row).toMatchObject({
			...{ spendLocale: 'en-US', travelHasNoMiddleName: false },
		});
	});

	it('blank says nothing in a file that updates', () => {
		const { row, ...rest } = converted([employee({})]);
		expect(row).toEqual({ employeeNumber: '004711' });
		expect(rest).toEqual({ faults: [], notSupported: [], notices: [] });
	});

	it('blank for Expense User is yes in a whole record', () => {
		const whole = { 9: 'en_US', 10: 'US', 13: 'USD' };
		expect(converted([employee(whole)]).row).toMatchObject({ expenseUser: true });
		expect(converted([employee({ ...whole, 63: 'N' })]).row).toMatchObject({ expenseUser: false });
	});
});

describe('a fault', () => {
	it.each<[string, string, Cells, object]>([
		[
			'month 13, with the form of dates in these files',
			'350',
			{ 8: '19901345' },
			{
				...{ column: 8, field: 'dateOfBirth' },
				problem: 'is not a valid date in the form YYYYMMDD',
				cure: expect.stringContaining('Use a date such as 20261231.'),
			},
		],
		['a currency', '305', { 13: 'ZZZ' }, { column: 13, field: 'reimbursementCurrency' }],
		['a country', '305', { 10: 'QQ' }, { column: 10, field: 'spendCountry' }],
		['no yes or no', '305', { 43: 'maybe' }, { column: 43, problem: 'must be yes or no' }],
		[
			'a text too long',
			'305',
			{ 2: 'x'.repeat(33) },
			{ column: 2, problem: 'is too long: 33 characters' },
		],
		['an email', '305', { 8: 'nonsense' }, { column: 8, problem: 'is not an email address' }],
		['a user name', '305', { 6: 'ann' }, { column: 6, problem: 'must have the form name@domain' }],
		['a state of another country', '305', { 10: 'US', 11: 'CA-BC' }, { column: 11 }],
		[
			'a name for an approver',
			'305',
			{ 59: 'Ann Lee' },
			{ column: 59, problem: 'is the name of a person' },
		],
		['a reimbursement code', '305', { 90: 'CASH' }, { column: 90, problem: 'has an unknown code' }],
		['an audit code', '305', { 76: 'SOMETIMES' }, { column: 76, field: 'expenseAuditRequired' }],
		[
			'$BLANK$ where nothing can be cleared',
			'305',
			{ 10: '$BLANK$' },
			{ column: 10, problem: 'cannot be cleared' },
		],
		['a role', '400', { 3: 'NOPE' }, { column: 3, problem: 'has an unknown role' }],
		[
			'a product',
			'500',
			{ 3: '1', 4: 'XYZ', 5: 'Y' },
			{ column: 4, problem: 'has an unknown code' },
		],
		['no delegate', '500', { 4: 'EXP', 5: 'Y' }, { column: 3, problem: 'names nobody' }],
		['oneself', '500', { 3: '004711', 4: 'EXP' }, { column: 3, problem: 'names the user' }],
		[
			'one date of two',
			'500',
			{ 3: '1', 4: 'EXP', 8: 'Y', 9: '20270101' },
			{ column: 10, problem: 'is missing' },
		],
		[
			'a delegation that ends before it begins',
			'500',
			{ 3: '1', 4: 'EXP', 8: 'Y', 9: '20270131', 10: '20270101' },
			{ column: 10, problem: 'is before the first day' },
		],
		['a date', '550', { 3: '1', 4: 'PUR', 9: '20271301', 10: '20270131' }, { column: 9 }],
		['no approval type', '700', { 15: '5', 16: 'USD' }, { column: 2, problem: 'is missing' }],
		[
			'a limit without its currency',
			'700',
			{ 2: 'EXP', 15: '5' },
			{ column: 16, problem: 'is missing' },
		],
		['a limit that is no number', '700', { 2: 'EXP', 15: 'much', 16: 'USD' }, { column: 15 }],
		[
			'a gap in the segments',
			'700',
			{ 2: 'EXP', 5: 'b' },
			{ column: 4, problem: 'is blank before "b"' },
		],
	])('names the line, the column and what was sent: %s', (_, type, cells, expected) => {
		const own = type.startsWith('7')
			? { 3: '004711' }
			: type === '305'
				? { 5: '004711' }
				: { 2: '004711' };
		const { faults } = converted([record(type, { ...own, ...cells }, 12)]);
		expect(faults).toHaveLength(1);
		expect(faults[0]).toMatchObject({ line: 12, recordType: type, ...expected });
		expect(faults[0]).toHaveProperty('sent', cells[faults[0]!.column!]?.slice(0, 100) ?? '');
		expect(faults[0]?.cure).toMatch(/\.$/);
	});

	it('says that the employee ID is missing where no record has one', () => {
		const [fault, ...others] = converted([employee({ 5: '', 6: 'ann@example.com' }, 8)]).faults;
		expect(fault).toMatchObject({ line: 8, recordType: '305', column: 5, problem: 'is missing' });
		expect(others).toEqual([]);
	});

	it('never shows a password', () => {
		const all = JSON.stringify(converted([employee({ 7: 'Welcome01' })]));
		expect(all).not.toContain('Welcome01');
		expect(all).toContain('"column":7');
	});
});

describe('what clears', () => {
	it.each(['$BLANK$', '$blank$', 'CLEAR'])('%s in a column that can be empty', (marker) => {
		const { row, faults, notices } = converted([employee({ 22: marker, 59: marker, 64: marker })]);
		expect(faults).toEqual([]);
		expect(row).toMatchObject({
			...{ custom1: 'CLEAR', reportApprover: 'CLEAR', roleExpenseApprover: 'CLEAR' },
			clearWith: 'CLEAR',
		});
		expect(notices).toHaveLength(marker === 'CLEAR' ? 3 : 0);
	});

	it('is another word where somebody is called Clear', () => {
		const { row, faults } = converted([employee({ 4: 'Clear', 22: '$BLANK$' })]);
		expect(faults).toEqual([]);
		expect(row).toMatchObject({ familyName: 'Clear', custom1: '$BLANK$', clearWith: '$BLANK$' });
	});

	it('is a blank cell in a file that replaces, of what can be empty and in its own record types', () => {
		const filled = { 2: 'Ann', 4: 'Low', 13: 'USD', 15: 'Y', 22: 'A' };
		const { row, faults } = converted([employee(filled)], replaces);
		expect(faults).toEqual([]);
		expect(row).toMatchObject({
			custom1: 'A',
			custom2: 'CLEAR',
			reportApprover: 'CLEAR',
			middleName: 'CLEAR',
		});
		for (const field of [
			'workEmail',
			'spendCountry',
			'emailStatusChangeOnReport',
			'expenseUser',
			'nickName',
		]) {
			expect(row).not.toHaveProperty(field);
		}
	});

	it('is no blank cell beside a value of another record type', () => {
		const records = [employee({}), record('360', { 2: '004711', 4: 'Y', 19: '1001' }, 3)];
		for (const some of [records, [...records].reverse()]) {
			expect(converted(some, replaces).row).toMatchObject({
				...{ invoiceApprover: '1001', roleInvoiceApprover: true },
			});
		}
	});

	it('is a blank permission of a delegate in a file that replaces, and nothing otherwise', () => {
		const sent = record('500', { 2: '004711', 3: '1', 4: 'EXP', 5: 'Y' });
		const entry = (settings?: typeof replaces) =>
			(converted([sent], settings).row.additionalAttributes as Record<string, unknown>)[
				`${spend}:Delegate`
			];
		const delegate = { employeeNumber: '1' };
		expect(entry()).toEqual({ expense: [{ delegate, canPrepare: true }] });
		expect(entry(replaces)).toEqual({
			expense: [
				{
					...{ delegate, canPrepare: true, canSubmit: false, canApprove: false },
					...{ canViewReceipt: false, temporaryDelegation: null },
				},
			],
		});
	});
});

describe('several records of one person', () => {
	it('say one thing together, and the later one wins with a notice of both lines', () => {
		const { row, notices } = converted([
			employee({ 2: 'Ann', 13: 'USD' }, 2),
			travel({ 10: 'Analyst' }, 3),
			employee({ 13: 'EUR', 59: '1001' }, 9),
		]);
		expect(row).toMatchObject({
			...{ givenName: 'Ann', title: 'Analyst', reportApprover: '1001' },
			reimbursementCurrency: 'EUR',
		});
		expect(notices).toEqual([
			'Reimbursement currency: line 2 says "USD" and line 9 says "EUR", so the later one is used',
		]);
	});

	it('of the types 300 and 305 are decided by 305, whatever their order', () => {
		const old = record('300', { 5: '004711', 2: 'Old' }, 7);
		expect(converted([employee({ 2: 'New' }), old]).row).toMatchObject({ givenName: 'New' });
	});

	it('do not say that the login of a later record is used where record 320 gives another one', () => {
		const { row, notices } = converted([
			record('320', { 2: '1', 4: 'new@example.com' }, 2),
			record('305', { 5: '1', 6: 'new@example.com' }, 3),
			record('305', { 5: '1', 6: 'old@example.com' }, 4),
		]);
		expect(row).toMatchObject({ userName: 'new@example.com' });
		expect(notices).toEqual([]);
	});

	it('take a chain of new numbers to its end', () => {
		const { row } = converted([
			record('320', { 2: 'A', 3: 'B' }, 2),
			record('320', { 2: 'B', 3: 'C', 4: 'ann@example.com' }, 3),
			record('305', { 5: 'C', 2: 'Ann' }, 4),
		]);
		expect(row).toEqual({
			...{ employeeNumber: 'C', userName: 'ann@example.com', givenName: 'Ann' },
			currentEmployeeNumber: 'A',
		});
	});

	it('give a role for all their groups, and for all groups once one of them says so', () => {
		const role = (...segments: string[]) =>
			record('400', { 2: '004711', 3: 'ACCT_CLERK', 4: segments[0], 5: segments[1] });
		const roles = (records: ReturnType<typeof record>[]) =>
			(converted(records).row.additionalAttributes as Record<string, { roles: unknown }>)[
				`${spend}:Role`
			]?.roles;
		const roleName = 'EXP_PROCESSOR';
		expect(roles([role('US', 'NW'), role('DE')])).toEqual([
			{ roleName, roleGroups: ['US-NW', 'DE'] },
		]);
		expect(roles([role('US'), role()])).toEqual([{ roleName, roleGroups: [] }]);
		expect(roles([role(), role('US')])).toEqual([{ roleName, roleGroups: [] }]);
	});

	it('give an approval limit again that they have taken away before', () => {
		const limit = record('700', { 2: 'EXP', 3: '004711', 4: 'US', 15: '5', 16: 'USD' }, 3);
		const none = record('750', { 2: 'EXP', 3: '004711', 4: 'US' }, 2);
		const entry = { approvalType: 'report', approvalGroup: 'US' };
		const limits = (records: ReturnType<typeof record>[]) =>
			converted(records).row.additionalAttributes;
		const nothing = { approvalLimit: null, reimbursementCurrency: null, level: null };
		expect(limits([none, limit])).toEqual({
			[`${spend}:ApproverLimit`]: {
				authorizedApprover: [{ ...entry, approvalLimit: 5, reimbursementCurrency: 'USD' }],
			},
		});
		expect(limits([limit, none])).toEqual({
			[`${spend}:ApproverLimit`]: {
				authorizedApprover: [{ ...entry, ...nothing, exceptionApprovalAuthority: null }],
			},
		});
	});

	it('of a type that SAP maps to nothing are listed without their values', () => {
		const card = { line: 4, type: '600', cells: ['600', '004711', '4111111111111111'] };
		const { row, notSupported, ...rest } = converted([employee({ 2: 'Ann' }), card]);
		expect(row).toMatchObject({ givenName: 'Ann' });
		expect(notSupported).toEqual([
			{
				...{ line: 4, recordType: '600', column: 1, name: 'Card Account Import' },
				reason: "SAP's pages do not say what becomes of it in the API",
			},
		]);
		expect(JSON.stringify(rest)).not.toContain('4111');
	});
});

/** What SAP's pages call NOT SUPPORTED (user-provisioning/mapping/300 to 760). */
const notOnPages: Record<string, [count: number, columns: string]> = {
	300: [4, '7 71 82 83'],
	305: [43, '7 71 82 83 99-137'],
	310: [7, '8 19-24'],
	320: [5, '5-9'],
	350: [10, '6 59-67'],
	360: [10, '11-15 31-35'],
	370: [25, '6-30'],
	400: [10, '4-13'],
	500: [0, ''],
	550: [3, '8 17 18'],
	700: [0, ''],
	710: [0, ''],
	720: [0, ''],
	750: [0, ''],
	760: [0, ''],
};

/** What the pages map to what the API does not have, or not by a name. */
const beyondPages: Record<string, string> = { 300: '66 68', 305: '66 68', 310: '17 18' };

const numbersIn = (text: string) =>
	text
		.split(' ')
		.filter(Boolean)
		.flatMap((part) => {
			const [first = 0, last = first] = part.split('-').map(Number);
			return Array.from({ length: last - first + 1 }, (_, at) => first + at);
		});

describe.each(Object.entries(notOnPages))('the columns of record %s', (type, [count, columns]) => {
	const { documented, columns: all } = recordTypeOf(type)!;

	it('are all known, by their numbers', () => {
		expect(documented.map(({ column }) => column)).toEqual(numbersIn(`2-${all}`));
	});

	it("have no place in the API where SAP's page says so", () => {
		expect(numbersIn(columns)).toHaveLength(count);
		const own = documented.filter(({ notSupported }) => notSupported !== undefined);
		const expected = [...numbersIn(columns), ...numbersIn(beyondPages[type] ?? '')];
		expect(own.map(({ column }) => column)).toEqual(expected.sort((one, other) => one - other));
	});

	it('fill fields that exist, or a part of an entry', () => {
		const others = documented.filter(({ notSupported }) => notSupported === undefined);
		expect(
			others.filter(({ field = '', part }) => part === undefined && !fieldsById.has(field)),
		).toEqual([]);
	});
});

it('a record type that SAP does not know is none', () => {
	expect(['', '301', 'constructor', '3 05'].map(recordTypeOf)).toEqual(Array(4).fill(undefined));
});
