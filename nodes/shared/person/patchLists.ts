import isEmpty from 'lodash/isEmpty';

import { catalogue, isJsonObject, urn, type JsonObject } from '../schema/attributes';
import { entryConditions, isSameEntry, isSamePerson, isSameText } from '../schema/listEntries';
import type { PatchOperation } from './patchMessage';
import { isSameValue, withoutNull } from './patchValues';
import { filterOf, joinPath } from '../schema/scimPath';

/**
 * The operations for one list. An entry that exists is changed leaf by leaf by its filter, a new one is added;
 * a replace without a filter would wipe the rest of the list (SAP: v4.user-provisioning, Update a user).
 * @param wanted the entries to have, not the whole list; null takes the list away.
 * @param current what Concur holds.
 */
export function listOperations(
	schema: string,
	name: string,
	wanted: unknown,
	current: unknown,
): PatchOperation[] {
	const path = joinPath(schema, name);
	if (wanted === null) return [{ op: 'remove', path }];
	const entries = Array.isArray(wanted) ? wanted : [wanted];
	const present = Array.isArray(current) ? current : [];
	if (catalogue[schema][name].type !== 'complex') {
		const missing = entries.filter((entry) => !present.some((known) => isSameText(known, entry)));
		return missing.length > 0 ? [{ op: 'add', path, value: missing }] : [];
	}
	const list = {
		schema,
		name,
		path,
		entries: entries.filter(isJsonObject),
		present: present.filter(isJsonObject),
	};
	if (schema === urn.approver) return approverOperations(list);
	return list.entries.flatMap((entry) => entryOperations(entry, list));
}

interface List {
	schema: string;
	name: string;
	path: string;
	entries: JsonObject[];
	present: JsonObject[];
}

function entryOperations(entry: JsonObject, list: List): PatchOperation[] {
	const known = findEntry(entry, list);
	if (!known) return additions(entry, list);
	// At most one emergency contact exists, so another person takes the place of the first.
	if (
		list.name === 'emergencyContacts' &&
		entry.relationship !== undefined &&
		!isSameText(known.relationship, entry.relationship)
	) {
		return [{ op: 'replace', path: list.path, value: [withoutNull(entry)] }];
	}
	const conditions = existingConditions(known, list);
	const place = `${list.path}${filterOf(conditions)}`;
	if (Object.entries(entry).some(([leaf, value]) => value === null && isSubstance(leaf, list))) {
		return [{ op: 'remove', path: place }];
	}
	return Object.entries(entry).flatMap(([leaf, value]): PatchOperation[] => {
		if (leaf === 'approver' || leaf === 'delegate') return [];
		if (leaf in conditions && isSameText(known[leaf], value)) return [];
		// A role that the person holds keeps its groups: no groups would widen it to the whole company.
		if (leaf === 'roleGroups' && isEmpty(value)) return [];
		if (isSameValue(known[leaf], value)) return [];
		if (value !== null) return [{ op: 'replace', path: `${place}.${leaf}`, value }];
		return known[leaf] === null ? [] : [{ op: 'remove', path: `${place}.${leaf}` }];
	});
}

/** Adds an entry, unless all that it says is that something should not be there. */
function additions(entry: JsonObject, { name, path }: List): PatchOperation[] {
	const value = withoutNull(entry);
	const conditions = entryConditions(name, entry) ?? {};
	const isSubstantial = Object.keys(value).some((leaf) => !(leaf in conditions));
	const asksForRemoval = Object.keys(value).length < Object.keys(entry).length;
	return asksForRemoval && !isSubstantial ? [] : [{ op: 'add', path, value: [value] }];
}

/** Without its value an entry is nothing: SAP removes the whole customData entry, not its value. */
function isSubstance(leaf: string, { schema, name }: List): boolean {
	return leaf === 'value' || catalogue[schema][`${name}.${leaf}`]?.required === true;
}

function findEntry(entry: JsonObject, { name, present }: List): JsonObject | undefined {
	const content = withoutNull(entry);
	const known = present.find(
		(other) =>
			isSameEntry(name, other, entry) || (!isEmpty(content) && isSameValue(other, content)),
	);
	const isOwnMobile = entry.primary === true || entry.value === null;
	if (known || name !== 'phoneNumbers' || !isOwnMobile) return known;
	// A single mobile phone is the one that is meant, marked as the primary one or not.
	const mobiles = present.filter((other) => isSameText(other.type, 'mobile'));
	return mobiles.length === 1 && isSameText(entry.type, 'mobile') ? mobiles[0] : undefined;
}

/** The filter for an entry in Concur's own spelling; a lone mobile phone needs nothing but its type. */
function existingConditions(known: JsonObject, { name, present }: List) {
	const conditions = entryConditions(name, known) ?? {};
	const ofType = present.filter(({ type }) => isSameText(type, known.type));
	return name === 'phoneNumbers' && ofType.length === 1 ? { type: String(known.type) } : conditions;
}

/**
 * Approvers go as a whole list, as in SAP's sample for a PATCH: a filter cannot name "the present primary one"
 * and put somebody else there. The others that exist stay in, and the new primary takes the old one's place.
 */
function approverOperations({ path, entries, present }: List): PatchOperation[] {
	const hasNewPrimary = entries.some(({ primary }) => primary === true);
	const kept = present.filter(
		(known) =>
			!(hasNewPrimary && known.primary === true) &&
			!entries.some((entry) => isSamePerson(entry, known)),
	);
	const value = [...entries, ...kept.map(sendable)].sort(
		(left, right) => Number(right.primary === true) - Number(left.primary === true),
	);
	const unchanged =
		value.length === present.length &&
		value.every((entry) =>
			present.some(
				(known) =>
					isSamePerson(entry, known) && (entry.primary === true) === (known.primary === true),
			),
		);
	return unchanged ? [] : [{ op: 'replace', path, value }];
}

/** An approver as Concur answers it, without the names and links that cannot be written. */
function sendable(entry: JsonObject): JsonObject {
	const person = isJsonObject(entry.approver) ? entry.approver : {};
	const approver =
		person.value === undefined
			? { employeeNumber: person.employeeNumber }
			: { value: person.value };
	return { approver, primary: entry.primary === true };
}
