// Codes of countries, currencies, states, languages and time zones that mean nothing, or more than one thing.
import { identity, jane, john, provisioning, spend, type Form, type Table } from './badInput.mts';
import {
	isNotCountry,
	isNotCurrency,
	isNotLanguage,
	isNotLocale,
	isNotState,
	isActiveOrNot,
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
	useYesWhileUsed,
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
				name: 'the time zone is one whose time SAP Concur lacks',
				row: { fields: { timezone: 'Pacific/Chatham' } },
				says: `Time zone ${isNotTimeZone} (sent: "Pacific/Chatham")`,
				cure: 'Time zone: Use another time zone. None in the list shows the same time all year.',
			},
			{
				name: 'the time zone is an abbreviation of several',
				row: { fields: { timezone: 'EST' } },
				says: `Time zone ${isSeveralTimeZones} (sent: "EST")`,
				cure: `Time zone: ${useOneZone('"America/Indianapolis" or "America/New_York"')}`,
			},
			{
				name: 'the language is a name of several',
				row: { fields: { preferredLanguage: 'Englisch', workCountry: 'DE' } },
				says: `Language ${isNotLanguage} (sent: "Englisch")`,
				cure: 'Language: Use "en-US" or "en-GB".',
			},
			{
				name: 'the country of the address is a name of two',
				row: { fields: { homeCountry: 'Korea' } },
				says: 'Home address: country can be read as KP (North Korea) or as KR (South Korea) (sent: "Korea")',
				cure: 'Home address: country: Use the code that is meant, such as KP or KR.',
			},
			{
				name: 'the status says neither that somebody is employed nor that somebody has left',
				row: { fields: { active: 'Gekündigt' } },
				says: `Active ${isActiveOrNot} (sent: "Gekündigt")`,
				cure: `Active: ${useYesWhileUsed}`,
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
				name: 'the country has three letters that are none',
				row: { fields: { spendCountry: 'GER' } },
				says: `Expense country ${isNotCountry} (sent: "GER")`,
				cure: `Expense country: ${useCountry}`,
			},
			{
				name: 'the country is two',
				row: { fields: { spendCountry: 'Germany (FR)' } },
				says: 'Expense country can be read as DE (Germany) or as FR (France) (sent: "Germany (FR)")',
				cure: 'Expense country: Use the code that is meant, such as DE or FR.',
			},
			{
				name: 'the currency is a sign of several',
				row: { fields: { reimbursementCurrency: '¥' } },
				says: 'Reimbursement currency can be read as JPY (Japanese Yen) or as CNY (Chinese Yuan) (sent: "¥")',
				cure: 'Reimbursement currency: Use the code that is meant, such as JPY or CNY.',
			},
			{
				name: 'the state is named and of another country',
				row: { fields: { spendStateProvince: 'Ontario' } },
				says: 'Expense state or province belongs to another country than Expense country, which is "US" (sent: "Ontario")',
				cure: 'Expense state or province: Correct one of the two.',
			},
			{
				name: 'the locale is a language that is not of the country',
				row: { fields: { spendLocale: 'German' } },
				says: `Expense locale ${isWithoutCountry} (sent: "German")`,
				cure: `Expense locale: ${useLocaleSuchAs('de-DE')}`,
			},
			{
				name: 'the gender is a letter of two',
				row: { fields: { travelRuleClass: 'Default', travelGender: 'M' } },
				says: 'Gender on travel documents can be read as Male or as Female (mujer), because no other row shows what "M" stands for (sent: "M")',
				cure: 'Gender on travel documents: Use Female or Male.',
			},
			{
				name: 'the gender is none of the two',
				row: { fields: { travelRuleClass: 'Default', travelGender: 'divers' } },
				says: 'Gender on travel documents is neither of the two values that SAP Concur has (sent: "divers")',
				cure: 'Gender on travel documents: Use Female or Male as in the travel documents, or leave the cell empty.',
			},
			{
				name: 'a product is denied and named',
				row: { fields: { travelUser: 'no', entitlements: 'Expense, Travel' } },
				says: 'Product: Travel says no, but Travel is among the products (sent: "no")',
				cure: 'Product: Travel: Correct one of the two.',
			},
			{
				name: 'the amount can be a thousand in one country of the row and one in the other',
				row: { fields: { reportApprovalLimit: '1,000', spendLocale: 'de-DE' } },
				says: 'Report approval limit can be read as 1 or as 1000 (sent: "1,000")',
				cure: 'Report approval limit: Use 1000 without a separator, or 1.0000 with four decimals.',
			},
			{
				name: 'the amount is in another currency than the row says beside it',
				row: { fields: { reportApprovalLimit: '500 €', reportApprovalLimitCurrency: 'USD' } },
				says: 'Report approval limit is in another currency than Report approval limit: currency, which is "USD" (sent: "500 €")',
				cure: 'Report approval limit: Correct one of the two.',
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
