// How an event names what has changed (open-questions 35), and what is no change at all.
import { describe, expect, it } from 'vitest';
import {
	changedIdentityAttributes,
	changedSpendAttributes,
	changedTravelAttributes,
} from '../../../../simulator/events/publication/changes.mts';
import { enterprise, type Json } from '../../client.mts';
import identityUpdated from '../../fixtures/event-topics/identity-updated.json' with { type: 'json' };
import spendUpdated from '../../fixtures/event-topics/spend-updated.json' with { type: 'json' };
import travelUpdated from '../../fixtures/event-topics/travel-updated.json' with { type: 'json' };
import { payroll, spend } from '../../provisioning/provisioningClient.mts';

const identity: Json = {
	id: '0f1d3c1c-9d5f-4b8e-a1c1-6b0a7f3b9d11',
	userName: 'ada@example.com',
	active: true,
	displayName: 'Ada Byron',
	name: { givenName: 'Ada', familyName: 'Byron' },
	emails: [{ type: 'work', value: 'ada@example.com', verified: false }],
	entitlements: ['Expense', 'Travel'],
	[enterprise]: { employeeNumber: '4711', startDate: '2020-01-01T00:00:00.000' },
	meta: { created: '2020-01-01T00:00:00.000000Z', version: 0 },
};

describe('On the identity topic', () => {
	const sap = 'urn:ietf:params:scim:schemas:extension:sap:2.0:User';
	const cases: Array<[what: string, change: Json, names: string[]]> = [
		['a plain attribute by its name', { active: false }, ['active']],
		[
			'a part of a name behind a dot',
			{ name: { givenName: 'Ada', familyName: 'King' } },
			['name.familyName'],
		],
		[
			'every changed part of a name',
			{ name: { familyName: 'King' } },
			['name.givenName', 'name.familyName'],
		],
		[
			'a list by its name, whatever changed in it',
			{ emails: [{ type: 'work', value: 'ada@example.com', verified: true }] },
			['emails'],
		],
		['a list that was emptied', { emails: [] }, ['emails']],
		[
			'an extension attribute behind a dot',
			{ [enterprise]: { employeeNumber: '4711', startDate: '2020-02-01T00:00:00.000' } },
			[`${enterprise}.startDate`],
		],
		[
			'a manager by its part',
			{ [enterprise]: { ...(identity[enterprise] as Json), manager: { value: 'x' } } },
			[`${enterprise}.manager.value`],
		],
		['an extension that is new', { [sap]: { userUuid: 'x' } }, [`${sap}.userUuid`]],
		[
			'several in the order of the schema',
			{ nickName: 'A', active: false },
			['active', 'nickName'],
		],
		['no list in another order', { entitlements: ['Travel', 'Expense'] }, []],
		['no meta', { meta: { version: 1 } }, []],
		['nothing that is as unset as before', { nickName: null, phoneNumbers: [], title: '' }, []],
		['nothing that is equal in another object', structuredClone(identity), []],
	];
	it.each(cases)('an update names %s', (_what, change, names) => {
		expect(changedIdentityAttributes(identity, { ...identity, ...change })).toEqual(names);
	});

	it('a removed extension names each attribute that it had', () => {
		const rest = { ...identity };
		delete rest[enterprise];
		expect(changedIdentityAttributes(identity, rest)).toEqual([
			`${enterprise}.employeeNumber`,
			`${enterprise}.startDate`,
		]);
	});

	it("the names of SAP's sample come from the change that they tell", () => {
		const after = {
			...identity,
			active: false,
			nickName: 'A',
			name: { givenName: 'Ada', familyName: 'King' },
			[enterprise]: { employeeNumber: '4711', startDate: '2020-02-01T00:00:00.000' },
		};
		expect(changedIdentityAttributes(identity, after)).toEqual(
			identityUpdated.event.facts.attributes,
		);
	});
});

describe('On the spend topic', () => {
	const user = {
		country: 'US',
		reimbursementCurrency: 'USD',
		customData: [{ id: 'custom1', value: 'a' }],
	};
	const before = { [spend('User')]: user };
	const cases: Array<[what: string, change: Json, names: string[]]> = [
		[
			'an attribute of the Spend User behind a colon',
			{ [spend('User')]: { ...user, country: 'DE' } },
			[`${spend('User')}:country`],
		],
		[
			'the custom fields as one',
			{ [spend('User')]: { ...user, customData: [] } },
			[`${spend('User')}:customData`],
		],
		[
			'a manager as one',
			{ [spend('User')]: { ...user, biManager: { value: 'x', employeeNumber: '1' } } },
			[`${spend('User')}:biManager`],
		],
		[
			'any other extension by its URN alone',
			{
				[spend('Role')]: { roles: [{ roleName: 'REQ_APPROVER' }] },
				[payroll]: { adp: { fileNumber: '1' } },
			},
			[spend('Role'), payroll],
		],
		['no extension that is empty', { [spend('Approver')]: { report: [] } }, []],
		[
			'nothing of Travel',
			{ 'urn:ietf:params:scim:schemas:extension:travel:2.0:User': { gender: 'F' } },
			[],
		],
	];
	it.each(cases)('an update names %s', (_what, change, names) => {
		expect(changedSpendAttributes(before, { ...before, ...change })).toEqual(names);
	});

	it("the names of SAP's sample come from the change that they tell", () => {
		const after = {
			[spend('User')]: {
				country: 'CA',
				stateProvince: 'CA-ON',
				reimbursementCurrency: 'CAD',
				customData: user.customData,
			},
			[spend('Approver')]: { report: [{ approver: { value: 'x' }, primary: true }] },
		};
		expect(changedSpendAttributes(before, after).sort()).toEqual(
			[...spendUpdated.event.facts.attributes].sort(),
		);
	});
});

describe('On the travel topic', () => {
	const before: Json = {
		ruleClass: { id: 101, name: 'Standard Travel' },
		name: { givenName: 'Ada' },
		groups: [1],
	};
	const cases: Array<[what: string, change: Json, names: string[]]> = [
		['an attribute by its short name', { gender: 'F' }, ['gender']],
		['a rule class as one', { ruleClass: { id: 102, name: 'Executive Travel' } }, ['ruleClass']],
		[
			'a part of a name without the name',
			{ name: { givenName: 'Ada', familyName: 'King' } },
			['familyName'],
		],
		['a list by its name', { groups: [1, 2] }, ['groups']],
		['nothing that is unset', { manager: null }, []],
	];
	it.each(cases)('an update names %s', (_what, change, names) => {
		expect(changedTravelAttributes(before, { ...before, ...change })).toEqual(names);
	});

	it("the names of SAP's sample come from the change that they tell", () => {
		const after = {
			...before,
			ruleClass: { id: 102, name: 'Executive Travel' },
			travelNameRemark: 'x',
			gender: 'F',
			orgUnit: 'x',
			customFields: [{ name: 'a', value: 'b' }],
			eReceiptOptIn: true,
			manager: { value: 'x' },
			name: {
				namePrefix: 'Dr.',
				givenName: 'Augusta',
				middleName: 'Ada',
				hasNoMiddleName: false,
				familyName: 'King',
				honorificSuffix: 'Countess',
			},
		};
		expect(changedTravelAttributes(before, after).sort()).toEqual(
			[...travelUpdated.event.facts.attributes].sort(),
		);
	});
});
