// What an update event says was changed: names only, in three spellings (open-questions 35). SAP: Event topics.
import groupBy from 'lodash/groupBy';
import uniq from 'lodash/uniq';
import { catalogue, extensions, urn, type JsonObject } from '../../shared/schema/attributes';
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
import type { EventKind } from '../events';

const placed = groupBy(
	flatFields.map((field) => ({ field, ...parsePath(field.scimPath) })),
	'schema',
);

/**
 * Lists the places that an event's `attributes` name, in the notation of the shared field table.
 * @param facts `attributes` is a list, or null, "" or [] when nothing is named
 * @param subject travel events name attributes of the travel extension without it
 */
export function changedPlaces(facts: JsonObject, subject?: EventKind['subject']): string[] {
	const { attributes } = facts;
	const names = (Array.isArray(attributes) ? attributes : [attributes]).filter(
		(name): name is string => typeof name === 'string' && name.trim() !== '',
	);
	return uniq(names.map((name) => placeOf(name.trim(), subject)));
}

/** Identity joins extension and attribute by a dot, spend by a colon, travel leaves the extension out. */
function placeOf(name: string, subject?: EventKind['subject']): string {
	const schema = Object.keys(catalogue).find(
		(known) => name === known || name.startsWith(`${known}:`) || name.startsWith(`${known}.`),
	);
	if (schema) return joinPath(schema, name.slice(schema.length + 1));
	const path =
		subject === 'travel' &&
		[name, `name.${name}`].find((candidate) => candidate in catalogue[urn.travel]);
	return path ? joinPath(urn.travel, path) : name;
}

/** Lists the fields of the forms at a place, above it (emails names work and home email) and below it. */
export function fieldsAround(place: string): FlatField[] {
	const { schema, steps } = parsePath(place);
	return (placed[schema] ?? [])
		.filter((candidate) => isOnOneLine(candidate.steps, steps))
		.map(({ field }) => field);
}

/** True when one path starts with the other. */
function isOnOneLine(one: PathStep[], other: PathStep[]): boolean {
	return one
		.slice(0, other.length)
		.every((step, index) => step.name === other[index].name && agree(step, other[index]));
}

/** True unless both name an entry of the list, and not the same. */
function agree({ conditions }: PathStep, other: PathStep): boolean {
	return Object.entries(conditions).every(([name, value]) => {
		const given = other.conditions[name];
		return given === undefined || isSameText(given, value);
	});
}

/**
 * Names a changed place: the flat field's id where one field is meant, otherwise the extension's short name
 * (spend.Approver) or the attribute's own (emails); an extension that the catalogue does not know stays as sent.
 */
export function nameOf(place: string): { name: string; label: string } {
	const around = fieldsAround(place);
	const field = around.length === 1 ? around[0] : around.length > 1 && fieldAt(place);
	if (field) return { name: field.id, label: field.label };
	const path = parsePath(place);
	const { schema, steps } = path;
	if (steps.length === 0) {
		return { name: extensions[schema].shortName, label: extensions[schema].label };
	}
	const isForeign = place.startsWith('urn:') && schema === urn.core;
	const name = isForeign ? place : attributePath(steps);
	return { name, label: rulesAt(path) ? labelOf(place) : name.replace(/^.*[.:](?=.)/, '') };
}
