// Puts the routes together, with what all requests and answers have in common.
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { setTimeout as delay } from 'node:timers/promises';
import { playFaults } from './control/faults.mts';
import { limitRate } from './control/rateLimit.mts';
import { logRequests } from './control/requestLog.mts';
import { controlRoutes, type ResetOptions } from './control/routes.mts';
import { developerSiteRoutes } from './developerSite/routes.mts';
import { isReachable } from './events/publication/verifyEndpoint.mts';
import { subscriptionRoutes } from './events/subscriptions/routes.mts';
import { connectCompany } from './events/subscriptions/subscriptions.mts';
import { correlate, type SimulatorEnv } from './http/correlation.mts';
import { answerError, errorBody } from './http/errors.mts';
import { legacyIdentityRoutes } from './identity/legacyRoutes.mts';
import { identityMetadataRoutes } from './identity/metadataRoutes.mts';
import { identityRoutes } from './identity/routes.mts';
import { oauthRoutes } from './oauth/routes.mts';
import { provisioningMetadataRoutes } from './provisioning/metadataRoutes.mts';
import { provisioningRoutes } from './provisioning/routes.mts';
import { retrievalRoutes } from './retrieval/routes.mts';
import type { Simulator } from './simulator.mts';

/**
 * Returns all routes of one simulator.
 *
 * @param latency Milliseconds of real time that every answer but the control routes' takes longer.
 */
export function createApp(
	simulator: Simulator,
	reset: (options: ResetOptions) => void,
	latency: number,
): Hono<SimulatorEnv> {
	// SAP's samples write /Users/ and /Users alike (open-questions 44).
	const app = new Hono<SimulatorEnv>({ strict: false });
	// What is due happens before a request reads or changes anything.
	app.use(async (c, next) => {
		simulator.alarm.run();
		await next();
		simulator.alarm.plan();
		// The clock of SAP Concur, which is not that of this machine.
		if (c.res !== RESPONSE_ALREADY_SENT) {
			c.header('Date', new Date(simulator.clock.now()).toUTCString());
		}
	});
	app.route('/', controlRoutes(simulator, reset));

	const concur = new Hono<SimulatorEnv>({ strict: false });
	concur.use(logRequests(simulator));
	concur.use(correlate);
	if (latency > 0)
		concur.use(async (_c, next) => {
			await delay(latency);
			await next();
		});
	concur.use(playFaults(simulator));
	concur.use(limitRate(simulator));
	concur.route(
		'/',
		oauthRoutes(simulator, (app, company) => connectCompany(simulator, app, company)),
	);
	concur.route(
		'/',
		subscriptionRoutes(simulator, (endpoint) => isReachable(simulator, endpoint)),
	);
	concur.route('/', developerSiteRoutes(simulator));
	concur.route('/', identityRoutes(simulator));
	concur.route('/', legacyIdentityRoutes(simulator));
	concur.route('/', identityMetadataRoutes(simulator));
	concur.route('/', provisioningRoutes(simulator));
	concur.route('/', provisioningMetadataRoutes(simulator));
	concur.route('/', retrievalRoutes(simulator));
	concur.onError(answerError);
	app.route('/', concur);

	app.notFound((c) => {
		const message = `No resource at ${c.req.method} ${c.req.path}`;
		return c.json(errorBody(404, 'NOT_FOUND', message), 404);
	});
	app.onError(answerError);
	return app;
}
