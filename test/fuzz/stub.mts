// A host that answers as a test says, for the nodes in n8n's own engine: without a simulator behind it, because thousands
// of runs go through it.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { CredentialsByType } from '../support/storedCredentials.mts';

export interface Asked {
	method: string;
	/** With its query. */
	path: string;
	body: string;
}

export interface Reply {
	/** 200 by default. */
	status?: number;
	body: string;
	headers?: Record<string, string>;
}

export interface Stub {
	url: string;
	/** Requests since the last change of `answer`, without those for tokens. */
	asked: Asked[];
	/** Undefined ends the connection without a response. */
	answer: (request: Asked) => Reply | undefined;
	/** What a request for a token gets; a good token by default. */
	token: (form: URLSearchParams) => Reply;
	/** As a user would have typed it. */
	credentials(): { concurApi: CredentialsByType[string] };
	close(): Promise<void>;
}

export const goodToken = {
	access_token: 'CANARY-access',
	refresh_token: 'CANARY-refresh',
	token_type: 'Bearer',
	expires_in: '3600',
	refresh_expires_in: 4102444800,
	scope: 'CANARY-scope',
};

export const companyUuid = 'c0a80101-90ab-4cde-8f01-5b1e51a7c003';

/** The only correlation ID, so that two runs with the same responses have the same results. */
const correlationId = 'the-correlation-id';

export async function startStub(): Promise<Stub> {
	const asked: Asked[] = [];
	let answer: Stub['answer'] = () => ({ status: 404, body: '{}' });
	const server = createServer((request, response) => {
		void (async () => {
			const { method = 'GET', url: path = '/' } = request;
			const body = await text(request);
			const isToken = path.startsWith('/oauth2');
			if (!isToken) asked.push({ method, path, body });
			const reply = isToken
				? stub.token(new URLSearchParams(body))
				: answer({ method, path, body });
			if (!reply) return void request.socket.destroy();
			response
				.writeHead(reply.status ?? 200, {
					'Content-Type': 'application/json',
					'concur-correlationid': correlationId,
					...reply.headers,
				})
				.end(reply.body);
		})();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const stub: Stub = {
		url,
		asked,
		get answer() {
			return answer;
		},
		set answer(next) {
			answer = next;
			asked.length = 0;
		},
		token: () => ({ body: JSON.stringify({ ...goodToken, geolocation: url }) }),
		credentials: () => ({
			concurApi: {
				dataCenter: 'custom',
				customHost: url,
				clientId: 'the-client',
				clientSecret: 'CANARY-secret',
				companyUuid,
				companyRequestToken: 'CANARY-request',
			},
		}),
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
	return stub;
}
