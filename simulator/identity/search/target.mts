// What the path of a condition means: the attribute that it names, if a filter may use it.
import type { Filter } from 'scim2-parse-filter';
import {
	attributePath,
	findAttribute,
	schemaPathOf,
	splitUrn,
	type Attribute,
} from '../../scim/catalogue.mts';
import { invalidFilter } from '../../scim/filterText.mts';
import { urn } from '../../scim/urns.mts';

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
 * Returns the attribute that a path names, in any letter case.
 *
 * @throws ScimError 400 invalidFilter for an unknown attribute and for one that a filter may not use.
 */
export function target(path: string): Attribute {
	const split = splitUrn(path);
	const attribute = split && findAttribute(split.schema, split.rest.split('.'));
	if (!attribute)
		throw invalidFilter(`Invalid attribute path [${attributePath(split?.schema ?? '', path)}]`);
	if (!filterable.has(schemaPathOf(attribute.schema, attribute.path))) throw notFilterable(path);
	return attribute;
}

/** 400 for a path that a filter may not use. */
export function notFilterable(path: string): Error {
	return invalidFilter(`Attribute '${path}' cannot be used in a filter`);
}

/** Returns a filter from inside brackets as it would stand outside of them: each path behind that of the brackets. */
export function prefixed(filter: Filter, path: string): Filter {
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
