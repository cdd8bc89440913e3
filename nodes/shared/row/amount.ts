// This room reads what HR's rows and the JSON field hold into the types of SAP Concur's attributes.
// It neither checks values nor builds documents, and it imports only schema.

// How people write an amount: which of its points, commas, blanks and apostrophes are separators of thousands.
import memoize from 'lodash/memoize';
import uniq from 'lodash/uniq';
import type { Beside } from '../schema/reading';
import { languageTagIn } from './codes/languageTag';
import { currenciesIn } from './codes/readCurrency';

/** Separators of thousands that are never decimal: blanks of all widths and apostrophes. */
const blank = "[ \\u00a0\\u2009\\u202f'’]";
const shapes = {
	/** 1250, 1250.5, 1250,50, 0,125 and 1250.500: no separator, or one that is decimal. */
	plain: /^\d+(?:[.,]\d+)?$/,
	point: new RegExp(`^\\d{1,3}(?:(?:,\\d{3})+|(?:${blank}\\d{3})+)(?:\\.\\d+)?$`),
	comma: new RegExp(`^\\d{1,3}(?:(?:\\.\\d{3})+|(?:${blank}\\d{3})+)(?:,\\d+)?$`),
	/** One separator before three digits: 1.000 or 1,000. */
	unclear: /^[1-9]\d{0,2}[.,]\d{3}$/,
};

/** The decimal separator of a text. */
type Style = '.' | ',';

/** Characters; no amount has so many. */
const longestAmount = 40;

interface Amount {
	/** Without the currency around it. */
	digits: string;
	/** Whether its one separator can be decimal or not. */
	isUnclear: boolean;
	/** The codes that the currency around it can stand for; none where there is none. */
	currencies: string[];
}

/** Returns the number in a text and the currency around it; undefined for a text that is no amount. */
export function amountIn(text: string): Amount | undefined {
	if (text.length > longestAmount) return undefined;
	const [, before = '', sign = '', number = '', after = ''] =
		/^([^\d+-]*)([+-]?)(\d(?:.*\d)?)([^\d]*)$/s.exec(text.trim()) ?? [];
	const around = [before, after].map((part) => part.trim()).filter((part) => part !== '');
	const [currency, ...others] = around;
	const currencies = currency === undefined ? [] : currenciesIn(currency);
	if (others.length > 0 || (currency !== undefined && currencies.length === 0)) return undefined;
	const isUnclear = shapes.unclear.test(number);
	const isAmount =
		isUnclear || [shapes.plain, shapes.point, shapes.comma].some((one) => one.test(number));
	if (!isAmount) return undefined;
	return { digits: `${sign === '-' ? '-' : ''}${number}`, isUnclear, currencies };
}

/** The same number with a decimal point at most. @param style decimal separator, where the digits do not say it */
export function plainDigits(digits: string, style: Style = styleOf(digits) ?? '.'): string {
	const [whole = '', decimals] = style === ',' ? digits.split(',') : digits.split('.');
	const joined = whole.replace(/[^\d-]/g, '');
	return decimals === undefined ? joined : `${joined}.${decimals}`;
}

/** The decimal separator that digits show; undefined where both fit. */
function styleOf(digits: string): Style | undefined {
	const number = digits.replace('-', '');
	if (shapes.unclear.test(number)) return undefined;
	if (shapes.plain.test(number))
		return number.includes(',') ? ',' : number.includes('.') ? '.' : undefined;
	const isPoint = shapes.point.test(number);
	return isPoint === shapes.comma.test(number) ? undefined : isPoint ? '.' : ',';
}

/**
 * The decimal separator of an unclear amount, where its own one is of thousands: by the other amounts in its column, otherwise
 * by the row's locale. No amount of money has three decimals, so that 1.000 stays unclear where the point is decimal.
 */
export function styleBeside(
	digits: string,
	{ column, country, language }: Partial<Beside>,
): Style | undefined {
	const written = digits.includes(',') ? ',' : '.';
	const inColumn = column === undefined ? [] : stylesIn(column);
	const styles =
		inColumn.length > 0
			? inColumn
			: uniq(localesOf(country, language).map((locale) => styleOfLocale(locale, written)));
	return styles.length === 1 && styles[0] !== written ? styles[0] : undefined;
}

const known = new WeakMap<readonly unknown[], Style[]>();

function stylesIn(column: readonly unknown[]): Style[] {
	const found = known.get(column);
	if (found) return found;
	const amounts = column.map((value) => (typeof value === 'string' ? amountIn(value) : undefined));
	const styles = uniq(amounts.flatMap((amount) => (amount && styleOf(amount.digits)) ?? []));
	known.set(column, styles);
	return styles;
}

/** The locales that a row speaks for: a person's language with a country, and the language of the country. */
function localesOf(country: string | undefined, language: string | undefined): string[] {
	const tag = language === undefined ? undefined : languageTagIn(language);
	const region = tag === undefined ? undefined : new Intl.Locale(tag).region;
	const own =
		tag === undefined ? [] : region === undefined && country ? [`${tag}-${country}`] : [tag];
	return country === undefined ? own : [...own, `und-${country}`];
}

/** The decimal separator of a locale in which the one that was written is of thousands. */
function styleOfLocale(locale: string, written: string): Style | undefined {
	const { decimal, group } = separatorsOf(locale);
	if (decimal !== '.' && decimal !== ',') return undefined;
	return group.includes(written) ? decimal : undefined;
}

/** By locale: few stand in many rows. An amount of money can have other separators than a number. */
const separatorsOf = memoize((locale: string) => {
	const { language, region } = new Intl.Locale(locale).maximize();
	const parts = [{}, { style: 'currency', currency: 'EUR' } as const].flatMap((options) =>
		new Intl.NumberFormat(`${language}-${region}`, options).formatToParts(1234567.5),
	);
	const ofType = (type: string) =>
		uniq(parts.filter((part) => part.type === type).map(({ value }) => value));
	const [decimal = '', ...others] = ofType('decimal');
	return { decimal: others.length === 0 ? decimal : '', group: ofType('group') };
});
