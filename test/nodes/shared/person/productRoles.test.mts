import { describe, expect, it } from 'vitest';
import { checkDocument } from '../../../../nodes/shared/check/checkDocument.ts';
import { keptProducts } from '../../../../nodes/shared/person/productRoles.ts';
import { toUserDocument } from '../../../../nodes/shared/person/userDocument.ts';
import { urn } from '../../../../nodes/shared/schema/attributes.ts';
import { mustBeYesOrNo } from '../../badInputs/valueSentences.mts';

describe('a product by yes or no', () => {
	it('is the entitlement, without the role that comes with it and without a profile', () => {
		const { document, issues, notices } = toUserDocument({
			expenseUser: 'yes',
			travelUser: 'Ja',
			invoiceUser: 'no',
			requestUser: '',
		});
		expect(document).toEqual({ schemas: [urn.core], entitlements: ['Expense', 'Travel'] });
		expect({ issues, notices }).toEqual({
			issues: [],
			notices: ['Product: Travel: "Ja" was read as yes'],
		});
		expect(checkDocument(document, 'update', { area: 'provisioning' })).toEqual([]);
	});

	it('unites with the list of products and with the JSON field', () => {
		const { document, issues } = toUserDocument(
			{ expenseUser: true, entitlements: 'Expense, Invoice', requestUser: 'y' },
			{ entitlements: ['Travel'] },
		);
		expect(document.entitlements).toEqual(['Expense', 'Invoice', 'Request', 'Travel']);
		expect(issues).toEqual([]);
	});

	it('makes nothing of no: it is neither sent nor empty', () => {
		expect(toUserDocument({ expenseUser: 'no', travelUser: false }).document).toEqual({
			schemas: [urn.core],
		});
	});

	it('is rejected where another field of the row names the product', () => {
		expect(toUserDocument({ travelUser: 'Nein', entitlements: 'Expense;Travel' }).issues).toEqual([
			{
				fieldId: 'travelUser',
				label: 'Product: Travel',
				sent: 'Nein',
				problem: 'says no, but Travel is among the products',
				cure: 'Correct one of the two.',
			},
		]);
	});

	it('is rejected once where it is neither yes nor no', () => {
		const { document, issues } = toUserDocument({ expenseUser: 'maybe', travelUser: 'yes' });
		expect(issues).toMatchObject([{ fieldId: 'expenseUser', problem: mustBeYesOrNo }]);
		expect(document.entitlements).toEqual(['Travel']);
	});

	it('takes the role that comes with it out of the roles of the row', () => {
		const { document } = toUserDocument({ expenseUser: 'yes', roles: 'Expense User' });
		expect(document).toEqual({ schemas: [urn.core], entitlements: ['Expense'] });
	});

	it('is not taken from a user, which an update says', () => {
		expect(
			keptProducts({ expenseUser: 'no', travelUser: 'yes', invoiceUser: '', requestUser: 0 }),
		).toEqual(
			['Expense', 'Request'].map(
				(product) =>
					`Product: ${product}: a user who has ${product} keeps it. Remove a product in SAP Concur itself.`,
			),
		);
	});
});
