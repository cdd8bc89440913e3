// How a stored identity looks in an answer: with unset attributes and computed ones (SAP: v4.1.identity, GET sample).
import type { CompanyContext } from '../company/context.mts';
import type { StoredUser } from '../company/users.mts';
import type { JsonObject } from '../http/json.mts';
import { attributesOf, findAttribute } from '../scim/catalogue.mts';
import { urn } from '../scim/urns.mts';
import { selectionOf, selectMembers, type Selection, type Wanted } from './selection.mts';

export interface Presentation extends Wanted {
	/** A create answer leaves out what is unset, all others show it as null or []. */
	omitUnset?: boolean;
	/** Search shows email addresses in lower case. */
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
 * Returns one user as an answer shows it.
 *
 * @throws ScimError 400 "Invalid attribute path [...]" for an unknown name in attributes or
 * excludedAttributes.
 */
export function presentIdentity(
	simulator: CompanyContext,
	user: StoredUser,
	presentation: Presentation,
): JsonObject {
	return presented(simulator, user, presentation, selectionOf(presentation));
}

/** Returns many users in the same way. */
export function presentIdentities(
	simulator: CompanyContext,
	users: readonly StoredUser[],
	presentation: Presentation,
): JsonObject[] {
	const selection = selectionOf(presentation);
	return users.map((user) => presented(simulator, user, presentation, selection));
}

function presented(
	simulator: CompanyContext,
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
		const shown = selectMembers(attributesOf(schema)!, value, '', selection);
		if (schema === urn.core) Object.assign(answer, shown);
		else if (Object.keys(shown).length > 0) answer[schema] = shown;
	}
	answer.id = user.id;
	return answer;
}

/** Returns the identity with everything that SAP Concur computes, before scopes and selections leave anything out. */
function completed(
	simulator: CompanyContext,
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

/** Returns the address of a user in the Identity API, as in meta.location. */
function locationOf(simulator: CompanyContext, id: string): string {
	return `${simulator.baseUrl()}/profile/identity/v4.1/Users/${id}`;
}

function presentManager(simulator: CompanyContext, { value }: JsonObject): JsonObject {
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
