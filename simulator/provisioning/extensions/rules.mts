// What the rules of the extensions share: what they check, what they return, and references to users.
import type { CompanyContext } from '../../company/context.mts';
import type { StoredUser } from '../../company/users.mts';
import { isObject, type JsonObject } from '../../http/json.mts';
import { urn } from '../../scim/urns.mts';
import type { ExtensionChange } from './changes.mts';
import type { Message } from './outcome.mts';

/** One extension of one user on its way to being written. */
export interface Subject {
	simulator: CompanyContext;
	user: StoredUser;
	change: ExtensionChange;
	/** Undefined when the extension was never provisioned. */
	before: JsonObject | undefined;
	/** The extension as it would be stored, already right by SAP's attribute list. */
	after: JsonObject;
	/** URNs of everything that the operation sends. */
	sent: ReadonlySet<string>;
}

/** The value to store and the messages about it; an error keeps the value from being stored. */
export interface Ruling {
	value: JsonObject;
	messages: Message[];
}

/** Returns the user that { value } or { employeeNumber } points at; the UUID wins when both are there. */
export function findReferenced(
	{ users }: CompanyContext,
	reference: unknown,
): StoredUser | undefined {
	if (!isObject(reference)) return undefined;
	const { value, employeeNumber } = reference;
	if (typeof value === 'string' && value) return users.get(value);
	if (typeof employeeNumber === 'string' && employeeNumber)
		return users.byEmployeeNumber(employeeNumber);
	return undefined;
}

export function employeeNumberOf(user: StoredUser): string | undefined {
	const enterprise = user.identity[urn.enterprise];
	const number = isObject(enterprise) ? enterprise.employeeNumber : undefined;
	return typeof number === 'string' ? number : undefined;
}

/** Returns the entries of a list of objects inside an extension; [] when it is absent. */
export function entries(extension: JsonObject | undefined, list: string): JsonObject[] {
	const value = extension?.[list];
	return Array.isArray(value) ? value.filter(isObject) : [];
}
