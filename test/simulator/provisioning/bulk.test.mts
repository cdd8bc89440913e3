import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	core,
	enterprise,
	extension,
	german,
	spend,
	startProvisioning,
	type Client,
	type Json,
} from './provisioningClient.mts';

let concur: Client;

beforeAll(async () => {
	concur = await startProvisioning();
});
afterAll(() => concur.close());

const post = (name: string, more: Json = {}): Json => ({
	method: 'POST',
	path: '/Users',
	bulkId: name,
	data: concur.person(name, more),
});
const done = async (id: string) => {
	concur.advance(2000);
	return await concur.status(id);
};

describe('a bulk', () => {
	it('is accepted as a whole and processed later, identity included', async () => {
		const { status, body } = await concur.bulk([post('anna', { [spend('User')]: german })]);

		expect(status).toBe(202);
		expect(body).toMatchObject({
			schemas: ['urn:ietf:params:scim:schemas:extension:concur:2.0:Provision:Status'],
			operationsCount: { total: 1, success: 0, failed: 0, pending: 1 },
			status: { completed: false, success: null },
			meta: { provisionType: 'Bulk', resourceType: 'ProvisionRequest' },
		});
		expect(body).not.toHaveProperty('operations');
		expect(body.meta.location).toMatch(new RegExp(`/profile/v4/provisions/${body.id}/status$`));
		const running = await concur.status(body.id);
		expect(extension(running.operations[0]!, core)).toMatchObject({ completed: false });
		expect(running.operations[0]).not.toHaveProperty('resource');

		const [operation] = (await done(body.id)).operations;
		expect(operation).toMatchObject({ bulkId: 'anna', status: { success: true, code: '200' } });
		expect(await concur.profile(operation!.resource!.id)).toMatchObject({
			[spend('User')]: german,
		});
	});

	it('reports an identity that is rejected, with nothing after it', async () => {
		const { body } = await concur.bulk([
			post('bert'),
			post('bert2', {
				userName: 'BERT@example.com',
				[spend('User')]: german,
			}),
			post('bert3', { [enterprise]: { companyId: 'other', employeeNumber: 'bert3' } }),
		]);
		const [, duplicate, foreign] = (await done(body.id)).operations;

		expect(duplicate!.status).toEqual({ completed: true, success: false, code: '409' });
		expect(duplicate).not.toHaveProperty('resource');
		expect(extension(duplicate!, core)).toMatchObject({
			result: 'error',
			code: '409',
			messages: [{ message: expect.stringContaining('already exists') }],
		});
		expect(extension(duplicate!, spend('User'))).toMatchObject({ result: 'no-op', success: true });
		expect(extension(foreign!, enterprise)).toMatchObject({
			result: 'error',
			messages: [{ code: 'INVALID_VALUE', schemaPath: `${enterprise}:companyId` }],
		});
	});

	it('is processed in order: who is pointed at must exist', async () => {
		const approver = {
			[spend('User')]: german,
			[spend('Role')]: { roles: [{ roleName: 'EXP_APPROVER', roleGroups: [] }] },
		};
		const employee = (employeeNumber: string) => ({
			[spend('User')]: german,
			[spend('Approver')]: { report: [{ approver: { employeeNumber }, primary: true }] },
		});
		const { body } = await concur.bulk([
			post('early', employee('chief')),
			post('chief', approver),
			post('late', employee('chief')),
		]);
		const [early, , late] = (await done(body.id)).operations;

		expect(extension(early!, spend('Approver'))).toMatchObject({
			result: 'error',
			messages: [{ message: 'Invalid User ID' }],
		});
		expect(extension(late!, spend('Approver'))).toMatchObject({ result: 'success' });
	});

	it('carries PUT, PATCH and DELETE, and PUT repeats the id', async () => {
		const ids = [];
		for (const name of ['put', 'patch', 'delete']) ids.push((await concur.create(name)).body.id);
		const [put, patch, gone] = ids;
		const { body } = await concur.bulk([
			{ method: 'PUT', path: `/Users/${put}`, data: { ...concur.person('put'), id: put } },
			{ method: 'PUT', path: `/Users/${put}`, bulkId: 'noId', data: concur.person('put') },
			{
				method: 'PATCH',
				path: `/Users/${patch}/`,
				data: { Operations: [{ op: 'replace', path: 'active', value: false }] },
			},
			{ method: 'DELETE', path: `/Users/${gone}` },
			{ method: 'DELETE', path: `/Users/${gone}` },
		]);
		const { operations } = await done(body.id);

		expect(operations.map(({ status }) => status.code)).toEqual([
			'200',
			'400',
			'200',
			'200',
			'404',
		]);
		expect(operations[0]).not.toHaveProperty('bulkId');
		expect(extension(operations[1]!, core)).toMatchObject({ messages: [{ schemaPath: 'id' }] });
		expect((await concur.patch(gone!, [{ op: 'remove', path: 'title' }])).status).toBe(404);
	});

	it('stops after failOnErrors failures', async () => {
		const { body } = await concur.bulk([post('stop'), post('stop2', { name: {} }), post('stop3')], {
			failOnErrors: 1,
		});
		const { operationsCount, operations } = await done(body.id);

		expect(operationsCount).toEqual({ total: 3, success: 1, failed: 2, pending: 0 });
		expect(extension(operations[2]!, core)).toMatchObject({ result: 'not-processed' });
	});

	it('leaves only slow users pending', async () => {
		concur.settings({
			provisioning: { slowUserNames: ['slow@example.com'], slowFinishesAfterMs: 600_000 },
		});
		const { body } = await concur.bulk([post('slow'), post('fast')]);
		concur.settings({ provisioning: { slowUserNames: [] } });

		const early = await done(body.id);
		expect(early.status).toEqual({ completed: false, success: null });
		expect(early.operationsCount).toEqual({ total: 2, success: 1, failed: 0, pending: 1 });
		concur.advance(600_000);
		expect((await concur.status(body.id)).status).toEqual({ completed: true, success: true });
	});

	it('is marked as failed by the system after 120 minutes', async () => {
		concur.settings({ provisioning: { finishesAfterPolls: 1000 } });
		const { body } = await concur.bulk([post('lost')]);
		concur.settings({ provisioning: { finishesAfterPolls: null } });
		concur.advance(120 * 60_000);
		await concur.reconnect();
		const { status, operations } = await concur.status(body.id);

		expect(status).toEqual({ completed: true, success: false });
		expect(extension(operations[0]!, core)).toMatchObject({ result: 'error', code: '500' });
	});

	it('carries 100 users, and of ten that run at the same time each is processed', async () => {
		const ids: string[] = [];
		for (let bulk = 0; bulk < 10; bulk += 1) {
			const names = Array.from({ length: 100 }, (_, index) => `mass-${bulk}-${index}`);
			const { status, body } = await concur.bulk(
				names.map((name) => post(name, { [spend('User')]: german })),
			);
			expect(status).toBe(202);
			ids.push(body.id);
		}
		concur.advance(2000);
		for (const id of ids)
			expect(await concur.status(id)).toMatchObject({
				status: { completed: true, success: true },
				operationsCount: { total: 100, success: 100, failed: 0, pending: 0 },
			});
	});
});

describe('a bulk is rejected at once', () => {
	const rejected = async (operations: Json[], more?: Json) => {
		const { status, body } = await concur.bulk(operations, more);
		expect(body).toMatchObject({ status: String(status) });
		return status;
	};

	it('with more than 100 operations', async () => {
		const operations = Array.from({ length: 101 }, (_, index) => post(`many-${index}`));
		expect(await rejected(operations)).toBe(400);
		concur.settings({ oversizeBulkStatus: 413 });
		expect(await rejected(operations)).toBe(413);
		concur.settings({ oversizeBulkStatus: 400 });
	});

	it('with more than 400 KB of bytes, whatever the number of characters', async () => {
		const withTitle = (title: string) => [post('large', { title })];
		const characters = 150 * 1024;
		expect(await rejected(withTitle('€'.repeat(characters)))).toBe(400);
		expect((await concur.bulk(withTitle('e'.repeat(characters)))).status).toBe(202);
	});

	it('by limits that the service names', async () => {
		const { body } = await concur.send('GET', '/profile/v4/ServiceProviderConfig');
		expect(body).toMatchObject({ bulk: { maxOperations: 100, maxPayloadSize: 409_600 } });
	});

	it.each([
		['without operations', () => []],
		['with the same bulkId twice', () => [post('twin'), post('twin')]],
		['with a POST without bulkId', () => [{ ...post('nameless'), bulkId: undefined }]],
		['with another method', () => [{ ...post('getter'), method: 'GET' }]],
		['with a path that does not fit', () => [{ ...post('path'), path: '/Groups' }]],
		['without data', () => [{ ...post('empty'), data: undefined }]],
	])('%s', async (_name, operations) => {
		expect(await rejected(operations())).toBe(400);
	});

	it('under another schema', async () => {
		expect(await rejected([post('schema')], { schemas: [core] })).toBe(400);
	});
});
