// What most tests of the simulator need: token requests, calls with a token, a small user.
import type { RunningSimulator } from '../../simulator/index.mts';

export type Json = Record<string, unknown>;

export const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const concurError = 'urn:ietf:params:scim:api:messages:concur:2.0:Error';
export const users = '/profile/identity/v4.1/Users';

export interface Answer {
	status: number;
	headers: Headers;
	body: Json;
}

export async function send(
	{ url }: RunningSimulator,
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
): Promise<Answer> {
	const answer = await fetch(url + path, {
		method,
		headers: { 'content-type': 'application/json', ...headers },
		...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
	const text = await answer.text();
	return { status: answer.status, headers: answer.headers, body: JSON.parse(text || '{}') as Json };
}

/** The form of a first company token, with what differs; null leaves a parameter out. */
export async function companyForm(
	simulator: RunningSimulator,
	changes: Record<string, string | null> = {},
): Promise<Record<string, string>> {
	const { body } = await send(simulator, 'GET', '/_simulator/credentials');
	const form = {
		client_id: body.clientId as string,
		client_secret: body.clientSecret as string,
		grant_type: 'password',
		credtype: 'authtoken',
		username: body.companyId as string,
		password: body.companyRequestToken as string,
		...changes,
	};
	return Object.fromEntries(
		Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== null),
	);
}

export async function requestToken(
	simulator: RunningSimulator,
	form: Record<string, string>,
): Promise<Answer> {
	const body = new URLSearchParams(form).toString();
	return await send(simulator, 'POST', '/oauth2/v0/token', body, {
		'content-type': 'application/x-www-form-urlencoded',
	});
}

/** Calls with a company token of all, or of the given, scopes. */
export async function connect(simulator: RunningSimulator, scope?: string) {
	const form = await companyForm(simulator, scope ? { scope } : {});
	const { body } = await requestToken(simulator, form);
	const headers = { authorization: `Bearer ${body.access_token as string}` };
	return (method: string, path: string, sent?: unknown) =>
		send(simulator, method, path, sent, headers);
}

/** The smallest user that SAP Concur accepts, with whatever is given. */
export async function person(
	simulator: RunningSimulator,
	name: string,
	more: Json = {},
): Promise<Json> {
	const { body } = await send(simulator, 'GET', '/_simulator/credentials');
	return {
		schemas: [core],
		userName: `${name}@example.com`,
		active: true,
		name: { givenName: 'John', familyName: 'Doe' },
		emails: [{ value: `${name}@example.com`, type: 'work' }],
		...more,
		[enterprise]: {
			companyId: body.companyId,
			employeeNumber: name,
			...(more[enterprise] as Json | undefined),
		},
	};
}

/** Texts of the messages in an error envelope. */
export function messages({ body }: Answer): string[] {
	const { messages: list } = body[concurError] as { messages: Array<{ message: string }> };
	return list.map(({ message }) => message);
}

export function patch(...Operations: Json[]): Json {
	return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations };
}
