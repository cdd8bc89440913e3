// What verbs change about lists, for random lists: nobody loses or gets more than was said, and twice is once.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	endedLeave,
	recordedLeave,
} from '../../../../nodes/ConcurProvisioning/verbs/changes/leaves.ts';
import {
	assignedRoles,
	removedRoles,
} from '../../../../nodes/ConcurProvisioning/verbs/changes/roles.ts';
import type { Change } from '../../../../nodes/ConcurProvisioning/verbs/frame/verbOperation.ts';
import { afterwards } from '../../../../nodes/shared/person/compare/afterwards.ts';
import { toPatchOperations } from '../../../../nodes/shared/person/patchOperations.ts';
import { urn, type JsonObject } from '../../../../nodes/shared/schema/attributes.ts';
import { roles as known } from '../../../../nodes/shared/schema/roles.ts';

const runs = { numRuns: 150 };

/** What SAP Concur has after a change; undefined for one that is refused. */
function changed(change: Change, existing: JsonObject) {
	if (change.issues?.length) return undefined;
	const operations = toPatchOperations(change.document, existing, ['identity', 'spend']);
	return { operations, after: afterwards(operations, existing) as JsonObject };
}

describe('roles', () => {
	const codes = [
		'EXP_PROCESSOR',
		'EXP_PROXY_USER',
		'EXP_APPROVER',
		'STATEMENT_APPROVER',
		'EXP_USER',
	];
	const role = fc.constantFrom(...codes).chain((roleName) =>
		fc.record({
			roleName: fc.constant(roleName),
			roleGroups: known.find((one) => one.roleName === roleName)?.groupAware
				? fc.uniqueArray(fc.constantFrom('DE', 'FR', 'ES'))
				: fc.constant([]),
		}),
	);
	const list = fc
		.uniqueArray(role, { selector: ({ roleName }) => roleName, maxLength: 5 })
		.map((roles): JsonObject => ({ [urn.role]: { roles } }));
	const groupsIn = (document: JsonObject) => {
		const { roles = [] } = (document[urn.role] ?? {}) as { roles?: JsonObject[] };
		return new Map(roles.map(({ roleName, roleGroups }) => [roleName, roleGroups as string[]]));
	};
	const covers = (all: string[] | undefined, some: string[]) =>
		all?.length === 0 || (some.length > 0 && some.every((one) => all?.includes(one)));

	it('gives what was said and takes nothing', () => {
		fc.assert(
			fc.property(list, list, (wanted, existing) => {
				const made = changed(assignedRoles(wanted, existing), existing);
				if (!made) return;
				const after = groupsIn(made.after);
				for (const [name, groups] of groupsIn(existing)) {
					expect(covers(after.get(name), groups)).toBe(true);
				}
				for (const [name, groups] of groupsIn(wanted)) {
					const limited = groups.length === 0 && groupsIn(existing).get(name)?.length;
					expect(after.has(name) && (limited || covers(after.get(name), groups))).toBeTruthy();
				}
				expect(changed(assignedRoles(wanted, made.after), made.after)?.operations).toEqual([]);
			}),
			runs,
		);
	});

	it('takes what was said, and never makes a limited role one for all groups', () => {
		fc.assert(
			fc.property(list, list, (unwanted, existing) => {
				const made = changed(removedRoles(unwanted, existing), existing);
				if (!made) return;
				const [after, gone] = [groupsIn(made.after), groupsIn(unwanted)];
				for (const [name, groups] of groupsIn(existing)) {
					const taken = gone.get(name);
					const left = taken && groups.filter((one) => taken.length && !taken.includes(one));
					expect(after.get(name)).toEqual(left ? (left.length ? left : undefined) : groups);
				}
				expect(changed(removedRoles(unwanted, made.after), made.after)?.operations).toEqual([]);
			}),
			runs,
		);
	});
});

describe('leaves', () => {
	const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`);
	const leave = fc.record({ startDate: day, endDate: day }, { requiredKeys: ['startDate'] });
	const document = (leavesOfAbsence: object[]): JsonObject => ({
		[urn.enterprise]: { companyId: 'c', leavesOfAbsence },
	});
	const leavesIn = (user: JsonObject) =>
		(user[urn.enterprise] as { leavesOfAbsence: Array<{ startDate: string; endDate?: string }> })
			.leavesOfAbsence;
	const overlap = (user: JsonObject) => {
		const sorted = [...leavesIn(user)].sort((a, b) => a.startDate.localeCompare(b.startDate));
		return sorted.some(({ startDate, endDate }, index) => {
			const next = sorted[index + 1];
			const isWrong = endDate !== undefined && endDate <= startDate;
			return isWrong || (next && (endDate === undefined || endDate >= next.startDate));
		});
	};

	it('never overlap, however they are recorded and ended, and twice is once', () => {
		const step = fc.tuple(fc.constantFrom('record', 'end'), leave);
		fc.assert(
			fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
				let user = document([]);
				for (const [verb, said] of steps) {
					const { endDate } = said;
					if (verb === 'end' && endDate === undefined) continue;
					const wanted = document([verb === 'end' ? { endDate } : said]);
					const change = verb === 'end' ? endedLeave : recordedLeave;
					const made = changed(change(wanted, user), user);
					if (!made) continue;
					expect(overlap(made.after)).toBeFalsy();
					expect(changed(change(wanted, made.after), made.after)?.operations).toEqual([]);
					user = made.after;
				}
			}),
			runs,
		);
	});

	it('tells which one is to end when several have no end', () => {
		const user = document([{ startDate: '2026-01-01' }, { startDate: '2026-03-01' }]);
		const { issues } = endedLeave(document([{ endDate: '2026-04-01' }]), user);
		expect(issues).toMatchObject([
			{
				label: 'Last Day of Leave',
				problem: 'fits 2 leaves without an end: 2026-01-01, 2026-03-01',
				cure: 'Say in First Day of Leave which one it is.',
			},
		]);
	});

	it('are not recorded once more where the app may not read them', () => {
		const { issues } = recordedLeave(document([{ startDate: '2026-01-01' }]), { id: 'x' });
		expect(issues).toMatchObject([
			{ cure: expect.stringContaining('identity.user.enterprise.read') },
		]);
	});
});
