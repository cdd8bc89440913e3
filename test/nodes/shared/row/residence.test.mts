import { describe, expect, it } from 'vitest';
import { toUserDocument } from '../../../../nodes/shared/person/userDocument.ts';
import { residenceIn } from '../../../../nodes/shared/row/residence.ts';

describe('where the person of a row lives', () => {
	it.each([
		[{ spendCountry: 'DE' }, { country: 'DE' }],
		[{ spendCountry: 'Deutschland' }, { country: 'DE' }],
		[{ spendCountry: ' deu ', workCountry: 'FR' }, { country: 'DE' }],
		[{ homeCountry: 'PL', workCountry: 'United States' }, { country: 'US' }],
		[{ spendCountry: 'Korea', homeCountry: 'KR' }, { country: 'KR' }],
		[{ spendCountry: '', officeLocationCountry: 'Suiza' }, { country: 'CH' }],
		[{ spendCountry: 'nowhere' }, {}],
		[{ spendCountry: 49 }, {}],
		[{ spendLocale: 'de_AT' }, { language: 'de-AT' }],
		[{ spendLocale: 'German (Austria)', preferredLanguage: 'EN' }, { language: 'de-AT' }],
		[{ preferredLanguage: 'Französisch' }, { language: 'fr' }],
		[{}, {}],
	])('%j says %j', (row, residence) => {
		expect(residenceIn(row)).toEqual({ country: undefined, language: undefined, ...residence });
	});

	it('decides what its other values mean', () => {
		const { document, issues, notices } = toUserDocument({
			preferredLanguage: 'English',
			spendLocale: 'English',
			spendCountry: 'Vereinigtes Königreich',
			reportApprovalLimit: '1,000',
			reportApprovalLimitCurrency: 'British Pound',
		});
		expect(issues).toEqual([]);
		expect(notices).toEqual([
			'Language: "English" was read as en-GB',
			'Expense locale: "English" was read as en-GB',
			'Expense country: "Vereinigtes Königreich" was read as GB',
			'Report approval limit: "1,000" was read as 1000',
			'Report approval limit: currency: "British Pound" was read as GBP',
		]);
		expect(JSON.stringify(document)).toContain('"approvalLimit":1000');
	});

	it.each([
		['5.000,00 €', 'USD', true],
		['$5,000.00', 'Euro', true],
		['$5,000.00', 'CAD', false],
		['5.000,00 €', 'EUR', false],
		['5.000,00 €', '', false],
		['5.000,00', 'USD', false],
	])('an amount of %s beside the currency %s is refused: %j', (amount, currency, isRefused) => {
		const { issues } = toUserDocument({
			reportApprovalLimit: amount,
			reportApprovalLimitCurrency: currency,
		});
		const problem = `is in another currency than Report approval limit: currency, which is "${currency}"`;
		expect(issues.map((issue) => issue.problem)).toEqual(isRefused ? [problem] : []);
	});
});
