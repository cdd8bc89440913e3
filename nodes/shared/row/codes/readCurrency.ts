import once from 'lodash/once';
import { plainText } from '../words/plainText';
import { codesIn, codesNamed, nameLanguages, namesOf, type CodeName } from './intlNames';
import { isCurrency } from './standardCodes';

/** Signs and short words of daily use: of one currency, or of several in use, which are refused. */
const signs: Record<string, string> = {
	'€': 'EUR',
	'£': 'GBP',
	'₹': 'INR',
	'₺': 'TRY',
	'₽': 'RUB',
	'₩': 'KRW',
	'₪': 'ILS',
	'₴': 'UAH',
	'₫': 'VND',
	'₱': 'PHP',
	US$: 'USD',
	CA$: 'CAD',
	C$: 'CAD',
	AU$: 'AUD',
	A$: 'AUD',
	NZ$: 'NZD',
	HK$: 'HKD',
	S$: 'SGD',
	MX$: 'MXN',
	R$: 'BRL',
	zł: 'PLN',
	Kč: 'CZK',
	$: 'USD CAD AUD MXN',
	'¥': 'JPY CNY',
	kr: 'SEK DKK NOK',
};
const words: Record<string, string> = {
	'dollar|dollars|dolar|dolares': 'USD CAD AUD NZD',
	'pound|pounds|pfund|livre|livres|libra|libras': 'GBP EGP',
	'pound sterling|pounds sterling|pfund sterling|sterling': 'GBP',
	franken: 'CHF',
	'franc|francs|franco|francos': 'CHF XOF XAF',
	'krone|kronen|krona|kronor|kroner|couronne|couronnes|corona|coronas': 'SEK DKK NOK CZK',
	'peso|pesos': 'MXN ARS CLP COP',
	'rupee|rupees|rupie|rupien|roupie|roupies|rupia|rupias': 'INR PKR LKR',
	'lira|lire': 'TRY',
	'yen|yens|yenes': 'JPY',
	'yuan|yuans|renminbi': 'CNY',
	'zloty|zlotys': 'PLN',
	'forint|forints': 'HUF',
	'rouble|ruble|rubel|rublo': 'RUB BYN',
	'dirham|dirhams': 'AED MAD',
	'dinar|dinars': 'KWD RSD TND',
	'real|reais': 'BRL',
	rand: 'ZAR',
};

const bySign = new Map(Object.entries(signs).map(([sign, codes]) => [sign.toLowerCase(), codes]));
const byWord = new Map(
	Object.entries(words).flatMap(([forms, codes]) => forms.split('|').map((form) => [form, codes])),
);

const names = once(() =>
	namesOf(
		nameLanguages.flatMap((language) => {
			const named = new Intl.DisplayNames(language, { type: 'currency', fallback: 'none' });
			return Intl.supportedValuesOf('currency').flatMap((currency): CodeName[] => [
				[currency, named.of(currency)],
				...[1, 2].map((count): CodeName => [currency, counted(language, currency, count)]),
			]);
		}),
	),
);

/** The name as it stands behind a number: US dollars. */
function counted(locale: string, currency: string, count: number): string | undefined {
	const options = { style: 'currency', currency, currencyDisplay: 'name' } as const;
	const parts = new Intl.NumberFormat(locale, options).formatToParts(count);
	return parts.find(({ type }) => type === 'currency')?.value;
}

/** The name of a currency for messages. */
export const currencyName = (code: string) =>
	new Intl.DisplayNames('en', { type: 'currency' }).of(code);

/**
 * Returns the currency codes (ISO 4217) that a text can stand for: a code, a name in English, German, French or Spanish, a
 * sign, or two of them, such as 'EUR - Euro'. None for a text that is no currency.
 */
export function currenciesIn(text: string): string[] {
	return codesIn(text, partRead);
}

function partRead(part: string): string[] {
	const code = part.toUpperCase();
	if (isCurrency(code)) return [code];
	const known = bySign.get(part.toLowerCase()) ?? byWord.get(plainText(part));
	return known === undefined ? codesNamed(names(), part) : known.split(' ');
}
