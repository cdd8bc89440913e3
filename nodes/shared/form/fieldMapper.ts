import sortBy from 'lodash/sortBy';
import type { INodePropertyOptions, ResourceMapperField } from 'n8n-workflow';
import { isCustom, labelIn, type CompanyForm } from '../concur/company/formFields';
import type { FlatField } from '../schema/flatFields';
import { formOf } from '../schema/valueForm';

/** What most people need: first in the list that "Add field" opens. */
export const usuallyShown = [
	'userName',
	'givenName',
	'familyName',
	'workEmail',
	'employeeNumber',
	'active',
	'title',
	'startDate',
	'department',
	'costCenter',
	'manager',
	'workPhone',
	'mobilePhone',
	'preferredLanguage',
	'timezone',
	'entitlements',
	'spendCountry',
	'spendLocale',
	'reimbursementCurrency',
	'ledgerCode',
	'custom1',
	'reportApprover',
	'requestApprover',
	'roleExpenseApprover',
	'travelRuleClass',
];

/**
 * The fields as n8n's resource mapper shows them.
 *
 * Values must be read from the whole parameter (`getNodeParameter('fields', i).value`), not as 'fields.value':
 * only then n8n returns them unchanged. Its own cast would reject "ja", a blank cell of a field with
 * options, and every value that is not among the options; toUserDocument reads all of these and says what to
 * change in plain words. For the same reason dates and numbers are text fields, and yes/no is a choice: n8n's
 * switch would send "no" for every row that leaves it alone.
 * @param fields what this form offers.
 * @param required ids of fields that the form insists on.
 * @param form the company's employee form, if it is known: its labels, and its custom fields before those that it hides.
 * The fields that come first are those that n8n 1.x starts with; 2.x starts with the required ones only.
 */
export function toResourceMapperFields(
	fields: FlatField[],
	required: string[],
	form?: CompanyForm,
): ResourceMapperField[] {
	const placeOf = ({ id }: FlatField) => placeIn(form, id, required.includes(id));
	return sortBy(fields, placeOf).map((field) => {
		const options = optionsOf(field);
		return {
			id: field.id,
			displayName: labelIn(form, field.id, field.label) + exampleFor(field),
			required: required.includes(field.id),
			defaultMatch: false,
			display: true,
			removed: placeOf(field) > place.first,
			...(options ? { type: 'options' as const, options } : { type: 'string' as const }),
		};
	});
}

const place = { first: 0, ofCompany: 1, other: 2, hidden: 3 };

/** Where a field stands in the list. A form that is not known, or shows no custom field at all, hides none. */
function placeIn(form: CompanyForm | undefined, id: string, isRequired: boolean): number {
	if (isRequired) return place.first;
	const { isRequired: isWanted, isHidden = true } = form?.get(id) ?? {};
	const isUsual = usuallyShown.includes(id);
	if (!form || form.size === 0 || !isCustom(id)) {
		return isUsual || (isWanted && !isHidden) ? place.first : place.other;
	}
	if (isHidden) return place.hidden;
	return isUsual ? place.first : place.ofCompany;
}

const codes = ['ISO3166-1-alpha2', 'ISO3166-2', 'ISO4217', 'll-CC', 'language', 'timeZone'];

/** What a date or a code looks like: n8n shows nothing beside such a field but its label. */
function exampleFor(field: FlatField): string {
	const { type, format = '' } = field.rules;
	const isFormal = type === 'date' || type === 'dateTime' || codes.includes(format);
	return isFormal ? `, e.g. ${formOf(field)[1]}` : '';
}

function optionsOf({ rules, valueKind }: FlatField): INodePropertyOptions[] | undefined {
	if (valueKind === 'role' || valueKind === 'product' || rules.type === 'boolean') {
		return [
			{ name: 'Yes', value: 'yes' },
			{ name: 'No', value: 'no' },
		];
	}
	if (rules.multiValued || !rules.canonicalValues) return undefined;
	return rules.canonicalValues.map((value) => ({ name: value, value }));
}
