// The rate limit of the gateway in front of SAP Concur (open-questions 57).
import type { MiddlewareHandler } from 'hono';
import type { SimulatorEnv } from '../http/correlation.mts';
import { gatewayAnswer, type GatewayContext } from './gateway.mts';
import type { Settings } from './settings.mts';

/** Allows so many requests per token and minute or second of the simulator's clock, then answers with 429 (settings.rateLimit). */
export function limitRate(
	simulator: GatewayContext & { settings: Pick<Settings, 'rateLimit'> },
): MiddlewareHandler<SimulatorEnv> {
	const seen = new Map<string, number[]>();
	return async (c, next) => {
		const limit = simulator.settings.rateLimit;
		const key = c.req.header('authorization');
		if (!limit || !key) return await next();
		const now = simulator.clock.now();
		const since = (ms: number) => (at: number) => at > now - ms;
		const lastMinute = (seen.get(key) ?? []).filter(since(60_000));
		seen.set(key, lastMinute);
		const lastSecond = lastMinute.filter(since(1000));
		const { perMinute = Infinity, perSecond = Infinity, retryAfter } = limit;
		if (lastMinute.length >= perMinute || lastSecond.length >= perSecond) {
			const headers = retryAfter !== undefined && { 'retry-after': String(retryAfter) };
			c.set('fault', 'rateLimit');
			return await gatewayAnswer(simulator, c, { status: 429, ...(headers && { headers }) });
		}
		lastMinute.push(now);
		return await next();
	};
}
