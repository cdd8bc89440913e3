// Operations that take one item at a time have some requests under way at once, and nobody can tell by the result.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located, mapped } from '../../support/concur.mts';
import { requestsUnderWay } from '../../support/requestsUnderWay.mts';
import { fieldsOfRow, goOn, jsonOf, rows, virtualWorld } from '../../support/virtualWorld.mts';

const world = virtualWorld();
const post = 'POST /profile/identity/v4.1/Users';
const fields = mapped(fieldsOfRow);

const seen = requestsUnderWay();
const { watched } = seen;
const identity = watched(new ConcurIdentity());
const create = async (people: object[], parameters: object = {}, options: object = {}) =>
	await world.run(identity, 'create', { fields, ...parameters }, people, options);
const delayed = { kind: 'delay', delayMs: 40 };

describe('the option Requests at a Time', () => {
	it.each([
		[5, undefined],
		[1, 1],
		[2, 2],
		[12, 20],
		[2, 2.9],
		[1, 0],
		[5, 'many'],
		[5, '={{ undefined }}'],
		[3, '={{ 2 + 1 }}'],
	])('lets %i requests be under way when it is %j', async (most, requestsAtATime) => {
		await world.steer('faults', [{ match: post, times: 100, ...delayed }]);
		const options = requestsAtATime === undefined ? {} : { requestsAtATime };
		expect(jsonOf(await create(rows(12), { options }))).toHaveLength(12);
		expect(seen.most).toBe(most);
	});

	it.each([
		['Get', identity, 'get'],
		['Get Profile', watched(new ConcurProvisioning()), 'getProfile'],
		['Deactivate', identity, 'deactivate'],
	])('is 5 by default for %s, too', async (_, node, operation) => {
		const people = ['1001', '1002', '1003', '1004', '1005', '1006'].map((no) => ({ no }));
		const user = located('employeeNumber', '={{ $json.no }}');
		const result = await world.run(node, operation, { user }, people, goOn);
		expect(result.outputs[0]).toHaveLength(6);
		expect(seen.most).toBe(5);
	});
});

describe('several requests at once', () => {
	it('leave the items in their order, whoever is finished first', async () => {
		await world.steer('faults', [
			{ match: post, times: 1, ...delayed },
			{ match: post, times: 1, kind: 'delay', delayMs: 20 },
		]);
		const people = rows(8);
		const { outputs } = await create(people);
		expect(outputs[0]!.map(({ json }) => json.userName)).toEqual(people.map(({ mail }) => mail));
		expect(outputs[0]!.map(({ pairedItem }) => pairedItem)).toEqual(
			people.map((__, item) => ({ item })),
		);
	});

	it('do not wait for the slowest one before the next one starts', async () => {
		await world.steer('faults', [{ match: post, times: 1, kind: 'delay', delayMs: 150 }]);
		const people = rows(20).map((row, n) => ({ ...row, n }));
		jsonOf(await create(people));
		// The first one is still under way while all others come and go.
		expect(Math.min(...seen.atStart.slice(5))).toBe(5);
	});

	it('become one at a time after SAP Concur has asked n8n to slow down', async () => {
		await world.steer('faults', [{ match: post, times: 1, kind: 'status', status: 429 }]);
		expect(jsonOf(await create(rows(15)))).toHaveLength(15);
		// The first five were under way, and one of them is sent again.
		expect(Math.max(...seen.atStart.slice(6))).toBe(1);
	});

	it('become one at a time after a failure that the next item may meet', async () => {
		await world.steer('faults', [{ match: post, times: 1000, kind: 'status', status: 403 }]);
		const { outputs } = await create(rows(12), {}, goOn);
		const tried = outputs[0]!.filter(({ json }) => !String(json.why).startsWith('Not sent'));
		expect([outputs[0]!.length, tried.length]).toEqual([12, 5]);
	});

	it('write to the same user one after the other, by whatever name the rows choose it', async () => {
		const ines = '10030000-0000-4000-8000-000000001003';
		await world.steer('faults', [
			{ match: `PATCH /profile/identity/v4.1/Users/${ines}`, times: 1, ...delayed },
		]);
		const people = Array.from({ length: 6 }, (_, n) => ({ id: ines, title: `Title ${n}` }));
		const user = located('id', '={{ $json.id }}');
		const update = { user, fields: mapped({ title: '={{ $json.title }}' }) };
		const items = jsonOf(await world.run(identity, 'update', update, people));
		expect(items.map(({ title }) => title)).toEqual(people.map(({ title }) => title));
		expect(seen.most).toBe(1);
		const [now] = jsonOf(await world.run(identity, 'get', { user: located('id', ines) }));
		expect(now!.title).toBe('Title 5');
	});

	it('create a person who is in two rows by the first one', async () => {
		await world.steer('faults', [{ match: post, times: 1, ...delayed }]);
		const people = [
			{ mail: 'one@example.com', no: 'N1' },
			{ mail: 'other@example.com', no: 'n1' },
			{ mail: 'third@example.com', no: 'N3' },
		];
		const { outputs } = await create(people, {}, goOn);
		expect(outputs[0]!.map(({ json }) => json.outcome)).toEqual([
			'succeeded',
			'failed',
			'succeeded',
		]);
	});

	it('start nothing more after a failure that ends the node, and name what was under way', async () => {
		const people = rows(20).map((row, n) => (n === 2 ? { ...row, no: '1001' } : row));
		const { error } = await create(people);
		const { message, context } = error as never as { message: string; context: IDataObject };
		expect(message).toMatch(/^Row 3 .*Already exists in SAP Concur.* \[item 2\]$/);
		const created = (await world.count(post)) - 1;
		expect(created).toBeLessThan(12);
		expect(context.done).toHaveLength(created);
	});

	it('are finished when the user presses Stop, and none is forgotten', async () => {
		await world.steer('faults', [{ match: post, times: 100, kind: 'delay', delayMs: 100 }]);
		const { error } = await create(rows(20), {}, { cancelAfter: seen.five() });
		expect(error!.message).toMatch(/^Not sent, because the execution was canceled/);
		const { done, unknown } = (error as never as { context: Record<string, unknown[]> }).context;
		expect([...done!, ...unknown!]).toHaveLength(5);
		expect(await world.count(post)).toBeLessThanOrEqual(5);
	});

	it('send nobody twice when n8n runs the node again', async () => {
		await world.steer('faults', [
			{ match: post, times: 1, ...delayed },
			{ match: post, times: 1, kind: 'status', status: 400 },
		]);
		const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const people = rows(12);
		const items = jsonOf(await create(people, {}, retry));
		expect(items.map(({ userName }) => userName)).toEqual(people.map(({ mail }) => mail));
		expect(await world.count(post)).toBe(13);
	});
});
