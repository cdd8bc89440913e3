// The company's employee form as the nodes understand it, whatever spelling the response has.
import { describe, expect, it } from 'vitest';
import {
	labelIn,
	requiredCustomFields,
	toCompanyForm,
} from '../../../../../nodes/shared/concur/company/formFields.ts';
import { fieldsById } from '../../../../../nodes/shared/schema/flatFields.ts';

const form = (...fields: object[]) => toCompanyForm(fields as never);

describe('a field of the form', () => {
	it.each([
		['Custom3', 'custom3'],
		['custom22', 'custom22'],
		['CUSTOM1', 'custom1'],
		['OrgUnit2', 'orgUnit2'],
		['EmpId', 'employeeNumber'],
		['LoginId', 'userName'],
		['LedgerKey', 'ledgerCode'],
		['LedgerName', 'ledgerCode'],
		['CtryCode', 'spendCountry'],
		['CrnCode', 'reimbursementCurrency'],
		['CashAdvanceAccountCode', 'cashAdvanceAccountCode'],
	])('named %s is %s', (name, fieldId) => {
		expect(fieldsById.has(fieldId)).toBe(true);
		expect([...form({ name }).keys()]).toEqual([fieldId]);
	});

	it.each(['Custom23', 'OrgUnit7', 'Custom', 'RptKey', '__proto__', 'toString', 'roles', ''])(
		'named %j is none of ours',
		(name) => {
			expect(form({ name }).size).toBe(0);
		},
	);

	it('is read with the keys of the sample and of the schema', () => {
		const known = { label: 'Profit center', isRequired: true, maxLength: 10, isHidden: false };
		const ofSample = { name: 'Custom3', label: 'Profit center', isRequired: true, maxLength: 10 };
		const ofSchema = { Name: 'Custom3', Label: 'Profit center', isRequired: true, MaxLength: 10 };
		for (const field of [ofSample, ofSchema]) {
			expect(form(field)).toEqual(new Map([['custom3', known]]));
		}
	});

	it.each([
		[{}],
		[{ label: '', maxLength: 0, access: '' }],
		[{ label: null, isRequired: null, maxLength: null, access: null }],
		[{ label: {}, isRequired: {}, maxLength: 'x', access: ['HD'] }],
		[{ label: ' ', isRequired: 'no', maxLength: -1, access: 'RW' }],
		[{ maxLength: true }],
		[{ maxLength: [7] }],
		[{ maxLength: 0.5 }],
	])('with %j says nothing', (odd) => {
		expect(form({ name: 'Custom3', ...odd }).get('custom3')).toEqual({
			isRequired: false,
			isHidden: false,
		});
	});

	it('of a list has no length, because its codes say what is allowed', () => {
		const field = { name: 'Custom3', dataType: 'ConnectedList', maxLength: 48 };
		expect(form(field).get('custom3')).not.toHaveProperty('maxLength');
	});
});

it('asks for required custom fields that are not hidden, and for no standard field', () => {
	const required = form(
		{ name: 'Custom1', isRequired: true, access: 'RW' },
		{ name: 'Custom2', isRequired: true, access: 'HD' },
		{ name: 'OrgUnit1', isRequired: true, access: 'RO' },
		{ name: 'Custom3', isRequired: false },
		{ name: 'LedgerKey', isRequired: true },
	);
	expect(requiredCustomFields(required)).toEqual(['custom1', 'orgUnit1']);
});

describe('a label', () => {
	it.each([
		['Profit center', 'Profit center (Custom 3)'],
		['Custom 03', 'Custom 3'],
		['CUSTOM 3', 'Custom 3'],
		['', 'Custom 3'],
	])('of the company, %j, stands before that of SAP where they differ', (label, shown) => {
		expect(labelIn(form({ name: 'Custom3', label }), 'custom3', 'Custom 3')).toBe(shown);
	});

	it('that nobody in the company sees is not shown', () => {
		const hidden = form({ name: 'Custom3', label: 'Old', access: 'HD' });
		expect(labelIn(hidden, 'custom3', 'Custom 3')).toBe('Custom 3');
	});

	it('of an unknown form is that of SAP', () => {
		expect(labelIn(undefined, 'custom3', 'Custom 3')).toBe('Custom 3');
	});
});
