// Codes are read in the spelling of SAP's pages where only one code can be meant; otherwise a cure names the right ones.
import { IANAZone } from 'luxon';
import { describe, expect, it } from 'vitest';
import { valueFinding } from '../../../../../nodes/shared/check/checkValue.ts';
import { toUserDocument } from '../../../../../nodes/shared/person/userDocument.ts';
import { readCode } from '../../../../../nodes/shared/row/codes/readCode.ts';
import type { Finding } from '../../../../../nodes/shared/schema/fieldIssue.ts';
import { fieldsById } from '../../../../../nodes/shared/schema/flatFields.ts';
import {
	isNotCountry,
	isNotCurrency,
	isNotLanguage,
	isNotLocale,
	isNotState,
	isNotTimeZone,
	isSeveralTimeZones,
	isWithoutCountry,
	useCity,
	useCountry,
	useCurrency,
	useLocale,
	useLocaleSuchAs,
	useOneZone,
	useState,
} from '../../../badInputs/valueSentences.mts';

const rulesOf = (id: string) => fieldsById.get(id)!.rules;

/** What becomes of a value on the way to SAP Concur: read, then checked. */
function fate(id: string, sent: string): { value: string; notice?: string } | { finding: Finding } {
	const reading = readCode(rulesOf(id), sent);
	if ('problem' in reading) return { finding: reading };
	const { value, notice } = reading;
	const finding = valueFinding(rulesOf(id), value);
	return finding ? { finding } : notice ? { value, notice } : { value };
}

const sapZones = rulesOf('timezone').canonicalValues!;
const sapLanguages = rulesOf('preferredLanguage').canonicalValues!;

describe('a code in another spelling', () => {
	it.each([
		['spendCountry', 'UK', 'GB'],
		['spendCountry', 'uk', 'GB'],
		['workCountry', 'EL', 'GR'],
		['spendCountry', 'us', 'US'],
		['mobilePhoneCountry', 'el', 'GR'],
		['reimbursementCurrency', 'eur', 'EUR'],
		['spendStateProvince', 'wa', 'WA'],
		['spendLocale', 'de_DE', 'de-DE'],
		['spendLocale', 'DE-de', 'de-DE'],
		['spendLocale', 'en-us', 'en-US'],
		['spendLocale', 'en_UK', 'en-GB'],
		['spendLocale', 'el-EL', 'el-GR'],
		['spendLocale', 'zh-Hans-CN', 'zh-CN'],
		['preferredLanguage', 'en_us', 'en-US'],
		['preferredLanguage', 'DE', 'de'],
		['preferredLanguage', 'de-DE', 'de'],
		['preferredLanguage', 'fr_FR', 'fr'],
		['preferredLanguage', 'en-UK', 'en-GB'],
		['preferredLanguage', 'nb-NO', 'no'],
		['preferredLanguage', 'zh_Hant_TW', 'zh-TW'],
		['timezone', 'Asia/Kolkata', 'Asia/Calcutta'],
		['timezone', 'Asia/Kathmandu', 'Asia/Katmandu'],
		['timezone', 'Asia/Yangon', 'Asia/Rangoon'],
		['timezone', 'America/Nuuk', 'America/Godthab'],
		['timezone', 'America/Indiana/Indianapolis', 'America/Indianapolis'],
		['timezone', 'US/Eastern', 'America/New_York'],
		['timezone', 'Etc/UTC', 'UTC'],
		['timezone', 'europe/berlin', 'Europe/Berlin'],
		['timezone', 'America/New York', 'America/New_York'],
		['reimbursementType', 'concur pay', 'CONCUR_PAY'],
		['preferredLanguage', 'de_AT', 'de'],
		['preferredLanguage', 'fr-BE', 'fr'],
		['preferredLanguage', 'nl_BE', 'nl'],
		['preferredLanguage', 'nb', 'no'],
		['preferredLanguage', 'deu', 'de'],
		['preferredLanguage', 'GER', 'de'],
		['spendLocale', 'deu_DE', 'de-DE'],
		['spendLocale', 'nb_NO', 'nb-NO'],
		['spendCountry', 'DEU', 'DE'],
		['workCountry', 'usa', 'US'],
	])('%s %s is read, with a notice', (id, sent, value) => {
		expect(fate(id, sent)).toEqual({ value, notice: `"${sent}" was read as ${value}` });
	});

	it.each([
		['spendCountry', 'XK'],
		['reimbursementCurrency', 'DEM'],
		['spendStateProvince', 'NÖ'],
		['spendLocale', 'es-419'],
		['preferredLanguage', 'uk'],
		['timezone', 'America/Argentina/Buenos_Aires'],
		['timezone', 'America/Buenos_Aires'],
		['timezone', 'GMT'],
		['timezone', 'GMT-1200'],
		['reimbursementType', 'PAY_PAL'],
		['custom1', 'UK'],
	])('%s %s passes as it is', (id, sent) => {
		expect(fate(id, sent)).toEqual({ value: sent });
	});
});

describe('a value that is no code', () => {
	const useLanguage = "Use a value from SAP Concur's list, such as en-US, en-GB, de.";
	it.each([
		...['XX', 'ZZ', 'AN', 'EU', 'GER', 'Germoney', 'U1', '276', 'Foo (DE)'].map((sent) => [
			'spendCountry',
			sent,
			isNotCountry,
			useCountry,
		]),
		...['ABC', 'Taler', '¤', 'EUR - Taler'].map((sent) => [
			'reimbursementCurrency',
			sent,
			isNotCurrency,
			useCurrency,
		]),
		...['Ohio', 'GB-ENG', 'W', 'W.'].map((sent) => [
			'spendStateProvince',
			sent,
			isNotState,
			useState,
		]),
		...['de-XX', 'xx-US', 'sr-Latn-RS', 'de-DE-1996', 'en--US', 'Klingon', 'IN'].map((sent) => [
			'spendLocale',
			sent,
			isNotLocale,
			useLocale,
		]),
		['spendLocale', 'EN', isWithoutCountry, useLocaleSuchAs('en-US')],
		['spendLocale', 'de', isWithoutCountry, useLocaleSuchAs('de-DE')],
		['spendLocale', 'Spanish', isWithoutCountry, useLocaleSuchAs('es-ES')],
		['preferredLanguage', 'EN', isNotLanguage, 'Use "en-US" or "en-GB".'],
		['preferredLanguage', 'en-AU', isNotLanguage, 'Use "en-US" or "en-GB".'],
		['preferredLanguage', 'es-MX', isNotLanguage, 'Use "es" or "es-LA".'],
		['preferredLanguage', 'zh', isNotLanguage, 'Use "zh-CN" or "zh-TW".'],
		['preferredLanguage', 'PT', isNotLanguage, 'Use "pt-BR".'],
		['preferredLanguage', 'pt-PT', isNotLanguage, 'Use "pt-BR".'],
		['preferredLanguage', 'English', isNotLanguage, 'Use "en-US" or "en-GB".'],
		[
			'preferredLanguage',
			'UK',
			'can be read as two languages',
			'Use "en-GB" for English or "uk" for Ukrainian.',
		],
		// SAP's one-letter language keys, a country's code, a language that SAP Concur lacks, and words.
		...['E', 'D', 'JP', 'ar', 'Arabic', 'Klingon', 'German (French)'].map((sent) => [
			'preferredLanguage',
			sent,
			isNotLanguage,
			useLanguage,
		]),
		[
			'timezone',
			'Etc/GMT-1',
			isNotTimeZone,
			'Use "Africa/Luanda", where clocks show the same time.',
		],
		[
			'timezone',
			'Pacific/Chatham',
			isNotTimeZone,
			'Use another time zone. None in the list shows the same time all year.',
		],
		[
			'timezone',
			'CET',
			isSeveralTimeZones,
			useOneZone('"Europe/Berlin", "Europe/Paris", "Europe/Prague", or "Europe/Sarajevo"'),
		],
		[
			'timezone',
			'est',
			isSeveralTimeZones,
			useOneZone('"America/Indianapolis" or "America/New_York"'),
		],
		[
			'timezone',
			'Berlin, London',
			isSeveralTimeZones,
			useOneZone('"Europe/Berlin" or "Europe/London"'),
		],
		['timezone', '(GMT+05:00) Berlin', isNotTimeZone, useCity],
		['timezone', 'Europe/Berln', isNotTimeZone, `${useCity} Did you mean "Europe/Berlin"?`],
		// Nearest to Europe/Vienna, which is not in SAP's list.
		['timezone', 'Europe/Viena', isNotTimeZone, useCity],
		...[
			'PST8PDT',
			'Z',
			'+02:00',
			'GMT+2',
			'UTC+1',
			'GMT 1200',
			'Etc/GMT 2',
			'Etc/GMT11',
			'Wien',
		].map((sent) => ['timezone', sent, isNotTimeZone, useCity]),
	] as [string, string, string, string][])('%s %s is rejected', (id, sent, problem, cure) => {
		expect(fate(id, sent)).toEqual({ finding: { problem, cure } });
	});
});

describe('a state with its country', () => {
	const fates = (row: Record<string, unknown>) => {
		const { document, issues, notices } = toUserDocument(row);
		const { label, problem, sent } = issues[0] ?? {};
		return {
			spend: document['urn:ietf:params:scim:schemas:extension:spend:2.0:User'],
			notices,
			...(issues.length > 0 && { issue: { label, problem, sent } }),
		};
	};
	const notice = (sent: string) => `Expense state or province: "${sent}" was read as WA`;

	it.each(['US-WA', 'US_WA', 'us wa'])('%s is read as the state', (spendStateProvince) => {
		const stateProvince = 'WA';
		expect(fates({ spendStateProvince })).toEqual({
			spend: { stateProvince },
			notices: [notice(spendStateProvince)],
		});
		expect(fates({ spendStateProvince, spendCountry: 'US' })).toEqual({
			spend: { stateProvince, country: 'US' },
			notices: [notice(spendStateProvince)],
		});
	});

	it.each([
		['Washington', 'US', 'WA'],
		['washington', undefined, 'WA'],
		['WA - Washington', 'US', 'WA'],
		['Washington (WA)', 'US', 'WA'],
		['Washington, USA', 'US', 'WA'],
		['Washington, DC', 'US', 'DC'],
		['District of Columbia', 'USA', 'DC'],
		['Kalifornien', 'US', 'CA'],
		['Caroline du Nord', 'US', 'NC'],
		['Nueva York', 'US', 'NY'],
		['Québec', 'CA', 'QC'],
		['Quebec', 'Kanada', 'QC'],
		['Ontario', 'CA', 'ON'],
		['Bayern', 'DE', 'BY'],
		['Bavaria', 'Germany', 'BY'],
	])('%s beside %s is %s', (spendStateProvince, spendCountry, stateProvince) => {
		const { spend, notices, issue } = fates({ spendStateProvince, spendCountry }) as {
			spend: Record<string, unknown>;
			notices: string[];
			issue?: unknown;
		};
		expect(spend.stateProvince).toBe(stateProvince);
		expect(issue).toBeUndefined();
		expect(notices).toContain(
			`Expense state or province: "${spendStateProvince}" was read as ${stateProvince}`,
		);
	});

	it.each(['Victoria', 'Ohio and Texas', 'Germany', 'Wash', 'Texas (OH)'])(
		'%s is left to the check',
		(spendStateProvince) => {
			expect(fates({ spendStateProvince })).toEqual({
				spend: { stateProvince: spendStateProvince },
				notices: [],
			});
		},
	);

	it('by name is rejected where the row has another country', () => {
		expect(fates({ spendStateProvince: 'Ontario', spendCountry: 'USA' })).toMatchObject({
			issue: {
				problem: 'belongs to another country than Expense country, which is "US"',
				sent: 'Ontario',
			},
		});
	});

	it('has its country by any of its codes', () => {
		expect(fates({ spendCountry: 'UK', spendStateProvince: 'UK-KE' })).toMatchObject({
			spend: { country: 'GB', stateProvince: 'KE' },
		});
	});

	it('is rejected where the row has another country', () => {
		expect(fates({ spendStateProvince: 'US-WA', spendCountry: 'CA' })).toMatchObject({
			notices: [],
			issue: {
				label: 'Expense state or province',
				problem: 'belongs to another country than Expense country, which is "CA"',
				sent: 'US-WA',
			},
		});
		expect(
			fates({
				officeLocationStateProvince: 'US-WA',
				officeLocationCountry: 'DE',
				spendCountry: 'US',
			}),
		).toMatchObject({
			issue: { label: 'Office state or province', sent: 'US-WA' },
		});
	});

	it('is left to the check where its country is none', () => {
		expect(fates({ spendStateProvince: 'XX-WA' })).toMatchObject({
			spend: { stateProvince: 'XX-WA' },
		});
	});
});

/** ISO 3166-1, the officially assigned codes. */
const iso3166 =
	`AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
	BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB
	GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI
	KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ
	NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI
	SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN
	VU WF WS YE YT ZA ZM ZW`.split(/\s+/);

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const pairs = letters.flatMap((first) => letters.map((second) => first + second));

describe('the lists as a whole', () => {
	it('take the 249 countries of ISO 3166, Kosovo, UK and EL, and no other two letters', () => {
		expect(iso3166).toHaveLength(249);
		const taken = pairs.filter((code) => 'value' in fate('workCountry', code));
		expect(taken).toEqual([...iso3166, 'EL', 'UK', 'XK'].sort());
		for (const code of iso3166) expect(fate('workCountry', code)).toEqual({ value: code });
	});

	it("take every currency of Intl's list as it is", () => {
		for (const code of Intl.supportedValuesOf('currency'))
			expect(fate('reimbursementCurrency', code)).toEqual({ value: code });
	});

	it("take every language and every time zone of SAP's lists as it is", () => {
		for (const value of sapLanguages) expect(fate('preferredLanguage', value)).toEqual({ value });
		for (const value of sapZones) expect(fate('timezone', value)).toEqual({ value });
	});

	it('never read or propose another language than the one that was sent', () => {
		for (const code of pairs) {
			for (const more of ['', '-US', '_gb']) {
				const sent = `${code}${more}`;
				// Norwegian by its newer code, and the one that can be read as two.
				if (/^nb/i.test(sent) || sent === 'UK') continue;
				const outcome = fate('preferredLanguage', sent);
				const named = 'value' in outcome ? [outcome.value] : namesIn(outcome.finding.cure);
				const { language } = new Intl.Locale(code);
				expect(named.filter((each) => !each.startsWith(language))).toEqual([]);
			}
		}
	});

	/** Other names of zones; Intl lists only one of each. */
	const links =
		`Africa/Addis_Ababa America/Argentina/Buenos_Aires America/Fort_Nelson America/Indianapolis
		America/Kentucky/Louisville Asia/Ashgabat Asia/Ashkhabad Asia/Calcutta Asia/Chongqing Asia/Dacca Asia/Ho_Chi_Minh
		Asia/Istanbul Asia/Kathmandu Asia/Kolkata Asia/Macao Asia/Saigon Asia/Tel_Aviv Asia/Thimbu Asia/Ujung_Pandang
		Asia/Yangon Atlantic/Faroe Australia/ACT Australia/NSW Brazil/East Canada/Pacific Chile/Continental Etc/GMT
		Etc/GMT+5 Etc/GMT-14 Etc/UTC Etc/Zulu Europe/Belfast Europe/Kiev Europe/Kyiv Mexico/General Pacific/Pago_Pago
		Pacific/Samoa US/Alaska US/Hawaii US/Pacific`.split(/\s+/);
	const every = (count: number) => (_: unknown, index: number) => index % count === 0;
	const zones = new Set([...Intl.supportedValuesOf('timeZone').filter(every(4)), ...links]);

	it('keep the time of every zone that they do not have', () => {
		for (const zone of zones) {
			if (!zone.includes('/')) continue;
			const outcome = fate('timezone', zone);
			const named = 'value' in outcome ? [outcome.value] : namesIn(outcome.finding.cure);
			for (const each of named) {
				expect(sapZones).toContain(each);
				expect(offsets(each), `${each} for ${zone}`).toEqual(offsets(zone));
			}
		}
	});
});

/** The values that a cure names. */
const namesIn = (cure: string) => [...cure.matchAll(/"([^"]+)"/g)].map(([, name]) => name!);

function offsets(zone: string): number[] {
	const days = ['2027-01-15', '2027-03-20', '2027-04-15', '2027-07-15', '2027-10-15', '2027-11-15'];
	return days.map((day) => IANAZone.create(zone).offset(Date.parse(day)));
}
