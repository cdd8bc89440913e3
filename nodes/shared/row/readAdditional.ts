import omit from 'lodash/omit';

import { catalogue, extensions, isJsonObject, urn, type JsonObject } from '../schema/attributes';
import type { FieldIssue } from '../schema/fieldIssue';
import { fieldAt, labelOf } from '../schema/labelOf';
import { entryConditions } from '../schema/listEntries';
import { didYouMean } from '../schema/nearest';
import { readRoles, readValue } from './readValue';
import { filterOf, joinPath } from '../schema/scimPath';

interface Place {
	schema: string;
	/** Path in the catalogue's spelling, without filters. */
	path: string;
	/** The same path with filters, for messages. */
	shown: string;
	issues: FieldIssue[];
}

/**
 * Reads a SCIM user document that somebody wrote by hand: every value into its attribute's type.
 * Attributes that Concur does not know are reported and left out; null and '' stay (null asks for a removal).
 */
export function readAdditional(additional: JsonObject, issues: FieldIssue[]): JsonObject {
	if (!isJsonObject(additional)) {
		issues.push({
			label: 'The JSON field',
			sent: additional,
			problem: 'is not a JSON object',
			cure: 'Use attributes of a SCIM user in braces, e.g. { "nickName": "Kim" }.',
		});
		return {};
	}
	const document: JsonObject = {};
	for (const [key, value] of Object.entries(omit(additional, 'schemas'))) {
		if (!key.startsWith('urn:')) {
			Object.assign(
				document,
				readObject({ [key]: value }, { schema: urn.core, path: '', shown: '', issues }),
			);
		} else if (!(key in catalogue)) {
			issues.push(unknown(key, key, value, Object.keys(extensions)));
		} else if (!isJsonObject(value)) {
			issues.push({
				label: labelOf(key),
				sent: value,
				problem: 'is not a JSON object',
				cure: 'Put its attributes in braces.',
			});
		} else {
			document[key] = readObject(value, { schema: key, path: '', shown: '', issues });
		}
	}
	return document;
}

function readObject(source: JsonObject, place: Place): JsonObject {
	const result: JsonObject = {};
	for (const [name, value] of Object.entries(source)) {
		const path = place.path === '' ? name : `${place.path}.${name}`;
		const shown = place.shown === '' ? name : `${place.shown}.${name}`;
		if (catalogue[place.schema][path]) {
			const read = readAttribute(value, { ...place, path, shown });
			if (read !== undefined) result[name] = read;
		} else {
			const isCore = place.schema === urn.core;
			const label = isCore ? shown : `${extensions[place.schema].label}: ${shown}`;
			place.issues.push(unknown(label, name, value, siblings(place)));
		}
	}
	return result;
}

function readAttribute(value: unknown, place: Place): unknown {
	const rules = catalogue[place.schema][place.path];
	const name = place.path.split('.').at(-1) ?? place.path;
	if (value === null || value === '') return value;
	if (place.schema === urn.role && place.path === 'roles')
		return valueOrSent(readRoles(value), value, place);
	if (rules.type !== 'complex') return valueOrSent(readValue(rules, value), value, place);
	if (!rules.multiValued) return readComplex(value, place);
	// One entry without its list is clear enough; SAP's own samples do it too.
	const entries = (Array.isArray(value) ? value : [value]).map((entry) => {
		const conditions = isJsonObject(entry) ? entryConditions(name, entry) : undefined;
		const shown = `${place.shown}${conditions ? filterOf(conditions) : ''}`;
		return readComplex(entry, { ...place, shown });
	});
	return entries.filter((entry) => entry !== undefined);
}

/** The object, or undefined when it is none: then there is nothing to check further. */
function readComplex(value: unknown, place: Place): JsonObject | undefined {
	if (isJsonObject(value)) return readObject(value, place);
	const known = Object.keys(catalogue[place.schema])
		.filter((path) => path.startsWith(`${place.path}.`))
		.map((path) => path.slice(place.path.length + 1));
	const cure = `Write it as an object with ${known.slice(0, 4).join(', ')}.`;
	place.issues.push(issueAt(place, value, 'is a single value where an object belongs', cure));
	return undefined;
}

function valueOrSent(reading: ReturnType<typeof readValue>, sent: unknown, place: Place): unknown {
	if ('value' in reading) return reading.value;
	place.issues.push(issueAt(place, sent, reading.problem, reading.cure));
	return sent;
}

function issueAt(place: Place, sent: unknown, problem: string, cure: string): FieldIssue {
	const path = joinPath(place.schema, place.shown);
	return { fieldId: fieldAt(path)?.id, label: labelOf(path), sent, problem, cure };
}

function unknown(label: string, name: string, sent: unknown, candidates: string[]): FieldIssue {
	return {
		label,
		sent,
		problem: 'is not an attribute of SAP Concur',
		cure: `Correct its name in the JSON field or remove it.${didYouMean(name, candidates)}`,
	};
}

function siblings(place: Place): string[] {
	const prefix = place.path === '' ? '' : `${place.path}.`;
	return Object.keys(catalogue[place.schema])
		.filter((path) => path.startsWith(prefix))
		.map((path) => path.slice(prefix.length))
		.filter((path) => !path.includes('.'));
}
