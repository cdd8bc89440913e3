import { tooManyEntries } from '../row/readValue';
import { isJsonObject, urn, type JsonObject } from '../schema/attributes';
import { mostIssues, type FieldIssue, type Finding } from '../schema/fieldIssue';
import { fieldAt } from '../schema/labelOf';
import { didYouMean } from '../schema/nearest';
import { filterOf } from '../schema/scimPath';
import { findRole, roles } from '../schema/roles';

const roleWords = roles.flatMap(({ roleName, name }) => [roleName, name]);

/**
 * Checks the roles that are assigned (not the removed ones): known, not retired, and allowed together.
 * SAP: v4.spend-role-code-definition.
 * @param isUpdate an update names only what changes, so a role can require one that the user has already, and can come with a
 * product that the user has.
 */
export function checkRoles(document: JsonObject, isUpdate: boolean): FieldIssue[] {
	const list = rolesIn(document);
	// checkAttributes says so.
	if (tooManyEntries(list.length)) return [];
	const products = Array.isArray(document.entitlements) ? document.entitlements : [];
	const assigned = list.filter(isAssigned);
	const granted = roles.filter(({ viaEntitlement }) => products.includes(viaEntitlement));
	const held = new Set<unknown>([...assigned, ...granted].map(({ roleName }) => roleName));

	const issues: FieldIssue[] = [];
	for (const { roleName: sent } of assigned) {
		if (typeof sent !== 'string') continue;
		const guesses = issues.length < mostIssues;
		const finding = findRole(sent) ? roleFinding(sent, held, isUpdate) : unknownRole(sent, guesses);
		if (finding) issues.push(issueOf(sent, finding));
	}
	return issues;
}

/**
 * Checks the roles that are assigned to somebody who does not have them yet against those that this user has besides.
 * SAP: v4.spend-role-code-definition.
 * @param existing what SAP Concur has, as one document by URN; {} for a user without an expense profile
 */
export function checkHeldRoles(document: JsonObject, existing: JsonObject): FieldIssue[] {
	const list = rolesIn(document);
	if (tooManyEntries(list.length)) return [];
	const codes = (roles: JsonObject[]) => roles.map(({ roleName }) => codeOf(String(roleName)));
	const removed = codes(list.filter((role) => !isAssigned(role)));
	const present = new Set(codes(rolesIn(existing)).filter((code) => !removed.includes(code)));
	const assigned = new Set(codes(list.filter(isAssigned)));
	const all = new Set([...present, ...assigned]);
	return [...assigned].flatMap((code) => {
		const finding = present.has(code) ? undefined : heldFinding(code, present, all);
		return finding ? [issueOf(code, finding)] : [];
	});
}

function heldFinding(code: string, present: Set<string>, all: Set<string>): Finding | undefined {
	const { name, excludes, needs } = findRole(code) ?? { name: code };
	const excluded = excludes?.find((other) => present.has(other));
	if (excluded) {
		return {
			problem: `cannot be combined with ${nameOf(excluded)}, which the user has in SAP Concur`,
			cure: `Remove ${nameOf(excluded)} from the user first, or do not assign ${name}.`,
		};
	}
	const needed = needs?.find((other) => !all.has(other));
	if (needed === undefined) return undefined;
	return {
		problem: `requires the role ${nameOf(needed)}, which the user does not have`,
		cure: `Assign ${nameOf(needed)} too.`,
	};
}

function rolesIn(document: JsonObject): JsonObject[] {
	const extension = document[urn.role];
	const list: unknown = isJsonObject(extension) ? extension.roles : undefined;
	return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

/** A role without groups in the place of its list is one that is removed. */
const isAssigned = ({ roleGroups }: JsonObject) => roleGroups !== null;

const codeOf = (text: string) => findRole(text)?.roleName ?? text;

function issueOf(sent: string, finding: Finding): FieldIssue {
	const path = `${urn.role}:roles`;
	const field = fieldAt(`${path}${filterOf({ roleName: sent })}`) ?? fieldAt(path);
	return { fieldId: field?.id, label: field?.label ?? 'Roles', sent, ...finding };
}

/** What is wrong with a role that SAP's list does not have. @param guesses whether the cure names a similar one */
export function unknownRole(roleName: string, guesses: boolean): Finding {
	return {
		problem: 'includes an unknown role',
		cure: `Use the code or name of a role, such as EXP_APPROVER or Expense Approver.${guesses ? didYouMean(roleName, roleWords) : ''}`,
	};
}

/** What is wrong with a role that nobody can assign, because a product grants it. */
export const productRole = (product = 'the product'): Finding => ({
	problem: 'includes a role that comes with a product',
	cure: `Add ${product} to Products. The role comes with it.`,
});

function roleFinding(roleName: string, held: Set<unknown>, isUpdate: boolean): Finding | undefined {
	const role = findRole(roleName);
	if (!role) return undefined;
	if (role.viaEntitlement) return isUpdate ? undefined : productRole(role.viaEntitlement);
	if (role.retired) {
		return { problem: `includes a role that SAP has retired: ${role.name}`, cure: 'Remove it.' };
	}
	// The roles exclude each other: only the first one in the alphabet is reported.
	const excluded = role.excludes?.find((other) => other > roleName && held.has(other));
	if (excluded) {
		return {
			problem: `cannot be combined with ${nameOf(excluded)}`,
			cure: `Assign either ${role.name} or ${nameOf(excluded)}.`,
		};
	}
	const needed = isUpdate ? undefined : role.needs?.find((other) => !held.has(other));
	if (needed === undefined) return undefined;
	return {
		problem: `requires the role ${nameOf(needed)}`,
		cure: `Assign ${nameOf(needed)} too.`,
	};
}

function nameOf(roleName: string): string {
	return findRole(roleName)?.name ?? roleName;
}
