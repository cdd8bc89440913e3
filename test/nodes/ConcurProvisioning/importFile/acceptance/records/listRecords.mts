// Every column of the records that a person can have several of: roles of groups, delegates, approval limits.
import { spend } from '../../../plan/planWorld.mts';
import { notSupportedOf, record } from './employeeFile.mts';
import { numbered, type Filled } from './filled.mts';

const segments = numbered(4, 10, (n) => `S${n}`);
const group = 'S1-S2-S3-S4-S5-S6-S7-S8-S9-S10';

const lists = ['authorizedApprover', 'costObjectApprover'] as const;
const limit = (approvalGroup: string, approvalLimit: number) => ({
	...{ approvalType: 'payment', approvalGroup, approvalLimit, reimbursementCurrency: 'USD' },
});
const ofCompany = 'payment (all) 900 USD';
const ofGroup = `payment ${group} 700 USD`;

export const listRecords: Filled[] = [
	{
		type: '400',
		records: [record('400', { 2: '1003', 3: 'EXP_PROCESSOR', ...segments })],
		who: '1003',
		expected: { roles: [`EXP_PROCESSOR@${group}`] },
		notSupported: notSupportedOf('400'),
	},
	{
		type: '500',
		records: [
			record('500', {
				...{ 2: '1003', 3: '1001', 4: 'EXP', 5: 'Y', 6: 'Y', 7: 'Y', 8: 'Y' },
				...{ 9: '20270101', 10: '20270131', 11: 'Y' },
			}),
		],
		who: '1003',
		expected: {
			delegates: {
				expense: {
					1001: [
						'2027-01-01..2027-01-31',
						...['canApprove', 'canPrepare', 'canSubmit', 'canViewReceipt'],
					],
				},
			},
		},
		notSupported: [],
	},
	{
		type: '550',
		records: [
			record('550', {
				...{ 2: '1003', 3: '1001', 4: 'exp', 5: 'Y', 6: 'Y', 7: 'Y', 8: 'Y' },
				...{ 9: '20270101', 10: '20270131', ...numbered(11, 6, () => 'Y'), 17: 'a', 18: 'b' },
			}),
		],
		who: '1003',
		expected: {
			delegates: {
				expense: {
					1001: [
						...['2027-01-01..2027-01-31', 'canApprove', 'canPrepare', 'canPrepareForApproval'],
						...['canReceiveApprovalEmail', 'canReceiveEmail', 'canSubmit'],
						...['canSubmitTravelRequest', 'canUseBi', 'canViewReceipt'],
					],
				},
			},
		},
		notSupported: notSupportedOf('550'),
	},
	...(
		[
			['700', 'EXP', {}, 'authorizedApprover', `report ${group} 5000.5 USD exceptions`],
			[
				'710',
				'req',
				{ 17: '2' },
				'costObjectApprover',
				`request ${group} 5000.5 USD exceptions level 2`,
			],
			[
				'720',
				'PUR',
				{ 17: '3' },
				'authorizedApprover',
				`purchaseRequest ${group} 5000.5 USD exceptions level 3`,
			],
		] as const
	).map(([type, approval, level, list, limit]): Filled => ({
		type,
		records: [
			record(type, {
				...{ 2: approval, 3: '1001', ...segments, 14: 'Y', 15: '5000.50', 16: 'USD', ...level },
			}),
		],
		who: '1001',
		expected: { limits: { [list]: [limit] } },
		notSupported: [],
	})),
	...(
		[
			['750', 'PMT', 'authorizedApprover'],
			['760', 'PMT', 'costObjectApprover'],
		] as const
	).map(([type, approval, list]): Filled => ({
		type,
		records: [record(type, { 2: approval, 3: '1001', ...segments })],
		who: '1001',
		before: lists.map((name) => ({
			op: 'add',
			path: `${spend('ApproverLimit')}:${name}`,
			value: [limit('', 900), limit(group, 700)],
		})),
		// The record names the limit of the group.
		expected: {
			limits: {
				...{ authorizedApprover: [ofCompany, ofGroup], costObjectApprover: [ofCompany, ofGroup] },
				[list]: [ofCompany],
			},
		},
		notSupported: [],
	})),
];
