// Paths of PATCH operations (SAP: v4.1.identity, Attribute Notation; RFC 7644 3.5.2). Names of attributes may have any letter
// case; what is read here has that of SAP's list.
import { parse, type Filter } from 'scim2-parse-filter';
import { ScimError } from '../http/errors.mts';
import { attributePath, findAttribute, splitUrn, type Attribute } from './catalogue.mts';
import { urn } from './urns.mts';

export interface Condition {
	/** Sub-attribute names from the list entry on; empty for a list of plain strings. */
	names: string[];
	value: unknown;
}

export interface TargetPath {
	schema: string;
	/** The attribute at the top of the schema; undefined when the path names the whole extension. */
	attribute?: Attribute;
	/** Conditions inside the brackets, all of which must hold. */
	conditions?: Condition[];
	/** Names below the attribute, such as ['value']. */
	below: string[];
}

/** Odd paths of SAP's own Postman collection, with what they must mean. */
const oddSamples: Record<string, string> = {
	'name.nickName': 'nickName',
	'urn:ietf:params:scim:schemas:extension:travel:2.0:groups': `${urn.travel}:groups`,
};

/**
 * Reads a path such as `emails[type eq "work"].value` or `urn:...:spend:2.0:User:`.
 *
 * @throws ScimError 400 "Invalid attribute path [...]" when SAP's list does not know the attribute,
 * or 400 invalidPath when the text is not a path.
 */
export function parsePath(sent: string): TargetPath {
	const split = splitUrn(oddSamples[sent] ?? sent);
	if (!split) throw unknownPath(sent);
	const { schema, rest } = split;
	if (rest === '') {
		if (schema === urn.core) throw invalidPath(sent);
		return { schema, below: [] };
	}
	// SAP: Postman, Entitlement Removal: entitlements eq "Invoice" without brackets.
	const bare = /^(\w+) (eq .+)$/i.exec(rest);
	const text = bare ? `${bare[1]}[value ${bare[2]}]` : rest;
	const [, name, conditions, rear = ''] = /^([\w$]+)(?:\[(.+)\])?((?:\.[\w$]+)*)$/.exec(text) ?? [];
	if (name === undefined) throw invalidPath(sent);
	const attribute = findAttribute(schema, [name]);
	const target = findAttribute(schema, `${name}${rear}`.split('.'));
	if (!attribute || !target) throw unknownPath(attributePath(schema, `${name}${rear}`));
	const below = namesBelow(target);
	if (conditions === undefined) return { schema, attribute, below };
	if (!attribute.multiValued) throw invalidPath(sent);
	return {
		schema,
		attribute,
		below,
		conditions: conditionsOf(schema, attribute, conditions, sent),
	};
}

function conditionsOf(
	schema: string,
	attribute: Attribute,
	text: string,
	sent: string,
): Condition[] {
	let filter: Filter;
	try {
		filter = parse(text);
	} catch {
		throw invalidPath(sent);
	}
	// Only eq joined by and appears in SAP's path filters (api-facts 6).
	return (filter.op === 'and' ? filter.filters : [filter]).map((part) => {
		if (part.op !== 'eq') throw invalidPath(sent);
		if (attribute.type !== 'complex' && part.attrPath.toLowerCase() === 'value')
			return { names: [], value: part.compValue };
		const path = `${attribute.name}.${part.attrPath}`;
		const compared = findAttribute(schema, path.split('.'));
		if (!compared) throw unknownPath(attributePath(schema, path));
		return { names: namesBelow(compared), value: part.compValue };
	});
}

/** Returns the names from below the top attribute on. */
function namesBelow({ path }: Attribute): string[] {
	return path.split('.').slice(1);
}

/** 400 for a path that SAP's list does not know (SAP: v4-user-retrieval, Error Sample). */
export function unknownPath(path: string): ScimError {
	return new ScimError(400, `Invalid attribute path [${path}]`, {
		code: 'INVALID_INPUT',
		scimType: 'invalidPath',
	});
}

/** 400 for a text that is not a path of PATCH. */
export function invalidPath(path: string): ScimError {
	return new ScimError(400, `Invalid path '${path}'`, {
		code: 'INVALID_INPUT',
		scimType: 'invalidPath',
	});
}
