// SAP Concur asks n8n to slow down, or is away, while many people are on their way.
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { mapped } from '../../../support/concur.mts';
import {
	fieldsOfRow,
	goOn,
	rows,
	virtualWorld,
	type Options,
} from '../../../support/virtualWorld.mts';

const world = virtualWorld();
const { run, steer, requests } = world;

const fields = mapped(fieldsOfRow);
const create = async (
	node: ConcurIdentity | ConcurProvisioning,
	count: number,
	options: Options = {},
	parameters: object = {},
) => await run(node, 'create', { fields, ...parameters }, rows(count), options);
const single = { submitAs: 'single' };
const oneByOne = { ...single, options: { requestsAtATime: 1 } };

describe('a rate limit', () => {
	it.each([0, 2])(
		'of 120 a minute lets 150 people through, one by one (Retry-After %i)',
		async (retryAfter) => {
			// Finished at once: otherwise each request moves the clock to its end.
			const provisioning = { finishesAfterMs: 0 };
			await steer('settings', { provisioning, rateLimit: { perMinute: 120, retryAfter } });
			const result = await create(new ConcurProvisioning(), 150, {}, single);
			expect(result.error).toBeUndefined();
			const outcomes = result.outputs[0]!.map(({ json }) => json.outcome);
			expect(outcomes.filter((outcome) => outcome === 'submitted')).toHaveLength(150);
			const refused = world.simulator.requests().filter(({ status }) => status === 429);
			expect(refused.length).toBeGreaterThan(0);
		},
	);

	it('of 10 a second is met, and then kept', async () => {
		const provisioning = { finishesAfterMs: 0 };
		await steer('settings', { provisioning, rateLimit: { perSecond: 10, retryAfter: 1 } });
		const result = await create(new ConcurProvisioning(), 100, {}, single);
		expect(result.outputs[0]!.filter(({ json }) => json.outcome === 'submitted')).toHaveLength(100);
		const refused = world.simulator.requests().filter(({ status }) => status === 429);
		// Those who were under way when it was met; one for each ten people without a pace.
		expect(refused.length).toBeLessThanOrEqual(6);
	});

	it('that lasts 90 seconds ends nobody', async () => {
		await steer('faults', [
			{ match: 'POST /profile/identity/v4.1/Users', times: 18, kind: 'status', status: 429 },
		]);
		const started = world.clock.now();
		const result = await create(new ConcurIdentity(), 3);
		expect(result.error).toBeUndefined();
		expect(result.outputs[0]).toHaveLength(3);
		expect(world.clock.now() - started).toBeGreaterThan(60_000);
	});
});

describe('a service that stays away', () => {
	it('for one person only does not end the run for the others', async () => {
		await steer('faults', [
			{ match: 'POST /profile/v4/Users', times: 8, kind: 'status', status: 503 },
		]);
		const result = await create(new ConcurProvisioning(), 3, goOn, oneByOne);
		expect(result.outputs[0]!.map(({ json }) => json.outcome)).toEqual([
			'failed',
			'submitted',
			'submitted',
		]);
	});

	it('is asked for the people who are under way, not for a thousand', async () => {
		await steer('faults', [
			{ match: 'POST /profile', times: 100_000, kind: 'status', status: 503 },
		]);
		for (const node of [new ConcurIdentity(), new ConcurProvisioning()]) {
			const before = (await requests()).length;
			const result = await create(node, 1000, goOn, single);
			expect(result.outputs[0]).toHaveLength(1000);
			expect(result.outputs[0]![999]!.json).toMatchObject({
				userName: 'person999@example.com',
				outcome: 'failed',
				error: expect.stringMatching(
					/^Not sent, because an earlier request failed: .*temporarily unable/,
				),
			});
			expect((await requests()).length - before).toBeLessThan(100);
		}
	});

	it('ends the node, and its error says who was created before', async () => {
		const people = rows(31).map((row, n) => (n === 30 ? { ...row, no: '1001' } : row));
		const result = await run(new ConcurIdentity(), 'create', { fields }, people);
		const { description, context } = result.error as never as {
			description: string;
			context: { done: Array<Record<string, string>> };
		};
		expect(context.done).toHaveLength(30);
		expect(context.done[29]).toEqual({
			userName: 'person29@example.com',
			employeeNumber: 'N29',
			id: expect.stringMatching(/^[0-9a-f-]{36}$/),
		});
		expect(description).toMatch(
			/SAP Concur accepted 30 items: person0@example.com .*, and 10 more\./,
		);
	});
});

describe('connections that break', () => {
	it.each([25, 55])('for %i seconds leave nobody unknown', async (seconds) => {
		const over = world.clock.now() + seconds * 1000;
		await steer('faults', [
			{ match: 'POST /profile/v4/Users', times: 1, kind: 'dropAfterCommit' },
			{ match: '* /profile', times: 1000, kind: 'drop' },
		]);
		const end = setInterval(() => {
			if (world.clock.now() < over) return;
			clearInterval(end);
			world.simulator.faults([]);
		}, 1);
		const result = await create(new ConcurProvisioning(), 20, {}, single);
		clearInterval(end);
		const outcomes = result.outputs[0]!.map(({ json }) => json.outcome);
		expect(outcomes).toEqual(Array.from({ length: 20 }, () => 'submitted'));
	});

	it('for good make three people unknown, and the message for the rest is about the rest', async () => {
		await steer('faults', [{ match: '* /profile', times: 100_000, kind: 'drop' }]);
		const result = await create(new ConcurProvisioning(), 5, {}, oneByOne);
		const items = result.outputs[0]!.map(({ json }) => json);
		expect(items.map(({ outcome }) => outcome)).toEqual([
			'unknown',
			'unknown',
			'unknown',
			'failed',
			'failed',
		]);
		expect(items[4]).toMatchObject({
			why: 'Not sent, because SAP Concur did not respond to earlier requests',
			hint: 'Nothing was done for this item. Run it when SAP Concur responds.',
		});
	});
});

describe('the item that an error names', () => {
	it('is the one that met it, after others were rejected', async () => {
		await steer('faults', [
			{ match: 'POST /profile/v4/Users', times: 2, kind: 'status', status: 400 },
			{ match: 'POST /profile/v4/Users', times: 100, kind: 'status', status: 503 },
		]);
		const { error } = await create(new ConcurProvisioning(), 4, {}, oneByOne);
		expect(error?.message).toMatch(/temporarily unable.*\[item 2\]$/);
	});

	it('does not count as accepted whom nobody knows anything about', async () => {
		await steer('faults', [
			{ match: 'POST /profile/identity/v4.1/Users', times: 1, kind: 'drop' },
			{
				match: 'POST /profile/identity/v4.1/Users/.search',
				times: 100,
				kind: 'status',
				status: 403,
			},
			{ match: 'POST /profile/identity/v4.1/Users', times: 1, kind: 'delay' },
			{ match: 'POST /profile/identity/v4.1/Users', times: 1, kind: 'status', status: 400 },
		]);
		const { error } = await create(new ConcurIdentity(), 3);
		expect(error?.message).toMatch(/\[item 2\]$/);
		expect(error?.description).toMatch(
			/SAP Concur accepted this item: person1@example\.com N1 [0-9a-f-]{36}\. It is not known whether SAP Concur has carried out this item: person0@example\.com N0\.$/,
		);
	});

	it('is one of two with a missing permission before the rest is not sent', async () => {
		await steer('faults', [
			{ match: 'POST /profile/v4/Users', times: 1, kind: 'status', status: 403 },
		]);
		await steer('faults', [
			{ match: 'POST /profile/v4/Users', times: 1, kind: 'status', status: 403 },
		]);
		const result = await create(new ConcurProvisioning(), 3, goOn, oneByOne);
		expect(result.outputs[0]!.map(({ json }) => json.outcome)).toEqual([
			'failed',
			'submitted',
			'submitted',
		]);
	});
});

describe('a wrong credential', () => {
	it('ends the run at the first person, without a search for what may have been done', async () => {
		world.changeCredential({ clientSecret: 'wrong' });
		const result = await create(new ConcurProvisioning(), 20, goOn, single);
		expect(result.outputs[0]!.map(({ json }) => json.outcome)).toEqual(
			Array.from({ length: 20 }, () => 'failed'),
		);
		expect((await requests()).filter((one) => one.endsWith('.search'))).toEqual([]);
	});
});
