// SAP Concur asked without the nodes, with a token of its own.
import { shownCredentials, type RunningSimulator } from '../support/concur.mts';

export interface IdentityUser {
	id: string;
	userName: string;
}

export interface SpendUser {
	id: string;
	[extension: string]: unknown;
}

/** Returns the body of a GET, or of a POST when it gets a body. */
export type Read = (path: string, body?: unknown) => Promise<Record<string, unknown>>;

/** Connects to the company of the simulator. */
export async function connect({ url }: RunningSimulator): Promise<Read> {
	const shown = await shownCredentials({ url });
	const token = await fetch(`${url}/oauth2/v0/token`, {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({
			client_id: shown.clientId,
			client_secret: shown.clientSecret,
			grant_type: 'password',
			credtype: 'authtoken',
			username: shown.companyId,
			password: shown.companyRequestToken,
		}).toString(),
	});
	const { access_token: accessToken } = (await token.json()) as { access_token: string };
	return async (path, body) => {
		const response = await fetch(url + path, {
			method: body === undefined ? 'GET' : 'POST',
			headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		return (await response.json()) as Record<string, unknown>;
	};
}

/** All users of the company, page by page. */
export async function identityUsers(read: Read): Promise<IdentityUser[]> {
	const users: IdentityUser[] = [];
	let cursor: unknown;
	do {
		const page = await read('/profile/identity/v4.1/Users/.search', {
			schemas: ['urn:ietf:params:scim:api:messages:concur:2.0:SearchRequest'],
			count: 1000,
			...(cursor ? { cursor } : {}),
		});
		users.push(...(page.Resources as IdentityUser[]));
		cursor = page.nextCursor;
	} while (cursor);
	return users;
}

/** All spend profiles of the company, page by page. */
export async function spendUsers(read: Read): Promise<SpendUser[]> {
	const users: SpendUser[] = [];
	for (;;) {
		const page = await read(`/profile/spend/v4.1/Users?startIndex=${users.length + 1}&count=100`);
		users.push(...(page.Resources as SpendUser[]));
		if (users.length >= Number(page.totalResults)) return users;
	}
}
