// What becomes of one delivery of SAP Concur: it is checked, read, compared with what the user chose, and answered. What is
// looked up about its event afterwards belongs to enrich.ts.
import reject from 'lodash/reject';
import uniq from 'lodash/uniq';
import uniqBy from 'lodash/uniqBy';
import { catalog, extensions, urn, type JsonObject } from '../../shared/schema/attributes';
import { ownFields, type FlatField } from '../../shared/schema/flatFields';
import { fieldAt, labelOf } from '../../shared/schema/labelOf';
import { isSameText } from '../../shared/schema/listEntries';
import {
	attributePath,
	joinPath,
	parsePath,
	rulesAt,
	schemaOf,
	type PathStep,
} from '../../shared/schema/scimPath';
import { shortened } from '../../shared/schema/fieldIssue';
import type { Subject } from '../../shared/concur/events/eventDefinitions';
import { definitionOf } from '../events';
import type { ReceivedEvent } from './readEvent';

/** `event` of the output items, except for its signature. */
export type EssEvent = ReceivedEvent & Changes;

interface Changes {
	/** Flat field ids, otherwise short names of extensions or attributes. */
	changed: string[];
	/** In words that HR knows, one for each of `changed`. */
	changedLabels: string[];
}

/** By schema, and by schema and the first part of the path: an event can name each attribute that there is. */
const fieldsBelow = new Map<string, FlatField[]>();
for (const field of ownFields) {
	const { schema, steps } = field.path;
	for (const key of [schema, `${schema}:${steps[0]?.name}`]) {
		fieldsBelow.set(key, [...(fieldsBelow.get(key) ?? []), field]);
	}
}

/** What an event says was changed. */
export function changesIn({ type, facts }: ReceivedEvent): Changes {
	const paths = changedPaths(facts, definitionOf(type)?.subject);
	const changed = uniqBy(paths.map(changeAt), 'name');
	return {
		changed: changed.map(({ name }) => name),
		changedLabels: changed.map(({ label }) => label),
	};
}

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
	const schema = schemaOf(name, ':.');
	if (schema) return joinPath(schema, name.slice(schema.length + 1));
	const path =
		subject === 'travel' &&
		[name, `name.${name}`].find((candidate) => candidate in (catalog[urn.travel] ?? {}));
	return path ? joinPath(urn.travel, path) : name;
}

/** Lists the fields of the forms at a path, above it (emails names work and home email) and below it. */
export function relatedFields(path: string): FlatField[] {
	const { schema, steps } = parsePath(path);
	const key = steps[0] ? `${schema}:${steps[0].name}` : schema;
	return (fieldsBelow.get(key) ?? []).filter(({ path: own }) => isOnOneLine(own.steps, steps));
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

const isOfSecond = ({ path: { steps } }: FlatField) =>
	steps.some(({ conditions }) => conditions.primary === false);

function lastPartOf(name: string): string {
	const end = Math.max(
		name.lastIndexOf('.', name.length - 2),
		name.lastIndexOf(':', name.length - 2),
	);
	return name.slice(end + 1);
}

/**
 * Names what was changed: the flat field's id where one field is meant, otherwise the extension's short name
 * (spend.Approver) or the attribute's own (emails); an extension that the catalog does not know stays as sent.
 */
export function changeAt(path: string): { name: string; label: string } {
	// An event names a list of approvers as a whole, which is about the first one above all.
	const related = reject(relatedFields(path), isOfSecond);
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
	return { name, label: rulesAt(parsed) ? labelOf(path) : shortened(lastPartOf(name)) };
}
