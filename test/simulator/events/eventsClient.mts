// A subscriber of the simulator's events: a receiver at a real port, and the calls that subscribe it.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSimulator, type RunningSimulator } from '../../../simulator/index.mts';
import { companyForm, requestToken, send, type Answer, type Json } from '../client.mts';

export interface Received {
	path: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** Accepts whatever comes, with status 200 unless told otherwise. */
export async function startReceiver() {
	const received: Received[] = [];
	const ok = (response: ServerResponse) => void response.end();
	let answer: (response: ServerResponse, request: Received) => void = ok;
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { url: path = '', headers } = request;
			const one = { path, headers, body: Buffer.concat(chunks) };
			received.push(one);
			answer(response, one);
			server.emit('received');
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
		received,
		/** The events that came, in order of arrival. */
		events: () => received.map(({ body }) => JSON.parse(body.toString()) as Json),
		/** A status, or what to do with the response. */
		answerWith(how: number | typeof answer): void {
			answer = typeof how === 'number' ? (response) => response.writeHead(how).end() : how;
		},
		/** Ends when so many requests have come. */
		async arrivals(count: number): Promise<void> {
			while (received.length < count) await once(server, 'received');
		},
		forget(): void {
			received.length = 0;
			answer = ok;
		},
		async close(): Promise<void> {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

/** Calls with an app token of all, or of the given, scopes. */
export async function connectApp(simulator: RunningSimulator, scope?: string) {
	const form = await companyForm(simulator, {
		grant_type: 'client_credentials',
		credtype: null,
		username: null,
		password: null,
		...(scope && { scope }),
	});
	const { body } = await requestToken(simulator, form);
	const headers = { authorization: `Bearer ${body.access_token as string}` };
	return (method: string, path: string, sent?: unknown): Promise<Answer> =>
		send(simulator, method, path, sent, headers);
}

export const subscriptions = '/events/v4/subscriptions';

/** A simulator, a receiver, and what a test does with both. */
export async function startSubscriber() {
	const simulator = await startSimulator();
	const receiver = await startReceiver();

	/** A subscription document that is accepted, with what differs. */
	const wanted = (id: string, changes: Json = {}): Json => ({
		id,
		topic: 'public.test',
		filter: '.*',
		webHookConfig: { endpoint: receiver.endpoint },
		...changes,
	});
	const put = async (document: Json) =>
		await (
			await connectApp(simulator)
		)('PUT', `${subscriptions}/webhook`, document);
	/** Exchanges the company request token, by which the app's subscriptions get the company. */
	const grant = async () => await requestToken(simulator, await companyForm(simulator));

	return {
		simulator,
		receiver,
		wanted,
		put,
		grant,
		/** Subscribes to public.test, with what differs, and connects the company. */
		async subscribe(id: string, changes: Json = {}): Promise<void> {
			await put(wanted(id, changes));
			await grant();
		},
		/** Publishes on public.test, with what differs. */
		publish: (changes: Json = {}) =>
			simulator.publish({ topic: 'public.test', eventType: 'tested', ...changes }),
		/** Statuses of all attempts so far, once those that are due have ended. */
		async statuses(): Promise<number[]> {
			await simulator.delivered();
			return simulator.deliveries().map(({ status }) => status);
		},
		/** Lets time pass, and whatever is due by then end. */
		async after(ms: number): Promise<void> {
			simulator.advance(ms);
			await simulator.delivered();
		},
		/** A simulator as at the start, without subscriptions. */
		async startAnew(): Promise<void> {
			simulator.reset();
			receiver.forget();
			const call = await connectApp(simulator);
			const { body } = await call('GET', subscriptions);
			for (const { id } of body as unknown as Array<{ id: string }>)
				await call('DELETE', `${subscriptions}/${id}`);
		},
		async close(): Promise<void> {
			await simulator.close();
			await receiver.close();
		},
	};
}
