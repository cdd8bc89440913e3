// How a stored identity looks in an answer: unset attributes, computed ones, read scopes,
// attributes and excludedAttributes (SAP: v4.1.identity, GET sample; v4.scope-mapping;
// identity-search, Attribute Notation).
import { urn, type JsonObject, type Simulator, type StoredUser } from '../context.mts';
import {
	attributePath,
	attributesOf,
	findAttribute,
	splitUrn,
	type Attribute,
} from './catalogue.mts';
import { unknownPath } from './path.mts';

export interface Presentation {
	scopes: ReadonlySet<string>;
	/** Paths to return; undefined returns everything that is not request-only. */
	attributes?: readonly string[];
	excludedAttributes?: readonly string[];
	/** A create answer leaves out what is unset, all others show it as null or []. */
	omitUnset?: boolean;
	/** Search shows e-mail addresses lower-cased. */
	lowerCaseEmails?: boolean;
}

const shownSchemas = [urn.core, urn.enterprise, urn.sap];

/** SAP: v4.1.identity, GET sample: these are shown even when unset. */
const shownWhenUnset = new Set([
	...['title', 'dateOfBirth', 'nickName', 'emergencyContacts', 'addresses', 'phoneNumbers'],
	...['name.honorificSuffix', 'name.honorificPrefix', 'name.middleName', 'name.familyNamePrefix'],
	...['terminationDate', 'manager', 'costCenter'],
]);
const shownAsEmptyList = new Set(['addresses', 'phoneNumbers']);

/** SAP: v4.1.identity, POST sample; docs call these preferences read only. */
const localeOverrides = {
	preferenceEndDayViewHour: 20,
	preferenceFirstDayOfWeek: 'Sunday',
	preferenceDateFormat: 'mm/dd/yyyy',
	preferenceCurrencySymbolLocation: 'BeforeAmount',
	preferenceHourMinuteSeparator: ':',
	preferenceDistance: 'mile',
	preferenceDefaultCalView: 'month',
	preference24Hour: 'H:mm AM/PM',
	preferenceNumberFormat: '1,000.00',
	preferenceStartDayViewHour: 8,
};

/**
 * Builds the answer for one user.
 *
 * @throws ScimError 400 "Invalid attribute path [...]" for an unknown name in attributes or
 * excludedAttributes.
 */
export function presentIdentity(
	simulator: Simulator,
	user: StoredUser,
	presentation: Presentation,
): JsonObject {
	return presentIdentities(simulator, [user], presentation)[0];
}

/** The same for many users. */
export function presentIdentities(
	simulator: Simulator,
	users: readonly StoredUser[],
	presentation: Presentation,
): JsonObject[] {
	const selection = selectionOf(presentation);
	return users.map((user) => presented(simulator, user, presentation, selection));
}

function presented(
	simulator: Simulator,
	user: StoredUser,
	presentation: Presentation,
	selection: Selection,
): JsonObject {
	const answer: JsonObject = {};
	const whole = completed(simulator, user, presentation);
	const excludes = (schema: string) => selection.excluded.includes(`${schema} `);
	if (selection.excluded.length > 0)
		// SAP: identity-search, excludedAttributes: an extension that is left out is no longer listed
		// either.
		whole.schemas = shownSchemas.filter((schema) => !excludes(schema));
	for (const schema of [...shownSchemas, urn.settings]) {
		const value = schema === urn.core ? whole : (whole[schema] as JsonObject | undefined);
		if (!value) continue;
		const shown = members(attributesOf(schema)!, value, '', selection);
		if (schema === urn.core) Object.assign(answer, shown);
		else if (Object.keys(shown).length > 0) answer[schema] = shown;
	}
	answer.id = user.id;
	return answer;
}

/** The identity with everything that Concur computes, before scopes and selections take away. */
function completed(
	simulator: Simulator,
	{ id, identity }: StoredUser,
	{ omitUnset, lowerCaseEmails }: Presentation,
): JsonObject {
	const name = identity.name as JsonObject;
	const enterprise = identity[urn.enterprise] as JsonObject;
	const manager = enterprise.manager as JsonObject | undefined;
	const emails = identity.emails as JsonObject[];
	const whole: JsonObject = {
		...identity,
		schemas: shownSchemas,
		localeOverrides: omitUnset
			? localeOverrides
			: {
					...localeOverrides,
					preferenceNegativeCurrencyFormat: null,
					preferenceNegativeNumberFormat: null,
				},
		meta: {
			resourceType: 'User',
			...(identity.meta as JsonObject),
			location: locationOf(simulator, id),
		},
		// SAP: v4.1.identity, samples: a blank stays behind the given name when there is no middle
		// name.
		name: { ...name, formatted: `${name.familyName}, ${name.givenName} ${name.middleName ?? ''}` },
		emails: lowerCaseEmails
			? emails.map((email) => ({ ...email, value: (email.value as string).toLowerCase() }))
			: emails,
		[urn.enterprise]: {
			...enterprise,
			organization: 'Simulated Company',
			...(manager && { manager: presentManager(simulator, manager) }),
		},
	};
	if (!omitUnset) {
		showUnset(urn.core, whole, '');
		showUnset(urn.core, whole.name as JsonObject, 'name.');
		showUnset(urn.enterprise, whole[urn.enterprise] as JsonObject, '');
	}
	return whole;
}

/** Address of a user in the Identity API, as in meta.location. */
export function locationOf(simulator: Simulator, id: string): string {
	return `${simulator.baseUrl()}/profile/identity/v4.1/Users/${id}`;
}

function presentManager(simulator: Simulator, { value }: JsonObject): JsonObject {
	const manager = simulator.users.get(value as string);
	const enterprise = manager?.identity[urn.enterprise] as JsonObject | undefined;
	return {
		value,
		employeeNumber: enterprise?.employeeNumber ?? null,
		displayName: manager?.identity.displayName ?? null,
		$ref: locationOf(simulator, value as string),
	};
}

function showUnset(schema: string, holder: JsonObject, prefix: string): void {
	const siblings = prefix
		? findAttribute(schema, prefix.slice(0, -1).split('.'))!.children
		: attributesOf(schema)!;
	for (const { name, path } of siblings.values())
		if (holder[name] === undefined && shownWhenUnset.has(path))
			holder[name] = shownAsEmptyList.has(path) ? [] : null;
}

interface Selection {
	scopes: ReadonlySet<string>;
	/** Each as "schema path", and as "schema " for a whole schema. */
	wanted?: string[];
	excluded: string[];
	/** Answers already found: the same for every user of a page. */
	known: Map<Attribute, boolean>;
}

function selectionOf({ scopes, attributes, excludedAttributes }: Presentation): Selection {
	const excluded = (excludedAttributes ?? []).map(keyOf);
	return { scopes, wanted: attributes?.map(keyOf), excluded, known: new Map() };
}

function keyOf(path: string): string {
	const split = splitUrn(path);
	if (!split) throw unknownPath(path);
	const { schema, rest } = split;
	if (rest !== '' && !findAttribute(schema, rest.split('.')))
		throw unknownPath(attributePath(schema, rest));
	return `${schema} ${rest}`;
}

function members(
	attributes: Map<string, Attribute>,
	value: JsonObject,
	inheritedScope: string,
	selection: Selection,
): JsonObject {
	const shown: JsonObject = {};
	for (const attribute of attributes.values()) {
		const member = value[attribute.name];
		if (member === undefined || !isSelected(attribute, selection)) continue;
		const scope = attribute.readScope ?? inheritedScope;
		const isAllowed = scope === '' || selection.scopes.has(scope);
		if (attribute.type !== 'complex' || member === null) {
			if (isAllowed) shown[attribute.name] = member;
			continue;
		}
		const inner = (entry: JsonObject) => members(attribute.children, entry, scope, selection);
		if (Array.isArray(member)) {
			const entries = member.map(inner).filter((entry) => Object.keys(entry).length > 0);
			if (entries.length > 0 || (isAllowed && member.length === 0)) shown[attribute.name] = entries;
		} else {
			const entry = inner(member as JsonObject);
			if (Object.keys(entry).length > 0) shown[attribute.name] = entry;
		}
	}
	return shown;
}

function isSelected(attribute: Attribute, selection: Selection): boolean {
	let isKnown = selection.known.get(attribute);
	if (isKnown === undefined) {
		isKnown = decide(`${attribute.schema} ${attribute.path}`, attribute, selection);
		selection.known.set(attribute, isKnown);
	}
	return isKnown;
}

function decide(key: string, attribute: Attribute, { wanted, excluded }: Selection): boolean {
	if (excluded.some((one) => covers(one, key))) return false;
	// SAP: v4.1.identity, Schema: request-only attributes must be named themselves.
	if (attribute.returned === 'request') return wanted?.includes(key) ?? false;
	return !wanted || wanted.some((one) => covers(one, key) || covers(key, one));
}

/** True when key is the attribute, its schema or one of its parents. */
function covers(outer: string, key: string): boolean {
	return (
		key === outer || (outer.endsWith(' ') && key.startsWith(outer)) || key.startsWith(`${outer}.`)
	);
}
