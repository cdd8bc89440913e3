// Reads the transcribed samples of SAP's pages and plays them against a simulator over HTTP.
import axios, { type AxiosInstance } from 'axios';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bindings } from './likeness.mts';

export type Json = Record<string, unknown>;

export interface SampleRequest {
	method: string;
	path: string;
	headers?: Record<string, string>;
	query?: Record<string, string>;
	/** Scopes that the token of this request lacks. */
	withoutScopes?: string[];
	body?: Json;
}

/** What must have happened before the request of a sample. Ids in it are those that the sample names. */
export type Given =
	/** The company has so many made-up users beside those that every simulator has; 0 removes all. */
	| { users: number }
	/** A user whose document holds these attributes; Spend and Travel data are provisioned, too. */
	| { user: Json & { id: string } }
	| { settings: Json }
	/** An earlier request, and the values of its answer under the names that the sample gives them. */
	| { request: SampleRequest; gives: Record<string, string>; finished?: boolean };

export interface Sample {
	/** Path of SAP's page in the sources of developer.concur.com. */
	page: string;
	title: string;
	given?: Given[];
	request: SampleRequest;
	/** A list of statuses where the page lists several without saying which. */
	response: { status: number | number[]; body?: unknown };
	/** Result by extension of each operation, once the asynchronous part has ended. All others are no-op. */
	then?: Array<Record<string, string>>;
	/** Lists that the sample shortens. */
	elided?: string[];
	/** Members whose value does not follow from the request; only their JSON type is compared. */
	free?: string[];
	/** Members of the sample that are not expected. */
	omits?: string[];
	/** Members that the answer must not have. */
	absent?: string[];
	/** The resources hold exactly the members of the sample. */
	exact?: boolean;
	/** The open question by which a contradiction was decided, or "No row" and the reason. */
	decided?: string;
}

/** Of GET /_simulator/credentials. */
type Credentials = Record<
	'clientId' | 'clientSecret' | 'companyId' | 'companyRequestToken',
	string
>;

interface Token {
	access_token: string;
	scope: string;
}

const folder = join(import.meta.dirname, 'fixtures');

/** All of them by their path below fixtures, in order of the path. Those of events are no requests. */
export const samples: Array<[name: string, sample: Sample]> = readdirSync(folder, {
	recursive: true,
	encoding: 'utf8',
})
	.filter((name) => name.endsWith('.json') && !name.startsWith('event-topics'))
	.sort()
	.map((name) => [
		name.replace(/\.json$/, ''),
		JSON.parse(readFileSync(join(folder, name), 'utf8')) as Sample,
	]);

/** The companies of SAP's samples: each is the one company of the simulator. */
const companies = [
	'aa076ada-80a9-4f57-8e98-9300b1c3171d',
	'e5756608-5824-4ede-889c-e231245850ef',
	'053c9338-bf2a-49cd-9035-c1f97be858b0',
	'6eed4eb2-95bb-4edf-86aa-36aec1263321',
];

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const longEnough = 10 * 60_000;

/** One company of the simulator in the state that a sample presupposes. */
export class Replay {
	readonly bindings: Bindings;
	private readonly tokens = new Map<string, Token>();

	private constructor(
		private readonly http: AxiosInstance,
		private readonly app: Credentials,
		url: string,
	) {
		this.bindings = new Bindings(url);
		for (const id of companies) this.bindings.bind(id, app.companyId);
		this.bindings.bind('your-client_id', app.clientId);
		this.bindings.bind('your-client_secret', app.clientSecret);
		this.bindings.bind('<companyId>', app.companyId);
		this.bindings.bind('<authtoken>', app.companyRequestToken);
	}

	/** Empties the simulator, of subscriptions too, and fetches its credentials. */
	static async start(url: string): Promise<Replay> {
		const http = axios.create({ baseURL: url, validateStatus: () => true, maxRedirects: 0 });
		await http.post('/_simulator/reset', { users: 0 });
		const { data } = await http.get<Credentials>('/_simulator/credentials');
		const replay = new Replay(http, data, url);
		await replay.unsubscribe();
		return replay;
	}

	async prepare(given: Given): Promise<void> {
		if ('users' in given) await this.populate(given.users);
		else if ('settings' in given) await this.control('/_simulator/settings', given.settings);
		else if ('user' in given) await this.createUser(given.user);
		else {
			const { status, data } = await this.send(given.request);
			if (status >= 300)
				throw new Error(`${given.request.path}: ${status} ${JSON.stringify(data)}`);
			for (const [path, documented] of Object.entries(given.gives))
				this.bindings.bind(documented, String(memberAt(data, path)));
			if (given.finished) await this.finish();
		}
	}

	/** Sends a request of a sample with the simulator's ids and credentials in place of the documented ones. */
	async send(
		request: SampleRequest,
	): Promise<{ status: number; headers: Record<string, unknown>; data: unknown }> {
		const { method, path, query } = request;
		const headers = { ...request.headers };
		const [type] = Object.entries(headers).find(([name]) => /^content-type$/i.test(name)) ?? [];
		const body = this.bindings.apply(request.body);
		const isForm = type !== undefined && headers[type]!.includes('x-www-form-urlencoded');
		if (!path.startsWith('/oauth2')) headers.Authorization = await this.authorization(request);
		return await this.http.request<unknown>({
			method,
			url: this.bindings.apply(path),
			params: this.bindings.apply(query),
			headers,
			data: isForm ? new URLSearchParams(body as Record<string, string>).toString() : body,
		});
	}

	private async unsubscribe(): Promise<void> {
		const path = '/events/v4/subscriptions';
		const headers = { Authorization: 'Bearer {app-token}' };
		const { data } = await this.send({ method: 'GET', path, headers });
		for (const { id } of data as Array<{ id: string }>)
			await this.send({ method: 'DELETE', path: `${path}/${id}`, headers });
	}

	/** The operations of a provision after its end, as the status shows them. */
	async operationsOf(provisionId: string): Promise<Json[]> {
		await this.finish();
		const path = `/profile/v4/provisions/${provisionId}/status`;
		const query = { attributes: 'operations', count: '100' };
		const { data } = await this.send({ method: 'GET', path, query });
		return (data as { operations: Json[] }).operations;
	}

	private async populate(users: number): Promise<void> {
		await this.control('/_simulator/reset', { users });
		if (users > 0) return;
		const path = '/profile/identity/v4.1/Users';
		const { data } = await this.send({ method: 'GET', path });
		for (const { id } of (data as { Resources: Array<{ id: string }> }).Resources)
			await this.send({ method: 'DELETE', path: `${path}/${id}` });
	}

	private async createUser({ id, ...attributes }: Json & { id: string }): Promise<void> {
		const userName = `${id}@example.com`;
		const document = {
			schemas: [core],
			userName,
			active: true,
			name: { givenName: 'Given', familyName: 'Family' },
			emails: [{ type: 'work', value: userName }],
			...attributes,
			[enterprise]: {
				employeeNumber: id,
				companyId: companies[0],
				...(attributes[enterprise] as Json | undefined),
			},
		};
		const { data } = await this.send({ method: 'POST', path: '/profile/v4/Users', body: document });
		const { id: actual, meta } = data as { id?: string; meta?: { provisionId: string } };
		if (!actual || !meta) throw new Error(`given user ${id}: ${JSON.stringify(data)}`);
		this.bindings.bind(id, actual);
		const [operation] = await this.operationsOf(meta.provisionId);
		if ((operation!.status as Json).success !== true)
			throw new Error(`given user ${id}: ${JSON.stringify(operation)}`);
	}

	private async finish(): Promise<void> {
		await this.control('/_simulator/clock', { advanceMs: longEnough });
	}

	/** Also ends the use of earlier tokens, whose life the simulator's clock may have passed. */
	private async control(path: string, body: unknown): Promise<void> {
		this.tokens.clear();
		const { status, data } = await this.http.post<unknown>(path, body);
		if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(data)}`);
	}

	private async authorization({ headers, withoutScopes }: SampleRequest): Promise<string> {
		const isApp = headers?.Authorization?.includes('{app-token}') ?? false;
		const all = await this.token(isApp);
		if (!withoutScopes) return `Bearer ${all.access_token}`;
		const scopes = all.scope.split(' ').filter((scope) => !withoutScopes.includes(scope));
		return `Bearer ${(await this.token(isApp, scopes.join(' '))).access_token}`;
	}

	private async token(isApp: boolean, scope?: string): Promise<Token> {
		const key = `${isApp} ${scope}`;
		const token = this.tokens.get(key) ?? (await this.fetchToken(isApp, scope));
		this.tokens.set(key, token);
		return token;
	}

	private async fetchToken(isApp: boolean, scope?: string): Promise<Token> {
		const { clientId, clientSecret, companyId, companyRequestToken } = this.app;
		const { data } = await this.http.post<Token>(
			'/oauth2/v0/token',
			new URLSearchParams({
				client_id: clientId,
				client_secret: clientSecret,
				...(scope && { scope }),
				...(isApp
					? { grant_type: 'client_credentials' }
					: {
							grant_type: 'password',
							credtype: 'authtoken',
							username: companyId,
							password: companyRequestToken,
						}),
			}).toString(),
			{ headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
		);
		return data;
	}
}

/** Follows a dotted path through objects. */
export function memberAt(document: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((holder, name) => (holder as Json | undefined)?.[name], document);
}
