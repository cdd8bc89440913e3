// Room clear: what a row clears by a word of its own: which fields can be cleared, and what then stands in the document.
// Whether SAP Concur has anything there is found out by the operations of the room person.
import { jsonField, type Finding } from '../../schema/fieldIssue';
import { fieldsById, flatFields, type FlatField } from '../../schema/flatFields';

const keep = 'Send a new value, or leave the cell blank to keep the current one.';
const ofUser = `SAP Concur requires it for every user. ${keep}`;
const ofExpense = `SAP Concur requires it for every user with expense data. ${keep}`;
/** SAP: v4.1.identity, POST sample; attributes.md, Core user. */
const filledIn = `SAP Concur would only fill it in again. ${keep}`;

/** Fields that a row never clears, with what to do. */
const never: Record<string, string> = {
	userName: ofUser,
	employeeNumber: ofUser,
	givenName: ofUser,
	familyName: ofUser,
	companyId: ofUser,
	displayName: filledIn,
	preferredLanguage: filledIn,
	timezone: filledIn,
	startDate: filledIn,
	// Its scope is its own, so that a response without it does not say whether the user has one (api-facts 4).
	userUuid: 'Remove it in SAP Concur itself.',
	spendCountry: ofExpense,
	spendLocale: ofExpense,
	reimbursementCurrency: ofExpense,
	entitlements: 'Remove a product in SAP Concur itself.',
	travelRuleClass: `Every travel profile requires one. ${keep}`,
	// SAP: v4.1.spend-user-retrieval.
	processorReportAccess: `SAP Concur does not take this setting back. ${keep}`,
	// Which one of several leaves is meant, a row without its start does not say.
	leaveStartDate: `Send an end date to end a leave. To remove all leaves, send null for leavesOfAbsence in ${jsonField}.`,
};

/** Fields that only go together with another one. */
const onlyWith: Record<string, string[]> = {
	middleInitial: ['middleName'],
	emergencyContactRelationship: ['emergencyContactName'],
	adpCompanyCode: ['adpDeductionCode', 'adpEmployeeFileNumber'],
	adpDeductionCode: ['adpCompanyCode', 'adpEmployeeFileNumber'],
	adpEmployeeFileNumber: ['adpCompanyCode', 'adpDeductionCode'],
	...Object.fromEntries(
		flatFields.flatMap(({ id }) =>
			/ApprovalLimitCurrency$/.test(id) ? [[id, [id.replace(/Currency$/, '')]]] : [],
		),
	),
};

/** Parts of a leave; its start says which one is meant. */
const ofLeave = new Set(['leaveEndDate', 'leaveType']);

/** Whether a value says that there is something of what a cleared field takes away as a whole. */
function contradicts(clearedId: string, filledId: string): boolean {
	if (clearedId === 'roles') return fieldsById.get(filledId)?.valueKind === 'role';
	return clearedId === 'emergencyContactName' && filledId.startsWith('emergencyContact');
}

const labelOf = (fieldId: string) => fieldsById.get(fieldId)?.label ?? fieldId;

/**
 * Why a field cannot be cleared, or undefined. Pure.
 * @param cleared the IDs of all fields that the row clears
 * @param filled the IDs of the fields for which the row has a value; a role with no is none
 */
export function clearFinding(
	{ id, rules, valueKind }: FlatField,
	cleared: ReadonlySet<string>,
	filled: ReadonlySet<string>,
): Finding | undefined {
	const problem = 'cannot be cleared';
	if (valueKind === 'product') return { problem, cure: never.entitlements as string };
	if (valueKind !== 'role' && rules.type === 'boolean') return { problem, cure: 'Send yes or no.' };
	if (never[id]) return { problem, cure: never[id] };
	const beside = [...filled].find((other) => contradicts(id, other));
	if (beside !== undefined) {
		return { problem: `${problem} beside ${labelOf(beside)}`, cure: 'Correct one of the two.' };
	}
	const lacking = (onlyWith[id] ?? []).filter((other) => !cleared.has(other));
	if (lacking.length > 0) {
		return {
			problem: `${problem} alone`,
			cure: `Clear ${lacking.map(labelOf).join(' and ')}, too.`,
		};
	}
	if (!ofLeave.has(id) || filled.has('leaveStartDate')) return undefined;
	const cure = `Send ${labelOf('leaveStartDate')}, too: it says which leave is meant.`;
	return { problem: `${problem} alone`, cure };
}
