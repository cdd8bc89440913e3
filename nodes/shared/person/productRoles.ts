import pickBy from 'lodash/pickBy';
import { isJsonObject, urn, type JsonObject } from '../schema/attributes';
import { isSameText } from '../schema/listEntries';
import { findRole } from '../schema/roles';

/** The product that grants a role; undefined for a role that is assigned. SAP: v4.spend-role-code-definition. */
function productOf({ roleName }: JsonObject): string | undefined {
	return typeof roleName === 'string' ? findRole(roleName)?.viaEntitlement : undefined;
}

function rolesIn(document: JsonObject): JsonObject[] {
	const extension = document[urn.role];
	const list = isJsonObject(extension) ? extension.roles : undefined;
	return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

/**
 * Returns the document without the roles that come with its products: they are never sent, and a row that was read from SAP
 * Concur holds them.
 */
export function withoutProductRoles(document: JsonObject): JsonObject {
	const products = Array.isArray(document.entitlements) ? document.entitlements : [];
	const comes = (role: unknown) => isJsonObject(role) && products.includes(productOf(role));
	if (products.length === 0 || !rolesIn(document).some(comes)) return document;
	const { roles, ...others } = document[urn.role] as { roles: unknown[] };
	const kept = roles.filter((role) => !comes(role));
	if (kept.length > 0) return { ...document, [urn.role]: { ...others, roles: kept } };
	const rest = pickBy(document, (_, key) => key !== urn.role);
	return Object.keys(others).length > 0 ? { ...rest, [urn.role]: others } : rest;
}

/**
 * The names of the roles that an update would have to assign although only a product grants them.
 * @param existing what SAP Concur has
 */
export function missingProductRoles(document: JsonObject, existing: JsonObject = {}): string[] {
	const held = rolesIn(existing);
	const isMissing = (role: JsonObject) =>
		role.roleGroups !== null &&
		productOf(role) !== undefined &&
		!held.some(({ roleName }) => isSameText(roleName, role.roleName));
	return rolesIn(document)
		.filter(isMissing)
		.map(({ roleName }) => String(roleName));
}
