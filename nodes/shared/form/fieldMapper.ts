import sortBy from 'lodash/sortBy';
import type { INodePropertyOptions, ResourceMapperField } from 'n8n-workflow';
import type { FlatField } from '../schema/flatFields';

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
	'managerId',
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
 * @param shown ids of fields that come first; n8n 1.x starts with them, 2.x with the required ones only.
 */
export function toResourceMapperFields(
	fields: FlatField[],
	required: string[],
	shown: string[] = usuallyShown,
): ResourceMapperField[] {
	const usual = (field: FlatField) => (shown.includes(field.id) ? 0 : 1);
	return sortBy(fields, usual).map((field) => {
		const options = optionsOf(field);
		const isRequired = required.includes(field.id);
		return {
			id: field.id,
			displayName: field.label,
			required: isRequired,
			defaultMatch: false,
			display: true,
			removed: !isRequired && !shown.includes(field.id),
			...(options ? { type: 'options' as const, options } : { type: 'string' as const }),
		};
	});
}

function optionsOf({ rules, valueKind }: FlatField): INodePropertyOptions[] | undefined {
	if (valueKind === 'role' || rules.type === 'boolean') {
		return [
			{ name: 'Yes', value: 'yes' },
			{ name: 'No', value: 'no' },
		];
	}
	if (rules.multiValued || !rules.canonicalValues) return undefined;
	return rules.canonicalValues.map((value) => ({ name: value, value }));
}
