import type { IExecuteFunctions } from 'n8n-workflow';
import { pause } from '../../concur/pause';
import { stoppedBy, type Loser } from '../brake/brake';
import { limitsOf } from '../brake/limits';
import { readHeld } from '../brake/readHeld';
import type { NodeError } from '../nodeError';
import { itemsAtOnce, type ItemOperation } from '../operation';
import { sameUserBefore } from './sameUser';

/**
 * Why nothing of a run may be sent: it would take something away from too many people. What SAP Concur has of them is read only
 * where that decides; where that does not work, its error is the reason. Undefined where the run may go on.
 * @param items those that are still to be sent
 */
export async function brakeEach(
	this: IExecuteFunctions,
	{ brake, takesAway, namesOf }: ItemOperation,
	items: readonly number[],
	forms: ReadonlyMap<number, unknown>,
): Promise<NodeError | undefined> {
	const limits = brake && items.length > 0 ? limitsOf.call(this, brake, 0) : undefined;
	if (!limits || !takesAway) return undefined;
	const possible: Loser[] = [];
	for (const itemIndex of items) {
		if (possible.length % itemsAtOnce === itemsAtOnce - 1) await pause(this, 0);
		possible.push({ itemIndex, losses: takesAway.losses(forms.get(itemIndex)) });
	}
	const keysOf = (itemIndex: number) => namesOf?.(forms.get(itemIndex)) ?? [];
	const stop = stoppedBy.call(this, eachOnce(possible, keysOf), limits);
	if (!stop || !takesAway.keyOf) return stop;
	const keyOf = ({ itemIndex }: Loser) => takesAway.keyOf?.(forms.get(itemIndex));
	const open = possible.filter(({ losses }) => losses.length > 0);
	const keys = open.flatMap((loser) => keyOf(loser) ?? []);
	const heldBy = await readHeld.call(this, keys, { withRoles: false });
	if (heldBy instanceof Error) return heldBy;
	const known = open.map((loser): Loser => {
		const key = keyOf(loser);
		const losses = takesAway.losses(forms.get(loser.itemIndex), key && heldBy(key));
		return { ...loser, losses };
	});
	return stoppedBy.call(this, eachOnce(known, keysOf), limits);
}

/** Whoever loses something, once: several items for one user are one person. */
function eachOnce(losers: Loser[], keysOf: (itemIndex: number) => readonly string[]): Loser[] {
	const losing = losers.filter(({ losses }) => losses.length > 0);
	const again = sameUserBefore(
		losing.map(({ itemIndex }) => itemIndex),
		keysOf,
	);
	return losing.filter(({ itemIndex }) => !again.has(itemIndex));
}
