// When a row says what SAP Concur has already, in whatever notation SAP Concur returns it.
import { describe, expect, it } from 'vitest';
import { toPatchOperations } from '../../../../../nodes/shared/person/patchOperations.ts';
import { toUserDocument } from '../../../../../nodes/shared/person/userDocument.ts';
import { urn, type ProfilePart } from '../../../../../nodes/shared/schema/attributes.ts';
import { everyPart } from '../companyOfRows.mts';
import { people } from '../existingUser.mts';

type Attributes = Record<string, unknown>;

/** The paths of what an update sends. */
function sent(
	flat: Attributes,
	existing: Attributes,
	additional?: Attributes,
	read?: ProfilePart[],
) {
	const { document, issues } = toUserDocument(flat, additional);
	expect(issues).toEqual([]);
	return toPatchOperations(document, existing, read).map(({ op, path }) => `${op} ${path}`);
}

const employment = (values: Attributes) => ({ [urn.enterprise]: values });
const expense = (values: Attributes) => ({ [urn.spendUser]: values });

describe('the same', () => {
	it.each<[string, Attributes, Attributes, Attributes?]>([
		[
			'user names in any letter case',
			{ userName: 'Jane.Doe@Example.com' },
			{ userName: 'jane.doe@example.com' },
		],
		[
			'addresses, which a search returns in lower case',
			{ workEmail: 'Jane@Example.com' },
			{ emails: [{ type: 'Work', value: 'jane@example.com', verified: false }] },
		],
		[
			'lists in any order',
			{ emergencyContactEmail: 'B@example.com, a@example.com' },
			{
				emergencyContacts: [
					{ name: 'Kim', relationship: 'Spouse', emails: ['a@example.com', 'b@example.com'] },
				],
			},
		],
		[
			'UUIDs in any letter case',
			{ managerId: people.boss.toUpperCase() },
			employment({ manager: { value: people.boss } }),
		],
		[
			'a manager with more than was sent',
			{ managerId: people.boss },
			employment({
				manager: {
					value: people.boss,
					employeeNumber: '1',
					displayName: 'Boss',
					$ref: 'https://x',
				},
			}),
		],
		[
			'a day as midnight',
			{ startDate: '2021-11-17' },
			employment({ startDate: '2021-11-17T00:00:00.000' }),
		],
		['a day alone', { startDate: '2021-11-17' }, employment({ startDate: '2021-11-17' })],
		[
			'a moment with a zone',
			{ startDate: '2021-11-17' },
			employment({ startDate: '2021-11-17T00:00:00.000+0000' }),
		],
		[
			'a birthday with a time',
			{ dateOfBirth: '1990-02-28' },
			{ dateOfBirth: '1990-02-28T00:00:00' },
		],
		[
			'codes of countries, currencies and languages',
			{ spendCountry: 'US', reimbursementCurrency: 'usd', preferredLanguage: 'en-US' },
			{ preferredLanguage: 'en-us', ...expense({ country: 'us', reimbursementCurrency: 'usd' }) },
		],
		['a locale with an underscore', { spendLocale: 'de-DE' }, expense({ locale: 'de_DE' })],
		[
			'yes and no as text',
			{ nonEmployee: 'yes', active: 'no' },
			{ active: 'false', ...expense({ nonEmployee: 'True' }) },
		],
		[
			'a number as text',
			{ reportApprovalLimit: 100 },
			{
				[urn.approverLimit]: {
					authorizedApprover: [{ approvalType: 'report', approvalLimit: '100.00' }],
				},
			},
		],
		[
			'a text that SAP Concur returns as a number',
			{ employeeNumber: '4711' },
			employment({ employeeNumber: 4711 }),
		],
		[
			'a global limit with an empty group or with none',
			{ reportApprovalLimit: 100 },
			{
				[urn.approverLimit]: {
					authorizedApprover: [{ approvalType: 'REPORT', approvalGroup: null, approvalLimit: 100 }],
				},
			},
		],
		[
			'accents in one or in two characters',
			{ familyName: 'Müller' },
			{ name: { familyName: 'Mu\u0308ller' } },
		],
		[
			'an approver with a name',
			{ reportApprover: 'e1' },
			{
				[urn.approver]: {
					report: [
						{
							approver: { value: people.boss, employeeNumber: 'E1', displayName: 'Boss' },
							primary: true,
						},
					],
				},
			},
		],
		[
			'a BI manager by number',
			{ biManager: 'e1' },
			expense({ biManager: { value: people.boss, employeeNumber: 'E1' } }),
		],
		[
			'a role for all groups',
			{ roles: 'EXP_APPROVER' },
			{ [urn.role]: { roles: [{ roleName: 'EXP_APPROVER', roleGroups: [''] }] } },
		],
		[
			'a custom field with a list item',
			{ custom3: '4711' },
			expense({
				customData: [{ id: 'custom3', value: '4711', syncGuid: people.other, href: 'https://x' }],
			}),
		],
		[
			'products, of which only missing ones are added',
			{ entitlements: 'Expense' },
			{ entitlements: ['Travel', 'expense'] },
		],
		[
			'a rule class by its name or ID',
			{ travelRuleClass: 101 },
			{ [urn.travel]: { ruleClass: { id: 101, name: 'Standard Travel' } } },
		],
		['an empty text and null', {}, { nickName: null, title: '' }, { nickName: '', title: '' }],
		[
			'a removal of what is null, empty or an empty list',
			{},
			{ nickName: null, title: '', addresses: [] },
			{ nickName: null, title: null, addresses: null },
		],
		[
			'all groups of a role',
			{},
			{ [urn.role]: { roles: [{ roleName: 'EXP_PROCESSOR', roleGroups: ['B', 'A'] }] } },
			{ [urn.role]: { roles: [{ roleName: 'EXP_PROCESSOR', roleGroups: ['A', 'B'] }] } },
		],
	])('%s', (_, flat, existing, additional) => {
		expect(sent(flat, existing, additional)).toEqual([]);
	});
});

describe('not the same', () => {
	it.each<[string, Attributes, Attributes, string]>([
		[
			'names in another letter case',
			{ familyName: 'Doe' },
			{ name: { familyName: 'DOE' } },
			'replace name.familyName',
		],
		['job titles', { title: 'clerk' }, { title: 'Clerk' }, 'replace title'],
		[
			'departments',
			{ department: 'sales' },
			employment({ department: 'Sales' }),
			`replace ${urn.enterprise}:department`,
		],
		[
			'the own employee number, written anew',
			{ employeeNumber: 'E1' },
			employment({ employeeNumber: 'e1' }),
			`replace ${urn.enterprise}:employeeNumber`,
		],
		[
			'numbers with zeros before them',
			{ employeeNumber: '0047' },
			employment({ employeeNumber: 47 }),
			`replace ${urn.enterprise}:employeeNumber`,
		],
		[
			'custom fields',
			{ custom1: 'a' },
			expense({ customData: [{ id: 'custom1', value: 'A' }] }),
			`replace ${urn.spendUser}:customData[id eq "custom1"].value`,
		],
		[
			'another day',
			{ startDate: '2021-11-17' },
			employment({ startDate: '2021-11-18T00:00:00.000' }),
			`replace ${urn.enterprise}:startDate`,
		],
		[
			'a list with an entry more',
			{ emergencyContactPhone: '1' },
			{ emergencyContacts: [{ name: 'K', relationship: 'Spouse', phones: ['1', '2'] }] },
			'replace emergencyContacts[relationship eq "Spouse"].phones',
		],
		[
			'a list in which one entry repeats',
			{ emergencyContactPhone: '1, 1' },
			{ emergencyContacts: [{ name: 'K', relationship: 'Spouse', phones: ['1', '2'] }] },
			'replace emergencyContacts[relationship eq "Spouse"].phones',
		],
		[
			'an attribute that the token cannot read',
			{ title: 'Clerk' },
			{ userName: 'jane.doe@example.com' },
			'replace title',
		],
		[
			'products that were not returned',
			{ entitlements: 'Expense' },
			{ active: true },
			'add entitlements',
		],
		[
			'no against nothing',
			{ nonEmployee: 'no' },
			expense({ nonEmployee: null }),
			`add ${urn.spendUser}:`,
		],
	])('%s', (_, flat, existing, path) => {
		expect(sent(flat, existing)).toEqual([path]);
	});

	it('another language than the list has, however similar', () => {
		expect(sent({ preferredLanguage: 'en-GB' }, { preferredLanguage: 'en-US' })).toEqual([
			'replace preferredLanguage',
		]);
	});
});

describe('a removal of what SAP Concur did not show', () => {
	const removal = { title: null, [urn.enterprise]: { costCenter: null } };
	const removals = ['remove title', `remove ${urn.enterprise}:costCenter`];

	it('is sent where not all was read', () => {
		expect(sent({}, { active: true, ...employment({ companyId: 'c' }) }, removal)).toEqual(
			removals,
		);
	});

	it('is sent where nothing shows that the token may read it', () => {
		expect(sent({}, { userName: 'j@example.com' }, removal, everyPart)).toEqual(removals);
		expect(sent({}, { active: true }, { dateOfBirth: null }, everyPart)).toEqual([
			'remove dateOfBirth',
		]);
		expect(
			sent(
				{},
				{ [urn.travel]: { ruleClass: { id: 1 } } },
				{ [urn.travel]: { gender: null } },
				everyPart,
			),
		).toEqual([`remove ${urn.travel}:gender`]);
	});

	it('is not sent where another attribute of the same scope was shown', () => {
		const existing = {
			active: true,
			emails: [],
			...employment({ companyId: 'c' }),
			[urn.travel]: { gender: null },
		};
		const additional = {
			...removal,
			dateOfBirth: null,
			phoneNumbers: null,
			[urn.travel]: { travelCrsName: null, orgUnit: null },
		};
		expect(sent({}, existing, additional, everyPart)).toEqual([]);
	});

	it('is not sent for a profile that does not exist', () => {
		const additional = {
			[urn.spendUser]: { ledgerCode: null, customData: [{ id: 'custom1', value: null }] },
			[urn.role]: { roles: null },
			[urn.approver]: { report: [{ primary: true, approver: null }] },
			[urn.travel]: { name: { middleName: null }, groups: null },
		};
		expect(sent({}, { active: true }, additional, everyPart)).toEqual([]);
	});
});

describe('entries of lists', () => {
	it('an address of which nothing is left is removed', () => {
		const existing = {
			addresses: [{ type: 'Work', locality: 'Bonn', country: 'DE', region: null }],
		};
		const additional = {
			addresses: [{ type: 'work', locality: null, country: null, region: null }],
		};
		expect(sent({}, existing, additional)).toEqual(['remove addresses[type eq "Work"]']);
	});

	it('a part that is not there is not removed', () => {
		const existing = { addresses: [{ type: 'work', locality: 'Bonn' }] };
		expect(sent({}, existing, { addresses: [{ type: 'work', region: null }] })).toEqual([]);
	});

	it('the primary approver is removed by the person, as in the sample of SAP', () => {
		const additional = { [urn.approver]: { report: [{ primary: true, approver: null }] } };
		const existing = {
			[urn.approver]: { report: [{ primary: true, approver: { value: people.boss } }] },
		};
		expect(sent({}, existing, additional)).toEqual([
			`remove ${urn.approver}:report[approver.value eq "${people.boss}"]`,
		]);
	});

	it('once the primary mobile phone was removed, the other one is not taken for it', () => {
		const additional = { phoneNumbers: [{ type: 'mobile', primary: true, value: null }] };
		const other = { type: 'mobile', value: '2', primary: false };
		const both = { phoneNumbers: [{ type: 'mobile', value: '1', primary: true }, other] };
		expect(sent({}, both, additional)).toEqual([
			'remove phoneNumbers[type eq "mobile" and primary eq true]',
		]);
		expect(sent({}, { phoneNumbers: [other] }, additional)).toEqual([]);
	});

	it('the end of a leave without its start is that of the last leave', () => {
		const leavesOfAbsence = [
			{ startDate: '2024-01-01', endDate: '2024-02-01' },
			{ startDate: '2025-01-01', endDate: '2025-02-01' },
		];
		const additional = employment({ leavesOfAbsence: [{ endDate: null }] });
		expect(sent({}, employment({ leavesOfAbsence }), additional)).toEqual([
			`remove ${urn.enterprise}:leavesOfAbsence[startDate eq "2025-01-01"].endDate`,
		]);
	});

	it('an emergency contact whose relationship is not shown is replaced as a whole, with the rest', () => {
		const { document } = toUserDocument({ emergencyContactPhone: '2' });
		const existing = { emergencyContacts: [{ name: 'Kim', phones: ['1'], locality: null }] };
		expect(toPatchOperations(document, existing)).toEqual([
			{ op: 'replace', path: 'emergencyContacts', value: [{ name: 'Kim', phones: ['2'] }] },
		]);
	});
});
