// http/ holds what every request and answer of SAP Concur has in common: the correlation ID, JSON bodies and the error
// envelope. It knows nothing about users, tokens or the state of a simulator.
import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { randomUUID } from 'node:crypto';

/** What every route finds in its Hono context. */
export interface SimulatorEnv {
	Bindings: HttpBindings;
	Variables: {
		correlationId: string;
		/** What goes wrong with the request on purpose, for the log. */
		fault?: string;
	};
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * SAP: http-status-codes: every answer carries a correlation ID; some services accept nothing but a UUID
 * (api-facts 3).
 */
export const correlate: MiddlewareHandler<SimulatorEnv> = async (c, next) => {
	const sent = c.req.header('concur-correlationid') ?? '';
	const correlationId = uuid.test(sent) ? sent : randomUUID();
	c.set('correlationId', correlationId);
	await next();
	c.header('concur-correlationid', correlationId);
};
