import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';
import type { Purpose } from '../../check/purpose';
import { isLocale } from '../../row/codes/standardCodes';
import { isBlank } from '../../row/readValue';
import { residenceIn } from '../../row/residence';
import { readYesNo } from '../../row/words/readYesNo';
import { extensions, urn } from '../../schema/attributes';
import { fieldsById, type FlatField } from '../../schema/flatFields';
import type { MappedRow } from './mappedRow';

/** What a row does not say itself, by ID of the field, with a sentence for each. */
export interface FilledIn {
	fieldIds: string[];
	notices: string[];
}

/** What a row of an export says about a new user. */
interface CompletedRow {
	/** By ID of the field. */
	values: IDataObject;
	/** What was left out. */
	notices: string[];
	/** Whether something was left out, so that somebody should look. */
	isCut: boolean;
	/** What the row does not say itself. */
	filledIn: FilledIn;
	/** What a user without an expense profile does not get, while it is not known who the user is. */
	cut: FilledIn;
}

/** What every user with expense data requires. SAP: v4.user-provisioning, Schema. */
const ofExpense = ['spendCountry', 'spendLocale', 'reimbursementCurrency'];

/**
 * The values of a row of an HR export as a new user needs them, with what was done as `notices`. The user name comes from the
 * work email and the expense locale from language and country, each only where the whole table has no column for it: people
 * log in to SAP Concur with their email unless the company decides otherwise. Country, locale and currency alone are left
 * out where the table has not all three, because nearly every export has a country, and it would make an expense profile
 * that SAP Concur rejects. Other rows stay as they are. Pure.
 * @param additional what the JSON field sends besides
 */
export function completedRow(
	{ values, hasColumn, columnOf }: Pick<MappedRow, 'values' | 'hasColumn' | 'columnOf'>,
	additional: IDataObject,
	purpose: Purpose,
): CompletedRow {
	const filledIn: FilledIn = { fieldIds: [], notices: [] };
	const cut: FilledIn = { fieldIds: [], notices: [] };
	const isForNew = purpose === 'create' || purpose === 'upsert';
	if (!isForNew || !hasColumn) return { values, notices: [], isCut: false, filledIn, cut };
	const completed = { ...values };
	const fillIn = (fieldId: string, value: IDataObject[string], from: string) => {
		completed[fieldId] = value;
		filledIn.fieldIds.push(fieldId);
		filledIn.notices.push(`${labelOf(fieldId)}: no column has it, so ${from} is used`);
	};
	const { workEmail } = values;
	// A word that clears the email is no login.
	const isLogin = !isBlank(workEmail) && String(workEmail).includes('@');
	if (!hasColumn('userName') && !('userName' in additional) && isLogin) {
		fillIn('userName', workEmail, 'the work email');
	}
	const whole = { values: completed, notices: [], isCut: false, filledIn, cut };
	if (sendsExpense(additional)) return whole;
	const locale = hasColumn('spendLocale') ? undefined : localeOf(values);
	const lacking = ofExpense.filter(
		(id) => !hasColumn(id) && isBlank(values[id]) && !(id === 'spendLocale' && locale),
	);
	const filled = ofExpense.filter((id) => !isBlank(values[id]));
	// Who writes the name of SAP Concur's own field means it.
	const isMeant = filled.some((id) => columnOf(id) === undefined) || asksForExpense(values);
	if (lacking.length === 0 || filled.length === 0 || isMeant) {
		if (locale) fillIn('spendLocale', locale, `${locale} (language and country)`);
		return whole;
	}
	const missing = lacking.map(labelOf).join(' and ');
	const left = filled.map(
		(id) => `${labelOf(id)}: not sent, because expense data also requires ${missing}`,
	);
	// Who has an expense profile gets what differs.
	if (purpose === 'upsert') return { ...whole, cut: { fieldIds: filled, notices: left } };
	return { values: omit(completed, ofExpense), notices: left, isCut: true, filledIn, cut };
}

const isOfExpense = (schema: string) => extensions[schema]?.area === 'spend';
const sendsExpense = (document: IDataObject) => Object.keys(document).some(isOfExpense);

const saysNo = ({ valueKind }: FlatField, sent: unknown) => {
	const reading = valueKind === 'product' || valueKind === 'role' ? readYesNo(sent) : undefined;
	return reading !== undefined && 'value' in reading && !reading.value;
};

/** Whether a row has anything besides what every export has that only users with expense data need. */
function asksForExpense(values: IDataObject): boolean {
	return Object.entries(values).some(([fieldId, value]) => {
		const field = fieldsById.get(fieldId);
		if (!field || isBlank(value) || ofExpense.includes(fieldId) || saysNo(field, value))
			return false;
		const isProduct =
			field.path.schema === urn.core && field.path.steps[0]?.name === 'entitlements';
		return isProduct || isOfExpense(field.path.schema);
	});
}

/** English is spoken everywhere, and SAP Concur has a locale for it in few countries only. */
function localeOf({ spendCountry, preferredLanguage }: IDataObject): string | undefined {
	if (isBlank(spendCountry)) return undefined;
	const { country, language: tag } = residenceIn({ spendCountry, preferredLanguage });
	if (country === undefined || tag === undefined) return undefined;
	const { language } = new Intl.Locale(tag);
	const isOfCountry = new Intl.Locale(`und-${country}`).maximize().language === language;
	const locale = `${language}-${country}`;
	return isOfCountry && isLocale(locale) ? locale : undefined;
}

const labelOf = (fieldId: string) => fieldsById.get(fieldId)?.label ?? fieldId;
