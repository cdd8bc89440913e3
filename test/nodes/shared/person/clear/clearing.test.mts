// A word that clears, field by field: what SAP Concur then has, and which fields refuse it.
import difference from 'lodash/difference.js';
import isEmpty from 'lodash/isEmpty.js';
import isEqual from 'lodash/isEqual.js';
import omit from 'lodash/omit.js';
import pickBy from 'lodash/pickBy.js';
import uniq from 'lodash/uniq.js';
import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusedRemovals } from '../../../../../nodes/shared/person/clear/refusedRemovals.ts';
import { changesIn, type Change } from '../../../../../nodes/shared/person/compare/changesIn.ts';
import { toFlatFields } from '../../../../../nodes/shared/person/flatRow.ts';
import { toPatchOperations } from '../../../../../nodes/shared/person/patchOperations.ts';
import { toUserDocument, withoutNulls } from '../../../../../nodes/shared/person/userDocument.ts';
import { urn } from '../../../../../nodes/shared/schema/attributes.ts';
import { fieldsById, flatFields } from '../../../../../nodes/shared/schema/flatFields.ts';
import type { Json } from '../../../../simulator/provisioning/provisioningClient.mts';
import { issueText } from '../../issueText.mts';
import { documentOf, everyPart, startCompany, type Company } from '../companyOfRows.mts';
import { everyField, rowWith, type Row } from '../everyField.mts';

const word = 'CLEAR';

/** Fields that clear only together with others. */
const together: Record<string, string[]> = {
	middleInitial: ['middleName'],
	emergencyContactRelationship: ['emergencyContactName'],
	adpCompanyCode: ['adpDeductionCode', 'adpEmployeeFileNumber'],
	adpDeductionCode: ['adpCompanyCode', 'adpEmployeeFileNumber'],
	adpEmployeeFileNumber: ['adpCompanyCode', 'adpDeductionCode'],
	reportApprovalLimitCurrency: ['reportApprovalLimit'],
	requestApprovalLimitCurrency: ['requestApprovalLimit'],
	invoiceApprovalLimitCurrency: ['invoiceApprovalLimit'],
	purchaseRequestApprovalLimitCurrency: ['purchaseRequestApprovalLimit'],
};

/** What goes along, because it says something about the cleared value only. */
const alongWith: Record<string, string[]> = {
	workEmail: ['workEmailVerified', 'workEmailNotifications'],
	workPhone: ['workPhoneExtension'],
	mobilePhone: ['mobilePhoneCountry', 'mobilePhoneNotifications'],
};

/** A row that clears a field, and what goes with it. */
function clearingRow(fieldId: string): Row {
	const ids = [fieldId, ...(together[fieldId] ?? [])];
	if (/^emergencyContact(Name|Relationship)$/.test(fieldId))
		ids.push(...Object.keys(everyField).filter((id) => /^emergencyContact/.test(id)));
	if (/ApprovalLimit$/.test(fieldId)) ids.push(`${fieldId}Currency`);
	if (fieldId === 'middleName') ids.push('middleInitial');
	const leave = /^leave(End|Type)/.test(fieldId)
		? { leaveStartDate: everyField.leaveStartDate }
		: {};
	return { ...leave, ...Object.fromEntries(ids.map((id) => [id, word])) };
}

const refusal = (fieldId: string) =>
	toUserDocument(clearingRow(fieldId), undefined, { zone: 'utc', clearWith: word })
		.issues.filter((issue) => issue.fieldId === fieldId)
		.map(issueText);

const clearable = flatFields.map(({ id }) => id).filter((id) => refusal(id).length === 0);

it('is refused by what SAP Concur requires, fills in again, or has as yes or no', () => {
	const refused = flatFields.filter(({ id }) => !clearable.includes(id));
	const others = refused.filter(
		({ rules, valueKind }) => rules.type !== 'boolean' && valueKind !== 'product',
	);
	expect(others.map(({ id }) => id)).toEqual([
		...[
			'userName',
			'givenName',
			'familyName',
			'displayName',
			'preferredLanguage',
			'timezone',
			'userUuid',
		],
		...['companyId', 'employeeNumber', 'startDate', 'leaveStartDate', 'entitlements'],
		...[
			'spendCountry',
			'spendLocale',
			'reimbursementCurrency',
			'processorReportAccess',
			'travelRuleClass',
		],
	]);
	expect(
		refused
			.flatMap(({ id }) => refusal(id))
			.filter((text) => !/ cannot be cleared \(sent: "CLEAR"\)\. \w/.test(text)),
	).toEqual([]);
});

describe('what SAP Concur has afterwards', () => {
	const isRole = (id: string) => fieldsById.get(id)?.valueKind === 'role';
	/** Fields that are cleared from one user: of each list of fields in a row, such as those of an address, one. */
	const cleared = new Map<string, string[]>();
	for (const [index, id] of clearable.entries()) {
		const isAlone = isRole(id) || id === 'roles' || id.startsWith('emergencyContact');
		const user = isAlone ? id : `user${index % 12}`;
		cleared.set(user, [...(cleared.get(user) ?? []), id]);
	}
	const users = [...cleared.keys()];

	let company: Company;
	let before: Awaited<ReturnType<Company['read']>>;
	let after: typeof before;

	/** All fields, but of roles, which need each other. */
	const rowOf = (user: string): Row =>
		isRole(user) ? rowWith(user) : pickBy(everyField, (_, id) => user === 'roles' || !isRole(id));
	const clearingRowOf = (user: string): Row =>
		Object.assign({}, ...(cleared.get(user) ?? []).map(clearingRow)) as Row;
	const operations = (user: string, found: typeof before) =>
		toPatchOperations(documentOf(clearingRowOf(user), word), found.get(user), everyPart);

	beforeAll(async () => {
		company = await startCompany();
		await company.create(new Map(users.map((user) => [user, rowOf(user)])));
		before = await company.read();
		await company.patch(new Map(users.map((user) => [user, operations(user, before)])));
		after = await company.read();
	}, 60_000);
	afterAll(() => company.close());

	/** The cleared fields, and what says something about the cleared value only. */
	function goneWith(user: string): string[] {
		if (user === 'roles') return Object.keys(everyField).filter(isRole);
		const ids = Object.keys(pickBy(clearingRowOf(user), (sent) => sent === word));
		return uniq(
			ids.flatMap((id) => [id === 'manager' ? 'managerId' : id, ...(alongWith[id] ?? [])]),
		);
	}

	it.each([...cleared])('%s: nothing of %j, and all else as it was', (user) => {
		const [old = {}, now = {}] = [before, after].map((found) =>
			toFlatFields(found.get(user) as IDataObject),
		);
		const gone = difference(Object.keys(old), Object.keys(now));
		const changed = Object.keys(now).filter((id) => id !== 'roles' && !isEqual(old[id], now[id]));
		expect({ gone: gone.sort(), changed }).toEqual({ gone: goneWith(user).sort(), changed: [] });
	});

	it('roles that come with a product stay', () => {
		const { roles } = toFlatFields(after.get('roles') as IDataObject);
		expect(roles).toEqual(['EXP_USER', 'INV_PMT_USER', 'REQ_USER']);
	});

	it('and once it is cleared, there is nothing to send', () => {
		expect(users.filter((user) => operations(user, after).length > 0)).toEqual([]);
	});

	it('each change says what it was', () => {
		const told = users.map((user) => {
			const changes = changesIn(operations(user, before), before.get(user) as Json);
			const isTold = ({ from, to, field }: Change) =>
				from !== null && (to === null || field === 'roles');
			return [user, changes.filter(isTold).map(({ field }) => field)];
		});
		const expected = users.map((user) => [
			user,
			isRole(user) || user === 'roles' ? ['roles'] : goneWith(user),
		]);
		expect(sorted(told)).toEqual(sorted(expected));
	});

	const sorted = (lists: (string | string[])[][]) =>
		lists.map(([user, ids]) => [user, [...(ids as string[])].sort()]);
});

it('a new user simply has none of what is cleared', () => {
	const kept = clearable.filter((id) => {
		const made = withoutNulls(documentOf(clearingRow(id), word) as IDataObject);
		const data = omit(made, 'schemas');
		return !isEmpty(/^leave/.test(id) ? omit(data, urn.enterprise) : data);
	});
	expect(kept).toEqual([]);
});

describe('the word', () => {
	const read = (flat: Row, clearWith: string, additional?: Row) =>
		toUserDocument(flat, additional, { zone: 'utc', clearWith });

	it.each([
		['CLEAR', ' clear\u00a0'],
		['<clear>', '<Clear>'],
		['-', '-'],
		['  x ', 'X'],
		['0', 0],
		['löschen', 'LÖSCHEN'],
	])('%j clears by %j', (clearWith, sent) => {
		expect(read({ title: sent }, clearWith).document).toMatchObject({ title: null });
	});

	it.each(['', '   '])('is none when it is %j: an empty cell changes nothing', (clearWith) => {
		const { document, issues } = read({ title: '', nickName: 'CLEAR' }, clearWith);
		expect(document).toEqual({ schemas: [urn.core], nickName: 'CLEAR' });
		expect(issues).toEqual([]);
	});

	it('is only the whole cell', () => {
		expect(read({ title: 'CLEAR all', nickName: 'Clear, Kim' }, word).document).toMatchObject({
			title: 'CLEAR all',
			nickName: 'Clear, Kim',
		});
	});

	it('clears in the JSON field, too, because an expression can put a cell there', () => {
		const additional = {
			nickName: 'Clear',
			phoneNumbers: [{ type: 'work', value: 'CLEAR' }],
			[urn.spendUser]: { ledgerCode: 'clear' },
			entitlements: ['Expense'],
		};
		expect(read({}, word, additional)).toMatchObject({
			document: {
				nickName: null,
				phoneNumbers: [{ type: 'work', value: null }],
				[urn.spendUser]: { ledgerCode: null },
				entitlements: ['Expense'],
			},
			issues: [],
		});
	});

	it('says nothing about the order of day and month in its column', () => {
		const column = ['13/02/2026', '05/01/2026', '-', 'CLEAR'];
		const { document, issues } = toUserDocument(
			{ startDate: '05/01/2026', terminationDate: 'CLEAR' },
			undefined,
			{
				zone: 'utc',
				clearWith: word,
				columnOf: () => column,
			},
		);
		expect(issues).toEqual([]);
		expect(document[urn.enterprise]).toEqual({
			startDate: '2026-01-05T00:00:00Z',
			terminationDate: null,
		});
	});

	it('is no second word in a column of x', () => {
		const surroundings = { zone: 'utc', clearWith: word, columnOf: () => ['x', '', 'CLEAR', 'x'] };
		expect(
			toUserDocument({ roleExpenseApprover: 'x' }, undefined, surroundings).document,
		).toMatchObject({
			[urn.role]: { roles: [{ roleName: 'EXP_APPROVER', roleGroups: [] }] },
		});
	});
});

describe('what contradicts itself is refused', () => {
	const says = (flat: Row) =>
		toUserDocument(flat, undefined, { zone: 'utc', clearWith: word }).issues.map(issueText);

	it.each<[Row, string]>([
		[
			{ userName: word },
			'User name cannot be cleared (sent: "CLEAR"). SAP Concur requires it for every user. Send a new value, or leave the cell blank to keep the current one.',
		],
		[{ active: word }, 'Active cannot be cleared (sent: "CLEAR"). Send yes or no.'],
		[
			{ expenseUser: word },
			'Product: Expense cannot be cleared (sent: "CLEAR"). Remove a product in SAP Concur itself.',
		],
		[
			{ middleInitial: word },
			'Middle initial cannot be cleared alone (sent: "CLEAR"). Clear Middle name, too.',
		],
		[
			{ adpCompanyCode: word },
			'ADP company code cannot be cleared alone (sent: "CLEAR"). Clear ADP deduction code and ADP employee file number, too.',
		],
		[
			{ reportApprovalLimitCurrency: word, reportApprovalLimit: 5 },
			'Report approval limit: currency cannot be cleared alone (sent: "CLEAR"). Clear Report approval limit, too.',
		],
		[
			{ leaveEndDate: word },
			'Leave of absence: end date cannot be cleared alone (sent: "CLEAR"). Send Leave of absence: start date, too: it says which leave is meant.',
		],
		[
			{ leaveStartDate: word },
			'Leave of absence: start date cannot be cleared (sent: "CLEAR"). Send an end date to end a leave. To remove all leaves, send null for leavesOfAbsence in \'Additional Attributes (JSON)\'.',
		],
		[
			{ emergencyContactName: word, emergencyContactPhone: '1' },
			'Emergency contact: name cannot be cleared beside Emergency contact: phone (sent: "CLEAR"). Correct one of the two.',
		],
		[
			{ roles: word, roleExpenseApprover: 'yes' },
			'Roles cannot be cleared beside Role: Expense Approver (sent: "CLEAR"). Correct one of the two.',
		],
	])('%j', (flat, expected) => {
		expect(says(flat)).toEqual([expected]);
	});

	it('but not what only says something about the cleared value', () => {
		const row = {
			workPhone: word,
			workPhoneExtension: '12',
			reportApprovalLimit: word,
			reportApprovalLimitCurrency: 'EUR',
		};
		const { notices, issues, document } = toUserDocument(row, undefined, {
			zone: 'utc',
			clearWith: word,
		});
		expect(issues).toEqual([]);
		expect(notices).toEqual([
			'Work phone: extension: not sent, because Work phone is cleared',
			'Report approval limit: currency: not sent, because Report approval limit is cleared',
		]);
		expect(document.phoneNumbers).toEqual([{ type: 'work', value: null, workExtension: null }]);
	});

	it('nor a no to a role among roles that are all cleared', () => {
		expect(says({ roles: word, roleExpenseApprover: 'no', roleBudgetOwner: word })).toEqual([]);
	});
});

describe('what only SAP Concur knows', () => {
	const approver = (number: string, primary: boolean) => ({
		approver: { employeeNumber: number },
		primary,
	});
	const emails = [{ type: 'work', value: 'jane@example.com' }];

	it.each<[Row, Json, string[]]>([
		[
			{ workEmail: word },
			{ emails },
			[
				'Work email cannot be cleared, because it is the only email address of the user. Send a new value, or leave the cell blank to keep the current one.',
			],
		],
		[{ workEmail: word }, { emails: [...emails, { type: 'home', value: 'j@home.example' }] }, []],
		[{ workEmail: word, homeEmail: 'j@home.example' }, { emails }, []],
		[{ workEmail: word }, {}, []],
		[{ homeEmail: word }, { emails }, []],
		[
			{ reportApprover: word },
			{ [urn.approver]: { report: [approver('1', true), approver('2', false)] } },
			[
				'Report approver cannot be cleared, because 2 approves beside the primary approver. Send another approver, or remove both in SAP Concur itself.',
			],
		],
		[{ reportApprover: word }, { [urn.approver]: { report: [approver('1', true)] } }, []],
		[{ reportApprover: word }, { [urn.approver]: { report: [approver('2', false)] } }, []],
	])('%j of %j', (flat, existing, expected) => {
		expect(refusedRemovals(documentOf(flat, word), existing).map(issueText)).toEqual(expected);
	});
});
