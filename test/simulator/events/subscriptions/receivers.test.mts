import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { companyForm, requestToken } from '../../client.mts';
import { connectApp, startSubscriber } from '../eventsClient.mts';
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

const travelTopic = 'public.concur.user.travel.profile';

describe('The companies of a subscription', () => {
	it('are none until a company token is issued, and without them nothing is delivered', async () => {
		await requestToken(subscriber.simulator, await companyForm(subscriber.simulator));
		await subscriber.put(subscriber.wanted('my.id'));
		expect((await shownSubscription(call, 'my.id')).companyIds).toEqual([]);
		expect(subscriber.publish().subscriptionIds).toEqual([]);

		await subscriber.grant();
		expect((await shownSubscription(call, 'my.id')).companyIds).toEqual([
			await companyIdOf(subscriber.simulator),
		]);
		expect(subscriber.publish().subscriptionIds).toEqual(['my.id']);
	});

	it('also come with a refreshed company token, and only once', async () => {
		const { body: token } = await subscriber.grant();
		await subscriber.put(subscriber.wanted('my.id'));
		const form = await companyForm(subscriber.simulator, {
			grant_type: 'refresh_token',
			refresh_token: token.refresh_token as string,
			credtype: null,
			username: null,
			password: null,
		});
		for (let time = 0; time < 2; time += 1)
			expect((await requestToken(subscriber.simulator, form)).status).toBe(200);
		expect((await shownSubscription(call, 'my.id')).companyIds).toEqual([
			await companyIdOf(subscriber.simulator),
		]);
	});

	it('do not come with the token of a user', async () => {
		await subscriber.put(subscriber.wanted('my.id'));
		const form = await companyForm(subscriber.simulator, {
			credtype: 'password',
			username: 'grace.palmer@example.com',
			password: 'password',
		});
		expect((await requestToken(subscriber.simulator, form)).status).toBe(200);
		expect((await shownSubscription(call, 'my.id')).companyIds).toEqual([]);
	});

	it.each([
		['allowedPrincipals', () => companyIdOf(subscriber.simulator)],
		['all', () => Promise.resolve('.*')],
	] as const)('are there at once by %s', async (companyIdsFrom, expected) => {
		subscriber.simulator.settings({ events: { companyIdsFrom } });
		await subscriber.put(subscriber.wanted('my.id'));
		expect((await shownSubscription(call, 'my.id')).companyIds).toEqual([await expected()]);
		expect(subscriber.publish().subscriptionIds).toEqual(['my.id']);
	});

	it('are kept when the subscription changes', async () => {
		await subscriber.subscribe('my.id');
		await subscriber.put(subscriber.wanted('my.id', { filter: 'other' }));
		expect(await shownSubscription(call, 'my.id')).toMatchObject({
			filter: 'other',
			companyIds: [await companyIdOf(subscriber.simulator)],
		});
	});

	it('decide whose events are delivered', async () => {
		await subscriber.subscribe('my.id');
		const stranger = '00000000-0000-4000-8000-000000000000';
		expect(subscriber.publish({ companyId: stranger }).subscriptionIds).toEqual([]);
		subscriber.simulator.settings({ events: { companyIdsFrom: 'all' } });
		await subscriber.put(subscriber.wanted('their.id'));
		expect(subscriber.publish({ companyId: stranger }).subscriptionIds).toEqual(['their.id']);
	});
});

describe('A filter', () => {
	it.each([
		['.*', 'IdentityProfileCreated', true],
		['IdentityProfileCreated', 'IdentityProfileCreated', true],
		['IdentityProfileCreated', 'IdentityProfileUpdated', false],
		['IdentityProfile(Created|Updated)', 'IdentityProfileUpdated', true],
		['TravelProfile.*|DELETE', 'DELETE', true],
		['Created', 'IdentityProfileCreated', false],
		['', 'IdentityProfileCreated', true],
	])('%j and the type %s: %j', async (filter, eventType, isHeard) => {
		await subscriber.subscribe('my.id', { filter });
		expect(subscriber.publish({ eventType }).subscriptionIds).toEqual(isHeard ? ['my.id'] : []);
	});

	it('applies to events of its own topic only', async () => {
		await subscriber.subscribe('my.id');
		expect(subscriber.publish({ topic: travelTopic }).subscriptionIds).toEqual([]);
	});
});

// open-questions 68
