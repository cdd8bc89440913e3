// A client of one simulator for the tests of provisioning: the calls that nearly every one of them needs.
import { startSimulator } from '../../simulator/index.mts';

export type Json = Record<string, unknown>;

export interface ExtensionResult {
	name: string;
	status: { completed: boolean; success: boolean | null; code?: string; result?: string };
	messages?: Json[];
}

export interface OperationResult {
	id: string;
	bulkId?: string;
	status: { completed: boolean; success: boolean | null; code?: string };
	resource?: { id: string; type: string };
	extensions: ExtensionResult[];
}

export interface StatusDocument {
	id: string;
	status: { completed: boolean; success: boolean | null };
	operationsCount: Json;
	meta: Record<string, string>;
	operations: OperationResult[];
	totalResults: number;
	itemsPerPage: number;
}

export interface UserAnswer extends Json {
	id: string;
	meta: Record<string, string>;
}

export interface Answer<Body> {
	status: number;
	body: Body;
}

const uri = 'urn:ietf:params:scim:schemas';
export const core = `${uri}:core:2.0:User`;
export const enterprise = `${uri}:extension:enterprise:2.0:User`;
export const travel = `${uri}:extension:travel:2.0:User`;
export const payroll = `${uri}:extension:enterprise:2.0:Payroll`;
export const spend = (name: string) => `${uri}:extension:spend:2.0:${name}`;

export const german = { country: 'DE', locale: 'de-DE', reimbursementCurrency: 'EUR' };

async function post<Body>(url: string, body: Json | URLSearchParams): Promise<Body> {
	const isForm = body instanceof URLSearchParams;
	const answer = await fetch(url, {
		method: 'POST',
		// fetch would add a charset, which Concur refuses.
		headers: { 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json' },
		body: isForm ? body.toString() : JSON.stringify(body),
	});
	if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
	return (await answer.json()) as Body;
}

/** Starts a simulator and connects to it with a company token of all, or of the given, scopes. */
export async function startProvisioning(scopes?: string[]) {
	const simulator = await startSimulator({ port: 0 });
	const { url } = simulator;
	const credentials = (await (await fetch(`${url}/_simulator/credentials`)).json()) as {
		[name: string]: string;
	};
	const { companyId } = credentials;
	let token = '';
	const reconnect = async (wanted = scopes): Promise<void> => {
		const current = (await (await fetch(`${url}/_simulator/credentials`)).json()) as Json;
		const answer = await post<{ access_token: string }>(
			`${url}/oauth2/v0/token`,
			new URLSearchParams({
				client_id: credentials.clientId,
				client_secret: credentials.clientSecret,
				grant_type: 'password',
				credtype: 'authtoken',
				username: companyId,
				password: String(current.companyRequestToken),
				...(wanted && { scope: wanted.join(' ') }),
			}),
		);
		token = answer.access_token;
	};
	await reconnect();

	const send = async <Body = Json,>(
		method: string,
		path: string,
		body?: unknown,
	): Promise<Answer<Body>> => {
		const answer = await fetch(url + path, {
			method,
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await answer.text();
		return { status: answer.status, body: JSON.parse(text || '{}') as Body };
	};

	const client = {
		companyId,
		close: () => simulator.close(),
		/** A new token: after more than an hour of the simulator's clock, or with other scopes. */
		reconnect,
		send,
		settings: (changes: Json) => post(`${url}/_simulator/settings`, changes),
		advance: (advanceMs: number) => post(`${url}/_simulator/clock`, { advanceMs }),
		/** The smallest user, with whatever else is given. */
		person: (name: string, more: Json = {}): Json => ({
			schemas: [core],
			userName: `${name}@example.com`,
			active: true,
			name: { givenName: name, familyName: 'Test' },
			emails: [{ value: `${name}@example.com`, type: 'work' }],
			entitlements: ['Expense', 'Request', 'Invoice', 'Travel'],
			[enterprise]: { companyId, employeeNumber: name },
			...more,
		}),
		create: (name: string, more: Json = {}) =>
			send<UserAnswer>('POST', '/profile/v4/Users', client.person(name, more)),
		patch: (id: string, Operations: Json[]) =>
			send<UserAnswer>('PATCH', `/profile/v4/Users/${id}`, {
				schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
				Operations,
			}),
		bulk: (Operations: Json[], more: Json = {}) =>
			send<StatusDocument>('POST', '/profile/v4/Bulk', {
				schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
				...more,
				Operations,
			}),
		status: async (provisionId: string, query = 'attributes=operations&count=100') =>
			(await send<StatusDocument>('GET', `/profile/v4/provisions/${provisionId}/status?${query}`))
				.body,
		/** Lets the request of a single user finish and returns its only operation. */
		finished: async ({ body }: Answer<UserAnswer>): Promise<OperationResult> => {
			await client.advance(2000);
			return (await client.status(body.meta.provisionId)).operations[0];
		},
		/** A user whose Spend profile exists already. */
		spender: async (name: string, more: Json = {}): Promise<string> => {
			const created = await client.create(name, { [spend('User')]: german, ...more });
			const { status } = await client.finished(created);
			if (!status.success) throw new Error(`${name} was not provisioned`);
			return created.body.id;
		},
		/** The Spend profile as the retrieval service shows it. */
		profile: async (id: string) =>
			(await send<Record<string, Json>>('GET', `/profile/spend/v4.1/Users/${id}`)).body,
	};
	return client;
}

export type Client = Awaited<ReturnType<typeof startProvisioning>>;

/** One extension of an operation: its status and, where it has any, its messages. */
export function extension({ extensions }: OperationResult, name: string): Json {
	const { status, messages } = extensions.find((each) => each.name === name)!;
	return { ...status, ...(messages && { messages }) };
}

/** A PATCH operation on an attribute of an extension, or on the whole of it. */
export function replace(schema: string, attribute: string, value: unknown): Json {
	return { op: 'replace', path: attribute ? `${schema}:${attribute}` : schema, value };
}
