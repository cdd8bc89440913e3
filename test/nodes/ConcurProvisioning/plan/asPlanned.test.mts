// 1,000 random rows in a company of 10,000 people: what was planned is what SAP Concur has afterwards, and nothing else.
// FUZZ_FACTOR=10 makes ten rounds of it, FUZZ_SEED other ones.
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { jsonOf } from '../../../support/virtualWorld.mts';
import { factor, seed } from '../../../fuzz/counts.mts';
import { enterprise, planWorld, row, spend } from './planWorld.mts';

const { world, plan, apply, writes, connect } = planWorld();

type Json = Record<string, unknown>;
/** What SAP Concur has of a person, by field. */
type State = Record<string, unknown>;

const none = null;
const textIn = (value: unknown) => (value === undefined || value === '' ? none : value);

interface Field {
	heading: string;
	cells: string[];
	/** Whether a cell can clear it. */
	canGo?: true;
	read: (identity: Json, expense: Json, numbers: Map<unknown, unknown>) => unknown;
}
const ofUser = (name: string) => (_: Json, expense: Json) =>
	(expense[spend('User')] as Json | undefined)?.[name];
const custom = (id: string) => (_: Json, expense: Json) => {
	const { customData = [] } = (expense[spend('User')] ?? {}) as { customData?: Json[] };
	return customData.find((one) => one.id === id)?.value;
};
const ofWork = (name: string) => (identity: Json) => (identity[enterprise] as Json)[name];

const fields: Record<string, Field> = {
	title: {
		heading: 'Job title',
		cells: ['Clerk', 'Chief'],
		canGo: true,
		read: ({ title }) => title,
	},
	familyName: {
		heading: 'Last name',
		cells: ['Weiß', 'Doe', "O'Neil"],
		read: ({ name }) => (name as Json).familyName,
	},
	department: { heading: 'Department', cells: ['Sales', 'Legal'], read: ofWork('department') },
	costCenter: {
		heading: 'Cost center',
		cells: ['0100', '100'],
		canGo: true,
		read: ofWork('costCenter'),
	},
	manager: {
		heading: 'Manager',
		cells: ['1001', '1002'],
		read: (identity, _, numbers) =>
			numbers.get((ofWork('manager')(identity) as Json | null)?.value),
	},
	spendLocale: { heading: 'Expense locale', cells: ['en-US', 'en-GB'], read: ofUser('locale') },
	reimbursementCurrency: {
		heading: 'Reimbursement currency',
		cells: ['USD', 'CAD', 'Gold'],
		read: ofUser('reimbursementCurrency'),
	},
	custom1: { heading: 'Custom 1', cells: ['A', 'B'], canGo: true, read: custom('custom1') },
	custom2: { heading: 'Custom 2', cells: ['7', '07'], canGo: true, read: custom('custom2') },
	reportApprover: {
		heading: 'Report approver',
		cells: ['1001'],
		read: (_, expense) => {
			const { report = [] } = (expense[spend('Approver')] ?? {}) as { report?: Json[] };
			return (report[0]?.approver as Json | undefined)?.employeeNumber;
		},
	},
};
const ids = Object.keys(fields);

/** Cells by field; null clears, and a field that is missing is an empty cell. */
const cells = fc.record(
	Object.fromEntries(
		Object.entries(fields).map(([id, { cells: some, canGo }]) => [
			id,
			fc.constantFrom(...some, ...some.slice(0, 2), ...(canGo ? [null] : [])),
		]),
	),
	{ requiredKeys: [] },
);

/** Half of the people are new, as long as no earlier round has had them. */
const person = fc.record({ n: fc.integer({ min: 1, max: 900 }), isNew: fc.boolean(), cells });

it(
	'1,000 rows are planned without a write, and applied at once every person ends as planned',
	async () => {
		world.simulator.reset({ users: 10_000 });
		const client = await connect();
		const attributes = ['id', 'userName', 'title', 'name', 'meta', enterprise];
		const look = async () => {
			const identities = await client.search('userName pr', attributes);
			const expenses = new Map((await client.spendPages()).map((one) => [one.id, one]));
			const numberOf = (user: Json) => String(ofWork('employeeNumber')(user));
			const numbers = new Map(identities.map((user) => [user.id, numberOf(user)]));
			const states = new Map<string, State>();
			for (const user of identities) {
				const read = ids.map((id) => [
					id,
					textIn(fields[id]!.read(user, expenses.get(user.id) ?? {}, numbers)),
				]);
				states.set(numberOf(user), Object.fromEntries(read) as State);
			}
			const versions = new Map(identities.map((user) => [numberOf(user), user.meta]));
			return { states, versions };
		};
		const numberIn = ({ n, isNew }: { n: number; isNew: boolean }) =>
			isNew ? `N${n}` : `E${100_000 + n}`;

		const found = await client.search(`${enterprise}:employeeNumber sw "E1000"`, ['id']);
		const set = (path: string, value: unknown) => ({ op: 'replace', path, value });
		await client.patchAll(
			found.map(({ id }, n): [string, Json[]] => [
				String(id),
				[
					set('title', n % 2 ? 'Clerk' : 'Chief'),
					set(`${enterprise}:costCenter`, n % 3 ? '100' : '0100'),
					set(`${spend('User')}:reimbursementCurrency`, n % 5 ? 'USD' : 'CAD'),
					{
						op: 'add',
						path: `${spend('User')}:customData`,
						value: [{ id: 'custom1', value: 'A' }],
					},
				],
			]),
		);
		let before = await look();
		expect([...before.states.values()].filter(({ custom1 }) => custom1 === 'A')).toHaveLength(99);
		for (const [round, count] of Array<number>(factor).fill(1000).entries()) {
			const drawn = fc.sample(person, { numRuns: count * 2, seed: seed + round });
			const people = [...new Map(drawn.map((one) => [numberIn(one), one])).values()].slice(
				0,
				count,
			);
			const rows = people.map((one) => {
				const sent = Object.entries(one.cells).map(([id, cell]) => [
					fields[id]!.heading,
					cell ?? 'CLEAR',
				]);
				const base = one.isNew ? row(one.n) : { 'Employee number': numberIn(one) };
				return { ...base, ...(Object.fromEntries(sent) as IDataObject) };
			});
			expect(rows).toHaveLength(count);
			const written = (await writes()).length;
			const items = jsonOf(await plan(rows));
			expect((await writes()).length).toBe(written);

			const expected = people.map((one) => {
				const has = before.states.get(numberIn(one));
				const { reimbursementCurrency: currency } = one.cells;
				if (currency === 'Gold') return { verdict: 'refused', changes: {} };
				const base = {
					familyName: `Doe${one.n}`,
					department: 'Sales',
					spendLocale: 'en-US',
					reimbursementCurrency: 'USD',
				};
				const wanted: State = { ...(one.isNew ? base : {}), ...one.cells };
				const changes = Object.fromEntries(
					ids
						.filter((id) => id in wanted && (wanted[id] ?? none) !== (has?.[id] ?? none))
						.map((id) => [id, [has?.[id] ?? none, wanted[id] ?? none]]),
				);
				const changesNothing = Object.keys(changes).length === 0;
				return { verdict: has ? (changesNothing ? 'unchanged' : 'update') : 'create', changes };
			});
			const planned = items.map(({ verdict, changes }) => ({
				verdict,
				changes: Object.fromEntries(
					(changes as IDataObject[])
						.filter(({ field }) => ids.includes(String(field)))
						.map(({ field, from, to }) => [field, [from, to]]),
				),
			}));
			expect(planned).toEqual(expected.map(({ verdict, changes }) => ({ verdict, changes })));

			const applied = jsonOf(await apply(items));
			const outcomeOf: Record<string, string> = { unchanged: 'unchanged', refused: 'failed' };
			expect(applied.map(({ outcome }) => outcome)).toEqual(
				items.map(({ verdict }) => outcomeOf[String(verdict)] ?? 'submitted'),
			);
			world.simulator.advance(2000);
			const after = await look();
			const differences = people.map((one) => {
				const [old = {}, now = {}] = [before, after].map(({ states }) => states.get(numberIn(one)));
				const different = ids.filter((id) => (old[id] ?? none) !== (now[id] ?? none));
				return Object.fromEntries(different.map((id) => [id, [old[id] ?? none, now[id] ?? none]]));
			});
			expect(differences).toEqual(planned.map(({ changes }) => changes));
			const concerned = new Set(people.map(numberIn));
			const others = ({ versions }: typeof after) =>
				[...versions].filter(([number]) => !concerned.has(number));
			expect(others(after)).toEqual(others(before));
			before = after;
		}
	},
	60_000 + 60_000 * factor,
);
