import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { corrected } from '../../../../nodes/ConcurProvisioning/repairing/corrected.ts';
import { toUserDocument } from '../../../../nodes/shared/person/userDocument.ts';

const surroundings = { zone: 'utc', clearWith: 'CLEAR' };
const documentOf = (flat: Record<string, unknown>) => {
	const { document, issues } = toUserDocument(flat, undefined, surroundings);
	expect(issues).toEqual([]);
	return document;
};

const whole = {
	userName: 'pat@example.com',
	givenName: 'Pat',
	familyName: 'Doe',
	middleName: 'CLEAR',
	workEmail: 'pat@example.com',
	homeEmail: 'pat@home.example.com',
	mobilePhone: '+49 170 1234567',
	workStreet: 'Main Street 1',
	workCity: 'Berlin',
	workCountry: 'DE',
	entitlements: 'Expense',
	active: 'yes',
	employeeNumber: 'N1',
	manager: 'N2',
	startDate: '2026-01-05',
	leaveStartDate: '2026-05-01',
	leaveEndDate: '2026-06-01',
	spendCountry: 'DE',
	spendLocale: 'de-DE',
	reimbursementCurrency: 'EUR',
	biManager: 'N3',
	custom1: 'A',
	custom2: 'CLEAR',
	roles: 'EXP_PROCESSOR:Germany|France',
	roleExpenseApprover: 'yes',
	roleBudgetOwner: 'no',
	reportApprover: 'N4',
	invoiceApprover: 'N5',
	adpCompanyCode: 'A',
	adpDeductionCode: 'B',
	adpEmployeeFileNumber: '1',
	travelRuleClass: 'Standard',
	travelManager: 'N6',
	emailStatusChangeOnReport: 'yes',
};

describe('what was rejected, with corrections', () => {
	it('stays as it is without any, after it was stored as JSON', () => {
		const document = documentOf(whole);
		const stored = toUserDocument({}, JSON.parse(JSON.stringify(document)), { zone: 'utc' });
		expect(stored).toMatchObject({ document, issues: [], notices: [] });
		expect(corrected(stored.document, {})).toEqual(document);
		expect(corrected(document, documentOf({}))).toEqual(document);
	});

	it('has each corrected field as if it had been so from the beginning', () => {
		const others = {
			...whole,
			givenName: 'Kim',
			middleName: 'M.',
			workEmail: 'kim@example.com',
			mobilePhone: '+49 171 7654321',
			workCity: 'Bonn',
			manager: '10020000-0000-4000-8000-000000001002',
			leaveEndDate: '2026-07-01',
			reimbursementCurrency: 'CHF',
			biManager: 'N7',
			custom1: 'B',
			custom2: 'C',
			roles: 'EXP_PROCESSOR:Spain',
			roleBudgetOwner: 'yes',
			reportApprover: 'N8',
			adpDeductionCode: 'C',
			travelRuleClass: '101',
			travelManager: '10030000-0000-4000-8000-000000001003',
			title: 'Boss',
			travelGender: 'Female',
		};
		const keys = Object.keys(others) as Array<keyof typeof others>;
		const ordered = (value: unknown): unknown => {
			if (Array.isArray(value))
				return value
					.map(ordered)
					.map((one) => JSON.stringify(one))
					.sort();
			if (typeof value !== 'object' || value === null) return value;
			return Object.entries(value)
				.sort(([one], [other]) => (one < other ? -1 : 1))
				.map(([key, one]) => [key, ordered(one)]);
		};
		fc.assert(
			fc.property(fc.subarray(keys), (fields) => {
				// Of a leave and an address, the start and the country say which one is meant.
				const named = fields.includes('leaveEndDate')
					? { leaveStartDate: whole.leaveStartDate }
					: {};
				const values = Object.fromEntries(fields.map((field) => [field, others[field]]));
				const document = corrected(documentOf(whole), documentOf({ ...named, ...values }));
				expect(ordered(document)).toEqual(ordered(documentOf({ ...whole, ...values })));
			}),
			{ numRuns: 25 },
		);
	});

	it('leaves out a role that is corrected to no, and adds products', () => {
		const document = documentOf({ entitlements: 'Expense', roleExpenseApprover: 'yes' });
		const correction = documentOf({ entitlements: 'Travel', roleExpenseApprover: 'no' });
		expect(corrected(document, correction)).toMatchObject({
			entitlements: ['Expense', 'Travel'],
			'urn:ietf:params:scim:schemas:extension:spend:2.0:Role': {
				roles: [{ roleName: 'EXP_APPROVER', roleGroups: null }],
			},
		});
	});
});
