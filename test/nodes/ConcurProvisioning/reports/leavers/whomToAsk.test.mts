import fc from 'fast-check';
import { expect, it } from 'vitest';
import { directoryOf } from '../../../../../nodes/ConcurProvisioning/reports/leavers/directory.ts';
import { lossesOf } from '../../../../../nodes/ConcurProvisioning/reports/leavers/losses.ts';
import {
	successorOf,
	whomToAsk,
} from '../../../../../nodes/ConcurProvisioning/reports/leavers/whomToAsk.ts';
import type { IdentityUser } from '../../../../../nodes/shared/concur/identitySearch.ts';
import { urn } from '../../../../../nodes/shared/schema/attributes.ts';

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const user = (n: number, manager?: number | object, active = true): IdentityUser => ({
	id: idOf(n),
	active,
	[urn.enterprise]: {
		employeeNumber: `N${n}`,
		manager: typeof manager === 'number' ? { value: idOf(manager).toUpperCase() } : manager,
	},
});
const above = (users: IdentityUser[], leaving: string[] = []) => {
	const { user: found, words } = successorOf(users[0]!, { find: directoryOf(users) }, ({ id }) =>
		leaving.includes(id),
	);
	return [found ? (found[urn.enterprise] as { employeeNumber: string }).employeeNumber : '', words];
};

it.each<[string, IdentityUser[], string, string]>([
	['the manager', [user(1, 2), user(2, 1)], 'N2', 'the manager of N1'],
	['by the number', [user(1, { employeeNumber: 'n2' }), user(2)], 'N2', 'the manager of N1'],
	[
		'by the UUID first',
		[user(1, { value: idOf(3), employeeNumber: 'N2' }), user(2), user(3)],
		'N3',
		'the manager of N1',
	],
	['nobody without one', [user(1)], '', 'N1 has no manager in SAP Concur'],
	['nobody with an empty one', [user(1, {})], '', 'N1 has no manager in SAP Concur'],
	['nobody who is not there', [user(1, 9)], '', 'N1 has a manager who is not in SAP Concur'],
	[
		'not the leaver',
		[user(1, 1)],
		'',
		'the managers above N1 form a circle of people who are inactive or leave',
	],
	['the next one', [user(1, 2), user(2, 3, false), user(3)], 'N3', 'the next manager above N1'],
	[
		'nobody in a circle',
		[user(1, 2), user(2, 3, false), user(3, 2, false)],
		'',
		'the managers above N1 form a circle of people who are inactive or leave',
	],
	[
		'nobody above the last one',
		[user(1, 2), user(2, undefined, false)],
		'',
		'everybody above N1 is inactive or leaves, too',
	],
])('asks %s', (_, users, number, words) => {
	expect(above(users)).toEqual([number, words]);
});

it('takes the first active one who stays, and ends in every graph', () => {
	const person = fc.record({
		manager: fc.option(fc.nat(12), { nil: undefined }),
		active: fc.boolean(),
		leaves: fc.boolean(),
	});
	fc.assert(
		fc.property(fc.array(person, { minLength: 1, maxLength: 12 }), (people) => {
			const users = people.map(({ manager, active }, n) => user(n, manager, active));
			const leaving = people.flatMap(({ leaves }, n) => (leaves ? [idOf(n)] : []));
			// As many steps as there are people reach everybody above.
			let at: number | undefined = people[0]!.manager;
			let expected = '';
			for (let step = 0; step < people.length && at !== undefined && at !== 0; step++) {
				const next: (typeof people)[number] | undefined = people[at];
				if (next?.active && !next.leaves) {
					expected = `N${at}`;
					break;
				}
				at = next?.manager;
			}
			expect(above(users, [...leaving, idOf(0)])[0]).toBe(expected);
		}),
	);
});

it('finds nothing in documents of any shape, and says so without an error', () => {
	const extensions = fc.dictionary(
		fc.constantFrom(urn.enterprise, urn.approver, urn.delegate, urn.spendUser, urn.travel),
		fc.dictionary(
			fc.constantFrom('manager', 'report', 'expense', 'biManager', 'toString', '__proto__'),
			fc.anything({ maxDepth: 4 }),
		),
	);
	fc.assert(
		fc.property(extensions, (document) => {
			expect(lossesOf(document, directoryOf([user(1)]))).toEqual([]);
		}),
	);
});

it('names a list of approvers or delegates that SAP adds, and proposes nobody for it', () => {
	const reference = { value: idOf(1) };
	const document = {
		[urn.approver]: { payment: [{ approver: reference, primary: true }] },
		[urn.delegate]: { travelRequest: [{ delegate: reference }] },
	};
	const losses = lossesOf(document, directoryOf([user(1)]));
	expect(losses.map(({ what, label }) => [what, label])).toEqual([
		['paymentApprover', 'Payment approver'],
		['travelRequestDelegate', 'Travel request delegate'],
	]);
	const company = { find: directoryOf([]), expenseOf: () => ({}) };
	const successor = { user: user(2), words: 'the manager of N1' };
	expect(losses.map((loss) => whomToAsk(user(3), loss, successor, company))).toEqual([
		{ reason: 'the role for it is not known' },
		{ reason: 'delegates are for the person to choose' },
	]);
});
