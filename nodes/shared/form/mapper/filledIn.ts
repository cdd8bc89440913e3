import { isLocale } from '../../row/codes/standardCodes';
import { isBlank } from '../../row/readValue';
import { residenceIn } from '../../row/residence';
import type { JsonObject } from '../../schema/attributes';
import { fieldsById } from '../../schema/flatFields';

/** What a new user requires and an HR export often lacks, taken from other columns of the row. */
export interface FilledIn {
	/** Values by ID of the field. */
	values: JsonObject;
	notices: string[];
}

/**
 * Fills in, for a new user, the user name from the work email and the expense locale from language and country, each only where
 * the whole table has no column for it. HR systems rarely know either: people log in to SAP Concur with their email unless
 * the company decides otherwise. Pure.
 * @param values what the columns of the row say, by ID of the field
 * @param hasColumn whether the table has a column for a field, be it empty
 */
export function filledIn(values: JsonObject, hasColumn: (fieldId: string) => boolean): FilledIn {
	const filled: FilledIn = { values: {}, notices: [] };
	const fillIn = (fieldId: string, value: unknown, from: string) => {
		filled.values[fieldId] = value;
		filled.notices.push(`${labelOf(fieldId)}: no column has it, so ${from} is used`);
	};
	const { workEmail } = values;
	if (!hasColumn('userName') && !isBlank(workEmail))
		fillIn('userName', workEmail, 'the work email');
	const locale = hasColumn('spendLocale') ? undefined : localeOf(values);
	if (locale !== undefined) fillIn('spendLocale', locale, `${locale} (language and country)`);
	return filled;
}

/** English is spoken everywhere, and SAP Concur has a locale for it in few countries only. */
function localeOf(values: JsonObject): string | undefined {
	if (isBlank(values.spendCountry)) return undefined;
	const { spendCountry, preferredLanguage } = values;
	const { country, language: tag } = residenceIn({ spendCountry, preferredLanguage });
	if (country === undefined || tag === undefined) return undefined;
	const { language } = new Intl.Locale(tag);
	const isOfCountry = new Intl.Locale(`und-${country}`).maximize().language === language;
	const locale = `${language}-${country}`;
	return isOfCountry && isLocale(locale) ? locale : undefined;
}

const labelOf = (fieldId: string) => fieldsById.get(fieldId)?.label ?? fieldId;
