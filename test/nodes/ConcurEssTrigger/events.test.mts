import { describe, expect, it } from 'vitest';
import { filterFor, definitionOf } from '../../../nodes/ConcurEssTrigger/events.ts';
import { eventDefinitions } from '../../../nodes/shared/concur/events/eventDefinitions.ts';

const ofSubject = (subject: string) => eventDefinitions.filter((kind) => kind.subject === subject);
const named = (...names: string[]) => eventDefinitions.filter(({ name }) => names.includes(name));

/** Every event type of the four topics in SAP's pages; both spellings of the deleted travel profile. */
const types = [
	'provisionCompleted',
	...['Identity', 'Spend', 'Travel'].flatMap((subject) =>
		['Created', 'Updated', 'Deleted'].map((verb) => `${subject}Profile${verb}`),
	),
	'DELETE',
];

it('offers ten events, the end of a provisioning first', () => {
	expect(eventDefinitions.map(({ name }) => name)).toEqual([
		'provisionCompleted',
		'identityCreated',
		'identityUpdated',
		'identityDeleted',
		'spendCreated',
		'spendUpdated',
		'spendDeleted',
		'travelCreated',
		'travelUpdated',
		'travelDeleted',
	]);
});

it.each([
	['provisionCompleted', 'provisionCompleted'],
	['IdentityProfileCreated', 'identityCreated'],
	['IdentityProfileUpdated', 'identityUpdated'],
	['IdentityProfileDeleted', 'identityDeleted'],
	['SpendProfileCreated', 'spendCreated'],
	['SpendProfileUpdated', 'spendUpdated'],
	['SpendProfileDeleted', 'spendDeleted'],
	['TravelProfileCreated', 'travelCreated'],
	['TravelProfileUpdated', 'travelUpdated'],
	// open-questions 5
	['TravelProfileDeleted', 'travelDeleted'],
	['DELETE', 'travelDeleted'],
	['reportCreated', undefined],
	['', undefined],
	['constructor', undefined],
])('finds the event of type "%s"', (type, name) => {
	expect(definitionOf(type)?.name).toBe(name);
});

it('knows the topics with both names of identity (open-questions 3)', () => {
	const topics = (subject: string) => [
		...new Set(ofSubject(subject).flatMap((kind) => kind.topics)),
	];
	expect(topics('identity')).toEqual([
		'public.concur.user.profile.identity',
		'public.concur.profile.identity',
	]);
	expect(topics('spend')).toEqual(['public.concur.user.profile.spend']);
	expect(topics('travel')).toEqual(['public.concur.user.travel.profile']);
	expect(topics('provisioning')).toEqual(['public.concur.user.provisioning']);
});

it('knows the scopes with both names of travel (open-questions 4)', () => {
	const scopes = (subject: string) => [
		...new Set(ofSubject(subject).flatMap((kind) => kind.scopes)),
	];
	expect(scopes('identity')).toEqual(['identity.user.event.read']);
	expect(scopes('spend')).toEqual(['spend.user.event.read']);
	expect(scopes('travel')).toEqual(['travel.profile.user.event.read', 'travel.user.event.read']);
	expect(scopes('provisioning')).toEqual(['user.provision.read']);
});

describe('the filter of a subscription', () => {
	it.each(['provisioning', 'identity', 'spend', 'travel'])(
		'asks for whatever SAP adds to %s when all of it is chosen',
		(subject) => {
			expect(filterFor(ofSubject(subject))).toBe('.*');
		},
	);

	it.each([
		['identity', 'IdentityProfileUpdated|IdentityProfileDeleted'],
		['spend', 'SpendProfileUpdated|SpendProfileDeleted'],
		['travel', 'TravelProfileUpdated|TravelProfileDeleted|DELETE'],
	])('lists the event types of %s otherwise', (subject, filter) => {
		expect(filterFor(ofSubject(subject).slice(1))).toBe(filter);
	});

	it.each([
		[
			['identityCreated', 'identityUpdated'],
			['IdentityProfileCreated', 'IdentityProfileUpdated'],
		],
		[['identityDeleted'], ['IdentityProfileDeleted']],
		[['travelDeleted'], ['TravelProfileDeleted', 'DELETE']],
		[['travelCreated'], ['TravelProfileCreated']],
	])('of %j lets the same through, whether SAP searches or matches the whole', (names, wanted) => {
		const filter = filterFor(named(...names));
		expect(types.filter((type) => new RegExp(filter).test(type))).toEqual(wanted);
		expect(types.filter((type) => new RegExp(`^(?:${filter})$`).test(type))).toEqual(wanted);
	});
});
