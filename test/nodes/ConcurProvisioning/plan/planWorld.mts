// A company whose rows are planned and applied, and another program that changes the same users by SAP Concur's own API.
import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { shownCredentials } from '../../../support/concur.mts';
import { virtualWorld, type Options } from '../../../support/virtualWorld.mts';

type Json = Record<string, unknown>;

export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const spend = (name: string) => `urn:ietf:params:scim:schemas:extension:spend:2.0:${name}`;
export const travel = 'urn:ietf:params:scim:schemas:extension:travel:2.0:User';
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

const automatic = { mappingMode: 'autoMapInputData', value: null };
const options = { clearWith: 'CLEAR' };

/** A row of the person n, as HR writes it. */
export const row = (n: number, more: IDataObject = {}): IDataObject => ({
	'User name': `person${n}@example.com`,
	'First name': 'Pat',
	'Last name': `Doe${n}`,
	'Work email': `person${n}@example.com`,
	'Employee number': `N${n}`,
	Department: 'Sales',
	'Expense country': 'US',
	'Expense locale': 'en-US',
	'Reimbursement currency': 'USD',
	...more,
});

export const verdicts = (items: IDataObject[]) => items.map(({ verdict }) => verdict);
export const outcomes = (items: IDataObject[]) => items.map(({ outcome }) => outcome);

/** From now on to the end of the test file; each test begins with a fresh company. */
export function planWorld(settings: Parameters<typeof virtualWorld>[0] = {}) {
	const world = virtualWorld({ provisioning: { finishesAfterMs: 0 }, ...settings });
	const node = new ConcurProvisioning();
	const given = (parameters: object) => ({ fields: automatic, options, ...parameters });
	return {
		world,
		plan: async (items: object[], parameters: object = {}, more: Options = {}) =>
			await world.run(node, 'plan', given(parameters), items, more),
		upsert: async (items: object[], parameters: object = {}, more: Options = {}) =>
			await world.run(node, 'upsert', given({ submitAs: 'automatic', ...parameters }), items, more),
		apply: async (items: object[], parameters: object = {}, more: Options = {}) => {
			const form = { plan: '={{ $json.plan }}', submitAs: 'automatic', ...parameters };
			return await world.run(node, 'applyPlan', form, items, more);
		},
		drift: async (items: object[], parameters: object = {}, more: Options = {}) =>
			await world.run(node, 'drift', given({ resource: 'report', ...parameters }), items, more),
		/** Requests that change something. */
		writes: async () =>
			(await world.requests()).filter(
				(request) => !request.startsWith('GET') && !request.endsWith('.search'),
			),
		/** Another program with a token of its own. */
		connect: async () => {
			const { simulator } = world;
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
				remove: async (id: string) =>
					void (await http.delete(`/profile/identity/v4.1/Users/${id}`)),
			};
		},
	};
}
