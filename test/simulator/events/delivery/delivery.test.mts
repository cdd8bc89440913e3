// SAP: v4.event-subscription, Endpoint Requirements and ESS Behavior; common/ess/getting-started.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { standingClock } from '../../../support/standingClock.mts';
import { person, send, connect } from '../../client.mts';
import { startSubscriber } from '../eventsClient.mts';

standingClock();
let subscriber: Awaited<ReturnType<typeof startSubscriber>>;
beforeAll(async () => {
	subscriber = await startSubscriber();
});
beforeEach(() => subscriber.startAnew());
afterAll(() => subscriber.close());

const hours = (count: number) => count * 3_600_000;

describe('A delivery', () => {
	it('carries the event to every subscription of its topic, and its correlation id', async () => {
		await subscriber.subscribe('first');
		await subscriber.subscribe('second');
		const correlationId = '1a93bd06-90ec-4b15-bbe4-8ba135d7864d';
		const facts = { name: 'Änne 李' };
		const published = subscriber.publish({ subtopic: 'one', facts, correlationId });
		expect(published.subscriptionIds).toEqual(['first', 'second']);
		await subscriber.receiver.arrivals(2);
		for (const { headers } of subscriber.receiver.received)
			expect(headers).toMatchObject({
				'content-type': 'application/json',
				'concur-correlationid': correlationId,
			});
		for (const event of subscriber.receiver.events())
			expect(event).toEqual({
				id: published.id,
				correlationId,
				eventType: 'tested',
				topic: 'public.test',
				timeStamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
				subtopic: 'one',
				facts,
			});
	});

	it('is logged with all that was sent', async () => {
		await subscriber.subscribe('my.id');
		const { id } = subscriber.publish();
		await subscriber.simulator.delivered();
		const { body } = await send(subscriber.simulator, 'GET', '/_simulator/deliveries');
		expect(body).toEqual(subscriber.simulator.deliveries());
		expect(body).toEqual([
			{
				subscriptionId: 'my.id',
				attempt: 1,
				status: 200,
				headers: {
					'Content-Type': 'application/json',
					'Concur-Correlationid': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
					'Concur-Signature': expect.stringMatching(/^[A-Za-z0-9+/]{342}==$/) as string,
				},
				body: subscriber.receiver.received[0]!.body.toString(),
				at: expect.stringMatching(/Z$/) as string,
			},
		]);
		expect(subscriber.receiver.events()[0]!.id).toBe(id);
	});

	it('can be asked for over HTTP', async () => {
		await subscriber.subscribe('my.id');
		const event = { topic: 'public.test', eventType: 'asked', id: 'mine', timeStamp: '2020-13-16' };
		const { body } = await send(subscriber.simulator, 'POST', '/_simulator/events', event);
		expect(body).toEqual({ id: 'mine', subscriptionIds: ['my.id'] });
		await subscriber.receiver.arrivals(1);
		expect(subscriber.receiver.events()).toMatchObject([{ id: 'mine', timeStamp: '2020-13-16' }]);
	});

	it.each([
		{ topic: 'public.nothing', eventType: 'asked' },
		{ topic: 'public.test' },
		{ topic: 'public.test', eventType: 'asked', tamper: 'a little' },
		{ topic: 'public.test', eventType: 'asked', correlationId: 'two\nlines' },
		{ topic: 'public.test', eventType: 'asked', attributes: [] },
	])('is not asked for by %j', async (event) => {
		const { status, body } = await send(subscriber.simulator, 'POST', '/_simulator/events', event);
		expect(status).toBe(400);
		expect(body.errors).toHaveLength(1);
	});

	it('goes to where the subscription leads at that moment', async () => {
		await subscriber.subscribe('my.id');
		subscriber.receiver.answerWith(503);
		subscriber.publish();
		await subscriber.simulator.delivered();
		const endpoint = `${subscriber.receiver.endpoint}/moved`;
		await subscriber.put(subscriber.wanted('my.id', { webHookConfig: { endpoint } }));
		await subscriber.after(1000);
		const paths = subscriber.receiver.received.map(({ path }) => path);
		expect(paths).toEqual(['/hook', '/hook/moved']);
	});

	it('leaves when the clock is moved over HTTP, without any further request', async () => {
		await subscriber.subscribe('my.id');
		subscriber.simulator.settings({ events: { delayMs: hours(2) } });
		const { id } = subscriber.publish();
		await send(subscriber.simulator, 'GET', '/_simulator/requests');
		await send(subscriber.simulator, 'POST', '/_simulator/clock', { advanceMs: hours(2) });
		await subscriber.receiver.arrivals(1);
		expect(subscriber.receiver.events()).toMatchObject([{ id }]);
	});

	it('needs no request to the simulator when its time has come', async () => {
		vi.useRealTimers();
		await subscriber.subscribe('my.id', { topic: 'public.concur.user.provisioning' });
		subscriber.simulator.settings({ provisioning: { finishesAfterMs: 20 } });
		const call = await connect(subscriber.simulator);
		const document = await person(subscriber.simulator, 'later');
		const { body } = await call('POST', '/profile/v4/Users', document);
		await subscriber.receiver.arrivals(1);
		const { provisionId } = body.meta as { provisionId: string };
		expect(subscriber.receiver.events()).toMatchObject([{ facts: { provisionId } }]);
	});
});

describe('Closing a simulator', () => {
	it('ends deliveries on their way', async () => {
		const closing = await startSubscriber();
		await closing.subscribe('my.id');
		const broken = new Promise((resolve) => {
			closing.receiver.answerWith((response) => void once(response, 'close').then(resolve));
		});
		closing.publish();
		await closing.receiver.arrivals(1);
		await closing.simulator.close();
		await broken;
		await closing.receiver.close();
	});

	it('leaves nothing open that would keep its process alive', async () => {
		const script = `
			import { startSubscriber } from './test/simulator/events/eventsClient.mts';
			const { simulator, receiver, subscribe, publish } = await startSubscriber();
			await subscribe('my.id');
			receiver.answerWith(503);
			publish();
			await simulator.delivered();
			simulator.settings({ events: { delayMs: 3_600_000 } });
			publish();
			simulator.settings({ events: { delayMs: 0 } });
			receiver.answerWith(() => {});
			publish();
			await receiver.arrivals(2);
			await simulator.close();
			await receiver.close();
			console.log('closed');
		`;
		const run = promisify(execFile)(
			process.execPath,
			['--import', 'tsx', '--input-type=module', '--eval', script],
			{ timeout: 50_000 },
		);
		expect((await run).stdout).toBe('closed\n');
	});
});
