// What the gateway in front of SAP Concur answers in its place (api-facts 3), with settings.echoRequests together with the
// request that it got.
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Clock } from '../company/clock.mts';
import type { SimulatorEnv } from '../http/correlation.mts';
import { errorBody } from '../http/errors.mts';
import type { Settings } from './settings.mts';

/** What a gateway uses of a simulator. */
export interface GatewayContext {
	clock: Clock;
	settings: Pick<Settings, 'echoRequests'>;
}

interface GatewayError {
	status: number;
	headers?: Record<string, string>;
	/** A page in place of JSON. */
	html?: boolean;
}

/**
 * Returns an error that no service of SAP Concur has made: JSON, or the page of a gateway.
 *
 * With settings.echoRequests the body repeats the request, and a JSON body names the token in its message as well.
 */
export async function gatewayAnswer(
	{ clock, settings }: GatewayContext,
	c: Context<SimulatorEnv>,
	{ status, headers, html = false }: GatewayError,
): Promise<Response> {
	const request = settings.echoRequests ? await requestOf(c) : undefined;
	const sent = status as ContentfulStatusCode;
	if (html) return c.html(gatewayPage(request), sent, headers);
	const { error, message } = jsonError(clock, c.req.path, status);
	const told = request
		? `${message}: ${request.method} ${request.path}, Authorization: ${request.headers.authorization ?? 'none'}`
		: message;
	return c.json({ ...error(told), ...(request && { request }) }, sent, headers);
}

interface RepeatedRequest {
	method: string;
	/** With the query. */
	path: string;
	headers: Record<string, string>;
	body: string;
}

async function requestOf(c: Context<SimulatorEnv>): Promise<RepeatedRequest> {
	const { pathname, search } = new URL(c.req.url);
	const body = await c.req.text();
	return { method: c.req.method, path: pathname + search, headers: c.req.header(), body };
}

function jsonError(clock: Clock, path: string, status: number) {
	if (status !== 429) {
		const error = (message: string) => errorBody(status, 'INTERNAL_ERROR', message);
		return { message: 'Simulated fault', error };
	}
	// SAP: list-item-bulk: the only 429 that is documented anywhere (api-facts 3).
	const error = (message: string) => ({
		timestamp: new Date(clock.now()).toISOString(),
		httpStatus: '429 - Too Many Requests',
		error: { id: 'security.rate.limit.reached', message },
		path,
	});
	return { message: 'Too many requests', error };
}

function gatewayPage(request: RepeatedRequest | undefined): string {
	const repeated = request ? `<pre>${escaped(asText(request))}</pre>` : '';
	return `<html><head><title>Service Unavailable</title></head><body><h1>Service Unavailable</h1>${repeated}</body></html>`;
}

function asText({ method, path, headers, body }: RepeatedRequest): string {
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
	return [`${method} ${path}`, ...lines, '', body].join('\n');
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
