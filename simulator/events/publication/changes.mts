// publication/ turns what has changed into events: it compares users, writes the facts and the envelope, and chooses the
// subscriptions. The rooms that change something call it; delivery/ does the sending.

// Which attributes of a user differ between two states, each named as its topic names it: an event
// carries names, never values (SAP: event-topics/profile; open-questions 35).
import isEmpty from 'lodash/isEmpty.js';
import isEqual from 'lodash/isEqual.js';
import xorWith from 'lodash/xorWith.js';
import { isObject, type JsonObject } from '../../http/json.mts';
import { attributesOf, type Attribute } from '../../scim/catalogue.mts';
import { asynchronousExtensions, belongsToSpend, urn } from '../../scim/urns.mts';

/**
 * Returns names on the identity topic: `active`, `name.familyName`, `emails` for a change anywhere in the
 * list, `urn:...:enterprise:2.0:User.startDate`. meta never counts.
 *
 * @param before StoredUser.identity, as is after.
 */
export function changedIdentityAttributes(before: JsonObject, after: JsonObject): string[] {
	const schemas = Object.keys({ ...before, ...after }).filter((key) => key.startsWith('urn:'));
	const extensions = schemas.flatMap((schema) =>
		differing(attributesOf(schema)!, before[schema], after[schema], isSingle).map((names) =>
			[schema, ...names].join('.'),
		),
	);
	const core = differing(attributesOf(urn.core)!, before, after, isSingle)
		.filter(([name]) => name !== 'meta')
		.map((names) => names.join('.'));
	return [...core, ...extensions];
}

/**
 * Returns names on the spend topic: `urn:...:spend:2.0:User:country` for the Spend User, every other
 * extension by its URN alone.
 *
 * @param before StoredUser.extensions, as is after.
 */
export function changedSpendAttributes(before: JsonObject, after: JsonObject): string[] {
	return asynchronousExtensions.filter(belongsToSpend).flatMap((schema) => {
		const names = differing(attributesOf(schema)!, before[schema], after[schema], () => false);
		if (schema === urn.spend('User')) return names.map(([name]) => `${schema}:${name}`);
		return names.length > 0 ? [schema] : [];
	});
}

/**
 * Returns names on the travel topic: short ones, and the parts of a name without `name` before them, as the
 * sample shows.
 *
 * @param before The travel extension, as is after.
 */
export function changedTravelAttributes(before: JsonObject, after: JsonObject): string[] {
	const isName = ({ path }: Attribute) => path === 'name';
	return differing(attributesOf(urn.travel)!, before, after, isName).map((names) => names.at(-1)!);
}

const isSingle = ({ multiValued }: Attribute) => !multiValued;

/** Returns attributes that differ, by their names from the top; of those that `opens` accepts, the parts that differ. */
function differing(
	attributes: Map<string, Attribute>,
	before: unknown,
	after: unknown,
	opens: (attribute: Attribute) => boolean,
): string[][] {
	// Most writes change one part of a user; the others are still the same object.
	if (before === after) return [];
	return [...attributes.values()].flatMap((attribute) => {
		const { name, children } = attribute;
		const [old, present] = [before, after].map((holder) =>
			isObject(holder) ? holder[name] : undefined,
		);
		if (isSame(old, present)) return [];
		if (children.size === 0 || !opens(attribute)) return [[name]];
		return differing(children, old, present, opens).map((names) => [name, ...names]);
	});
}

function isSame(old: unknown, present: unknown): boolean {
	// SCIM's lists have no order (RFC 7643, 2.4), and are not always shown in that of their storage.
	if (Array.isArray(old) && Array.isArray(present)) return isEmpty(xorWith(old, present, isEqual));
	return isEqual(old, present) || (isUnset(old) && isUnset(present));
}

/** SAP's documents mix null, [], "" and absent for "not set" (api-facts 5, 6). */
function isUnset(value: unknown): boolean {
	return value === undefined || value === null || value === '' || isEqual(value, []);
}
