// What the rules of the extensions share: whom they look at, what they return, references and roles.
import { readFileSync } from 'node:fs';
import { urn, type JsonObject, type Simulator, type StoredUser } from '../context.mts';
import type { ExtensionChange } from './changes.mts';
import { isJsonObject, type Message } from './ledger.mts';

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
	readFileSync(new URL('../data/role-codes.json', import.meta.url), 'utf8'),
) as RoleCode[];

export const roleByCode = new Map(roleCodes.map((role) => [role.roleCode, role]));

/** One extension of one user on its way to being written. */
export interface Subject {
	simulator: Simulator;
	user: StoredUser;
	change: ExtensionChange;
	/** Undefined when the extension was never provisioned. */
	before: JsonObject | undefined;
	/** The extension as it would stand, already right by SAP's attribute list. */
	after: JsonObject;
	/** URNs of everything that the operation sends. */
	sent: ReadonlySet<string>;
}

/** The value to store and what is to be said about it; an error keeps the value from being stored. */
export interface Ruling {
	value: JsonObject;
	messages: Message[];
}

export function invalidValue(message: string, schemaPath: string): Message {
	return { code: 'INVALID_VALUE', message, schemaPath, type: 'error' };
}

/** SAP shows this wording for lengths ("Size"); the other words follow it. */
export function refused(schemaPath: string, problem: 'Value' | 'Permissions'): Message {
	return problem === 'Permissions'
		? // The wording of a real refusal of an approver (api-facts 9).
			invalidValue(`Invalid Permissions for '${schemaPath}'`, schemaPath)
		: invalidValue(`Invalid '${schemaPath}' Value`, schemaPath);
}

/** The user that { value } or { employeeNumber } points at; the UUID wins when both are there. */
export function findReferenced(simulator: Simulator, reference: unknown): StoredUser | undefined {
	if (!isJsonObject(reference)) return undefined;
	const { value, employeeNumber } = reference;
	if (typeof value === 'string' && value) return simulator.users.get(value);
	if (typeof employeeNumber === 'string' && employeeNumber)
		return simulator.users.byEmployeeNumber(employeeNumber);
	return undefined;
}

export function employeeNumberOf(user: StoredUser): string | undefined {
	const enterprise = user.identity[urn.enterprise];
	const number = isJsonObject(enterprise) ? enterprise.employeeNumber : undefined;
	return typeof number === 'string' ? number : undefined;
}

export function hasEntitlement(user: StoredUser, entitlement: string): boolean {
	const { entitlements } = user.identity;
	return Array.isArray(entitlements) && entitlements.includes(entitlement);
}

/** Roles that follow from entitlements (SAP: v4.spend-role-code-definition). */
export function baseRoles(user: StoredUser): string[] {
	return roleCodes
		.filter((role) => role.viaEntitlement !== null && hasEntitlement(user, role.viaEntitlement))
		.map((role) => role.roleCode);
}

/** Entries of a list of objects inside an extension; [] when it is absent. */
export function entries(extension: JsonObject | undefined, list: string): JsonObject[] {
	const value = extension?.[list];
	return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** Every role of a user, by entitlement or by the Role extension. */
export function rolesOf(user: StoredUser): Set<string> {
	const assigned = entries(user.extensions[urn.spend('Role')], 'roles');
	return new Set([...baseRoles(user), ...assigned.map((role) => String(role.roleName))]);
}
