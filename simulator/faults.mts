// Failures of the network and of the gateway, switched on one by one through POST
// /_simulator/faults.
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Fault, Simulator, SimulatorEnv } from './context.mts';
import { errorBody } from './errors.mts';

const faultList = z.array(
	z
		.object({
			match: z.string().regex(/^[A-Z]+ \//, 'must look like "POST /profile/v4/Bulk"'),
			times: z.number().int().positive().default(1),
			kind: z.enum(['status', 'drop', 'dropAfterCommit', 'delay', 'html']),
			status: z.number().int().min(200).max(599).optional(),
			headers: z.record(z.string()).optional(),
			delayMs: z.number().int().nonnegative().optional(),
		})
		.strict(),
);

/** A fault as a client writes it; it hits once unless `times` says more. */
export type FaultRequest = z.input<typeof faultList>[number];

/**
 * Reads a list of faults.
 *
 * @throws z.ZodError for anything but such a list.
 */
export function readFaults(body: unknown): Fault[] {
	return faultList.parse(body);
}

/** Plays the first fault that matches a request, and counts it down. */
export function playFaults(simulator: Simulator): MiddlewareHandler<SimulatorEnv> {
	return async (c, next) => {
		const fault = simulator.faults.find(({ match }) => matches(match, c.req.method, c.req.path));
		if (!fault) return await next();
		fault.times -= 1;
		if (fault.times === 0) simulator.faults.splice(simulator.faults.indexOf(fault), 1);
		if (fault.delayMs) await delay(fault.delayMs);
		switch (fault.kind) {
			case 'delay':
				return await next();
			case 'drop':
				return hangUp(c);
			case 'dropAfterCommit':
				await next();
				return hangUp(c);
			case 'html':
				return c.html(gatewayPage, (fault.status ?? 503) as ContentfulStatusCode, fault.headers);
			case 'status':
				return faultyAnswer(simulator, c, fault);
		}
	};
}

/** `*` stands for anything; without one, the pattern is a prefix of whole path segments. */
function matches(match: string, method: string, path: string): boolean {
	const [wantedMethod, pattern] = match.split(' ');
	if (wantedMethod !== method) return false;
	if (!pattern.includes('*')) {
		const prefix = pattern.replace(/\/$/, '');
		return path === prefix || path.startsWith(`${prefix}/`);
	}
	const literals = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${literals.join('.*')}$`).test(path);
}

/** The client sees its connection end without an answer. */
function hangUp(c: Context<SimulatorEnv>): Response {
	c.env.incoming.socket.destroy();
	// Set first, or Hono would copy the headers of the lost answer.
	c.res = undefined;
	return (c.res = RESPONSE_ALREADY_SENT);
}

// A gateway before Concur answers with a page of its own (api-facts 3).
const gatewayPage =
	'<html><head><title>Service Unavailable</title></head><body><h1>Service Unavailable</h1></body></html>';

function faultyAnswer(simulator: Simulator, c: Context<SimulatorEnv>, fault: Fault): Response {
	const status = (fault.status ?? 500) as ContentfulStatusCode;
	if (status === 429) return c.json(rateLimitBody(simulator, c.req.path), status, fault.headers);
	return c.json(errorBody(status, 'INTERNAL_ERROR', 'Simulated fault'), status, fault.headers);
}

/** SAP: list-item-bulk: the only 429 that is documented anywhere (api-facts 3). */
function rateLimitBody(simulator: Simulator, path: string) {
	return {
		timestamp: new Date(simulator.clock.now()).toISOString(),
		httpStatus: '429 - Too Many Requests',
		error: { id: 'security.rate.limit.reached', message: 'Too many requests' },
		path,
	};
}

/** settings.rateLimit: so many requests per token and minute of the simulator's clock, then 429. */
export function limitRate(simulator: Simulator): MiddlewareHandler<SimulatorEnv> {
	const seen = new Map<string, number[]>();
	return async (c, next) => {
		const limit = simulator.settings.rateLimit;
		const key = c.req.header('authorization');
		if (!limit || !key) return await next();
		const now = simulator.clock.now();
		const recent = (seen.get(key) ?? []).filter((at) => at > now - 60_000);
		seen.set(key, recent);
		if (recent.length >= limit.perMinute) {
			const headers = { 'retry-after': String(limit.retryAfter) };
			return c.json(rateLimitBody(simulator, c.req.path), 429, headers);
		}
		recent.push(now);
		return await next();
	};
}
