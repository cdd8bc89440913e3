import isEqual from 'lodash/isEqual';

import { catalogue, isJsonObject, type JsonObject } from '../schema/attributes';
import { valueFault, type Fault } from './checkValue';
import type { FieldIssue } from '../schema/fieldIssue';
import { fieldAt, labelOf } from '../schema/labelOf';
import { entryConditions } from '../schema/listEntries';
import { didYouMean } from '../schema/nearest';
import { filterOf, joinPath, parsePath } from '../schema/scimPath';

interface Place {
	schema: string;
	/** Path in the catalogue's spelling, without filters. */
	path: string;
	/** The same path with filters, for messages. */
	shown: string;
	isUpdate: boolean;
	/** True below a list: what an update sends of an entry is a part of one that exists. */
	inEntry?: boolean;
	issues: FieldIssue[];
}

/**
 * Checks what is there against the catalogue: unknown and read-only attributes, lengths, values, entries.
 * @param extension the attributes of one schema.
 */
export function checkAttributes(
	extension: JsonObject,
	schema: string,
	isUpdate: boolean,
	issues: FieldIssue[],
): void {
	checkObject(extension, { schema, path: '', shown: '', isUpdate, issues });
}

function checkObject(source: JsonObject, place: Place): void {
	for (const [name, value] of Object.entries(source)) {
		const path = place.path === '' ? name : `${place.path}.${name}`;
		const shown = place.shown === '' ? name : `${place.shown}.${name}`;
		checkAttribute(name, value, { ...place, path, shown });
	}
}

function checkAttribute(name: string, value: unknown, place: Place): void {
	const rules = catalogue[place.schema][place.path];
	if (!rules) {
		const known = Object.keys(catalogue[place.schema]);
		report(place, value, {
			problem: 'is not an attribute of SAP Concur',
			cure: `Correct its name or remove it.${didYouMean(place.path, known)}`,
		});
	} else if (rules.mutability === 'readOnly' && place.path !== 'name.legalName') {
		// SAP's tables call the legal name read only, its samples send it (open questions 29).
		report(place, value, {
			problem: 'cannot be set',
			cure: 'SAP Concur fills it by itself. Leave it out.',
		});
	} else if (value === null) {
		if (place.isUpdate && rules.required && !place.inEntry) {
			report(place, value, {
				problem: 'cannot be removed',
				cure: 'SAP Concur requires it. Send a new value, or leave it out to keep the present one.',
			});
		}
	} else if (rules.multiValued && Array.isArray(value)) {
		checkList(name, value, rules.maxItems, place);
	} else if (isJsonObject(value)) {
		// An object in the place of a text was found when it was read.
		if (rules.type === 'complex') checkObject(value, place);
	} else {
		const fault = valueFault(rules, value) ?? emailFault(value, place);
		if (fault) report(place, value, fault);
	}
}

function checkList(name: string, list: unknown[], maxItems = Infinity, place: Place): void {
	if (list.length > maxItems) {
		report(place, list.length, {
			problem: `has too many entries: ${list.length}`,
			cure: `SAP Concur takes at most ${maxItems}. Remove the others.`,
		});
	}
	const seen: unknown[] = [];
	for (const entry of list) {
		if (!isJsonObject(entry)) {
			const fault = valueFault(catalogue[place.schema][place.path], entry);
			if (fault) report(place, entry, fault);
			continue;
		}
		const conditions = entryConditions(name, entry);
		const shown = `${place.shown}${conditions ? filterOf(conditions) : ''}`;
		const key = conditions && filterOf(conditions).toLowerCase();
		if (key !== undefined && seen.some((other) => isEqual(other, key))) {
			report({ ...place, shown }, entry, {
				problem: 'is there twice',
				cure: 'SAP Concur takes one of this kind. Remove the other one.',
			});
		}
		seen.push(key);
		checkRequired(entry, name, { ...place, shown });
		checkObject(entry, { ...place, shown, inEntry: true });
	}
}

/** What an entry must have; an update may leave out what an existing entry has already. */
function checkRequired(entry: JsonObject, list: string, place: Place): void {
	const prefix = `${place.path}.`;
	const isIdentified = entryConditions(list, entry) !== undefined;
	for (const [path, rules] of Object.entries(catalogue[place.schema])) {
		const name = path.slice(prefix.length);
		if (!path.startsWith(prefix) || name.includes('.') || !rules.required) continue;
		// Swagger alone requires the type of an email (open questions 27).
		if (path === 'emails.type' || (place.isUpdate && isIdentified)) continue;
		if (entry[name] === undefined || entry[name] === null || entry[name] === '') {
			const shown = `${place.shown}.${name}`;
			const field = fieldAt(joinPath(place.schema, shown));
			const isFieldOfList = field && parsePath(field.scimPath).steps.at(-1)?.name !== name;
			report({ ...place, path, shown }, undefined, {
				problem: isFieldOfList ? `lacks "${name}"` : 'is missing',
				cure: 'SAP Concur requires it in each entry. Add it, or leave out the whole entry.',
			});
		}
	}
}

function emailFault(value: unknown, place: Place): Fault | undefined {
	if (place.path !== 'emails.value' || typeof value !== 'string') return undefined;
	if (/^[^@\s]+@[^@\s]+$/.test(value)) return undefined;
	return {
		problem: 'is not an email address',
		cure: 'Use an address such as jane.doe@example.com.',
	};
}

function report(place: Place, sent: unknown, fault: Fault): void {
	const path = joinPath(place.schema, place.shown);
	place.issues.push({ fieldId: fieldAt(path)?.id, label: labelOf(path), sent, ...fault });
}
