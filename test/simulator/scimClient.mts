// A client of the simulator that uses nothing but SAP's documented OAuth2 and SCIM.
import axios, { type AxiosInstance } from 'axios';

export type Json = Record<string, unknown>;

export const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const identity = '/profile/identity/v4.1';

export interface ScimClient {
	http: AxiosInstance;
	companyId: string;
}

/** Of GET /_simulator/credentials. */
type Credentials = Record<
	'clientId' | 'clientSecret' | 'companyId' | 'companyRequestToken',
	string
>;

/** Connects with a company token of all scopes, as an administrator's request token gives it. */
export async function connect(url: string): Promise<ScimClient> {
	const { data: app } = await axios.get<Credentials>(`${url}/_simulator/credentials`);
	const { data: token } = await axios.post<{ access_token: string; geolocation: string }>(
		`${url}/oauth2/v0/token`,
		new URLSearchParams({
			client_id: app.clientId,
			client_secret: app.clientSecret,
			grant_type: 'password',
			credtype: 'authtoken',
			username: app.companyId,
			password: app.companyRequestToken,
		}).toString(),
		{ headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
	);
	const http = axios.create({
		baseURL: token.geolocation,
		headers: { Authorization: `Bearer ${token.access_token}` },
	});
	return { http, companyId: app.companyId };
}

/** The smallest document that creates a user, by a number that tells users apart. */
export function newcomer({ companyId }: ScimClient, number: number, rest: Json = {}): Json {
	return {
		schemas: [core],
		userName: `newcomer${number}@example.com`,
		active: true,
		name: { givenName: 'New', familyName: `Comer ${number}` },
		emails: [{ type: 'work', value: `newcomer${number}@example.com` }],
		[enterprise]: { employeeNumber: `N${number}`, companyId },
		...rest,
	};
}
