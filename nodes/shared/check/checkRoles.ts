import { isJsonObject, urn, type JsonObject } from '../schema/attributes';
import type { FieldIssue } from '../schema/fieldIssue';
import { fieldAt } from '../schema/labelOf';
import { didYouMean } from '../schema/nearest';
import { findRole, roles } from '../schema/roles';

const roleWords = roles.flatMap(({ roleName, name }) => [roleName, name]);

/**
 * Checks the roles that are given (not those taken away): known, not retired, and allowed beside each other.
 * SAP: v4.spend-role-code-definition.
 * @param isUpdate an update names only what changes, so a role may need one that the person holds already.
 */
export function checkRoles(document: JsonObject, isUpdate: boolean, issues: FieldIssue[]): void {
	const extension = document[urn.role];
	const list = isJsonObject(extension) && Array.isArray(extension.roles) ? extension.roles : [];
	const given = list.filter(isJsonObject).filter(({ roleGroups }) => roleGroups !== null);
	const held = new Set(given.map(({ roleName }) => String(roleName)));
	const products = Array.isArray(document.entitlements) ? document.entitlements : [];
	const granted = roles.filter(({ viaEntitlement }) => products.includes(viaEntitlement));
	for (const { roleName } of granted) held.add(roleName);

	for (const { roleName } of given) {
		if (typeof roleName !== 'string') continue;
		const fault = faultOf(roleName, held, isUpdate);
		if (!fault) continue;
		const field =
			fieldAt(`${urn.role}:roles[roleName eq "${roleName}"]`) ?? fieldAt(`${urn.role}:roles`);
		issues.push({ fieldId: field?.id, label: field?.label ?? 'Roles', sent: roleName, ...fault });
	}
}

function faultOf(roleName: string, held: Set<string>, isUpdate: boolean) {
	const role = findRole(roleName);
	if (!role) {
		return {
			problem: 'names a role that SAP Concur does not know',
			cure: `Use a role's code or name, e.g. EXP_APPROVER or Expense Approver.${didYouMean(roleName, roleWords)}`,
		};
	}
	if (role.viaEntitlement) {
		return {
			problem: 'names a role that comes with a product',
			cure: `Add ${role.viaEntitlement} to Products instead and leave this role out.`,
		};
	}
	if (role.retired) {
		return { problem: `names a role that SAP has retired: ${role.name}`, cure: 'Leave it out.' };
	}
	// Both roles exclude each other: the first one in the alphabet says so.
	const excluded = role.excludes?.find((other) => other > roleName && held.has(other));
	if (excluded) {
		return {
			problem: `cannot be held together with ${nameOf(excluded)}`,
			cure: `Give either ${role.name} or ${nameOf(excluded)}.`,
		};
	}
	const needed = isUpdate ? undefined : role.needs?.find((other) => !held.has(other));
	if (needed) {
		return {
			problem: `needs the role ${nameOf(needed)} too`,
			cure: `Give ${nameOf(needed)} as well.`,
		};
	}
	return undefined;
}

function nameOf(roleName: string): string {
	return findRole(roleName)?.name ?? roleName;
}
