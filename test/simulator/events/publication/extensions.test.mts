// What Concur publishes of each change of a Spend or Travel profile, over HTTP to a subscriber of every topic.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { users, type Json } from '../../client.mts';
import { german, replace, spend, travel } from '../../provisioning/provisioningClient.mts';
import { startSubscribed, typesOf, type Subscribed } from './publicationClient.mts';

let concur: Subscribed;
beforeAll(async () => {
	concur = await startSubscribed();
});
afterAll(() => concur.close());
afterEach(() =>
	concur.settings({
		putWipesSpend: false,
		events: { echo: true, travelDeleteType: 'TravelProfileDeleted' },
	}),
);

const standard = { ruleClass: { name: 'Standard Travel' } };
const executive = { id: 102, name: 'Executive Travel' };

describe('A Spend profile', () => {
	it('that is new is published beside its identity (open-questions 72)', async () => {
		let id = '';
		const events = await concur.eventsOf(async () => {
			const created = await concur.create('sam', {
				[spend('User')]: german,
				[spend('Role')]: { roles: [{ roleName: 'REQ_APPROVER' }] },
			});
			id = created.body.id;
			concur.advance(2000);
		});

		expect(typesOf(events)).toEqual([
			'IdentityProfileCreated',
			'SpendProfileCreated',
			'provisionCompleted',
		]);
		expect(new Set(events.map((event) => event.id)).size).toBe(3);
		expect(new Set(events.map((event) => event.correlationId)).size).toBe(1);
		expect(events.find(({ topic }) => topic.endsWith('spend'))).toMatchObject({
			topic: 'public.concur.user.profile.spend',
			subtopic: id,
			facts: {
				originator: 'com.concur.prod.expense.ces',
				companyId: concur.companyId,
				userId: id,
				userHref: `${concur.simulator.url}/profile/spend/v4/Users/${id}`,
				attributes: null,
			},
		});
	});

	it('that changes is published once, by the names of what differs', async () => {
		const id = await concur.known('sue', { [spend('User')]: german });
		const events = await concur.eventsOn('spend', async () => {
			await concur.patch(id, [
				replace(spend('User'), 'reimbursementCurrency', 'USD'),
				replace(spend('User'), 'country', 'DE'),
				{
					op: 'add',
					path: `${spend('Approver')}:report`,
					value: [{ approver: { employeeNumber: '1001' }, primary: true }],
				},
			]);
			concur.advance(2000);
		});

		expect(events.map(({ eventType, facts }) => [eventType, facts.attributes])).toEqual([
			['SpendProfileUpdated', [`${spend('User')}:reimbursementCurrency`, spend('Approver')]],
		]);
	});

	it('that is sent again as it is, or rejected, is not published, but the end of the request is', async () => {
		const id = await concur.known('sid', { [spend('User')]: german });
		for (const country of ['DE', 'XX'])
			expect(
				typesOf(
					await concur.eventsOf(async () => {
						await concur.patch(id, [replace(spend('User'), 'country', country)]);
						concur.advance(2000);
					}),
				),
			).toEqual(['provisionCompleted']);
	});

	it('is deleted with its person', async () => {
		const id = await concur.known('sol', { [spend('User')]: german, [travel]: standard });
		const events = await concur.eventsOf(() => concur.call('DELETE', `${users}/${id}`));

		expect(typesOf(events)).toEqual([
			'IdentityProfileDeleted',
			'SpendProfileDeleted',
			'TravelProfileDeleted',
		]);
		expect(events.map(({ facts }) => facts.userId)).toEqual([id, id, id]);
	});

	it('is deleted when a replacement without it wipes it (open-questions 78)', async () => {
		concur.settings({ putWipesSpend: true });
		const id = await concur.known('sky', { [spend('User')]: german });
		const events = await concur.eventsOn('spend', async () => {
			await concur.send('PUT', `/profile/v4/Users/${id}`, { ...concur.person('sky'), id });
			concur.advance(2000);
		});

		expect(events).toMatchObject([
			{ eventType: 'SpendProfileDeleted', facts: { userId: id, attributes: null } },
		]);
	});
});

describe('A Travel profile', () => {
	it('is published when it is new, changed and gone', async () => {
		const id = await concur.known('tom');
		const change = (operation: Json) =>
			concur.eventsOn('travel', async () => {
				await concur.patch(id, [operation]);
				concur.advance(2000);
			});

		const facts = {
			loginId: 'tom@example.com',
			originator: '-98011',
			companyId: concur.companyId,
			userId: id,
		};
		const created = await change({ op: 'add', path: travel, value: standard });
		expect(created).toMatchObject([{ eventType: 'TravelProfileCreated', subtopic: id }]);
		expect(created[0]!.facts).toEqual({ ...facts, attributes: [] });

		const updated = await change({
			op: 'replace',
			path: travel,
			value: { ruleClass: executive, gender: 'Male' },
		});
		expect(updated).toMatchObject([{ eventType: 'TravelProfileUpdated' }]);
		expect(updated[0]!.facts).toEqual({ ...facts, attributes: ['ruleClass', 'gender'] });

		const deleted = await change({ op: 'remove', path: travel });
		expect(deleted).toMatchObject([{ eventType: 'TravelProfileDeleted' }]);
		expect(deleted[0]!.facts).toEqual({ ...facts, attributes: [] });
	});

	it.each(['TravelProfileDeleted', 'DELETE'] as const)(
		'is deleted as %s when Concur says so (open-questions 5)',
		async (travelDeleteType) => {
			concur.settings({ events: { travelDeleteType } });
			const id = await concur.known(`tea${travelDeleteType.length}`, { [travel]: standard });
			const events = await concur.eventsOn('travel', () => concur.call('DELETE', `${users}/${id}`));

			expect(typesOf(events)).toEqual([travelDeleteType]);
		},
	);
});

describe('Writes of the app itself (open-questions 73)', () => {
	it('come back as events unless Concur keeps them to itself', async () => {
		concur.settings({ events: { echo: false } });
		const silent = await concur.eventsOf(async () => {
			const { body } = await concur.create('eva', { [spend('User')]: german, [travel]: standard });
			concur.advance(2000);
			await concur.call('DELETE', `${users}/${body.id}`);
		});
		// Its end is what the request waits for, not a change.
		expect(typesOf(silent)).toEqual(['provisionCompleted']);

		const own = {
			topic: 'public.concur.user.profile.identity',
			eventType: 'IdentityProfileDeleted',
			subtopic: randomUUID(),
		};
		const others = await concur.eventsOf(() => concur.send('POST', '/_simulator/events', own));
		expect(others).toMatchObject([own]);
	});
});
