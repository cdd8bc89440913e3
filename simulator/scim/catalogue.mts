// scim/ knows SAP's attribute list and what follows from it: paths, filters, PATCH and the checks of a document. It holds
// no users and no state; whoever has a document asks here.

// The list itself (simulator/data/attributes.json), as a tree with one root for each schema URN.
import { readFileSync } from 'node:fs';
import { urn } from './urns.mts';

interface CatalogueRow {
	schema: string;
	/** RFC 7644 notation inside the schema, such as emails.value. */
	path: string;
	type:
		'string' | 'boolean' | 'date' | 'dateTime' | 'integer' | 'decimal' | 'reference' | 'complex';
	multiValued: boolean;
	required: boolean;
	mutability: 'readWrite' | 'readOnly' | 'immutable';
	canonicalValues: string[];
	maxLength: number | null;
	minLength?: number;
	maxItems?: number;
	minimum?: string;
	maximum?: string;
	format?: string;
	forbiddenCharacters?: string;
	readScope?: string;
	writeScope?: string;
	returned?: string;
	uniqueness?: string;
	default?: unknown;
	description: string;
}

export interface Attribute extends CatalogueRow {
	name: string;
	children: Map<string, Attribute>;
}

const rows = JSON.parse(
	readFileSync(new URL('../data/attributes.json', import.meta.url), 'utf8'),
) as CatalogueRow[];

const roots = new Map<string, Map<string, Attribute>>();
for (const row of rows) {
	const names = row.path.split('.');
	let siblings = roots.get(row.schema);
	if (!siblings) roots.set(row.schema, (siblings = new Map()));
	const name = names.pop() ?? row.path;
	for (const parent of names) siblings = siblings.get(parent)!.children;
	siblings.set(name, { ...row, name, children: new Map() });
}

// Longest first, so that spend:2.0:UserPreference is not taken for spend:2.0:User.
export const schemaUrns = [...roots.keys()].sort((a, b) => b.length - a.length);

/** Returns the top attributes of a schema by name; undefined for a URN that SAP does not know. */
export function attributesOf(schema: string): Map<string, Attribute> | undefined {
	return roots.get(schema);
}

/**
 * Returns one attribute by its names from the top, such as (urn.core, ['emails', 'value']), in any letter case (RFC 7643 2.1:
 * attribute names are case insensitive). Its own name is the one that SAP's list has.
 */
export function findAttribute(schema: string, names: readonly string[]): Attribute | undefined {
	let siblings = roots.get(schema);
	let found: Attribute | undefined;
	for (const name of names) {
		found = siblings && named(siblings, name);
		siblings = found?.children;
	}
	return found;
}

function named(siblings: Map<string, Attribute>, name: string): Attribute | undefined {
	const exact = siblings.get(name);
	if (exact) return exact;
	const lower = name.toLowerCase();
	return [...siblings.values()].find((sibling) => sibling.name.toLowerCase() === lower);
}

/**
 * Splits `urn:...:User:manager.value` into its schema and the rest; a bare path belongs to core. The URN may have any
 * letter case (RFC 7644 3.10); the schema is written as SAP's list has it.
 */
export function splitUrn(path: string): { schema: string; rest: string } | undefined {
	// SAP's errors write a core attribute with a colon before it; the sample of such an error asked
	// for ":test".
	const lower = path.toLowerCase();
	if (!lower.startsWith('urn:')) return { schema: urn.core, rest: path.replace(/^:/, '') };
	const schema = schemaUrns.find((known) => {
		const start = known.toLowerCase();
		return lower === start || lower.startsWith(`${start}:`);
	});
	return schema === undefined ? undefined : { schema, rest: path.slice(schema.length + 1) };
}

/** Returns the full name of an attribute in error messages: SAP shows a core attribute as `:test`. */
export function attributePath(schema: string, path: string): string {
	// SAP: v4-user-retrieval, Error Sample ("Invalid attribute path [:test]")
	return schema === urn.core ? `:${path}` : schemaPathOf(schema, path);
}

/** Returns the path used as schemaPath of a message: bare for core, behind the URN otherwise. */
export function schemaPathOf(schema: string, path: string): string {
	if (schema === urn.core) return path;
	return path === '' ? schema : `${schema}:${path}`;
}
