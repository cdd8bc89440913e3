// A client of one simulator for the tests of provisioning: the calls that nearly every one of them needs.
import type { SettingsChange } from '../../../simulator/control/settings.mts';
import { startSimulator } from '../../../simulator/index.mts';
import { connect, core, enterprise, send as call, type Json } from '../client.mts';

export { core, enterprise, type Json };

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
	meta: Record<string, string> & { provisionId: string };
}

export interface Answer<Body> {
	status: number;
	body: Body;
}

const uri = 'urn:ietf:params:scim:schemas';
export const travel = `${uri}:extension:travel:2.0:User`;
export const payroll = `${uri}:extension:enterprise:2.0:Payroll`;
export const spend = (name: string) => `${uri}:extension:spend:2.0:${name}`;

export const german = { country: 'DE', locale: 'de-DE', reimbursementCurrency: 'EUR' };

/** Starts a simulator and connects to it with a company token of all, or of the given, scopes. */
export async function startProvisioning(scopes?: string) {
	const simulator = await startSimulator();
	const { body: credentials } = await call(simulator, 'GET', '/_simulator/credentials');
	const companyId = credentials.companyId as string;
	let connection = await connect(simulator, scopes);

	const send = async <Body = Json,>(
		method: string,
		path: string,
		body?: unknown,
	): Promise<Answer<Body>> => (await connection(method, path, body)) as unknown as Answer<Body>;

	const client = {
		simulator,
		companyId,
		close: () => simulator.close(),
		/** A new token: after more than an hour of the simulator's clock, or with other scopes. */
		reconnect: async (wanted = scopes) => {
			connection = await connect(simulator, wanted);
		},
		send,
		settings: (change: SettingsChange) => simulator.settings(change),
		advance: (ms: number) => simulator.advance(ms),
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
			client.advance(2000);
			return (await client.status(body.meta.provisionId)).operations[0]!;
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

/** An extension that was applied. */
export const success = { completed: true, success: true, code: '200', result: 'success' };

/** An extension that was rejected for one reason. */
export const rejection = (message: string, schemaPath: string) => ({
	completed: true,
	success: false,
	code: '500',
	result: 'error',
	messages: [{ code: 'INVALID_VALUE', message, schemaPath, type: 'error' }],
});
