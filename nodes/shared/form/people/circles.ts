/**
 * Finds those who, from manager to manager, lead back to themselves. Pure.
 * @param managers the item of each item's manager
 * @returns each circle once, by its items in the order of the chain
 */
export function circlesIn(managers: ReadonlyMap<number, number>): number[][] {
	const circles: number[][] = [];
	const done = new Set<number>();
	for (const first of managers.keys()) {
		const chain: number[] = [];
		const places = new Map<number, number>();
		let next: number | undefined = first;
		while (next !== undefined && !done.has(next) && !places.has(next)) {
			places.set(next, chain.length);
			chain.push(next);
			next = managers.get(next);
		}
		const start = next === undefined ? undefined : places.get(next);
		if (start !== undefined) circles.push(chain.slice(start));
		for (const item of chain) done.add(item);
	}
	return circles;
}
