// provisionCompleted, and the contradictory forms in which any event may come.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SettingsChange } from '../../../../simulator/control/settings.mts';
import type { Json } from '../../client.mts';
import { german, spend } from '../../provisioning/provisioningClient.mts';
import { startSubscribed, type ReceivedEvent, type Subscribed } from './publicationClient.mts';

let concur: Subscribed;
beforeAll(async () => {
	concur = await startSubscribed();
});
afterAll(() => concur.close());

const wrong = { [spend('User')]: { ...german, country: 'XX' } };
const usual = { finishesAfterMs: 2000, finishesAfterPolls: null };
const forms = {
	identityTopicInEvent: 'public.concur.user.profile.identity',
	statusHref: 'broken',
	subtopicKey: 'subtopic',
	emptyValues: 'null',
	timeStampAs: 'iso',
} as const;
afterEach(() =>
	concur.settings({ provisioning: usual, legacyStatusPath: false, events: { ...forms } }),
);

/** The event of a single user's request, and the answer to that request. */
async function completionOf(name: string, more: Json = {}) {
	let answer!: Awaited<ReturnType<Subscribed['call']>>;
	const events = await concur.eventsOn('provisioning', async () => {
		answer = await concur.call('POST', '/profile/v4/Users', concur.person(name, more));
		expect(answer.status).toBe(201);
		concur.advance(2000);
	});
	expect(events).toHaveLength(1);
	const { provisionId } = answer.body.meta as { provisionId: string };
	return {
		event: events[0],
		provisionId,
		correlationId: answer.headers.get('concur-correlationid'),
	};
}

describe('The end of a provision request', () => {
	it('is published under the id and the correlation id of the request', async () => {
		const { event, provisionId, correlationId } = await completionOf('pia', {
			[spend('User')]: german,
		});

		expect(event).toMatchObject({
			correlationId,
			eventType: 'provisionCompleted',
			topic: 'public.concur.user.provisioning',
			subtopic: provisionId,
		});
		expect(event!.facts).toEqual({
			originator: 'com.concur.provisioning',
			provisionId,
			provisionStatusHref: `https:/us.api.concursolutions.com/provisioning/v4/provisions/${provisionId}/status`,
			success: true,
		});
		const { meta } = await concur.status(provisionId);
		expect(meta.correlationId).toBe(correlationId?.replaceAll('-', ''));
	});

	it('is no success when a part of it was rejected', async () => {
		const { event } = await completionOf('pam', wrong);
		expect(event!.facts.success).toBe(false);
	});

	it('is published once for a bulk, and no success when one operation of it failed', async () => {
		let provisionId = '';
		const events = await concur.eventsOn('provisioning', async () => {
			const { body } = await concur.bulk([
				{ method: 'POST', path: '/Users', bulkId: '1', data: concur.person('pat') },
				{ method: 'POST', path: '/Users', bulkId: '2', data: concur.person('pete', wrong) },
			]);
			provisionId = body.id;
			concur.advance(2000);
		});

		expect(events.map(({ facts }) => [facts.provisionId, facts.success])).toEqual([
			[provisionId, false],
		]);
	});

	it('is published when a request for the status ends it, not before', async () => {
		concur.settings({ provisioning: { finishesAfterPolls: 2 } });
		let provisionId = '';
		const early = await concur.eventsOn('provisioning', async () => {
			provisionId = (await concur.create('paul')).body.meta.provisionId;
			await concur.status(provisionId);
		});
		const late = await concur.eventsOn('provisioning', () => concur.status(provisionId));

		expect(early).toEqual([]);
		expect(late.map(({ facts }) => facts.provisionId)).toEqual([provisionId]);
	});

	it('is published when Concur gives up after two hours', async () => {
		concur.settings({ provisioning: { finishesAfterMs: 24 * 3_600_000 } });
		const events = await concur.eventsOn('provisioning', async () => {
			await concur.create('pola', { [spend('User')]: german });
			concur.advance(2 * 3_600_000);
		});
		await concur.reconnect();

		expect(events.map(({ facts }) => facts.success)).toEqual([false]);
	});

	it('is noticed and published although no request asks', async () => {
		concur.settings({ provisioning: { finishesAfterMs: 50 } });
		const before = concur.simulator.deliveries().length;
		const { body } = await concur.create('peer');

		const types = () =>
			concur.simulator
				.deliveries()
				.slice(before)
				.map((delivery) => JSON.parse(delivery.body) as ReceivedEvent)
				.filter(({ facts }) => facts.provisionId === body.meta.provisionId)
				.map(({ eventType }) => eventType);
		await vi.waitFor(() => expect(types()).toEqual(['provisionCompleted']), { timeout: 15_000 });
	});

	it.each([
		[false, '/profile/v4'],
		[true, '/provisioning/v4'],
	])(
		'has a link that works when Concur writes it right (1 and 2)',
		async (legacyStatusPath, base) => {
			concur.settings({ legacyStatusPath, events: { statusHref: 'right' } });
			const { event, provisionId } = await completionOf(`pip${base.length}`);
			const { url } = concur.simulator;

			expect(event!.facts.provisionStatusHref).toBe(
				`${url}${base}/provisions/${provisionId}/status`,
			);
			const path = String(event!.facts.provisionStatusHref).slice(url.length);
			expect((await concur.send('GET', path)).body).toMatchObject({ id: provisionId });
		},
	);
});

describe('An event comes in one of two forms', () => {
	let people = 0;
	const events = async (change: SettingsChange['events']) => {
		concur.settings({ events: change });
		const [created, completed] = await concur.eventsOf(async () => {
			await concur.create(`form${(people += 1)}`);
			await concur.simulator.delivered();
			concur.advance(2000);
		});
		return { created, completed };
	};

	it.each(['public.concur.user.profile.identity', 'public.concur.profile.identity'] as const)(
		'with the topic %s (open-questions 3)',
		async (identityTopicInEvent) => {
			const { created, completed } = await events({ identityTopicInEvent });
			expect(created).toMatchObject({
				eventType: 'IdentityProfileCreated',
				topic: identityTopicInEvent,
			});
			expect(completed!.topic).toBe('public.concur.user.provisioning');
		},
	);

	it.each([
		['subtopic', 'subTopic'],
		['subTopic', 'subtopic'],
	] as const)('with %s and no %s (open-questions 36)', async (subtopicKey, other) => {
		const { created, completed } = await events({ subtopicKey });
		expect(created![subtopicKey]).toBe(created!.facts.userId);
		expect(completed![subtopicKey]).toBe(completed!.facts.provisionId);
		expect(created).not.toHaveProperty(other);
	});

	it.each([
		['null', null],
		['text', ''],
		['list', []],
	] as const)('with %s for what is empty (open-questions 37)', async (emptyValues, value) => {
		const { created, completed } = await events({ emptyValues });
		expect(completed).toMatchObject({ groups: value, scopes: value, data: value });
		expect(created).not.toHaveProperty('data');
	});

	it.each([
		['iso', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/],
		['noZone', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/],
		['offset', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/],
		['date', /^\d{4}-\d\d-\d\d$/],
		['month13', /^\d{4}-13-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/],
	] as const)('with a time as %s (open-questions 38)', async (timeStampAs, form) => {
		const { created, completed } = await events({ timeStampAs });
		expect(created!.timeStamp).toMatch(form);
		expect(completed!.timeStamp).toMatch(form);
	});
});
