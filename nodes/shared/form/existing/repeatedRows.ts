import type { IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { comparable, type Holders, type Key } from '../../concur/existing/keys';
import { itemError } from '../../run/nodeError';
import { nouns, type RowKeys } from './whoIsThere';

/**
 * Finds rows for a user for whom a row further up is, too: which of them is right, only the person can say.
 * @returns a function from an item to what is wrong with it; undefined for the first row of a user
 */
export function repeatedRows(
	this: IExecuteFunctions,
	keys: ReadonlyMap<number, RowKeys>,
	usersOf: (key: Key) => Holders,
): (itemIndex: number) => NodeOperationError | undefined {
	const first = new Map<string, number>();
	const repeated = new Map<number, NodeOperationError>();
	for (const [itemIndex, { match, unique }] of keys) {
		for (const key of [...unique, match ?? []].flat()) {
			const holders = usersOf(key);
			const user = Array.isArray(holders) && holders.length === 1 ? holders[0] : undefined;
			const names = [`${key.kind} ${comparable(key.value)}`, ...(user ? [`id ${user.id}`] : [])];
			const known = names.map((name) => first.get(name)).find((one) => one !== undefined);
			if (known !== undefined && known !== itemIndex && !repeated.has(itemIndex)) {
				repeated.set(itemIndex, sameUser.call(this, itemIndex, known, nouns[key.kind]));
			}
			for (const name of names) {
				if (!first.has(name)) first.set(name, itemIndex);
			}
		}
	}
	return (itemIndex) => repeated.get(itemIndex);
}

function sameUser(
	this: IExecuteFunctions,
	itemIndex: number,
	row: number,
	noun: string,
): NodeOperationError {
	const message = `This row is for the same user as row ${row + 1}, as its ${noun} says`;
	const cure =
		'Send one row for each user. The Remove Duplicates node can drop the others before this node.';
	return itemError.call(this, itemIndex, message, cure);
}
