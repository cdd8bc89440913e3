import omit from 'lodash/omit';
import sortBy from 'lodash/sortBy';
import type { IDataObject } from 'n8n-workflow';
import type { DoneEarlier } from '../doneEarlier';
import type { ItemResult } from '../operation';
import type { Waiting } from '../turns/inTurn';

/** Key of an item for the time that its manager is still to be set: the row of the manager. Only Retry On Fail sees it. */
const owed = 'managerRow';

/** What became of the items of a run so far. */
export interface ResultsSoFar {
	/** By item, for those who wait for the user of another item. */
	of: ReadonlyMap<number, ItemResult>;
	/** Items whose manager is still to be set by a second request, by the item of the manager. */
	owed: ReadonlyMap<number, number>;
	/** The item of a request that was carried out, or may have been: Retry On Fail does not send it again. */
	addDone(itemIndex: number, json: IDataObject): void;
	addFailed(result: ItemResult): void;
	/** The item of a user after the second request, which is not sent again. */
	settle(itemIndex: number, json: IDataObject): void;
	/** All of them, in the order of the items. */
	sorted(): ItemResult[];
}

/**
 * @param begun those of the items that were not right
 * @param earlier what an earlier try of the run has done
 * @param afterwards whose manager is set by a second request
 */
export function resultsSoFar(
	begun: ItemResult[],
	earlier: DoneEarlier | undefined,
	afterwards: Waiting = new Map(),
): ResultsSoFar {
	const before = earlier?.results ?? [];
	const open = new Map(afterwards);
	for (const { itemIndex, json } of before) {
		if (typeof json[owed] === 'number') open.set(itemIndex, json[owed]);
	}
	const results = [
		...begun,
		...before.map(({ itemIndex, json }) => ({ itemIndex, json: omit(json, owed) })),
	];
	const byItem = new Map<number, ItemResult>(results.map((result) => [result.itemIndex, result]));
	const add = (result: ItemResult) => {
		results.push(result);
		byItem.set(result.itemIndex, result);
	};
	return {
		of: byItem,
		owed: open,
		addDone(itemIndex, json) {
			add({ itemIndex, json });
			const manager = open.get(itemIndex);
			earlier?.add(itemIndex, manager === undefined ? json : { ...json, [owed]: manager });
		},
		addFailed: add,
		settle(itemIndex, json) {
			const result = byItem.get(itemIndex);
			if (result) result.json = json;
			open.delete(itemIndex);
			earlier?.add(itemIndex, json);
		},
		sorted: () => sortBy(results, 'itemIndex'),
	};
}
