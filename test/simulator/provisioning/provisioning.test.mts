import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	core,
	enterprise,
	extension,
	german,
	rejection,
	replace,
	spend,
	startProvisioning,
	success,
	travel,
	type Client,
} from './provisioningClient.mts';

let concur: Client;

beforeAll(async () => {
	concur = await startProvisioning();
});
afterAll(() => concur.close());

const noOp = { completed: true, success: true, code: '200', result: 'no-op' };

describe('one user', () => {
	it('has an identity at once and a Spend profile later', async () => {
		const { status, body } = await concur.create('anna', { [spend('User')]: german });

		expect(status).toBe(201);
		expect(body).toMatchObject({ userName: 'anna@example.com', active: true });
		expect(body).not.toHaveProperty([spend('User')]);
		expect(body.meta.statusUrl).toMatch(
			new RegExp(`/profile/v4/provisions/${body.meta.provisionId}/status$`),
		);
		expect((await concur.send('GET', `/profile/spend/v4.1/Users/${body.id}`)).status).toBe(404);

		concur.advance(2000);
		expect(await concur.profile(body.id)).toMatchObject({ [spend('User')]: german });
	});

	it('shows its extensions as running, then as done, and untouched ones as no-op', async () => {
		const { body } = await concur.create('bert', { [spend('User')]: german });
		const running = await concur.status(body.meta.provisionId);

		expect(running.status).toEqual({ completed: false, success: null });
		expect(running.operationsCount).toEqual({ total: 1, success: 0, failed: 0, pending: 1 });
		expect(running.operations[0]!.status).toEqual({ completed: false, success: null });
		expect(extension(running.operations[0]!, core)).toEqual(success);
		expect(extension(running.operations[0]!, spend('User'))).toEqual({
			completed: false,
			success: null,
		});

		concur.advance(2000);
		const done = await concur.status(body.meta.provisionId);
		expect(done.status).toEqual({ completed: true, success: true });
		expect(done.operations).toHaveLength(1);
		expect(done.operations[0]).toMatchObject({
			id: '1',
			status: { completed: true, success: true, code: '200' },
			resource: { id: body.id, type: 'User' },
		});
		expect(done.operations[0]).not.toHaveProperty('bulkId');
		expect(done.operations[0]!.extensions).toHaveLength(12);
		expect(extension(done.operations[0]!, spend('User'))).toEqual(success);
		expect(extension(done.operations[0]!, enterprise)).toEqual({
			completed: true,
			success: true,
			result: 'success',
		});
		expect(extension(done.operations[0]!, travel)).toEqual(noOp);
	});

	it('is rejected as a whole when its identity is wrong', async () => {
		const broken = await concur.create('carl', { name: {}, [spend('User')]: german });
		const once = await concur.create('carl', { [spend('User')]: german });
		const twice = await concur.create('carl', { [spend('User')]: german });

		expect(broken.status).toBe(400);
		expect(once.status).toBe(201);
		expect(twice.status).toBe(409);
		expect(twice.body).not.toHaveProperty('meta');
	});

	it('keeps its identity when Spend rejects: dependents answer no-op, Travel goes on', async () => {
		const created = await concur.create('dora', {
			[spend('User')]: { ...german, reimbursementCurrency: 'EURO' },
			[spend('Role')]: { roles: [{ roleName: 'EXP_APPROVER', roleGroups: [] }] },
			[travel]: { ruleClass: { name: 'Standard Travel' } },
		});
		const operation = await concur.finished(created);

		expect(created.status).toBe(201);
		expect(operation.status).toEqual({ completed: true, success: false, code: '207' });
		const path = `${spend('User')}:reimbursementCurrency`;
		expect(extension(operation, spend('User'))).toEqual(rejection(`Invalid '${path}' Size`, path));
		expect(extension(operation, spend('Role'))).toEqual(noOp);
		expect(extension(operation, travel)).toEqual(success);
	});

	it('is patched: identity at once, Spend later', async () => {
		const id = await concur.spender('emil');
		const patched = await concur.patch(id, [
			{ op: 'replace', path: 'nickName', value: 'Emi' },
			replace(spend('User'), 'ledgerCode', 'EMEA'),
			{
				op: 'add',
				value: { [spend('User')]: { customData: [{ id: 'custom3', value: '4711' }] } },
			},
		]);

		expect(patched.status).toBe(200);
		expect(patched.body).toMatchObject({ nickName: 'Emi' });
		const operation = await concur.finished(patched);
		expect(extension(operation, core)).toEqual(success);
		expect(extension(operation, enterprise)).toEqual(noOp);
		expect(await concur.profile(id)).toMatchObject({
			[spend('User')]: { ledgerCode: 'EMEA', customData: [{ id: 'custom3', value: '4711' }] },
		});
	});

	it('is not found by an unknown id', async () => {
		const unknown = '00000000-0000-4000-8000-000000000000';
		expect((await concur.patch(unknown, [{ op: 'remove', path: 'title' }])).status).toBe(404);
		expect((await concur.send('DELETE', `/profile/v4/Users/${unknown}`)).status).toBe(404);
	});

	it('is deleted', async () => {
		const { body } = await concur.create('fred');
		expect((await concur.send('DELETE', `/profile/v4/Users/${body.id}/`)).status).toBe(204);
		expect((await concur.patch(body.id, [{ op: 'remove', path: 'title' }])).status).toBe(404);
	});

	it('is written through the older base path and with a trailing slash', async () => {
		const sent = await concur.send('POST', '/provisioning/v4/Users/', concur.person('gina'));
		expect(sent.status).toBe(201);
	});

	it('needs the scopes of both services', async () => {
		const narrow = await startProvisioning(
			'user.provision.write user.provision.read identity.user.coreenterprise.writeonly identity.user.ids.read identity.user.core.read',
		);
		const created = await narrow.create('hans', { [spend('User')]: german });
		const operation = await narrow.finished(created);
		const deleted = await narrow.send('DELETE', `/profile/v4/Users/${created.body.id}`);
		await narrow.close();

		expect(created.status).toBe(201);
		expect(extension(operation, spend('User'))).toMatchObject({ result: 'error', code: '403' });
		expect(deleted.status).toBe(403);
	});
});

describe('PUT', () => {
	it('replaces the identity and leaves Spend alone unless told otherwise', async () => {
		const id = await concur.spender('ilse', { nickName: 'Il' });
		const put = () => concur.send('PUT', `/profile/v4/Users/${id}`, concur.person('ilse'));

		const { status, body } = await put();
		concur.advance(2000);
		expect(status).toBe(200);
		expect(body).toMatchObject({ nickName: null });
		expect(await concur.profile(id)).toMatchObject({ [spend('User')]: german });

		concur.settings({ putWipesSpend: true });
		await put();
		concur.advance(2000);
		concur.settings({ putWipesSpend: false });
		expect((await concur.send('GET', `/profile/spend/v4.1/Users/${id}`)).status).toBe(404);
	});
});

describe('PATCH of lists', () => {
	it('follows the settings for filters that match nothing', async () => {
		const id = await concur.spender('filter');
		const custom2 = replace(spend('User'), 'customData[id eq "custom2"].value', 'new');
		const missing = await concur.finished(await concur.patch(id, [custom2]));
		concur.settings({ replaceCreatesMissing: true });
		const created = await concur.finished(await concur.patch(id, [custom2]));
		concur.settings({ replaceCreatesMissing: false });

		expect(extension(missing, spend('User'))).toMatchObject({ result: 'error', code: '500' });
		expect(extension(created, spend('User'))).toEqual(success);
		expect(await concur.profile(id)).toMatchObject({
			[spend('User')]: { customData: [{ id: 'custom2', value: 'new' }] },
		});
	});

	it('follows the settings for what is removed twice', async () => {
		const id = await concur.spender('remover');
		const removal = { op: 'remove', path: `${spend('User')}:ledgerCode` };
		const tolerated = await concur.finished(await concur.patch(id, [removal]));
		concur.settings({ removeOfAbsent: 'refuse' });
		const rejected = await concur.finished(await concur.patch(id, [removal]));
		concur.settings({ removeOfAbsent: 'ok' });

		expect(extension(tolerated, spend('User'))).toEqual(success);
		expect(extension(rejected, spend('User'))).toMatchObject({ result: 'error' });
	});
});
