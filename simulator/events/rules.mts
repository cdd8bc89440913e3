// What Concur takes as a subscription. SAP: event-topics/index, Request Parameters, and
// EventSubscriptionService.swagger. How a refusal looks is documented nowhere (open-questions 67).
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import type { Simulator } from '../context.mts';
import type { Subscription } from './state.mts';
import { isTopic, topicsFor } from './topics.mts';

/** The part of a subscription that its owner decides. */
export type Wanted = Pick<Subscription, 'id' | 'topic' | 'filter' | 'endpoint'>;

// Sent back by clients that have read them; ignored.
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
export function readWanted(
	{ settings }: Simulator,
	scopes: ReadonlySet<string>,
	body: unknown,
): Wanted {
	const { badFilterStatus, foreignIdStatus } = settings.events;
	const checked = webhook.safeParse(body);
	if (!checked.success) {
		const [{ path, message }] = checked.error.issues;
		throw refusal(400, `Invalid subscription: ${[...path, message].join(': ')}`);
	}
	const { id, topic, filter, webHookConfig } = checked.data;
	if (belongsToOthers(id))
		throw refusal(foreignIdStatus, `Subscription '${id}' belongs to another application`);
	if (!isTopic(topic)) throw refusal(400, `Topic '${topic}' does not exist`);
	if (!topicsFor(scopes).includes(topic))
		throw refusal(403, `Access to topic '${topic}' is denied`);
	if (!isRegularExpression(filter))
		throw refusal(badFilterStatus, `Filter '${filter}' is not a valid regular expression`);
	return { id, topic, filter, endpoint: webHookConfig.endpoint };
}

/** Ids are unique over all customers of Concur; those of others begin like this here. */
export function belongsToOthers(id: string): boolean {
	return id.startsWith('taken.');
}

/** SAP: a public https URL. Whoever tries the simulator out has none, so http to this machine will do. */
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

/** A refusal in the shape of what these calls answer when all is well. */
export function refusal(status: 400 | 403 | 404 | 409 | 422, message: string): HTTPException {
	return new HTTPException(status, { res: Response.json({ message }, { status }) });
}
