// Failures of the network and of the gateway in front of SAP Concur, switched on one by one through POST
// /_simulator/faults.
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Clock } from '../company/clock.mts';
import type { SimulatorEnv } from '../http/correlation.mts';
import { errorBody } from '../http/errors.mts';
import { rateLimitBody } from './rateLimit.mts';

const faultList = z.array(
	z
		.object({
			/** "METHOD /path": a prefix of the path, or a pattern in which * stands for anything. */
			match: z.string().regex(/^[A-Z]+ \//, 'must look like "POST /profile/v4/Bulk"'),
			/** How many matching requests it hits. */
			times: z.number().int().positive().default(1),
			kind: z.enum(['status', 'drop', 'dropAfterCommit', 'delay', 'html']),
			status: z.number().int().min(200).max(599).optional(),
			headers: z.record(z.string()).optional(),
			delayMs: z.number().int().nonnegative().optional(),
		})
		.strict(),
);

/** One misbehavior that is switched on. */
export type Fault = z.output<typeof faultList>[number];

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
export function playFaults(simulator: {
	clock: Clock;
	faults: Fault[];
}): MiddlewareHandler<SimulatorEnv> {
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
				return faultyAnswer(simulator.clock, c, fault);
		}
	};
}

/** `*` stands for anything; without one, the pattern is a prefix of whole path segments. */
function matches(match: string, method: string, path: string): boolean {
	const [wantedMethod, pattern = ''] = match.split(' ');
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
	// Cleared first, because Hono would copy the headers of the lost answer.
	c.res = undefined;
	return (c.res = RESPONSE_ALREADY_SENT);
}

// A gateway in front of SAP Concur answers with its own page (api-facts 3).
const gatewayPage =
	'<html><head><title>Service Unavailable</title></head><body><h1>Service Unavailable</h1></body></html>';

function faultyAnswer(clock: Clock, c: Context<SimulatorEnv>, fault: Fault): Response {
	const status = (fault.status ?? 500) as ContentfulStatusCode;
	if (status === 429) return c.json(rateLimitBody(clock, c.req.path), status, fault.headers);
	return c.json(errorBody(status, 'INTERNAL_ERROR', 'Simulated fault'), status, fault.headers);
}
