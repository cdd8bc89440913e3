// A client of one simulator for the tests of provisioning: the calls that nearly every one of them needs.
import { startSimulator } from '../../simulator/index.mts';

export type Json = Record<string, any>;

const uri = 'urn:ietf:params:scim:schemas';
export const core = `${uri}:core:2.0:User`;
export const enterprise = `${uri}:extension:enterprise:2.0:User`;
export const travel = `${uri}:extension:travel:2.0:User`;
export const payroll = `${uri}:extension:enterprise:2.0:Payroll`;
export const spend = (name: string) => `${uri}:extension:spend:2.0:${name}`;

export const spendUser = { country: 'DE', locale: 'de-DE', reimbursementCurrency: 'EUR' };

export interface Answer {
	status: number;
	body: Json;
}

/** Starts a simulator and connects to it with a company token of all, or of the given, scopes. */
export async function startProvisioning(scopes?: string[]) {
	const simulator = await startSimulator({ port: 0 });
	const { url } = simulator;
	const control = async (path: string, body: unknown) => {
		const answer = await fetch(`${url}/_simulator/${path}`, {
			method: 'POST',
			body: JSON.stringify(body),
		});
		if (!answer.ok) throw new Error(await answer.text());
	};
	const credentials = (await (await fetch(`${url}/_simulator/credentials`)).json()) as Json;
	const { companyId } = credentials;
	const token = (await (
		await fetch(`${url}/oauth2/v0/token`, {
			method: 'POST',
			body: new URLSearchParams({
				client_id: credentials.clientId,
				client_secret: credentials.clientSecret,
				grant_type: 'password',
				credtype: 'authtoken',
				username: companyId,
				password: credentials.companyRequestToken,
				...(scopes && { scope: scopes.join(' ') }),
			}).toString(),
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
		})
	).json()) as Json;

	const send = async (method: string, path: string, body?: unknown): Promise<Answer> => {
		const answer = await fetch(url + path, {
			method,
			headers: {
				authorization: `Bearer ${token.access_token}`,
				'content-type': 'application/json',
			},
			...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		});
		const text = await answer.text();
		return { status: answer.status, body: text ? JSON.parse(text) : {} };
	};
	const client = {
		companyId: companyId as string,
		settings: (changes: Json) => control('settings', changes),
		advance: (advanceMs: number) => control('clock', { advanceMs }),
		close: () => simulator.close(),
		send,
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
			send('POST', '/profile/v4/Users', client.person(name, more)),
		patch: (id: string, Operations: Json[]) =>
			send('PATCH', `/profile/v4/Users/${id}`, {
				schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
				Operations,
			}),
		bulk: (Operations: Json[], more: Json = {}) =>
			send('POST', '/profile/v4/Bulk', {
				schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
				...more,
				Operations,
			}),
		status: async (provisionId: string, query = 'attributes=operations&count=100') =>
			(await send('GET', `/profile/v4/provisions/${provisionId}/status?${query}`)).body,
		/** Lets the request finish and returns its only operation. */
		finished: async ({ body }: Answer): Promise<Json> => {
			await client.advance(60_000);
			const { operations } = await client.status(body.meta?.provisionId ?? body.id);
			return operations[0];
		},
	};
	return client;
}

/** One extension of an operation: its status and messages. */
export function extension(operation: Json, name: string): Json {
	const { status, messages } = operation.extensions.find((each: Json) => each.name === name);
	return { ...status, ...(messages && { messages }) };
}
