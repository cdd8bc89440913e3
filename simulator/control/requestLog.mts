// The log of requests that GET /_simulator/requests shows.
import type { MiddlewareHandler } from 'hono';
import type { Clock } from '../company/clock.mts';
import type { SimulatorEnv } from '../http/correlation.mts';

export interface LoggedRequest {
	method: string;
	/** Without the query. */
	path: string;
	query?: string;
	/** 0 when the connection was dropped. */
	status: number;
	/** ISO 8601, of the simulator's clock. */
	at: string;
	/** What went wrong on purpose, such as "drop", "status 429", "html 502 after commit" or "rateLimit". */
	fault?: string;
}

/** Writes the log. It holds no bodies and no headers, because whatever is logged may be shown. */
export function logRequests({
	clock,
	requests,
}: {
	clock: Clock;
	requests: LoggedRequest[];
}): MiddlewareHandler<SimulatorEnv> {
	return async (c, next) => {
		const { search } = new URL(c.req.url);
		const at = new Date(clock.now()).toISOString();
		const query = search === '' ? {} : { query: decodeURIComponent(search.slice(1)) };
		const logged: LoggedRequest = {
			method: c.req.method,
			path: c.req.path,
			...query,
			status: 0,
			at,
		};
		requests.push(logged);
		await next();
		const fault = c.get('fault');
		if (fault !== undefined) logged.fault = fault;
		if (!c.env.incoming.socket.destroyed) logged.status = c.res.status;
	};
}
