// Applies one change to one part of a user document; patch.mts finds that part.
import isEqual from 'lodash/isEqual.js';
import { ScimError } from '../http/errors.mts';
import { isObject, type JsonObject } from '../http/json.mts';
import type { Attribute } from './catalogue.mts';
import { invalidPath, type Condition, type TargetPath } from './path.mts';
import type { PatchSettings } from './settings.mts';

export type PatchOp = 'add' | 'replace' | 'remove';

/**
 * Sets, extends or removes what stands below holder at `name`, or deeper at `further`; nothing on the way is a filtered
 * list.
 */
export function applyAt(
	holder: JsonObject,
	[name, ...further]: Names,
	attribute: Attribute,
	op: PatchOp,
	value: unknown,
	settings: PatchSettings,
): void {
	if (isFilled(further)) {
		const path = [name, ...further].join('.');
		const child = attribute.children.get(further[0]);
		if (attribute.multiValued || !child) throw invalidPath(path);
		if (op === 'remove' && !isObject(holder[name])) return absent(settings, path);
		return applyAt(objectAt(holder, name), further, child, op, value, settings);
	}
	if (op === 'remove') return removeAt(holder, name, value, settings);
	if (op === 'add' && attribute.multiValued) {
		holder[name] = appended(holder[name], value);
	} else if (attribute.type === 'complex' && !attribute.multiValued && isObject(value)) {
		// RFC 7644 3.5.2.1 and 3.5.2.3: the sub-attributes that are named change, the others stay.
		holder[name] = { ...(isObject(holder[name]) ? holder[name] : {}), ...emptyToNull(value) };
	} else {
		// An empty text became null in real traffic (api-facts 6).
		holder[name] = value === '' ? null : value;
	}
}

/** Names of attributes from the outside to the inside: at least one. */
type Names = [string, ...string[]];

function isFilled(names: string[]): names is Names {
	return names.length > 0;
}

/** Returns the object at a name, and makes one where there is none. */
function objectAt(holder: JsonObject, name: string): JsonObject {
	const current = holder[name];
	if (isObject(current)) return current;
	const made: JsonObject = {};
	holder[name] = made;
	return made;
}

function removeAt(holder: JsonObject, name: string, value: unknown, settings: PatchSettings): void {
	const current = holder[name];
	if (current === undefined || current === null || (Array.isArray(current) && current.length === 0))
		return absent(settings, name);
	// SAP: Postman, Removing Groups: remove with a list takes those entries out; a single value is ignored.
	if (Array.isArray(current) && Array.isArray(value))
		holder[name] = current.filter((entry) => !value.some((gone) => holdsAlready(entry, gone)));
	else delete holder[name];
}

/** RFC 7644 3.5.2.1: adding what is already there changes nothing. */
function appended(current: unknown, value: unknown): unknown[] {
	const list = Array.isArray(current) ? [...current] : [];
	for (const entry of Array.isArray(value) ? value : [value])
		if (!list.some((known) => holdsAlready(known, entry))) list.push(entry);
	return list;
}

/** True when a value is there, perhaps with more parts than are sent: SAP Concur adds defaults to what it stores. */
function holdsAlready(known: unknown, sent: unknown, name = ''): boolean {
	if (isUnset(sent)) return isUnset(known);
	if (isObject(sent) && Object.keys(sent).length > 0)
		return (
			isObject(known) &&
			Object.entries(sent).every(([key, part]) => holdsAlready(known[key], part, key))
		);
	// SAP's samples write Work and work (open-questions 31).
	if (name === 'type' && typeof known === 'string' && typeof sent === 'string')
		return known.toLowerCase() === sent.toLowerCase();
	return isEqual(known, sent);
}

function isUnset(value: unknown): boolean {
	return (
		value === undefined ||
		value === null ||
		value === '' ||
		(Array.isArray(value) && value.length === 0)
	);
}

/** A path whose attribute is a list. */
export type EntryPath = Pick<TargetPath, 'below'> & { attribute: Attribute };

/** Changes the entries of a list that meet all conditions, or makes one. */
export function applyToMatches(
	holder: JsonObject,
	op: PatchOp,
	path: EntryPath,
	conditions: Condition[],
	value: unknown,
	settings: PatchSettings,
): void {
	const { attribute } = path;
	if (op !== 'remove' && attribute.type !== 'complex') throw invalidPath(attribute.name);
	const list = Array.isArray(holder[attribute.name]) ? (holder[attribute.name] as unknown[]) : [];
	const matches = list.filter((entry) => conditions.every((condition) => holds(condition, entry)));
	if (op === 'remove') {
		if (matches.length === 0) return absent(settings, attribute.name);
		if (path.below.length === 0)
			holder[attribute.name] = list.filter((entry) => !matches.includes(entry));
		else for (const entry of matches) changeEntry(entry, path, op, value, settings);
		return;
	}
	if (matches.length === 0) {
		// RFC 7644 3.5.2.3 says noTarget; SAP does not say (open-questions 60). What add does is a guess.
		if (op === 'replace' && !settings.replaceCreatesMissing)
			throw new ScimError(400, `No value of '${attribute.name}' matches the filter of the path`, {
				code: 'INVALID_INPUT',
				scimType: 'noTarget',
			});
		const entry = entryFrom(conditions);
		list.push(entry);
		matches.push(entry);
	}
	for (const entry of matches) changeEntry(entry, path, op, value, settings);
	holder[attribute.name] = list;
}

function changeEntry(
	entry: unknown,
	{ attribute, below }: EntryPath,
	op: PatchOp,
	value: unknown,
	settings: PatchSettings,
): void {
	if (!isObject(entry)) throw invalidPath(attribute.name);
	if (isFilled(below)) {
		const child = attribute.children.get(below[0]);
		if (!child) throw invalidPath(below.join('.'));
		applyAt(entry, below, child, op, value, settings);
	} else if (isObject(value)) {
		// RFC 7644 3.5.2.3: what the object does not name stays (open-questions 82).
		Object.assign(entry, emptyToNull(value));
	} else if (attribute.children.has('value')) {
		// SAP: Postman, Email update: emails[type eq "work"] with a text instead of an object.
		entry.value = value;
	} else {
		throw invalidSyntax(`The value for '${attribute.name}' must be an object`);
	}
}

/**
 * Texts are compared as SAP's search does, without regard to case (api-facts 7; open-questions 31).
 */
function holds({ names, value }: Condition, entry: unknown): boolean {
	let at = entry;
	for (const name of names) at = isObject(at) ? at[name] : undefined;
	if (typeof at === 'string' && typeof value === 'string')
		return at.toLowerCase() === value.toLowerCase();
	// The global group is an empty text, which may be stored as absent (attributes.md, ApproverLimit).
	if (value === '' || value === null) return at === undefined || at === null || at === '';
	return at === value;
}

function entryFrom(conditions: Condition[]): JsonObject {
	const entry: JsonObject = {};
	for (const { names, value } of conditions) {
		const name = names.at(-1);
		if (name === undefined) continue;
		let at = entry;
		for (const outer of names.slice(0, -1)) at = objectAt(at, outer);
		at[name] = value;
	}
	return entry;
}

/** Rejects a remove of something absent, where the settings say so (open-questions 61). */
export function absent(settings: PatchSettings, name: string): void {
	if (settings.removeOfAbsent === 'refuse')
		throw new ScimError(400, `There is no value of '${name}' to remove`, {
			code: 'INVALID_INPUT',
			scimType: 'noTarget',
		});
}

/** 400 for an operation that is not what RFC 7644 calls one. */
export function invalidSyntax(message: string, scimType = 'invalidSyntax'): ScimError {
	return new ScimError(400, message, { code: 'INVALID_INPUT', scimType });
}

function emptyToNull(value: JsonObject): JsonObject {
	return Object.fromEntries(
		Object.entries(value).map(([key, member]) => [key, member === '' ? null : member]),
	);
}
