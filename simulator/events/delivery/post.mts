// One HTTP attempt of a delivery.
import axios from 'axios';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { DeliveryContext, Message } from './deliveries.mts';

// A subscriber that ends a kept connection just when the next event arrives on it would look like an outage.
const connections = {
	httpAgent: new HttpAgent({ keepAlive: false }),
	httpsAgent: new HttpsAgent({ keepAlive: false }),
};

/** Sends one message and returns the status; 0 after an I/O error or without an answer in time. */
export async function post(
	{ deliveries, settings }: DeliveryContext,
	endpoint: string,
	{ headers, body }: Message,
): Promise<number> {
	const { acknowledgeWithinMs, followsRedirects } = settings.events;
	// Neither axios' timeout nor Node's covers the time until the connection is made.
	const request = new AbortController();
	const timer = setTimeout(() => request.abort(), acknowledgeWithinMs);
	deliveries.requests.add(request);
	try {
		const { status } = await axios.post(endpoint, body, {
			headers,
			...connections,
			proxy: false,
			maxRedirects: followsRedirects ? 5 : 0,
			maxBodyLength: Infinity,
			responseType: 'text',
			validateStatus: () => true,
			signal: request.signal,
		});
		return status;
	} catch (error) {
		if (axios.isAxiosError(error)) return 0;
		throw error;
	} finally {
		clearTimeout(timer);
		deliveries.requests.delete(request);
	}
}
