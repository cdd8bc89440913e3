// What Concur publishes of each change of an identity, over HTTP to a subscriber of every topic.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterprise, patch, users, type Json } from '../../client.mts';
import { replace } from '../../provisioning/provisioningClient.mts';
import { startSubscribed, typesOf, type Subscribed } from './publicationClient.mts';

let concur: Subscribed;
beforeAll(async () => {
	concur = await startSubscribed();
});
afterAll(() => concur.close());

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
		const { pathname } = new URL(String(events[0]!.facts.userHref));
		expect((await concur.send('GET', pathname)).status).toBe(200);
	});

	it('that the Identity API changes is published with the names of what differs', async () => {
		const id = await concur.known('ivo');
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
		expect(events[0]!.facts.attributes).toEqual([
			'active',
			'displayName',
			'name.familyName',
			'phoneNumbers',
			`${enterprise}.department`,
		]);
	});

	it('that is written again as it was is not published', async () => {
		const document = await documentOf(await concur.known('ilse'));
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
		const document = await documentOf(await concur.known('ina'));
		const events = await concur.eventsOf(() =>
			concur.call('PUT', `${users}/${String(document.id)}`, { ...document, nickName: 'Inchen' }),
		);

		expect(events.map(({ facts }) => facts.attributes)).toEqual([['nickName']]);
	});

	it('that is rejected is not published', async () => {
		await concur.known('igor');
		const events = await concur.eventsOf(async () => {
			expect((await concur.call('POST', users, concur.person('igor'))).status).toBe(409);
		});

		expect(events).toEqual([]);
	});

	it.each([users, '/profile/v4/Users'])('that is deleted by %s is published', async (path) => {
		const id = await concur.known(`iris${path.length}`);
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
		const [changed, gone] = [await concur.known('ben'), await concur.known('bob')];
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
