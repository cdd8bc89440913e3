import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../client.mts';
import { connectApp, startSubscriber, subscriptions } from '../eventsClient.mts';
import { companyIdOf, shownSubscription } from './shownSubscription.mts';

type Subscriber = Awaited<ReturnType<typeof startSubscriber>>;
let subscriber: Subscriber;
let call: Awaited<ReturnType<typeof connectApp>>;
beforeAll(async () => {
	subscriber = await startSubscriber();
});
beforeEach(async () => {
	await subscriber.startAnew();
	call = await connectApp(subscriber.simulator);
});
afterAll(() => subscriber.close());

describe('A deleted subscription', () => {
	it('gets nothing any more, not even what was published before', async () => {
		subscriber.simulator.settings({ events: { delayMs: 3_600_000 } });
		await subscriber.subscribe('my.id');
		expect(subscriber.publish().subscriptionIds).toEqual(['my.id']);
		await call('DELETE', `${subscriptions}/my.id`);
		expect(subscriber.publish().subscriptionIds).toEqual([]);
		await subscriber.after(3_600_000);
		expect(subscriber.receiver.received).toEqual([]);
	});

	it('is there, and gets events, as long as its deletion takes', async () => {
		subscriber.simulator.settings({ events: { deletionTakesMs: 600_000 } });
		await subscriber.subscribe('my.id');
		await call('DELETE', `${subscriptions}/my.id`);
		expect((await shownSubscription(call, 'my.id')).id).toBe('my.id');
		subscriber.publish();
		expect(await subscriber.statuses()).toEqual([200]);
		subscriber.simulator.advance(600_000);
		expect((await call('GET', `${subscriptions}/my.id`)).status).toBe(404);
		expect(subscriber.publish().subscriptionIds).toEqual([]);
	});

	it('is deleted no earlier when deleted again, and stays when saved meanwhile', async () => {
		subscriber.simulator.settings({ events: { deletionTakesMs: 1_800_000 } });
		await subscriber.subscribe('my.id');
		await subscriber.subscribe('my.other');
		for (const id of ['my.id', 'my.other']) await call('DELETE', `${subscriptions}/${id}`);
		await subscriber.put(subscriber.wanted('my.id'));
		subscriber.simulator.advance(1_000_000);
		await call('DELETE', `${subscriptions}/my.other`);
		subscriber.simulator.advance(800_000);
		const { body } = await call('GET', subscriptions);
		expect(body).toMatchObject([
			{ id: 'my.id', companyIds: [await companyIdOf(subscriber.simulator)] },
		]);
	});

	it('does not pass its events on to one of the same id', async () => {
		subscriber.simulator.settings({ events: { delayMs: 3_600_000 } });
		await subscriber.subscribe('my.id');
		subscriber.publish({ eventType: 'before' });
		await call('DELETE', `${subscriptions}/my.id`);
		await subscriber.subscribe('my.id');
		subscriber.publish({ eventType: 'after' });
		await subscriber.after(3_600_000);
		const types = subscriber.receiver.events().map(({ eventType }) => eventType);
		expect(types).toEqual(['after']);
	});
});

// SAP: v4.event-subscription, ESS Resource usage.
describe('After 30 days, a subscription', () => {
	const days = (count: number) => count * 24 * 3_600_000;
	/** Ids of all subscriptions, asked for with a token of that day. */
	const ids = async () => {
		const { body } = await (await connectApp(subscriber.simulator))('GET', subscriptions);
		return (body as unknown as Json[]).map(({ id }) => id);
	};

	it('without a company is gone', async () => {
		await subscriber.put(subscriber.wanted('my.id'));
		subscriber.simulator.advance(days(29));
		expect(await ids()).toEqual(['my.id']);
		subscriber.simulator.advance(days(1));
		expect(await ids()).toEqual([]);
	});

	it('that nothing was published to stays', async () => {
		await subscriber.subscribe('my.id');
		subscriber.simulator.advance(days(31));
		expect(await ids()).toEqual(['my.id']);
	});

	it.each([
		[503, []],
		[200, ['my.id']],
	])('whose endpoint answered first 503, then %i: %j', async (later, left) => {
		await subscriber.subscribe('my.id');
		for (const status of [503, later]) {
			subscriber.receiver.answerWith(status);
			subscriber.publish();
			await subscriber.simulator.delivered();
		}
		await subscriber.after(days(30));
		expect(await ids()).toEqual(left);
	});
});
