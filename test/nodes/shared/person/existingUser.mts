import { urn } from '../../../../nodes/shared/schema/attributes.ts';

export const people = {
	boss: '00000001-1111-2222-3333-444455556666',
	deputy: '00000002-1111-2222-3333-444455556666',
	other: '00000003-1111-2222-3333-444455556666',
};

/** A user as the three reading services answer, put together by URN. */
export const existingUser: Record<string, unknown> = {
	id: people.other,
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
	addresses: [{ type: 'work', locality: 'Berlin' }],
	emergencyContacts: [{ name: 'Kim', relationship: 'Spouse', phones: ['1'] }],
	entitlements: ['Expense'],
	[urn.enterprise]: {
		companyId: people.other,
		employeeNumber: '4711',
		manager: { value: people.boss, employeeNumber: '1', displayName: 'Boss' },
		startDate: '2021-11-17T00:00:00.000',
		leavesOfAbsence: [{ startDate: '2022-09-13', endDate: '2022-10-13', type: 'voluntary' }],
	},
	[urn.spendUser]: {
		country: 'DE',
		locale: 'de-DE',
		reimbursementCurrency: 'EUR',
		biManager: { value: people.boss, employeeNumber: '1', displayName: 'Boss' },
		customData: [{ id: 'custom3', value: 'A', syncGuid: people.other }],
	},
	[urn.role]: {
		roles: [
			{ roleName: 'EXP_PROCESSOR', roleGroups: ['G1'] },
			{ roleName: 'EXP_APPROVER', roleGroups: [] },
		],
	},
	[urn.approver]: {
		report: [
			{ approver: { value: people.boss, employeeNumber: '1', displayName: 'Boss' }, primary: true },
			{ approver: { value: people.deputy, employeeNumber: '2' }, primary: false },
		],
	},
	[urn.approverLimit]: {
		authorizedApprover: [
			{
				approvalType: 'report',
				approvalGroup: '',
				approvalLimit: 100,
				reimbursementCurrency: 'EUR',
			},
		],
	},
	[urn.travel]: {
		ruleClass: { id: 7, name: 'Standard' },
		name: { givenName: 'Jane', familyName: 'Doe' },
		groups: [1],
		customFields: [{ name: 'Badge "A"', value: '1' }],
	},
};
