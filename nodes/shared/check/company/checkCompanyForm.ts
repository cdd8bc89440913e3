// Room company: what only the settings of one company decide about a user, as far as SAP Concur tells them.
// What holds for all companies is checked in the room above.
import { labelIn, requiredCustomFields, type CompanyForm } from '../../concur/company/formFields';
import { extensions, isJsonObject, urn, type JsonObject } from '../../schema/attributes';
import type { FieldIssue, Finding } from '../../schema/fieldIssue';
import { fieldsById } from '../../schema/flatFields';
import { isMissing, isPresent, missing } from '../checkRequired';
import { lengthFinding } from '../checkValue';
import { sendsChanges, type Purpose } from '../purpose';

const requiredByForm = "Enter it too. Your company's employee form requires it.";

/**
 * Finds what the company's employee form rejects: custom fields that are too long, and required ones that a new or
 * replaced user with expense data lacks. Standard fields that the form requires are left to SAP Concur: it can fill them
 * in (open-questions 88).
 */
export function checkCompanyForm(
	document: JsonObject,
	purpose: Purpose,
	form: CompanyForm,
): FieldIssue[] {
	const values = customValues(document);
	const tooLong = [...values].flatMap(([fieldId, value]) => {
		const { maxLength } = form.get(fieldId) ?? {};
		const finding = typeof value === 'string' ? lengthFinding({ maxLength }, value) : undefined;
		return finding ? [issueOf(fieldId, value, finding)] : [];
	});
	if (sendsChanges(purpose) || !sendsExpense(document)) return tooLong;
	const lacking = requiredCustomFields(form).filter((fieldId) => isMissing(values.get(fieldId)));
	const finding = { problem: missing, cure: requiredByForm };
	return [...tooLong, ...lacking.map((fieldId) => issueOf(fieldId, undefined, finding))];
}

/** Whether the form says anything about a document: one with data of Expense, or an update of custom fields. */
export const concernsForm = (document: JsonObject, purpose: Purpose): boolean =>
	sendsChanges(purpose) ? customValues(document).size > 0 : sendsExpense(document);

const sendsExpense = (document: JsonObject): boolean =>
	Object.keys(document).some((key) => extensions[key]?.area === 'spend');

/** Standard fields that the form requires, and that SAP Concur can fill in by itself. */
const filledIn = ['ledgerCode', 'cashAdvanceAccountCode', 'spendStateProvince'];

/** What the person should know about required fields that are not sent, a sentence each. */
export function formNotices(document: JsonObject, purpose: Purpose, form: CompanyForm): string[] {
	if (sendsChanges(purpose) || !sendsExpense(document)) return [];
	return filledIn.flatMap((fieldId) => {
		const field = fieldsById.get(fieldId);
		const { isRequired = false, isHidden = false } = form.get(fieldId) ?? {};
		if (!field || !isRequired || isHidden || isPresent(document, field)) return [];
		const label = labelIn(form, fieldId, field.label);
		return [`${label}: not sent, although your company's employee form requires it`];
	});
}

/** What is sent of each custom field, by its ID. */
function customValues(document: JsonObject): Map<string, unknown> {
	const user = document[urn.spendUser];
	const data = isJsonObject(user) ? user.customData : undefined;
	const entries = Array.isArray(data) ? data.filter(isJsonObject) : [];
	return new Map(entries.map(({ id, value }) => [String(id), value]));
}

const issueOf = (fieldId: string, sent: unknown, finding: Finding): FieldIssue => ({
	fieldId,
	label: fieldsById.get(fieldId)?.label ?? fieldId,
	sent,
	...finding,
});
