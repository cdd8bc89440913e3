import isEmpty from 'lodash/isEmpty';
import { catalog, isJsonObject, urn, type JsonObject } from '../schema/attributes';
import { candidatesIn, entryConditions, isSameEntry, isSameText } from '../schema/listEntries';
import { filterOf, joinPath } from '../schema/scimPath';
import { approverOperations } from './patchApprovers';
import type { PatchOperation } from './patchMessage';
import { isSameValue, withoutNull } from './patchValues';

interface List {
	schema: string;
	name: string;
	path: string;
	/** What SAP Concur has. */
	present: JsonObject[];
	/** Those of them that an entry can stand for the same as. */
	candidates: ReturnType<typeof candidatesIn>;
}

/** Entries; a user has fewer phones and addresses, and comparing all parts of all entries takes its time. */
const mostCompared = 100;

/**
 * Returns the operations for one list. An entry that exists is changed part by part by its filter, a new one is
 * added; a replace without a filter would delete the rest of the list (SAP: v4.user-provisioning, Update a user).
 * @param wanted the entries to have, not the whole list; null removes the list.
 * @param current what SAP Concur has.
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
	if (catalog[schema]?.[name]?.type !== 'complex') {
		const known = new Set(present.map(comparableText));
		const missing = entries.filter((entry) => !known.has(comparableText(entry)));
		return missing.length > 0 ? [{ op: 'add', path, value: missing }] : [];
	}
	const [objects, known] = [entries.filter(isJsonObject), present.filter(isJsonObject)];
	if (schema === urn.approver) return approverOperations(path, objects, known);
	const list = { schema, name, path, present: known, candidates: candidatesIn(name, known) };
	return objects.flatMap((entry) => entryOperations(entry, list));
}

function comparableText(value: unknown): unknown {
	return typeof value === 'object' ? value : String(value).toLowerCase();
}

function entryOperations(entry: JsonObject, list: List): PatchOperation[] {
	const known = findEntry(entry, list);
	if (!known) return additions(entry, list);
	if (isOtherContact(entry, known, list)) {
		return [{ op: 'replace', path: list.path, value: [withoutNull(entry)] }];
	}
	const conditions = conditionsOf(known, list);
	const path = `${list.path}${filterOf(conditions)}`;
	const parts = Object.entries(entry);
	if (parts.some(([part, value]) => value === null && isEssential(part, list))) {
		return [{ op: 'remove', path }];
	}
	return parts.flatMap(([part, value]): PatchOperation[] => {
		if (part === 'approver' || part === 'delegate') return [];
		if (part in conditions && isSameText(known[part], value)) return [];
		// A role that the user has keeps its groups: no groups would widen it to the whole company.
		if (part === 'roleGroups' && isEmpty(value)) return [];
		if (isSameValue(known[part], value)) return [];
		if (value !== null) return [{ op: 'replace', path: `${path}.${part}`, value }];
		return known[part] === null ? [] : [{ op: 'remove', path: `${path}.${part}` }];
	});
}

/** At most one emergency contact exists, so another person replaces the first one. */
function isOtherContact({ relationship }: JsonObject, known: JsonObject, { name }: List): boolean {
	return (
		name === 'emergencyContacts' &&
		relationship !== undefined &&
		!isSameText(known.relationship, relationship)
	);
}

/** Adds an entry, unless it only asks for removals. */
function additions(entry: JsonObject, { name, path }: List): PatchOperation[] {
	const value = withoutNull(entry);
	const conditions = entryConditions(name, entry) ?? {};
	const hasContent = Object.keys(value).some((part) => !(part in conditions));
	const asksForRemoval = Object.keys(value).length < Object.keys(entry).length;
	return asksForRemoval && !hasContent ? [] : [{ op: 'add', path, value: [value] }];
}

/** True for a part that no entry can be without: SAP removes the whole customData entry, not its value. */
function isEssential(part: string, { schema, name }: List): boolean {
	return part === 'value' || catalog[schema]?.[`${name}.${part}`]?.required === true;
}

function findEntry(entry: JsonObject, { name, present, candidates }: List): JsonObject | undefined {
	const content = withoutNull(entry);
	const known =
		candidates(entry).find((other) => isSameEntry(name, other, entry)) ??
		present
			.slice(0, mostCompared)
			.find((other) => !isEmpty(content) && isSameValue(other, content));
	const isOwnMobile = entry.primary === true || entry.value === null;
	if (known || name !== 'phoneNumbers' || !isOwnMobile) return known;
	// A single mobile phone is the one that is meant, marked as the primary one or not.
	const mobiles = present.filter((other) => isSameText(other.type, 'mobile'));
	return mobiles.length === 1 && isSameText(entry.type, 'mobile') ? mobiles[0] : undefined;
}

/** Returns the filter's conditions in SAP Concur's spelling; a single mobile phone needs only its type. */
function conditionsOf(known: JsonObject, { name, present }: List) {
	if (name !== 'phoneNumbers' || typeof known.type !== 'string') {
		return entryConditions(name, known) ?? {};
	}
	const { type } = known;
	const isOther = (other: JsonObject) => other !== known && isSameText(other.type, type);
	return present.some(isOther) ? (entryConditions(name, known) ?? {}) : { type };
}
