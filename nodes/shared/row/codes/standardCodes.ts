// Codes of ISO 3166 (countries), ISO 4217 (currencies), and ISO 639 (languages), as the lists inside Intl have them.
import memoize from 'lodash/memoize';

/** Whether Intl names a code of two or three letters or digits. Intl takes long for each, and every row asks for the same few. */
const isNamedAs = (type: Intl.DisplayNamesType) => {
	const names = new Intl.DisplayNames('en', { type, fallback: 'none' });
	return memoize((code: string) => names.of(code) !== undefined);
};
const isNamedRegion = isNamedAs('region');
const isNamedCurrency = isNamedAs('currency');
const isNamedLanguage = isNamedAs('language');

/** What Intl has beside ISO 3166: unions, postal reservations, and placeholders. Kosovo's XK, in use everywhere, stays. */
const notCountries = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '));

/** Codes of daily use for exactly one country of ISO 3166: of SAP's User Import and British files, and of the EU. */
const otherCountryCodes = new Map([
	['UK', 'GB'],
	['EL', 'GR'],
]);

/** True for a two-letter country code in use, in capitals. */
export const isCountry = (code: string) => /^[A-Z]{2}$/.test(code) && isRegionInUse(code);

/** By code; every country of every row asks. */
const isRegionInUse = memoize(
	(code: string) =>
		!notCountries.has(code) &&
		isNamedRegion(code) &&
		// Intl reads a code that ISO withdrew, such as DD, as one of today.
		new Intl.Locale(`und-${code}`).region === code,
);

/** Returns the country code that a text stands for, whatever its letter case; UK is GB. */
export function countryIn(text: string): string | undefined {
	const code = text.toUpperCase();
	const country = otherCountryCodes.get(code) ?? code;
	return isCountry(country) ? country : undefined;
}

/** True for a currency code in capitals, withdrawn ones included: SAP Concur decides what it supports. */
export function isCurrency(code: string): boolean {
	return /^[A-Z]{3}$/.test(code) && isNamedCurrency(code);
}

/** True for a language and a region, such as en-US or es-419. SAP: v4.spend-user-provisioning, samples. */
export function isLocale(text: string): boolean {
	const [, language, region] = /^([a-z]{2,3})-([A-Z]{2}|\d{3})$/.exec(text) ?? [];
	if (language === undefined || region === undefined) return false;
	const isRegion = /\d/.test(region) ? isNamedRegion(region) : isCountry(region);
	return isRegion && isNamedLanguage(language);
}

/** Returns a text such as 'DE_de' as a locale, with the likely script left out; undefined when it is none. */
export function localeIn(text: string): string | undefined {
	const parts = /^([a-z]{2,3})[-_](?:([a-z]{4})[-_])?([a-z]{2}|\d{3})$/i.exec(text);
	if (!parts) return undefined;
	const [, written = '', script, sent = ''] = parts;
	// Intl knows deu as de.
	const code = written.toLowerCase();
	const language = code.length === 3 ? (languageIn(code) ?? code) : code;
	const locale = `${language}-${countryIn(sent) ?? sent}`;
	if (!isLocale(locale)) return undefined;
	const isLikely = script === undefined || isSameLocale(`${language}-${script}-${sent}`, locale);
	return isLikely ? locale : undefined;
}

/** Among languages, uk is Ukrainian; who writes UK may mean English. */
export const unclearLanguage = 'UK';

/** Whether two texts mean one locale once Intl has added the likely script and region: de and de-DE. */
export function isSameLocale(left: string, right: string): boolean {
	const [one, other] = [left, right].map((text) => locale(text)?.maximize().baseName);
	return one !== undefined && one === other;
}

/** Returns the language of a locale, such as 'en' for EN, en-US, and en_US; undefined when it is not known. */
export function languageIn(text: string): string | undefined {
	const language = locale(text)?.language;
	return language !== undefined && isNamedLanguage(language) ? language : undefined;
}

function locale(text: string): Intl.Locale | undefined {
	// SAP's list of languages has Norwegian by no, its older code; systems write nb.
	const tag = text.replaceAll('_', '-').replace(/^nb\b/i, 'no');
	// Intl throws for everything else. A single letter is a language key of SAP's ERP.
	return /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?$/i.test(tag)
		? new Intl.Locale(tag)
		: undefined;
}
