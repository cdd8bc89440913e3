// Which attributes of a stored identity an answer holds: read scopes, attributes and excludedAttributes (SAP:
// v4.scope-mapping; identity-search, Attribute Notation).
import type { JsonObject } from '../http/json.mts';
import { attributePath, findAttribute, splitUrn, type Attribute } from '../scim/catalogue.mts';
import { unknownPath } from '../scim/path.mts';

/** What a client asks for, and may see. */
export interface Wanted {
	scopes: ReadonlySet<string>;
	/** Paths to return; undefined returns everything that is not request-only. */
	attributes?: readonly string[];
	excludedAttributes?: readonly string[];
}

/** The same, read once for all users of a page. */
export interface Selection {
	scopes: ReadonlySet<string>;
	/** Each as "schema path", and as "schema " for a whole schema. */
	wanted?: string[];
	excluded: string[];
	/** Whether an attribute is selected, as decided before: the same for every user of a page. */
	decided: Map<Attribute, boolean>;
}

/**
 * Reads the names of attributes that a client asks for.
 *
 * @throws ScimError 400 "Invalid attribute path [...]" for an unknown name.
 */
export function selectionOf({ scopes, attributes, excludedAttributes }: Wanted): Selection {
	const excluded = (excludedAttributes ?? []).map(keyOf);
	return { scopes, wanted: attributes?.map(keyOf), excluded, decided: new Map() };
}

function keyOf(path: string): string {
	const split = splitUrn(path);
	if (!split) throw unknownPath(path);
	const { schema, rest } = split;
	if (rest === '') return `${schema} `;
	const attribute = findAttribute(schema, rest.split('.'));
	if (!attribute) throw unknownPath(attributePath(schema, rest));
	return `${schema} ${attribute.path}`;
}

/** Returns the members of an object that are selected, and that the scopes allow. */
export function selectMembers(
	attributes: Map<string, Attribute>,
	value: JsonObject,
	inheritedScope: string,
	selection: Selection,
): JsonObject {
	const shown: JsonObject = {};
	for (const attribute of attributes.values()) {
		const member = value[attribute.name];
		if (member === undefined || !isSelected(attribute, selection)) continue;
		const scope = attribute.readScope ?? inheritedScope;
		const isAllowed = scope === '' || selection.scopes.has(scope);
		if (attribute.type !== 'complex' || member === null) {
			if (isAllowed) shown[attribute.name] = member;
			continue;
		}
		const inner = (entry: JsonObject) => selectMembers(attribute.children, entry, scope, selection);
		if (Array.isArray(member)) {
			const entries = member.map(inner).filter((entry) => Object.keys(entry).length > 0);
			if (entries.length > 0 || (isAllowed && member.length === 0)) shown[attribute.name] = entries;
		} else {
			const entry = inner(member as JsonObject);
			if (Object.keys(entry).length > 0) shown[attribute.name] = entry;
		}
	}
	return shown;
}

function isSelected(attribute: Attribute, selection: Selection): boolean {
	const before = selection.decided.get(attribute);
	if (before !== undefined) return before;
	const decided = decide(`${attribute.schema} ${attribute.path}`, attribute, selection);
	selection.decided.set(attribute, decided);
	return decided;
}

function decide(key: string, attribute: Attribute, { wanted, excluded }: Selection): boolean {
	if (excluded.some((one) => covers(one, key))) return false;
	// SAP: v4.1.identity, Schema: request-only attributes must be named themselves.
	if (attribute.returned === 'request') return wanted?.includes(key) ?? false;
	return !wanted || wanted.some((one) => covers(one, key) || covers(key, one));
}

/** True when key is the attribute, its schema or one of its parents. */
function covers(outer: string, key: string): boolean {
	return (
		key === outer || (outer.endsWith(' ') && key.startsWith(outer)) || key.startsWith(`${outer}.`)
	);
}
