// SAP Concur slows down, does not respond, or responds with something else while a status is asked for.
import { describe, expect, it, vi } from 'vitest';
import type { RunResult } from '../../support/executeNode.mts';
import { counts, person, statusWorld, wrongCurrency } from './statusWorld.mts';

const world = statusWorld();
const { submitBulk, submitSingle, run, looks } = world;

const match = 'GET /profile/v4/provisions/*';
const outages = [
	['asks to slow down', { kind: 'status', status: 429 }, 'kept asking n8n to slow down'],
	['is out of service', { kind: 'status', status: 503 }, 'temporarily unable'],
	['fails', { kind: 'status', status: 500 }, 'temporarily unable'],
	['ends the connection', { kind: 'drop' }, 'could not be reached'],
	['returns a page of HTML', { kind: 'html', status: 200 }, 'an HTML page'],
] as const;
const short = { maximumWaitMinutes: 0.003 };
const settings = ['stopWorkflow', 'continueRegularOutput'] as const;

const whys = ({ outputs }: RunResult) => outputs[3]!.map(({ json }) => String(json.why));

describe('Wait for Completion while SAP Concur', () => {
	it.each(outages)('%s leaves a request pending, with the reason', async (_, fault, reason) => {
		const submitted = await submitSingle(person('ann'));
		for (const onError of settings) {
			world.simulator.faults([{ match, times: 10_000, ...fault }]);
			const result = await run('wait', [submitted], { onError, parameters: short });
			world.simulator.faults([]);
			expect(result.error).toBeUndefined();
			expect(counts(result)).toEqual([0, 0, 0, 1]);
			expect(result.outputs[3]![0]!.json).toMatchObject({
				outcome: 'pending',
				why: expect.stringContaining(reason),
				provisionId: submitted.provisionId,
				userId: submitted.userId,
				sent: submitted.sent,
			});
		}
		const later = await run('get', [submitted]);
		expect(counts(later)).toEqual([1, 0, 0, 0]);
	});

	it.each(outages)('%s for a while ends well', async (_, fault) => {
		const submitted = await submitBulk([person('ann'), person('ben', wrongCurrency)]);
		world.simulator.faults([{ match, times: 5, ...fault }]);
		const result = await run('wait', submitted, { parameters: { maximumWaitMinutes: 1 } });
		expect(result.error).toBeUndefined();
		expect(counts(result)).toEqual([1, 1, 0, 0]);
	});

	it('revokes access tokens for requests of other workers ends well', async () => {
		const submitted = await submitSingle(person('ann'));
		world.simulator.faults([{ match, times: 2, kind: 'expireToken' }]);
		const result = await run('wait', [submitted], { parameters: { maximumWaitMinutes: 1 } });
		expect(result.error).toBeUndefined();
		expect(counts(result)).toEqual([1, 0, 0, 0]);
	});

	it('does not respond keeps what others have reached before', async () => {
		world.simulator.settings({
			provisioning: { slowUserNames: ['dee@example.com'], slowFinishesAfterMs: 600_000 },
		});
		const submitted = await submitBulk([person('ann'), person('dee')]);
		const firstLook = vi.waitUntil(() => looks().length > 0, {
			interval: 5,
			timeout: 15_000,
		});
		void firstLook.then(() => world.simulator.faults([{ match, times: 10_000, kind: 'drop' }]));
		const result = await run('wait', submitted, { parameters: { maximumWaitMinutes: 0.05 } });
		expect(counts(result)).toEqual([1, 0, 0, 1]);
		expect(result.outputs[3]![0]!.json).toMatchObject({
			userName: 'dee@example.com',
			operationId: '2',
			why: 'The status could not be read until the maximum wait was over: SAP Concur could not be reached',
			hint: expect.stringContaining('Do not send the user again'),
		});
	});

	it('asks to slow down is asked for one request at a time, and not for all of them', async () => {
		const submitted = await Promise.all(
			Array.from({ length: 12 }, async (_, index) => await submitSingle(person(`p${index}`))),
		);
		world.simulator.faults([{ match, times: 10_000, kind: 'status', status: 429 }]);
		const result = await run('wait', submitted, { parameters: { maximumWaitMinutes: 0 } });
		expect(counts(result)).toEqual([0, 0, 0, 12]);
		expect(new Set(whys(result))).toEqual(
			new Set([
				'The status could not be read until the maximum wait was over: SAP Concur kept asking n8n to slow down',
			]),
		);
		// Five at once, and then nobody else.
		expect(looks()).toHaveLength(5);
	});

	it('never answers for one request finishes the others', async () => {
		const submitted = await Promise.all(
			Array.from({ length: 7 }, async (_, index) => await submitSingle(person(`p${index}`))),
		);
		const { provisionId } = submitted[2]!;
		const own = `GET /profile/v4/provisions/${String(provisionId)}/*`;
		world.simulator.faults([{ match: own, times: 10_000, kind: 'status', status: 500 }]);
		const result = await run('wait', submitted, { parameters: { maximumWaitMinutes: 0.02 } });
		expect(counts(result)).toEqual([6, 0, 0, 1]);
		expect(result.outputs[3]![0]!.pairedItem).toEqual({ item: 2 });
	});

	it('rejects the credential ends at once, as for any other node', async () => {
		const submitted = await submitSingle(person('ann'));
		world.simulator.faults([{ match, times: 10_000, kind: 'status', status: 403 }]);
		const { error } = await run('wait', [submitted]);
		expect(error?.message).toContain('does not allow this request');
	});
});

describe('Get while SAP Concur', () => {
	it('does not respond fails for that request alone', async () => {
		const submitted = [await submitSingle(person('ann')), await submitSingle(person('ben'))];
		const own = `GET /profile/v4/provisions/${String(submitted[0]!.provisionId)}/*`;
		world.simulator.faults([{ match: own, times: 10_000, kind: 'drop' }]);
		const result = await run('get', submitted, { onError: 'continueRegularOutput' });
		expect(counts(result)).toEqual([1, 0, 1, 0]);
		expect(result.outputs[2]![0]!.json.error).toBe('SAP Concur could not be reached [item 0]');
	});

	it('does not respond at all asks patiently, but not for every request', async () => {
		const submitted = await Promise.all(
			Array.from({ length: 20 }, async (_, index) => await submitSingle(person(`p${index}`))),
		);
		world.simulator.faults([{ match, times: 10_000, kind: 'drop' }]);
		const result = await run('get', submitted, { onError: 'continueRegularOutput' });
		expect(counts(result)).toEqual([0, 0, 20, 0]);
		// Five at once and two more, eight tries each.
		expect(looks()).toHaveLength(56);
	});
});
