// What docs/events.md asks to put in front of n8n: while n8n starts it answers webhooks with "n8n is starting up" (200)
// and with 404, and after either Concur never sends that event again. Here both become 503.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { proxy } from 'hono/proxy';
import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';

export interface FrontProxy {
	url: string;
	/** Where n8n is, or each of its webhook processes; all deliveries of an event go to the same one. */
	targets: string[];
	close(): Promise<void>;
}

/** Starts the proxy on this port of this machine, a free one unless given. */
export async function startFrontProxy(port = 0): Promise<FrontProxy> {
	const app = new Hono();
	const later = () => new Response('n8n is not ready', { status: 503 });
	app.all('*', async (c) => {
		try {
			const { pathname, search } = new URL(c.req.url);
			const target = targetOf(c.req.header('concur-correlationid') ?? '', front.targets);
			const ready = await fetch(`${target}/healthz/readiness`);
			if (!ready.ok) return later();
			const answer = await proxy(`${target}${pathname}${search}`, c.req);
			return answer.status === 404 ? later() : answer;
		} catch {
			return later();
		}
	});
	const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
	if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
	const front: FrontProxy = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		targets: [],
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
	return front;
}

function targetOf(correlationId: string, targets: string[]): string | undefined {
	const place = createHash('md5').update(correlationId).digest().readUInt32BE();
	return targets[place % targets.length];
}
