// SAP Concur Provisioning has some requests and look-ups under way at once, bulk requests once the first of them was taken.
import { describe, expect, it } from 'vitest';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located, mapped } from '../../../support/concur.mts';
import { requestsUnderWay } from '../../../support/requestsUnderWay.mts';
import { fieldsOfRow, goOn, jsonOf, rows, virtualWorld } from '../../../support/virtualWorld.mts';

const world = virtualWorld({ provisioning: { finishesAfterMs: 0 } });
const seen = requestsUnderWay();
const provisioning = seen.watched(new ConcurProvisioning());
const post = 'POST /profile/v4/Users';
const delayed = { kind: 'delay', delayMs: 40 };
const create = async (people: object[], parameters: object = {}, options: object = {}) => {
	const given = { fields: mapped(fieldsOfRow), submitAs: 'single', ...parameters };
	return await world.run(provisioning, 'create', given, people, options);
};

describe('single requests', () => {
	it.each([
		[5, {}],
		[2, { requestsAtATime: 2 }],
	])('have %i under way, and the items stay in their order', async (most, options) => {
		await world.steer('faults', [{ match: post, times: 3, ...delayed }]);
		const people = rows(14);
		const items = jsonOf(await create(people, { options }));
		expect(items.map(({ userName }) => userName)).toEqual(people.map(({ mail }) => mail));
		expect(seen.most).toBe(most);
	});

	it('go one at a time after SAP Concur has asked n8n to slow down', async () => {
		await world.steer('faults', [{ match: post, times: 1, kind: 'status', status: 429 }]);
		jsonOf(await create(rows(15)));
		expect(Math.max(...seen.atStart.slice(6))).toBe(1);
	});

	it('that were under way when another one failed are not lost, and the others are sent', async () => {
		await world.steer('faults', [
			{ match: post, times: 1, kind: 'status', status: 403 },
			{ match: post, times: 1, kind: 'status', status: 403 },
			{ match: post, times: 3, kind: 'delay', delayMs: 200 },
		]);
		const items = jsonOf(await create(rows(12)));
		const outcomes = items.map(({ outcome }) => outcome);
		expect(outcomes).toHaveLength(12);
		expect(outcomes.filter((outcome) => outcome === 'submitted').length).toBeGreaterThanOrEqual(10);
		expect(await world.count(post)).toBeGreaterThanOrEqual(12);
	});

	it('end the node with the error of the credential, and nobody is tried in vain', async () => {
		await world.steer('faults', [{ match: post, times: 1000, kind: 'status', status: 403 }]);
		const { error } = await create(rows(40));
		expect(error!.message).toContain('SAP Concur does not allow this request');
		expect(await world.count(post)).toBeLessThanOrEqual(10);
	});
});

describe('look-ups before the sending', () => {
	const people = Array.from({ length: 12 }, (_, n) => ({ no: n < 9 ? `100${n + 1}` : `X${n}` }));
	const update = {
		user: located('employeeNumber', '={{ $json.no }}'),
		fields: mapped({ title: 'Director' }),
	};

	it.each([
		[5, {}],
		[1, { requestsAtATime: 1 }],
	])('have %i under way', async (most, options) => {
		await world.steer('faults', [{ match: 'POST /profile/identity', times: 50, ...delayed }]);
		const { outputs } = await world.run(
			provisioning,
			'update',
			{ ...update, options },
			people,
			goOn,
		);
		expect(outputs[0]).toHaveLength(12);
		expect(seen.most).toBe(most);
	});
});

describe('bulk requests', () => {
	const bulk = 'POST /profile/v4/Bulk';
	const inBulk = (options: object = {}) => ({ submitAs: 'bulk', options });
	const atStarts = () => seen.atStart.slice(-12);

	it('have some under way as soon as SAP Concur has taken the first one, and the items stay in their order', async () => {
		await world.steer('faults', [{ match: bulk, times: 12, ...delayed }]);
		const people = rows(1200);
		const items = jsonOf(await create(people, inBulk()));
		expect(items.map(({ userName }) => userName)).toEqual(people.map(({ mail }) => mail));
		expect(await world.count(bulk)).toBe(12);
		expect(atStarts()).toEqual([1, 1, 2, 3, 4, 5, 5, 5, 5, 5, 5, 5]);
	});

	it('go one after the other when the option says so', async () => {
		await world.steer('faults', [{ match: bulk, times: 12, ...delayed }]);
		jsonOf(await create(rows(400), inBulk({ requestsAtATime: 1 })));
		expect(seen.most).toBe(1);
	});

	it('stop after the first one if the credential lacks the permission', async () => {
		await world.steer('faults', [{ match: bulk, times: 1000, kind: 'status', status: 403 }]);
		const { error } = await create(rows(600), inBulk());
		expect(error!.message).toContain('SAP Concur does not allow this request');
		expect(await world.count(bulk)).toBe(1);
	});

	it('of which one fails while others are under way lose nobody', async () => {
		await world.steer('faults', [
			{ match: bulk, times: 1, kind: 'delay', delayMs: 1 },
			{ match: bulk, times: 1, kind: 'status', status: 400 },
			{ match: bulk, times: 3, kind: 'delay', delayMs: 200 },
		]);
		const { outputs } = await create(rows(600), inBulk(), goOn);
		const outcomes = outputs.flat().map(({ json }) => json.outcome);
		expect(outcomes.filter((outcome) => outcome === 'submitted')).toHaveLength(500);
		expect(outcomes.filter((outcome) => outcome === 'failed')).toHaveLength(100);
	});

	it('whose answers are lost while several are under way create nobody twice', async () => {
		await world.steer('faults', [
			{ match: bulk, times: 1, kind: 'delay', delayMs: 1 },
			{ match: bulk, times: 3, kind: 'dropAfterCommit' },
		]);
		const items = jsonOf(await create(rows(700), inBulk()));
		expect(items.filter(({ outcome }) => outcome === 'submitted')).toHaveLength(700);
		expect(new Set(items.map(({ provisionId }) => provisionId)).size).toBe(7);
	});
});
