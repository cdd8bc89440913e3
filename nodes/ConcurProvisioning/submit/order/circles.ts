// Room order: users of one run who need each other: in how few waves they can be sent, and which circles have to be cut.
// Pure; it sends nothing and waits for nobody.
import uniq from 'lodash/uniq';

/** Whom each item needs, by item. Who needs nobody may be missing. */
export type Graph = ReadonlyMap<number, readonly number[]>;

const neededBy = (graph: Graph, item: number) => graph.get(item) ?? [];

/**
 * Finds the sets of items of whom each needs each other, directly or not; an item that needs only itself is one, too. By
 * Tarjan's algorithm, with a list in the place of calls: a chain can be longer than a function can call itself.
 */
export function circlesOf(graph: Graph): number[][] {
	const circles: number[][] = [];
	const places = new Map<number, number>();
	const lowest = new Map<number, number>();
	const open: number[] = [];
	const isOpen = new Set<number>();
	for (const first of graph.keys()) {
		if (places.has(first)) continue;
		const calls: Array<{ item: number; next: number }> = [{ item: first, next: 0 }];
		for (let call = calls.at(-1); call; call = calls.at(-1)) {
			const { item } = call;
			if (call.next === 0) {
				places.set(item, places.size);
				lowest.set(item, places.size - 1);
				open.push(item);
				isOpen.add(item);
			}
			const other = neededBy(graph, item)[call.next++];
			if (other !== undefined) {
				if (!places.has(other)) calls.push({ item: other, next: 0 });
				else if (isOpen.has(other)) lower(lowest, item, places.get(other));
				continue;
			}
			calls.pop();
			const caller = calls.at(-1);
			if (caller) lower(lowest, caller.item, lowest.get(item));
			if (lowest.get(item) !== places.get(item)) continue;
			const circle = open.splice(open.lastIndexOf(item));
			for (const one of circle) isOpen.delete(one);
			if (circle.length > 1 || neededBy(graph, item).includes(item)) circles.push(circle);
		}
	}
	return circles.map((circle) => circle.sort((one, other) => one - other));
}

function lower(lowest: Map<number, number>, item: number, place = Infinity): void {
	lowest.set(item, Math.min(lowest.get(item) ?? Infinity, place));
}

/** The graph of some items alone, where those who are cut need nobody of them. */
function within(graph: Graph, items: readonly number[], cut: readonly number[] = []): Graph {
	const some = new Set(items);
	const isCut = new Set(cut);
	return new Map(
		items.map((item) => [
			item,
			isCut.has(item) ? [] : neededBy(graph, item).filter((other) => some.has(other)),
		]),
	);
}

/** Steps that looking for the fewest items may take; what is larger is cut by a rule of thumb. */
const mostSteps = 300_000;
const mostChoices = 200;

/**
 * The smallest sets of items of a circle whose cut leaves no circle in it; the first ones come first. A circle too large to
 * try all sets has one set, in which no item is needless.
 */
export function cutsOf(graph: Graph, circle: readonly number[]): number[][] {
	const inside = within(graph, circle);
	const selfish = circle.filter((item) => neededBy(inside, item).includes(item));
	const others = circle.filter((item) => !selfish.includes(item));
	const edges = circle.reduce((sum, item) => sum + neededBy(inside, item).length, 0);
	let steps = mostSteps;
	for (let more = 0; more <= others.length; more++) {
		const found: number[][] = [];
		for (const chosen of combinations(others, more)) {
			steps -= circle.length + edges;
			if (steps < 0) return [thumbCut(inside, circle)];
			const cut = [...selfish, ...chosen].sort((one, other) => one - other);
			if (cut.length > 0 && circlesOf(within(inside, circle, cut)).length === 0) found.push(cut);
			if (found.length === mostChoices) break;
		}
		if (found.length > 0) return found;
	}
	return [[...circle]];
}

function* combinations(items: readonly number[], size: number, from = 0): Generator<number[]> {
	if (size === 0) {
		yield [];
		return;
	}
	for (let at = from; at <= items.length - size; at++) {
		for (const rest of combinations(items, size - 1, at + 1)) yield [items[at] as number, ...rest];
	}
}

/** Cuts at whoever has the most ways through them until no circle is left, then takes back what was needless. */
function thumbCut(graph: Graph, circle: readonly number[]): number[] {
	let cut: number[] = [];
	for (let left = [circle]; left.length > 0; left = circlesOf(within(graph, circle, cut))) {
		for (const one of left) {
			const inside = within(graph, one, cut);
			const needs = [...inside.values()].flat();
			const ways = new Map<number, number>();
			for (const item of needs) ways.set(item, (ways.get(item) ?? 0) + 1);
			const through = (item: number) =>
				neededBy(inside, item).includes(item)
					? Infinity
					: (ways.get(item) ?? 0) * neededBy(inside, item).length;
			const most = Math.max(...one.map(through));
			cut = uniq([...cut, one.find((item) => through(item) === most) as number]);
		}
	}
	for (const item of [...cut].reverse()) {
		const fewer = cut.filter((one) => one !== item);
		if (circlesOf(within(graph, circle, fewer)).length === 0) cut = fewer;
	}
	return cut.sort((one, other) => one - other);
}
