// The simulator seen by clients that know nothing but the RFCs of SCIM: paging by index (7644) and by cursor (9865),
// discovery, and bulk within the announced limits.
import chunk from 'lodash/chunk.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator, type RunningSimulator } from '../../simulator/index.mts';
import {
	connect,
	core,
	enterprise,
	identity,
	newcomer,
	type Json,
	type ScimClient,
} from './scimClient.mts';

interface ListResponse {
	totalResults: number;
	startIndex?: number;
	itemsPerPage: number;
	Resources: Array<Json & { id: string }>;
	nextCursor?: string;
}

const searchRequest = 'urn:ietf:params:scim:api:messages:concur:2.0:SearchRequest';
const people = 230;

let simulator: RunningSimulator;
let client: ScimClient;

/** RFC 7644 3.4.2.4: the next index is the last one plus the number of entries on the page. */
async function pagesByIndex(path: string, count: number): Promise<Json[]> {
	const found: Json[] = [];
	for (let startIndex = 1, total = Infinity; startIndex <= total;) {
		const { data } = await client.http.get<ListResponse>(path, { params: { startIndex, count } });
		expect(data.startIndex).toBe(startIndex);
		expect(data.Resources).toHaveLength(data.itemsPerPage);
		total = data.totalResults;
		startIndex += data.itemsPerPage;
		found.push(...data.Resources);
	}
	return found;
}

const idsOf = (resources: Json[]) => new Set(resources.map(({ id }) => id));

beforeAll(async () => {
	simulator = await startSimulator({ users: people });
});
afterAll(async () => {
	await simulator.close();
});
beforeEach(async () => {
	simulator.reset();
	client = await connect(simulator.url);
});

describe('A client that knows SCIM only', () => {
	it('reads every user once by index from Identity v4.0', async () => {
		const found = await pagesByIndex('/profile/identity/v4/Users', 50);
		expect(found.length).toBeGreaterThanOrEqual(people);
		expect(idsOf(found).size).toBe(found.length);
	});

	it('reads every Spend user once by index', async () => {
		const found = await pagesByIndex('/profile/spend/v4.1/Users', 2);
		expect(found.length).toBeGreaterThan(2);
		expect(idsOf(found).size).toBe(found.length);
	});

	it('finds the same users by cursor, by cursor in a search, and by index', async () => {
		const listed: Json[] = [];
		const searched: Json[] = [];
		let cursor: string | undefined;
		do {
			const params = { count: 100, cursor };
			const { data } = await client.http.get<ListResponse>(`${identity}/Users`, { params });
			listed.push(...data.Resources);
			cursor = data.nextCursor;
		} while (cursor);
		do {
			const body: Json = { schemas: [searchRequest], count: 70, ...(cursor && { cursor }) };
			const { data } = await client.http.post<ListResponse>(`${identity}/Users/.search`, body);
			searched.push(...data.Resources);
			cursor = data.nextCursor;
		} while (cursor);
		const indexed = await pagesByIndex('/profile/identity/v4/Users', 100);
		expect(listed).toHaveLength(indexed.length);
		expect(searched).toHaveLength(indexed.length);
		expect(idsOf(listed)).toEqual(idsOf(indexed));
		expect(idsOf(searched)).toEqual(idsOf(indexed));
	});

	it('finds the user it created at the address that the answer names', async () => {
		const { data: created } = await client.http.post<Json & { meta: { location: string } }>(
			`${identity}/Users`,
			newcomer(client, 1),
		);
		const { data: read } = await client.http.get<Json>(created.meta.location);
		expect(read).toMatchObject(created);
	});

	it('finds every member of a user in the schemas that the service publishes', async () => {
		interface Described {
			name: string;
			multiValued: boolean;
			subAttributes?: Described[];
		}
		const { data } = await client.http.get<{
			Resources: Array<{ id: string; attributes: Described[] }>;
		}>(`${identity}/Schemas`);
		const attributesOf = (schema: string) =>
			data.Resources.find(({ id }) => id === schema)?.attributes ?? [];
		const undescribed = (members: Json, attributes: Described[], path: string): string[] =>
			Object.entries(members).flatMap(([name, value]) => {
				if (name.startsWith('urn:')) return undescribed(value as Json, attributesOf(name), name);
				const attribute = attributes.find((each) => each.name === name);
				if (!attribute) return [`${path}.${name}`];
				const entries = [value]
					.flat()
					.filter((entry) => typeof entry === 'object' && entry !== null);
				return entries.flatMap((entry) =>
					undescribed(entry as Json, attribute.subAttributes ?? [], `${path}.${name}`),
				);
			});
		const { data: list } = await client.http.get<ListResponse>(`${identity}/Users`, {
			params: { count: 5 },
		});
		for (const person of list.Resources)
			expect(undescribed(person, attributesOf(core), 'user')).toEqual([]);
	});

	it('submits more users than fit, in as many requests as the announced limits ask for', async () => {
		const { data: config } = await client.http.get<{
			bulk: { supported: boolean; maxOperations: number; maxPayloadSize: number };
		}>('/profile/v4/ServiceProviderConfig');
		expect(config.bulk).toMatchObject({ supported: true, maxOperations: 100 });
		const operations = Array.from({ length: 150 }, (_, number) => ({
			method: 'POST',
			path: '/Users',
			bulkId: `new-${number}`,
			data: newcomer(client, number),
		}));
		const accepted = [];
		for (const part of chunk(operations, config.bulk.maxOperations)) {
			const body = JSON.stringify({
				schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
				Operations: part,
			});
			expect(Buffer.byteLength(body)).toBeLessThan(config.bulk.maxPayloadSize);
			const headers = { 'Content-Type': 'application/scim+json' };
			const { data, status } = await client.http.post<{ id: string }>('/profile/v4/Bulk', body, {
				headers,
			});
			expect(status).toBe(202);
			accepted.push(data.id);
		}
		simulator.advance(60_000);
		for (const [index, id] of accepted.entries()) {
			const { data } = await client.http.get<Json>(`/profile/v4/provisions/${id}/status`);
			const total = index === 0 ? 100 : 50;
			expect(data).toMatchObject({
				status: { completed: true, success: true },
				operationsCount: { total, success: total, failed: 0, pending: 0 },
			});
		}
	});

	it('reads an error by its status, scimType and detail', async () => {
		await client.http.post(`${identity}/Users`, newcomer(client, 1));
		const again = {
			...newcomer(client, 1),
			[enterprise]: { employeeNumber: 'N2', companyId: client.companyId },
		};
		const { status, data } = await client.http.post<Json>(`${identity}/Users`, again, {
			validateStatus: () => true,
		});
		expect({ status, ...data }).toMatchObject({ status: '409', scimType: 'uniqueness' });
		expect(status).toBe(409);
		expect(data.detail).toEqual(expect.stringContaining('already exists'));
	});
});
