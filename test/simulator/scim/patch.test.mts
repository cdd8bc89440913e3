import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../simulator/http/json.mts';
import { applyPatch, readPatchBody, type PatchOperation } from '../../../simulator/scim/patch.mts';
import { urn } from '../../../simulator/scim/urns.mts';

const spendUser = urn.spend('User');
const approver = urn.spend('Approver');
const limit = urn.spend('ApproverLimit');
const settings = { replaceCreatesMissing: false, removeOfAbsent: 'ok' } as const;

const before: JsonObject = {
	userName: 'ada@example.com',
	name: { givenName: 'Ada', familyName: 'Berg' },
	emails: [
		{ type: 'work', value: 'ada@example.com' },
		{ type: 'home', value: 'ada@home.example' },
	],
	entitlements: ['Expense', 'Invoice'],
	[urn.enterprise]: { department: 'Sales', manager: { value: 'm1' } },
	[spendUser]: { country: 'DE', customData: [{ id: 'custom1', value: 'A' }] },
	[approver]: { report: [{ approver: { value: 'a1' }, primary: true }] },
	[limit]: {
		authorizedApprover: [
			{ approvalType: 'report', approvalGroup: 'a-b', level: 1 },
			{ approvalType: 'report', approvalGroup: '', level: 2 },
		],
	},
	[urn.travel]: { groups: [1, 2] },
};

const apply = (operation: object) => applyPatch(before, [operation as PatchOperation], settings);

describe('A PATCH operation changes only', () => {
	it.each<[string, object, JsonObject]>([
		['an attribute', { op: 'replace', path: 'userName', value: 'x@y.z' }, { userName: 'x@y.z' }],
		[
			'an attribute, to null for an empty text',
			{ op: 'add', path: 'title', value: '' },
			{ title: null },
		],
		[
			'a sub-attribute',
			{ op: 'add', path: 'name.middleName', value: 'Eve' },
			{ name: { givenName: 'Ada', familyName: 'Berg', middleName: 'Eve' } },
		],
		[
			'the named members of a complex attribute',
			{ op: 'replace', path: 'name', value: { familyName: 'Ito' } },
			{ name: { givenName: 'Ada', familyName: 'Ito' } },
		],
		[
			'the sub-attribute of a list entry, without regard to case',
			{ op: 'replace', path: 'emails[type eq "Work"].value', value: 'new@example.com' },
			{ emails: [{ type: 'work', value: 'new@example.com' }, (before.emails as unknown[])[1]] },
		],
		[
			'a whole list entry',
			{ op: 'replace', path: 'emails[type eq "home"]', value: { type: 'other', value: 'o@x.y' } },
			{ emails: [(before.emails as unknown[])[0], { type: 'other', value: 'o@x.y' }] },
		],
		[
			'the value of an entry that is given as a text',
			{ op: 'replace', path: 'emails[type eq "work"]', value: 'w@x.y' },
			{ emails: [{ type: 'work', value: 'w@x.y' }, (before.emails as unknown[])[1]] },
		],
		[
			'a whole list when nothing filters',
			{ op: 'replace', path: 'emails', value: [{ type: 'work', value: 'w@x.y' }] },
			{ emails: [{ type: 'work', value: 'w@x.y' }] },
		],
		[
			'a list by what it lacks',
			{ op: 'add', path: 'entitlements', value: ['Expense', 'Travel'] },
			{ entitlements: ['Expense', 'Invoice', 'Travel'] },
		],
		[
			'nothing when it adds an entry whose attributes are all there',
			{
				op: 'add',
				path: `${limit}:authorizedApprover`,
				value: [{ approvalType: 'report', approvalGroup: null, level: 2 }],
			},
			{},
		],
		[
			'nothing when it adds a part of an entry that is there, whose type is written in capitals',
			{ op: 'add', value: { emails: [{ type: 'Work' }], entitlements: 'Expense' } },
			{},
		],
		[
			'a list once by an entry that it adds twice',
			{ op: 'add', path: `${urn.travel}:groups`, value: [3, 3] },
			{ [urn.travel]: { groups: [1, 2, 3] } },
		],
		[
			'the named attributes of a list entry, and keeps the others',
			{
				op: 'replace',
				path: `${limit}:authorizedApprover[approvalType eq "report" and approvalGroup eq "a-b"]`,
				value: { approvalGroup: 'a-c' },
			},
			{
				[limit]: {
					authorizedApprover: [
						{ approvalType: 'report', approvalGroup: 'a-c', level: 1 },
						{ approvalType: 'report', approvalGroup: '', level: 2 },
					],
				},
			},
		],
		[
			'what its path names in other letter case',
			{ op: 'replace', path: 'NAME.GivenName', value: 'Eve' },
			{ name: { givenName: 'Eve', familyName: 'Berg' } },
		],
		[
			'an entry that its path names in other letter case',
			{ op: 'replace', path: 'Emails[TYPE eq "home"].VALUE', value: 'o@x.y' },
			{ emails: [(before.emails as unknown[])[0], { type: 'home', value: 'o@x.y' }] },
		],
		[
			'an extension whose URN and attribute have other letter case',
			{ op: 'replace', path: `${urn.enterprise.toUpperCase()}:Manager.Value`, value: 'm2' },
			{ [urn.enterprise]: { department: 'Sales', manager: { value: 'm2' } } },
		],
		[
			'members of a whole extension in other letter case',
			{ op: 'add', value: { [spendUser]: { LOCALE: 'de-DE' }, NICKNAME: 'Addy' } },
			{
				nickName: 'Addy',
				[spendUser]: {
					country: 'DE',
					customData: [{ id: 'custom1', value: 'A' }],
					locale: 'de-DE',
				},
			},
		],
		[
			'a list of texts by the odd filter of a sample, in other letter case',
			{ op: 'remove', path: 'Entitlements EQ "Invoice"' },
			{ entitlements: ['Expense'] },
		],
		[
			'a list of texts by the odd filter of a sample',
			{ op: 'remove', path: 'entitlements eq "Invoice"' },
			{ entitlements: ['Expense'] },
		],
		[
			'an extension attribute',
			{ op: 'replace', path: `${urn.enterprise}:department`, value: 'HR' },
			{ [urn.enterprise]: { department: 'HR', manager: { value: 'm1' } } },
		],
		[
			'an extension sub-attribute',
			{ op: 'replace', path: `${urn.enterprise}:manager.value`, value: 'm2' },
			{ [urn.enterprise]: { department: 'Sales', manager: { value: 'm2' } } },
		],
		[
			'an extension list entry',
			{ op: 'replace', path: `${spendUser}:customData[id eq "custom1"].value`, value: 'B' },
			{ [spendUser]: { country: 'DE', customData: [{ id: 'custom1', value: 'B' }] } },
		],
		[
			'an extension list by an entry that a filtered add does not find',
			{ op: 'add', path: `${spendUser}:customData[id eq "custom2"].value`, value: 'B' },
			{
				[spendUser]: {
					country: 'DE',
					customData: [
						{ id: 'custom1', value: 'A' },
						{ id: 'custom2', value: 'B' },
					],
				},
			},
		],
		[
			'the entry that two conditions name',
			{
				op: 'remove',
				path: `${limit}:authorizedApprover[approvalType eq "report" and approvalGroup eq "a-b"]`,
			},
			{
				[limit]: { authorizedApprover: [{ approvalType: 'report', approvalGroup: '', level: 2 }] },
			},
		],
		[
			'the entry that a nested path names',
			{ op: 'remove', path: `${approver}:report[approver.value eq "a1"]` },
			{ [approver]: { report: [] } },
		],
		[
			'members of a whole extension, with the trailing colon of the samples',
			{ op: 'add', path: `${spendUser}:`, value: { locale: 'de-DE', ledgerCode: 'DEFAULT' } },
			{
				[spendUser]: {
					country: 'DE',
					customData: [{ id: 'custom1', value: 'A' }],
					locale: 'de-DE',
					ledgerCode: 'DEFAULT',
				},
			},
		],
		[
			'a whole extension by removing it',
			{ op: 'remove', path: `${approver}:` },
			{ [approver]: undefined },
		],
		[
			'what a value without a path names',
			{ op: 'add', value: { nickName: 'Addy', [urn.enterprise]: { costCenter: '7' } } },
			{
				nickName: 'Addy',
				[urn.enterprise]: { department: 'Sales', manager: { value: 'm1' }, costCenter: '7' },
			},
		],
		[
			'the listed entries of a remove with a value, under the short URN of a sample',
			{
				op: 'remove',
				path: 'urn:ietf:params:scim:schemas:extension:travel:2.0:groups',
				value: [2],
			},
			{ [urn.travel]: { groups: [1] } },
		],
		[
			'the entries of which a remove names a part',
			{ op: 'remove', path: `${approver}:report`, value: [{ approver: { value: 'a1' } }] },
			{ [approver]: { report: [] } },
		],
		[
			'a single value that a remove repeats',
			{ op: 'remove', path: 'userName', value: 'ada@example.com' },
			{ userName: undefined },
		],
		[
			'the nick name that a sample seeks in the name',
			{ op: 'add', path: 'name.nickName', value: 'Addy' },
			{ nickName: 'Addy' },
		],
		[
			'nothing when what is to be removed is absent',
			{ op: 'remove', path: 'emails[type eq "other"]' },
			{},
		],
	])('%s', (_what, operation, change) => {
		const untouched = structuredClone(before);
		expect(apply(operation)).toEqual({ ...before, ...change });
		expect(before).toEqual(untouched);
	});
});

describe('A PATCH operation is rejected', () => {
	it.each([
		['test', 'Invalid attribute path [:test]', 'invalidPath'],
		['name.test', 'Invalid attribute path [:name.test]', 'invalidPath'],
		[`${spendUser}:test`, `Invalid attribute path [${spendUser}:test]`, 'invalidPath'],
		['urn:example:User:test', 'Invalid attribute path [urn:example:User:test]', 'invalidPath'],
		['emails[type eq "work"', `Invalid path 'emails[type eq "work"'`, 'invalidPath'],
		['emails[type ne "work"].value', `Invalid path 'emails[type ne "work"].value'`, 'invalidPath'],
		['emails[kind eq "work"].value', 'Invalid attribute path [:emails.kind]', 'invalidPath'],
		['name[type eq "work"]', `Invalid path 'name[type eq "work"]'`, 'invalidPath'],
		['emails.value', "Invalid path 'emails.value'", 'invalidPath'],
		['meta.version', "Attribute 'meta.version' is read only", 'mutability'],
		[
			'emails[type eq "fax"].value',
			"No value of 'emails' matches the filter of the path",
			'noTarget',
		],
	])('for the path %s', (path, message, scimType) => {
		expect(() => apply({ op: 'replace', path, value: 'x' })).toThrow(
			expect.objectContaining({
				status: 400,
				message,
				options: expect.objectContaining({ scimType }) as unknown,
			}) as Error,
		);
	});

	it('for an absent value, and creates a missing entry, where settings say so', () => {
		const strict = { replaceCreatesMissing: true, removeOfAbsent: 'refuse' } as const;
		const path = 'emails[type eq "other"].value';
		const created = applyPatch(before, [{ op: 'replace', path, value: 'o@x.y' }], strict);
		expect((created.emails as unknown[])[2]).toEqual({ type: 'other', value: 'o@x.y' });
		expect(() => applyPatch(before, [{ op: 'remove', path: 'title' }], strict)).toThrow(
			"There is no value of 'title' to remove",
		);
	});

	it.each([
		[{ schemas: ['urn:x'], Operations: [{ op: 'remove', path: 'title' }] }],
		[{ Operations: [] }],
		[{ Operations: [{ op: 'Replace', path: 'title', value: 'x' }] }],
		[{ Operations: [{ op: 'remove' }] }],
		[{ Operations: [{ op: 'add', path: 'title' }] }],
		[{ Operations: [{ op: 'add', value: 'x' }] }],
		['text'],
	])('when the body is %j', (body) => {
		expect(() => readPatchBody(body)).toThrow(expect.objectContaining({ status: 400 }) as Error);
	});
});

it('Operations are applied in their order', () => {
	const operations: PatchOperation[] = [
		{ op: 'add', path: 'title', value: 'A' },
		{ op: 'replace', value: { title: 'B', [spendUser]: { country: 'US' } } },
		{ op: 'remove', path: `${spendUser}:customData` },
	];
	expect(applyPatch({}, operations, settings)).toEqual({
		title: 'B',
		[spendUser]: { country: 'US' },
	});
});
