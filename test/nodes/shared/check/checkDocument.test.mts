import { describe, expect, it } from 'vitest';
import { checkHeldRoles } from '../../../../nodes/shared/check/checkRoles.ts';
import { checkDocument } from '../../../../nodes/shared/check/checkDocument.ts';
import type { Area, Purpose } from '../../../../nodes/shared/check/purpose.ts';
import { toUserDocument } from '../../../../nodes/shared/person/userDocument.ts';
import {
	addAttributes,
	addPart,
	cannotBeChanged,
	correctName,
	enterAdp,
	enterEmail,
	enterExpense,
	enterLoginName,
	enterRuleClass,
	enterValue,
	isForProvisioning,
	isMissing,
	isNotAttribute,
	isNotCountry,
	isNotCurrency,
	isNotEmail,
	isNotLanguage,
	isNotLocale,
	isNotState,
	isNotTimeZone,
	isNotUuid,
	isOtherCompany,
	isReadOnly,
	isRequired,
	isTooLong,
	isTwice,
	isUnknownRole,
	isUnknownValue,
	mustBeLoginName,
	oneNameOnly,
	removeOne,
	removeReadOnly,
	sendNewValue,
	useAtMost,
	useCity,
	useCountry,
	useCurrency,
	useEmail,
	useLocale,
	useLoginName,
	useProvisioning,
	useRole,
	useState,
	useUserUuid,
} from '../../badInputs/valueSentences.mts';
import { issueText } from '../issueText.mts';

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
) => checkDocument(document, purpose, { companyId, area }).map(issueText);

const onUpdate = (document: Record<string, unknown>) => messages(document, 'update');

describe('what a new person must have', () => {
	it('is enough', () => {
		expect(messages(person)).toEqual([]);
		expect(messages(person, 'replace', 'identity')).toEqual([]);
	});

	it('is named field by field, with a cure', () => {
		expect(messages({}, 'create', 'identity')).toEqual([
			`User name ${isMissing}. ${enterLoginName}`,
			`First name ${isMissing}. ${enterValue}`,
			`Last name ${isMissing}. ${oneNameOnly}`,
			`Active ${isMissing}. Enter yes or no.`,
			`Company UUID ${isMissing}. Enter the UUID of the credential's company.`,
			`Work email ${isMissing}. ${enterEmail}`,
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
			`Reimbursement currency ${isMissing}. ${enterExpense}`,
		]);
	});

	it('includes the travel rule class as soon as there is any travel data', () => {
		expect(messages({ ...person, [travel]: { gender: 'Male' } })).toEqual([
			`Travel rule class (name or ID) ${isMissing}. ${enterRuleClass}`,
		]);
	});
});

describe('single values', () => {
	it.each([
		[{ userName: 'jane' }, `User name ${mustBeLoginName} (sent: "jane"). ${useLoginName}`],
		[
			{ userName: 'jane+hr@example.com' },
			'User name contains "+", which is not allowed (sent: "jane+hr@example.com"). Remove this character.',
		],
		[
			{ userName: 'o&hara#1@example.com' },
			'User name contains "&" "#", which are not allowed (sent: "o&hara#1@example.com"). Remove these characters.',
		],
		[
			{ emails: [{ type: 'work', value: 'jane' }] },
			`Work email ${isNotEmail} (sent: "jane"). ${useEmail}`,
		],
		[
			{ emails: [{ type: 'office', value: 'j@example.com' }] },
			`Email "office": type ${isUnknownValue} (sent: "office"). Use one of work, home, work2, other, other2.`,
		],
		[
			{ name: { givenName: 'J'.repeat(33) } },
			`First name ${isTooLong(33)} (sent: "${'J'.repeat(33)}"). ${useAtMost(32)}`,
		],
		[
			{ name: { middleInitial: 'JM' } },
			`Middle initial ${isTooLong(2)} (sent: "JM"). ${useAtMost(1)}`,
		],
		[{ preferredLanguage: 'de-AT' }, `Language ${isNotLanguage} (sent: "de-AT"). Use "de".`],
		[
			{ timezone: 'Europe/Berln' },
			`Time zone ${isNotTimeZone} (sent: "Europe/Berln"). ${useCity} Did you mean "Europe/Berlin"?`,
		],
		[
			{ addresses: [{ type: 'home', country: 'GERMANY' }] },
			`Home address: country ${isNotCountry} (sent: "GERMANY"). ${useCountry}`,
		],
		[
			{ entitlements: ['Expense', 'Expenses'] },
			`Products (Expense, Invoice, Request, Travel) ${isUnknownValue} (sent: "Expenses"). Use one of Expense, Invoice, Request, Travel, Locate, Analytics, Unified Analytics. Did you mean "Expense"?`,
		],
		[
			{ [enterprise]: { employeeNumber: '1'.repeat(49) } },
			`Employee number ${isTooLong(49)} (sent: "${'1'.repeat(49)}"). ${useAtMost(48)}`,
		],
		[
			{ [enterprise]: { manager: { value: '1002' } } },
			`Manager (UUID) ${isNotUuid} (sent: "1002"). ${useUserUuid}`,
		],
		[
			{ [enterprise]: { startDate: '1850-01-01T00:00:00Z' } },
			'Start date is out of range (sent: "1850-01-01T00:00:00Z"). Use a date from 1900-01-01 to 2079-06-06.',
		],
		[
			{ [`${spend}:User`]: { country: 'D' } },
			`Expense country ${isNotCountry} (sent: "D"). ${useCountry}`,
		],
		[
			{ [`${spend}:User`]: { reimbursementCurrency: 'EURO' } },
			`Reimbursement currency ${isNotCurrency} (sent: "EURO"). ${useCurrency}`,
		],
		[
			{ [`${spend}:User`]: { locale: 'german' } },
			`Expense locale ${isNotLocale} (sent: "german"). ${useLocale}`,
		],
		[
			{ [`${spend}:User`]: { stateProvince: 'BAY' } },
			`Expense state or province ${isNotState} (sent: "BAY"). ${useState}`,
		],
		[
			{ [`${spend}:User`]: { customData: [{ id: 'custom23', value: 'x' }] } },
			`Custom field "custom23": id ${isUnknownValue} (sent: "custom23"). Use a value from SAP Concur's list, such as custom1, custom2, custom3. Did you mean "custom2"?`,
		],
		[
			{ [`${spend}:Approver`]: { report: [{ approver: { value: '7' }, primary: true }] } },
			`Report approver ${isNotUuid} (sent: "7"). ${useUserUuid}`,
		],
		[
			{ [travel]: { gender: 'F' } },
			`Gender on travel documents ${isUnknownValue} (sent: "F"). Use one of Female, Male.`,
		],
		[
			{ name: { formatted: 'Jane Doe' } },
			`formatted ${isReadOnly} (sent: "Jane Doe"). ${removeReadOnly}`,
		],
		[{ id: otherId }, `id ${isReadOnly} (sent: "${otherId}"). ${removeReadOnly}`],
		[
			{ [travel]: { gendr: 'Female' } },
			`Travel profile: gendr ${isNotAttribute} (sent: "Female"). ${correctName} Did you mean "gender"?`,
		],
		[
			{ [`${spend}:Usr`]: { country: 'DE' } },
			`spend:2.0:Usr ${isNotAttribute} (sent: {"country":"DE"}). ${correctName} Did you mean "${spend}:User"?`,
		],
		[{ [`${spend}:User`]: {} }, `Expense profile is empty (sent: {}). ${addAttributes}`],
		[{ userName: null }, `User name ${isRequired} (sent: null). ${sendNewValue}`],
		[
			{ [`${spend}:User`]: { country: null } },
			`Expense country ${isRequired} (sent: null). ${sendNewValue}`,
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
			`Company UUID ${isOtherCompany} (sent: "${otherId}"). Leave it out, or use a credential for that company. This credential is for ${companyId}.`,
		]);
	});

	it('an existing person stays in it', () => {
		expect(onUpdate({ [enterprise]: { companyId: otherId } })).toEqual([
			`Company UUID ${cannotBeChanged} (sent: "${otherId}"). Leave it out.`,
		]);
	});

	it('expense and travel data belong to the other node', () => {
		const document = {
			...person,
			[`${spend}:User`]: { country: 'DE' },
			[travel]: { gender: 'Male' },
		};
		expect(messages(document, 'create', 'identity')).toEqual([
			`Expense profile ${isForProvisioning} (sent: {"country":"DE"}). ${useProvisioning}`,
			`Travel profile ${isForProvisioning} (sent: {"gender":"Male"}). ${useProvisioning}`,
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
			`Work email ${isTwice} (sent: {"type":"Work","value":"c@d.de"}). ${removeOne}`,
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
			`Custom 1 ${isTwice} (sent: {"id":"custom1","value":"b"}). ${removeOne}`,
		],
		[
			{
				phoneNumbers: [
					{ type: 'mobile', value: '1', primary: true },
					{ type: 'mobile', value: '2', primary: true },
				],
			},
			`Mobile phone ${isTwice} (sent: {"type":"mobile","value":"2","primary":true}). ${removeOne}`,
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
			`Report approver ${isTwice} (sent: {"approver":{"employeeNumber":"2"},"primary":true}). ${removeOne}`,
		],
		[{ phoneNumbers: [{ value: '123' }] }, `Phone: type ${isMissing}. ${addPart}`],
		[
			{
				emergencyContacts: [
					{ name: 'A', relationship: 'Spouse' },
					{ name: 'B', relationship: 'Parent' },
				],
			},
			'Emergency contact has too many entries: 2 (sent: 2). Send at most 1.',
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

	it('a new entry has all that SAP Concur requires', () => {
		const document = {
			...person,
			[`${spend}:User`]: { country: 'DE', locale: 'de-DE', reimbursementCurrency: 'EUR' },
			[payroll]: { adp: { companyCode: 'A1' } },
			emergencyContacts: [{ name: 'Kim' }],
			emails: [{ type: 'work' }],
		};
		expect(messages(document)).toEqual([
			`Work email ${isMissing}. ${addPart}`,
			`Emergency contact: relationship ${isMissing}. ${addPart}`,
			`Work email ${isMissing}. ${enterEmail}`,
			`ADP deduction code ${isMissing}. ${enterAdp}`,
			`ADP employee file number ${isMissing}. ${enterAdp}`,
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
			`Roles ${isUnknownRole} (sent: "EXP_APROVER"). ${useRole} Did you mean "EXP_APPROVER"?`,
		],
		[
			'REPORTING_CAS_ANALYST',
			'Roles includes a role that SAP has retired: CAS Analyst (sent: "REPORTING_CAS_ANALYST"). Remove it.',
		],
	])('%s cannot be given', (roleName, message) => {
		expect(onUpdate(withRoles(roleName))).toEqual([message]);
	});

	it('of a product cannot be given to a new user; for an update, SAP Concur is asked whether the user has it', () => {
		const message =
			'Roles includes a role that comes with a product (sent: "EXP_USER"). Add Expense to Products. The role comes with it.';
		expect(messages(newWithRoles('EXP_USER'), 'create')).toEqual([message]);
		expect(onUpdate(withRoles('EXP_USER'))).toEqual([]);
	});

	it('exclude each other', () => {
		expect(onUpdate(withRoles('EXP_PROCESSOR', 'EXP_PROCESSOR_AUDIT'))).toEqual([
			'Role: Expense Processor cannot be combined with Expense Processor (Audit) (sent: "EXP_PROCESSOR"). Assign either Expense Processor or Expense Processor (Audit).',
		]);
	});

	it('do not exclude one that is taken away', () => {
		const roles = [
			{ roleName: 'EXP_PROCESSOR', roleGroups: [] },
			{ roleName: 'EXP_PROCESSOR_AUDIT', roleGroups: null },
		];
		expect(onUpdate({ [`${spend}:Role`]: { roles } })).toEqual([]);
	});

	const role = (roleName: string, roleGroups: string[] | null = []) => ({ roleName, roleGroups });
	it.each([
		[
			'one that excludes a held one',
			[role('EXP_PROCESSOR_AUDIT')],
			['EXP_PROCESSOR'],
			'cannot be combined with Expense Processor, which the user has in SAP Concur',
		],
		[
			'the same, by name and in place of it',
			[role('EXP_PROCESSOR_AUDIT'), role('EXP_PROCESSOR', null)],
			['EXP_PROCESSOR'],
			undefined,
		],
		[
			'one that is held with one that it excludes',
			[role('EXP_PROCESSOR')],
			['EXP_PROCESSOR', 'EXP_PROCESSOR_AUDIT'],
			undefined,
		],
		[
			'one without what it requires',
			[role('REQ_EVENT_ADMIN')],
			['EXP_USER'],
			'requires the role Request Proxy Logon, which the user does not have',
		],
		['one with what it requires', [role('REQ_EVENT_ADMIN')], ['REQ_PROXY_USER'], undefined],
		[
			'one whose requirement comes along',
			[role('REQ_EVENT_ADMIN'), role('REQ_PROXY_USER')],
			[],
			undefined,
		],
		[
			'one whose requirement goes',
			[role('REQ_EVENT_ADMIN'), role('REQ_PROXY_USER', null)],
			['REQ_PROXY_USER'],
			'requires the role Request Proxy Logon, which the user does not have',
		],
		['none', [], ['EXP_PROCESSOR', 'EXP_PROCESSOR_AUDIT'], undefined],
	])('are compared with those of the user: %s', (_, roles, held, problem) => {
		const existing = { [`${spend}:Role`]: { roles: held.map((roleName) => role(roleName)) } };
		const found = checkHeldRoles({ [`${spend}:Role`]: { roles } }, existing);
		expect(found.map((issue) => issue.problem)).toEqual([problem ?? []].flat());
		expect(found.every(({ cure, label }) => cure !== '' && label.startsWith('Role'))).toBe(true);
	});

	it('need others, which a new person must get too', () => {
		expect(messages(newWithRoles('STATEMENT_APPROVER'))).toEqual([
			'Role: Company Bill Statement Approver requires the role Expense Approver (sent: "STATEMENT_APPROVER"). Assign Expense Approver too.',
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
			'Leave of absence: end date must be after the start date, 2026-02-01 (sent: "2026-02-01"). Correct one of the two dates.',
		]);
	});

	it('do not overlap', () => {
		expect(
			leaves(
				{ startDate: '2026-05-01', endDate: '2026-06-01' },
				{ startDate: '2026-02-01', endDate: '2026-05-01' },
			),
		).toEqual([
			'Leave of absence: start date falls within the leave that starts on 2026-02-01 (sent: "2026-05-01"). End the first leave before the next one starts.',
		]);
	});

	it.each(['46027', 'today', '5. Mai 2026'])(
		'are not said to end too early when the start %j could not be read',
		(startDate) => {
			const { document } = toUserDocument({
				leaveStartDate: startDate,
				leaveEndDate: '2026-06-01',
			});
			expect(onUpdate(document)).toEqual([]);
		},
	);

	it('may be open only at the end', () => {
		expect(leaves({ startDate: '2026-02-01' })).toEqual([]);
		expect(leaves({ startDate: '2026-02-01' }, { startDate: '2026-05-01' })).toHaveLength(1);
	});
});

it('an unknown part of a value is reported with the label of its field, where it has one', () => {
	const document = {
		...person,
		[travel]: { ruleClass: { name: 'A' }, groups: [{ employeeNumber: '1001' }] },
	};
	const [unknown] = checkDocument(document, 'create', { companyId, area: 'provisioning' });
	expect(unknown).toMatchObject({
		fieldId: 'travelGroups',
		label: 'Travel groups (IDs)',
		problem: isNotAttribute,
	});
});
