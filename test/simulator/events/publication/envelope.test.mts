// The contradictory forms of what stands around the facts, each in all its versions.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SettingsChange } from '../../../../simulator/control/settings.mts';
import { startSimulator, type RunningSimulator } from '../../../../simulator/index.mts';
import type { Json } from '../../client.mts';
import { startSubscriber } from '../eventsClient.mts';

let subscriber: Awaited<ReturnType<typeof startSubscriber>>;
const topics = {
	identity: 'public.concur.user.profile.identity',
	travel: 'public.concur.user.travel.profile',
	provisioning: 'public.concur.user.provisioning',
	test: 'public.test',
};
beforeAll(async () => {
	subscriber = await startSubscriber();
	for (const [id, topic] of Object.entries(topics)) await subscriber.subscribe(id, { topic });
});
beforeEach(() => {
	subscriber.simulator.reset();
	subscriber.receiver.forget();
});
afterAll(() => subscriber.close());

/** The event as it arrives. */
async function received(changes: Json, events: SettingsChange['events'] = {}): Promise<Json> {
	subscriber.simulator.settings({ events });
	subscriber.publish({ subtopic: 'a-1', ...changes });
	await subscriber.simulator.delivered();
	expect(subscriber.receiver.received).toHaveLength(1);
	return subscriber.receiver.events()[0]!;
}

describe('An event', () => {
	// open-questions 3
	it.each(['public.concur.user.profile.identity', 'public.concur.profile.identity'] as const)(
		'of an identity calls its topic %s',
		async (identityTopicInEvent) => {
			const event = await received({ topic: topics.identity }, { identityTopicInEvent });
			expect(event.topic).toBe(identityTopicInEvent);
		},
	);

	// open-questions 36
	it.each(['subtopic', 'subTopic'] as const)('has a %s', async (subtopicKey) => {
		const event = await received({}, { subtopicKey });
		const { subtopic, subTopic } = event;
		expect({ subtopic, subTopic }).toEqual({ [subtopicKey]: 'a-1' });
	});

	// open-questions 37
	it.each([
		['null', null],
		['text', ''],
		['list', []],
	] as const)('of provisioning has empty members: %s', async (emptyValues, value) => {
		const event = await received({ topic: topics.provisioning }, { emptyValues });
		expect(event).toMatchObject({ groups: value, scopes: value, data: value });
	});

	it('of another topic has no empty members', async () => {
		expect(Object.keys(await received({}))).toEqual([
			'id',
			'correlationId',
			'eventType',
			'topic',
			'timeStamp',
			'subtopic',
			'facts',
		]);
	});

	// open-questions 38
	it.each([
		['iso', /^\d{4}-(0\d|1[0-2])-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/],
		['noZone', /^\d{4}-(0\d|1[0-2])-\d\dT\d\d:\d\d:\d\d\.\d{3}$/],
		['offset', /^\d{4}-(0\d|1[0-2])-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/],
		['date', /^\d{4}-(0\d|1[0-2])-\d\d$/],
		['month13', /^\d{4}-13-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/],
	] as const)('tells its time as %s', async (timeStampAs, pattern) => {
		expect((await received({}, { timeStampAs })).timeStamp).toMatch(pattern);
	});

	it("tells the time of the simulator's clock", async () => {
		subscriber.simulator.advance(86_400_000);
		const { timeStamp } = await received({});
		const ahead = Date.parse(timeStamp as string) - Date.now();
		expect(Math.abs(ahead - 86_400_000)).toBeLessThan(10_000);
	});

	// Api-facts 12: a string, nothing more.
	it.each([
		[topics.identity, 'IdentityProfileCreated', /^created-a-1-\d{5,}$/],
		[topics.identity, 'IdentityProfileDeleted', /^deleted-a-1-\d{5,}$/],
		[topics.travel, 'TravelProfileUpdated', /^[0-9a-f]{32}$/],
		[topics.provisioning, 'provisionCompleted', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
	])('on %s of the type %s has an id like those of the samples', async (topic, eventType, id) => {
		expect((await received({ topic, eventType })).id).toMatch(id);
	});

	it('has an id that no other event has', async () => {
		const ids = Array.from(
			{ length: 100 },
			() =>
				subscriber.publish({
					topic: topics.identity,
					eventType: 'IdentityProfileUpdated',
					subtopic: 'a-1',
				}).id,
		);
		expect(new Set(ids).size).toBe(100);
		await subscriber.simulator.delivered();
	});

	// A subscriber that outlives the simulator would take the new event for a repetition of the old one.
	it('has an id that no event before a reset or a restart had', async () => {
		const update = {
			topic: topics.identity,
			eventType: 'IdentityProfileUpdated',
			subtopic: 'a-1',
		};
		const published = (simulator: RunningSimulator) =>
			Array.from({ length: 5 }, () => simulator.publish(update).id);
		const before = published(subscriber.simulator);
		subscriber.simulator.reset();
		const afterReset = published(subscriber.simulator);
		const restarted = await startSimulator();
		const afterRestart = published(restarted);
		await restarted.close();
		expect(new Set([...before, ...afterReset, ...afterRestart]).size).toBe(15);
	});
});
