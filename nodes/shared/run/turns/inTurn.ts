// Room turns: items of a run that need the user of another item: in which order they go, and what if that user is missing.
// Who needs whom is found out by the forms; this room only keeps the order.
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { calledBy } from '../itemOutcome';
import { itemError, type NodeError } from '../nodeError';

/** Items whose user has a manager who is created in the same run: the item of the manager, by the item that waits. */
export type Waiting = ReadonlyMap<number, number>;

/** What looking up the people whom the forms name has brought. */
export interface Resolved<Form> {
	/** The forms with SAP Concur's reference in the place of each key, without those that failed. */
	forms: ReadonlyMap<number, Form>;
	failed: ReadonlyMap<number, NodeError>;
	waiting: Waiting;
}

/**
 * The items in an order in which everybody comes after whom they are waiting for; otherwise the order stays. Pure.
 * @param before who has to come before an item
 */
export function afterThose<Item>(
	items: Iterable<Item>,
	before: (item: Item) => readonly Item[],
): Item[] {
	const ordered = new Set<Item>();
	const begun = new Set<Item>();
	for (const item of items) {
		// By a list of its own: a chain can be longer than a function can call itself.
		const open = [item];
		for (let next = open.at(-1); next !== undefined; next = open.at(-1)) {
			const others = begun.has(next) ? [] : before(next).filter((one) => !begun.has(one));
			begun.add(next);
			if (others.length > 0) open.push(...others);
			else ordered.add(open.pop() as Item);
		}
	}
	return [...ordered];
}

/** What became of an item so far. */
type Done = ReadonlyMap<number, { json: IDataObject; error?: NodeError }>;

/**
 * The UUID of the manager whom an item has to wait for, or why there is none.
 * @param done the results so far, by item
 * @returns undefined for an item that waits for nobody
 */
export function managerOf(
	this: IExecuteFunctions,
	itemIndex: number,
	waiting: Waiting,
	done: Done,
): { userId: string; error?: undefined } | { userId?: undefined; error: NodeError } | undefined {
	const manager = waiting.get(itemIndex);
	if (manager === undefined) return undefined;
	const { json, error } = done.get(manager) ?? {};
	const userId = json && !error ? createdId(json) : undefined;
	if (userId !== undefined) return { userId };
	return { error: withoutManager.call(this, itemIndex, manager, json?.outcome) };
}

/** The UUID of the user whom a writing operation has created, as its item says. */
function createdId({ userId, id }: IDataObject): string | undefined {
	return [userId, id].find((one) => typeof one === 'string');
}

function withoutManager(
	this: IExecuteFunctions,
	itemIndex: number,
	manager: number,
	outcome: unknown,
): NodeError {
	const who = [...calledBy.call(this, manager), `row ${manager + 1}`].join(', ');
	const [reason, cure] = reasonFor(`the manager (${who})`, outcome);
	return itemError.call(this, itemIndex, `Not sent, because ${reason}`, cure);
}

/** @param outcome of the manager; somebody who was submitted can lack the UUID that others need */
function reasonFor(manager: string, outcome: unknown): [reason: string, cure: string] {
	if (outcome === 'unknown') {
		const cure = 'Search for the manager in SAP Concur. If the user is there, run this row again.';
		return [`it is not known whether ${manager} was created`, cure];
	}
	if (outcome === 'submitted') {
		const cure = 'Once the manager is in SAP Concur, run this row again.';
		return [`SAP Concur did not return the UUID of ${manager}`, cure];
	}
	return [`${manager} was not created`, 'Correct that row, then run both again.'];
}
