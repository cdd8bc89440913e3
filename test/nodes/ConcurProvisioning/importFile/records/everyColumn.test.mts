// Each record type with every column filled that SAP documents: converted, sent, and read back from SAP Concur.
import range from 'lodash/range.js';
import type { IDataObject } from 'n8n-workflow';
import { expect, it } from 'vitest';
import type { ImportRecord } from '../../../../../nodes/ConcurProvisioning/importFile/records/importRecord.ts';
import { ConcurProvisioning } from '../../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located } from '../../../../support/concur.mts';
import { jsonOf, virtualWorld } from '../../../../support/virtualWorld.mts';
import { converted, record, unfilled, type Cells } from './record.mts';

const world = virtualWorld({ provisioning: { finishesAfterMs: 0 } });
const provisioning = new ConcurProvisioning();
const automatic = { fields: { mappingMode: 'autoMapInputData', value: null } };
const scheme = 'urn:ietf:params:scim:schemas:extension';
const spend = `${scheme}:spend:2.0`;

const filled = (columns: number[], value: (at: number) => string): Cells =>
	Object.fromEntries(columns.map((column, at) => [column, value(at)]));
const yes = (from: number, to: number) => filled(range(from, to + 1), () => 'Y');

const send = async (rows: IDataObject[]) =>
	jsonOf(await world.run(provisioning, 'upsert', automatic, rows));

/** Somebody who can approve reports and requests beside Grace Palmer, 1001. */
async function createSecondApprover() {
	const row = {
		...{ userName: 'sam.second@example.com', workEmail: 'sam.second@example.com' },
		...{ givenName: 'Sam', familyName: 'Second', employeeNumber: '1004' },
		...{ entitlements: 'Expense, Request, Invoice', roles: 'EXP_APPROVER, REQ_APPROVER' },
		...{ spendCountry: 'US', spendLocale: 'en-US', reimbursementCurrency: 'USD' },
	};
	expect(await send([row])).toMatchObject([{ outcome: 'submitted', operation: 'create' }]);
}

/** What SAP Concur has after the records of one person were sent; the second time there is nothing to send. */
async function profileAfter(records: ImportRecord[], userName: string) {
	const { row, faults, ...rest } = converted(records);
	expect(faults).toEqual([]);
	const [sent] = await send([row]);
	expect(sent, JSON.stringify(sent)).toMatchObject({ outcome: 'submitted' });
	expect(await send([row])).toMatchObject([{ outcome: 'unchanged', changes: [] }]);
	const user = located('userName', userName);
	const read = { user, simplify: false };
	const [profile] = jsonOf(await world.run(provisioning, 'getProfile', read));
	return { profile, ...rest };
}

const whole: Cells = {
	...{ 2: 'Ann', 3: 'Mary', 4: "O'Hara, Jr", 5: '004711', 6: 'ann.ohara@example.com' },
	...{ 7: 'Welcome01', 8: 'ann.ohara@example.com', 9: 'en_US', 10: 'US', 11: 'US-WA' },
	...{ 12: 'DEFAULT', 13: 'USD', 14: 'ACC-1', 15: 'Y' },
	...filled(range(16, 22), (at) => `OU${at + 1}`),
	...filled(range(22, 43), (at) => `C${at + 1}`),
	24: '4711',
	...yes(43, 55),
	...{ 56: 'DETAILED', 57: 'N', 58: 'Y' },
	...{ 59: '1001', 60: '1001', 61: '1001', 62: '1001' },
	...yes(63, 75),
	...{ 76: 'ALW', 77: '1002', 78: 'Y', 79: 'Y', 80: '1004', 81: 'N', 82: 'Y', 83: 'Y' },
	...yes(84, 86),
};

const expectedOfWhole = {
	active: true,
	userName: 'ann.ohara@example.com',
	name: { givenName: 'Ann', middleName: 'Mary', familyName: "O'Hara, Jr" },
	emails: [{ type: 'work', value: 'ann.ohara@example.com' }],
	[`${scheme}:enterprise:2.0:User`]: { employeeNumber: '004711' },
	[`${spend}:User`]: {
		country: 'US',
		stateProvince: 'WA',
		locale: 'en-US',
		ledgerCode: 'DEFAULT',
		reimbursementCurrency: 'USD',
		cashAdvanceAccountCode: 'ACC-1',
		biManager: { employeeNumber: '1002' },
	},
	[`${spend}:WorkflowPreference`]: {
		emailStatusChangeOnCashAdvance: true,
		emailAwaitApprovalOnCashAdvance: true,
		emailStatusChangeOnReport: true,
		emailAwaitApprovalOnReport: true,
		promptForApproverOnReportSubmit: true,
		emailStatusChangeOnTravelRequest: true,
		emailAwaitApprovalOnTravelRequest: true,
		promptForApproverOnTravelRequestSubmit: true,
		emailStatusChangeOnPayment: true,
		emailAwaitApprovalOnPayment: true,
		promptForApproverOnPaymentSubmit: true,
		emailWhenPaymentRequestAssigned: false,
	},
	[`${spend}:UserPreference`]: {
		promptForCardTransactionsOnReport: true,
		allowCreditCardTransArrivalEmails: true,
		defaultReportPrintFormat: 'DETAILED',
		showInstructHelpPanel: false,
		showImagingIntro: true,
		expenseAuditRequired: 'ALWAYS',
	},
	[`${spend}:Approver`]: {
		report: [
			{ primary: true, approver: { employeeNumber: '1001' } },
			{ primary: false, approver: { employeeNumber: '1004' } },
		],
		cashAdvance: [{ primary: true, approver: { employeeNumber: '1001' } }],
		invoice: [{ primary: true, approver: { employeeNumber: '1001' } }],
	},
};

const customData = (profile: IDataObject | undefined) => {
	const { customData: entries } = profile?.[`${spend}:User`] as { customData: IDataObject[] };
	return Object.fromEntries(entries.map(({ id, value }) => [id, value]));
};

const rolesOf = (profile: IDataObject | undefined) => {
	const { roles } = profile?.[`${spend}:Role`] as { roles: IDataObject[] };
	return roles.map(({ roleName }) => roleName).sort();
};

it.each([
	['300', {}, []],
	[
		'305',
		{
			...{
				87: 'C22',
				88: '1004',
				89: 'N',
				90: 'ADPPAYR',
				91: 'F1',
				92: 'CO1',
				93: 'D1',
				94: '1001',
			},
			...yes(95, 98),
			...filled(range(99, 138), () => 'x'),
		},
		range(99, 138),
	],
])('record %s is in SAP Concur as the file says', async (type, more, reserved) => {
	await createSecondApprover();
	const full = record(type, { ...whole, ...more });
	expect(unfilled(full)).toEqual([]);
	const { profile, notSupported, notices } = await profileAfter([full], 'ann.ohara@example.com');
	expect(profile).toMatchObject(expectedOfWhole);
	const isLong = type === '305';
	expect(customData(profile)).toEqual({
		...Object.fromEntries(range(1, 7).map((n) => [`orgUnit${n}`, `OU${n}`])),
		...Object.fromEntries(range(1, 22).map((n) => [`custom${n}`, n === 3 ? '4711' : `C${n}`])),
		...(isLong ? { custom22: 'C22' } : {}),
	});
	expect(profile?.[`${spend}:Approver`]).toMatchObject({
		request: [
			{ primary: true, approver: { employeeNumber: '1001' } },
			...(isLong ? [{ primary: false, approver: { employeeNumber: '1004' } }] : []),
		],
	});
	expect(rolesOf(profile)).toEqual(
		expect.arrayContaining([
			...[
				'EXP_USER',
				'INV_PMT_USER',
				'REQ_USER',
				'EXP_APPROVER',
				'EXP_CARD_ADMIN',
				'EXP_RECEIPT_PROCESSOR',
				'SHD_IMPORT_EXTRACT_ADMIN_RO',
			],
			...['SHD_COMPANY_INFO_ADMIN', 'REPORTING_CONFIG_ADMIN', 'INV_APPROVER', 'INV_VENDOR_ADMIN'],
			...['REQ_APPROVER', 'SHD_TAX_ADMIN', 'EXP_FB_TAX_ADMIN', 'TRAVEL_USER'],
			...(isLong
				? ['SHD_BUDGET_OWNER', 'SHD_BUDGET_VIEWER', 'SHD_BUDGET_APPROVER', 'SHD_BUDGET_ADMIN']
				: []),
		]),
	);
	if (isLong) {
		expect(profile).toMatchObject({
			[`${spend}:User`]: { nonEmployee: false, reimbursementType: 'ADP_PAYROLL' },
			[`${scheme}:enterprise:2.0:Payroll`]: {
				adp: { employeeFileNumber: 'F1', companyCode: 'CO1', deductionCode: 'D1' },
			},
		});
	}
	expect(notSupported.map(({ column }) => column)).toEqual([7, 66, 68, 71, 82, 83, ...reserved]);
	expect(JSON.stringify({ notSupported, notices })).not.toContain('Welcome01');
});

it('record 310 is in SAP Concur as the file says', async () => {
	const full = record('310', {
		...{ 2: '004712', 3: 'ben.low@example.com', 4: 'Ben', 5: 'Lee', 6: 'Low' },
		...{ 7: 'ben.low@example.com', 8: 'Welcome02', 9: 'en_GB' },
		...{ 10: 'Y', 11: 'Y', 12: 'Y', 13: 'Y', 14: 'Y', 15: 'Y', 16: 'Y', 17: 'Enrolled', 18: 'Y' },
		...filled(range(19, 25), () => 'x'),
	});
	const whatItNeeds = [
		record('305', { 5: '004712', 10: 'GB', 13: 'GBP' }, 3),
		record('350', { 2: '004712', 18: 'Standard Travel' }, 4),
	];
	expect(unfilled(full)).toEqual([]);
	const { profile, notSupported } = await profileAfter(
		[full, ...whatItNeeds],
		'ben.low@example.com',
	);
	expect(profile).toMatchObject({
		active: true,
		name: { givenName: 'Ben', middleName: 'Lee', familyName: 'Low' },
		emails: [{ type: 'work', value: 'ben.low@example.com' }],
		[`${scheme}:enterprise:2.0:User`]: { employeeNumber: '004712' },
		[`${spend}:User`]: { locale: 'en-GB' },
		[`${scheme}:travel:2.0:User`]: { name: { hasNoMiddleName: true } },
	});
	expect(rolesOf(profile)).toEqual(
		expect.arrayContaining([
			'EXP_USER',
			'INV_PMT_USER',
			'EXP_APPROVER',
			'INV_APPROVER',
			'TRAVEL_USER',
		]),
	);
	expect(notSupported.map(({ column }) => column)).toEqual([8, 17, 18, ...range(19, 25)]);
});

const ann = [record('305', { ...whole, 80: '', 88: '' }, 9)];

it('record 320 gives somebody another number and user name', async () => {
	await profileAfter(ann, 'ann.ohara@example.com');
	const full = record('320', {
		...{ 2: '004711', 3: '104711', 4: 'ann.new@example.com' },
		...filled(range(5, 10), () => 'x'),
	});
	expect(unfilled(full)).toEqual([]);
	const { profile, notSupported } = await profileAfter([full], 'ann.new@example.com');
	expect(profile).toMatchObject({
		userName: 'ann.new@example.com',
		name: { givenName: 'Ann' },
		[`${scheme}:enterprise:2.0:User`]: { employeeNumber: '104711' },
	});
	expect(notSupported.map(({ column }) => column)).toEqual([5, 6, 7, 8, 9]);
});

it('record 350 is in SAP Concur as the file says', async () => {
	await profileAfter(ann, 'ann.ohara@example.com');
	const full = record('350', {
		...{ 2: '004711', 3: 'Ms', 4: 'Jr.', 5: 'Annie', 6: '1234567', 7: 'F', 8: '19800229' },
		...{ 9: '1002', 10: 'Analyst', 11: '+1 425 555 0100', 12: '22', 13: '+1 425 555 0101' },
		...{ 14: '+1 425 555 0102', 15: '+1 425 555 0103', 16: '+1 425 555 0104' },
		...{ 17: 'VIP', 18: 'Standard Travel', 19: 'GDS1', 20: 'Division 1' },
		...{ 21: '1 Home St', 22: 'Bellevue', 23: 'WA', 24: '98004', 25: 'US' },
		...{ 26: '2 Work St', 27: 'Seattle', 28: 'WA', 29: '98101', 30: 'US' },
		...{ 31: 'ann2@example.com', 32: 'ann3@example.com' },
		...filled(range(33, 58), (at) => `Field ${at + 1}=V${at + 1}`),
		...{ 58: 'SYNC1', 59: 'Y', 60: 'Y', 61: 'Y' },
		...filled(range(62, 68), () => 'x'),
	});
	expect(unfilled(full)).toEqual([]);
	const { profile, notSupported } = await profileAfter([full], 'ann.ohara@example.com');
	expect(profile).toMatchObject({
		nickName: 'Annie',
		title: 'Analyst',
		dateOfBirth: '1980-02-29',
		name: { honorificPrefix: 'Ms', honorificSuffix: 'Jr.' },
		[`${scheme}:travel:2.0:User`]: {
			gender: 'Female',
			manager: { employeeNumber: '1002' },
			travelNameRemark: 'VIP',
			ruleClass: { name: 'Standard Travel' },
			travelCrsName: 'GDS1',
			orgUnit: 'Division 1',
			xmlProfileSyncId: 'SYNC1',
			customFields: range(1, 26).map((n) => ({ name: `Field ${n}`, value: `V${n}` })),
		},
	});
	const lists = profile as { [list: string]: IDataObject[] };
	const byType = (list: string, part: string) =>
		Object.fromEntries((lists[list] ?? []).map((one) => [String(one.type), one[part]]));
	expect(byType('phoneNumbers', 'value')).toEqual({
		work: '+1 425 555 0100',
		fax: '+1 425 555 0101',
		home: '+1 425 555 0102',
		mobile: '+1 425 555 0103',
		pager: '+1 425 555 0104',
	});
	expect(byType('phoneNumbers', 'workExtension')).toMatchObject({ work: '22' });
	expect(byType('emails', 'value')).toMatchObject({
		other: 'ann2@example.com',
		other2: 'ann3@example.com',
	});
	expect(lists.addresses).toEqual(
		expect.arrayContaining([
			expect.objectContaining({
				...{ type: 'home', streetAddress: '1 Home St', locality: 'Bellevue' },
				...{ region: 'WA', postalCode: '98004', country: 'US' },
			}),
			expect.objectContaining({
				...{ type: 'work', streetAddress: '2 Work St', locality: 'Seattle' },
				...{ region: 'WA', postalCode: '98101', country: 'US' },
			}),
		]),
	);
	expect(notSupported.map(({ column }) => column)).toEqual([6, 59, 60, 61, ...range(62, 68)]);
});

it('record 360 is in SAP Concur as the file says', async () => {
	await profileAfter(ann, 'ann.ohara@example.com');
	const full = record('360', {
		2: '004711',
		...yes(3, 10),
		...filled(range(11, 16), () => 'x'),
		...{ 16: 'N', 17: 'N', 18: '1001', 19: '1001' },
		...filled(range(20, 28), () => 'N'),
		...{ 28: 'DOCK-1', 29: 'Y', 30: 'N' },
		...filled(range(31, 36), () => 'x'),
	});
	expect(unfilled(full)).toEqual([]);
	const { profile, notSupported } = await profileAfter([full], 'ann.ohara@example.com');
	expect(profile).toMatchObject({
		addresses: [{ type: 'shipping', streetAddress: 'DOCK-1' }],
		[`${spend}:WorkflowPreference`]: {
			emailOnPurchaseRequestStatusChange: false,
			emailOnPurchaseRequestAwaitApproval: false,
			emailStatusChangeOnPayment: false,
			emailAwaitApprovalOnPayment: false,
			promptForApproverOnPaymentSubmit: false,
			emailWhenPaymentRequestAssigned: false,
		},
		[`${spend}:InvoicePreference`]: {
			emailOnPurchasingAssigned: false,
			emailOnPurchasingSendBack: false,
			emailOnFaxImageAvailablePaymentRequest: false,
			promptNewLineItemsPaymentRequest: false,
			displayInlineImage: true,
			autoOpenImage: false,
		},
		[`${spend}:Approver`]: {
			purchaseRequest: [{ primary: true, approver: { employeeNumber: '1001' } }],
			invoice: [{ primary: true, approver: { employeeNumber: '1001' } }],
		},
	});
	expect(rolesOf(profile)).toEqual(
		expect.arrayContaining([
			...[
				'INV_PMT_USER',
				'INV_APPROVER',
				'INV_VENDOR_ADMIN',
				'INV_AP_USER',
				'INV_PMT_MANAGER',
				'INV_PURCH_USER',
			],
			...['INV_PURCH_REQ_USER', 'INV_PURCH_REQ_APPROVER'],
		]),
	);
	expect(notSupported.map(({ column }) => column)).toEqual([...range(11, 16), ...range(31, 36)]);
});

it('record 370 is in SAP Concur as the file says', async () => {
	await profileAfter(ann, 'ann.ohara@example.com');
	const cells = { 2: '004711', 3: 'Y', 4: 'Y', 5: '1001', ...filled(range(6, 31), () => 'x') };
	const full = record('370', cells);
	expect(unfilled(full)).toEqual([]);
	const { profile, notSupported } = await profileAfter([full], 'ann.ohara@example.com');
	expect(rolesOf(profile)).toEqual(
		expect.arrayContaining(['STATEMENT_USER', 'STATEMENT_APPROVER']),
	);
	expect(profile).toMatchObject({
		[`${spend}:Approver`]: {
			statement: [{ primary: true, approver: { employeeNumber: '1001' } }],
		},
	});
	expect(notSupported.map(({ column }) => column)).toEqual(range(6, 31));
});

it('record 400 gives a role for the group of its segments', async () => {
	await profileAfter(ann, 'ann.ohara@example.com');
	const segments = filled(range(4, 14), (at) => `S${at + 1}`);
	const full = record('400', { 2: '004711', 3: 'ACCT_CLERK', ...segments });
	expect(unfilled(full)).toEqual([]);
	const { profile, notSupported } = await profileAfter([full], 'ann.ohara@example.com');
	const { roles } = profile?.[`${spend}:Role`] as { roles: IDataObject[] };
	expect(roles.find(({ roleName }) => roleName === 'EXP_PROCESSOR')).toMatchObject({
		roleGroups: ['S1-S2-S3-S4-S5-S6-S7-S8-S9-S10'],
	});
	expect(notSupported.map(({ column }) => column)).toEqual(range(4, 14));
});

const temporary = {
	temporaryDelegationFromDate: expect.stringMatching(/^2027-01-01/) as string,
	temporaryDelegationToDate: expect.stringMatching(/^2027-01-31/) as string,
};

it.each([
	[
		'500',
		yes(5, 8),
		{ canPrepare: true, canSubmit: true, canApprove: true, canViewReceipt: true },
		[],
	],
	[
		'550',
		{ ...yes(5, 8), ...yes(12, 16), ...filled([17, 18], () => 'x') },
		{
			...{ canPrepare: true, canSubmit: true, canApprove: true, canViewReceipt: true },
			...{ canReceiveEmail: true, canReceiveApprovalEmail: true, canUseBi: true },
			...{ canSubmitTravelRequest: true, canPrepareForApproval: true },
		},
		[8, 17, 18],
	],
])('record %s gives a delegate beside the others', async (type, more, expected, columns) => {
	await createSecondApprover();
	await profileAfter(
		[...ann, record('500', { 2: '004711', 3: '1004', 4: 'EXP', 5: 'Y' })],
		'ann.ohara@example.com',
	);
	const cells = { 2: '004711', 3: '1001', 4: 'exp', 9: '20270101', 10: '20270131', 11: 'Y' };
	const full = record(type, { ...cells, ...more });
	expect(unfilled(full)).toEqual([]);
	const { profile, notSupported } = await profileAfter([full], 'ann.ohara@example.com');
	const { expense } = profile?.[`${spend}:Delegate`] as { expense: IDataObject[] };
	expect(expense).toHaveLength(2);
	expect(expense).toEqual([
		expect.objectContaining({
			delegate: expect.objectContaining({ employeeNumber: '1004' }) as unknown,
			canPrepare: true,
		}),
		expect.objectContaining({
			delegate: expect.objectContaining({ employeeNumber: '1001' }) as unknown,
			temporaryDelegation: temporary,
			...expected,
		}),
	]);
	expect(notSupported.map(({ column }) => column)).toEqual(columns);
});

const segments = filled(range(4, 14), (at) => `S${at + 1}`);
const group = 'S1-S2-S3-S4-S5-S6-S7-S8-S9-S10';
const limit = { ...segments, 14: 'Y', 15: '5000.00', 16: 'USD' };

it.each([
	['700', '750', 'authorizedApprover', {}],
	['710', '760', 'costObjectApprover', { level: 2 }],
	['720', '750', 'authorizedApprover', { level: 2 }],
])(
	'record %s gives an approval limit, and record %s takes it away',
	async (type, gone, list, more) => {
		const other = record('700', { 2: 'REQ', 3: '004711', 15: '10', 16: 'EUR' }, 3);
		await profileAfter([...ann, other], 'ann.ohara@example.com');
		const level = type === '700' ? {} : { 17: '2' };
		const full = record(type, { 2: 'EXP', 3: '004711', ...limit, ...level });
		expect(unfilled(full)).toEqual([]);
		const given = await profileAfter([full], 'ann.ohara@example.com');
		const known = { approvalType: 'request', approvalGroup: '', approvalLimit: 10 };
		const entry = {
			...{ approvalType: 'report', approvalGroup: group, exceptionApprovalAuthority: true },
			...{ approvalLimit: 5000, reimbursementCurrency: 'USD', ...more },
		};
		const limits = (profile?: IDataObject) =>
			(profile?.[`${spend}:ApproverLimit`] as Record<string, unknown> | undefined) ?? {};
		expect(limits(given.profile)[list]).toEqual(
			expect.arrayContaining([expect.objectContaining(entry)]),
		);
		expect(given.notSupported).toEqual([]);
		const full2 = record(gone, { 2: 'EXP', 3: '004711', ...segments });
		expect(unfilled(full2)).toEqual([]);
		const taken = await profileAfter([full2], 'ann.ohara@example.com');
		expect(limits(taken.profile)).toMatchObject({ authorizedApprover: [known] });
		expect(JSON.stringify(limits(taken.profile))).not.toContain(group);
		expect(taken.notSupported).toEqual([]);
	},
);
