import isEqual from 'lodash/isEqual';
import mapValues from 'lodash/mapValues';
import { isJsonObject, type JsonObject } from './attributes';
import type { PathStep } from './scimPath';

/** The parts that identify an entry of a list. SAP: v4.user-provisioning, path filters of the samples. */
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
 * Returns the conditions of the filter that finds an entry in its list, e.g. { type: 'work' }; undefined when the
 * entry lacks what identifies it.
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
		else if (typeof entry.value === 'string') conditions.value = entry.value;
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

/** True when two entries of a list stand for the same thing: the same type, the primary one, the same person. */
export function isSameEntry(list: string, left: JsonObject, right: JsonObject): boolean {
	// At most one emergency contact exists.
	if (list === 'emergencyContacts') return true;
	if ((left.primary === true) === (right.primary === true) && isSamePerson(left, right))
		return true;
	const [own, other] = [entryConditions(list, left), entryConditions(list, right)];
	if (own && other) return isEqual(lowerCased(own), lowerCased(other));
	// A row holds one leave, in several columns.
	return list === 'leavesOfAbsence';
}

/** True when both entries refer to one approver or delegate, by UUID, otherwise by employee number. */
export function isSamePerson(left: JsonObject, right: JsonObject): boolean {
	const [own, other] = [left.approver ?? left.delegate, right.approver ?? right.delegate];
	if (!isJsonObject(own) || !isJsonObject(other)) return false;
	const key = own.value !== undefined && other.value !== undefined ? 'value' : 'employeeNumber';
	return own[key] !== undefined && isSameText(own[key], other[key]);
}

/** SAP writes types and UUIDs in both cases (open-questions 31). */
export function isSameText(left: unknown, right: unknown): boolean {
	return String(left).toLowerCase() === String(right).toLowerCase();
}

function lowerCased(conditions: PathStep['conditions']): PathStep['conditions'] {
	return mapValues(conditions, (value) =>
		typeof value === 'string' ? value.toLowerCase() : value,
	);
}
