import groupBy from 'lodash/groupBy';
import memoize from 'lodash/memoize';
import type { Finding } from '../../schema/fieldIssue';
import { spellingIn } from '../../schema/nearest';
import type { Beside } from '../../schema/reading';
import { isSpoken, languageTagIn } from './languageTag';
import { isLocale, isSameLocale, languageIn, localeIn, unclearLanguage } from './standardCodes';
import { unlistedLanguage } from './unlistedCode';

/**
 * Returns the language of SAP Concur's list that a text stands for: its code, another code, or its name. A language that is
 * several of the list is the one of the row's country, or a finding. Undefined for a text that names no language.
 * @param listed SAP's list: codes such as en-US and de
 */
export function readLanguage(
	listed: string[],
	text: string,
	beside: Partial<Beside>,
): string | Finding | undefined {
	if (text === unclearLanguage) return undefined;
	const spelled = spellingIn(listed, text);
	if (spelled !== undefined) return spelled;
	const tag = languageTagIn(text);
	if (tag === undefined) return undefined;
	return listedAs(listed, tag, beside) ?? unlistedLanguage(listed, tag);
}

const byLanguage = memoize((listed: string[]) => groupBy(listed, languageIn));

function listedAs(listed: string[], tag: string, beside: Partial<Beside>): string | undefined {
	// SAP writes LA for Latin America; for Intl it is Laos.
	if (tag === 'es-419') return 'es-LA';
	const { language, region, script } = new Intl.Locale(tag);
	const same = byLanguage(listed)[languageIn(tag) ?? ''] ?? [];
	if (region !== undefined || script !== undefined) {
		// de-DE is de of SAP's list; SAP's Postman collection sends it, too.
		const exact = same.find((each) => isSameLocale(each, tag));
		if (exact !== undefined || region === undefined) return exact;
		return generalOf(same, language);
	}
	const general = same.find((each) => each === language || isNorwegian(each, language));
	if (general !== undefined) return general;
	const [only, ...others] = same.filter((each) => isOfRow(each, beside));
	return others.length === 0 ? only : undefined;
}

/** SAP's list has Norwegian by no, its older code; systems write nb. */
const isNorwegian = (listed: string, language: string) => listed === 'no' && language === 'nb';

/**
 * The language without a region, where SAP's list has no region that could be meant instead: fr for fr-BE, because fr-CA is
 * of Canada only. Spanish of another country can be that of Spain or that of Latin America.
 */
function generalOf(same: string[], language: string): string | undefined {
	return same.includes('es-LA') ? undefined : same.find((each) => each === language);
}

function isOfRow(listed: string, { country, language }: Partial<Beside>): boolean {
	const locale = new Intl.Locale(listed).maximize();
	const written = language === undefined ? undefined : languageTagIn(language);
	const own = written === undefined ? undefined : new Intl.Locale(written);
	const ofLocale = own?.language === locale.language ? own.region : undefined;
	return locale.region === (ofLocale ?? country);
}

/** Among languages, se is Northern Sami, which is spoken in Sweden, too; who writes SE means the country. */
const sweden = 'SE';

/**
 * Returns the locale that a text stands for, such as de-AT. A language alone takes the row's country where the language is
 * one of that country, or is a finding. Undefined for a text that names no language.
 */
export function readLocale(
	text: string,
	{ country }: Partial<Beside>,
): string | Finding | undefined {
	if (text.indexOf('-') === 2 && isLocale(text)) return text;
	if (text.toUpperCase() === sweden) return undefined;
	const tag = localeIn(text) ?? languageTagIn(text);
	if (tag === undefined) return undefined;
	const { language, region } = new Intl.Locale(tag);
	if (region !== undefined)
		return isLocale(`${language}-${region}`) ? `${language}-${region}` : undefined;
	if (tag !== language) return undefined;
	const local = `${language}-${country}`;
	if (country !== undefined && isSpoken(local) && isLocale(local)) return local;
	const likely = `${language}-${new Intl.Locale(language).maximize().region}`;
	return {
		problem: 'names a language without a country',
		cure: `Use language, hyphen, and country, such as ${likely}.`,
	};
}
