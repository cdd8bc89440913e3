// The walk over a SCIM object by the catalog: how reading and checking come from attribute to attribute.
import groupBy from 'lodash/groupBy';
import mapValues from 'lodash/mapValues';
import {
	catalog,
	extensions,
	isJsonObject,
	urn,
	type AttributeRules,
	type JsonObject,
} from '../schema/attributes';
import { jsonField, type FieldIssue, type Finding } from '../schema/fieldIssue';
import { fieldAt, labelOf } from '../schema/labelOf';
import { entryConditions } from '../schema/listEntries';
import { didYouMean } from '../schema/nearest';
import { filterOf, joinPath } from '../schema/scimPath';

interface AttributeLocation {
	schema: string;
	/** As the catalog spells it, without filters: 'emails.value'. */
	path: string;
	/** With filters, for messages: 'emails[type eq "work"].value'. */
	displayPath: string;
	/** True for an entry of a list and below it. */
	isInEntry?: boolean;
}

/** An attribute of a user document, or one entry of an attribute that is a list. */
export interface LocatedAttribute extends AttributeLocation {
	name: string;
	value: unknown;
	/** Absent when the catalog does not have the attribute. */
	rules?: AttributeRules;
}

/** Returns the attributes of the object that holds all data of a schema. */
export function attributesOf(source: JsonObject, schema: string): LocatedAttribute[] {
	return attributesBelow({ schema, path: '', displayPath: '' }, source);
}

/** Returns the attributes of an object inside a user document. */
export function attributesBelow(parent: AttributeLocation, source: JsonObject): LocatedAttribute[] {
	return Object.entries(source).map(([name, value]) => {
		const path = join(parent.path, name);
		const displayPath = join(parent.displayPath, name);
		return { ...parent, name, value, path, displayPath, rules: catalog[parent.schema]?.[path] };
	});
}

function join(path: string, name: string): string {
	return path === '' ? name : `${path}.${name}`;
}

/** Returns the entries of a list. SAP's samples also have a single entry without its list. */
export function entriesOf(list: LocatedAttribute): LocatedAttribute[] {
	const entries: unknown[] = Array.isArray(list.value) ? list.value : [list.value];
	return entries.map((value) => {
		const conditions = isJsonObject(value) ? entryConditions(list.name, value) : undefined;
		const displayPath = `${list.displayPath}${conditions ? filterOf(conditions) : ''}`;
		return { ...list, value, displayPath, isInEntry: true };
	});
}

/** By schema and the path above; every entry of every row asks. */
const below = mapValues(catalog, (attributes) => {
	const known = Object.entries(attributes).map(([path, rules]) => {
		const end = path.lastIndexOf('.');
		return { parent: path.slice(0, Math.max(end, 0)), name: path.slice(end + 1), rules };
	});
	return groupBy(known, 'parent');
});

/** Returns what the catalog has directly below a path, '' for the schema itself. */
export function knownBelow(schema: string, path: string) {
	return below[schema]?.[path] ?? [];
}

export function issueAt(location: AttributeLocation, sent: unknown, finding: Finding): FieldIssue {
	const path = joinPath(location.schema, location.displayPath);
	return { fieldId: fieldAt(path)?.id, label: labelOf(path), sent, ...finding };
}

export function unknownAttribute(attribute: LocatedAttribute): FieldIssue {
	const { schema, name, path, displayPath, value } = attribute;
	const siblings = knownBelow(schema, path.slice(0, -name.length - 1)).map((known) => known.name);
	const extension = schema === urn.core ? '' : `${extensions[schema]?.label}: `;
	return unknownName(`${extension}${displayPath}`, name, value, siblings);
}

export function unknownExtension(schema: string, sent: unknown): FieldIssue {
	return unknownName(schema, schema, sent, Object.keys(extensions));
}

function unknownName(label: string, name: string, sent: unknown, known: string[]): FieldIssue {
	return {
		label,
		sent,
		problem: 'is not an attribute of SAP Concur',
		cure: `Correct its name in ${jsonField}, or remove it.${didYouMean(name, known)}`,
	};
}
