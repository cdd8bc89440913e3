// This room knows the codes of countries, currencies, locales, languages, and time zones, and reads them as SAP spells them.
// It knows no fields and no user documents, and it imports only schema.
import type { AttributeRules } from '../../schema/attributes';
import { quoted } from '../../schema/fieldIssue';
import { spellingIn } from '../../schema/nearest';
import { countryIn, isSameLocale, localeIn } from './standardCodes';
import { timeZoneIn } from './timeZone';

/**
 * Returns a text as the code that it stands for, with a notice where it was written in another way. A text that stands
 * for no code, or for several, stays as it is: the check rejects it with a cure.
 */
export function readCode(rules: AttributeRules, text: string): { value: string; notice?: string } {
	const value = codeIn(rules, text) ?? text;
	return value === text ? { value } : { value, notice: `${quoted(text)} was read as ${value}` };
}

function codeIn({ format, canonicalValues = [] }: AttributeRules, text: string) {
	switch (format) {
		case 'ISO3166-1-alpha2':
			return countryIn(text) ?? capitals(text);
		case 'ISO3166-2':
		case 'ISO4217':
			return capitals(text);
		case 'll-CC':
			// en_US is accepted in real traffic; the documented form has a hyphen (open-questions 32).
			return localeIn(text);
		case 'timeZone':
			return timeZoneIn(canonicalValues, text);
		case 'language':
			return readLanguage(canonicalValues, text);
		default:
			return spellingIn(canonicalValues, text);
	}
}

const capitals = (text: string) => (/^[a-z]{2,3}$/i.test(text) ? text.toUpperCase() : undefined);

/** Among languages, uk is Ukrainian; who writes UK may mean English. */
export const unclearLanguage = 'UK';

/** de-DE is de of SAP's list; SAP's Postman collection sends it, too. A language alone can be one of several. */
function readLanguage(listed: string[], text: string): string | undefined {
	if (text === unclearLanguage) return undefined;
	const spelled = spellingIn(listed, text);
	const locale = spelled === undefined ? localeIn(text) : undefined;
	return locale === undefined ? spelled : listed.find((each) => isSameLocale(each, locale));
}
