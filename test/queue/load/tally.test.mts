import { describe, expect, it } from 'vitest';
import { tally, type Seen, type Tally } from './tally.mts';

const delivery = (id: string, status = 200) => ({
	subscriptionId: 'subscription',
	attempt: 1,
	status,
	headers: {},
	body: JSON.stringify({ id }),
	at: '2026-11-28T00:00:00.000Z',
});

/** Two people by one request, whose end is an event, and one more event. */
const right: Seen = {
	wanted: ['ann', 'bob'],
	users: ['ann', 'bob', 'somebody else'],
	outcomes: new Map([
		['ann', 'succeeded'],
		['bob', 'unchanged'],
	]),
	startedTwice: [],
	accepted: 1,
	storedIds: ['request', 'request'],
	toldIds: ['request'],
	published: ['changed'],
	deliveries: [delivery('completed'), delivery('changed')],
	startedBy: ['completed', 'changed'],
};

const nothing: Tally = {
	peopleLost: 0,
	peopleDoubled: 0,
	provisionIdsLost: 0,
	eventsLost: 0,
	eventsDoubled: 0,
	eventsTwiceAfterKill: 0,
};

describe('tally', () => {
	it('finds nothing where all is right', () => {
		expect(tally(right)).toEqual(nothing);
	});

	const cases: Array<[string, Partial<Seen>, Partial<Tally>]> = [
		['somebody who is not in SAP Concur', { users: ['ann'] }, { peopleLost: 1 }],
		['somebody without a row', { outcomes: new Map([['ann', 'succeeded']]) }, { peopleLost: 1 }],
		['somebody twice in SAP Concur', { users: ['ann', 'bob', 'bob'] }, { peopleDoubled: 1 }],
		['somebody in two executions', { startedTwice: ['ann'] }, { peopleDoubled: 1 }],
		['a request without an ID', { storedIds: [], toldIds: [] }, { provisionIdsLost: 1 }],
		['a request whose ID only an event tells', { storedIds: [] }, {}],
		['an event that started nothing', { startedBy: ['completed'] }, { eventsLost: 1 }],
		[
			'an event that was never delivered',
			{ deliveries: [delivery('completed')], startedBy: ['completed'] },
			{ eventsLost: 1 },
		],
		[
			'an event that started twice',
			{ startedBy: ['completed', 'changed', 'changed'] },
			{ eventsDoubled: 1 },
		],
		[
			'an event that started twice because an answer was lost',
			{
				deliveries: [...right.deliveries, delivery('changed', 503)],
				startedBy: ['completed', 'changed', 'changed'],
			},
			{ eventsTwiceAfterKill: 1 },
		],
	];
	it.each(cases)('counts %s', (_, change, expected) => {
		expect(tally({ ...right, ...change })).toEqual({ ...nothing, ...expected });
	});
});
