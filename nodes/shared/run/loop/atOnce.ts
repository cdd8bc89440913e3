// Room loop: takes the items of a run to their results: checked first, then some at once, and each in its turn.
// It knows no field of a form; what an operation does with one item belongs to the operation.

interface Order<Item> {
	/** Those that have to be finished before an item starts; they lead back to nobody. */
	after(item: Item): readonly Item[];
	/** How many may be under way; asked before each start. */
	most(): number;
	/** Whether another one may start; asked before each start. */
	goesOn(): boolean;
}

/**
 * Works on several items at once, in their order: as soon as one is finished, the next one starts. Resolves when none is under
 * way and none may start.
 * @throws what `work` throws first, once all others are finished; nothing starts after that
 */
export async function atOnce<Item>(
	items: readonly Item[],
	{ after, most, goesOn }: Order<Item>,
	work: (item: Item) => Promise<void>,
): Promise<void> {
	const turns = turnsOf(items, after);
	const underWay = new Set<Promise<void>>();
	const errors: unknown[] = [];
	const start = async (item: Item) => {
		try {
			await work(item);
		} catch (caught) {
			errors.push(caught);
		}
		turns.finish(item);
	};
	for (;;) {
		while (errors.length === 0 && goesOn() && underWay.size < most()) {
			const next = turns.next();
			if (!next) break;
			const run = start(next.item).then(() => void underWay.delete(run));
			underWay.add(run);
		}
		if (underWay.size === 0) break;
		await Promise.race(underWay);
	}
	if (errors.length > 0) throw errors[0];
}

interface Turns<Item> {
	/** The first item whose turn it is; undefined while all others have to wait. */
	next(): { item: Item } | undefined;
	finish(item: Item): void;
}

function turnsOf<Item>(
	items: readonly Item[],
	after: (item: Item) => readonly Item[],
): Turns<Item> {
	const open = new Set(items);
	const missing = new Map<Item, number>();
	const followers = new Map<Item, Item[]>();
	for (const item of items) {
		const before = new Set(after(item).filter((one) => open.has(one) && one !== item));
		if (before.size > 0) missing.set(item, before.size);
		for (const one of before) {
			const known = followers.get(one);
			if (known) known.push(item);
			else followers.set(one, [item]);
		}
	}
	/** Items that were passed over while they had to wait, and need not any more. */
	const released: Item[] = [];
	const passedOver = new Set<Item>();
	let [place, taken] = [0, 0];
	return {
		next() {
			if (taken < released.length) return { item: released[taken++] as Item };
			while (place < items.length) {
				const item = items[place++] as Item;
				if (!missing.get(item)) return { item };
				passedOver.add(item);
			}
			return undefined;
		},
		finish(item) {
			for (const follower of followers.get(item) ?? []) {
				const left = (missing.get(follower) ?? 1) - 1;
				missing.set(follower, left);
				if (left === 0 && passedOver.has(follower)) released.push(follower);
			}
		},
	};
}
