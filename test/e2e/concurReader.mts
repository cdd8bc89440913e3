// What a local SAP Concur has, read past the nodes.
import axios from 'axios';
import get from 'lodash/get.js';
import { urn } from '../../simulator/scim/urns.mts';

export interface UserInConcur {
	id: string;
	employeeNumber: string;
	userName: string;
	isActive: boolean;
	department: string;
	/** The UUID of the manager. */
	manager: string;
	/** The currency of the expense profile; undefined for somebody without one. */
	currency?: string;
	/** The UUID of the first report approver. */
	approver?: string;
}

interface Json {
	id: string;
	[attribute: string]: unknown;
}

/** The requests so far that changed something in a simulator, or tried to, such as 'POST /profile/v4/Bulk'. */
export async function writesTo(simulatorUrl: string): Promise<string[]> {
	const { data } = await axios.get(`${simulatorUrl}/_simulator/requests`, { proxy: false });
	return (data as Array<{ method: string; path: string }>)
		.filter(({ method, path }) => method !== 'GET' && !/oauth2|\.search$/.test(path))
		.map(({ method, path }) => `${method} ${path}`);
}

/** All users of a simulator, with what these tests look at. */
export async function usersInConcur(simulatorUrl: string): Promise<UserInConcur[]> {
	const { data: keys } = await axios.get(`${simulatorUrl}/_simulator/credentials`, {
		proxy: false,
	});
	const { data: token } = await axios.post(
		`${simulatorUrl}/oauth2/v0/token`,
		new URLSearchParams({
			client_id: keys.clientId,
			client_secret: keys.clientSecret,
			grant_type: 'password',
			username: keys.companyId,
			password: keys.companyRequestToken,
			credtype: 'authtoken',
		}),
		// Concur refuses the charset that axios would add.
		{ headers: { 'content-type': 'application/x-www-form-urlencoded' }, proxy: false },
	);
	const headers = { authorization: `Bearer ${token.access_token}` };
	const resources = async (path: string): Promise<Json[]> =>
		(await axios.get(`${simulatorUrl}/profile${path}`, { headers, proxy: false })).data.Resources;
	const users = await resources('/identity/v4.1/Users?count=1000');
	const spend = new Map<string, Json>();
	for (let startIndex = 1; startIndex <= users.length; startIndex += 100) {
		const page = await resources(`/spend/v4.1/Users?count=100&startIndex=${startIndex}`);
		for (const profile of page) spend.set(profile.id, profile);
	}
	return users.map((user) => {
		const profile = spend.get(user.id);
		return {
			id: user.id,
			userName: get(user, 'userName'),
			isActive: get(user, 'active'),
			employeeNumber: get(user, [urn.enterprise, 'employeeNumber']),
			department: get(user, [urn.enterprise, 'department']),
			manager: get(user, [urn.enterprise, 'manager', 'value']),
			currency: get(profile, [urn.spend('User'), 'reimbursementCurrency']),
			approver: get(profile, [urn.spend('Approver'), 'report', 0, 'approver', 'value']),
		} as UserInConcur;
	});
}
