// What SAP Concur stores of an identity, and what it adds (SAP: v4.1.identity).
import { DateTime } from 'luxon';
import type { CompanyContext } from '../company/context.mts';
import type { JsonObject } from '../http/json.mts';
import type { Attribute } from '../scim/catalogue.mts';
import { urn } from '../scim/urns.mts';

/**
 * Removes read-only members and whatever is null or empty: absent is the only stored form of "not
 * set".
 */
export function writableOf(attributes: Map<string, Attribute>, value: JsonObject): JsonObject {
	const kept: JsonObject = {};
	for (const attribute of attributes.values()) {
		const member = value[attribute.name];
		// SAP: v4.user-provisioning, Create: the samples send legalName and read it back.
		if (attribute.mutability === 'readOnly' && attribute.path !== 'name.legalName') continue;
		if (attribute.path === 'schemas' || member === undefined || member === null || member === '')
			continue;
		if (attribute.type !== 'complex') kept[attribute.name] = member;
		else if (Array.isArray(member))
			kept[attribute.name] = member.map((entry) => writableOf(attribute.children, entry));
		else kept[attribute.name] = writableOf(attribute.children, member as JsonObject);
	}
	return kept;
}

/** Adds what a client may leave out, to the object that it is given (SAP: v4.1.identity, POST sample). */
export function withDefaults({ clock }: CompanyContext, identity: JsonObject): JsonObject {
	const enterprise = identity[urn.enterprise] as JsonObject;
	const name = identity.name as JsonObject;
	if (name.middleName && !name.middleInitial)
		name.middleInitial = (name.middleName as string).slice(0, 1);
	identity.displayName ??= displayNameOf(identity);
	identity.preferredLanguage ??= 'en-US';
	identity.timezone ??= 'America/New_York';
	for (const email of identity.emails as JsonObject[]) {
		email.verified = email.verified === true || email.verified === 'true';
		email.notifications ??= false;
	}
	for (const key of ['startDate', 'terminationDate'])
		if (enterprise[key]) enterprise[key] = withoutZone(enterprise[key] as string);
	// The default in the sample is US west coast time, cut to the minute.
	enterprise.startDate ??= DateTime.fromMillis(clock.now(), {
		zone: 'America/Los_Angeles',
	})
		.startOf('minute')
		.toFormat(storedDate);
	return identity;
}

const storedDate = "yyyy-MM-dd'T'HH:mm:ss.SSS";

function withoutZone(text: string): string {
	return DateTime.fromISO(text, { setZone: true }).toFormat(storedDate);
}

/** Returns the display name that SAP Concur derives. */
export function displayNameOf({ name, nickName }: JsonObject): string {
	const { givenName, familyName } = name as JsonObject;
	return `${nickName ?? givenName} ${familyName}`;
}
