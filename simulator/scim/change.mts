// One change at one place of a user document: the second half of patch.mts.
import isEqual from 'lodash/isEqual.js';
import { ScimError, type JsonObject, type Settings } from '../context.mts';
import type { Attribute } from './catalogue.mts';
import type { PatchOperation } from './patch.mts';
import { invalidPath, type Condition, type TargetPath } from './path.mts';

export type PatchSettings = Pick<Settings, 'replaceCreatesMissing' | 'removeOfAbsent'>;

/**
 * Sets, extends or removes what stands at names below holder; nothing on the way is a filtered
 * list.
 */
export function applyAt(
	holder: JsonObject,
	names: string[],
	attribute: Attribute,
	op: PatchOperation['op'],
	value: unknown,
	settings: PatchSettings,
): void {
	const [name, ...further] = names;
	if (further.length > 0) {
		const child = attribute.children.get(further[0])!;
		if (attribute.multiValued) throw invalidPath(names.join('.'));
		if (!isObject(holder[name])) {
			if (op === 'remove') return absent(settings, names.join('.'));
			holder[name] = {};
		}
		return applyAt(holder[name] as JsonObject, further, child, op, value, settings);
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

function removeAt(holder: JsonObject, name: string, value: unknown, settings: PatchSettings): void {
	const current = holder[name];
	if (current === undefined || current === null || (Array.isArray(current) && current.length === 0))
		return absent(settings, name);
	// SAP: Postman, Removing Groups: remove with a list takes those entries out; a single value is
	// just noise.
	if (Array.isArray(current) && Array.isArray(value))
		holder[name] = current.filter((entry) => !value.some((gone) => isEqual(gone, entry)));
	else delete holder[name];
}

/** RFC 7644 3.5.2.1: adding what is already there changes nothing. */
function appended(current: unknown, value: unknown): unknown[] {
	const list = Array.isArray(current) ? [...current] : [];
	for (const entry of Array.isArray(value) ? value : [value])
		if (!list.some((known) => isEqual(known, entry))) list.push(entry);
	return list;
}

/** Changes the entries of a list that meet all conditions, or makes one. */
export function applyToMatches(
	holder: JsonObject,
	op: PatchOperation['op'],
	path: TargetPath,
	conditions: Condition[],
	value: unknown,
	settings: PatchSettings,
): void {
	const attribute = path.attribute!;
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
		// RFC 7644 3.5.2.3 says noTarget; SAP is silent (open-questions 60). What add does is a guess.
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
	path: TargetPath,
	op: PatchOperation['op'],
	value: unknown,
	settings: PatchSettings,
): void {
	if (!isObject(entry)) throw invalidPath(path.attribute!.name);
	if (path.below.length > 0) {
		const child = path.attribute!.children.get(path.below[0])!;
		applyAt(entry, path.below, child, op, value, settings);
	} else if (isObject(value)) {
		// SAP: leave-of-absence, Replacing a particular LOA: the entry is replaced as a whole.
		if (op === 'replace') for (const key of Object.keys(entry)) delete entry[key];
		Object.assign(entry, emptyToNull(value));
	} else if (path.attribute!.children.has('value')) {
		// SAP: Postman, Email update: emails[type eq "work"] with a text instead of an object.
		entry.value = value;
	} else {
		throw invalidSyntax(`The value for '${path.attribute!.name}' must be an object`);
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
	// The global group is an empty text, which may be stored as absent (attributes.md,
	// ApproverLimit).
	if (value === '' || value === null) return at === undefined || at === null || at === '';
	return at === value;
}

function entryFrom(conditions: Condition[]): JsonObject {
	const entry: JsonObject = {};
	for (const { names, value } of conditions) {
		let at = entry;
		for (const name of names.slice(0, -1)) at = (at[name] ??= {}) as JsonObject;
		at[names[names.length - 1]] = value;
	}
	return entry;
}

/** What a remove of something absent comes to (open-questions 61). */
export function absent(settings: PatchSettings, name: string): void {
	if (settings.removeOfAbsent === 'refuse')
		throw new ScimError(400, `There is no value of '${name}' to remove`, {
			code: 'INVALID_INPUT',
			scimType: 'noTarget',
		});
}

/** An operation that is not what RFC 7644 calls one. */
export function invalidSyntax(message: string, scimType = 'invalidSyntax'): ScimError {
	return new ScimError(400, message, { code: 'INVALID_INPUT', scimType });
}

function emptyToNull(value: JsonObject): JsonObject {
	return Object.fromEntries(
		Object.entries(value).map(([key, member]) => [key, member === '' ? null : member]),
	);
}

function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
