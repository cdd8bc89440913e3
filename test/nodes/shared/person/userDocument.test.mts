import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
	shortNames,
	toUserDocument,
	withoutNulls,
} from '../../../../nodes/shared/person/userDocument.ts';
import {
	correctName,
	isNotAttribute,
	correctDate,
	isNotDate,
	isNotInCalendar,
	isNotField,
	isNotNumber,
	isNotObject,
	isNotWholeNumber,
	mustBeSingleValue,
	mustBeYesOrNo,
	sendOnce,
	useBraces,
	useDate,
	useField,
	useNameObject,
	useNumber,
	useOneValue,
	useWholeNumber,
	useYesNoOrStatus,
	useYesOrNo,
} from '../../badInputs/valueSentences.mts';
import { issueText } from '../issueText.mts';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const spend = 'urn:ietf:params:scim:schemas:extension:spend:2.0';
const travel = 'urn:ietf:params:scim:schemas:extension:travel:2.0:User';
const approverId = '0A1B2C3D-1111-2222-3333-444455556666';

/** The document without its schemas; the row must be readable. */
function documentOf(flat: Record<string, unknown>, additional?: Record<string, unknown>) {
	const { document, issues } = toUserDocument(flat, additional);
	expect(issues).toEqual([]);
	const { schemas, ...attributes } = document;
	expect(schemas).toContain(core);
	return attributes;
}

const issuesOf = (flat: Record<string, unknown>, additional?: Record<string, unknown>) =>
	toUserDocument(flat, additional).issues.map(issueText);

describe('a row becomes a user document', () => {
	it('puts every field in its place and names the schemas', () => {
		const row = {
			userName: 'jane.doe@example.com',
			givenName: 'Jane',
			employeeNumber: 4711,
			userUuid: approverId,
			reimbursementCurrency: 'eur',
			adpCompanyCode: 'A1',
			travelGivenName: 'Jane Mary',
		};
		expect(toUserDocument(row)).toEqual({
			notices: ['Reimbursement currency: "eur" was read as EUR'],
			document: {
				schemas: [
					core,
					enterprise,
					'urn:ietf:params:scim:schemas:extension:sap:2.0:User',
					`${spend}:User`,
					'urn:ietf:params:scim:schemas:extension:enterprise:2.0:Payroll',
					travel,
				],
				userName: 'jane.doe@example.com',
				name: { givenName: 'Jane' },
				[enterprise]: { employeeNumber: '4711' },
				'urn:ietf:params:scim:schemas:extension:sap:2.0:User': { userUuid: approverId },
				[`${spend}:User`]: { reimbursementCurrency: 'EUR' },
				'urn:ietf:params:scim:schemas:extension:enterprise:2.0:Payroll': {
					adp: { companyCode: 'A1' },
				},
				[travel]: { name: { givenName: 'Jane Mary' } },
			},
			issues: [],
			references: [],
		});
	});

	it('leaves blank cells out', () => {
		expect(
			documentOf({ title: '', nickName: '  ', department: null, workCity: undefined }),
		).toEqual({});
	});

	it('makes one entry of all fields of a list entry', () => {
		expect(
			documentOf({
				workStreet: 'Hauptstr. 1',
				workCity: 'Berlin',
				workCountry: 'de',
				homeCity: 'Potsdam',
				workEmail: 'jane@example.com',
				workEmailVerified: 'yes',
			}),
		).toEqual({
			addresses: [
				{ type: 'work', streetAddress: 'Hauptstr. 1', locality: 'Berlin', country: 'DE' },
				{ type: 'home', locality: 'Potsdam' },
			],
			emails: [{ type: 'work', value: 'jane@example.com', verified: true }],
		});
	});

	it('makes the mobile phone the primary one', () => {
		expect(documentOf({ mobilePhone: '+49 170 1', mobilePhoneCountry: 'de' })).toEqual({
			phoneNumbers: [{ type: 'mobile', primary: true, value: '+49 170 1', issuingCountry: 'DE' }],
		});
	});

	it('keeps a leave of absence together, in whatever order its columns come', () => {
		const leave = {
			leaveEndDate: '2026-03-01',
			leaveStartDate: '2026-02-01',
			leaveType: 'Voluntary',
		};
		expect(documentOf(leave)).toEqual({
			[enterprise]: {
				leavesOfAbsence: [{ endDate: '2026-03-01', startDate: '2026-02-01', type: 'voluntary' }],
			},
		});
	});

	it('takes people by employee number or by UUID', () => {
		expect(
			documentOf({ reportApprover: 1002, invoiceApprover: approverId, biManager: 'E7' }),
		).toEqual({
			[`${spend}:Approver`]: {
				report: [{ approver: { employeeNumber: '1002' }, primary: true }],
				invoice: [{ approver: { value: approverId }, primary: true }],
			},
			[`${spend}:User`]: { biManager: { employeeNumber: 'E7' } },
		});
	});

	it('takes the travel rule class by name or by ID', () => {
		expect(documentOf({ travelRuleClass: 'Standard' })).toEqual({
			[travel]: { ruleClass: { name: 'Standard' } },
		});
		expect(documentOf({ travelRuleClass: '624905' })).toEqual({
			[travel]: { ruleClass: { id: 624905 } },
		});
	});

	it('takes lists as lists or as text with commas', () => {
		expect(
			documentOf({ entitlements: 'expense, TRAVEL', travelGroups: [143519480, '143519481'] }),
		).toEqual({
			entitlements: ['Expense', 'Travel'],
			[travel]: { groups: [143519480, 143519481] },
		});
	});

	it('takes roles by code or by name, with their groups after a colon', () => {
		expect(documentOf({ roles: 'exp_approver; Expense Processor:Group A|R&D-QA' })).toEqual({
			[`${spend}:Role`]: {
				roles: [
					{ roleName: 'EXP_APPROVER', roleGroups: [] },
					{ roleName: 'EXP_PROCESSOR', roleGroups: ['Group A', 'R&D-QA'] },
				],
			},
		});
	});

	it('keeps a role that SAP does not know as it was written', () => {
		expect(documentOf({ roles: ['Expense Aprover'] })).toEqual({
			[`${spend}:Role`]: { roles: [{ roleName: 'Expense Aprover', roleGroups: [] }] },
		});
	});

	it('gives a role answered with yes and marks one answered with no for removal', () => {
		expect(documentOf({ roleExpenseApprover: 'yes', roleRequestApprover: 'no' })).toEqual({
			[`${spend}:Role`]: {
				roles: [
					{ roleName: 'EXP_APPROVER', roleGroups: [] },
					{ roleName: 'REQ_APPROVER', roleGroups: null },
				],
			},
		});
	});
});

describe('values are read as HR columns carry them', () => {
	it.each([
		[true, true],
		['Yes', true],
		['y', true],
		[1, true],
		['1', true],
		['JA', true],
		['true', true],
		[false, false],
		['no', false],
		['N', false],
		[0, false],
		['nein', false],
		['FALSE', false],
	])('active %j is %j', (sent, active) => {
		expect(documentOf({ active: sent })).toEqual({ active });
	});

	it.each([
		['2026-01-05', '2026-01-05'],
		['2026/01/05', '2026-01-05'],
		['20260105', '2026-01-05'],
		[20260105, '2026-01-05'],
		['2026-01-05T00:00:00.000+01:00', '2026-01-05'],
		['2026-01-05 08:30', '2026-01-05'],
		[new Date('2026-01-05T00:00:00Z'), '2026-01-05'],
		[DateTime.fromISO('2026-01-05T00:00:00', { zone: 'Asia/Tokyo' }), '2026-01-05'],
	])('date of birth %j is %s', (sent, dateOfBirth) => {
		expect(documentOf({ dateOfBirth: sent })).toEqual({ dateOfBirth });
	});

	it('keeps the day of a start date, whatever its time zone', () => {
		const sent = DateTime.fromISO('2026-01-05T00:00:00', { zone: 'Europe/Berlin' });
		expect(documentOf({ startDate: sent, terminationDate: '2026-12-31' })).toEqual({
			[enterprise]: { startDate: '2026-01-05T00:00:00Z', terminationDate: '2026-12-31T00:00:00Z' },
		});
	});

	it.each([
		['spendLocale', 'en_US', { locale: 'en-US' }],
		['spendLocale', 'DE-de', { locale: 'de-DE' }],
		['spendLocale', 'es-419', { locale: 'es-419' }],
		['spendCountry', ' us ', { country: 'US' }],
		['reimbursementType', 'concur pay', { reimbursementType: 'CONCUR_PAY' }],
		['reimbursementType', 'PAY_PAL', { reimbursementType: 'PAY_PAL' }],
		['custom3', 4711, { customData: [{ id: 'custom3', value: '4711' }] }],
		['nonEmployee', 'Y', { nonEmployee: true }],
	])('%s %j becomes %j', (id, sent, attributes) => {
		expect(documentOf({ [id]: sent })).toEqual({ [`${spend}:User`]: attributes });
	});

	it('reads a number from text', () => {
		expect(
			documentOf({ reportApprovalLimit: '1250.50', reportApprovalLimitCurrency: 'eur' }),
		).toEqual({
			[`${spend}:ApproverLimit`]: {
				authorizedApprover: [
					{
						approvalType: 'report',
						approvalGroup: '',
						approvalLimit: 1250.5,
						reimbursementCurrency: 'EUR',
					},
				],
			},
		});
	});

	it.each([
		[{ active: 'maybe' }, `Active ${mustBeYesOrNo} (sent: "maybe"). ${useYesNoOrStatus}`],
		[{ testEmployee: 'maybe' }, `Test user ${mustBeYesOrNo} (sent: "maybe"). ${useYesOrNo}`],
		[{ dateOfBirth: 'May 1990' }, `Date of birth ${isNotDate} (sent: "May 1990"). ${useDate}`],
		[
			{ startDate: '2026-02-30' },
			`Start date ${isNotInCalendar} (sent: "2026-02-30"). ${correctDate}`,
		],
		[
			{ reportApprovalLimit: '1.250,50 a year' },
			`Report approval limit ${isNotNumber} (sent: "1.250,50 a year"). ${useNumber}`,
		],
		[
			{ travelGroups: '12,many' },
			`Travel groups (IDs) ${isNotWholeNumber} (sent: "12,many"). ${useWholeNumber}`,
		],
		[
			{ department: { code: 7 } },
			`Department ${mustBeSingleValue} (sent: {"code":7}). ${useOneValue}`,
		],
		[{ usrName: 'x' }, `usrName ${isNotField} (sent: "x"). ${useField} Did you mean "userName"?`],
		[
			{ roles: 'EXP_APPROVER', roleExpenseApprover: 'no' },
			`Role: Expense Approver has two values: "yes" and "no" (sent: null). ${sendOnce}`,
		],
	])('%j is reported with its label and a cure', (flat, message) => {
		expect(issuesOf(flat)).toEqual([message]);
	});

	it('leaves a value that it cannot read in the document, so that nobody calls it missing', () => {
		expect(toUserDocument({ active: 'maybe' }).document).toMatchObject({ active: 'maybe' });
	});
});

describe('the JSON field adds what has no field', () => {
	it('is merged entry by entry and read by the same rules', () => {
		expect(
			documentOf(
				{ workEmail: 'jane@example.com', custom3: 'A', entitlements: 'Expense' },
				{
					schemas: ['ignored'],
					emails: [
						{ type: 'Work', notifications: 'yes' },
						{ type: 'home', value: 'j@home.example' },
					],
					entitlements: ['expense', 'Travel'],
					[`${spend}:User`]: { country: 'de', customData: [{ id: 'custom9', value: 9 }] },
					[`${spend}:Role`]: { roles: ['Expense Approver', { roleName: 'exp_processor' }] },
					[travel]: { customFields: { name: 'Badge', value: '7' } },
				},
			),
		).toEqual({
			emails: [
				{ type: 'work', value: 'jane@example.com', notifications: true },
				{ type: 'home', value: 'j@home.example' },
			],
			entitlements: ['Expense', 'Travel'],
			[`${spend}:User`]: {
				country: 'DE',
				customData: [
					{ id: 'custom3', value: 'A' },
					{ id: 'custom9', value: '9' },
				],
			},
			[`${spend}:Role`]: {
				roles: [
					{ roleName: 'EXP_APPROVER', roleGroups: [] },
					{ roleName: 'EXP_PROCESSOR', roleGroups: [] },
				],
			},
			[travel]: { customFields: [{ name: 'Badge', value: '7' }] },
		});
	});

	it('may repeat a value, but not contradict it', () => {
		expect(issuesOf({ nickName: 'Kim' }, { nickName: 'Kim' })).toEqual([]);
		expect(
			issuesOf(
				{ workEmail: 'a@example.com' },
				{ emails: [{ type: 'work', value: 'b@example.com' }] },
			),
		).toEqual([
			`Work email has two values: "a@example.com" and "b@example.com" (sent: "b@example.com"). ${sendOnce}`,
		]);
	});

	it('keeps two entries of one kind apart, so that the check can find them', () => {
		const emails = [
			{ type: 'home', value: 'a@example.com' },
			{ type: 'home', value: 'b@example.com' },
		];
		expect(documentOf({ workEmail: 'w@example.com' }, { emails })).toEqual({
			emails: [{ type: 'work', value: 'w@example.com' }, ...emails],
		});
	});

	it('keeps null, which asks for a removal', () => {
		expect(documentOf({}, { nickName: null, [`${spend}:User`]: { ledgerCode: null } })).toEqual({
			nickName: null,
			[`${spend}:User`]: { ledgerCode: null },
		});
	});

	it.each([
		[
			{ nickname: 'Kim' },
			`nickname ${isNotAttribute} (sent: "Kim"). ${correctName} Did you mean "nickName"?`,
		],
		[
			{ emails: [{ type: 'work', vlaue: 'a@example.com' }] },
			`emails[type eq "work"].vlaue ${isNotAttribute} (sent: "a@example.com"). ${correctName} Did you mean "value"?`,
		],
		[
			{ [`${spend}:Usr`]: { country: 'DE' } },
			`spend:2.0:Usr ${isNotAttribute} (sent: {"country":"DE"}). ${correctName} Did you mean "${spend}:User"?`,
		],
		[{ name: 'Jane' }, `name ${isNotObject} (sent: "Jane"). ${useNameObject}`],
		[{ [travel]: 'Standard' }, `Travel profile ${isNotObject} (sent: "Standard"). ${useBraces}`],
		[
			{ [`${spend}:User`]: { testEmployee: 'perhaps' } },
			`Test user ${mustBeYesOrNo} (sent: "perhaps"). ${useYesOrNo}`,
		],
		[
			JSON.parse('{ "__proto__": { "title": "x" } }'),
			`__proto__ ${isNotAttribute} (sent: {"title":"x"}). ${correctName}`,
		],
		[{ constructor: 'x' }, `constructor ${isNotAttribute} (sent: "x"). ${correctName}`],
	])('%j is reported', (additional, message) => {
		expect(issuesOf({}, additional)).toEqual([message]);
	});
});

describe('what a create sends', () => {
	it('has no removals and nothing that they leave empty', () => {
		const { document } = toUserDocument(
			{ roleExpenseApprover: 'no', userName: 'a@example.com' },
			{
				nickName: null,
				name: { middleName: null },
				emails: [{ type: 'work', value: 'a@example.com', verified: null }],
			},
		);
		expect(withoutNulls(document)).toEqual({
			schemas: [core],
			userName: 'a@example.com',
			emails: [{ type: 'work', value: 'a@example.com' }],
		});
	});

	it('keeps lists that were sent empty', () => {
		const { document } = toUserDocument({ roleExpenseApprover: 'yes' });
		expect(withoutNulls(document)).toEqual(document);
	});
});

describe('shortNames', () => {
	it('names the extensions as items do', () => {
		expect(
			shortNames({
				schemas: [core],
				userName: 'a@example.com',
				[enterprise]: {},
				'urn:ietf:params:scim:schemas:extension:sap:2.0:User': {},
				[`${spend}:User`]: {},
				[`${spend}:ApproverLimit`]: {},
				'urn:ietf:params:scim:schemas:extension:enterprise:2.0:Payroll': {},
				[travel]: {},
			}),
		).toEqual([
			'core',
			'enterprise',
			'sap',
			'spend.User',
			'spend.ApproverLimit',
			'payroll',
			'travel',
		]);
	});

	it('does not name the core when only extensions are sent', () => {
		expect(shortNames({ schemas: [core], [`${spend}:Role`]: {} })).toEqual(['spend.Role']);
	});
});
