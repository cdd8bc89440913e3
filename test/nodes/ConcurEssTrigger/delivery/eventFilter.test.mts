import { describe, expect, it } from 'vitest';
import {
	passesFilter,
	type EventFilter,
} from '../../../../nodes/ConcurEssTrigger/delivery/eventFilter.ts';
import { eventDefinitions } from '../../../../nodes/shared/concur/events/eventDefinitions.ts';
import {
	readEvent,
	type ReceivedEvent,
} from '../../../../nodes/ConcurEssTrigger/delivery/readEvent.ts';

const schemas = 'urn:ietf:params:scim:schemas:extension';
const company = '9d355ee4-70e3-4d85-85af-50f413f21cb6';
const all: EventFilter = {
	events: eventDefinitions.map(({ name }) => name),
	companies: [],
	changedFields: [],
};

function event(
	eventType: string,
	facts: object = { companyId: company },
	topic?: string,
): ReceivedEvent {
	const read = readEvent(JSON.stringify({ id: '1', eventType, topic, facts }));
	expect(read).toBeDefined();
	return read as ReceivedEvent;
}

describe('events', () => {
	it.each(
		eventDefinitions.flatMap(({ name, eventTypes }) => eventTypes.map((type) => [type, name])),
	)('lets %s through when it is chosen, and only then', (type, name) => {
		expect(passesFilter(event(type), { ...all, events: [name] })).toBe(true);
		expect(passesFilter(event(type), all)).toBe(true);
		const others = all.events.filter((other) => other !== name);
		expect(passesFilter(event(type), { ...all, events: others })).toBe(false);
		expect(passesFilter(event(type), { ...all, events: [] })).toBe(false);
	});

	it('lets no other type of another topic through', () => {
		expect(passesFilter(event('reportCreated'), all)).toBe(false);
		const report = event('reportCreated', {}, 'public.concur.expense.report');
		expect(passesFilter(report, all)).toBe(false);
	});

	// open-questions 3
	it.each(['public.concur.user.profile.identity', 'public.concur.profile.identity'])(
		'lets a type that SAP has added to %s through when all types of the topic are chosen',
		(topic) => {
			const locked = event('IdentityProfileLocked', { companyId: company }, topic);
			const identity = ['identityCreated', 'identityUpdated', 'identityDeleted'];
			expect(passesFilter(locked, { ...all, events: identity })).toBe(true);
			expect(passesFilter(locked, { ...all, events: identity.slice(1) })).toBe(false);
			expect(passesFilter(locked, { ...all, events: ['spendCreated', 'spendUpdated'] })).toBe(
				false,
			);
			expect(passesFilter(locked, { ...all, companies: [company] })).toBe(true);
			expect(passesFilter(locked, { ...all, companies: ['other'] })).toBe(false);
		},
	);
});

describe('companies', () => {
	const other = '6e2a6001-0b51-4c18-af0a-a86c3fb7874f';
	it.each<[string[], boolean]>([
		[[], true],
		[[''], true],
		[[company], true],
		[[other, company], true],
		[[` ${company.toUpperCase()} `], true],
		[[other], false],
		[['', other], false],
		[[company.slice(0, -1)], false],
	])('of %j: %s', (companies, expected) => {
		expect(passesFilter(event('IdentityProfileCreated'), { ...all, companies })).toBe(expected);
	});

	it('does not limit events without one, as the end of a provisioning', () => {
		const ended = event('provisionCompleted', { provisionId: '1', success: true });
		expect(passesFilter(ended, { ...all, companies: [other] })).toBe(true);
	});
});

describe('changed fields', () => {
	const cases: Array<[string, string, string[], string[], boolean]> = [
		['the field', 'IdentityProfileUpdated', ['name.familyName'], ['familyName'], true],
		['another field', 'IdentityProfileUpdated', ['name.familyName'], ['givenName'], false],
		['one of several', 'IdentityProfileUpdated', ['active', 'title'], ['givenName', 'title'], true],
		['the list of the field', 'IdentityProfileUpdated', ['emails'], ['workEmail'], true],
		['the attribute of the list', 'IdentityProfileUpdated', ['emails.value'], ['homeEmail'], true],
		[
			'another attribute of it',
			'IdentityProfileUpdated',
			['emails.verified'],
			['homeEmail'],
			false,
		],
		[
			'its own entry',
			'IdentityProfileUpdated',
			['emails[type eq "work"].value'],
			['workEmail'],
			true,
		],
		[
			'another entry',
			'IdentityProfileUpdated',
			['emails[type eq "home"].value'],
			['workEmail'],
			false,
		],
		['an entry by its number', 'IdentityProfileUpdated', ['emails[0].value'], ['workEmail'], true],
		['the name as a whole', 'IdentityProfileUpdated', ['name'], ['middleName'], true],
		['a field with a similar name', 'IdentityProfileUpdated', ['nickName'], ['displayName'], false],
		[
			'an extension joined by a dot',
			'IdentityProfileUpdated',
			[`${schemas}:enterprise:2.0:User.startDate`],
			['startDate'],
			true,
		],
		[
			'an extension joined by a colon',
			'SpendProfileUpdated',
			[`${schemas}:spend:2.0:User:country`],
			['spendCountry'],
			true,
		],
		[
			'the same leaf elsewhere',
			'SpendProfileUpdated',
			[`${schemas}:spend:2.0:User:country`],
			['workCountry', 'budgetCountryCode', 'officeLocationCountry'],
			false,
		],
		[
			'the whole extension',
			'SpendProfileUpdated',
			[`${schemas}:spend:2.0:Approver`],
			['reportApprover'],
			true,
		],
		[
			'another extension that starts alike',
			'SpendProfileUpdated',
			[`${schemas}:spend:2.0:ApproverLimit`],
			['reportApprover'],
			false,
		],
		[
			'something below the field',
			'SpendProfileUpdated',
			[`${schemas}:spend:2.0:Role:roles.roleGroups`],
			['roles'],
			true,
		],
		[
			'the list of roles for one role',
			'SpendProfileUpdated',
			[`${schemas}:spend:2.0:Role:roles`],
			['roleExpenseApprover'],
			true,
		],
		[
			'all custom fields',
			'SpendProfileUpdated',
			[`${schemas}:spend:2.0:User:customData`],
			['custom3'],
			true,
		],
		['a short name of travel', 'TravelProfileUpdated', ['ruleClass'], ['travelRuleClass'], true],
		['a part of the travel name', 'TravelProfileUpdated', ['givenName'], ['travelGivenName'], true],
		['the same part of the identity', 'TravelProfileUpdated', ['givenName'], ['givenName'], false],
		['what nobody knows', 'IdentityProfileUpdated', ['favouriteColour'], ['title'], false],
		['a field that is no more', 'IdentityProfileUpdated', ['title'], ['unknownField'], false],
	];

	it.each(cases)(
		'told as %s: %s %j for %j is %s',
		(_, type, attributes, changedFields, expected) => {
			const changed = event(type, { companyId: company, attributes });
			expect(passesFilter(changed, { ...all, changedFields })).toBe(expected);
			expect(passesFilter(changed, all)).toBe(true);
		},
	);

	it.each([null, '', [], undefined])('let an update through that names %j', (attributes) => {
		const changed = event('IdentityProfileUpdated', { attributes });
		expect(passesFilter(changed, { ...all, changedFields: ['title'] })).toBe(true);
	});

	it.each([
		'IdentityProfileCreated',
		'IdentityProfileDeleted',
		'SpendProfileCreated',
		'TravelProfileDeleted',
		'DELETE',
		'provisionCompleted',
	])('do not limit %s, even if it named some', (type) => {
		const other = event(type, { companyId: company, attributes: ['active'] });
		expect(passesFilter(other, { ...all, changedFields: ['title'] })).toBe(true);
	});
});
