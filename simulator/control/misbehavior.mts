// One thing that goes wrong with one request, and how it is played.
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, Next } from 'hono';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { SimulatorEnv } from '../http/correlation.mts';
import type { TokenStore } from '../oauth/tokenStore.mts';
import { gatewayAnswer, type GatewayContext } from './gateway.mts';

export const misbehavior = z
	.object({
		/**
		 * status: an error as JSON. html: the page of a gateway. null: 200 with null in place of JSON. drop, dropAfterCommit: the connection ends before, or
		 * after, the request was carried out. delay: nothing else. expireToken: the token of the request is not valid any
		 * longer.
		 */
		kind: z.enum(['status', 'drop', 'dropAfterCommit', 'delay', 'html', 'null', 'expireToken']),
		/** Of status (500 when absent) and html (503 when absent). */
		status: z.number().int().min(200).max(599).optional(),
		headers: z.record(z.string()).optional(),
		delayMs: z.number().int().nonnegative().optional(),
		/** status and html: the request is carried out, and this answer takes the place of its own. */
		afterCommit: z.boolean().optional(),
	})
	.strict();

export type Misbehavior = z.output<typeof misbehavior>;

/** What misbehaving uses of a simulator. */
export type MisbehaviorContext = GatewayContext & { tokens: Pick<TokenStore, 'access'> };

/**
 * Plays it, and tells the log of requests.
 *
 * @param next Carries the request out.
 */
export async function misbehave(
	simulator: MisbehaviorContext,
	c: Context<SimulatorEnv>,
	next: Next,
	wanted: Misbehavior,
): Promise<Response | void> {
	const { kind, delayMs, afterCommit = false } = wanted;
	if (kind === 'expireToken' && !revokeToken(simulator, c)) return await next();
	c.set('fault', nameOf(wanted));
	if (delayMs) await delay(delayMs);
	switch (kind) {
		case 'delay':
		case 'expireToken':
			return await next();
		case 'drop':
			return hangUp(c);
		case 'dropAfterCommit':
			await next();
			return hangUp(c);
		case 'null':
			return c.json(null);
		default: {
			const { headers, status = kind === 'html' ? 503 : 500 } = wanted;
			if (afterCommit) await next();
			const answer = await gatewayAnswer(simulator, c, { status, headers, html: kind === 'html' });
			// Cleared first, because Hono would copy the headers of the answer that is replaced.
			c.res = undefined;
			return (c.res = answer);
		}
	}
}

/** Such as "drop", "status 429" or "html 502 after commit". */
function nameOf({ kind, status, afterCommit = false }: Misbehavior): string {
	const number = status === undefined ? '' : ` ${status}`;
	return `${kind}${number}${afterCommit ? ' after commit' : ''}`;
}

/** Forgets the access token of a request; the service then answers as for one that has expired (open-questions 14). */
function revokeToken({ tokens }: MisbehaviorContext, c: Context<SimulatorEnv>): boolean {
	return tokens.access.delete((c.req.header('authorization') ?? '').replace(/^bearer /i, ''));
}

/** The client sees its connection end without an answer. */
function hangUp(c: Context<SimulatorEnv>): Response {
	c.env.incoming.socket.destroy();
	// Cleared first, because Hono would copy the headers of the lost answer.
	c.res = undefined;
	return (c.res = RESPONSE_ALREADY_SENT);
}
