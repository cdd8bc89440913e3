import type { IExecuteFunctions } from 'n8n-workflow';
import { isCancelled, pause } from '../../concur/pause';
import type { DoneEarlier } from '../doneEarlier';
import { limitsOf } from '../brake/limits';
import { notConverted, passedOn } from '../itemOutcome';
import { asNodeError } from '../nodeError';
import { itemsAtOnce, type ItemOperation, type ItemResult } from '../operation';
import type { Resolved } from '../turns/inTurn';
import { failed } from './ownOutcome';

/** Checks all items; the errors go to `results`. */
export async function checkEach(
	this: IExecuteFunctions,
	operation: ItemOperation,
	results: ItemResult[],
): Promise<Map<number, unknown>> {
	const checked = new Map<number, unknown>();
	for (const itemIndex of this.getInputData().keys()) {
		if (itemIndex % itemsAtOnce === itemsAtOnce - 1) await pause(this, 0);
		const given = operation.writes && notConverted.call(this, itemIndex);
		if (given) {
			results.push({ itemIndex, json: given });
			continue;
		}
		try {
			if (operation.brake) limitsOf.call(this, operation.brake, itemIndex);
			checked.set(itemIndex, await operation.check?.call(this, itemIndex));
		} catch (caught) {
			const error = asNodeError.call(this, caught);
			const passed = operation.writes && passedOn.call(this, itemIndex, error);
			if (passed) {
				results.push({ itemIndex, json: passed });
				continue;
			}
			results.push(failed.call(this, operation, itemIndex, error));
			if (isCancelled(this)) break;
		}
	}
	return checked;
}

/** Looks up whom the forms name; the errors go to `results`. */
export async function resolveEach(
	this: IExecuteFunctions,
	operation: ItemOperation,
	checked: ReadonlyMap<number, unknown>,
	results: ItemResult[],
	earlier?: DoneEarlier,
): Promise<Pick<Resolved<unknown>, 'forms' | 'waiting' | 'afterwards'>> {
	if (!operation.resolve || !earlier) return { forms: checked, waiting: new Map() };
	const { failed: errors, ...resolved } = await operation.resolve.call(this, checked, earlier);
	for (const [itemIndex, error] of errors) {
		const passed = passedOn.call(this, itemIndex, error);
		results.push(
			passed ? { itemIndex, json: passed } : failed.call(this, operation, itemIndex, error),
		);
	}
	return resolved;
}
