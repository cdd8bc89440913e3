import get from 'lodash/get';
import isEmpty from 'lodash/isEmpty';
import { extensions, urn, type JsonObject } from '../schema/attributes';
import type { FieldIssue } from '../schema/fieldIssue';
import { fieldsById, type FlatField } from '../schema/flatFields';
import type { Area, Purpose } from './purpose';

const withExpense = 'Enter it too. SAP Concur requires it for every user with expense data.';
const wholeOfAdp =
	'Enter it too. SAP Concur requires company code, deduction code, and file number together.';

/** The problem of a required field without a value. */
export const missing = 'is missing';

/** Fields with their cures, in the order of the messages. */
const always = {
	userName: 'Enter the login name, such as jane.doe@example.com.',
	givenName: 'Enter a value.',
	familyName: 'Enter a value. For a person with one name, repeat the name or enter a point.',
	active: 'Enter yes or no.',
	companyId: "Enter the UUID of the credential's company.",
	workEmail: 'Enter at least one email address.',
};
const expense = {
	spendCountry: withExpense,
	spendLocale: withExpense,
	reimbursementCurrency: withExpense,
};
const adp = {
	adpCompanyCode: wholeOfAdp,
	adpDeductionCode: wholeOfAdp,
	adpEmployeeFileNumber: wholeOfAdp,
};
const travel = { travelRuleClass: 'Enter its name or ID. Every travel profile requires one.' };

/**
 * Finds what a new user lacks. SAP: v4.user-provisioning, Schema. Fields that only swagger (open-questions 27)
 * requires are left to SAP Concur, and those of the company's own form to checkCompanyForm. A replace without Active keeps the present value.
 */
export function checkRequired(document: JsonObject, purpose: Purpose, area: Area): FieldIssue[] {
	const areas = Object.keys(document).map((key) => extensions[key]?.area);
	const isProvisioning = area === 'provisioning';
	const cures: Record<string, string> = {
		...always,
		...(isProvisioning && areas.includes('spend') && expense),
		...(isProvisioning && !isEmpty(get(document, [urn.payroll, 'adp'])) && adp),
		...(isProvisioning && areas.includes('travel') && travel),
	};
	return Object.entries(cures).flatMap(([fieldId, cure]) => {
		if (fieldId === 'active' && purpose === 'replace') return [];
		const field = fieldsById.get(fieldId);
		if (!field || isPresent(document, field)) return [];
		return [{ fieldId, label: field.label, sent: undefined, problem: missing, cure }];
	});
}

/** Whether a document has a value for a field that is not an entry of a list, or any email address. */
export function isPresent(
	document: JsonObject,
	{ id, path: { schema, steps } }: FlatField,
): boolean {
	if (id === 'workEmail') {
		const emails = Array.isArray(document.emails) ? document.emails : [];
		return emails.some((email) => !isMissing(get(email, 'value')));
	}
	const source = schema === urn.core ? document : document[schema];
	const names = steps.map(({ name }) => name);
	return !isMissing(get(source, names));
}

export function isMissing(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
