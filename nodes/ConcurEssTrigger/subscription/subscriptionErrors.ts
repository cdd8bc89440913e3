// What keeps a subscription from being made or removed, in sentences that say whom to ask or where to click. Each is
// complete, because n8n shows no more than the message of a failed activation. Pure.
import { mostSubscriptions, type Subscription } from '../../shared/concur/events/subscriptions';
import { quoted, shortened } from '../../shared/schema/fieldIssue';
import type { WantedSubscription } from './subscription';

const app =
	'the app in SAP Concur (Administration > Company > Authentication Admin > OAuth 2.0 Application Management)';
const again = 'then publish this workflow again';

export const noEvent = "Select at least one event in 'Events'.";

export const notConfirmed =
	"'Check Signature' is 'Never', so anyone who knows the address can start this workflow with forged events. Turn on 'I Understand That Events May Be Forged', or select another option.";

export const noAddress = 'n8n has no address for this webhook.';

export function testAddressUnclear(endpoint: string): string {
	return `n8n cannot tell the test address ${endpoint} from the address of the published workflow, whose subscription a test would take over. Set N8N_ENDPOINT_WEBHOOK_TEST to a value that ends in "test", or publish the workflow without a test.`;
}

/** @param why a sentence */
export function notChecked(why: string): string {
	return `SAP Concur Event Trigger could not check the event subscription and assumes that it exists. ${why}`;
}

/** @param why a sentence */
export function notRemoved(id: string, why: string): string {
	return `SAP Concur Event Trigger could not remove the subscription ${id}. ${why}`;
}

/** @param wanted subscriptions whose topic Concur does not list for this app */
export function topicsMissing(wanted: WantedSubscription[]): string {
	const labels = wanted.flatMap((one) => one.labels).map((label) => `"${label}"`);
	// Any one of a topic's scopes will do (open-questions 4).
	const scopes = wanted.map((one) => one.scopes.join(' or '));
	return `SAP Concur does not offer ${labels.join(', ')} to this app. Add the scopes ${['events.topic.read', ...scopes].join(', ')} to ${app}, ${again}.`;
}

/**
 * @param tokenError why there is no app token; empty when there is one
 * @param said Concur's own words; may be empty
 */
export function notAllowed(tokenError: string, said: string): string {
	if (tokenError) {
		return `SAP Concur did not issue a token for event subscriptions. ${tokenError}, ${again}.`;
	}
	const raw = said ? ` SAP Concur says: ${said}` : '';
	return `SAP Concur does not allow this app to manage event subscriptions. Add the scope events.topic.read to ${app}, ${again}.${raw}`;
}

export function endpointUnreachable(endpoint: string, why: string): string {
	return `SAP Concur cannot deliver events to ${endpoint}: ${why}. Set the environment variable WEBHOOK_URL of n8n to its public address, which must start with https://, restart n8n, ${again}.`;
}

/** @param companyIds those that Concur named; empty when it named none */
export function companyNotConnected(id: string, companyIds: string[], companyUuid: string): string {
	const state =
		companyIds.length === 0
			? `SAP Concur delivers no events to the subscription ${id}, because no company is connected to it (companyIds is empty)`
			: `SAP Concur delivers only the events of other companies to the subscription ${id} (companyIds: ${shortened(companyIds.join(', '))}), not those of ${companyUuid}, which is the 'Company UUID' of the credential`;
	return `${state}. Generate a new Company Request Token (Administration > Company > Authentication Admin > Company Request Token in SAP Concur), enter it in the SAP Concur API credential, ${again}. If this does not help, ask the owner of the app to add your company to its AllowedPrincipals.`;
}

interface RejectedSubscription {
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

/** SAP does not document these statuses (open-questions 67), so Concur's own words come along. */
export function subscriptionRejected(rejected: RejectedSubscription): string {
	const { status, said, id, filter, own, missing } = rejected;
	const raw = said ? ` SAP Concur says: ${said}` : ` SAP Concur returned status ${status}.`;
	if (own.length + missing > mostSubscriptions && (status === 400 || status === 409)) {
		const list = own.map(({ id: other, topic, webHookConfig }) => {
			return `${other} (${topic ?? 'no topic'}, delivers to ${hostOf(webHookConfig?.endpoint)})`;
		});
		return `SAP Concur allows ${mostSubscriptions} event subscriptions per app. This node needs ${missing} more, and the app already has ${own.length}: ${list.join('; ')}. Select events of fewer subjects, or unpublish a workflow whose events are no longer needed. A subscription whose ID ends in -test is removed when n8n stops listening for a test event. To remove one that belongs to no workflow, send DELETE /events/v4/subscriptions/<ID>.${raw}`;
	}
	if (status === 403 || status === 409) {
		return `SAP Concur does not allow this app to use the subscription ${id}. If it belongs to another app, delete this node and add it again to get another ID.${raw}`;
	}
	return `SAP Concur rejected the subscription ${id} with the filter ${quoted(filter)}.${raw}`;
}

function hostOf(endpoint: string | undefined): string {
	return endpoint && URL.canParse(endpoint) ? new URL(endpoint).host : 'no address';
}
