// What an event tells of a profile: eventType and facts, in the shape of the samples (SAP: event-topics/profile). The
// envelope around them is made in envelope.mts.
import type { StoredUser } from '../../company/users.mts';
import type { JsonObject } from '../../http/json.mts';
import type { PublicationContext } from './envelope.mts';

/** One change of one profile of one user. */
export interface ProfileChange {
	verb: 'Created' | 'Updated' | 'Deleted';
	/** The user after the change; a deleted user as it was before. */
	user: StoredUser;
	/** Names of changed attributes; empty unless something was updated. */
	attributes: string[];
}

/** The part of an event that depends on its topic. */
export interface EventContent {
	eventType: string;
	facts: JsonObject;
}

/** SAP: v4.identity-events. The link leads to v4.0, as in the samples. */
export function identityEvent(simulator: PublicationContext, change: ProfileChange): EventContent {
	return {
		eventType: `IdentityProfile${change.verb}`,
		facts: linkedFacts(simulator, change, 'com.concur.profile', '/profile/identity/v4/Users'),
	};
}

/** SAP: v4.spend-events. The link leads to v4, as in the samples, though that is deprecated. */
export function spendEvent(simulator: PublicationContext, change: ProfileChange): EventContent {
	return {
		eventType: `SpendProfile${change.verb}`,
		facts: linkedFacts(simulator, change, 'com.concur.prod.expense.ces', '/profile/spend/v4/Users'),
	};
}

function linkedFacts(
	{ companyId, baseUrl }: PublicationContext,
	{ verb, user, attributes }: ProfileChange,
	originator: string,
	path: string,
): JsonObject {
	return {
		originator,
		companyId,
		userId: user.id,
		userHref: `${baseUrl()}${path}/${user.id}`,
		attributes: verb === 'Updated' ? attributes : null,
	};
}

// SAP: v4.travel-events calls it the user who triggered the event; the samples show this one.
const systemUser = '-98011';

/** SAP: v4.travel-events; a deletion has two spellings (open-questions 5). */
export function travelEvent(
	{ companyId, settings }: PublicationContext,
	{ verb, user, attributes }: ProfileChange,
): EventContent {
	return {
		eventType: verb === 'Deleted' ? settings.events.travelDeleteType : `TravelProfile${verb}`,
		facts: {
			loginId: user.identity.userName,
			originator: systemUser,
			companyId,
			userId: user.id,
			attributes,
		},
	};
}
