// Codes of countries, currencies, states, languages and time zones that mean nothing, or more than one thing.
import { identity, jane, john, provisioning, spend, type Form, type Table } from './badInput.mts';
import {
	isNotCountry,
	isNotCurrency,
	isNotLanguage,
	isNotLocale,
	isNotState,
	isNotTimeZone,
	useCity,
	useCountry,
	useCurrency,
	useLocale,
	useState,
} from './valueSentences.mts';

const create: Form = {
	title: 'Identity, Create: codes',
	node: identity,
	operation: 'create',
	mapper: 'identityCreateFields',
	good: { fields: { ...jane, timezone: 'Asia/Kolkata', preferredLanguage: 'en_us' } },
	other: { fields: john },
	goodSends: ['POST /profile/identity/v4.1/Users'],
};
const createWithExpense: Form = {
	title: 'Provisioning, Create: codes',
	node: provisioning,
	operation: 'create',
	mapper: 'provisioningCreateFields',
	good: { fields: { ...jane, ...spend, spendStateProvince: 'US-WA' } },
	other: { fields: { ...john, ...spend } },
	goodSends: ['POST /profile/v4/Bulk'],
};

export const codes: Table[] = [
	{
		form: create,
		cases: [
			{
				name: "the language is SAP's key of two letters",
				row: { fields: { preferredLanguage: 'EN' } },
				says: `Language ${isNotLanguage} (sent: "EN")`,
				cure: 'Language: Use "en-US" or "en-GB".',
			},
			{
				name: "the language is SAP's key of one letter",
				row: { fields: { preferredLanguage: 'D' } },
				says: `Language ${isNotLanguage} (sent: "D")`,
				cure: "Language: Use a value from SAP Concur's list, such as en-US, en-GB, de.",
			},
			{
				name: 'the language is of a region that SAP Concur lacks',
				row: { fields: { preferredLanguage: 'es-MX' } },
				says: `Language ${isNotLanguage} (sent: "es-MX")`,
				cure: 'Language: Use "es" or "es-LA".',
			},
			{
				name: 'the language is the United Kingdom, or Ukrainian',
				row: { fields: { preferredLanguage: 'UK' } },
				says: 'Language can be read as two languages (sent: "UK")',
				cure: 'Language: Use "en-GB" for English or "uk" for Ukrainian.',
			},
			{
				name: 'the time zone is one that SAP Concur lacks',
				row: { fields: { timezone: 'Europe/Kyiv' } },
				says: `Time zone ${isNotTimeZone} (sent: "Europe/Kyiv")`,
				cure: 'Time zone: Use "Europe/Athens" or "Europe/Helsinki", where clocks show the same time.',
			},
			{
				name: 'the time zone is one whose time SAP Concur lacks',
				row: { fields: { timezone: 'Pacific/Chatham' } },
				says: `Time zone ${isNotTimeZone} (sent: "Pacific/Chatham")`,
				cure: 'Time zone: Use another time zone. None in the list shows the same time all year.',
			},
			{
				name: 'the time zone is one of Windows',
				row: { fields: { timezone: 'W. Europe Standard Time' } },
				says: `Time zone ${isNotTimeZone} (sent: "W. Europe Standard Time")`,
				cure: `Time zone: ${useCity}`,
			},
			{
				name: 'the time zone is an abbreviation of several',
				row: { fields: { timezone: 'CST' } },
				says: `Time zone ${isNotTimeZone} (sent: "CST")`,
				cure: `Time zone: ${useCity}`,
			},
			{
				name: 'the time zone is an offset',
				row: { fields: { timezone: '+02:00' } },
				says: `Time zone ${isNotTimeZone} (sent: "+02:00")`,
				cure: `Time zone: ${useCity}`,
			},
			{
				name: 'the country of the address is a placeholder',
				row: { fields: { workCountry: 'XX' } },
				says: `Work address: country ${isNotCountry} (sent: "XX")`,
				cure: `Work address: country: ${useCountry}`,
			},
			{
				name: 'the country of the address is a union',
				row: { fields: { homeCountry: 'EU' } },
				says: `Home address: country ${isNotCountry} (sent: "EU")`,
				cure: `Home address: country: ${useCountry}`,
			},
		],
	},
	{
		form: createWithExpense,
		cases: [
			{
				name: 'the country is a placeholder',
				row: { fields: { spendCountry: 'ZZ' } },
				says: `Expense country ${isNotCountry} (sent: "ZZ")`,
				cure: `Expense country: ${useCountry}`,
			},
			{
				name: 'the country has three letters',
				row: { fields: { spendCountry: 'DEU' } },
				says: `Expense country ${isNotCountry} (sent: "DEU")`,
				cure: `Expense country: ${useCountry}`,
			},
			{
				name: 'the currency has three letters, but not those of one',
				row: { fields: { reimbursementCurrency: 'EUO' } },
				says: `Reimbursement currency ${isNotCurrency} (sent: "EUO")`,
				cure: `Reimbursement currency: ${useCurrency}`,
			},
			{
				name: 'the state is of another country',
				row: { fields: { spendStateProvince: 'CA-ON' } },
				says: 'Expense state or province belongs to another country than Expense country, which is "US" (sent: "CA-ON")',
				cure: 'Expense state or province: Correct one of the two.',
			},
			{
				name: 'the state has a code of three letters',
				row: { fields: { spendCountry: 'GB', spendStateProvince: 'GB-ENG' } },
				says: `Expense state or province ${isNotState} (sent: "GB-ENG")`,
				cure: `Expense state or province: ${useState}`,
			},
			{
				name: 'the locale is of no country',
				row: { fields: { spendLocale: 'de-XX' } },
				says: `Expense locale ${isNotLocale} (sent: "de-XX")`,
				cure: `Expense locale: ${useLocale}`,
			},
		],
	},
];
