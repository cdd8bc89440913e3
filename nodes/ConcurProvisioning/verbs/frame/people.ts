import partition from 'lodash/partition';
import { roleCodesIn } from '../../../shared/concur/company/approverRoles';
import { inactive, issueOf, type UnfitApprover } from '../../../shared/form/people/approvers';
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
	const unfit = resolved.approvers.flatMap((one) => unfitApprover(one, found) ?? []);
	// Who is there already is nothing that is sent.
	const [present, named] = partition(unfit, ({ approver }) => approver.isPresent);
	const told = present.map(
		({ approver, name, reason }) => `${approver.reference.label}: ${name} ${reason}`,
	);
	return {
		form: { ...resolved.form, notices: [...resolved.form.notices, ...told] },
		issues: [...resolved.issues, ...named.map(issueOf)],
	};
}

function unfitApprover(approver: NamedApprover, { profileOf }: Found): UnfitApprover | undefined {
	const { who, role } = approver;
	// Verbs create nobody.
	if (!('id' in who)) return undefined;
	const name = called(who);
	if (who.active === false) return { approver, name, ...inactive };
	const roles = rolesIn(profileOf(who));
	if (roles === undefined || roles.has(role)) return undefined;
	const needed = findRole(role)?.name ?? role;
	const cure = `Assign ${needed} to that user first, or name another approver.`;
	return { approver, name, reason: `lacks the role ${needed}`, cure };
}

/** What is wrong with somebody who is named and has no access. */
export const namesInactive = (user: IdentityUser): Finding => ({
	problem: `names ${called(user)}, who ${inactive.reason}`,
	cure: inactive.cure,
});

/** The codes of the roles of whom an expense profile is about, none without that extension; undefined where they are not known. */
export function rolesIn(profile: JsonObject | undefined): Set<string> | undefined {
	if (profile === undefined) return undefined;
	return isJsonObject(profile[urn.role]) ? roleCodesIn(profile) : new Set();
}

/** What is wrong with a change that needs an expense profile, which the user does not have. */
export const withoutExpense: Finding = {
	problem: 'cannot be set, because the user has no expense profile in SAP Concur',
	cure: 'Give the user one first: send Expense country, Expense locale, and Reimbursement currency with Create or Update.',
};
