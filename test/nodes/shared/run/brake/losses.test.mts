// What a request takes away, without a node.
import { describe, expect, it } from 'vitest';
import { lossesOf } from '../../../../../nodes/ConcurProvisioning/submit/brake/submissionLosses.ts';
import { lossesByPatch } from '../../../../../nodes/shared/run/brake/losses.ts';
import { limitReached } from '../../../../../nodes/shared/run/brake/limits.ts';
import { urn, type JsonObject } from '../../../../../nodes/shared/schema/attributes.ts';

const end = `${urn.enterprise}:terminationDate`;
const roles = `${urn.role}:roles`;
const holder = {
	active: true,
	entitlements: ['Expense', 'Invoice'],
	[urn.enterprise]: { terminationDate: '2026-06-30T00:00:00.000' },
	[urn.role]: {
		roles: ['EXP_APPROVER', 'EXPENSE_USER'].map((roleName) => ({ roleName, roleGroups: [''] })),
	},
};
const inactive = { ...holder, active: false };
const ofGroups = { [urn.role]: { roles: [{ roleName: 'AUDIT', roleGroups: ['US', 'DE'] }] } };
const groups = (role: string, value: unknown) =>
	set(`${roles}[roleName eq "${role}"].roleGroups`, value);
const set = (path: string, value: unknown) => ({ op: 'replace', path, value });

describe('What the operations of an update take away', () => {
	it.each<[string, object, JsonObject | undefined, string[]]>([
		['Active of somebody active', set('active', false), holder, ['deactivated']],
		['Active of nobody knows whom', set('active', false), undefined, ['deactivated']],
		['Active of somebody inactive', set('active', false), inactive, []],
		['Active by the URN of its schema', set(`${urn.core}:active`, false), holder, ['deactivated']],
		['Active without a path', { op: 'Replace', value: { active: false } }, holder, ['deactivated']],
		['Active removed', { op: 'remove', path: 'active' }, holder, ['deactivated']],
		['activation', set('active', true), inactive, []],
		['a first last day', set(end, '2026-12-31'), { active: true }, ['terminated']],
		['a last day where none is known', set(end, '2026-12-31'), undefined, ['terminated']],
		['an earlier last day', set(end, '2026-06-29'), holder, ['terminated']],
		['the same last day', set(end, '2026-06-30T00:00:00Z'), holder, []],
		['a later last day', set(end, '2026-07-01'), holder, []],
		['a last day of somebody inactive', set(end, '2026-01-01'), inactive, []],
		[
			'a last day in its extension',
			{ op: 'add', path: `${urn.enterprise}:`, value: { terminationDate: '2026-01-01' } },
			holder,
			['terminated'],
		],
		['a last day below no path', set('', { [end]: '2026-01-01' }), holder, ['terminated']],
		['the last day cleared', { op: 'remove', path: end }, holder, []],
		['a role removed', { op: 'remove', path: `${roles}[roleName eq "AUDIT"]` }, {}, ['roles']],
		[
			'the groups of a role removed',
			set(`${roles}[roleName eq "A"].roleGroups`, null),
			{},
			['roles'],
		],
		['all roles removed', { op: 'remove', path: `${urn.role}:` }, holder, ['roles']],
		['fewer roles', set(roles, [{ roleName: 'EXPENSE_USER' }]), holder, ['roles']],
		['the same roles', set(roles, [{ roleName: 'exp_approver' }]), holder, []],
		['other roles of nobody knows whom', set(roles, []), undefined, ['roles']],
		['groups in place of all', groups('EXP_APPROVER', ['US']), holder, ['roles']],
		['fewer groups', groups('AUDIT', ['US']), ofGroups, ['roles']],
		['one group more', groups('audit', ['us', 'FR', 'DE']), ofGroups, []],
		['all groups in place of some', groups('AUDIT', ['']), ofGroups, []],
		['other groups of nobody knows whom', groups('AUDIT', ['US']), {}, ['roles']],
		['whether a role is the primary one', set(`${roles}[roleName eq "A"].primary`, true), {}, []],
		['one role more', { op: 'add', path: roles, value: [{ roleName: 'AUDIT' }] }, holder, []],
		[
			'the first roles',
			{ op: 'add', path: `${urn.role}:`, value: { roles: [{ roleName: 'AUDIT' }] } },
			{},
			[],
		],
		['fewer products', set('entitlements', ['Expense']), holder, ['products']],
		['one product more', set('entitlements', ['Expense', 'Invoice', 'Travel']), holder, []],
		['a product removed', { op: 'remove', path: 'entitlements eq "Invoice"' }, {}, ['products']],
		['all products removed', set('entitlements', null), holder, ['products']],
		['another department', set(`${urn.enterprise}:department`, 'Sales'), holder, []],
		['a cleared title', { op: 'remove', path: 'title' }, holder, []],
		['an approver removed', { op: 'remove', path: `${urn.approver}:report` }, holder, []],
	])('%s', (_, operation, existing, expected) => {
		expect(lossesByPatch([operation as never], existing)).toEqual(expected);
	});
});

describe('What a submission takes away', () => {
	const patch = (...operations: object[]) => ({ Operations: operations }) as never;
	it.each<[string, Parameters<typeof lossesOf>[0], object | undefined, string[]]>([
		['a new user who is inactive', { method: 'POST', data: { active: false } }, undefined, []],
		['a delete', { method: 'DELETE' }, undefined, ['deleted']],
		[
			'several things at once, each once',
			{ method: 'PATCH', data: patch(set('active', false), set(end, '2026-01-01'), set(end, '')) },
			undefined,
			['deactivated', 'terminated'],
		],
		[
			'an update of which more is known',
			{ method: 'PATCH', data: patch(set('active', false)), losses: [] },
			undefined,
			[],
		],
		[
			'a replace of nobody knows whom',
			{ method: 'PUT', data: { active: true } },
			undefined,
			['roles', 'products'],
		],
		[
			'a replace of somebody who has nothing',
			{ method: 'PUT', data: { active: true } },
			{ entitlements: [], [urn.role]: { roles: [] } },
			[],
		],
		[
			'a replace that lacks most',
			{ method: 'PUT', data: { active: false, entitlements: ['Expense'] } },
			holder,
			['deactivated', 'roles', 'products'],
		],
		[
			'a replace that keeps all but the last day',
			{
				method: 'PUT',
				data: {
					active: true,
					entitlements: ['invoice', 'expense'],
					[urn.enterprise]: { terminationDate: '2026-05-01' },
					[urn.role]: { roles: [{ roleName: 'EXP_APPROVER' }] },
				},
			},
			holder,
			['terminated'],
		],
	])('%s', (_, submission, held, expected) => {
		expect(lossesOf(submission, held as JsonObject)).toEqual(expected);
	});
});

describe('The limits of a run', () => {
	const standard = { people: 25, percent: 20 };
	it.each([
		[26, 1000, standard, '25'],
		[25, 1000, standard, undefined],
		[25, 100, standard, '20%'],
		[21, 100, standard, '20%'],
		[20, 100, standard, undefined],
		[3, 10, standard, '20%'],
		[2, 9, standard, undefined],
		[9, 9, standard, undefined],
		[0, 10, { people: 0, percent: 0 }, undefined],
		[1, 1, { people: 0, percent: 0 }, '0'],
		[100, 100, { people: 100 }, undefined],
		[101, 101, { people: 100 }, '100'],
	])('%i of %i with %j: %s', (count, rows, limits, expected) => {
		expect(limitReached(count, rows, limits)).toBe(expected);
	});
});
