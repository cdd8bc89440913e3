// What an event tells: eventType and facts, in the shape of the samples (SAP: event-topics/profile and
// event-topics/user-provisioning). The envelope around them is publish.mts's.
import type { JsonObject, Simulator, StoredUser } from '../context.mts';
import { operationSucceeded, type ProvisionRequest } from '../provisioning/ledger.mts';
import { statusUrl } from '../provisioning/status.mts';

export type ChangeKind = 'Created' | 'Updated' | 'Deleted';

/** One change of one profile of one person. */
export interface ProfileChange {
	kind: ChangeKind;
	/** The person after the change; before it when there is none any more. */
	user: StoredUser;
	/** Names of changed attributes; empty unless something was updated. */
	attributes: string[];
}

/** The part of an event that its topic decides. */
export interface EventDocument {
	eventType: string;
	facts: JsonObject;
}

/** SAP: v4.identity-events. The link leads to v4.0, as in the samples. */
export function identityDocument(simulator: Simulator, change: ProfileChange): EventDocument {
	return {
		eventType: `IdentityProfile${change.kind}`,
		facts: linkedFacts(simulator, change, 'com.concur.profile', '/profile/identity/v4/Users'),
	};
}

/** SAP: v4.spend-events. The link leads to v4, as in the samples, though that is deprecated. */
export function spendDocument(simulator: Simulator, change: ProfileChange): EventDocument {
	return {
		eventType: `SpendProfile${change.kind}`,
		facts: linkedFacts(simulator, change, 'com.concur.prod.expense.ces', '/profile/spend/v4/Users'),
	};
}

function linkedFacts(
	{ companyId, baseUrl }: Simulator,
	{ kind, user, attributes }: ProfileChange,
	originator: string,
	path: string,
): JsonObject {
	return {
		originator,
		companyId,
		userId: user.id,
		userHref: `${baseUrl()}${path}/${user.id}`,
		attributes: kind === 'Updated' ? attributes : null,
	};
}

// SAP: v4.travel-events calls it the user who triggered the event; the samples show this one.
const systemUser = '-98011';

/** SAP: v4.travel-events; a deletion has two spellings (open-questions 5). */
export function travelDocument(
	{ companyId, settings }: Simulator,
	{ kind, user, attributes }: ProfileChange,
): EventDocument {
	return {
		eventType: kind === 'Deleted' ? settings.events.travelDeleteType : `TravelProfile${kind}`,
		facts: {
			loginId: user.identity.userName,
			originator: systemUser,
			companyId,
			userId: user.id,
			attributes,
		},
	};
}

/**
 * SAP: v4.user-provisioning-events. success is false when a single operation failed, even in part.
 *
 * @param request One that has ended.
 */
export function provisionDocument(
	simulator: Simulator,
	{ id, operations }: ProvisionRequest,
): EventDocument {
	return {
		eventType: 'provisionCompleted',
		facts: {
			originator: 'com.concur.provisioning',
			provisionId: id,
			// The sample's scheme has one slash (open-questions 2), and its path is the older one (1).
			provisionStatusHref:
				simulator.settings.events.statusHref === 'broken'
					? `https:/us.api.concursolutions.com/provisioning/v4/provisions/${id}/status`
					: statusUrl(simulator, id),
			success: operations.every(operationSucceeded),
		},
	};
}
