// Products (SAP Concur's entitlements) by yes or no, the roles that come with them, and the groups that a role is held for.
import pickBy from 'lodash/pickBy';
import unionBy from 'lodash/unionBy';
import { isBlank } from '../row/readValue';
import { readYesNo } from '../row/words/readYesNo';
import { isJsonObject, urn, type JsonObject } from '../schema/attributes';
import type { FieldIssue } from '../schema/fieldIssue';
import { fieldsById, type FlatField } from '../schema/flatFields';
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

/** The product that a field with yes or no stands for, as SAP Concur's list of entitlements has it. */
const productOfField: Record<string, string> = {
	expenseUser: 'Expense',
	invoiceUser: 'Invoice',
	requestUser: 'Request',
	travelUser: 'Travel',
};

/**
 * What a value that was read puts into the document: of a product with yes the list of this one, of one with no nothing; every
 * other value as it is.
 */
export function productsOrValue({ id, valueKind }: FlatField, value: unknown): unknown {
	if (valueKind !== 'product') return value;
	return value === true ? [productOfField[id]] : undefined;
}

/** The fields of a row that say no to a product. @param flat values by field ID */
function denied(flat: JsonObject) {
	return Object.entries(productOfField).flatMap(([id, product]) => {
		const field = fieldsById.get(id);
		const sent = flat[id];
		const reading = field === undefined || isBlank(sent) ? undefined : readYesNo(sent);
		if (!field || !reading || !('value' in reading) || reading.value) return [];
		return [{ field, product, sent }];
	});
}

/** The products that a row denies in one field and names in another. @param entitlements of the document made of the row */
export function deniedProducts(flat: JsonObject, entitlements: unknown): FieldIssue[] {
	const named: unknown[] = Array.isArray(entitlements) ? entitlements : [];
	return denied(flat)
		.filter(({ product }) => named.includes(product))
		.map(({ field: { id, label }, product, sent }) => ({
			fieldId: id,
			label,
			sent,
			problem: `says no, but ${product} is among the products`,
			cure: 'Correct one of the two.',
		}));
}

/**
 * What an update cannot do, as notices of the item: a product is only ever added, because nobody asks by a row for the removal
 * of all that a person has in it.
 */
export function keptProducts(flat: JsonObject): string[] {
	return denied(flat).map(
		({ field: { label }, product }) =>
			`${label}: a user who has ${product} keeps it. Remove a product in SAP Concur itself.`,
	);
}

/**
 * The document with the groups that the user has for its roles added to those that it names: a role for all groups stays one.
 * Pure.
 * @param existing what SAP Concur has
 */
export function withHeldGroups(document: JsonObject, existing: JsonObject): JsonObject {
	const held = rolesIn(existing);
	const roles = rolesIn(document).map((role) => {
		const known = held.find(({ roleName }) => isSameText(roleName, role.roleName));
		const wanted = groupsIn(role);
		if (!known || wanted.length === 0) return role;
		const own = groupsIn(known);
		const all = own.length === 0 ? [] : unionBy(own, wanted, (group) => group.toLowerCase());
		return { ...role, roleGroups: all };
	});
	const extension = document[urn.role];
	return isJsonObject(extension) && roles.length > 0
		? { ...document, [urn.role]: { ...extension, roles } }
		: document;
}

/** SAP Concur shows a role for all groups with the group "". */
const groupsIn = ({ roleGroups }: JsonObject): string[] =>
	Array.isArray(roleGroups) ? roleGroups.flatMap((one: unknown) => (one ? String(one) : [])) : [];
