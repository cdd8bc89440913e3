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
	/** The output of items for which nothing is to be done any more, whatever the workflow does on errors. */
	passed?: ReadonlyMap<number, IDataObject>;
	waiting: Waiting;
	/** Items whose manager is set by a second request, because the managers of these items form a circle. */
	afterwards?: Waiting;
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
	const lacks: Record<string, Lack> = { unknown: 'unknown', submitted: 'noUuid' };
	const lack = lacks[String(json?.outcome)] ?? 'notCreated';
	return { error: withoutPerson.call(this, itemIndex, { on: manager, role: 'manager' }, lack) };
}

/** The UUID of the user whom a writing operation has created, as its item says. */
export function createdId({ userId, id }: IDataObject): string | undefined {
	return [userId, id].find((one) => typeof one === 'string');
}

/** Why somebody whom an item needs is not there. */
export type Lack =
	| 'notCreated'
	/** SAP Concur has such a user already, for example from a run that was broken off. */
	| 'existed'
	| 'unknown'
	| 'noUuid'
	| { withinMinutes: number }
	| { unread: string };

/** Somebody of this run whom an item needs, and as what. */
export interface Needed {
	/** The item of that person. */
	on: number;
	/** As a sentence calls them, e.g. 'manager'. */
	role: string;
}

/** The error of an item that is not sent because it needs somebody who is not there: who that is, and what to do. */
export function withoutPerson(
	this: IExecuteFunctions,
	itemIndex: number,
	needed: Needed,
	lack: Lack,
): NodeError {
	const [reason, cure] = reasonFor.call(this, needed, lack);
	return itemError.call(this, itemIndex, `Not sent, because ${reason}`, cure);
}

/** Why somebody is not there, to stand behind "because", and what to do about the row that needs them. */
export function reasonFor(
	this: IExecuteFunctions,
	{ on, role }: Needed,
	lack: Lack,
): [reason: string, cure: string] {
	const names = [...calledBy.call(this, on), `row ${on + 1}`].join(', ');
	const who = `the ${role} (${names})`;
	const later = `Once the ${role} is in SAP Concur, run this row again.`;
	if (typeof lack === 'object') {
		return 'unread' in lack
			? [`the status of ${who} could not be read: ${lack.unread}`, later]
			: [`${who} was not finished within ${minutes(lack.withinMinutes)}`, later];
	}
	switch (lack) {
		case 'unknown':
			return [
				`it is not known whether ${who} was created`,
				`Search for the ${role} in SAP Concur. If the user is there, run this row again.`,
			];
		case 'existed':
			return [
				`SAP Concur has rejected ${who}, because the user already exists`,
				'If that is the same person, send both rows again with Create or Update. Otherwise, correct that row, then run both again.',
			];
		case 'noUuid':
			return [`SAP Concur did not return the UUID of ${who}`, later];
		default:
			return [`${who} was not created`, 'Correct that row, then run both again.'];
	}
}

/** A time in a sentence, e.g. '10 minutes'. Pure. */
export const minutes = (count: number) => `${count} ${count === 1 ? 'minute' : 'minutes'}`;
