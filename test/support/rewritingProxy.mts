import axios from 'axios';
import omit from 'lodash/omit.js';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Answer {
	status: number;
	body: string;
}

export interface ProxiedRequest {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: string;
}

export interface RewritingProxy {
	url: string;
	close(): Promise<void>;
}

/**
 * Stands between a node and the simulator, for answers that are documented nowhere and that the simulator therefore
 * does not give. `rewrite` gets each answer and gives what the node shall see; undefined ends the connection without one.
 */
export async function startProxy(
	target: string,
	rewrite: (request: ProxiedRequest, answer: Answer) => Answer | undefined,
): Promise<RewritingProxy> {
	let url = '';
	const server = createServer((request, response) => {
		void (async () => {
			const { method = 'GET', url: path = '/' } = request;
			const body = await text(request);
			const headers = omit(request.headers, 'host', 'connection', 'content-length');
			const answered = await axios.request<string>({
				url: target + path,
				method,
				headers: headers as Record<string, string>,
				data: body === '' ? undefined : body,
				proxy: false,
				transformResponse: (text: string) => text,
				validateStatus: () => true,
			});
			// Tokens name the host that they are for.
			const whole = answered.data.replaceAll(target, url);
			const answer = rewrite(
				{ method, path, headers: request.headers, body },
				{ status: answered.status, body: whole },
			);
			if (!answer) return void request.socket.destroy();
			response
				.writeHead(answer.status, {
					'Content-Type': String(answered.headers['content-type'] ?? 'application/json'),
					Date: String(answered.headers.date),
				})
				.end(answer.body);
		})();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
