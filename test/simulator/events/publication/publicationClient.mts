// A subscriber to every topic about users: what SAP Concur publishes arrives at its own receiver.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { topic } from '../../../../simulator/events/subscriptions/topics.mts';
import { connect, requestToken, send, type Answer, type Json } from '../../client.mts';
import { startProvisioning } from '../../provisioning/provisioningClient.mts';

export interface ReceivedEvent extends Json {
	id: string;
	correlationId: string;
	eventType: string;
	topic: string;
	timeStamp: string;
	facts: Json;
}

export const typesOf = (events: ReceivedEvent[]): string[] =>
	events.map(({ eventType }) => eventType).sort();

/** A simulator whose events arrive here, and a client of it. */
export async function startSubscribed() {
	const concur = await startProvisioning();
	const { simulator } = concur;
	const received: ReceivedEvent[] = [];
	const receiver = new Hono().post('/', async (c) => {
		received.push(await c.req.json<ReceivedEvent>());
		return c.body(null, 204);
	});
	const server = serve({ fetch: receiver.fetch, port: 0, hostname: '127.0.0.1' });
	await new Promise((resolve) => server.once('listening', resolve));
	const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

	const { body: credentials } = await send(simulator, 'GET', '/_simulator/credentials');
	const { body: token } = await requestToken(simulator, {
		client_id: credentials.clientId as string,
		client_secret: credentials.clientSecret as string,
		grant_type: 'client_credentials',
	});
	const headers = { authorization: `Bearer ${token.access_token as string}` };
	for (const [name, each] of Object.entries(topic)) {
		const webHookConfig = { endpoint };
		const document = { id: `people-${name}`, topic: each, filter: '.*', webHookConfig };
		const path = '/events/v4/subscriptions/webhook';
		const { status, body } = await send(simulator, 'PUT', path, document, headers);
		expect(status, JSON.stringify(body)).toBe(200);
	}
	// The company lets the app see its events by granting it a token (api-facts 11).
	await concur.reconnect();

	const eventsOf = async (act: () => unknown): Promise<ReceivedEvent[]> => {
		const from = received.length;
		await act();
		await simulator.delivered();
		return received.slice(from);
	};

	return {
		...concur,
		/** A new user whose own events are over. */
		known: async (name: string, more: Json = {}): Promise<string> => {
			const created = await concur.create(name, more);
			expect((await concur.finished(created)).status.success).toBe(true);
			await simulator.delivered();
			return created.body.id;
		},
		/** As send(), with the headers of the answer. */
		call: async (method: string, path: string, body?: unknown): Promise<Answer> => {
			const connection = await connect(simulator);
			return await connection(method, path, body);
		},
		/** Everything that arrived because of an action, in the order of arrival. */
		eventsOf,
		/** The events of one topic among them. */
		eventsOn: async (name: keyof typeof topic, act: () => unknown) =>
			(await eventsOf(act)).filter((event) => event.topic === topic[name]),
		close: async () => {
			await concur.close();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

export type Subscribed = Awaited<ReturnType<typeof startSubscribed>>;
