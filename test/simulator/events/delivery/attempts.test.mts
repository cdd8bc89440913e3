// SAP: v4.event-subscription, Endpoint Requirements and ESS Behavior; common/ess/getting-started.
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

	// open-questions 19
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

	// open-questions 70
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
		expect([first!.path, again!.path, elsewhere!.path]).toEqual(['/hook', '/hook', '/elsewhere']);
		expect(elsewhere!.body.equals(first!.body)).toBe(true);
	});

	it('does not come where nothing listens, until something does', async () => {
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
