import { describe, expect, it } from 'vitest';
import {
	findExisting,
	isAsWanted,
	ownSubscriptions,
	subscriptionId,
	whyUnreachable,
	urlModeOf,
	wantedSubscriptions,
} from '../../../../nodes/ConcurEssTrigger/subscription/subscription.ts';
import {
	companiesOf,
	deliversFor,
	subscriptionList,
	topicList,
} from '../../../../nodes/shared/concur/events/subscriptions.ts';

const owner = { instanceId: 'i', workflowId: 'w', nodeId: 'n', clientId: 'c' };
const company = '08bcca1e-0d4f-4261-9f1b-f778d96617d6';
const endpoint = 'https://n8n.example.com/webhook/abc/concur-ess';
const address = { endpoint, owner, urlMode: 'prod' as const };
const wanted = wantedSubscriptions(['identityUpdated', 'identityDeleted'], address)[0]!;
const right = {
	id: wanted.ownId,
	topic: 'public.concur.user.profile.identity',
	filter: 'IdentityProfileUpdated|IdentityProfileDeleted',
	webHookConfig: { endpoint },
	companyIds: [company],
};

describe('the id of a subscription', () => {
	it('is the same each time, and of the characters that Concur takes', () => {
		expect(subscriptionId(owner, 'identity', 'prod')).toBe(
			'n8n-5eb39b07346086eedf5e-identity-prod',
		);
		expect(subscriptionId(owner, 'travel', 'test')).toMatch(/^[a-z0-9.-]+-travel-test$/);
	});

	it.each(['instanceId', 'workflowId', 'nodeId', 'clientId'])('differs by %s', (part) => {
		const other = { ...owner, [part]: 'other' };
		expect(subscriptionId(other, 'identity', 'prod')).not.toBe(
			subscriptionId(owner, 'identity', 'prod'),
		);
	});
});

describe('an address is that of a test run', () => {
	it.each([
		['https://n8n.example.com/webhook-test/abc/concur-ess', 'test'],
		['https://n8n.example.com/own-test/abc/concur-ess', 'test'],
		['https://n8n.example.com/webhook/abc/concur-ess', 'prod'],
		// The path of n8n itself says nothing.
		['https://n8n.example.com/n8n-test/webhook/abc/concur-ess', 'prod'],
		['https://test.example.com/n8n-test/webhook-test/abc/concur-ess', 'test'],
	])('%s: %s', (url, urlMode) => {
		expect(urlModeOf(url, 'abc')).toBe(urlMode);
	});
});

describe('a subscription', () => {
	it('is wanted for each subject of the chosen events', () => {
		const all = wantedSubscriptions(
			['spendCreated', 'provisionCompleted', 'spendDeleted'],
			address,
		);
		expect(all).toMatchObject([
			{ filter: '.*', labels: ['User Provisioned'] },
			{ filter: 'SpendProfileCreated|SpendProfileDeleted', scopes: ['spend.user.event.read'] },
		]);
	});

	it('is in place when all of it is right', () => {
		expect(isAsWanted(wanted, right, company)).toBe(true);
		expect(isAsWanted(wanted, right, company.toUpperCase())).toBe(true);
	});

	it.each([
		['topic', { topic: 'public.concur.user.profile.spend' }],
		['filter', { filter: '.*' }],
		['filter, when there is none', { filter: undefined }],
		['address', { webHookConfig: { endpoint: 'https://n8n.example.com/webhook/x/concur-ess' } }],
		['address, when there is none', { webHookConfig: undefined }],
		['companies', { companyIds: [] }],
	])('is not in place with another %s', (_what, drift) => {
		expect(isAsWanted(wanted, { ...right, ...drift }, company)).toBe(false);
	});

	// open-questions 3
	it('may go by the other name of its topic', () => {
		expect(isAsWanted(wanted, { ...right, topic: 'public.concur.profile.identity' }, company)).toBe(
			true,
		);
	});

	it('is found by its own id first, then by topic and address', () => {
		const byHand = { ...right, id: 'by-hand' };
		expect(findExisting(wanted, [byHand, right])).toBe(right);
		expect(findExisting(wanted, [byHand])).toBe(byHand);
		expect(findExisting(wanted, [{ ...byHand, topic: 'public.test' }])).toBeUndefined();
		expect(findExisting(wanted, [{ ...byHand, webHookConfig: {} }])).toBeUndefined();
	});

	// open-questions 37
	it.each([[null], [''], [[]], [undefined]])(
		'hears of nobody with the companies %j',
		(companyIds) => {
			expect(companiesOf({ id: 'x', companyIds })).toEqual([]);
			expect(deliversFor(company, { id: 'x', companyIds })).toBe(false);
		},
	);

	it('hears of everybody with .*', () => {
		expect(deliversFor(company, { id: 'x', companyIds: ['.*'] })).toBe(true);
	});
});

describe('subscriptions to remove', () => {
	const id = (subject: 'spend' | 'travel', urlMode: 'prod' | 'test') =>
		subscriptionId(owner, subject, urlMode);
	const spend = { ...right, id: id('spend', 'prod') };
	const test = { ...right, id: id('travel', 'test') };

	it('are those of all subjects and those that n8n has kept, of this address', () => {
		const kept = { ...right, id: 'kept' };
		const elsewhere = {
			...right,
			id: 'kept-too',
			webHookConfig: { endpoint: 'https://n8n.example.com/webhook-test/abc/concur-ess' },
		};
		const others = { ...right, id: 'others' };
		expect(
			ownSubscriptions(
				address,
				['kept', 'kept-too'],
				[right, spend, test, kept, elsewhere, others],
			),
		).toEqual([right, spend, kept]);
	});

	it('are found when n8n has got another host', () => {
		const webHookConfig = { endpoint: 'https://old.example.com/webhook/abc/concur-ess' };
		expect(ownSubscriptions(address, [], [{ ...spend, webHookConfig }])).toHaveLength(1);
	});
});

// open-questions 6
describe('what Concur answers for a subscription', () => {
	it.each([
		[[right], [right]],
		[right, [right]],
		[[], []],
		[[null, 5, 'text', [], {}, { id: 7 }, right], [right]],
	])('%j', (body, subscriptions) => {
		expect(subscriptionList.parse(body)).toEqual(subscriptions);
	});

	it.each([null, '', 5, true, '<html>', { message: 'none' }])('%j is no answer', (body) => {
		expect(subscriptionList.safeParse(body).success).toBe(false);
	});

	it('may have anything in the place of a text', () => {
		const odd = { toString: 1 };
		const body = {
			id: 'n8n-a.b',
			topic: odd,
			filter: 5,
			webHookConfig: [],
			companyIds: [odd, 'a'],
		};
		const [read] = subscriptionList.parse(body);
		expect(read).toEqual({ id: 'n8n-a.b', companyIds: [odd, 'a'] });
		expect(companiesOf(read!)).toEqual(['a']);
	});

	it.each(['../../../profile/identity/v4.1/Users/1', 'a/b', '..', '', 'a b', 'a?b', 'a%2fb'])(
		'is passed over with an ID that could lead to another address: "%s"',
		(id) => {
			expect(subscriptionList.parse([{ ...right, id }])).toEqual([]);
		},
	);
});

describe('what Concur answers for the topics', () => {
	it('has names, and may have anything between them', () => {
		expect(topicList.parse(['a', null, 5, { toString: 1 }, ['b'], 'c'])).toEqual(['a', 'c']);
	});

	it.each([null, '', 5, '<html>', {}])('%j is no answer', (body) => {
		expect(topicList.safeParse(body).success).toBe(false);
	});
});

describe('Concur cannot reach', () => {
	it.each([
		'http://localhost:5678/webhook',
		'https://localhost/webhook',
		'http://127.0.0.1:5678/webhook',
		'https://10.1.2.3/webhook',
		'https://172.20.0.1/webhook',
		'https://192.168.0.1/webhook',
		'https://[::1]/webhook',
		'https://n8n/webhook',
		'https://n8n.local/webhook',
	])('%s', (url) => {
		expect(whyUnreachable(url)).toBe('the address is in a private network');
	});

	it('what is not https', () => {
		expect(whyUnreachable('http://n8n.example.com/webhook')).toBe(
			'the address does not start with https://',
		);
	});

	it('but anything else', () => {
		expect(whyUnreachable('https://n8n.example.com/webhook')).toBeUndefined();
		expect(whyUnreachable('https://172.200.0.1/webhook')).toBeUndefined();
	});
});
