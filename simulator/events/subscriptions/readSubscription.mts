// subscriptions/ keeps who has subscribed to which topic, and serves the routes that change it. It sends nothing: what a
// subscriber gets is the matter of delivery/ and publication/.

// What SAP Concur accepts as a subscription. SAP: event-topics/index, Request Parameters, and
// EventSubscriptionService.swagger. How a rejection looks is documented nowhere (open-questions 67).
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import type { EventsContext } from '../context.mts';
import type { Subscription } from './subscriptions.mts';
import { isTopic, topicsFor } from './topics.mts';

/** The part of a subscription that its owner decides. */
export type WantedSubscription = Pick<Subscription, 'id' | 'topic' | 'filter' | 'endpoint'>;

// Clients that have read a subscription send these back; they are ignored.
const readOnly = z.unknown();

const webhook = z
	.object({
		id: z.string().regex(/^[a-z0-9.-]+$/, 'lowercase letters, numbers, "." and "-" only'),
		topic: z.string(),
		filter: z.string().optional(),
		webHookConfig: z
			.object({ endpoint: z.string().refine(isEndpoint, 'not a valid URL') })
			.strict(),
		applicationId: readOnly,
		companyIds: readOnly,
		groups: readOnly,
		scope: readOnly,
	})
	.strict();

/**
 * Reads a subscription as a token with these scopes may have it.
 *
 * @throws HTTPException naming the first rule that it breaks.
 */
export function readSubscription(
	{ settings }: EventsContext,
	scopes: ReadonlySet<string>,
	body: unknown,
): WantedSubscription {
	const { badFilterStatus, foreignIdStatus } = settings.events;
	const checked = webhook.safeParse(body);
	if (!checked.success) {
		const reasons = checked.error.issues.map(({ path, message }) => [...path, message].join(': '));
		throw rejection(400, `Invalid subscription: ${reasons[0]}`);
	}
	const { id, topic, filter, webHookConfig } = checked.data;
	if (belongsToOthers(id))
		throw rejection(foreignIdStatus, `Subscription '${id}' belongs to another application`);
	if (!isTopic(topic)) throw rejection(400, `Topic '${topic}' does not exist`);
	if (!topicsFor(scopes).includes(topic))
		throw rejection(403, `Access to topic '${topic}' is denied`);
	if (!isRegularExpression(filter))
		throw rejection(badFilterStatus, `Filter '${filter}' is not a valid regular expression`);
	return { id, topic, filter, endpoint: webHookConfig.endpoint };
}

/** IDs are unique over all customers of SAP Concur; here, those of others begin like this. */
export function belongsToOthers(id: string): boolean {
	return id.startsWith('taken.');
}

/** SAP: a public https URL. Who tries the simulator out has none, so http to this machine is accepted as well. */
function isEndpoint(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, hostname } = new URL(text);
	const isLocal = ['localhost', '127.0.0.1'].includes(hostname);
	return protocol === 'https:' || (protocol === 'http:' && isLocal);
}

function isRegularExpression(filter = ''): boolean {
	try {
		return new RegExp(filter) instanceof RegExp;
	} catch {
		return false;
	}
}

/** A rejection in the shape of what these calls answer with after a success. */
export function rejection(status: 400 | 403 | 404 | 409 | 422, message: string): HTTPException {
	return new HTTPException(status, { res: Response.json({ message }, { status }) });
}
