// Event Subscription Service v4: topics and subscriptions. SAP: event-topics/index and
// EventSubscriptionService.swagger.
import { Hono, type Context } from 'hono';
import { randomUUID } from 'node:crypto';
import type { AccessToken, JsonObject, Simulator, SimulatorEnv } from '../context.mts';
import { jsonBody } from '../errors.mts';
import { requireToken } from '../tokens.mts';
import { post } from './delivery.mts';
import { envelope } from './envelope.mts';
import { signedMessage } from './message.mts';
import { belongsToOthers, readWanted, refusal, type Wanted } from './rules.mts';
import type { Subscription } from './state.mts';
import { subscriptionsNow } from './subscriptions.mts';
import { topic, topicsFor } from './topics.mts';

const mostSubscriptions = 5;

/** GET topics; GET, PUT and DELETE subscriptions; all of them with an app token. */
export function eventRoutes(simulator: Simulator): Hono<SimulatorEnv> {
	const routes = new Hono<SimulatorEnv>();
	const callerOf = (c: Context<SimulatorEnv>) =>
		requireToken(simulator, c, { kinds: ['app'], anyScope: ['events.topic.read'] });
	const list = (c: Context<SimulatorEnv>) =>
		c.json(ownSubscriptions(simulator, callerOf(c)).map(presented));

	routes.get('/events/v4/topics', (c) => c.json(topicsFor(callerOf(c).scopes)));

	routes.get('/events/v4/subscriptions', list);
	// The Postman collection of the ESS guide asks there.
	routes.get('/events/v4/subscriptions/webhook', list);

	routes.put('/events/v4/subscriptions/webhook', async (c) => {
		const caller = callerOf(c);
		const wanted = readWanted(simulator, caller.scopes, await jsonBody(c));
		if (simulator.settings.events.verifiesEndpoint) await verifyEndpoint(simulator, wanted);
		save(simulator, caller, wanted);
		return c.json({ message: `Subscription '${wanted.id}' saved successfully` });
	});

	routes.get('/events/v4/subscriptions/:id', (c) => {
		const found = presented(ownSubscription(simulator, callerOf(c), c.req.param('id')));
		return c.json(simulator.settings.events.subscriptionShape === 'array' ? [found] : found);
	});

	routes.delete('/events/v4/subscriptions/:id', (c) => {
		const subscription = ownSubscription(simulator, callerOf(c), c.req.param('id'));
		const { clock, settings } = simulator;
		subscription.deletesAt ??= clock.now() + settings.events.deletionTakesMs;
		return c.json({ message: `Subscription '${subscription.id}' marked for deletion` });
	});

	return routes;
}

/** Open-questions 69: nothing says that Concur does this, or how; so a test event has to be taken. */
async function verifyEndpoint(simulator: Simulator, { endpoint }: Wanted): Promise<void> {
	const correlationId = randomUUID();
	const publication = { topic: topic.test, eventType: 'EndpointVerification', correlationId };
	const event = envelope(simulator, { ...publication, facts: {} });
	const status = await post(
		simulator,
		endpoint,
		await signedMessage(simulator, event, correlationId),
	);
	if (status < 200 || status >= 300)
		throw refusal(400, `Endpoint '${endpoint}' could not be verified`);
}

/** Creates a subscription, or changes it and keeps its companies. */
function save(simulator: Simulator, caller: AccessToken, wanted: Wanted): void {
	const { clock, companyId, events, settings } = simulator;
	const own = ownSubscriptions(simulator, caller);
	const before = own.find(({ id }) => id === wanted.id);
	if (before) {
		Object.assign(before, wanted, { deletesAt: undefined });
		return;
	}
	if (own.length >= mostSubscriptions)
		throw refusal(
			settings.events.limitStatus,
			`Application has ${mostSubscriptions} subscriptions already`,
		);
	const companyIds = { grant: [], allowedPrincipals: [companyId], all: ['.*'] };
	const created: Subscription = {
		...wanted,
		applicationId: caller.subject,
		companyIds: companyIds[settings.events.companyIdsFrom],
	};
	if (created.companyIds.length === 0) created.uselessSince = clock.now();
	events.subscriptions.set(wanted.id, created);
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
