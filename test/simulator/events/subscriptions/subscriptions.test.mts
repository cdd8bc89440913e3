import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, messages, send } from '../../client.mts';
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

const webhook = `${subscriptions}/webhook`;
const topics = '/events/v4/topics';
const travelTopic = 'public.concur.user.travel.profile';

describe('The token of a call about events', () => {
	it('is missing: 401', async () => {
		const { status, body } = await send(subscriber.simulator, 'GET', topics);
		expect(status).toBe(401);
		expect(body).toMatchObject({ status: '401' });
	});

	it.each([401, 403] as const)('has expired: %i', async (expiredTokenStatus) => {
		subscriber.simulator.settings({ expiredTokenStatus });
		subscriber.simulator.advance(3_600_000);
		expect((await call('GET', subscriptions)).status).toBe(expiredTokenStatus);
	});

	it('must be an app token', async () => {
		const withCompany = await connect(subscriber.simulator);
		expect((await withCompany('GET', topics)).status).toBe(403);
		const put = await withCompany('PUT', webhook, subscriber.wanted('my.id'));
		expect(messages(put)).toEqual(["This service does not accept a token of type 'company'"]);
	});

	it('must have the scope events.topic.read', async () => {
		const without = await connectApp(subscriber.simulator, 'user.provision.read');
		const answers = [
			await without('GET', topics),
			await without('GET', subscriptions),
			await without('PUT', webhook, subscriber.wanted('my.id')),
			await without('DELETE', `${subscriptions}/my.id`),
		];
		expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
		expect(messages(answers[0]!)[0]).toContain('events.topic.read');
	});
});

describe('The list of topics', () => {
	it.each([
		['', []],
		['openid', []],
		['identity.user.event.read', ['public.concur.user.profile.identity', 'public.test']],
		['spend.user.event.read', ['public.concur.user.profile.spend', 'public.test']],
		['user.provision.read', ['public.concur.user.provisioning', 'public.test']],
		// The pages name two different scopes (open-questions 4).
		['travel.profile.user.event.read', [travelTopic, 'public.test']],
		['travel.user.event.read', [travelTopic, 'public.test']],
	])('follows the scopes: events.topic.read %s', async (scope, listed) => {
		const app = await connectApp(subscriber.simulator, `events.topic.read ${scope}`.trim());
		expect((await app('GET', topics)).body).toEqual(listed);
	});
});

describe('A subscription', () => {
	it('is saved, shown, changed and deleted', async () => {
		const saved = await call('PUT', webhook, subscriber.wanted('my.id-1'));
		expect(saved.status).toBe(200);
		expect(saved.body).toEqual({ message: "Subscription 'my.id-1' saved successfully" });

		const filter = 'IdentityProfile(Created|Updated)';
		const topic = 'public.concur.user.profile.identity';
		const webHookConfig = { endpoint: 'https://example.com/hook' };
		await call('PUT', webhook, { id: 'my.id-1', topic, filter, webHookConfig });
		expect(await shownSubscription(call, 'my.id-1')).toMatchObject({
			topic,
			filter,
			webHookConfig,
		});
		expect((await call('GET', subscriptions)).body).toHaveLength(1);

		const deleted = await call('DELETE', `${subscriptions}/my.id-1`);
		expect(deleted.body).toEqual({ message: "Subscription 'my.id-1' marked for deletion" });
		expect((await call('GET', subscriptions)).body).toEqual([]);
	});

	it('accepts a document as it was read, and ignores what cannot be written', async () => {
		await subscriber.subscribe('my.id');
		const read = await shownSubscription(call, 'my.id');
		const companyIds = [await companyIdOf(subscriber.simulator)];
		expect(read.companyIds).toEqual(companyIds);
		const sent = { ...read, applicationId: 'another', companyIds: [], groups: ['a'], scope: 'b' };
		expect((await call('PUT', webhook, sent)).status).toBe(200);
		expect(await shownSubscription(call, 'my.id')).toEqual(read);
	});

	it('needs no filter', async () => {
		await subscriber.subscribe('my.id', { filter: undefined });
		expect(await shownSubscription(call, 'my.id')).not.toHaveProperty('filter');
		expect(subscriber.publish().subscriptionIds).toEqual(['my.id']);
	});

	it.each([
		['an id in capitals', { id: 'My-Id' }, 'lowercase'],
		['an id with an underscore', { id: 'my_id' }, 'lowercase'],
		['an empty id', { id: '' }, 'lowercase'],
		['no id', { id: undefined }, 'id: Required'],
		['no topic', { topic: undefined }, 'topic: Required'],
		['an unknown topic', { topic: 'public.nothing' }, "'public.nothing' does not exist"],
		[
			'the topic of the sample events',
			{ topic: 'public.concur.profile.identity' },
			'does not exist',
		],
		['no endpoint', { webHookConfig: {} }, 'endpoint: Required'],
		['an endpoint that is no URL', { webHookConfig: { endpoint: 'hook' } }, 'valid URL'],
		[
			'a plain endpoint far away',
			{ webHookConfig: { endpoint: 'http://example.com' } },
			'valid URL',
		],
		['another scheme', { webHookConfig: { endpoint: 'ftp://127.0.0.1' } }, 'valid URL'],
		[
			'headers of its own',
			{ webHookConfig: { endpoint: 'https://example.com', headers: {} } },
			'headers',
		],
		['an unknown member', { secret: 'a' }, 'secret'],
	])('is rejected with %s', async (_what, changes, reason) => {
		const { status, body } = await call('PUT', webhook, subscriber.wanted('my.id', changes));
		expect(status).toBe(400);
		expect(body.message).toContain(reason);
		expect((await call('GET', subscriptions)).body).toEqual([]);
	});

	it('is rejected when its topic is not listed', async () => {
		const app = await connectApp(subscriber.simulator, 'events.topic.read user.provision.read');
		const document = subscriber.wanted('my.id', { topic: travelTopic });
		const { status, body } = await app('PUT', webhook, document);
		expect(status).toBe(403);
		expect(body.message).toBe(`Access to topic '${travelTopic}' is denied`);
	});

	// open-questions 67
	it.each([403, 409] as const)(
		'is rejected under an id of another app: %i',
		async (foreignIdStatus) => {
			subscriber.simulator.settings({ events: { foreignIdStatus } });
			const { status, body } = await call('PUT', webhook, subscriber.wanted('taken.by-others'));
			expect(status).toBe(foreignIdStatus);
			expect(body.message).toContain("'taken.by-others' belongs to another application");
			expect((await call('GET', `${subscriptions}/taken.by-others`)).status).toBe(403);
			expect((await call('DELETE', `${subscriptions}/taken.by-others`)).status).toBe(403);
		},
	);

	it.each([400, 409] as const)(
		'is rejected when it would be the sixth: %i',
		async (limitStatus) => {
			subscriber.simulator.settings({ events: { limitStatus } });
			for (const id of ['a', 'b', 'c', 'd', 'e'])
				expect((await call('PUT', webhook, subscriber.wanted(id))).status).toBe(200);
			const sixth = await call('PUT', webhook, subscriber.wanted('f'));
			expect(sixth.status).toBe(limitStatus);
			expect(sixth.body.message).toBe('Application has 5 subscriptions already');
			expect((await call('PUT', webhook, subscriber.wanted('e'))).status).toBe(200);
			await call('DELETE', `${subscriptions}/a`);
			expect((await call('PUT', webhook, subscriber.wanted('f'))).status).toBe(200);
		},
	);

	it.each([400, 422] as const)(
		'is rejected with a filter that is not a regular expression: %i',
		async (badFilterStatus) => {
			subscriber.simulator.settings({ events: { badFilterStatus } });
			const document = subscriber.wanted('my.id', { filter: '(Created' });
			const { status, body } = await call('PUT', webhook, document);
			expect(status).toBe(badFilterStatus);
			expect(body.message).toBe("Filter '(Created' is not a valid regular expression");
		},
	);

	it('that does not exist is not found', async () => {
		for (const method of ['GET', 'DELETE']) {
			const { status, body } = await call(method, `${subscriptions}/my.id`);
			expect(status).toBe(404);
			expect(body).toEqual({ message: "Subscription 'my.id' not found" });
		}
	});

	// open-questions 6
	it('is shown as an array or as an object', async () => {
		await call('PUT', webhook, subscriber.wanted('my.id'));
		const listed = await shownSubscription(call, 'my.id');
		subscriber.simulator.settings({ events: { subscriptionShape: 'object' } });
		expect((await call('GET', `${subscriptions}/my.id`)).body).toEqual(listed);
	});

	it('outlives a reset, as tokens do', async () => {
		await subscriber.subscribe('my.id');
		subscriber.publish();
		await subscriber.simulator.delivered();
		expect(subscriber.simulator.deliveries()).toHaveLength(1);
		subscriber.simulator.reset();
		expect(subscriber.simulator.deliveries()).toEqual([]);
		expect((await shownSubscription(call, 'my.id')).companyIds).toEqual([
			await companyIdOf(subscriber.simulator),
		]);
	});

	// open-questions 69
	it('may be saved only when its endpoint accepts a test event', async () => {
		await call('PUT', webhook, subscriber.wanted('my.id'));
		expect(subscriber.receiver.received).toEqual([]);

		subscriber.simulator.settings({ events: { verifiesEndpoint: true } });
		subscriber.receiver.answerWith(404);
		const rejected = await call('PUT', webhook, subscriber.wanted('my.other'));
		expect(rejected.status).toBe(400);
		expect(rejected.body.message).toContain('could not be verified');
		expect((await call('GET', `${subscriptions}/my.other`)).status).toBe(404);

		subscriber.receiver.answerWith(200);
		expect((await call('PUT', webhook, subscriber.wanted('my.other'))).status).toBe(200);
		expect(subscriber.receiver.events()[1]).toMatchObject({
			topic: 'public.test',
			eventType: 'EndpointVerification',
		});
	});
});
