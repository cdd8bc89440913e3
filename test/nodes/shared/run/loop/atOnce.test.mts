// Several items at once: in their order, each as soon as there is room for it and those before it are finished.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../../../nodes/shared/run/loop/atOnce.ts';
import { sameUserBefore } from '../../../../../nodes/shared/run/loop/sameUser.ts';

/** Work whose ends the test decides. */
function workbench() {
	const ends = new Map<number, () => void>();
	const log = { started: [] as number[], most: 0 };
	const work = async (item: number) => {
		log.started.push(item);
		await new Promise<void>((resolve) => {
			ends.set(item, resolve);
			log.most = Math.max(log.most, ends.size);
		});
	};
	const end = async (item: number) => {
		ends.get(item)?.();
		ends.delete(item);
		// Whatever follows from it has its turn.
		for (let tick = 0; tick < 10; tick++) await Promise.resolve();
	};
	return { ...log, log, work, end, underWay: () => [...ends.keys()] };
}

const any = { after: () => [], most: () => 2, goesOn: () => true };

describe('several items at once', () => {
	it('start in their order, the next one as soon as one is finished', async () => {
		const { log, work, end } = workbench();
		const all = atOnce([1, 2, 3, 4], any, work);
		expect(log.started).toEqual([1, 2]);
		await end(2);
		expect(log.started).toEqual([1, 2, 3]);
		await end(3);
		expect(log.started).toEqual([1, 2, 3, 4]);
		await end(4);
		await end(1);
		await all;
	});

	it('let others go ahead of one that has to wait, and start it once it need not', async () => {
		const { log, work, end } = workbench();
		const after = (item: number) => (item === 2 ? [1] : []);
		const all = atOnce([1, 2, 3, 4, 5], { ...any, after }, work);
		expect(log.started).toEqual([1, 3]);
		await end(3);
		expect(log.started).toEqual([1, 3, 4]);
		await end(1);
		expect(log.started).toEqual([1, 3, 4, 2]);
		await end(4);
		expect(log.started).toEqual([1, 3, 4, 2, 5]);
		await end(2);
		await end(5);
		await all;
	});

	it('take a new limit as soon as it is there, downwards and upwards', async () => {
		const { log, work, end } = workbench();
		let limit = 3;
		const all = atOnce([1, 2, 3, 4, 5, 6], { ...any, most: () => limit }, work);
		limit = 1;
		await end(1);
		await end(2);
		expect(log.started).toEqual([1, 2, 3]);
		await end(3);
		expect(log.started).toEqual([1, 2, 3, 4]);
		limit = 2;
		await end(4);
		expect(log.started).toEqual([1, 2, 3, 4, 5, 6]);
		await end(5);
		await end(6);
		await all;
	});

	it('finish what is under way and start nothing more when it does not go on', async () => {
		const { log, work, end } = workbench();
		let goesOn = true;
		let isOver = false;
		const all = atOnce([1, 2, 3], { ...any, goesOn: () => goesOn }, work);
		void all.then(() => (isOver = true));
		goesOn = false;
		await end(1);
		expect([log.started, isOver]).toEqual([[1, 2], false]);
		await end(2);
		await all;
		expect(log.started).toEqual([1, 2]);
	});

	it('are all worked on once, never too many, and none before those that it waits for', async () => {
		const items = fc.array(fc.nat({ max: 3 }), { maxLength: 30 });
		await fc.assert(
			fc.asyncProperty(
				items,
				fc.integer({ min: 1, max: 6 }),
				fc.infiniteStream(fc.nat()),
				async (gaps, most, picks) => {
					// Each waits for an item before it, or for none.
					const before = gaps.map((gap, item) => (gap > 0 && item - gap >= 0 ? [item - gap] : []));
					const { log, work, end, underWay } = workbench();
					const finished = new Set<number>();
					const all = atOnce(
						gaps.map((_, item) => item),
						{ after: (item) => before[item]!, most: () => most, goesOn: () => true },
						async (item) => {
							expect(before[item]!.every((one) => finished.has(one))).toBe(true);
							await work(item);
							finished.add(item);
						},
					);
					while (underWay().length > 0) {
						const open = underWay();
						await end(open[picks.next().value! % open.length]!);
					}
					await all;
					expect([...log.started].sort((one, other) => one - other)).toEqual(gaps.map((_, n) => n));
					expect(log.most).toBeLessThanOrEqual(most);
				},
			),
		);
	});
});

describe('items for the same user', () => {
	it('go one after the other, by whatever name they share', () => {
		const keys = [['a'], ['b'], ['a', 'c'], ['c'], ['d'], ['a', 'b']];
		const before = sameUserBefore([0, 1, 2, 3, 4, 5], (item) => keys[item]!);
		expect(Object.fromEntries(before)).toEqual({ 2: [0], 3: [2], 5: [2, 1] });
	});
});
