import { describe, expect, it } from 'vitest';
import { checkDocument } from '../../../../nodes/shared/check/checkDocument.ts';
import type { Area, Purpose } from '../../../../nodes/shared/check/purpose.ts';
import { describeIssue } from '../../../../nodes/shared/schema/fieldIssue.ts';

const companyId = '0a1b2c3d-1111-2222-3333-444455556666';
const otherId = '99999999-1111-2222-3333-444455556666';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const spend = 'urn:ietf:params:scim:schemas:extension:spend:2.0';
const travel = 'urn:ietf:params:scim:schemas:extension:travel:2.0:User';
const payroll = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:Payroll';

const person = {
	userName: 'jane.doe@example.com',
	active: true,
	name: { givenName: 'Jane', familyName: 'Doe' },
	emails: [{ type: 'work', value: 'jane.doe@example.com' }],
	[enterprise]: { companyId },
};

const messages = (
	document: Record<string, unknown>,
	purpose: Purpose = 'create',
	area: Area = 'provisioning',
) => checkDocument(document, purpose, { companyId, area }).map(describeIssue);

const onUpdate = (document: Record<string, unknown>) => messages(document, 'update');

describe('what a new person must have', () => {
	it('is enough', () => {
		expect(messages(person)).toEqual([]);
		expect(messages(person, 'replace', 'identity')).toEqual([]);
	});

	it('is named field by field, with a cure', () => {
		expect(messages({}, 'create', 'identity')).toEqual([
			'User name is missing. Give the login name, e.g. jane.doe@example.com.',
			'First name is missing. Give a value.',
			'Last name is missing. Give a value.',
			'Active is missing. Say yes or no.',
			'Company UUID is missing. Give the UUID of the company; it is the one of the credential.',
			'Work email is missing. Give at least one email address.',
		]);
	});

	it('is not asked for again by an update', () => {
		expect(onUpdate({ title: 'Director' })).toEqual([]);
		expect(onUpdate({ [`${spend}:User`]: { ledgerCode: 'DEFAULT' } })).toEqual([]);
		expect(onUpdate({ [travel]: { gender: 'Female' } })).toEqual([]);
	});

	it.each([
		['any email address', { ...person, emails: [{ type: 'home', value: 'j@home.example' }] }],
		['an email without a type', { ...person, emails: [{ value: 'j@home.example' }] }],
		[
			'a manager by employee number',
			{ ...person, [enterprise]: { companyId, manager: { employeeNumber: '7' } } },
		],
		[
			'the company in capitals',
			{ ...person, [enterprise]: { companyId: companyId.toUpperCase() } },
		],
		['a travel profile without a GDS name', { ...person, [travel]: { ruleClass: { id: 1 } } }],
	])('is satisfied by %s', (_, document) => {
		expect(messages(document)).toEqual([]);
	});

	it('includes country, locale and currency as soon as there is any expense data', () => {
		for (const extension of [`${spend}:UserPreference`, `${spend}:Approver`]) {
			const document = { ...person, [extension]: { showTotalOnReport: undefined } };
			expect(
				checkDocument(document, 'create', { companyId, area: 'provisioning' }).map(
					({ fieldId }) => fieldId,
				),
			).toEqual(expect.arrayContaining(['spendCountry', 'spendLocale', 'reimbursementCurrency']));
		}
		expect(messages({ ...person, [`${spend}:User`]: { country: 'DE', locale: 'de-DE' } })).toEqual([
			'Reimbursement currency is missing. Give it too: SAP Concur needs it for every person with expense data.',
		]);
	});

	it('includes the travel rule class as soon as there is any travel data', () => {
		expect(messages({ ...person, [travel]: { gender: 'Male' } })).toEqual([
			'Travel rule class (name or ID) is missing. Give the name or ID of the travel rule class; a travel profile cannot be without it.',
		]);
	});
});

describe('single values', () => {
	it.each([
		[
			{ userName: 'jane' },
			'User name does not look like name@domain (sent: "jane"). Use a login name shaped like an email address, e.g. jane.doe@example.com.',
		],
		[
			{ userName: 'jane+hr@example.com' },
			'User name contains + (sent: "jane+hr@example.com"). SAP Concur does not allow this character here. Leave out +.',
		],
		[
			{ userName: "o'hara#1@example.com" },
			`User name contains ' # (sent: "o'hara#1@example.com"). SAP Concur does not allow these characters here. Leave out ' #.`,
		],
		[
			{ emails: [{ type: 'work', value: 'jane' }] },
			'Work email is not an email address (sent: "jane"). Use an address such as jane.doe@example.com.',
		],
		[
			{ emails: [{ type: 'office', value: 'j@example.com' }] },
			'Email "office": type is not a value that SAP Concur knows (sent: "office"). Use one of work, home, work2, other, other2.',
		],
		[
			{ name: { givenName: 'J'.repeat(33) } },
			`First name is too long: 33 characters (sent: "${'J'.repeat(33)}"). SAP Concur takes at most 32. Shorten it.`,
		],
		[
			{ name: { middleInitial: 'JM' } },
			'Middle initial is too long: 2 characters (sent: "JM"). SAP Concur takes at most 1. Shorten it.',
		],
		[
			{ preferredLanguage: 'de-DE' },
			`Language is not a value that SAP Concur knows (sent: "de-DE"). Use a value of SAP Concur's list, e.g. de. Did you mean "de"?`,
		],
		[
			{ timezone: 'Europe/Berln' },
			`Time zone is not a value that SAP Concur knows (sent: "Europe/Berln"). Use a value of SAP Concur's list, e.g. Europe/Athens, Europe/Berlin, Europe/Helsinki. Did you mean "Europe/Berlin"?`,
		],
		[
			{ addresses: [{ type: 'home', country: 'GERMANY' }] },
			'Home address: country is not a country code (sent: "GERMANY"). Use the two letters of ISO 3166, e.g. DE or US.',
		],
		[
			{ entitlements: ['Expense', 'Expenses'] },
			'Products (Expense, Invoice, Request, Travel) is not a value that SAP Concur knows (sent: "Expenses"). Use one of Expense, Invoice, Request, Travel, Locate, Analytics, Unified Analytics. Did you mean "Expense"?',
		],
		[
			{ [enterprise]: { employeeNumber: '1'.repeat(49) } },
			`Employee number is too long: 49 characters (sent: "${'1'.repeat(49)}"). SAP Concur takes at most 48. Shorten it.`,
		],
		[
			{ [enterprise]: { manager: { value: '1002' } } },
			'Manager (UUID) is not a UUID (sent: "1002"). Use the 36 characters that SAP Concur shows, e.g. 0a1b2c3d-1111-2222-3333-444455556666.',
		],
		[
			{ [enterprise]: { startDate: '1850-01-01T00:00:00Z' } },
			'Start date is outside the years that SAP Concur knows (sent: "1850-01-01T00:00:00Z"). Use a date from 1900-01-01 to 2079-06-06.',
		],
		[
			{ [`${spend}:User`]: { country: 'D' } },
			'Expense country is not a country code (sent: "D"). Use the two letters of ISO 3166, e.g. DE or US.',
		],
		[
			{ [`${spend}:User`]: { reimbursementCurrency: 'EURO' } },
			'Reimbursement currency is not a currency code (sent: "EURO"). Use the three letters of ISO 4217, e.g. EUR or USD.',
		],
		[
			{ [`${spend}:User`]: { locale: 'german' } },
			'Expense locale is not a locale (sent: "german"). Use language, hyphen and country, e.g. de-DE or en-US.',
		],
		[
			{ [`${spend}:User`]: { stateProvince: 'BAY' } },
			'State or province is too long: 3 characters (sent: "BAY"). SAP Concur takes at most 2. Shorten it.',
		],
		[
			{ [`${spend}:User`]: { customData: [{ id: 'custom23', value: 'x' }] } },
			`Custom field "custom23": id is not a value that SAP Concur knows (sent: "custom23"). Use a value of SAP Concur's list, e.g. custom1, custom2, custom3. Did you mean "custom2"?`,
		],
		[
			{ [`${spend}:Approver`]: { report: [{ approver: { value: '7' }, primary: true }] } },
			'Report approver (employee number) is not a UUID (sent: "7"). Use the 36 characters that SAP Concur shows, e.g. 0a1b2c3d-1111-2222-3333-444455556666.',
		],
		[
			{ [travel]: { gender: 'F' } },
			'Gender on travel documents is not a value that SAP Concur knows (sent: "F"). Use one of Female, Male.',
		],
		[
			{ name: { formatted: 'Jane Doe' } },
			'formatted cannot be set (sent: "Jane Doe"). SAP Concur fills it by itself. Leave it out.',
		],
		[
			{ id: otherId },
			`id cannot be set (sent: "${otherId}"). SAP Concur fills it by itself. Leave it out.`,
		],
		[
			{ [travel]: { gendr: 'Female' } },
			'gendr is not an attribute of SAP Concur (sent: "Female"). Correct its name or remove it. Did you mean "gender"?',
		],
		[
			{ [`${spend}:Usr`]: { country: 'DE' } },
			`Usr is not a part of a SAP Concur user (sent: {"country":"DE"}). Remove it. Did you mean "${spend}:User"?`,
		],
		[{ [`${spend}:User`]: {} }, 'Expense profile is empty (sent: {}). Fill it or leave it out.'],
		[
			{ userName: null },
			'User name cannot be removed (sent: null). SAP Concur requires it. Send a new value, or leave it out to keep the present one.',
		],
		[
			{ [`${spend}:User`]: { country: null } },
			'Expense country cannot be removed (sent: null). SAP Concur requires it. Send a new value, or leave it out to keep the present one.',
		],
	])('%j', (document, message) => {
		expect(onUpdate(document)).toEqual([message]);
	});

	it.each([
		['characters are counted, not bytes', { nickName: '😀'.repeat(60) }],
		['a payment method of another page', { [`${spend}:User`]: { reimbursementType: 'PAY_PAL' } }],
		[
			'a report access in the swagger’s words',
			{ [`${spend}:UserPreference`]: { processorReportAccess: 'All reports' } },
		],
		['a locale with a region number', { [`${spend}:User`]: { locale: 'es-419' } }],
		['the legal name, which samples send', { name: { legalName: 'Jane M. Doe' } }],
		[
			'the test user flag, at which Concur only warns',
			{ [`${spend}:User`]: { testEmployee: true } },
		],
		['the own company, which rows carry', { [enterprise]: { companyId } }],
		['a removal', { nickName: null, [`${spend}:User`]: { ledgerCode: null } }],
		['a part of an entry that exists', { emails: [{ type: 'work', verified: true }] }],
		[
			'a list value of the company',
			{ [`${spend}:User`]: { customData: [{ id: 'custom3', value: 'DE-4711' }] } },
		],
		['a value that reading has reported', { active: 'maybe', dateOfBirth: '31.12.1990' }],
	])('lets pass: %s', (_, document) => {
		expect(onUpdate(document)).toEqual([]);
	});
});

describe('company and area', () => {
	it('a new person belongs to the company of the credential', () => {
		expect(messages({ ...person, [enterprise]: { companyId: otherId } })).toEqual([
			`Company UUID is not the credential's company (sent: "${otherId}"). Leave it out, or use the credential of that company. This credential belongs to ${companyId}.`,
		]);
	});

	it('an existing person stays in it', () => {
		expect(onUpdate({ [enterprise]: { companyId: otherId } })).toEqual([
			`Company UUID cannot be changed (sent: "${otherId}"). Leave it out.`,
		]);
	});

	it('expense and travel data belong to the other node', () => {
		const document = {
			...person,
			[`${spend}:User`]: { country: 'DE' },
			[travel]: { gender: 'Male' },
		};
		expect(messages(document, 'create', 'identity')).toEqual([
			'Expense profile cannot be written here (sent: {"country":"DE"}). Use the SAP Concur Provisioning node for expense and travel data.',
			'Travel profile cannot be written here (sent: {"gender":"Male"}). Use the SAP Concur Provisioning node for expense and travel data.',
		]);
	});
});

describe('lists', () => {
	it.each([
		[
			{
				emails: [
					{ type: 'work', value: 'a@b.de' },
					{ type: 'Work', value: 'c@d.de' },
				],
			},
			'Work email is there twice (sent: {"type":"Work","value":"c@d.de"}). SAP Concur takes one of this kind. Remove the other one.',
		],
		[
			{
				[`${spend}:User`]: {
					customData: [
						{ id: 'custom1', value: 'a' },
						{ id: 'custom1', value: 'b' },
					],
				},
			},
			'Custom 1 is there twice (sent: {"id":"custom1","value":"b"}). SAP Concur takes one of this kind. Remove the other one.',
		],
		[
			{
				phoneNumbers: [
					{ type: 'mobile', value: '1', primary: true },
					{ type: 'mobile', value: '2', primary: true },
				],
			},
			'Mobile phone is there twice (sent: {"type":"mobile","value":"2","primary":true}). SAP Concur takes one of this kind. Remove the other one.',
		],
		[
			{
				[`${spend}:Approver`]: {
					report: [
						{ approver: { employeeNumber: '1' }, primary: true },
						{ approver: { employeeNumber: '2' }, primary: true },
					],
				},
			},
			'Report approver (employee number) is there twice (sent: {"approver":{"employeeNumber":"2"},"primary":true}). SAP Concur takes one of this kind. Remove the other one.',
		],
		[
			{ phoneNumbers: [{ value: '123' }] },
			'Phone: type is missing. SAP Concur requires it in each entry. Add it, or leave out the whole entry.',
		],
		[
			{
				emergencyContacts: [
					{ name: 'A', relationship: 'Spouse' },
					{ name: 'B', relationship: 'Parent' },
				],
			},
			'Emergency contact has too many entries: 2 (sent: 2). SAP Concur takes at most 1. Remove the others.',
		],
	])('%j', (document, message) => {
		const found = onUpdate(document);
		expect(found).toEqual([message]);
	});

	it('mobile phones may repeat', () => {
		const phoneNumbers = [
			{ type: 'mobile', value: '1', primary: true },
			{ type: 'mobile', value: '2' },
			{ type: 'mobile', value: '3', primary: false },
		];
		expect(onUpdate({ phoneNumbers })).toEqual([]);
	});

	it('a new entry has all that Concur requires', () => {
		const document = {
			...person,
			[`${spend}:User`]: { country: 'DE', locale: 'de-DE', reimbursementCurrency: 'EUR' },
			[payroll]: { adp: { companyCode: 'A1' } },
			emergencyContacts: [{ name: 'Kim' }],
			emails: [{ type: 'work' }],
		};
		expect(messages(document)).toEqual([
			'Work email is missing. SAP Concur requires it in each entry. Add it, or leave out the whole entry.',
			'Emergency contact: relationship is missing. SAP Concur requires it in each entry. Add it, or leave out the whole entry.',
			'Work email is missing. Give at least one email address.',
			'ADP deduction code is missing. Give it too: SAP Concur takes company code, deduction code and file number together.',
			'ADP employee file number is missing. Give it too: SAP Concur takes company code, deduction code and file number together.',
		]);
	});
});

describe('roles', () => {
	const withRoles = (...names: string[]) => ({
		[`${spend}:Role`]: { roles: names.map((roleName) => ({ roleName, roleGroups: [] })) },
	});
	const newWithRoles = (...names: string[]) => ({
		...person,
		[`${spend}:User`]: { country: 'DE', locale: 'de-DE', reimbursementCurrency: 'EUR' },
		...withRoles(...names),
	});

	it.each([
		[
			'EXP_APROVER',
			`Roles names a role that SAP Concur does not know (sent: "EXP_APROVER"). Use a role's code or name, e.g. EXP_APPROVER or Expense Approver. Did you mean "EXP_APPROVER"?`,
		],
		[
			'REPORTING_CAS_ANALYST',
			'Roles names a role that SAP has retired: CAS Analyst (sent: "REPORTING_CAS_ANALYST"). Leave it out.',
		],
		[
			'EXP_USER',
			'Roles names a role that comes with a product (sent: "EXP_USER"). Add Expense to Products instead and leave this role out.',
		],
	])('%s cannot be given', (roleName, message) => {
		expect(onUpdate(withRoles(roleName))).toEqual([message]);
	});

	it('exclude each other', () => {
		expect(onUpdate(withRoles('EXP_PROCESSOR', 'EXP_PROCESSOR_AUDIT'))).toEqual([
			'Role: Expense Processor cannot be held together with Expense Processor (Audit) (sent: "EXP_PROCESSOR"). Give either Expense Processor or Expense Processor (Audit).',
		]);
	});

	it('do not exclude one that is taken away', () => {
		const roles = [
			{ roleName: 'EXP_PROCESSOR', roleGroups: [] },
			{ roleName: 'EXP_PROCESSOR_AUDIT', roleGroups: null },
		];
		expect(onUpdate({ [`${spend}:Role`]: { roles } })).toEqual([]);
	});

	it('need others, which a new person must get too', () => {
		expect(messages(newWithRoles('STATEMENT_APPROVER'))).toEqual([
			'Role: Company Bill Statement Approver needs the role Expense Approver too (sent: "STATEMENT_APPROVER"). Give Expense Approver as well.',
		]);
		expect(messages(newWithRoles('STATEMENT_APPROVER', 'EXP_APPROVER'))).toEqual([]);
	});

	it('need others, which an existing person may hold already', () => {
		expect(onUpdate(withRoles('STATEMENT_APPROVER'))).toEqual([]);
	});

	it('count what a product grants', () => {
		expect(messages({ ...newWithRoles('STATEMENT_USER'), entitlements: ['Expense'] })).toEqual([]);
		expect(messages(newWithRoles('STATEMENT_USER'))).toHaveLength(1);
	});
});

describe('leaves of absence', () => {
	const leaves = (...list: unknown[]) => onUpdate({ [enterprise]: { leavesOfAbsence: list } });

	it('start before they end', () => {
		expect(leaves({ startDate: '2026-02-01', endDate: '2026-02-01' })).toEqual([
			'Leave of absence: end date is not after its start date 2026-02-01 (sent: "2026-02-01"). A leave of absence starts before it ends. Correct one of the two dates.',
		]);
	});

	it('do not overlap', () => {
		expect(
			leaves(
				{ startDate: '2026-05-01', endDate: '2026-06-01' },
				{ startDate: '2026-02-01', endDate: '2026-05-01' },
			),
		).toEqual([
			'Leave of absence: start date lies inside the leave that starts on 2026-02-01 (sent: "2026-05-01"). Leaves of absence must not overlap. End the first one before.',
		]);
	});

	it('may be open only at the end', () => {
		expect(leaves({ startDate: '2026-02-01' })).toEqual([]);
		expect(leaves({ startDate: '2026-02-01' }, { startDate: '2026-05-01' })).toHaveLength(1);
	});
});
