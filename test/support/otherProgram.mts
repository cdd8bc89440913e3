// Another program that changes the users of a simulator by SAP Concur's own API, with a token of its own.
import axios from 'axios';
import { shownCredentials, type RunningSimulator } from './concur.mts';

type Json = Record<string, unknown>;

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** Connects it; its methods are what tests need of SAP Concur. */
export async function otherProgram(simulator: RunningSimulator) {
	const { clientId, clientSecret, companyId, companyRequestToken } =
		await shownCredentials(simulator);
	const form = new URLSearchParams({
		client_id: clientId,
		client_secret: clientSecret,
		grant_type: 'password',
		credtype: 'authtoken',
		username: companyId,
		password: companyRequestToken,
	});
	const http = axios.create({ baseURL: simulator.url, proxy: false });
	const { data } = await http.post<Json>('/oauth2/v0/token', form.toString());
	http.defaults.headers.common.authorization = `Bearer ${String(data.access_token)}`;
	const get = async (path: string) =>
		(await http.get<Json>(path, { validateStatus: (status) => status < 500 })).data;
	const patch = async (path: string, operations: Json[]) =>
		void (await http.patch(path, { schemas: [patchOp], Operations: operations }));
	return {
		companyId,
		get,
		/** All that SAP Concur has of a user. */
		all: async (id: string) => [
			await get(`/profile/identity/v4.1/Users/${id}`),
			await get(`/profile/spend/v4.1/Users/${id}`),
			await get(`/profile/travel/v4/Users/${id}`),
		],
		/** Page after page. */
		spendPages: async () => {
			const found: Json[] = [];
			for (let total = Infinity; found.length < total;) {
				const page = await get(
					`/profile/spend/v4.1/Users?startIndex=${found.length + 1}&count=100`,
				);
				total = Number(page.totalResults);
				found.push(...(page.Resources as Json[]));
			}
			return found;
		},
		search: async (filter: string, attributes: string[]) => {
			const schemas = ['urn:ietf:params:scim:api:messages:concur:2.0:SearchRequest'];
			const found: Json[] = [];
			for (let cursor: unknown, isFirst = true; isFirst || cursor; isFirst = false) {
				const body = {
					schemas,
					filter,
					attributes,
					count: 1000,
					...(cursor ? { cursor } : {}),
				};
				const { data } = await http.post<Json>('/profile/identity/v4.1/Users/.search', body);
				found.push(...((data.Resources as Json[] | undefined) ?? []));
				cursor = data.nextCursor;
			}
			return found;
		},
		patchIdentity: async (id: string, ...operations: Json[]) =>
			await patch(`/profile/identity/v4.1/Users/${id}`, operations),
		/** Expense and travel data, which SAP Concur has written by then. */
		patch: async (id: string, ...operations: Json[]) => {
			await patch(`/profile/v4/Users/${id}`, operations);
			simulator.advance(2000);
		},
		/** Some operations for each user, 100 users in a request. */
		patchAll: async (changes: Array<[id: string, operations: Json[]]>) => {
			for (let start = 0; start < changes.length; start += 100) {
				const some = changes.slice(start, start + 100).map(([id, operations]) => ({
					...{ method: 'PATCH', path: `/Users/${id}`, bulkId: id },
					data: { schemas: [patchOp], Operations: operations },
				}));
				const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'];
				await http.post('/profile/v4/Bulk', { schemas, Operations: some });
			}
			simulator.advance(2000);
		},
		create: async (user: Json) =>
			void (await http.post('/profile/identity/v4.1/Users', { active: true, ...user })),
		remove: async (id: string) => void (await http.delete(`/profile/identity/v4.1/Users/${id}`)),
	};
}
