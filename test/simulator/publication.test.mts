// What Concur publishes of each change of a person, over HTTP to a subscriber of every topic.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { enterprise, patch, users, type Json } from './client.mts';
import { german, replace, spend, travel } from './provisioningClient.mts';
import { startSubscribed, type ReceivedEvent, type Subscribed } from './publicationClient.mts';

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
const typesOf = (events: ReceivedEvent[]) => events.map(({ eventType }) => eventType).sort();

/** A person whose own events are over. */
async function known(name: string, more: Json = {}): Promise<string> {
	let id = '';
	await concur.eventsOf(async () => {
		const created = await concur.create(name, more);
		expect((await concur.finished(created)).status.success).toBe(true);
		id = created.body.id;
	});
	return id;
}

/** A person as the Identity API shows them, with the entitlements, which it keeps back. */
async function documentOf(id: string): Promise<Json> {
	const { body } = await concur.call('GET', `${users}/${id}`);
	return { ...body, entitlements: concur.person('').entitlements };
}

describe('An identity', () => {
	it('that the Identity API creates is published with no attributes', async () => {
		let answer!: Awaited<ReturnType<Subscribed['call']>>;
		const events = await concur.eventsOf(async () => {
			answer = await concur.call('POST', users, concur.person('ida'));
		});

		expect(events).toHaveLength(1);
		const { id } = answer.body;
		expect(events[0]).toMatchObject({
			correlationId: answer.headers.get('concur-correlationid'),
			eventType: 'IdentityProfileCreated',
			topic: 'public.concur.user.profile.identity',
			subtopic: id,
			facts: {
				originator: 'com.concur.profile',
				companyId: concur.companyId,
				userId: id,
				userHref: `${concur.simulator.url}/profile/identity/v4/Users/${id}`,
				attributes: null,
			},
		});
		expect(
			(
				await concur.send(
					'GET',
					String(events[0].facts.userHref).slice(concur.simulator.url.length),
				)
			).status,
		).toBe(200);
	});

	it('that the Identity API changes is published with the names of what differs', async () => {
		const id = await known('ivo');
		const events = await concur.eventsOf(() =>
			concur.call(
				'PATCH',
				`${users}/${id}`,
				patch(
					{ op: 'replace', path: 'active', value: false },
					{ op: 'replace', path: 'name.familyName', value: 'New' },
					{ op: 'add', path: 'phoneNumbers', value: [{ type: 'work', value: '1234' }] },
					replace(enterprise, 'department', 'Sales'),
				),
			),
		);

		expect(typesOf(events)).toEqual(['IdentityProfileUpdated']);
		expect(events[0].facts.attributes).toEqual([
			'active',
			'displayName',
			'name.familyName',
			'phoneNumbers',
			`${enterprise}.department`,
		]);
	});

	it('that is written again as it was is not published', async () => {
		const document = await documentOf(await known('ilse'));
		const path = `${users}/${String(document.id)}`;
		const events = await concur.eventsOf(async () => {
			const entitlements = [...(document.entitlements as string[])].reverse();
			const put = await concur.call('PUT', path, { ...document, entitlements });
			expect(put.status, JSON.stringify(put.body)).toBe(200);
			const same = patch({ op: 'replace', path: 'active', value: true });
			expect((await concur.call('PATCH', path, same)).status).toBe(200);
		});

		expect(events).toEqual([]);
	});

	it('that is replaced is published once, by what differs', async () => {
		const document = await documentOf(await known('ina'));
		const events = await concur.eventsOf(() =>
			concur.call('PUT', `${users}/${String(document.id)}`, { ...document, nickName: 'Inchen' }),
		);

		expect(events.map(({ facts }) => facts.attributes)).toEqual([['nickName']]);
	});

	it('that is refused is not published', async () => {
		await known('igor');
		const events = await concur.eventsOf(async () => {
			expect((await concur.call('POST', users, concur.person('igor'))).status).toBe(409);
		});

		expect(events).toEqual([]);
	});

	it.each([users, '/profile/v4/Users'])('that is deleted by %s is published', async (path) => {
		const id = await known(`iris${path.length}`);
		let answer!: Awaited<ReturnType<Subscribed['call']>>;
		const events = await concur.eventsOf(async () => {
			answer = await concur.call('DELETE', `${path}/${id}`);
			expect(answer.status).toBe(204);
		});

		expect(typesOf(events)).toEqual(['IdentityProfileDeleted']);
		expect(events[0]).toMatchObject({
			correlationId: answer.headers.get('concur-correlationid'),
			subtopic: id,
			facts: { userId: id, attributes: null },
		});
	});

	it('that a bulk creates, changes and deletes is published under the id of the bulk', async () => {
		const [changed, gone] = [await known('ben'), await known('bob')];
		const path = (id: string) => `/Users/${id}`;
		let answer!: Awaited<ReturnType<Subscribed['call']>>;
		const events = await concur.eventsOf(async () => {
			answer = await concur.call('POST', '/profile/v4/Bulk', {
				schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
				Operations: [
					{ method: 'POST', path: '/Users', bulkId: '1', data: concur.person('bea') },
					{
						method: 'PATCH',
						path: path(changed),
						bulkId: '2',
						data: patch({ op: 'add', path: 'title', value: 'CFO' }),
					},
					{ method: 'DELETE', path: path(gone), bulkId: '3' },
				],
			});
			expect(answer.status).toBe(202);
			concur.advance(2000);
		});

		expect(typesOf(events)).toEqual([
			'IdentityProfileCreated',
			'IdentityProfileDeleted',
			'IdentityProfileUpdated',
			'provisionCompleted',
		]);
		expect(new Set(events.map(({ correlationId }) => correlationId))).toEqual(
			new Set([answer.headers.get('concur-correlationid')]),
		);
	});
});

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
		const id = await known('sue', { [spend('User')]: german });
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

	it('that is sent again as it is, or refused, is not published, but the end of the request is', async () => {
		const id = await known('sid', { [spend('User')]: german });
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
		const id = await known('sol', { [spend('User')]: german, [travel]: standard });
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
		const id = await known('sky', { [spend('User')]: german });
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
		const id = await known('tom');
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
		expect(created[0].facts).toEqual({ ...facts, attributes: [] });

		const updated = await change({
			op: 'replace',
			path: travel,
			value: { ruleClass: executive, gender: 'Male' },
		});
		expect(updated).toMatchObject([{ eventType: 'TravelProfileUpdated' }]);
		expect(updated[0].facts).toEqual({ ...facts, attributes: ['ruleClass', 'gender'] });

		const deleted = await change({ op: 'remove', path: travel });
		expect(deleted).toMatchObject([{ eventType: 'TravelProfileDeleted' }]);
		expect(deleted[0].facts).toEqual({ ...facts, attributes: [] });
	});

	it.each(['TravelProfileDeleted', 'DELETE'] as const)(
		'is deleted as %s when Concur says so (open-questions 5)',
		async (travelDeleteType) => {
			concur.settings({ events: { travelDeleteType } });
			const id = await known(`tea${travelDeleteType.length}`, { [travel]: standard });
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
