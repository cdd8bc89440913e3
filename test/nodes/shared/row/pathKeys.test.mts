// Keys of the JSON field that are paths, read as what they stand for.
import omit from 'lodash/omit.js';
import { describe, expect, it } from 'vitest';
import { toUserDocument } from '../../../../nodes/shared/person/userDocument.ts';
import { problemOf } from '../../../../nodes/shared/schema/fieldIssue.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const spend = 'urn:ietf:params:scim:schemas:extension:spend:2.0:User';
const role = 'urn:ietf:params:scim:schemas:extension:spend:2.0:Role';

function read(additional: object, flat: object = {}) {
	const { document, issues } = toUserDocument(flat as never, additional as never);
	const content = omit(document, 'schemas');
	return { content, problems: issues.map(problemOf), cures: issues.map(({ cure }) => cure) };
}

describe('a key that is a path', () => {
	it.each<[object, object]>([
		[{ 'name.middleName': 'M' }, { name: { middleName: 'M' } }],
		[
			{ 'name.middleName': 'M', 'name.academicTitle': 'Dr.', name: { legalName: 'K. Doe' } },
			{ name: { legalName: 'K. Doe', middleName: 'M', academicTitle: 'Dr.' } },
		],
		[
			{ 'emails[type eq "home"].value': 'a@example.com' },
			{ emails: [{ type: 'home', value: 'a@example.com' }] },
		],
		[
			{ 'emails[type eq "home"].value': 'a@example.com', 'emails[type eq "home"].verified': 'yes' },
			{ emails: [{ type: 'home', value: 'a@example.com', verified: true }] },
		],
		[{ [`${enterprise}:department`]: 'Sales' }, { [enterprise]: { department: 'Sales' } }],
		[
			{ [enterprise]: { 'manager.employeeNumber': '1002', division: 'EMEA' } },
			{ [enterprise]: { division: 'EMEA', manager: { employeeNumber: '1002' } } },
		],
		[
			{ [enterprise]: { 'leavesOfAbsence.startDate': '2026-05-01' } },
			{ [enterprise]: { leavesOfAbsence: [{ startDate: '2026-05-01' }] } },
		],
		[
			{ [spend]: { 'customData[id eq "custom3"].value': 4711 } },
			{ [spend]: { customData: [{ id: 'custom3', value: '4711' }] } },
		],
		[{ 'name.middleName': null }, { name: { middleName: null } }],
	])('%j', (additional, content) => {
		expect(read(additional)).toEqual({ content, problems: [], cures: [] });
	});

	it('joins what the fields say about the same entry', () => {
		const { content } = read(
			{ 'emails[type eq "work"].notifications': true },
			{ workEmail: 'jane@example.com' },
		);
		expect(content).toEqual({
			emails: [{ type: 'work', value: 'jane@example.com', notifications: true }],
		});
	});

	it.each<[object, object, string]>([
		[
			{ 'emails.value': 'a@example.com' },
			{},
			'emails.value does not say which entry of the list is meant (sent: "a@example.com")',
		],
		[
			{ 'name.middelName': 'M' },
			{},
			'name.middelName is not an attribute of SAP Concur (sent: "M")',
		],
		[
			{ 'name[type eq "x"].givenName': 'M' },
			{},
			'name[type eq "x"].givenName is not an attribute of SAP Concur (sent: "M")',
		],
		[
			{ 'name.givenName': 'Kim' },
			{ givenName: 'Jane' },
			'First name has two values: "Jane" and "Kim" (sent: "Kim")',
		],
		[
			{ 'name.givenName': 'Kim', name: { givenName: 'Jane' } },
			{},
			'First name has two values: "Jane" and "Kim" (sent: "Kim")',
		],
		[
			{ __proto__: null, 'name.__proto__': { title: 'x' } },
			{},
			'name.__proto__ is not an attribute of SAP Concur (sent: {"title":"x"})',
		],
	])('%j with %j is refused', (additional, flat, problem) => {
		const { problems, cures } = read(additional, flat);
		expect(problems).toEqual([problem]);
		expect(cures[0]).not.toBe('');
	});

	it('is one of at most 100, whatever a row holds', () => {
		const keys = Array.from({ length: 1000 }, (_, n) => `emails[type eq "t${n}"].value`);
		const { content, problems } = read(
			Object.fromEntries(keys.map((key) => [key, 'a@example.com'])),
		);
		expect((content.emails as unknown as unknown[]).length).toBe(100);
		expect(problems).toHaveLength(900);
	});
});

describe('a list as JSON text', () => {
	it.each<[string, object, object]>([
		['["Expense","Travel"]', { entitlements: ['Expense', 'Travel'] }, {}],
		[' [ "Expense" ] ', { entitlements: ['Expense'] }, {}],
		['Expense, Travel', { entitlements: ['Expense', 'Travel'] }, {}],
		['[]', { entitlements: [] }, {}],
	])('is a list: %s', (entitlements, content) => {
		expect(read({}, { entitlements })).toEqual({ content, problems: [], cures: [] });
	});

	it('is a list of roles, too', () => {
		const roles = '["EXP_APPROVER","Expense Processor:Group A|Group B"]';
		const expected = [
			{ roleName: 'EXP_APPROVER', roleGroups: [] },
			{ roleName: 'EXP_PROCESSOR', roleGroups: ['Group A', 'Group B'] },
		];
		expect(read({}, { roles }).content).toEqual({ [role]: { roles: expected } });
		expect(read({ [role]: { roles } }).content).toEqual({ [role]: { roles: expected } });
	});
});
