// A company whose people name each other as manager, approver and delegate: who is sent when, and what each of them ends with.
import type { IDataObject } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { ConcurProvisioningStatus } from '../../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { jsonOf } from '../../../support/virtualWorld.mts';
import { bulk, peopleWorld, row, single } from './peopleWorld.mts';

const { world, create, managers, approverOf } = peopleWorld({
	provisioning: { finishesAfterMs: 8000 },
});
const { count } = world;

interface Leader {
	chief?: number;
	boss?: number;
}

/** 40 leaders on four levels; the two at the top manage each other, and two of the second level approve for each other. */
const leaders: Leader[] = Array.from({ length: 40 }, (_, n) => {
	if (n < 2) return { chief: 1 - n };
	if (n < 8) return { chief: n % 2, boss: n < 4 ? 5 - n : 0 };
	if (n < 20) return { chief: 2 + (n % 6), boss: 2 + ((n * 5) % 6) };
	return { chief: 8 + (n % 12), boss: 8 + ((n * 7) % 12) };
});
const people: Leader[] = Array.from(
	{ length: 500 },
	(_, n) => leaders[n] ?? { chief: (n * 11) % 40, boss: (n * 17) % 40 },
);

/** The fewest waves, by trying every way to cut the two circles at one person each. */
function fewestWaves(): number {
	const cuts = [0, 1].flatMap((one) => [2, 3].map((other) => [one, other]));
	const waves = cuts.map((cut) => {
		const known = new Map<number, number>();
		const levelOf = (n: number): number => {
			const isOut = (other?: number) =>
				other === undefined || (cut.includes(n) && isCircle(n, other));
			const { chief, boss } = people[n]!;
			const needed = [chief, boss].filter((other) => !isOut(other)) as number[];
			const level = known.get(n) ?? 1 + Math.max(0, ...needed.map(levelOf));
			known.set(n, level);
			return level;
		};
		const levels = people.map((_, n) => levelOf(n));
		const second = cut.map((n) => 1 + Math.max(levelOf(n), levelOf(n < 2 ? 1 - n : 5 - n)));
		return Math.max(...levels, ...second);
	});
	return Math.min(...waves);
}
const isCircle = (one: number, other: number) =>
	[one, other].every((n) => n < 2) || (one + other === 5 && one > 1 && other > 1);

const shuffled = <Value,>(list: Value[]) =>
	list
		.map((value, n) => ({ value, key: Math.sin(n * 7919 + 1) }))
		.sort((one, other) => one.key - other.key)
		.map(({ value }) => value);

it('500 people of whom 40 lead each other in circles all succeed, in the fewest waves', async () => {
	const rows = shuffled(
		people.map(({ chief, boss }, n) =>
			row(n, {
				...(n < 40 ? { role: 'yes' } : {}),
				...(chief === undefined ? {} : { chief: `N${chief}` }),
				...(boss === undefined ? {} : { boss: `N${boss}` }),
			}),
		),
	);
	const sent: Array<{ at: number; operations: IDataObject[] }> = [];
	await world.through((request, answer) => {
		if (request.path.endsWith('/Bulk')) {
			const { Operations: operations } = JSON.parse(request.body) as { Operations: IDataObject[] };
			sent.push({ at: world.clock.now(), operations });
		}
		return answer;
	});
	const items = jsonOf(await create(rows));
	expect(items.map(({ userName }) => userName)).toEqual(rows.map(({ mail }) => mail));
	expect(items.every(({ outcome, leftOut }) => outcome === 'submitted' && !leftOut)).toBe(true);

	const operations = sent.flatMap((one) => one.operations);
	expect(operations.filter(({ method }) => method === 'PATCH')).toHaveLength(2);
	const waves = sent.filter(({ at }, n) => n === 0 || at - sent[n - 1]!.at > 4000);
	const alone = await count(single);
	expect(waves.length + alone).toBe(fewestWaves());

	const node = new ConcurProvisioningStatus();
	const parameters = { provisionId: '={{ $json.provisionId }}', maximumWaitMinutes: 10 };
	const { outputs } = await world.run(node, 'wait', parameters, items);
	expect(outputs.map(({ length }) => length)).toEqual([500, 0, 0, 0]);
	const made = await managers();
	expect(made).toEqual(
		Object.fromEntries(
			people.map(({ chief }, n) => [
				`person${n}`,
				chief === undefined ? undefined : `person${chief}`,
			]),
		),
	);
	for (const n of [2, 3, 4, 12, 25, 39, 40, 499]) {
		expect(await approverOf(`person${n}@example.com`)).toBe(`N${people[n]!.boss}`);
	}
});

it('500 people who do not name each other go in exactly 5 bulks, without a look', async () => {
	const rows = Array.from({ length: 500 }, (_, n) => row(n, { chief: '1002', boss: '1001' }));
	const items = jsonOf(await create(rows));
	expect(items.every(({ outcome }) => outcome === 'submitted')).toBe(true);
	expect([await count(single), await count(bulk)]).toEqual([0, 5]);
	expect((await world.requests()).filter((one) => one.includes('/provisions/'))).toEqual([]);
});
