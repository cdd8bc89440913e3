// Event Subscription Service v4: topics and subscriptions. SAP: event-topics/index and
// EventSubscriptionService.swagger.
import { Hono, type Context } from 'hono';
import type { SimulatorEnv } from '../../http/correlation.mts';
import { jsonBody, type JsonObject } from '../../http/json.mts';
import { requireToken } from '../../oauth/requireToken.mts';
import type { AccessToken } from '../../oauth/tokenStore.mts';
import {
	belongsToOthers,
	readSubscription,
	rejection,
	type WantedSubscription,
} from './readSubscription.mts';
import { subscriptionsNow, type Subscription, type SubscriptionContext } from './subscriptions.mts';
import { topicsFor } from './topics.mts';

const mostSubscriptions = 5;

/**
 * GET topics; GET, PUT and DELETE subscriptions; all of them with an app token.
 *
 * @param isReachable Sends a test event to an endpoint and tells whether it was accepted. Nothing says that SAP Concur does
 * this, or how (open-questions 69).
 */
export function subscriptionRoutes(
	simulator: SubscriptionContext,
	isReachable: (endpoint: string) => Promise<boolean>,
): Hono<SimulatorEnv> {
	const routes = new Hono<SimulatorEnv>();
	const callerOf = (c: Context<SimulatorEnv>) =>
		requireToken(simulator, c, { types: ['app'], anyScope: ['events.topic.read'] });
	const list = (c: Context<SimulatorEnv>) =>
		c.json(ownSubscriptions(simulator, callerOf(c)).map(presented));

	routes.get('/events/v4/topics', (c) => c.json(topicsFor(callerOf(c).scopes)));

	routes.get('/events/v4/subscriptions', list);
	// The Postman collection of the ESS guide asks there.
	routes.get('/events/v4/subscriptions/webhook', list);

	routes.put('/events/v4/subscriptions/webhook', async (c) => {
		const caller = callerOf(c);
		const wanted = readSubscription(simulator, caller.scopes, await jsonBody(c));
		const { endpoint } = wanted;
		if (simulator.settings.events.verifiesEndpoint && !(await isReachable(endpoint)))
			throw rejection(400, `Endpoint '${endpoint}' could not be verified`);
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

/** Creates a subscription, or changes it and keeps its companies. */
function save(
	simulator: SubscriptionContext,
	caller: AccessToken,
	wanted: WantedSubscription,
): void {
	const { clock, companyId, subscriptions, settings } = simulator;
	const own = ownSubscriptions(simulator, caller);
	const before = own.find(({ id }) => id === wanted.id);
	if (before) {
		Object.assign(before, wanted, { deletesAt: undefined });
		return;
	}
	if (own.length >= mostSubscriptions)
		throw rejection(
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
	subscriptions.set(wanted.id, created);
}

function ownSubscriptions(
	simulator: SubscriptionContext,
	{ subject }: AccessToken,
): Subscription[] {
	return subscriptionsNow(simulator).filter(({ applicationId }) => applicationId === subject);
}

function ownSubscription(
	simulator: SubscriptionContext,
	caller: AccessToken,
	id: string,
): Subscription {
	if (belongsToOthers(id))
		throw rejection(403, `Subscription '${id}' belongs to another application`);
	const found = ownSubscriptions(simulator, caller).find((subscription) => subscription.id === id);
	if (!found) throw rejection(404, `Subscription '${id}' not found`);
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
