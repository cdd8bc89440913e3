import type { JsonObject } from '../schema/attributes';
import { fieldsById } from '../schema/flatFields';
import type { UserDocument } from './userDocument';

/** What SAP Concur gives a new user. SAP: v4.1.identity, Create a user; attributes.md, Core user. */
const defaults: JsonObject = { timezone: 'America/New_York', preferredLanguage: 'en-US' };

/**
 * Which fields SAP Concur fills in because they were not sent, as notices of the item. Pure.
 * @param user the user in SAP Concur's response; without one, the documented values are named.
 */
export function unsentDefaults(document: UserDocument, user: JsonObject = defaults): string[] {
	return Object.keys(defaults).flatMap((id) => {
		const value = user[id];
		if (typeof value !== 'string' || document[id] !== undefined) return [];
		return [`${fieldsById.get(id)?.label}: not sent, so SAP Concur uses ${value}`];
	});
}
