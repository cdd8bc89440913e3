import fc from 'fast-check';
import range from 'lodash/range.js';
import { describe, expect, it } from 'vitest';
import { circlesOf, cutsOf } from '../../../../nodes/ConcurProvisioning/submit/order/circles.ts';
import { planWaves, wavesIn } from '../../../../nodes/ConcurProvisioning/submit/order/planWaves.ts';
import { spentMs } from '../../../support/spentTime.mts';

type Edge = [item: number, needed: number];

function graphOf(edges: Edge[]): Map<number, number[]> {
	const graph = new Map<number, number[]>();
	for (const [item, needed] of edges) graph.set(item, [...(graph.get(item) ?? []), needed]);
	return graph;
}

const most = 7;
const node = fc.integer({ min: 0, max: most - 1 });
const edges = fc.uniqueArray(fc.tuple(node, node), {
	maxLength: 12,
	selector: ([item, needed]) => `${item} ${needed}`,
});

/** Whether somebody leads to somebody else, in any number of steps. */
const leads = (list: Edge[], from: number, to: number): boolean => {
	const seen = new Set<number>();
	const open = [from];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		for (const [item, needed] of list) {
			if (item !== next || seen.has(needed)) continue;
			seen.add(needed);
			open.push(needed);
		}
	}
	return seen.has(to);
};
const isInOneCircle = (list: Edge[], [item, needed]: Edge) =>
	leads(list, needed, item) || item === needed;

/** The waves of a way to cut, found without the code under test; undefined where a circle is left. */
function wavesWithCut(list: Edge[], cut: number[]): number | undefined {
	const isOut = (edge: Edge) => cut.includes(edge[0]) && isInOneCircle(list, edge);
	const kept = list.filter((edge) => !isOut(edge));
	if (range(most).some((item) => leads(kept, item, item))) return undefined;
	const levelOf = (item: number): number =>
		Math.max(0, ...kept.filter(([one]) => one === item).map(([, needed]) => 1 + levelOf(needed)));
	const second = list
		.filter(isOut)
		.map(([item, needed]) => 1 + Math.max(levelOf(item), levelOf(needed)));
	return 1 + Math.max(...range(most).map(levelOf), ...second);
}

/** The fewest items to cut, and the fewest waves with so many. */
function bestOf(list: Edge[]): { size: number; waves: number } {
	const ways = range(2 ** most).flatMap((bits) => {
		const cut = range(most).filter((item) => bits & (1 << item));
		const waves = wavesWithCut(list, cut);
		return waves === undefined ? [] : [{ size: cut.length, waves }];
	});
	const size = Math.min(...ways.map((way) => way.size));
	return {
		size,
		waves: Math.min(...ways.filter((way) => way.size === size).map(({ waves }) => waves)),
	};
}

describe('the waves of people who need each other', () => {
	it('are the fewest, with the fewest cuts, and everybody comes after whom they need', () => {
		fc.assert(
			fc.property(edges, (list) => {
				const { first, second, leftOut } = planWaves(graphOf(list));
				const best = bestOf(list);
				expect({ size: leftOut.size, waves: wavesIn({ first, second, leftOut }) }).toEqual(best);
				for (const [item, needed] of list) {
					const wave = leftOut.get(item)?.has(needed) ? second.get(item)! : first.get(item)!;
					expect(wave).toBeGreaterThan(first.get(needed)!);
				}
				for (const [item, wave] of second) expect(wave).toBeGreaterThan(first.get(item)!);
			}),
			{ numRuns: 150 },
		);
	});

	it('leave out nobody who does not need them, too', () => {
		fc.assert(
			fc.property(edges, (list) => {
				for (const [item, others] of planWaves(graphOf(list)).leftOut) {
					for (const other of others) expect(isInOneCircle(list, [item, other])).toBe(true);
				}
			}),
		);
	});

	it.each<[string, Edge[], number[], number]>([
		['nobody', [], [], 1],
		[
			'a chain',
			[
				[0, 1],
				[1, 2],
				[2, 3],
			],
			[],
			4,
		],
		[
			'two who need each other',
			[
				[4, 7],
				[7, 4],
			],
			[4],
			3,
		],
		['somebody who needs only themselves', [[3, 3]], [3], 2],
		// Cut at 0, the chain behind 1 is a wave longer.
		[
			'a circle in front of a chain',
			[
				[0, 1],
				[1, 0],
				[2, 1],
				[3, 2],
			],
			[1],
			3,
		],
		[
			'two circles with one in common',
			[
				[0, 1],
				[1, 0],
				[1, 2],
				[2, 1],
			],
			[1],
			3,
		],
	])('%s', (_, list, cut, waves) => {
		const plan = planWaves(graphOf(list));
		expect([...plan.leftOut.keys()]).toEqual(cut);
		expect(wavesIn(plan)).toBe(waves);
	});
});

describe('a chain of 10,000', () => {
	it('has 10,000 waves', () => {
		const graph = graphOf(range(9999).map((n): Edge => [n, n + 1]));
		expect(wavesIn(planWaves(graph))).toBe(10_000);
	});

	it('that leads back to itself is cut at its first item', () => {
		const graph = graphOf(range(10_000).map((n): Edge => [n, (n + 1) % 10_000]));
		expect(circlesOf(graph)).toHaveLength(1);
		const [cut] = cutsOf(graph, range(10_000));
		expect(cut).toHaveLength(1);
	});
});

it('many people who all need each other are cut within seconds, and no circle is left', async () => {
	const list = range(120).flatMap((item) => range(120).map((needed): Edge => [item, needed]));
	const pairs = list.filter(
		([item, needed]) => item !== needed && (item * 7 + needed * 3) % 5 === 0,
	);
	const graph = graphOf(pairs);
	expect(await spentMs(() => planWaves(graph))).toBeLessThan(3000);
	const { leftOut, first } = planWaves(graph);
	for (const [item, needed] of pairs) {
		if (!leftOut.get(item)?.has(needed))
			expect(first.get(item)).toBeGreaterThan(first.get(needed)!);
	}
});
