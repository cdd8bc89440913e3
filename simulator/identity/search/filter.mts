// Filters of Identity v4.1 search: what SAP Concur allows of RFC 7644's grammar (api-facts 7; SAP: identity-search,
// Filtering). Names of attributes may have any letter case (RFC 7644 3.10).
import type { Filter } from 'scim2-parse-filter';
import type { StoredUser, UserDirectory } from '../../company/users.mts';
import type { JsonObject } from '../../http/json.mts';
import { findAttribute, splitUrn } from '../../scim/catalogue.mts';
import { invalidFilter, parseFilter } from '../../scim/filterText.mts';
import { urn } from '../../scim/urns.mts';
import { candidatesFor } from './candidates.mts';
import { comparison, type Test } from './comparison.mts';
import { notFilterable, prefixed, target } from './target.mts';

export interface UserFilter {
	matches(user: StoredUser): boolean;
	/**
	 * Users that an index finds for the filter, to be checked with matches(); undefined means all.
	 */
	candidates?: StoredUser[];
}

/**
 * Reads a filter.
 *
 * @throws ScimError 400 invalidFilter for anything that SAP's search guide does not allow.
 */
export function readFilter(text: string, users: UserDirectory): UserFilter {
	const filter = parseFilter(text);
	const matches = compile(filter, users);
	const candidates = candidatesFor(filter, users);
	return { matches, ...(candidates && { candidates }) };
}

function compile(filter: Filter, users: UserDirectory): Test<StoredUser> {
	switch (filter.op) {
		case 'and': {
			const tests = filter.filters.map((one) => compile(one, users));
			return (user) => tests.every((test) => test(user));
		}
		case 'or': {
			const tests = filter.filters.map((one) => compile(one, users));
			return (user) => tests.some((test) => test(user));
		}
		case 'not': {
			const test = compile(filter.filter, users);
			return (user) => !test(user);
		}
		case '[]':
			return compileBrackets(filter.attrPath, filter.valFilter, users);
		default: {
			const attribute = target(filter.attrPath);
			const names = attribute.path.split('.');
			const test = comparison(filter, attribute);
			return (user) => test(valuesAt(user, attribute.schema, names, users));
		}
	}
}

function compileBrackets(path: string, inner: Filter, users: UserDirectory): Test<StoredUser> {
	const split = splitUrn(path);
	const outer = split && findAttribute(split.schema, split.rest.split('.'));
	if (!outer || outer.type !== 'complex') throw notFilterable(path);
	// A single complex attribute in brackets is a shorter way to write its paths (SAP: Filter By Name
	// Field).
	if (!outer.multiValued) return compile(prefixed(inner, path), users);
	checkInsideBrackets(inner);
	const test = compileEntry(inner, path);
	return ({ identity }) => {
		const entries = identity[outer.name];
		return Array.isArray(entries) && entries.some(test);
	};
}

/** SAP: identity-search, Filter By Multi-Valued Attributes, Limitations. */
function checkInsideBrackets(inner: Filter): void {
	const groups = inner.op === 'or' ? inner.filters : [inner];
	for (const group of groups) {
		const conditions = group.op === 'and' ? group.filters : [group];
		const seen = new Set<string>();
		for (const condition of conditions) {
			if (!('attrPath' in condition) || condition.op === '[]')
				throw invalidFilter(`'${condition.op}' may not be nested inside brackets`);
			if (!['eq', 'sw', 'ew', 'co', 'pr'].includes(condition.op))
				throw invalidFilter(`'${condition.op}' may not be used inside brackets`);
			const name = condition.attrPath.toLowerCase();
			if (seen.has(name))
				throw invalidFilter(`'${condition.attrPath}' may not be used twice inside brackets`);
			seen.add(name);
		}
	}
}

function compileEntry(filter: Filter, path: string): Test<JsonObject> {
	switch (filter.op) {
		case 'and': {
			const tests = filter.filters.map((one) => compileEntry(one, path));
			return (entry) => tests.every((test) => test(entry));
		}
		case 'or': {
			const tests = filter.filters.map((one) => compileEntry(one, path));
			return (entry) => tests.some((test) => test(entry));
		}
		case 'not':
		case '[]':
			throw invalidFilter(`'${filter.op}' may not be nested inside brackets`);
		default: {
			const attribute = target(`${path}.${filter.attrPath}`);
			const test = comparison(filter, attribute);
			return (entry) => test([entry[attribute.name]]);
		}
	}
}

/** Returns the values of all entries of a list, as if each stood alone (SAP: identity-search, Filter Across Values). */
function valuesAt(
	user: StoredUser,
	schema: string,
	names: string[],
	users: UserDirectory,
): unknown[] {
	if (names[1] === 'employeeNumber') {
		const [id] = valuesAt(user, schema, ['manager', 'value'], users);
		return valuesAt(users.get(String(id)) ?? user, schema, ['employeeNumber'], users).slice(
			0,
			id ? 1 : 0,
		);
	}
	let values: unknown[] = [schema === urn.core ? user.identity : user.identity[schema]];
	for (const name of names)
		values = values
			.flatMap((value) => (value === undefined ? [] : [(value as JsonObject)[name]]))
			.flat();
	return values.filter((value) => value !== undefined && value !== null);
}
