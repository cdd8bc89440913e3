import { describe, expect, it } from 'vitest';
import { changesIn } from '../../../../../nodes/shared/person/compare/changesIn.ts';
import { toPatchOperations } from '../../../../../nodes/shared/person/patchOperations.ts';
import { toUserDocument } from '../../../../../nodes/shared/person/userDocument.ts';
import { urn } from '../../../../../nodes/shared/schema/attributes.ts';
import { existingUser, people } from '../existingUser.mts';

type Attributes = Record<string, unknown>;

/** The changes as [field, label, from, to]. */
function changes(flat: Attributes, additional?: Attributes, existing: Attributes = existingUser) {
	const { document, issues } = toUserDocument(flat, additional);
	expect(issues).toEqual([]);
	return changesIn(toPatchOperations(document, existing), existing).map((change) => [
		change.field,
		change.label,
		change.from,
		change.to,
	]);
}

describe('each change names its field, in the order of the forms, with the values as a row shows them', () => {
	it.each<[string, Attributes, unknown[][]]>([
		[
			'single values',
			{ title: 'Head', nickName: 'Jo', department: 'Sales', active: 'no' },
			[
				['active', 'Active', true, false],
				['nickName', 'Preferred name', null, 'Jo'],
				['title', 'Job title', 'Clerk', 'Head'],
				['department', 'Department', null, 'Sales'],
			],
		],
		['parts of the name', { familyName: 'Smith' }, [['familyName', 'Last name', 'Doe', 'Smith']]],
		[
			'the manager',
			{ manager: people.deputy },
			[['managerId', 'Manager (UUID)', people.boss, people.deputy]],
		],
		[
			'an email, and a new one',
			{ workEmail: 'new@example.com', homeEmail: 'j@home.example' },
			[
				['workEmail', 'Work email', 'jane@example.com', 'new@example.com'],
				['homeEmail', 'Home email', null, 'j@home.example'],
			],
		],
		[
			'the primary mobile phone',
			{ mobilePhone: '+49 170 9' },
			[['mobilePhone', 'Mobile phone', '+49 170 1', '+49 170 9']],
		],
		[
			'parts of an address',
			{ workStreet: 'Main St 1', workCity: 'Bonn' },
			[
				['workStreet', 'Work address: street', null, 'Main St 1'],
				['workCity', 'Work address: city', 'Berlin', 'Bonn'],
			],
		],
		[
			'another leave',
			{ leaveStartDate: '2023-07-01', leaveEndDate: '2023-08-01' },
			[
				['leaveStartDate', 'Leave of absence: start date', null, '2023-07-01'],
				['leaveEndDate', 'Leave of absence: end date', null, '2023-08-01'],
			],
		],
		[
			'the end of a leave',
			{ leaveStartDate: '2022-09-13', leaveEndDate: '2022-11-01' },
			[['leaveEndDate', 'Leave of absence: end date', '2022-10-13', '2022-11-01']],
		],
		[
			'another emergency contact',
			{ emergencyContactName: 'Mia', emergencyContactRelationship: 'Parent' },
			[
				['emergencyContactName', 'Emergency contact: name', 'Kim', 'Mia'],
				['emergencyContactRelationship', 'Emergency contact: relationship', 'Spouse', 'Parent'],
				['emergencyContactPhone', 'Emergency contact: phone', ['1'], null],
			],
		],
		[
			'products',
			{ entitlements: 'Expense, Travel' },
			[
				[
					'entitlements',
					'Products (Expense, Invoice, Request, Travel)',
					['Expense'],
					['Expense', 'Travel'],
				],
			],
		],
		[
			'roles as a list of codes, with their groups',
			{ roles: 'INV_APPROVER', roleExpenseApprover: 'no' },
			[
				[
					'roles',
					'Roles',
					['EXP_PROCESSOR:G1', 'EXP_APPROVER'],
					['EXP_PROCESSOR:G1', 'INV_APPROVER'],
				],
			],
		],
		[
			'custom fields',
			{ custom3: 'B', orgUnit2: 'X' },
			[
				['custom3', 'Custom 3', 'A', 'B'],
				['orgUnit2', 'Org unit 2', null, 'X'],
			],
		],
		[
			'who approves, without the approvers who stay',
			{ reportApprover: '9' },
			[['reportApprover', 'Report approver', '1', '9']],
		],
		[
			'an approval limit',
			{ reportApprovalLimit: 250 },
			[['reportApprovalLimit', 'Report approval limit', 100, 250]],
		],
		[
			'references and codes',
			{ biManager: '2', biHierarchyCode: 'H' },
			[
				['biManager', 'BI manager', '1', '2'],
				['biHierarchyCode', 'BI hierarchy', null, 'H'],
			],
		],
		[
			'the travel profile, without what only goes along',
			{ travelMiddleName: 'Mary', travelRuleClass: 'Guests', travelGroups: '1, 2' },
			[
				['travelRuleClass', 'Travel rule class (name or ID)', 'Standard', 'Guests'],
				['travelGroups', 'Travel groups (IDs)', [1], [1, 2]],
				['travelMiddleName', 'Travel name: middle name', null, 'Mary'],
			],
		],
	])('%s', (_, flat, expected) => {
		expect(changes(flat)).toEqual(expected);
	});

	it('a new profile is one change for each of its fields', () => {
		const row = {
			spendCountry: 'US',
			spendLocale: 'en_US',
			custom3: 'A',
			reportApprover: '1',
			roles: 'EXP_APPROVER',
			adpCompanyCode: 'C',
			travelRuleClass: 7,
		};
		expect(changes(row, undefined, { id: people.other })).toEqual([
			['roles', 'Roles', null, ['EXP_APPROVER']],
			['spendCountry', 'Expense country', null, 'US'],
			['spendLocale', 'Expense locale', null, 'en-US'],
			['custom3', 'Custom 3', null, 'A'],
			['reportApprover', 'Report approver', null, '1'],
			['adpCompanyCode', 'ADP company code', null, 'C'],
			['travelRuleClass', 'Travel rule class (name or ID)', null, 7],
		]);
	});

	it('what is removed becomes null', () => {
		const additional = {
			title: null,
			emergencyContacts: null,
			phoneNumbers: [{ type: 'work', value: null }],
			[urn.spendUser]: { biManager: null, customData: [{ id: 'custom3', value: null }] },
			[urn.travel]: { name: { givenName: null } },
		};
		expect(changes({}, additional)).toEqual([
			['title', 'Job title', 'Clerk', null],
			['workPhone', 'Work phone', '+49 30 1', null],
			['emergencyContactName', 'Emergency contact: name', 'Kim', null],
			['emergencyContactRelationship', 'Emergency contact: relationship', 'Spouse', null],
			['emergencyContactPhone', 'Emergency contact: phone', ['1'], null],
			['biManager', 'BI manager', '1', null],
			['custom3', 'Custom 3', 'A', null],
			['travelGivenName', 'Travel name: first name', 'Jane', null],
		]);
	});

	it('the removal of what SAP Concur did not show is a change from nothing to nothing', () => {
		expect(changes({}, { title: null }, {})).toEqual([['title', 'Job title', null, null]]);
	});
});

it('attributes without a field are named by their path', () => {
	const additional = {
		phoneNumbers: [{ type: 'mobile', value: '+49 170 3' }],
		[urn.role]: { roles: [{ roleName: 'EXP_PROCESSOR', roleGroups: ['G2'] }] },
		[urn.approver]: { report: [{ approver: { employeeNumber: '3' }, primary: false }] },
		[urn.delegate]: { expense: [{ delegate: { employeeNumber: '2' }, canPrepare: true }] },
		[urn.travel]: { customFields: [{ name: 'Badge "A"', value: '2' }] },
	};
	expect(changes({}, additional)).toMatchInlineSnapshot(`
		[
		  [
		    "roles",
		    "Roles",
		    [
		      "EXP_PROCESSOR:G1",
		      "EXP_APPROVER",
		    ],
		    [
		      "EXP_PROCESSOR:G2",
		      "EXP_APPROVER",
		    ],
		  ],
		  [
		    "reportApprover2",
		    "Report approver 2",
		    "2",
		    "3",
		  ],
		  [
		    "phoneNumbers[type eq "mobile" and primary eq false and value eq "+49 170 3"].value",
		    "Phone "mobile, +49 170 3"",
		    null,
		    "+49 170 3",
		  ],
		  [
		    "urn:ietf:params:scim:schemas:extension:spend:2.0:Delegate:expense[delegate.employeeNumber eq "2"].delegate",
		    "Delegate (expense) "2"",
		    null,
		    "2",
		  ],
		  [
		    "urn:ietf:params:scim:schemas:extension:spend:2.0:Delegate:expense[delegate.employeeNumber eq "2"].canPrepare",
		    "Delegate (expense) "2": can prepare",
		    null,
		    true,
		  ],
		  [
		    "urn:ietf:params:scim:schemas:extension:travel:2.0:User:customFields[name eq "Badge \\"A\\""].value",
		    "Travel custom field "Badge "A""",
		    "1",
		    "2",
		  ],
		]
	`);
});

it('nothing to send is no change', () => {
	expect(changesIn([], existingUser)).toEqual([]);
});
