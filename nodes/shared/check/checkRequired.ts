import get from 'lodash/get';
import isEmpty from 'lodash/isEmpty';

import { extensions, urn, type JsonObject } from '../schema/attributes';
import type { Area } from './purpose';
import type { FieldIssue } from '../schema/fieldIssue';
import { flatFields } from '../schema/flatFields';

const wholeOfAdp =
	'Give it too: SAP Concur takes company code, deduction code and file number together.';

const cures: Record<string, string> = {
	userName: 'Give the login name, e.g. jane.doe@example.com.',
	active: 'Say yes or no.',
	companyId: 'Give the UUID of the company; it is the one of the credential.',
	workEmail: 'Give at least one email address.',
	travelRuleClass:
		'Give the name or ID of the travel rule class; a travel profile cannot be without it.',
	adpCompanyCode: wholeOfAdp,
	adpDeductionCode: wholeOfAdp,
	adpEmployeeFileNumber: wholeOfAdp,
};

/**
 * What a new person must have. SAP: v4.user-provisioning, Schema. What swagger alone requires (open questions
 * 27) and what a company's own form requires is not asked for here: Concur decides.
 */
export function checkRequired(document: JsonObject, area: Area, issues: FieldIssue[]): void {
	mustHave(document, ['userName'], 'userName', issues);
	mustHave(document, ['name', 'givenName'], 'givenName', issues);
	mustHave(document, ['name', 'familyName'], 'familyName', issues);
	mustHave(document, ['active'], 'active', issues);
	mustHave(document, [urn.enterprise, 'companyId'], 'companyId', issues);
	const emails = Array.isArray(document.emails) ? document.emails : [];
	if (!emails.some((email) => isFilled(get(email, 'value')))) mustHave({}, [], 'workEmail', issues);

	if (area === 'identity') return;
	const present = Object.keys(document).map((key) => extensions[key]?.area);
	if (present.includes('spend')) {
		mustHave(document, [urn.spendUser, 'country'], 'spendCountry', issues);
		mustHave(document, [urn.spendUser, 'locale'], 'spendLocale', issues);
		mustHave(document, [urn.spendUser, 'reimbursementCurrency'], 'reimbursementCurrency', issues);
	}
	if (!isEmpty(get(document, [urn.payroll, 'adp']))) {
		mustHave(document, [urn.payroll, 'adp', 'companyCode'], 'adpCompanyCode', issues);
		mustHave(document, [urn.payroll, 'adp', 'deductionCode'], 'adpDeductionCode', issues);
		mustHave(document, [urn.payroll, 'adp', 'employeeFileNumber'], 'adpEmployeeFileNumber', issues);
	}
	if (present.includes('travel')) {
		mustHave(document, [urn.travel, 'ruleClass'], 'travelRuleClass', issues);
	}
}

function mustHave(
	document: JsonObject,
	path: string[],
	fieldId: string,
	issues: FieldIssue[],
): void {
	if (isFilled(get(document, path))) return;
	const field = flatFields.find(({ id }) => id === fieldId);
	const isSpend = path[0] === urn.spendUser;
	const expense = 'Give it too: SAP Concur needs it for every person with expense data.';
	issues.push({
		fieldId,
		label: field?.label ?? fieldId,
		sent: undefined,
		problem: 'is missing',
		cure: cures[fieldId] ?? (isSpend ? expense : 'Give a value.'),
	});
}

function isFilled(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
