import type { AttributeRules } from '../../schema/attributes';
import type { Finding } from '../../schema/fieldIssue';
import { readAs, type Beside } from '../../schema/reading';
import { readListed } from '../words/readListed';
import { severalReadings } from './intlNames';
import { countriesIn, countryName } from './readCountry';
import { currenciesIn, currencyName } from './readCurrency';
import { readLanguage, readLocale } from './readLanguage';
import { countryIn, isCountry, isCurrency } from './standardCodes';
import { readTimeZone } from './readTimeZone';

/** Text that may be read, or why it cannot. */
export type TextReading = { value: string; notice?: string } | Finding;

/**
 * Reads a text as the code that it stands for, by code or by name, with a notice where it was written in another way. A text
 * that stands for several is a finding that names them; one that stands for none stays as it is: the check rejects it with a
 * cure.
 */
export function readCode(
	rules: AttributeRules,
	text: string,
	beside: Partial<Beside> = {},
): TextReading {
	const code = codeIn(rules, text, beside) ?? text;
	return typeof code === 'string' ? readAs(text, code) : code;
}

function codeIn(
	{ format, canonicalValues = [] }: AttributeRules,
	text: string,
	beside: Partial<Beside>,
): string | TextReading | undefined {
	switch (format) {
		case 'ISO3166-1-alpha2':
			return isCountry(text) ? text : readCountry(text);
		case 'ISO3166-2':
			return capitals(text);
		case 'ISO4217':
			return isCurrency(text) ? text : readCurrency(text);
		case 'll-CC':
			// en_US is accepted in real traffic; the documented form has a hyphen (open-questions 32).
			return readLocale(text, beside);
		case 'timeZone':
			return readTimeZone(canonicalValues, text);
		case 'language':
			return readLanguage(canonicalValues, text, beside);
		default:
			return canonicalValues.length > 0 ? readListed(canonicalValues, text, beside) : undefined;
	}
}

const capitals = (text: string) => (/^[a-z]{2,3}$/i.test(text) ? text.toUpperCase() : undefined);

function readCountry(text: string): string | Finding | undefined {
	const codes = countriesIn(text);
	if (codes.length > 1) return severalReadings(codes, countryName);
	return codes[0] ?? countryIn(text) ?? capitals(text);
}

function readCurrency(text: string): string | Finding | undefined {
	const codes = currenciesIn(text);
	if (codes.length > 1) return severalReadings(codes, currencyName);
	return codes[0] ?? capitals(text);
}
