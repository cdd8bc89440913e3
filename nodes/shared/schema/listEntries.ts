import isEqual from 'lodash/isEqual';
import mapValues from 'lodash/mapValues';
import uniq from 'lodash/uniq';
import { isJsonObject, type JsonObject } from './attributes';
import { filterOf, type PathStep } from './scimPath';

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

/**
 * Makes a finder of those entries that one can stand for the same as: isSameEntry, or isSamePerson, tells which do. Two
 * long lists would take minutes if each entry were compared with each.
 */
export function candidatesIn(
	list: string,
	entries: JsonObject[],
): (entry: JsonObject) => JsonObject[] {
	const places = new Map<string, number[]>();
	for (const [index, entry] of entries.entries()) {
		for (const key of keysOf(list, entry)) {
			const known = places.get(key);
			if (known) known.push(index);
			else places.set(key, [index]);
		}
	}
	return (entry) => {
		const keys = keysOf(list, entry);
		if (keys.includes(anyEntry)) return entries;
		const found = [...keys, anyEntry].flatMap((key) => places.get(key) ?? []);
		const inOrder = uniq(found).sort((left, right) => left - right);
		return inOrder.map((index) => entries[index]).filter((one) => one !== undefined);
	};
}

/** The key of an entry that stands for any other, as isSameEntry says. */
const anyEntry = '';

/** Whatever is the same has one of these in common. */
function keysOf(list: string, entry: JsonObject): string[] {
	const conditions = entryConditions(list, entry);
	if (list === 'emergencyContacts' || (list === 'leavesOfAbsence' && !conditions)) {
		return [anyEntry];
	}
	const person = entry.approver ?? entry.delegate;
	const { value, employeeNumber } = isJsonObject(person) ? person : {};
	return [
		...(conditions ? [filterOf(lowerCased(conditions))] : []),
		...[value, employeeNumber].filter(isName).map((name) => String(name).toLowerCase()),
	];
}

const isName = (value: unknown) => typeof value === 'string' || typeof value === 'number';

/** True when both entries refer to one approver or delegate, by UUID, otherwise by employee number. */
export function isSamePerson(left: JsonObject, right: JsonObject): boolean {
	const [own, other] = [left.approver ?? left.delegate, right.approver ?? right.delegate];
	if (!isJsonObject(own) || !isJsonObject(other)) return false;
	const key = own.value !== undefined && other.value !== undefined ? 'value' : 'employeeNumber';
	return own[key] !== undefined && isSameText(own[key], other[key]);
}

/** SAP writes types and UUIDs in both cases (open-questions 31). An object, where a text belongs, is the same as none. */
export function isSameText(left: unknown, right: unknown): boolean {
	if (typeof left === 'object' && left !== null) return false;
	if (typeof right === 'object' && right !== null) return false;
	return String(left).toLowerCase() === String(right).toLowerCase();
}

function lowerCased(conditions: PathStep['conditions']): PathStep['conditions'] {
	return mapValues(conditions, (value) =>
		typeof value === 'string' ? value.toLowerCase() : value,
	);
}
