// Countries and currencies by any name of daily use in four languages; a name of two is refused with both.
import countries from 'i18n-iso-countries';
import de from 'i18n-iso-countries/langs/de.json' with { type: 'json' };
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import es from 'i18n-iso-countries/langs/es.json' with { type: 'json' };
import fr from 'i18n-iso-countries/langs/fr.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { countriesIn } from '../../../../../nodes/shared/row/codes/readCountry.ts';
import { readCode } from '../../../../../nodes/shared/row/codes/readCode.ts';
import { isNotCountry, isNotCurrency } from '../../../badInputs/valueSentences.mts';
import { fate, readingOf } from './fate.mts';

for (const locale of [de, en, es, fr]) countries.registerLocale(locale);

describe('a country', () => {
	it.each([
		['Germany', 'DE'],
		['GERMANY', 'DE'],
		['Deutschland', 'DE'],
		['Allemagne', 'DE'],
		['Alemania', 'DE'],
		['Bundesrepublik Deutschland', 'DE'],
		['Germany (DE)', 'DE'],
		['DE - Germany', 'DE'],
		['DE-Germany', 'DE'],
		['Germany, DEU', 'DE'],
		['Deutschland/Germany', 'DE'],
		['USA', 'US'],
		['U.S.A.', 'US'],
		['U.S.', 'US'],
		['United States', 'US'],
		['United States of America', 'US'],
		['Vereinigte Staaten', 'US'],
		['Vereinigte Staaten von Amerika', 'US'],
		['États-Unis', 'US'],
		['etats unis', 'US'],
		['Estados Unidos', 'US'],
		['EE. UU.', 'US'],
		['U.K.', 'GB'],
		['Great Britain', 'GB'],
		['Großbritannien', 'GB'],
		['Grossbritannien', 'GB'],
		['Vereinigtes Königreich', 'GB'],
		['Vereinigtes Koenigreich', 'GB'],
		['Royaume-Uni', 'GB'],
		['England', 'GB'],
		['The Netherlands', 'NL'],
		['les Pays-Bas', 'NL'],
		['Holland', 'NL'],
		['Österreich', 'AT'],
		['Oesterreich', 'AT'],
		['OSTERREICH', 'AT'],
		['Czech Republic', 'CZ'],
		['Czechia', 'CZ'],
		['Türkei', 'TR'],
		['Turkey', 'TR'],
		['Russian Federation', 'RU'],
		['South Korea', 'KR'],
		['Korea, Republic of', 'KR'],
		['Korea (KR)', 'KR'],
		['Congo (CD)', 'CD'],
		['Hong Kong', 'HK'],
		['Côte d’Ivoire', 'CI'],
		["Cote d'Ivoire", 'CI'],
		['St. Lucia', 'LC'],
		['Viet Nam', 'VN'],
		['Georgia', 'GE'],
		['Federación de Rusia (la)', 'RU'],
		['Reino Unido de Gran Bretaña e Irlanda del Norte (el)', 'GB'],
		['Russie (Fédération de)', 'RU'],
		['Korea, Republik', 'KR'],
		['Hong Kong, China', 'HK'],
		['Kapverden', 'CV'],
		['Moldau', 'MD'],
		['Méjico', 'MX'],
		['Fürstentum Liechtenstein', 'LI'],
		['Confédération suisse', 'CH'],
	])('%s is %s', (sent, value) => {
		expect(fate('spendCountry', sent)).toEqual({
			value,
			notice: `"${sent}" was read as ${value}`,
		});
	});

	it.each([
		['Korea', 'KP (North Korea) or as KR (South Korea)', 'KP or KR'],
		['Corea', 'KP (North Korea) or as KR (South Korea)', 'KP or KR'],
		['Kongo', 'CD (Congo - Kinshasa) or as CG (Congo - Brazzaville)', 'CD or CG'],
		['Germany (FR)', 'DE (Germany) or as FR (France)', 'DE or FR'],
		['France (DE)', 'FR (France) or as DE (Germany)', 'FR or DE'],
		['de - France', 'DE (Germany) or as FR (France)', 'DE or FR'],
		['France (de)', 'FR (France) or as DE (Germany)', 'FR or DE'],
		['France (LA)', 'FR (France) or as LA (Laos)', 'FR or LA'],
		['US - Deutschland', 'US (United States) or as DE (Germany)', 'US or DE'],
	])('%s can be read as two, which are both named', (sent, readings, codes) => {
		expect(fate('workCountry', sent)).toEqual({
			finding: {
				problem: `can be read as ${readings}`,
				cure: `Use the code that is meant, such as ${codes}.`,
			},
		});
	});

	it.each([
		'Germoney',
		'Bavaria',
		'Europe',
		'EMEA',
		'DACH',
		'Foo (DE)',
		'276',
		'+49',
		'D',
		'Berlin',
	])('%s is none', (sent) => {
		expect(fate('homeCountry', sent)).toMatchObject({ finding: { problem: isNotCountry } });
	});

	it('has the code of three letters that ISO 3166 gives it', () => {
		for (const [three, two] of Object.entries(countries.getAlpha3Codes())) {
			expect(countriesIn(three), three).toEqual([two]);
			expect(countriesIn(three.toLowerCase()), three).toEqual([two]);
		}
	});

	/** Names of two countries in the list of another. */
	const shared = ['Congo', 'Kongo'];

	it('is found by each of its names in another list, and never by a name of another country', () => {
		for (const language of ['en', 'de', 'fr', 'es']) {
			const names = countries.getNames(language, { select: 'all' });
			for (const [code, ofCountry] of Object.entries(names)) {
				for (const name of ofCountry) {
					const found = countriesIn(name);
					if (shared.includes(name)) expect(found.sort(), name).toEqual(['CD', 'CG']);
					else expect(found, `${name} (${language})`).toEqual([code]);
				}
			}
		}
	});

	it('is read at a phone, an address, an office, and a budget, too', () => {
		for (const id of [
			'mobilePhoneCountry',
			'workCountry',
			'emergencyContactCountry',
			'officeLocationCountry',
			'budgetCountryCode',
		]) {
			expect(fate(id, 'Schweiz')).toMatchObject({ value: 'CH' });
		}
	});
});

describe('a currency', () => {
	it.each([
		['eur', 'EUR'],
		['Euro', 'EUR'],
		['EURO', 'EUR'],
		['euros', 'EUR'],
		['€', 'EUR'],
		['EUR - Euro', 'EUR'],
		['Euro (EUR)', 'EUR'],
		['EUR (€)', 'EUR'],
		['US Dollar', 'USD'],
		['US-Dollar', 'USD'],
		['US dollars', 'USD'],
		['US$', 'USD'],
		['USD - Dollar', 'USD'],
		['Dollar (USD)', 'USD'],
		['dollar des États-Unis', 'USD'],
		['dólar estadounidense', 'USD'],
		['Swiss Franc', 'CHF'],
		['Schweizer Franken', 'CHF'],
		['Franken', 'CHF'],
		['franc suisse', 'CHF'],
		['franco suizo', 'CHF'],
		['British Pound', 'GBP'],
		['Pound Sterling', 'GBP'],
		['£', 'GBP'],
		['livre sterling', 'GBP'],
		['libra esterlina', 'GBP'],
		['Polnischer Zloty', 'PLN'],
		['Japanese Yen', 'JPY'],
		['Kč', 'CZK'],
	])('%s is %s', (sent, value) => {
		expect(fate('reimbursementCurrency', sent)).toEqual({
			value,
			notice: `"${sent}" was read as ${value}`,
		});
	});

	it.each([
		['$', 'USD (US Dollar) or as CAD (Canadian Dollar) or as AUD (Australian Dollar)'],
		['Dollar', 'USD (US Dollar) or as CAD (Canadian Dollar) or as AUD (Australian Dollar)'],
		['¥', 'JPY (Japanese Yen) or as CNY (Chinese Yuan)'],
		['Krone', 'SEK (Swedish Krona) or as DKK (Danish Krone)'],
		['pesos', 'MXN (Mexican Peso) or as ARS (Argentine Peso)'],
		['Pfund', 'GBP (British Pound) or as EGP (Egyptian Pound)'],
		['Euro (USD)', 'EUR (Euro) or as USD (US Dollar)'],
	])('%s can be read as several, which are named', (sent, readings) => {
		const reading = fate('reimbursementCurrency', sent);
		expect(reading).toMatchObject({
			finding: { problem: expect.stringContaining(`can be read as ${readings}`) },
		});
	});

	it.each(['ABC', 'Taler', '¤', 'EUR - Taler', 'local'])('%s is none', (sent) => {
		expect(fate('reimbursementCurrency', sent)).toMatchObject({
			finding: { problem: isNotCurrency },
		});
	});

	it('has a name in each of four languages, in singular and plural', () => {
		for (const code of ['EUR', 'USD', 'GBP', 'CHF', 'PLN', 'SEK', 'CAD', 'MXN', 'INR', 'JPY']) {
			for (const language of ['en', 'de', 'fr', 'es']) {
				const name = new Intl.DisplayNames(language, { type: 'currency' }).of(code)!;
				expect(readingOf('reimbursementCurrency', name), name).toMatchObject({ value: code });
			}
		}
	});
});

it('costs a right code no look at names', () => {
	const rules = { type: 'string', format: 'ISO3166-1-alpha2' };
	expect(readCode(rules, 'DE')).toEqual({ value: 'DE' });
});
