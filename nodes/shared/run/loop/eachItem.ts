import sortBy from 'lodash/sortBy';
import type { IExecuteFunctions } from 'n8n-workflow';
import { isUnknownOutcome } from '../../concur/errors';
import { requestsAtOnce } from '../../concur/pace';
import { pause } from '../../concur/pause';
import { doneEarlier } from '../doneEarlier';
import { asNodeError, stopsNode } from '../nodeError';
import { itemsAtOnce, type ItemOperation, type ItemResult } from '../operation';
import { watchOutage } from '../outage';
import { afterThose, managerOf, type Waiting } from '../turns/inTurn';
import { atOnce } from './atOnce';
import { brakeEach } from './brakeEach';
import { checkEach, resolveEach } from './checkEach';
import { failed, ownOutcome } from './ownOutcome';
import { limitToOption } from './requestsAtATime';
import { resultsSoFar, type ResultsSoFar } from './resultsSoFar';
import { sameUserBefore } from './sameUser';
import { endedBefore, secondRequest, userIdIn } from './secondRequest';

/** The request of the operation for one item; with `manager`, the second one, which sets the user of that item as manager. */
interface Turn {
	itemIndex: number;
	manager?: number;
}

/**
 * Takes each item by itself, some at the same time, and returns the results in the order of the items. With On Error = Stop
 * nothing new starts after a failure, and what is under way is finished.
 * @returns besides, whether an item has failed that was tried
 */
export async function eachItem(
	this: IExecuteFunctions,
	operation: ItemOperation,
): Promise<{ results: ItemResult[]; hasFailed: boolean }> {
	const wrong: ItemResult[] = [];
	const checked = await checkEach.call(this, operation, wrong);
	// By what the form says: who is named in it can be there only in a later try.
	const earlier = operation.writes ? doneEarlier.call(this, checked) : undefined;
	const resolved = await resolveEach.call(this, operation, checked, wrong, earlier);
	const { forms, waiting, afterwards } = resolved;
	const results = resultsSoFar(wrong, earlier, afterwards);
	if (wrong.some(({ error }) => error) && stopsNode.call(this))
		return { results: results.sorted(), hasFailed: false };

	limitToOption.call(this);
	const order = afterThose(forms.keys(), (item) => present(waiting.get(item), forms));
	const open = order.filter((item) => !earlier?.has(item));
	const braked = await brakeEach.call(this, operation, open, forms);
	if (braked && stopsNode.call(this)) {
		const ofRun: ItemResult = { itemIndex: 0, json: {}, error: braked };
		return { results: [...results.sorted(), ofRun], hasFailed: false };
	}

	const outage = watchOutage.call(this);
	let [hasFailed, isStopped] = [false, false];
	let refused = 0;
	const isSent = (itemIndex: number) => !operation.takesAway?.isUnchanged?.(forms.get(itemIndex));
	const work = async (itemIndex: number) => {
		const refusal = outage.refusal ?? (braked && isSent(itemIndex) ? braked : undefined);
		if (refusal) {
			refused++;
			// Nothing is waited for, so n8n would do nothing else.
			if (refused % itemsAtOnce === 0) await pause(this, 0).catch(() => undefined);
			return results.addFailed(failed.call(this, operation, itemIndex, refusal));
		}
		try {
			const form = formOf.call(this, operation, itemIndex, { forms, waiting, results });
			const output = await operation.execute.call(this, itemIndex, form);
			outage.note();
			for (const json of [output].flat()) results.addDone(itemIndex, json);
		} catch (caught) {
			const error = asNodeError.call(this, caught);
			outage.note(error);
			if (operation.writes && isUnknownOutcome(error)) {
				return results.addDone(itemIndex, ownOutcome.call(this, itemIndex, 'unknown', error));
			}
			results.addFailed(failed.call(this, operation, itemIndex, error));
			hasFailed = true;
			isStopped ||= stopsNode.call(this);
		}
	};
	const setManager = async (itemIndex: number, manager: number) => {
		const refusal = outage.refusal ?? braked;
		const circle = { itemIndex, manager, results: results.of, refusal };
		const second = await secondRequest.call(this, operation, circle);
		if (second?.error) outage.note(second.error);
		if (second) results.settle(itemIndex, second.json);
	};

	const keysOf = (item: number) => operation.namesOf?.(forms.get(item)) ?? [];
	const turns = turnsIn(open, {
		waiting,
		owed: results.owed,
		sameUser: operation.writes ? sameUserBefore(open, keysOf) : new Map(),
	});
	await atOnce(
		turns.all,
		{
			after: turns.before,
			most: () => (outage.isSuspected ? 1 : requestsAtOnce(this)),
			goesOn: () => !isStopped,
		},
		async ({ itemIndex, manager }) =>
			manager === undefined ? await work(itemIndex) : await setManager(itemIndex, manager),
	);
	for (const itemIndex of results.owed.keys()) {
		const own = results.of.get(itemIndex);
		if (own && userIdIn(own)) own.json = endedBefore(own.json);
	}
	return { results: results.sorted(), hasFailed };
}

const present = (item: number | undefined, forms: ReadonlyMap<number, unknown>) =>
	item !== undefined && forms.has(item) ? [item] : [];

interface Needs {
	waiting: Waiting;
	owed: ReadonlyMap<number, number>;
	sameUser: ReadonlyMap<number, readonly number[]>;
}

/** What is done for the items, and what has to be finished before. A second request stands behind both of its users. */
function turnsIn(open: number[], { waiting, owed, sameUser }: Needs) {
	const places = new Map(open.map((item, place) => [item, place]));
	const placeOf = (item: number) => places.get(item) ?? -1;
	const first = new Map(open.map((itemIndex): [number, Turn] => [itemIndex, { itemIndex }]));
	const second = [...owed].map(([itemIndex, manager]): Turn => ({ itemIndex, manager }));
	const needs = ({ itemIndex, manager }: Turn) =>
		manager === undefined
			? [waiting.get(itemIndex) ?? -1, ...(sameUser.get(itemIndex) ?? [])]
			: [itemIndex, manager];
	return {
		all: sortBy([...first.values(), ...second], ({ itemIndex, manager }) =>
			manager === undefined
				? placeOf(itemIndex)
				: Math.max(placeOf(itemIndex), placeOf(manager)) + 0.5,
		),
		before: (turn: Turn) => needs(turn).flatMap((item) => first.get(item) ?? []),
	};
}

interface Known {
	forms: ReadonlyMap<number, unknown>;
	waiting: Waiting;
	results: Pick<ResultsSoFar, 'of' | 'owed'>;
}

/**
 * The form of an item; of one that waits for its manager, with the UUID of the user who was created in the meantime, and of
 * one whose manager is set afterwards, without.
 * @throws NodeOperationError without that user
 */
function formOf(
	this: IExecuteFunctions,
	operation: ItemOperation,
	itemIndex: number,
	{ forms, waiting, results }: Known,
): unknown {
	const form = forms.get(itemIndex);
	const manager = managerOf.call(this, itemIndex, waiting, results.of);
	if (manager?.error) throw manager.error;
	const changes = manager !== undefined || results.owed.has(itemIndex);
	return changes && operation.withManager ? operation.withManager(form, manager?.userId) : form;
}
