// SAP: v4.event-subscription, Endpoint Requirements and ESS Behavior; common/ess/getting-started.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { standingClock } from '../support/standingClock.mts';
import { person, send, connect } from './client.mts';
import { startReceiver, startSubscriber } from './eventsClient.mts';

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
				body: subscriber.receiver.received[0].body.toString(),
				at: expect.stringMatching(/Z$/) as string,
			},
		]);
		expect(subscriber.receiver.events()[0].id).toBe(id);
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

describe('An answer of the endpoint', () => {
	beforeEach(() => subscriber.subscribe('my.id'));

	it.each([200, 201, 202, 204, 400, 404, 405, 408, 409, 410, 413, 415, 422, 451])(
		'%i ends the delivery',
		async (status) => {
			subscriber.receiver.answerWith(status);
			subscriber.publish();
			expect(await subscriber.statuses()).toEqual([status]);
			await subscriber.after(60_000);
			await subscriber.after(hours(1));
			expect(await subscriber.statuses()).toEqual([status]);
		},
	);

	it.each([500, 502, 503, 504, 401, 403, 429, 301, 302])(
		'%i is followed by another attempt with the same event',
		async (status) => {
			subscriber.receiver.answerWith(status);
			const { id } = subscriber.publish();
			expect(await subscriber.statuses()).toEqual([status]);
			subscriber.receiver.answerWith(204);
			await subscriber.after(1000);
			expect(await subscriber.statuses()).toEqual([status, 204]);
			expect(subscriber.receiver.events().map((event) => event.id)).toEqual([id, id]);
			expect(subscriber.simulator.deliveries().map(({ attempt }) => attempt)).toEqual([1, 2]);
			await subscriber.after(hours(1));
			expect(subscriber.receiver.received).toHaveLength(2);
		},
	);

	it('that breaks off is an I/O error, whatever its status, and is followed by another', async () => {
		subscriber.receiver.answerWith((response) => {
			response.writeHead(200, { 'content-length': '100' }).write('a part');
			response.destroy();
		});
		subscriber.publish();
		expect(await subscriber.statuses()).toEqual([0]);
		subscriber.receiver.answerWith((response) => response.destroy());
		await subscriber.after(1000);
		subscriber.receiver.answerWith(200);
		await subscriber.after(2000);
		expect(await subscriber.statuses()).toEqual([0, 0, 200]);
	});

	// Open-questions 19.
	it('must come in time', async () => {
		expect(subscriber.simulator.settings({}).events.acknowledgeWithinMs).toBe(30_000);
		subscriber.simulator.settings({ events: { acknowledgeWithinMs: 50 } });
		subscriber.receiver.answerWith(() => {});
		subscriber.publish();
		expect(await subscriber.statuses()).toEqual([0]);
		subscriber.simulator.settings({ events: { acknowledgeWithinMs: 30_000 } });
		subscriber.receiver.answerWith(200);
		await subscriber.after(1000);
		expect(await subscriber.statuses()).toEqual([0, 200]);
	});

	// Open-questions 70.
	it('may lead elsewhere, which is followed only by setting', async () => {
		subscriber.receiver.answerWith((response, { path }) => {
			if (path === '/hook') response.writeHead(307, { location: '/elsewhere' });
			response.end();
		});
		subscriber.publish();
		expect(await subscriber.statuses()).toEqual([307]);
		subscriber.simulator.settings({ events: { followsRedirects: true } });
		await subscriber.after(1000);
		expect(await subscriber.statuses()).toEqual([307, 200]);
		const [first, again, elsewhere] = subscriber.receiver.received;
		expect([first.path, again.path, elsewhere.path]).toEqual(['/hook', '/hook', '/elsewhere']);
		expect(elsewhere.body.equals(first.body)).toBe(true);
	});

	it('does not come where nobody listens, until somebody does', async () => {
		const gone = await startReceiver();
		await gone.close();
		const webHookConfig = { endpoint: gone.endpoint };
		await subscriber.put(subscriber.wanted('my.id', { webHookConfig }));
		subscriber.publish();
		expect(await subscriber.statuses()).toEqual([0]);
		await subscriber.put(subscriber.wanted('my.id'));
		await subscriber.after(1000);
		expect(await subscriber.statuses()).toEqual([0, 200]);
	});
});

describe('Attempts', () => {
	beforeEach(async () => {
		await subscriber.subscribe('my.id');
		subscriber.receiver.answerWith(503);
	});

	it('follow each other after 1, 2, 4, ... seconds, at most a minute', async () => {
		subscriber.publish();
		await subscriber.simulator.delivered();
		for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60, 60]) {
			const before = subscriber.receiver.received.length;
			if (seconds >= 8) await subscriber.after(seconds * 500);
			expect(subscriber.receiver.received).toHaveLength(before);
			await subscriber.after(seconds * (seconds >= 8 ? 500 : 1000));
			expect(subscriber.receiver.received).toHaveLength(before + 1);
		}
	});

	it('go on for 72 hours after the publication, and no longer', async () => {
		subscriber.publish();
		await subscriber.simulator.delivered();
		await subscriber.after(hours(71));
		expect(await subscriber.statuses()).toEqual([503, 503]);
		subscriber.receiver.answerWith(200);
		await subscriber.after(hours(1));
		await subscriber.after(hours(1));
		expect(await subscriber.statuses()).toEqual([503, 503]);
	});

	it('bring every event of an outage once it is over', async () => {
		const published = Array.from({ length: 50 }, () => subscriber.publish().id);
		await subscriber.simulator.delivered();
		await subscriber.after(hours(40));
		subscriber.receiver.forget();
		await subscriber.after(hours(31));
		const ids = subscriber.receiver.events().map(({ id }) => id);
		expect(ids.sort()).toEqual(published.sort());
		await subscriber.after(hours(1));
		expect(subscriber.receiver.received).toHaveLength(50);
	});

	it('end with a reset', async () => {
		subscriber.publish();
		await subscriber.simulator.delivered();
		subscriber.simulator.reset();
		await subscriber.after(hours(1));
		expect(subscriber.receiver.received).toHaveLength(1);
		expect(subscriber.simulator.deliveries()).toEqual([]);
	});
});

// Open-questions 72.
describe('The order of events', () => {
	const numbered = (count: number) => {
		for (let n = 0; n < count; n += 1) subscriber.publish({ facts: { n } });
	};
	const numbers = () => subscriber.receiver.events().map(({ facts }) => (facts as { n: number }).n);
	beforeEach(() => subscriber.subscribe('my.id'));

	/** How far an event came before or after its turn, at most. */
	const displacement = () => Math.max(...numbers().map((n, position) => Math.abs(n - position)));

	it('is kept about, but for the 24 that are on their way at the same time', async () => {
		numbered(200);
		await subscriber.receiver.arrivals(200);
		expect(displacement()).toBeLessThan(48);
	});

	it('is lost by shuffling', async () => {
		subscriber.simulator.settings({ events: { shuffle: true } });
		numbered(200);
		await subscriber.after(2000);
		expect(numbers().sort((one, other) => one - other)).toEqual([...Array(200).keys()]);
		expect(displacement()).toBeGreaterThan(48);
	});

	it('does not matter to an event that comes late', async () => {
		subscriber.simulator.settings({ events: { delayMs: hours(2) } });
		numbered(1);
		subscriber.simulator.settings({ events: { delayMs: 0 } });
		await subscriber.simulator.delivered();
		expect(numbers()).toEqual([]);
		await subscriber.after(hours(2));
		expect(numbers()).toEqual([0]);
		const [{ at }] = subscriber.simulator.deliveries();
		const published = Date.parse(subscriber.receiver.events()[0].timeStamp as string);
		expect(Date.parse(at) - published).toBeGreaterThanOrEqual(hours(2));
	});

	it('is that of copies of the same event, when there are any', async () => {
		subscriber.simulator.settings({ events: { copies: 3 } });
		const { id } = subscriber.publish();
		await subscriber.receiver.arrivals(3);
		expect(subscriber.receiver.events().map((event) => event.id)).toEqual([id, id, id]);
		expect(await subscriber.statuses()).toEqual([200, 200, 200]);
	});
});

describe('Many deliveries', () => {
	it('go to a subscription 24 at a time, which no other has to wait for', async () => {
		const other = await startReceiver();
		await subscriber.subscribe('slow');
		const held: ServerResponse[] = [];
		subscriber.receiver.answerWith((response) => void held.push(response));
		for (let n = 0; n < 30; n += 1) subscriber.publish();
		await subscriber.receiver.arrivals(24);

		const webHookConfig = { endpoint: other.endpoint };
		await subscriber.subscribe('fast', { filter: 'other', webHookConfig });
		await subscriber.put(subscriber.wanted('slow', { filter: 'tested' }));
		for (let n = 0; n < 30; n += 1) subscriber.publish({ eventType: 'other' });
		await other.arrivals(30);
		expect(subscriber.receiver.received).toHaveLength(24);

		subscriber.receiver.answerWith(200);
		for (const response of held) response.end();
		await subscriber.receiver.arrivals(30);
		await subscriber.simulator.delivered();
		await other.close();
	});

	it('do not hold a publication up, and each of 2,000 comes through once', async () => {
		await subscriber.subscribe('my.id');
		const ids = new Set<string>();
		for (let n = 0; n < 2000; n += 1) ids.add(subscriber.publish().id);
		expect(subscriber.receiver.received).toEqual([]);
		await subscriber.receiver.arrivals(2000);
		expect(ids).toEqual(new Set(subscriber.receiver.events().map(({ id }) => id)));
		expect(await subscriber.statuses()).toEqual(Array(2000).fill(200));
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
			import { startSubscriber } from './test/simulator/eventsClient.mts';
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
			{ timeout: 15_000 },
		);
		expect((await run).stdout).toBe('closed\n');
	});
});
