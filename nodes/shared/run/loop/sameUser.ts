/**
 * The item before each item that is for the same user: these go one after the other, because each can need what the one
 * before it has done. Pure.
 * @param items in the order in which they would go
 * @param keysOf whatever names the user of an item; two items are for the same user if they share one
 */
export function sameUserBefore(
	items: readonly number[],
	keysOf: (item: number) => readonly string[],
): Map<number, number[]> {
	const last = new Map<string, number>();
	const before = new Map<number, number[]>();
	for (const item of items) {
		const keys = keysOf(item);
		const others = keys.map((key) => last.get(key)).filter((one) => one !== undefined);
		if (others.length > 0) before.set(item, others);
		for (const key of keys) last.set(key, item);
	}
	return before;
}
