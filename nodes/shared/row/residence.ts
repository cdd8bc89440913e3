import type { JsonObject } from '../schema/attributes';
import type { Beside } from '../schema/reading';
import { countryIn } from './codes/standardCodes';

const countries = ['spendCountry', 'workCountry', 'officeLocationCountry', 'homeCountry'];
const languages = ['spendLocale', 'preferredLanguage'];

/** The country and the language of the person of a row, as far as the row says them. @param flat values by field ID */
export function residenceIn(flat: JsonObject): Pick<Beside, 'country' | 'language'> {
	const texts = (ids: string[]) =>
		ids.map((id) => flat[id]).filter((value) => typeof value === 'string' && value !== '');
	const country = texts(countries).map((text) => countryIn(String(text).trim()));
	const [language] = texts(languages);
	return {
		country: country.find((found) => found !== undefined),
		language: language === undefined ? undefined : String(language).trim(),
	};
}
