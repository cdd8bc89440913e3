import isEmpty from 'lodash/isEmpty';
import omit from 'lodash/omit';
import { catalog, isJsonObject, urn, type JsonObject } from '../schema/attributes';
import { candidatesIn, entryConditions, isSameEntry, isSameText } from '../schema/listEntries';
import { findRole } from '../schema/roles';
import { filterOf, joinPath } from '../schema/scimPath';
import { shownEntry } from './flatRow';
import { approverOperations } from './patchApprovers';
import type { PatchOperation } from './patchMessage';
import { isNothing, isSameValue } from './compare/sameValue';
import { withoutNull } from './patchValues';

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
	if (wanted === null) return listRemovals(schema, path, current);
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

/** A list as a whole; of roles only those that were assigned, because a product takes its own along. */
function listRemovals(schema: string, path: string, current: unknown): PatchOperation[] {
	if (isNothing(current)) return [];
	if (schema !== urn.role || !Array.isArray(current)) return [{ op: 'remove', path }];
	return current.filter(isJsonObject).flatMap(({ roleName }): PatchOperation[] => {
		const isOfProduct = findRole(String(roleName))?.viaEntitlement !== undefined;
		if (isOfProduct || typeof roleName !== 'string') return [];
		return [{ op: 'remove', path: `${path}${filterOf({ roleName })}` }];
	});
}

function comparableText(value: unknown): unknown {
	return typeof value === 'object' ? value : String(value).toLowerCase();
}

function entryOperations(entry: JsonObject, list: List): PatchOperation[] {
	const known = findEntry(entry, list);
	if (!known) return additions(entry, list);
	const conditions = conditionsOf(known, list);
	if (isOtherContact(entry, known, list) || (isEmpty(conditions) && isContact(list))) {
		return wholeContact(entry, known, list);
	}
	const path = `${list.path}${filterOf(conditions)}`;
	const parts = Object.entries(entry);
	const removed = parts.flatMap(([part, value]) => (value === null ? [part] : []));
	if (isEmptiedBy(removed, entry, known, list)) return [{ op: 'remove', path }];
	const asksForMore = removed.length === 0 || hasContent(entry, list);
	return parts.flatMap(([part, value]): PatchOperation[] => {
		if (part === 'approver' || part === 'delegate') return [];
		if (part in conditions && isSameText(conditions[part], value)) return [];
		// Who only removes a part says by the rest which entry is meant.
		if (!asksForMore && value !== null) return [];
		// A role that the user has keeps its groups: no groups would widen it to the whole company.
		if (part === 'roleGroups' && isEmpty(value)) return [];
		const place = { schema: list.schema, path: `${list.name}.${part}` };
		if (isSameValue(known[part], value, place)) return [];
		if (value !== null) return [{ op: 'replace', path: `${path}.${part}`, value }];
		// An entry is shown with all that it has.
		return known[part] === undefined || isNothing(known[part])
			? []
			: [{ op: 'remove', path: `${path}.${part}` }];
	});
}

/**
 * Lists whose entries say nothing by what tells them apart; the start alone is a leave. A delegate who may do nothing is none.
 */
const worthless = new Set([
	...['addresses', 'authorizedApprover', 'costObjectApprover'],
	...['expense', 'payment', 'purchaseRequest'],
]);

/** Whether removals leave nothing of an entry that says more than which entry it is. */
function isEmptiedBy(removed: string[], entry: JsonObject, known: JsonObject, list: List): boolean {
	if (removed.some((part) => isEssential(part, list))) return true;
	const isThere = (part: string) => known[part] !== undefined && !isNothing(known[part]);
	if (!worthless.has(list.name) || !removed.some(isThere) || hasContent(entry, list)) return false;
	const left = Object.keys(known).filter((part) => isThere(part) && !removed.includes(part));
	return left.every((part) => isOfFilter(part, known, list));
}

/** Whether an entry says more than which one is meant. */
const hasContent = (entry: JsonObject, list: List) =>
	Object.keys(withoutNull(entry)).some((part) => !isOfFilter(part, entry, list));

/** Whether a part only says which entry is meant, as the delegate does. */
const isOfFilter = (part: string, entry: JsonObject, { name }: List) =>
	part === 'primary' ||
	Object.keys(entryConditions(name, entry) ?? {}).some((key) => key.split('.')[0] === part);

const isContact = ({ name }: List) => name === 'emergencyContacts';

/** At most one emergency contact exists, so another person replaces the first one. */
function isOtherContact({ relationship }: JsonObject, known: JsonObject, list: List): boolean {
	return (
		isContact(list) &&
		typeof relationship === 'string' &&
		!isSameText(known.relationship, relationship)
	);
}

/** The only contact anew; one whose relationship is not shown has no filter, so it keeps what is shown of it. */
function wholeContact(entry: JsonObject, known: JsonObject, list: List): PatchOperation[] {
	const { path, schema, name } = list;
	const removed = Object.keys(entry).filter((part) => entry[part] === null);
	if (removed.some((part) => isEssential(part, list))) return [{ op: 'remove', path }];
	const kept = isOtherContact(entry, known, list) ? {} : withoutNull(known);
	const contact = { ...omit(kept, removed), ...withoutNull(entry) };
	if (isSameValue(known, contact, { schema, path: name })) return [];
	return [{ op: 'replace', path, value: [contact] }];
}

/** Adds an entry, unless it only asks for removals. */
function additions(entry: JsonObject, list: List): PatchOperation[] {
	const value = withoutNull(entry);
	const asksForRemoval = Object.keys(value).length < Object.keys(entry).length;
	return asksForRemoval && !hasContent(entry, list)
		? []
		: [{ op: 'add', path: list.path, value: [value] }];
}

/** True for a part that no entry can be without: SAP removes the whole customData entry, not its value. */
function isEssential(part: string, { schema, name }: List): boolean {
	return part === 'value' || catalog[schema]?.[`${name}.${part}`]?.required === true;
}

function findEntry(entry: JsonObject, { name, present, candidates }: List): JsonObject | undefined {
	const content = withoutNull(entry);
	// A row without the start means the leave that it shows (flatRow.ts).
	if (name === 'leavesOfAbsence' && entry.startDate === undefined) return shownEntry(present);
	const known =
		candidates(entry).find((other) => isSameEntry(name, other, entry)) ??
		present
			.slice(0, mostCompared)
			.find((other) => !isEmpty(content) && isSameValue(other, content));
	const isOwnMobile = entry.primary === true || entry.value === null;
	if (known || name !== 'phoneNumbers' || !isOwnMobile) return known;
	// A single mobile phone is the one that is meant, marked as the primary one or not. One that is marked as another than
	// the primary one is what was left when that was removed, and a second removal must not take it, too.
	const mobiles = present.filter((other) => isSameText(other.type, 'mobile'));
	const [only] = mobiles;
	if (mobiles.length !== 1 || !isSameText(entry.type, 'mobile')) return undefined;
	return entry.value === null && only?.primary === false ? undefined : only;
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
