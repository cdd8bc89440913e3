// The rate limit of the gateway in front of SAP Concur (open-questions 57).
import type { MiddlewareHandler } from 'hono';
import type { Clock } from '../company/clock.mts';
import type { SimulatorEnv } from '../http/correlation.mts';
import type { Settings } from './settings.mts';

/** SAP: list-item-bulk: the only 429 that is documented anywhere (api-facts 3). */
export function rateLimitBody(clock: Clock, path: string) {
	return {
		timestamp: new Date(clock.now()).toISOString(),
		httpStatus: '429 - Too Many Requests',
		error: { id: 'security.rate.limit.reached', message: 'Too many requests' },
		path,
	};
}

/** Allows so many requests per token and minute of the simulator's clock, then answers with 429 (settings.rateLimit). */
export function limitRate({
	clock,
	settings,
}: {
	clock: Clock;
	settings: Pick<Settings, 'rateLimit'>;
}): MiddlewareHandler<SimulatorEnv> {
	const seen = new Map<string, number[]>();
	return async (c, next) => {
		const limit = settings.rateLimit;
		const key = c.req.header('authorization');
		if (!limit || !key) return await next();
		const now = clock.now();
		const recent = (seen.get(key) ?? []).filter((at) => at > now - 60_000);
		seen.set(key, recent);
		if (recent.length >= limit.perMinute) {
			const headers = { 'retry-after': String(limit.retryAfter) };
			return c.json(rateLimitBody(clock, c.req.path), 429, headers);
		}
		recent.push(now);
		return await next();
	};
}
