// What keeps a subscription from being made, in sentences that say whom to ask or where to click. Each is whole by
// itself: n8n shows no more than the message of a failed activation. Pure.
import { quoted } from '../../shared/schema/fieldIssue';
import type { Subscription, WantedSubscription } from './subscription';

const app =
	'the app in SAP Concur (Administration > Company > Authentication Admin > OAuth 2.0 Application Management)';
const again = 'then activate this workflow again';

/** @param wanted subscriptions whose topic Concur does not list for this app */
export function topicsMissing(wanted: WantedSubscription[]): string {
	const labels = wanted.flatMap((one) => one.labels).map((label) => `"${label}"`);
	// Any one of a topic's scopes will do (open-questions 4).
	const scopes = wanted.map((one) => one.scopes.join(' or '));
	return `SAP Concur does not offer ${labels.join(', ')} to this app. Add the scopes ${['events.topic.read', ...scopes].join(', ')} to ${app}, ${again}.`;
}

/**
 * @param refusal why the token service gave no app token; empty when it gave one
 * @param said Concur's own words; may be empty
 */
export function notAllowed(refusal: string, said: string): string {
	if (refusal) {
		return `SAP Concur gave this app no token for event subscriptions. ${refusal}, ${again}.`;
	}
	const raw = said ? ` SAP Concur says: ${said}` : '';
	return `SAP Concur does not let this app manage event subscriptions. Add the scope events.topic.read to ${app}, ${again}.${raw}`;
}

export function endpointUnreachable(endpoint: string, why: string): string {
	return `SAP Concur cannot deliver events to ${endpoint}, which ${why}. Set the environment variable WEBHOOK_URL of n8n to its public address, which must begin with https://, restart n8n, ${again}.`;
}

/** @param companyIds those that Concur named; empty when it named none */
export function companyNotConnected(id: string, companyIds: string[], companyUuid: string): string {
	const state =
		companyIds.length === 0
			? 'SAP Concur knows no company whose events it may deliver (companyIds is empty)'
			: `SAP Concur delivers the events of other companies only (companyIds: ${companyIds.join(', ')}), not those of ${companyUuid}, which is the 'Company UUID' of the credential`;
	return `${state}, so no event would reach the subscription ${id}. Generate a new Company Request Token (Administration > Company > Authentication Admin > Company Request Token in SAP Concur), enter it in the SAP Concur API credential, ${again}. If it stays so, ask the owner of the app to name your company in its AllowedPrincipals.`;
}

export interface RefusedSubscription {
	status: number | undefined;
	/** Concur's own words; may be empty. */
	said: string;
	/** The id that was sent. */
	id: string;
	filter: string;
	/** All subscriptions that the app had before. */
	own: Subscription[];
	/** How many more are wanted. */
	missing: number;
}

/** SAP: v4.event-subscription, ESS Resource usage. */
const mostSubscriptions = 5;

/** The statuses of these refusals are not documented (open-questions 67), so Concur's own words come along. */
export function subscriptionRefused({
	status,
	said,
	id,
	filter,
	own,
	missing,
}: RefusedSubscription): string {
	const raw = said ? ` SAP Concur says: ${said}` : ` SAP Concur answered with status ${status}.`;
	if (own.length + missing > mostSubscriptions && (status === 400 || status === 409)) {
		const list = own.map(({ id: other, topic, webHookConfig }) => {
			return `${other} (${topic ?? 'no topic'}, delivers to ${hostOf(webHookConfig?.endpoint)})`;
		});
		return `SAP Concur allows an app ${mostSubscriptions} event subscriptions. This node needs ${missing} more, and there are ${own.length}: ${list.join('; ')}. Choose events of fewer subjects, or deactivate a workflow whose events are no longer needed; one whose ID ends in -test goes when listening for a test event ends, and one of no workflow at all is removed with DELETE /events/v4/subscriptions/<ID>.${raw}`;
	}
	if (status === 403 || status === 409) {
		return `SAP Concur does not let this app have the subscription ${id}. If it belongs to another app, delete this node and add it anew, which gives it another ID.${raw}`;
	}
	return `SAP Concur refused the subscription ${id} with the filter ${quoted(filter)}.${raw}`;
}

function hostOf(endpoint: string | undefined): string {
	return endpoint && URL.canParse(endpoint) ? new URL(endpoint).host : 'no address';
}
