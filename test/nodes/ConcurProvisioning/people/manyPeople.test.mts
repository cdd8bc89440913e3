// 200 people with a manager and an approver each: how many searches it takes to find all of them.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { goOn, jsonOf } from '../../../support/virtualWorld.mts';
import { named, peopleWorld, row, search } from './peopleWorld.mts';

const { world, create, managers } = peopleWorld();
const { count } = world;

const everybody = async () => {
	world.simulator.reset({ users: 500 });
	world.simulator.settings({ provisioning: { finishesAfterMs: 0 } });
	const all = jsonOf(await world.run(new ConcurIdentity(), 'getAll', { returnAll: true }));
	return all.filter(({ employeeNumber }) => String(employeeNumber).startsWith('E'));
};
const searches = async (work: () => Promise<unknown>) => {
	const before = await count(search);
	await work();
	return (await count(search)) - before;
};
/** 200 rows that name 400 different people. */
const rowsNaming = (people: IDataObject[], keyOf: (person: IDataObject, n: number) => unknown) =>
	Array.from({ length: 200 }, (_, n) =>
		row(n, { chief: keyOf(people[n]!, n) as string, boss: keyOf(people[n + 200]!, n) as string }),
	);

const kinds = ['employeeNumber', 'userName', 'workEmail', 'id'] as const;

describe('managers and approvers of 200 people', () => {
	it.each([...kinds, 'all kinds'] as const)('are found in at most 6 searches: %s', async (kind) => {
		const people = await everybody();
		const rows = rowsNaming(people, (person, n) =>
			kind === 'all kinds' ? person[kinds[n % 4]!] : person[kind],
		);
		let items: IDataObject[] = [];
		const made = await searches(async () => (items = jsonOf(await create(rows))));
		expect(named(items)).toEqual(rows.map((_, n) => `person${n} submitted`));
		expect(made).toBeLessThanOrEqual(6);
		const expected = people.slice(0, 200).map(({ userName }) => String(userName).split('@')[0]);
		expect(Object.values(await managers()).sort()).toEqual(expected.sort());
	});

	it('are found although SAP Concur takes short filters only', async () => {
		const people = await everybody();
		world.simulator.settings({ filterMaxLength: 2500 });
		const rows = rowsNaming(people, ({ employeeNumber }) => employeeNumber);
		const made = await searches(async () => {
			expect(jsonOf(await create(rows)).every(({ outcome }) => outcome === 'submitted')).toBe(true);
		});
		// 100 keys and 50 are too many at once, 25 are not.
		expect(made).toBeLessThan(25);
	});

	it('are found although one of the keys is too long for any search', async () => {
		world.simulator.settings({ filterMaxLength: 400 });
		const long = `${'x'.repeat(500)}9`;
		const rows = [row(1, { chief: long }), row(2, { chief: '1002' }), row(3, { boss: '1001' })];
		const items = jsonOf(await create(rows, goOn));
		expect(items.map(({ outcome }) => outcome)).toEqual(['failed', 'submitted', 'submitted']);
		expect(items[0]!.why).toContain('could not be looked up in SAP Concur');
	});
});

describe('keys that SAP Concur does not search for', () => {
	it.each([
		['in the middle', [70]],
		['first', [0, 1]],
		['in two places', [120, 150]],
	])('cost a few searches and no other row: %s', async (_, odd) => {
		const people = await everybody();
		await world.through((request, answer) =>
			request.path.endsWith('.search') && request.body.includes('ODD')
				? { status: 400, body: '{}' }
				: answer,
		);
		const rows = people
			.slice(0, 200)
			.map(({ employeeNumber }, n) =>
				row(n, { chief: odd.includes(n) ? `ODD${n}` : employeeNumber }),
			);
		let items: IDataObject[] = [];
		const made = await searches(async () => (items = jsonOf(await create(rows, goOn))));
		const failed = items.flatMap(({ outcome }, n) => (outcome === 'submitted' ? [] : n));
		expect(failed).toEqual(odd);
		expect(made).toBeLessThan(30);
	});
});

describe('a credential that may not read', () => {
	it('emails says so, and does not take people for unknown', async () => {
		await world.through((request, answer) =>
			request.path.endsWith('.search')
				? { ...answer, body: answer.body.replace(/"emails":\[[^\]]*\],?/g, '') }
				: answer,
		);
		jsonOf(await create([row(1, { email: 'chief@example.com' })]));
		const rows = [
			row(2, { chief: 'chief@example.com' }),
			row(3, { chief: 'martin.doyle@example.com' }),
			row(4, { chief: '1002' }),
		];
		const [byEmail, , byNumber] = jsonOf(await create(rows, goOn));
		expect(byEmail!.why).toContain(
			'could not be looked up in SAP Concur: The app in the credential',
		);
		expect(byEmail!.hint).toContain('identity.user.coresensitive.read');
		expect(byNumber!.outcome).toBe('submitted');
	});
});
