import { resolveForm, called, type NamedApprover } from '../../../shared/form/people/resolveForm';
import type { UserForm } from '../../../shared/form/readUserDocument';
import type { IdentityUser } from '../../../shared/concur/identitySearch';
import { isJsonObject, urn, type JsonObject } from '../../../shared/schema/attributes';
import type { FieldIssue, Finding } from '../../../shared/schema/fieldIssue';
import { findRole } from '../../../shared/schema/roles';
import type { Found, VerbForm } from './findEverybody';

/**
 * The form with SAP Concur's references in the place of the keys of its approvers, and what is wrong with them: SAP Concur
 * takes only an active user with the role for it. SAP: v4.user-provisioning, Approver Extension. Pure.
 */
export function withApprovers(
	itemIndex: number,
	form: VerbForm,
	found: Found,
): { form: UserForm; issues: FieldIssue[] } {
	const { holders, existing } = found;
	const company = { holders, people: () => [] };
	const resolved = resolveForm(itemIndex, { ...form, existing }, company);
	const issues = resolved.approvers.flatMap((one): FieldIssue[] => {
		const finding = approverFinding(one, found);
		const { fieldId, label, sent } = one.reference;
		return finding ? [{ fieldId, label, sent, ...finding }] : [];
	});
	return { form: resolved.form, issues: [...resolved.issues, ...issues] };
}

function approverFinding({ who, role }: NamedApprover, { profileOf }: Found): Finding | undefined {
	// Verbs create nobody.
	if (!('id' in who)) return undefined;
	if (who.active === false) return inactive(who);
	const roles = roleCodesIn(profileOf(who));
	if (roles === undefined || roles.has(role)) return undefined;
	const name = findRole(role)?.name ?? role;
	return {
		problem: `names ${called(who)}, who lacks the role ${name}`,
		cure: `Give that user the role ${name} with Assign Roles, then run this again.`,
	};
}

/** What is wrong with somebody who is named and has no access. */
export const inactive = (user: IdentityUser): Finding => ({
	problem: `names ${called(user)}, who is inactive`,
	cure: 'Name an active user.',
});

/** The codes of the roles in an expense profile; undefined where they are not known. */
export function roleCodesIn(profile: JsonObject | undefined): Set<string> | undefined {
	if (profile === undefined) return undefined;
	const extension = profile[urn.role];
	const list: unknown = isJsonObject(extension) ? extension.roles : [];
	if (!Array.isArray(list)) return undefined;
	return new Set(list.flatMap((role) => (isJsonObject(role) ? String(role.roleName) : [])));
}

/** What is wrong with a change that needs an expense profile, which the user does not have. */
export const withoutExpense: Finding = {
	problem: 'cannot be set, because the user has no expense profile in SAP Concur',
	cure: 'Give the user one first: send Expense country, Expense locale, and Reimbursement currency with Create or Update.',
};
