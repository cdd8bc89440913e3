// Every column of the records that say how people travel, buy and pay.
import { notSupportedOf, record } from './employeeFile.mts';
import { named, numbered, type Filled } from './filled.mts';

export const profileRecords: Filled[] = [
	{
		type: '350',
		records: [
			record('350', {
				...{ 2: '1003', 3: 'Ms', 4: 'Jr.', 5: 'Inka', 6: '1234567890123', 7: 'F', 8: '19800229' },
				...{ 9: '1002', 10: 'Analyst, Sales', 11: '+1 425 555 0100', 12: '77' },
				...{ 13: '+1 425 555 0101', 14: '+1 425 555 0102', 15: '+1 425 555 0103' },
				...{ 16: '+1 425 555 0104', 17: 'REMARK 7', 18: 'Executive Travel', 19: 'GDS1' },
				...{ 20: 'West Division', 21: '1 Home Street', 22: 'Redmond', 23: 'WA', 24: '98052' },
				...{ 25: 'US', 26: 'Dietmar-Hopp-Allee 16', 27: 'Walldorf', 28: 'BW', 29: '69190' },
				...{ 30: 'DE', 31: 'inka.second@example.com', 32: 'inka.third@example.com' },
				...numbered(33, 25, (n) => `Travel Field ${n}=v=${n}`),
				...{ 58: 'SYNC0001', 59: 'Y', 60: 'Y', 61: 'Y' },
				...numbered(62, 6, (n) => `Future ${n}`),
			}),
		],
		who: '1003',
		expected: {
			name: { honorificPrefix: 'Ms', honorificSuffix: 'Jr.', givenName: 'Ines' },
			nickName: 'Inka',
			title: 'Analyst, Sales',
			dateOfBirth: '1980-02-29',
			phones: {
				work: '+1 425 555 0100 x77',
				fax: '+1 425 555 0101',
				home: '+1 425 555 0102',
				mobile: '+1 425 555 0103',
				pager: '+1 425 555 0104',
			},
			addresses: {
				home: {
					...{ streetAddress: '1 Home Street', locality: 'Redmond', region: 'WA' },
					...{ postalCode: '98052', country: 'US' },
				},
				work: {
					...{ streetAddress: 'Dietmar-Hopp-Allee 16', locality: 'Walldorf', region: 'BW' },
					...{ postalCode: '69190', country: 'DE' },
				},
			},
			emails: { work: 'ines.weber@example.com' },
			travel: {
				...{ gender: 'Female', travelNameRemark: 'REMARK 7', travelCrsName: 'GDS1' },
				...{ orgUnit: 'West Division', xmlProfileSyncId: 'SYNC0001' },
			},
			travelClass: 'Executive Travel',
			travelManager: '1002',
			travelCustom: named('Travel Field ', 25, (n) => `v=${n}`),
		},
		notSupported: notSupportedOf('350'),
	},
	{
		type: '360',
		records: [
			record('360', {
				...numbered(2, 9, (n) => (n === 1 ? '1003' : 'Y')),
				...numbered(11, 5, (n) => `Reserved ${n}`),
				...{ 16: 'Y', 17: 'N', 18: '1001', 19: '1001', 20: 'Y', 21: 'N', 22: 'Y', 23: 'Y' },
				...{ 24: 'Y', 25: 'N', 26: 'Y', 27: 'N', 28: 'SHIP-7', 29: 'Y', 30: 'Y' },
				...numbered(31, 5, (n) => `Reserved ${n}`),
			}),
		],
		who: '1003',
		expected: {
			products: ['Expense', 'Invoice', 'Request', 'Travel'],
			roles: [
				...['INV_APPROVER', 'INV_AP_USER', 'INV_PMT_MANAGER', 'INV_PURCH_REQ_APPROVER'],
				...['INV_PURCH_REQ_USER', 'INV_PURCH_USER', 'INV_VENDOR_ADMIN'],
			],
			approvers: { report: ['1001'], purchaseRequest: ['1001'], invoice: ['1001'] },
			preferences: {
				emailOnPurchaseRequestStatusChange: true,
				emailOnPurchaseRequestAwaitApproval: false,
				emailStatusChangeOnPayment: true,
				emailAwaitApprovalOnPayment: false,
				promptForApproverOnPaymentSubmit: true,
				emailWhenPaymentRequestAssigned: true,
				emailOnPurchasingAssigned: true,
				emailOnPurchasingSendBack: false,
				promptNewLineItemsPaymentRequest: false,
				displayInlineImage: true,
				autoOpenImage: true,
			},
		},
		notSupported: notSupportedOf('360'),
		// 26 is ignored since November 1, 2022, says the page; 28 is the code of a location, and an address of the API has none.
		unclear: [26, 28],
	},
	{
		type: '370',
		records: [
			// Only an expense approver can be a statement approver.
			record('310', { 2: '1003', 3: 'ines.weber@example.com', 11: 'Y' }),
			record('370', {
				...{ 2: '1003', 3: 'Y', 4: 'Y', 5: '1001' },
				...numbered(6, 25, (n) => `Future ${n}`),
			}),
		],
		who: '1003',
		expected: {
			roles: ['EXP_APPROVER', 'STATEMENT_APPROVER', 'STATEMENT_USER'],
			approvers: { report: ['1001'], statement: ['1001'] },
		},
		notSupported: notSupportedOf('370'),
	},
];
