// The walk over a SCIM object by the catalog: how reading and checking come from attribute to attribute.
import groupBy from 'lodash/groupBy';
import mapValues from 'lodash/mapValues';
import {
	bare,
	catalog,
	extensions,
	isJsonObject,
	urn,
	type AttributeRules,
	type JsonObject,
} from '../schema/attributes';
import { jsonField, shortened, type FieldIssue, type Finding } from '../schema/fieldIssue';
import { fieldAt, labelOf } from '../schema/labelOf';
import { entryConditions } from '../schema/listEntries';
import { didYouMean } from '../schema/nearest';
import { filterOf, joinPath } from '../schema/scimPath';

/** An attribute of a user document, or one entry of an attribute that is a list. */
export interface LocatedAttribute {
	schema: string;
	name: string;
	/** As the catalog spells it, without filters: 'emails.value'. */
	path: string;
	value: unknown;
	/** Absent when the catalog does not have the attribute. */
	rules?: AttributeRules;
	/** What it stands in; absent right below the schema. */
	above?: LocatedAttribute;
	/** True for an entry of a list. */
	isEntry?: boolean;
	/** True for an entry of a list and below it. */
	isInEntry?: boolean;
}

/** Returns the attributes of the object that holds all data of a schema. */
export function attributesOf(source: JsonObject, schema: string): LocatedAttribute[] {
	return Object.entries(source).map(([name, value]) => attributeAt(schema, name, value));
}

/** Returns the attributes of an object inside a user document. */
export function attributesBelow(above: LocatedAttribute, source: JsonObject): LocatedAttribute[] {
	const { schema } = above;
	return Object.entries(source).map(([name, value]) => attributeAt(schema, name, value, above));
}

/** The attribute of a name; `above` is absent right below the schema. */
export function attributeAt(
	schema: string,
	name: string,
	value: unknown,
	above?: LocatedAttribute,
): LocatedAttribute {
	const known = below[schema]?.get(above?.path ?? '')?.byName.get(name);
	const { path = above ? `${above.path}.${name}` : name, rules } = known ?? {};
	return { schema, name, path, value, rules, above, isInEntry: above?.isInEntry };
}

/** Returns the entries of a list. SAP's samples also have a single entry without its list. */
export function entriesOf(list: LocatedAttribute): LocatedAttribute[] {
	const entries: unknown[] = Array.isArray(list.value) ? list.value : [list.value];
	return entries.map((value) => ({
		...list,
		value,
		above: list,
		isEntry: true,
		isInEntry: true,
	}));
}

/** The path with filters, for messages: 'emails[type eq "work"].value'. */
function displayPath({ name, value, above, isEntry }: LocatedAttribute): string {
	if (!above) return name;
	if (!isEntry) return `${displayPath(above)}.${name}`;
	const conditions = isJsonObject(value) ? entryConditions(name, value) : undefined;
	const readable = mapValues(conditions, (wanted) =>
		typeof wanted === 'string' ? shortened(wanted) : wanted,
	);
	return `${displayPath(above)}${conditions ? filterOf(readable) : ''}`;
}

interface KnownAttribute {
	name: string;
	path: string;
	rules: AttributeRules;
}

interface KnownPlace {
	attributes: KnownAttribute[];
	byName: Map<string, KnownAttribute>;
}

/** By schema and by the path above; every attribute of every row asks. */
const below = bare(mapValues(catalog, byPlace));

function byPlace(attributes: Record<string, AttributeRules>): Map<string, KnownPlace> {
	const known = Object.entries(attributes).map(([path, rules]) => {
		const end = path.lastIndexOf('.');
		return { place: path.slice(0, Math.max(end, 0)), name: path.slice(end + 1), path, rules };
	});
	const places = Object.entries(groupBy(known, 'place'));
	return new Map(
		places.map(([place, inside]) => {
			const byName = new Map(inside.map((attribute) => [attribute.name, attribute]));
			return [place, { attributes: inside, byName }];
		}),
	);
}

/** Returns what the catalog has directly below a path, '' for the schema itself. */
export function knownBelow(schema: string, path: string): KnownAttribute[] {
	return below[schema]?.get(path)?.attributes ?? [];
}

export function issueAt(location: LocatedAttribute, sent: unknown, finding: Finding): FieldIssue {
	return { fieldId: fieldAt(pathOf(location))?.id, label: labelAt(location), sent, ...finding };
}

/** The label of the field that the attribute belongs to. */
export const labelAt = (location: LocatedAttribute) => labelOf(pathOf(location));

const pathOf = (location: LocatedAttribute) => joinPath(location.schema, displayPath(location));

/** @param guesses looks for a similar name, which takes its time */
export function unknownAttribute(attribute: LocatedAttribute, guesses: boolean): FieldIssue {
	const { schema, name, value, above } = attribute;
	const siblings = guesses ? knownBelow(schema, above?.path ?? '').map((known) => known.name) : [];
	const extension = schema === urn.core ? '' : `${extensions[schema]?.label}: `;
	return unknownName(`${extension}${shortened(displayPath(attribute))}`, name, value, siblings);
}

/** @param guesses as above */
export function unknownExtension(schema: string, sent: unknown, guesses: boolean): FieldIssue {
	// Its beginning is the same for all; a correct one is in the cure.
	const ownName = schema.replace(/^urn:(ietf:params:scim:schemas:)?(extension:)?/i, '');
	return unknownName(shortened(ownName), schema, sent, guesses ? Object.keys(extensions) : []);
}

function unknownName(label: string, name: string, sent: unknown, known: string[]): FieldIssue {
	return {
		label,
		sent,
		problem: 'is not an attribute of SAP Concur',
		cure: `Correct its name in ${jsonField}, or remove it.${didYouMean(name, known)}`,
	};
}
