// Room brake: what the submissions of a run take away, and whether the run is stopped because of it.
// Counting and the sentence about it are the same for SAP Concur Identity: shared/run/brake.
import type { IExecuteFunctions } from 'n8n-workflow';
import { limitReached, type Limits } from '../../../shared/run/brake/limits';
import { stoppedBy, type Loser } from '../../../shared/run/brake/brake';
import { lossesByPatch, lossesByReplace, type Loss } from '../../../shared/run/brake/losses';
import { readHeld } from '../../../shared/run/brake/readHeld';
import type { NodeError } from '../../../shared/run/nodeError';
import type { JsonObject } from '../../../shared/schema/attributes';
import { operationsIn } from '../order/peopleNamed';
import type { Submission } from '../submission';

/**
 * What the user loses by a submission. Pure.
 * @param held what SAP Concur has of the user; it decides for a replace
 */
export function lossesOf(
	{ method, data, losses }: Pick<Submission, 'method' | 'data' | 'losses'>,
	held: JsonObject = {},
): readonly Loss[] {
	if (method === 'POST') return [];
	if (method === 'DELETE') return ['deleted'];
	if (method === 'PUT') return lossesByReplace(data ?? {}, held);
	return losses ?? lossesByPatch(operationsIn(data));
}

/**
 * Why nothing of a run may be sent. What a replace takes away is read from SAP Concur, if the run is large enough. Undefined
 * where the run may go on.
 */
export async function stoppedByLosses(
	this: IExecuteFunctions,
	submissions: readonly Submission[],
	limits: Limits,
): Promise<NodeError | undefined> {
	const loses = (one: Submission) => one.method === 'PUT' || lossesOf(one).length > 0;
	const possible = submissions.filter(loses);
	if (limitReached(possible.length, this.getInputData().length, limits) === undefined) {
		return undefined;
	}
	const keys = possible.flatMap((one) => (one.method === 'PUT' ? keyOf(one) : []));
	const heldBy = await readHeld.call(this, keys, { withRoles: true });
	if (heldBy instanceof Error) return heldBy;
	const losers = possible.map((one): Loser => {
		const { itemIndex, userName, employeeNumber, userId } = one;
		const name = userName ?? employeeNumber ?? userId;
		return { itemIndex, name, losses: lossesOf(one, heldBy(keyOf(one))) };
	});
	return stoppedBy.call(this, losers, limits);
}

const keyOf = ({ userId = '' }: Submission) => ({ kind: 'id', value: userId }) as const;
