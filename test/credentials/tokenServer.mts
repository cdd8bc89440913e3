// A host that answers a token request with whatever a test wants and remembers what reached it, secrets included:
// for the rare answers and for what goes over the wire. The simulator plays the usual ones.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

type Body = object | string | number | boolean | null;

export interface Reply {
	/** Only a request with this grant gets it. */
	grant?: 'password' | 'refresh_token' | 'client_credentials';
	status?: 200 | 302 | 400 | 401 | 403 | 404 | 408 | 429 | 500 | 503;
	/** A function makes it of the form that came, as a gateway does that repeats requests. */
	body?: Body | ((form: Record<string, string>) => Body);
	headers?: Record<string, string>;
}

interface SeenRequest {
	method: string;
	path: string;
	headers: Record<string, string>;
	form: Record<string, string>;
}

export interface TokenServer {
	url: string;
	seen: SeenRequest[];
	/** What the next token requests get; after them each gets a good token. */
	replies: Reply[];
	/** Added to each good token. */
	extra: Record<string, unknown>;
	/** Where /moved leads to. */
	redirect: string;
	close(): Promise<unknown>;
}

/**
 * Good tokens are called company-1, company-2 … and app-3 …, refresh tokens refresh-1 …. Any other path answers 200
 * for a known token and 401 without one.
 */
export async function startTokenServer(): Promise<TokenServer> {
	const state = { seen: [] as SeenRequest[], replies: [] as Reply[], extra: {}, redirect: '' };
	let issued = 0;
	const app = new Hono();
	app.use(async (c, next) => {
		const text = await c.req.raw.clone().text();
		state.seen.push({
			method: c.req.method,
			path: c.req.path,
			headers: c.req.header(),
			form: Object.fromEntries(new URLSearchParams(text)),
		});
		await next();
	});
	app.post('/oauth2/v0/token', (c) => {
		const grant = state.seen.at(-1)?.form.grant_type;
		const next = state.replies.findIndex((reply) => [undefined, grant].includes(reply.grant));
		const [reply] = next < 0 ? [] : state.replies.splice(next, 1);
		if (reply) {
			const { status = 200, headers } = reply;
			const form = state.seen.at(-1)?.form ?? {};
			const { body = {} } = typeof reply.body === 'function' ? { body: reply.body(form) } : reply;
			return c.body(typeof body === 'string' ? body : JSON.stringify(body), status, headers);
		}
		const isApp = grant === 'client_credentials';
		issued += 1;
		return c.json({
			access_token: `${isApp ? 'app' : 'company'}-${issued}`,
			token_type: 'Bearer',
			expires_in: '3600',
			scope: 'user.provision.write user.provision.read',
			...(!isApp && { refresh_token: `refresh-${issued}` }),
			...state.extra,
		});
	});
	app.all('/moved', (c) => c.redirect(`${state.redirect}/moved`, 307));
	app.all('*', (c) =>
		/^Bearer (company|app)-\d+$/.test(c.req.header('authorization') ?? '')
			? c.json({ path: c.req.path, authorization: c.req.header('authorization') })
			: c.json({ message: 'no token' }, 401),
	);
	return await new Promise((resolve) => {
		const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
			resolve(
				Object.assign(state, {
					url: `http://127.0.0.1:${port}`,
					close: async () => await new Promise((closed) => server.close(closed)),
				}),
			),
		);
	});
}

/** A credential as typed for this server. */
export function typedCredential(url: string) {
	return {
		dataCenter: 'custom',
		customHost: url,
		clientId: 'the-client',
		clientSecret: 'the-secret&=+',
		companyUuid: 'the-company',
		companyRequestToken: 'at-first',
	};
}
