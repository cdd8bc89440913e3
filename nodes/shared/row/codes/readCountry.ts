import once from 'lodash/once';
import countries from './data/countries.json';
import { codesIn, codesNamed, nameLanguages, namesOf, type CodeName } from './intlNames';
import { countryIn } from './standardCodes';

/**
 * By ISO 3166-1 alpha-2: the code of three letters, which Intl does not have, and names of daily use or of ISO 3166 that Intl
 * lacks. A name of two countries stands with both, so that it is refused.
 */
const known: Record<string, string[]> = countries;

const byThreeLetters = new Map(Object.entries(known).map(([code, [three = '']]) => [three, code]));

const styles = ['long', 'short'] as const;

const names = once(() => {
	const ofIntl = nameLanguages.flatMap((language) =>
		styles.flatMap((style) => {
			const named = new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' });
			return Object.keys(known).map((code): CodeName => [code, named.of(code)]);
		}),
	);
	const others = Object.entries(known).flatMap(([code, [, ...more]]) =>
		more.map((name): CodeName => [code, name]),
	);
	return namesOf([...ofIntl, ...others]);
});

/** The name of a country for messages. */
export const countryName = (code: string) =>
	new Intl.DisplayNames('en', { type: 'region' }).of(code);

/**
 * Returns the country codes (ISO 3166-1 alpha-2) that a text can stand for: a code of two or three letters, a name in
 * English, German, French or Spanish, or both, such as 'Germany (DE)'. None for a text that is no country.
 */
export function countriesIn(text: string): string[] {
	const code = countryIn(text);
	return code === undefined ? codesIn(text, partRead) : [code];
}

function partRead(part: string): string[] {
	// U.S. and U.K.
	const code = countryIn(/^(?:[a-z]\.){2}$/i.test(part) ? part.replaceAll('.', '') : part);
	const three = code ?? byThreeLetters.get(part.toUpperCase());
	return three === undefined ? codesNamed(names(), part) : [three];
}
