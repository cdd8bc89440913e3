import { describe, expect, it } from 'vitest';
import { partsToRead, toPatchOperations } from '../../../../nodes/shared/person/patchOperations.ts';
import { toUserDocument } from '../../../../nodes/shared/person/userDocument.ts';
import { applyPatch } from '../../../../simulator/scim/patch.mts';

type Attributes = Record<string, unknown>;

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const spend = 'urn:ietf:params:scim:schemas:extension:spend:2.0';
const travel = 'urn:ietf:params:scim:schemas:extension:travel:2.0:User';
const payroll = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:Payroll';
const boss = '00000001-1111-2222-3333-444455556666';
const deputy = '00000002-1111-2222-3333-444455556666';
const other = '00000003-1111-2222-3333-444455556666';

/** A person as the three reading services answer, put together by URN. */
const existing: Attributes = {
	id: other,
	userName: 'jane.doe@example.com',
	active: true,
	nickName: null,
	title: 'Clerk',
	name: { givenName: 'Jane', familyName: 'Doe', formatted: 'Doe, Jane ' },
	emails: [{ type: 'Work', value: 'jane@example.com', verified: true, notifications: false }],
	phoneNumbers: [
		{ type: 'work', value: '+49 30 1' },
		{ type: 'mobile', value: '+49 170 1', primary: true },
		{ type: 'mobile', value: '+49 170 2', primary: false },
	],
	addresses: [],
	emergencyContacts: [{ name: 'Kim', relationship: 'Spouse', phones: ['1'] }],
	entitlements: ['Expense'],
	[enterprise]: {
		companyId: other,
		employeeNumber: '4711',
		startDate: '2021-11-17T00:00:00.000',
		leavesOfAbsence: [{ startDate: '2022-09-13', endDate: '2022-10-13', type: 'voluntary' }],
	},
	[`${spend}:User`]: {
		country: 'DE',
		locale: 'de-DE',
		reimbursementCurrency: 'EUR',
		biManager: { value: boss, employeeNumber: '1', displayName: 'Boss' },
		customData: [{ id: 'custom3', value: 'A', syncGuid: other }],
	},
	[`${spend}:Role`]: {
		roles: [
			{ roleName: 'EXP_PROCESSOR', roleGroups: ['G1'] },
			{ roleName: 'EXP_APPROVER', roleGroups: [] },
		],
	},
	[`${spend}:Approver`]: {
		report: [
			{ approver: { value: boss, employeeNumber: '1', displayName: 'Boss' }, primary: true },
			{ approver: { value: deputy, employeeNumber: '2' }, primary: false },
		],
	},
	[`${spend}:ApproverLimit`]: {
		authorizedApprover: [
			{
				approvalType: 'report',
				approvalGroup: '',
				approvalLimit: 100,
				reimbursementCurrency: 'EUR',
			},
		],
	},
	[travel]: {
		ruleClass: { id: 7, name: 'Standard' },
		name: { givenName: 'Jane', familyName: 'Doe' },
		groups: [1],
		customFields: [{ name: 'Badge "A"', value: '1' }],
	},
};

function operations(flat: Attributes, additional?: Attributes, current?: Attributes) {
	const { document, issues } = toUserDocument(flat, additional);
	expect(issues).toEqual([]);
	return toPatchOperations(document, current);
}

describe('nothing that Concur has already is sent', () => {
	it.each([
		[{ userName: 'jane.doe@example.com', active: 'yes', givenName: 'Jane', title: 'Clerk' }],
		[{ workEmail: 'jane@example.com', workEmailVerified: 'yes', mobilePhone: '+49 170 1' }],
		[{ employeeNumber: 4711, startDate: '2021-11-17', companyId: other }],
		[{ leaveStartDate: '2022-09-13', leaveEndDate: '2022-10-13' }],
		[{ emergencyContactName: 'Kim', emergencyContactPhone: '1' }],
		[
			{
				entitlements: 'expense',
				travelGroups: 1,
				travelRuleClass: 'Standard',
				travelGivenName: 'Jane',
			},
		],
		[{ spendCountry: 'de', custom3: 'A', biManager: '1' }],
		[{ reportApprover: '1' }],
		[{ reportApprover: boss.toUpperCase() }],
		[{ roles: 'EXP_APPROVER, EXP_PROCESSOR', roleRequestApprover: 'no' }],
		[{ reportApprovalLimit: '100' }],
		[{}],
	])('%j', (flat) => {
		expect(operations(flat, undefined, existing)).toEqual([]);
	});
});

describe('identity data', () => {
	it('is replaced value by value, with nothing read', () => {
		expect(
			operations({
				userName: 'j.smith@example.com',
				active: 'no',
				familyName: 'Smith',
				department: 'Sales',
				managerId: boss,
				companyId: other,
				userUuid: deputy,
			}),
		).toEqual([
			{ op: 'replace', path: 'userName', value: 'j.smith@example.com' },
			{ op: 'replace', path: 'active', value: false },
			{ op: 'replace', path: 'name.familyName', value: 'Smith' },
			{ op: 'replace', path: `${enterprise}:department`, value: 'Sales' },
			{ op: 'replace', path: `${enterprise}:manager.value`, value: boss },
			{
				op: 'replace',
				path: 'urn:ietf:params:scim:schemas:extension:sap:2.0:User:userUuid',
				value: deputy,
			},
		]);
	});

	it.each([
		[
			'an entry that exists is changed by its filter, in the spelling that Concur has',
			{ workEmail: 'new@example.com', workEmailVerified: 'no' },
			[
				{ op: 'replace', path: 'emails[type eq "Work"].value', value: 'new@example.com' },
				{ op: 'replace', path: 'emails[type eq "Work"].verified', value: false },
			],
		],
		[
			'a new entry is added',
			{ homeEmail: 'j@home.example', workStreet: 'Hauptstr. 1', workCity: 'Berlin' },
			[
				{ op: 'add', path: 'emails', value: [{ type: 'home', value: 'j@home.example' }] },
				{
					op: 'add',
					path: 'addresses',
					value: [{ type: 'work', streetAddress: 'Hauptstr. 1', locality: 'Berlin' }],
				},
			],
		],
		[
			'the primary one of several mobile phones is meant',
			{ mobilePhone: '+49 170 9' },
			[
				{
					op: 'replace',
					path: 'phoneNumbers[type eq "mobile" and primary eq true].value',
					value: '+49 170 9',
				},
			],
		],
		[
			'products are added when they are missing',
			{ entitlements: 'Expense, Travel' },
			[{ op: 'add', path: 'entitlements', value: ['Travel'] }],
		],
		[
			'a leave that exists is changed by its start',
			{ leaveStartDate: '2022-09-13', leaveEndDate: '2022-11-01' },
			[
				{
					op: 'replace',
					path: `${enterprise}:leavesOfAbsence[startDate eq "2022-09-13"].endDate`,
					value: '2022-11-01',
				},
			],
		],
		[
			'another leave is added',
			{ leaveStartDate: '2023-07-01', leaveType: 'mandatory' },
			[
				{
					op: 'add',
					path: `${enterprise}:leavesOfAbsence`,
					value: [{ startDate: '2023-07-01', type: 'mandatory' }],
				},
			],
		],
		[
			'the same emergency contact is changed',
			{ emergencyContactPhone: '2, 3' },
			[
				{
					op: 'replace',
					path: 'emergencyContacts[relationship eq "Spouse"].phones',
					value: ['2', '3'],
				},
			],
		],
		[
			'another emergency contact takes the place of the only one',
			{ emergencyContactName: 'Mia', emergencyContactRelationship: 'Parent' },
			[
				{
					op: 'replace',
					path: 'emergencyContacts',
					value: [{ name: 'Mia', relationship: 'Parent' }],
				},
			],
		],
	])('%s', (_, flat, expected) => {
		expect(operations(flat, undefined, existing)).toEqual(expected);
	});

	it('a single mobile phone needs no more than its type', () => {
		const phoneNumbers = [{ type: 'Mobile', value: '1' }];
		expect(operations({ mobilePhone: '2' }, undefined, { ...existing, phoneNumbers })).toEqual([
			{ op: 'replace', path: 'phoneNumbers[type eq "Mobile"].primary', value: true },
			{ op: 'replace', path: 'phoneNumbers[type eq "Mobile"].value', value: '2' },
		]);
	});

	it('null removes: a value, a part of an entry, an entry, a list', () => {
		const additional = {
			nickName: null,
			title: null,
			name: { middleName: null },
			emails: [{ type: 'work', verified: null }],
			phoneNumbers: [
				{ type: 'work', value: null },
				{ type: 'home', value: null },
			],
			emergencyContacts: null,
			[enterprise]: { division: null },
		};
		expect(operations({}, additional, existing)).toEqual([
			{ op: 'remove', path: 'title' },
			{ op: 'remove', path: 'name.middleName' },
			{ op: 'remove', path: 'emails[type eq "Work"].verified' },
			{ op: 'remove', path: 'phoneNumbers[type eq "work"]' },
			{ op: 'remove', path: 'emergencyContacts' },
			{ op: 'remove', path: `${enterprise}:division` },
		]);
	});
});

describe('expense, payroll and travel data', () => {
	it('are one add for each extension, lists included, where there is none yet', () => {
		const flat = {
			spendCountry: 'US',
			spendLocale: 'en_US',
			reimbursementCurrency: 'USD',
			custom3: 'A',
			biManager: '1',
			roleExpenseApprover: 'yes',
			roleRequestApprover: 'no',
			reportApprover: '1',
			adpCompanyCode: 'C',
			travelRuleClass: 624905,
			travelGroups: '1, 2',
		};
		expect(operations(flat, undefined, { id: other, userName: 'jane.doe@example.com' })).toEqual([
			{
				op: 'add',
				path: `${spend}:User:`,
				value: {
					country: 'US',
					locale: 'en-US',
					reimbursementCurrency: 'USD',
					customData: [{ id: 'custom3', value: 'A' }],
					biManager: { employeeNumber: '1' },
				},
			},
			{
				op: 'add',
				path: `${spend}:Role:`,
				value: { roles: [{ roleName: 'EXP_APPROVER', roleGroups: [] }] },
			},
			{
				op: 'add',
				path: `${spend}:Approver:`,
				value: { report: [{ primary: true, approver: { employeeNumber: '1' } }] },
			},
			{ op: 'add', path: `${payroll}:`, value: { adp: { companyCode: 'C' } } },
			{ op: 'add', path: `${travel}:`, value: { ruleClass: { id: 624905 }, groups: [1, 2] } },
		]);
	});

	it.each([
		[
			'single values go in one add, what is equal stays out, and who is named in another way goes first',
			{ spendCountry: 'DE', ledgerCode: 'DEFAULT', biManager: '2' },
			[
				{ op: 'remove', path: `${spend}:User:biManager` },
				{
					op: 'add',
					path: `${spend}:User:`,
					value: { ledgerCode: 'DEFAULT', biManager: { employeeNumber: '2' } },
				},
			],
		],
		[
			'a custom field that exists is replaced by its id',
			{ custom3: 'B' },
			[{ op: 'replace', path: `${spend}:User:customData[id eq "custom3"].value`, value: 'B' }],
		],
		[
			'a new custom field is added',
			{ custom9: 'B' },
			[{ op: 'add', path: `${spend}:User:customData`, value: [{ id: 'custom9', value: 'B' }] }],
		],
		[
			'a limit is found by its type and its group',
			{ reportApprovalLimit: 250 },
			[
				{
					op: 'replace',
					path: `${spend}:ApproverLimit:authorizedApprover[approvalType eq "report" and approvalGroup eq ""].approvalLimit`,
					value: 250,
				},
			],
		],
		[
			'missing roles are added, a no takes a role away',
			{ roles: 'EXP_PROCESSOR, INV_APPROVER', roleExpenseApprover: 'no' },
			[
				{
					op: 'add',
					path: `${spend}:Role:roles`,
					value: [{ roleName: 'INV_APPROVER', roleGroups: [] }],
				},
				{ op: 'remove', path: `${spend}:Role:roles[roleName eq "EXP_APPROVER"]` },
			],
		],
		[
			'groups of a role change only when they are named',
			{ roles: 'EXP_PROCESSOR:G2' },
			[
				{
					op: 'replace',
					path: `${spend}:Role:roles[roleName eq "EXP_PROCESSOR"].roleGroups`,
					value: ['G2'],
				},
			],
		],
		[
			'a new approver takes the place of the primary one, the others stay',
			{ reportApprover: '9' },
			[
				{
					op: 'replace',
					path: `${spend}:Approver:report`,
					value: [
						{ primary: true, approver: { employeeNumber: '9' } },
						{ approver: { value: deputy }, primary: false },
					],
				},
			],
		],
		[
			'a deputy who becomes the primary approver is there once',
			{ reportApprover: deputy },
			[
				{
					op: 'replace',
					path: `${spend}:Approver:report`,
					value: [{ primary: true, approver: { value: deputy } }],
				},
			],
		],
		[
			'the first approver of a kind is a list of its own',
			{ requestApprover: '1' },
			[
				{
					op: 'replace',
					path: `${spend}:Approver:request`,
					value: [{ primary: true, approver: { employeeNumber: '1' } }],
				},
			],
		],
		[
			'the rest of a nested object goes along',
			{ travelMiddleName: 'Mary' },
			[
				{
					op: 'add',
					path: `${travel}:`,
					value: { name: { givenName: 'Jane', familyName: 'Doe', middleName: 'Mary' } },
				},
			],
		],
		[
			'missing travel groups are added',
			{ travelGroups: '1, 2' },
			[{ op: 'add', path: `${travel}:groups`, value: [2] }],
		],
	])('%s', (_, flat, expected) => {
		expect(operations(flat, undefined, existing)).toEqual(expected);
	});

	it('a second approver takes the place of the one before, and the primary one stays', () => {
		const additional = {
			[`${spend}:Approver`]: { report: [{ approver: { employeeNumber: '3' }, primary: false }] },
		};
		expect(operations({}, additional, existing)).toEqual([
			{
				op: 'replace',
				path: `${spend}:Approver:report`,
				value: [
					{ approver: { value: boss }, primary: true },
					{ approver: { employeeNumber: '3' }, primary: false },
				],
			},
		]);
	});

	it.each([
		['', ['deputy']],
		[' and the primary one after it', ['deputy', 'boss']],
	])('null removes the second approver%s', (_, gone) => {
		const cleared = [{ approver: null, primary: false }];
		const both = [...cleared, { approver: null, primary: true }];
		const additional = { [`${spend}:Approver`]: { report: gone.length > 1 ? both : cleared } };
		const ids = gone.map((who) => (who === 'boss' ? boss : deputy));
		expect(operations({}, additional, existing)).toEqual(
			ids.map((id) => ({
				op: 'remove',
				path: `${spend}:Approver:report[approver.value eq "${id}"]`,
			})),
		);
	});

	it('a new primary approver and the removal of the second one go together', () => {
		const additional = {
			[`${spend}:Approver`]: {
				report: [
					{ approver: { employeeNumber: '3' }, primary: true },
					{ approver: null, primary: false },
				],
			},
		};
		expect(operations({}, additional, existing)).toEqual([
			{
				op: 'replace',
				path: `${spend}:Approver:report`,
				value: [{ approver: { employeeNumber: '3' }, primary: true }],
			},
		]);
	});

	it('quotes in names are escaped', () => {
		const additional = { [travel]: { customFields: [{ name: 'Badge "A"', value: '2' }] } };
		expect(operations({}, additional, existing)).toEqual([
			{ op: 'replace', path: `${travel}:customFields[name eq "Badge \\"A\\""].value`, value: '2' },
		]);
	});

	it('null removes a value, a part of an object and a custom field', () => {
		const additional = {
			[`${spend}:User`]: { ledgerCode: null, customData: [{ id: 'custom3', value: null }] },
			[travel]: { name: { givenName: null } },
		};
		expect(operations({}, additional, existing)).toEqual([
			{ op: 'remove', path: `${spend}:User:ledgerCode` },
			{ op: 'remove', path: `${spend}:User:customData[id eq "custom3"]` },
			{ op: 'remove', path: `${travel}:name.givenName` },
		]);
	});
});

describe('sending twice equals sending once', () => {
	const settings = { replaceCreatesMissing: false, removeOfAbsent: 'ok' } as const;
	const row = {
		familyName: 'Smith',
		workEmail: 'new@example.com',
		homeEmail: 'j@home.example',
		mobilePhone: '+49 170 9',
		workCity: 'Berlin',
		emergencyContactName: 'Mia',
		emergencyContactRelationship: 'Parent',
		entitlements: 'Expense, Travel',
		employeeNumber: 'E5',
		leaveStartDate: '2023-07-01',
		leaveEndDate: '2023-08-01',
		spendCountry: 'US',
		ledgerCode: 'DEFAULT',
		custom3: 'B',
		custom9: 'C',
		roles: 'INV_APPROVER',
		roleExpenseApprover: 'no',
		reportApprover: '9',
		requestApprover: boss,
		requestApprovalLimit: 10,
		travelRuleClass: 8,
		travelGroups: '1,2',
		travelMiddleName: 'Mary',
		adpCompanyCode: 'C',
	};
	const additional = { title: null, [`${spend}:User`]: { biManager: null } };

	it.each([
		['to a person with all data', existing],
		[
			'to a person with an identity only',
			{ id: other, userName: 'jane.doe@example.com', emails: [], phoneNumbers: null },
		],
	])('%s', (_, person) => {
		const { document } = toUserDocument(row, additional);
		const sent = toPatchOperations(document, person);
		const once = applyPatch(person, sent, settings);
		expect(applyPatch(once, sent, settings)).toEqual(once);
	});

	it.each([
		['to a person with all data', existing],
		[
			'to a person with an identity only',
			{ id: other, userName: 'jane.doe@example.com', emails: [], phoneNumbers: null },
		],
	])('and a second reading finds nothing left to change: %s', (_, person) => {
		const { document } = toUserDocument(row);
		const changed = applyPatch(person, toPatchOperations(document, person), settings);
		expect(toPatchOperations(document, changed)).toEqual([]);
	});
});

describe('partsToRead', () => {
	it.each([
		[{ title: 'Clerk', active: 'yes', department: 'Sales', entitlements: 'Expense' }, []],
		[
			{ spendCountry: 'DE', reimbursementCurrency: 'EUR', biManager: '1', travelRuleClass: 'A' },
			[],
		],
		[{ workEmail: 'a@b.de' }, ['identity']],
		[{ leaveStartDate: '2026-01-01' }, ['identity']],
		[{ custom1: 'x' }, ['spend']],
		[{ roleExpenseApprover: 'no' }, ['spend']],
		[{ reportApprover: '1' }, ['spend']],
		[{ adpCompanyCode: 'C' }, ['spend']],
		[{ travelGroups: 1, mobilePhone: '1' }, ['identity', 'travel']],
		[{ travelGivenName: 'Jane' }, ['travel']],
		[{ active: 'no' }, ['identity']],
		[{ terminationDate: '2026-12-31' }, ['identity']],
	])('%j needs %j', (flat, expected) => {
		expect(partsToRead(toUserDocument(flat).document)).toEqual(expected);
	});
});
