// What becomes of one delivery of SAP Concur: it is checked, read, compared with what the user chose, and answered. What is
// looked up about its event afterwards belongs to enrich.ts.
import groupBy from 'lodash/groupBy';
import uniq from 'lodash/uniq';
import { catalog, extensions, urn, type JsonObject } from '../../shared/schema/attributes';
import { flatFields, type FlatField } from '../../shared/schema/flatFields';
import { fieldAt, labelOf } from '../../shared/schema/labelOf';
import { isSameText } from '../../shared/schema/listEntries';
import {
	attributePath,
	joinPath,
	parsePath,
	rulesAt,
	type PathStep,
} from '../../shared/schema/scimPath';
import type { Subject } from '../events';

const fieldsBySchema = groupBy(
	flatFields.map((field) => ({ field, ...parsePath(field.scimPath) })),
	'schema',
);

/**
 * Lists the paths that an event's `attributes` name, as the shared table of fields writes them. An event never contains
 * values, and has three spellings of names (open-questions 35).
 * @param facts `attributes` is a list, or null, "" or [] when nothing is named
 * @param subject travel events name attributes of the travel extension without it
 */
export function changedPaths(facts: JsonObject, subject?: Subject): string[] {
	const { attributes } = facts;
	const names = (Array.isArray(attributes) ? attributes : [attributes]).filter(
		(name): name is string => typeof name === 'string' && name.trim() !== '',
	);
	return uniq(names.map((name) => pathOf(name.trim(), subject)));
}

/** Identity joins extension and attribute by a dot, spend by a colon, travel leaves the extension out. */
function pathOf(name: string, subject?: Subject): string {
	const schema = Object.keys(catalog).find(
		(known) => name === known || name.startsWith(`${known}:`) || name.startsWith(`${known}.`),
	);
	if (schema) return joinPath(schema, name.slice(schema.length + 1));
	const path =
		subject === 'travel' &&
		[name, `name.${name}`].find((candidate) => candidate in (catalog[urn.travel] ?? {}));
	return path ? joinPath(urn.travel, path) : name;
}

/** Lists the fields of the forms at a path, above it (emails names work and home email) and below it. */
export function relatedFields(path: string): FlatField[] {
	const { schema, steps } = parsePath(path);
	return (fieldsBySchema[schema] ?? [])
		.filter((candidate) => isOnOneLine(candidate.steps, steps))
		.map(({ field }) => field);
}

/** True when one path starts with the other. */
function isOnOneLine(one: PathStep[], other: PathStep[]): boolean {
	return one.every((step, index) => {
		const its = other[index];
		return !its || (step.name === its.name && agree(step, its));
	});
}

/** True unless both name an entry of the list, and not the same. */
function agree({ conditions }: PathStep, other: PathStep): boolean {
	return Object.entries(conditions).every(([name, value]) => {
		const given = other.conditions[name];
		return given === undefined || isSameText(given, value);
	});
}

/**
 * Names what was changed: the flat field's id where one field is meant, otherwise the extension's short name
 * (spend.Approver) or the attribute's own (emails); an extension that the catalog does not know stays as sent.
 */
export function changeAt(path: string): { name: string; label: string } {
	const related = relatedFields(path);
	const field = related.length === 1 ? related[0] : related.length > 1 && fieldAt(path);
	if (field) return { name: field.id, label: field.label };
	const parsed = parsePath(path);
	const { schema, steps } = parsed;
	const extension = extensions[schema];
	if (steps.length === 0 && extension) {
		return { name: extension.shortName, label: extension.label };
	}
	const isForeign = path.startsWith('urn:') && schema === urn.core;
	const name = isForeign ? path : attributePath(steps);
	return { name, label: rulesAt(parsed) ? labelOf(path) : name.replace(/^.*[.:](?=.)/, '') };
}
