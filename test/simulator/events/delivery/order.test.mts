// SAP: v4.event-subscription, Endpoint Requirements and ESS Behavior; common/ess/getting-started.
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { standingClock } from '../../../support/standingClock.mts';
import { startReceiver, startSubscriber } from '../eventsClient.mts';

standingClock();
let subscriber: Awaited<ReturnType<typeof startSubscriber>>;
beforeAll(async () => {
	subscriber = await startSubscriber();
});
beforeEach(() => subscriber.startAnew());
afterAll(() => subscriber.close());

const hours = (count: number) => count * 3_600_000;

// open-questions 72
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
		const { at } = subscriber.simulator.deliveries()[0]!;
		const published = Date.parse(subscriber.receiver.events()[0]!.timeStamp as string);
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

	it('do not hold a publication up, and each of 500 comes through once', async () => {
		await subscriber.subscribe('my.id');
		const ids = new Set<string>();
		for (let n = 0; n < 500; n += 1) ids.add(subscriber.publish().id);
		expect(subscriber.receiver.received).toEqual([]);
		await subscriber.receiver.arrivals(500);
		expect(ids).toEqual(new Set(subscriber.receiver.events().map(({ id }) => id)));
		expect(await subscriber.statuses()).toEqual(Array(500).fill(200));
	});
});
