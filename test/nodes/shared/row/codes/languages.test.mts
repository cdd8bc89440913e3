// Languages, locales and time zones by the names of four languages, and what the country of the row decides.
import { describe, expect, it } from 'vitest';
import {
	isNotLanguage,
	isNotTimeZone,
	isSeveralTimeZones,
	isWithoutCountry,
} from '../../../badInputs/valueSentences.mts';
import windowsZones from '../../../../../nodes/shared/row/codes/data/windowsZones.json' with { type: 'json' };
import { fieldsById } from '../../../../../nodes/shared/schema/flatFields.ts';
import { fate } from './fate.mts';

const told = (sent: string, value: string) => ({ value, notice: `"${sent}" was read as ${value}` });

describe('a language', () => {
	it.each([
		['German', 'de'],
		['Deutsch', 'de'],
		['allemand', 'de'],
		['alemán', 'de'],
		['ALEMAN', 'de'],
		['German (DE)', 'de'],
		['German (Austria)', 'de'],
		['Deutsch (Deutschland)', 'de'],
		['Deutsch/German', 'de'],
		['de - German', 'de'],
		['fra', 'fr'],
		['French', 'fr'],
		['Französisch', 'fr'],
		['French (France)', 'fr'],
		['French (Canada)', 'fr-CA'],
		['français canadien', 'fr-CA'],
		['Spanish', 'es'],
		['español (España)', 'es'],
		['Spanish (Latin America)', 'es-LA'],
		['español (Latinoamérica)', 'es-LA'],
		['es-419', 'es-LA'],
		['English (United States)', 'en-US'],
		['English (US)', 'en-US'],
		['English - United Kingdom', 'en-GB'],
		['English (UK)', 'en-GB'],
		['en_US - English (United States)', 'en-US'],
		['American English', 'en-US'],
		['British English', 'en-GB'],
		['Englisch (Vereinigtes Königreich)', 'en-GB'],
		['anglais (États-Unis)', 'en-US'],
		['inglés (Reino Unido)', 'en-GB'],
		['Simplified Chinese', 'zh-CN'],
		['Chinese (Simplified)', 'zh-CN'],
		['Chinese, Traditional', 'zh-TW'],
		['Chinesisch (vereinfacht)', 'zh-CN'],
		['Portuguese (Brazil)', 'pt-BR'],
		['Norwegian Bokmål', 'no'],
		['Norwegisch', 'no'],
		['Ukrainian', 'uk'],
		['Danish (DA)', 'da'],
		['Swedish (SV)', 'sv'],
	])('%s is %s', (sent, value) => {
		expect(fate('preferredLanguage', sent)).toEqual(told(sent, value));
	});

	it.each([
		['English', 'GB', 'en-GB'],
		['EN', 'US', 'en-US'],
		['Englisch', 'US', 'en-US'],
		['zh', 'TW', 'zh-TW'],
		['Chinese', 'CN', 'zh-CN'],
		['pt', 'BR', 'pt-BR'],
	])('%s beside %s is %s', (sent, country, value) => {
		expect(fate('preferredLanguage', sent, { country })).toEqual(told(sent, value));
	});

	it('is that of the locale before that of the country', () => {
		const beside = { country: 'DE', language: 'en-GB' };
		expect(fate('preferredLanguage', 'English', beside)).toEqual(told('English', 'en-GB'));
		expect(fate('preferredLanguage', 'English', { country: 'GB', language: 'de-DE' })).toEqual(
			told('English', 'en-GB'),
		);
	});

	it.each([
		['de', 'CH'],
		['fr', 'CA'],
		['es', 'MX'],
	])("%s, which SAP Concur's list has itself, stays beside %s", (sent, country) => {
		expect(fate('preferredLanguage', sent, { country })).toEqual({ value: sent });
	});

	it.each([
		['English', undefined, 'Use "en-US" or "en-GB".'],
		['English', 'DE', 'Use "en-US" or "en-GB".'],
		['English (Australia)', 'AU', 'Use "en-US" or "en-GB".'],
		['Chinese', 'SG', 'Use "zh-CN" or "zh-TW".'],
		['Portuguese', 'PT', 'Use "pt-BR".'],
		['Spanish (Mexico)', 'MX', 'Use "es" or "es-LA".'],
	])('%s beside %s is refused with those that can be meant', (sent, country, cure) => {
		const finding = { problem: isNotLanguage, cure };
		expect(fate('preferredLanguage', sent, { country })).toEqual({ finding });
	});

	it.each(['D', 'E', 'German (French)', 'Klingon', 'Arabic', 'Austria', 'IN'])(
		'%s is none of the list',
		(sent) => {
			expect(fate('preferredLanguage', sent)).toMatchObject({
				finding: { problem: isNotLanguage },
			});
		},
	);
});

describe('a locale', () => {
	it.each([
		['German (Germany)', 'de-DE'],
		['Deutsch (Deutschland)', 'de-DE'],
		['German (DE)', 'de-DE'],
		['Deutsch (Schweiz)', 'de-CH'],
		['English - United Kingdom', 'en-GB'],
		['English (USA)', 'en-US'],
		['Swiss High German', 'de-CH'],
		['français (Belgique)', 'fr-BE'],
		['inglés (Estados Unidos)', 'en-US'],
		['deu-DE', 'de-DE'],
		['eng_US', 'en-US'],
		['en_UK', 'en-GB'],
	])('%s is %s', (sent, value) => {
		expect(fate('spendLocale', sent)).toEqual(told(sent, value));
	});

	it.each([
		['German', 'AT', 'de-AT'],
		['de', 'DE', 'de-DE'],
		['English', 'IE', 'en-IE'],
		['EN', 'DE', 'en-DE'],
		['Spanisch', 'MX', 'es-MX'],
		['français', 'CH', 'fr-CH'],
		['pol', 'PL', 'pl-PL'],
	])('%s beside %s is %s', (sent, country, value) => {
		expect(fate('spendLocale', sent, { country })).toEqual(told(sent, value));
	});

	it.each([
		['German', undefined, 'de-DE'],
		['German', 'US', 'de-DE'],
		['EN', undefined, 'en-US'],
		['French', 'JP', 'fr-FR'],
	])('%s beside %s lacks its country', (sent, country, example) => {
		const cure = `Use language, hyphen, and country, such as ${example}.`;
		const finding = { problem: isWithoutCountry, cure };
		expect(fate('spendLocale', sent, { country })).toEqual({ finding });
	});

	it.each(['SE', 'se'])('%s is Sweden and no language', (sent) => {
		expect(fate('spendLocale', sent, { country: 'SE' })).toHaveProperty('finding');
		expect(fate('spendLocale', 'se-SE')).toEqual({ value: 'se-SE' });
		expect(fate('spendLocale', 'SV', { country: 'SE' })).toEqual(told('SV', 'sv-SE'));
	});
});

describe('a time zone', () => {
	it.each([
		['Berlin', 'Europe/Berlin'],
		['New York', 'America/New_York'],
		['São Paulo', 'America/Sao_Paulo'],
		['Buenos Aires', 'America/Buenos_Aires'],
		['Kolkata', 'Asia/Calcutta'],
		['(GMT+01:00) Berlin', 'Europe/Berlin'],
		['GMT+01:00 Central European Time (Berlin)', 'Europe/Berlin'],
		['GMT-08:00 Pacific Time (Los Angeles)', 'America/Los_Angeles'],
		['(GMT+01:00) Europe/Berlin', 'Europe/Berlin'],
		['Europe/Berlin (CET)', 'Europe/Berlin'],
		['W. Europe Standard Time', 'Europe/Berlin'],
		['GMT Standard Time', 'Europe/London'],
		['(UTC-05:00) Eastern Time (US & Canada)', 'America/New_York'],
		['(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', 'Europe/Berlin'],
		['(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi', 'Asia/Calcutta'],
	])('%s is %s', (sent, value) => {
		expect(fate('timezone', sent)).toEqual(told(sent, value));
	});

	it.each([
		['Europe/Vienna', 'Europe/Berlin'],
		['Europe/Madrid', 'Europe/Berlin'],
		['Europe/Kyiv', 'Europe/Athens'],
		['Asia/Ho_Chi_Minh', 'Asia/Bangkok'],
		['Vienna', 'Europe/Berlin'],
		['(GMT+01:00) Madrid', 'Europe/Berlin'],
	])('%s, which the list lacks, is one with the same clocks: %s', (sent, value) => {
		const notice = `"${sent}" was read as ${value}, where clocks show the same time`;
		expect(fate('timezone', sent)).toEqual({ value, notice });
	});

	it.each(['CET', 'EST', 'IST', 'CST', 'PST', 'Berlin, London'])('%s is several', (sent) => {
		expect(fate('timezone', sent)).toMatchObject({ finding: { problem: isSeveralTimeZones } });
	});

	it.each(['Wien', '(GMT+05:00) Berlin', 'GMT+1', '+01:00', 'North', 'Springfield'])(
		"%s is none of SAP Concur's list",
		(sent) => {
			expect(fate('timezone', sent)).toMatchObject({ finding: { problem: isNotTimeZone } });
		},
	);

	it('of Windows is one of the list, or is refused with those of its time', () => {
		const listed = fieldsById.get('timezone')!.rules.canonicalValues!;
		for (const name of Object.keys(windowsZones)) {
			const outcome = fate('timezone', name);
			if ('value' in outcome) expect(listed).toContain(outcome.value);
			else expect(outcome.finding.cure, name).toContain('where clocks show the same time');
		}
	});
});
