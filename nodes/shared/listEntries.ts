import isEqual from 'lodash/isEqual';

import { isJsonObject, type JsonObject } from './attributes';
import type { PathStep } from './scimPath';

/** What tells one entry of a list from another. SAP: v4.user-provisioning, path filters of the samples. */
const entryKeys: Record<string, string[]> = {
	emails: ['type'],
	phoneNumbers: ['type'],
	addresses: ['type'],
	emergencyContacts: ['relationship'],
	leavesOfAbsence: ['startDate'],
	customData: ['id'],
	customFields: ['name'],
	roles: ['roleName'],
	authorizedApprover: ['approvalType', 'approvalGroup'],
	costObjectApprover: ['approvalType', 'approvalGroup'],
};

/**
 * The conditions of the filter that finds an entry in its list, e.g. { type: 'work' }.
 * @returns undefined when the entry lacks what identifies it.
 */
export function entryConditions(
	list: string,
	entry: JsonObject,
): PathStep['conditions'] | undefined {
	const reference = personConditions(entry, 'approver') ?? personConditions(entry, 'delegate');
	if (reference) return reference;
	const conditions: PathStep['conditions'] = {};
	for (const key of entryKeys[list] ?? []) {
		// An absent group is the global one, which SAP's samples write as "".
		const value = entry[key] ?? (key === 'approvalGroup' ? '' : undefined);
		if (typeof value !== 'string') return undefined;
		conditions[key] = value;
	}
	// Only mobile phones may repeat; one of them is the primary (attributes.md, phoneNumbers).
	if (list === 'phoneNumbers' && String(entry.type).toLowerCase() === 'mobile') {
		if (entry.primary === true) conditions.primary = true;
		else conditions.value = String(entry.value);
	}
	return Object.keys(conditions).length > 0 ? conditions : undefined;
}

function personConditions(entry: JsonObject, role: string): PathStep['conditions'] | undefined {
	const person = entry[role];
	if (!isJsonObject(person)) return undefined;
	if (role === 'approver' && entry.primary === true) return { primary: true };
	const key = typeof person.value === 'string' ? 'value' : 'employeeNumber';
	return typeof person[key] === 'string' ? { [`${role}.${key}`]: person[key] } : undefined;
}

/** True when two entries of one list speak of the same thing; the case of types does not count (open questions 31). */
export function isSameEntry(list: string, left: JsonObject, right: JsonObject): boolean {
	// At most one emergency contact exists, and an entry without its key is a part of the only one.
	if (list === 'emergencyContacts') return true;
	const [own, other] = [entryConditions(list, left), entryConditions(list, right)];
	return own === undefined || other === undefined || isEqual(lowerCased(own), lowerCased(other));
}

function lowerCased(conditions: PathStep['conditions']): PathStep['conditions'] {
	return Object.fromEntries(
		Object.entries(conditions).map(([key, value]) => [
			key,
			typeof value === 'string' ? value.toLowerCase() : value,
		]),
	);
}
