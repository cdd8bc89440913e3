// SAP's list of roles, and which of them a user has (SAP: v4.spend-role-code-definition).
import { readFileSync } from 'node:fs';
import type { StoredUser } from '../../company/users.mts';
import { urn } from '../../scim/urns.mts';
import { entries } from './rules.mts';

export interface RoleCode {
	roleCode: string;
	name: string;
	groupAware: boolean;
	products: string[];
	retired: boolean;
	/** The entitlement that grants this role, which then cannot be set by the Role extension. */
	viaEntitlement: string | null;
	excludes: string[];
	needs: string[];
}

export const roleCodes = JSON.parse(
	readFileSync(new URL('../../data/role-codes.json', import.meta.url), 'utf8'),
) as RoleCode[];

export const roleByCode = new Map(roleCodes.map((role) => [role.roleCode, role]));

export function hasEntitlement(user: StoredUser, entitlement: string): boolean {
	const { entitlements } = user.identity;
	return Array.isArray(entitlements) && entitlements.includes(entitlement);
}

/** Returns the roles that follow from entitlements. */
export function baseRoles(user: StoredUser): string[] {
	return roleCodes
		.filter((role) => role.viaEntitlement !== null && hasEntitlement(user, role.viaEntitlement))
		.map((role) => role.roleCode);
}

/** Returns every role of a user, by entitlement or by the Role extension. */
export function rolesOf(user: StoredUser): Set<string> {
	const assigned = entries(user.extensions[urn.spend('Role')], 'roles');
	return new Set([...baseRoles(user), ...assigned.map((role) => String(role.roleName))]);
}
