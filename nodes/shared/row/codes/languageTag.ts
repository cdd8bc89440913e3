// Languages and locales by code or name, as tags such as de, de-AT and zh-Hans.
import memoize from 'lodash/memoize';
import once from 'lodash/once';
import {
	codesNamed,
	nameLanguages,
	namesOf,
	partsIn,
	type CodeName,
	type Names,
} from './intlNames';
import { countriesIn } from './readCountry';
import { isCountry, languageIn, localeIn } from './standardCodes';

/** Locales that have a name of their own, such as British English. */
const namedLocales =
	'en-US en-GB en-AU en-CA de-AT de-CH fr-CA fr-CH es-ES es-MX es-419 pt-BR pt-PT nl-BE zh-Hans zh-Hant'.split(
		' ',
	);

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

const names = once((): Names => {
	const pairs = letters.flatMap((first) => letters.map((second) => first + second));
	// Intl reads an older code, such as in, as the one of today.
	const codes = pairs.filter((code) => Intl.getCanonicalLocales(code)[0] === code);
	return namesOf([
		...nameLanguages.flatMap((language) => {
			const own = new Intl.DisplayNames(language, { type: 'language', fallback: 'none' });
			const plain = new Intl.DisplayNames(language, {
				type: 'language',
				languageDisplay: 'standard',
			});
			return [
				...[...codes, ...namedLocales].map((code): CodeName => [code, own.of(code)]),
				...namedLocales.map((code): CodeName => [code, plain.of(code)]),
			];
		}),
		...otherNames,
	]);
});

/** What people write and Intl has in other words. */
const otherNames: CodeName[] = [
	['es-419', 'Latin American Spanish'],
	['es-419', 'Lateinamerikanisches Spanisch'],
	['es-ES', 'Castilian'],
	['es-ES', 'castellano'],
	['en-GB', 'UK English'],
	['en-US', 'US English'],
	['en-GB', 'Britisches Englisch'],
	['en-US', 'Amerikanisches Englisch'],
	['fr-CA', 'Kanadisches Französisch'],
	['pt-BR', 'Brasilianisches Portugiesisch'],
	['zh-Hans', 'chino simplificado'],
	['zh-Hant', 'chino tradicional'],
];

const latinAmerica = namesOf(
	['Latin America', 'Lateinamerika', 'Amérique latine', 'Latinoamérica', 'América Latina'].map(
		(name): CodeName => ['419', name],
	),
);

/**
 * Returns the language, with the region or script that the text names: de for 'German' and 'deu', en-GB for 'English (United
 * Kingdom)' and 'en_UK', zh-Hans for 'Chinese (Simplified)'. Undefined for a text that names none, or two.
 */
export function languageTagIn(text: string): string | undefined {
	const code = localeIn(text) ?? ofCode(text);
	if (code !== undefined) return code;
	const parts = partsIn(text);
	const one = parts && languageTagIn(parts[0]);
	const pair =
		parts &&
		(one === undefined ? ofPair(languageTagIn(parts[1]), parts[0]) : ofPair(one, parts[1]));
	return pair ?? ofName(text);
}

/** A code of two letters that ISO has replaced, such as in for Indonesian, is more often a country's. */
function ofCode(text: string): string | undefined {
	const code = text.toLowerCase();
	if (!/^[a-z]{2,3}$/.test(code)) return undefined;
	const [language] = Intl.getCanonicalLocales(code);
	return code.length === 2 && language !== code ? undefined : languageIn(code) && language;
}

function ofName(text: string): string | undefined {
	const [tag, ...others] = codesNamed(names(), text);
	return others.length === 0 ? tag : undefined;
}

/** The tag of a language and what stands beside it: its country, its code, or the same in another language. */
function ofPair(tag: string | undefined, beside: string): string | undefined {
	if (tag === undefined) return undefined;
	const { language, region } = new Intl.Locale(tag);
	const [country, ...others] = [...countriesIn(beside), ...codesNamed(latinAmerica, beside)];
	const local = `${language}-${country}`;
	if (others.length === 0 && country !== undefined) {
		if (region === country) return tag;
		if (region === undefined && isSpoken(local)) return local;
	}
	const second = languageTagIn(beside);
	if (second === undefined || new Intl.Locale(second).language !== language) {
		// Spoken there or not, it is what the text says.
		const isCountryName = country !== undefined && beside.length > 2 && isCountry(country);
		return region === undefined && isCountryName && others.length === 0 ? local : undefined;
	}
	if (second === tag || second === language) return tag;
	return tag === language ? second : undefined;
}

/** Whether the language is one of the region's, by the Unicode CLDR. @param tag such as de-AT */
export const isSpoken = memoize((tag: string): boolean => {
	const { language, region } = new Intl.Locale(tag);
	return (
		new Intl.DateTimeFormat(tag).resolvedOptions().locale === tag ||
		new Intl.Locale(language).maximize().region === region
	);
});
