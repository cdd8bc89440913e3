import { circlesOf, cutsOf, type Graph } from './circles';

/** In which wave each item is sent, counted from 0. */
export interface Plan {
	/** Of the items that need somebody, or are needed; all others are in wave 0. */
	first: ReadonlyMap<number, number>;
	/** Of the second requests of the items where circles are cut. */
	second: ReadonlyMap<number, number>;
	/** Whom the first request of such an item does without. */
	leftOut: ReadonlyMap<number, ReadonlySet<number>>;
}

/** Steps that comparing the ways to cut may take; after that, the best one so far is good enough. */
const mostSteps = 2_000_000;

/**
 * Plans the waves: everybody comes after whom they need, and as early as that allows. Circles are cut at as few items as
 * possible, then so that the waves are fewest, then at the first ones. Pure.
 * @param graph whom each item needs
 */
export function planWaves(graph: Graph): Plan {
	const circles = circlesOf(graph);
	const choices = circles.map((circle) => cutsOf(graph, circle));
	let best: Plan | undefined;
	let fewest = Infinity;
	let steps = mostSteps;
	for (const cuts of selections(choices)) {
		const plan = planWith(
			graph,
			circles.map((items, at) => ({ items, cut: cuts[at] ?? [] })),
		);
		const waves = wavesIn(plan);
		if (waves < fewest) [best, fewest] = [plan, waves];
		if ((steps -= graph.size) < 0) break;
	}
	return best ?? planWith(graph, []);
}

/** One choice of each list, in all ways; the first ones first. */
function* selections<Choice>(lists: readonly Choice[][], from = 0): Generator<Choice[]> {
	const list = lists[from];
	if (!list) {
		yield [];
		return;
	}
	for (const choice of list) {
		for (const rest of selections(lists, from + 1)) yield [choice, ...rest];
	}
}

/** The number of waves. */
export function wavesIn({ first, second }: Plan): number {
	let last = 0;
	for (const wave of [...first.values(), ...second.values()]) last = Math.max(last, wave);
	return last + 1;
}

function planWith(graph: Graph, circles: Array<{ items: number[]; cut: number[] }>): Plan {
	const leftOut = new Map<number, ReadonlySet<number>>();
	for (const { items, cut } of circles) {
		const inside = new Set(items);
		for (const item of cut) {
			leftOut.set(item, new Set((graph.get(item) ?? []).filter((other) => inside.has(other))));
		}
	}
	const needs = (item: number) =>
		(graph.get(item) ?? []).filter((other) => !leftOut.get(item)?.has(other));
	const first = longestChains(graph.keys(), needs);
	const second = new Map(
		[...leftOut].map(([item, others]) => [
			item,
			1 + Math.max(...[item, ...others].map((one) => first.get(one) ?? 0)),
		]),
	);
	return { first, second, leftOut };
}

/** How many others have to come before each item, one after the other. By a list of its own: chains can be long. */
function longestChains(
	items: Iterable<number>,
	needs: (item: number) => number[],
): Map<number, number> {
	const lengths = new Map<number, number>();
	for (const item of items) {
		const open = [item];
		for (let next = open.at(-1); next !== undefined; next = open.at(-1)) {
			if (lengths.has(next)) {
				open.pop();
				continue;
			}
			const needed = needs(next);
			const others = needed.filter((one) => !lengths.has(one));
			if (others.length > 0) open.push(...others);
			else {
				open.pop();
				lengths.set(next, 1 + Math.max(-1, ...needed.map((one) => lengths.get(one) ?? 0)));
			}
		}
	}
	return lengths;
}
