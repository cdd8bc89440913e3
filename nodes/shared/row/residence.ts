import type { JsonObject } from '../schema/attributes';
import type { Beside } from '../schema/reading';
import { languageTagIn } from './codes/languageTag';
import { countriesIn } from './codes/readCountry';

const countries = ['spendCountry', 'workCountry', 'officeLocationCountry', 'homeCountry'];
const languages = ['spendLocale', 'preferredLanguage'];

/**
 * The country and the language of the person of a row, as far as the row says them: by code or by name.
 * @param flat values by field ID
 */
export function residenceIn(flat: JsonObject): Pick<Beside, 'country' | 'language'> {
	return {
		country: first(flat, countries, (text) => {
			const [country, ...others] = countriesIn(text);
			return others.length === 0 ? country : undefined;
		}),
		language: first(flat, languages, languageTagIn),
	};
}

/** What the first of the fields says that can be read. */
function first(
	flat: JsonObject,
	ids: string[],
	read: (text: string) => string | undefined,
): string | undefined {
	for (const id of ids) {
		const value = flat[id];
		const text = typeof value === 'string' ? value.trim() : '';
		const found = text === '' ? undefined : read(text);
		if (found !== undefined) return found;
	}
	return undefined;
}
