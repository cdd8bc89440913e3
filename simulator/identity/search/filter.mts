// Filters of Identity v4.1 search: what SAP Concur allows of RFC 7644's grammar (api-facts 7; SAP: identity-search,
// Filtering).
import type { Filter } from 'scim2-parse-filter';
import type { StoredUser, UserDirectory } from '../../company/users.mts';
import type { JsonObject } from '../../http/json.mts';
import { attributePath, findAttribute, splitUrn, type Attribute } from '../../scim/catalogue.mts';
import { invalidFilter, parseFilter } from '../../scim/filterText.mts';
import { urn } from '../../scim/urns.mts';
import { comparison, type Test } from './comparison.mts';

export interface UserFilter {
	matches(user: StoredUser): boolean;
	/**
	 * Users that an index finds for the filter, to be checked with matches(); undefined means all.
	 */
	candidates?: StoredUser[];
}

/** SAP: identity-search, Allowed Attributes. */
const filterable = new Set([
	...['active', 'externalId', 'id', 'nickName', 'userName', 'entitlements'],
	...['addresses.country', 'addresses.locality', 'addresses.region', 'addresses.type'],
	...['emails.value', 'emails.type', 'emails.verified', 'meta.created', 'meta.lastModified'],
	...['name.familyName', 'name.givenName'],
	...['costCenter', 'department', 'division', 'employeeNumber', 'startDate', 'terminationDate'].map(
		(name) => `${urn.enterprise}:${name}`,
	),
	`${urn.enterprise}:manager.employeeNumber`,
	`${urn.enterprise}:manager.value`,
	`${urn.sap}:userUuid`,
]);

/**
 * Reads a filter.
 *
 * @throws ScimError 400 invalidFilter for anything that SAP's search guide does not allow.
 */
export function readFilter(text: string, users: UserDirectory): UserFilter {
	const filter = parseFilter(text);
	const matches = compile(filter, users);
	const candidates = indexed(filter, users);
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
			const { attribute, schema, names } = target(filter.attrPath);
			const test = comparison(filter, attribute);
			return (user) => test(valuesAt(user, schema, names, users));
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

function prefixed(filter: Filter, path: string): Filter {
	switch (filter.op) {
		case 'and':
		case 'or':
			return { ...filter, filters: filter.filters.map((one) => prefixed(one, path)) };
		case 'not':
			return { ...filter, filter: prefixed(filter.filter, path) };
		case '[]':
			throw invalidFilter('Brackets may not be nested inside brackets');
		case 'pr':
			return { op: filter.op, attrPath: `${path}.${filter.attrPath}` };
		default:
			return { ...filter, attrPath: `${path}.${filter.attrPath}` };
	}
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
			if (seen.has(condition.attrPath))
				throw invalidFilter(`'${condition.attrPath}' may not be used twice inside brackets`);
			seen.add(condition.attrPath);
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
			const { attribute } = target(`${path}.${filter.attrPath}`);
			const test = comparison(filter, attribute);
			return (entry) => test([entry[attribute.name]]);
		}
	}
}

function target(path: string): { attribute: Attribute; schema: string; names: string[] } {
	const split = splitUrn(path);
	const names = split?.rest.split('.') ?? [];
	const attribute = split && findAttribute(split.schema, names);
	if (!split || !attribute)
		throw invalidFilter(`Invalid attribute path [${attributePath(split?.schema ?? '', path)}]`);
	const { schema, rest } = split;
	if (!filterable.has(schema === urn.core ? rest : `${schema}:${rest}`)) throw notFilterable(path);
	return { attribute, schema, names };
}

function notFilterable(path: string): Error {
	return invalidFilter(`Attribute '${path}' cannot be used in a filter`);
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

/** Returns users from an index, when equality with an indexed attribute is a condition that must hold. */
function indexed(filter: Filter, users: UserDirectory): StoredUser[] | undefined {
	if (filter.op === 'and') {
		for (const one of filter.filters) {
			const found = indexed(one, users);
			if (found) return found;
		}
		return undefined;
	}
	if (filter.op === '[]' && filter.attrPath === 'emails')
		return indexed(prefixed(filter.valFilter, 'emails'), users);
	if (filter.op !== 'eq' || typeof filter.compValue !== 'string') return undefined;
	const one = (user: StoredUser | undefined) => (user ? [user] : []);
	switch (filter.attrPath.replace(`${urn.core}:`, '')) {
		case 'id':
			return one(users.get(filter.compValue));
		case 'userName':
			return one(users.byUserName(filter.compValue));
		case 'externalId':
			return users.byExternalId(filter.compValue);
		case 'emails.value':
			return users.byEmail(filter.compValue);
		case `${urn.enterprise}:employeeNumber`:
			return one(users.byEmployeeNumber(filter.compValue));
		default:
			return undefined;
	}
}
