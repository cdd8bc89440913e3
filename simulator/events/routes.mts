// Event Subscription Service v4: topics and subscriptions. SAP: event-topics/index and
// EventSubscriptionService.swagger. The errors of these calls are documented nowhere (open-questions 67).
import { Hono, type Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import type { AccessToken, JsonObject, Simulator, SimulatorEnv } from '../context.mts';
import { jsonBody } from '../errors.mts';
import { requireToken } from '../tokens.mts';
import type { Subscription } from './state.mts';
import { subscriptionsNow } from './subscriptions.mts';
import { isTopic, topicsFor } from './topics.mts';

const mostSubscriptions = 5;

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

/** GET topics; GET, PUT and DELETE subscriptions; all of them with an app token. */
export function eventRoutes(simulator: Simulator): Hono<SimulatorEnv> {
	const routes = new Hono<SimulatorEnv>();
	const token = (c: Context<SimulatorEnv>) =>
		requireToken(simulator, c, { kinds: ['app'], anyScope: ['events.topic.read'] });
	const list = (c: Context<SimulatorEnv>) =>
		c.json(ownSubscriptions(simulator, token(c)).map(presented));

	routes.get('/events/v4/topics', (c) => c.json(topicsFor(token(c).scopes)));

	routes.get('/events/v4/subscriptions', list);
	// The Postman collection of the ESS guide asks there.
	routes.get('/events/v4/subscriptions/webhook', list);

	routes.put('/events/v4/subscriptions/webhook', async (c) => {
		const caller = token(c);
		const id = save(simulator, caller, await jsonBody(c));
		return c.json({ message: `Subscription '${id}' saved successfully` });
	});

	routes.get('/events/v4/subscriptions/:id', (c) => {
		const found = presented(ownSubscription(simulator, token(c), c.req.param('id')));
		return c.json(simulator.settings.events.subscriptionShape === 'array' ? [found] : found);
	});

	routes.delete('/events/v4/subscriptions/:id', (c) => {
		const subscription = ownSubscription(simulator, token(c), c.req.param('id'));
		const { clock, settings } = simulator;
		subscription.deletesAt ??= clock.now() + settings.events.deletionTakesMs;
		return c.json({ message: `Subscription '${subscription.id}' marked for deletion` });
	});

	return routes;
}

/** Creates or changes a subscription and answers with its id. */
function save(simulator: Simulator, caller: AccessToken, body: unknown): string {
	const { events, settings, companyId } = simulator;
	const { badFilterStatus, companyIdsFrom, foreignIdStatus, limitStatus } = settings.events;
	const checked = webhook.safeParse(body);
	if (!checked.success) {
		const [{ path, message }] = checked.error.issues;
		throw refusal(400, `Invalid subscription: ${path.join('.')}: ${message}`);
	}
	const { id, topic, filter, webHookConfig } = checked.data;
	if (belongsToOthers(id))
		throw refusal(foreignIdStatus, `Subscription '${id}' belongs to another application`);
	if (!isTopic(topic)) throw refusal(400, `Topic '${topic}' does not exist`);
	if (!topicsFor(caller.scopes).includes(topic))
		throw refusal(403, `Access to topic '${topic}' is denied`);
	if (!isRegularExpression(filter))
		throw refusal(badFilterStatus, `Filter '${filter}' is not a valid regular expression`);
	const own = ownSubscriptions(simulator, caller);
	const before = own.find((subscription) => subscription.id === id);
	if (!before && own.length >= mostSubscriptions)
		throw refusal(limitStatus, `Application has ${mostSubscriptions} subscriptions already`);
	const changes = { topic, filter, endpoint: webHookConfig.endpoint, deletesAt: undefined };
	if (before) Object.assign(before, changes);
	else
		events.subscriptions.set(id, {
			id,
			...changes,
			applicationId: caller.subject,
			companyIds: companyIdsFrom === 'allowedPrincipals' ? [companyId] : [],
		});
	return id;
}

function ownSubscriptions(simulator: Simulator, { subject }: AccessToken): Subscription[] {
	return subscriptionsNow(simulator).filter(({ applicationId }) => applicationId === subject);
}

function ownSubscription(simulator: Simulator, caller: AccessToken, id: string): Subscription {
	if (belongsToOthers(id))
		throw refusal(403, `Subscription '${id}' belongs to another application`);
	const found = ownSubscriptions(simulator, caller).find((subscription) => subscription.id === id);
	if (!found) throw refusal(404, `Subscription '${id}' not found`);
	return found;
}

/** Ids are unique over all customers of Concur; those of others begin like this here. */
function belongsToOthers(id: string): boolean {
	return id.startsWith('taken.');
}

/** SAP: event-topics/index, Verify Your Subscription. */
function presented(subscription: Subscription): JsonObject {
	const { id, topic, filter, endpoint, applicationId, companyIds } = subscription;
	return {
		id,
		topic,
		...(filter !== undefined && { filter }),
		webHookConfig: { endpoint },
		applicationId,
		scope: '',
		groups: [],
		companyIds,
	};
}

/** SAP: a public https URL. Whoever tries the simulator out has none, so http to this machine will do. */
function isEndpoint(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, hostname } = new URL(text);
	const isLocal = ['localhost', '127.0.0.1'].includes(hostname);
	return protocol === 'https:' || (protocol === 'http:' && isLocal);
}

function isRegularExpression(filter: string | undefined): boolean {
	try {
		return new RegExp(filter ?? '') instanceof RegExp;
	} catch {
		return false;
	}
}

/** A refusal in the shape of what these calls answer when all is well. */
function refusal(status: 400 | 403 | 404 | 409 | 422, message: string): HTTPException {
	return new HTTPException(status, { res: Response.json({ message }, { status }) });
}
