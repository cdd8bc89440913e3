// Puts the routes together, with what every answer and every request has in common.
import { Hono, type MiddlewareHandler } from 'hono';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { controlRoutes, type ResetOptions } from './control.mts';
import type { Simulator, SimulatorEnv } from './context.mts';
import { developerSiteRoutes } from './developerSite/routes.mts';
import { answerError, errorBody } from './errors.mts';
import { limitRate, playFaults } from './faults.mts';
import { eventRoutes } from './events/routes.mts';
import { identityRoutes } from './identity.mts';
import { legacyIdentityRoutes } from './legacyIdentity.mts';
import { metadataRoutes } from './metadata.mts';
import { oauthRoutes } from './oauth.mts';
import { provisioningMetadataRoutes } from './provisioning/metadata.mts';
import { provisioningRoutes } from './provisioning/routes.mts';
import { retrievalRoutes } from './retrieval.mts';

/**
 * All routes of one simulator.
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
	// What is due happens before anybody looks or changes a setting.
	app.use(async (_c, next) => {
		simulator.alarm.run();
		await next();
		simulator.alarm.plan();
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
	concur.route('/', oauthRoutes(simulator));
	concur.route('/', eventRoutes(simulator));
	concur.route('/', developerSiteRoutes(simulator));
	concur.route('/', identityRoutes(simulator));
	concur.route('/', legacyIdentityRoutes(simulator));
	concur.route('/', metadataRoutes(simulator));
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

/** Never bodies or headers: what is logged may be shown. */
function logRequests({ clock, requests }: Simulator): MiddlewareHandler<SimulatorEnv> {
	return async (c, next) => {
		const { search } = new URL(c.req.url);
		const at = new Date(clock.now()).toISOString();
		const query = search === '' ? {} : { query: decodeURIComponent(search.slice(1)) };
		const logged = { method: c.req.method, path: c.req.path, ...query, status: 0, at };
		requests.push(logged);
		await next();
		if (!c.env.incoming.socket.destroyed) logged.status = c.res.status;
	};
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * SAP: http-status-codes: a correlation id in every answer; some services take nothing but a UUID
 * (api-facts 3).
 */
const correlate: MiddlewareHandler<SimulatorEnv> = async (c, next) => {
	const sent = c.req.header('concur-correlationid') ?? '';
	const correlationId = uuid.test(sent) ? sent : randomUUID();
	c.set('correlationId', correlationId);
	await next();
	c.header('concur-correlationid', correlationId);
};
